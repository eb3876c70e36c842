"""A claim with its verdict in the words of schema.org, for machines that read fact checks."""

from press.identity import Identity

# From worst to best. `unverifiable` has no place between false and true: it is told in words alone.
_RATINGS = {"contradicted": 1, "imprecise": 2, "supported": 3}


def claim_review(row: dict, source: dict, about: Identity) -> dict:
    """Return the schema.org ClaimReview of one judged claim, with None nowhere: what is not known is left out.

    row: a row of ``judged(book)``. source: its row of sources. Missing values are None.
    The address is the claim's place on the page of its source, where the fact check stands: relative until the book has a public address.
    """
    folder = f"{about.address}/book/" if about.address else ""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": f"{folder}source-{row['source']}.html#{row['claim']}",
            "claimReviewed": row["statement"],
            "datePublished": _day(row["reviewed_on"]),
            "author": {"@type": "Organization", "name": about.author},
            "itemReviewed": {"@type": "Claim", "author": _speaker(row, source), "datePublished": _day(source["published"]), "appearance": _article(source)},
            "reviewRating": _rating(row),
        }
    )


def _rating(row: dict) -> dict:
    words = {"@type": "Rating", "alternateName": row["verdict"], "ratingExplanation": row["reason"]}
    if row["verdict"] not in _RATINGS:
        return words
    return words | {"ratingValue": _RATINGS[row["verdict"]], "worstRating": 1, "bestRating": len(_RATINGS)}


def _speaker(row: dict, source: dict) -> dict | None:
    """Who said it. The ledger does not record whether a speaker is a person or a group, so the name has no type."""
    if row["speaker"] != "article":
        return {"name": row["speaker"]}
    if source["author"]:
        return {"@type": "Person", "name": source["author"]}
    return _publisher(source)


def _article(source: dict) -> dict:
    return {"@type": "CreativeWork", "name": source["title"], "url": source["url"], "datePublished": _day(source["published"]), "publisher": _publisher(source)}


def _publisher(source: dict) -> dict | None:
    return {"@type": "Organization", "name": source["publisher"]} if source["publisher"] else None


def _day(moment) -> str | None:
    return f"{moment:%Y-%m-%d}" if moment is not None else None


def _known(record: dict) -> dict:
    return {name: _known(value) if isinstance(value, dict) else value for name, value in record.items() if value is not None}
