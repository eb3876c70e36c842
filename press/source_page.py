"""One page a source: what the article is, what it got right, and how the rest fared."""

from ledger.display.formats import value_text
from ledger.reasoning.judgement import SHAPES, THEMES, VERDICTS, judged
from ledger.package import Ledger
from press.claim_review import claim_review
from press.identity import identity
from press.typeset import records, typeset

# What an article got right comes first.
_HEADINGS = {
    "supported": "What it got right",
    "imprecise": "Right at the core, but blurred",
    "contradicted": "What better evidence contradicts",
    "unverifiable": "What could not be verified",
}


def source_page(book: Ledger, source: str) -> str:
    """Return the page of one article as HTML.

    source: an id of sources.csv. Every claim of the article stands under its verdict, in the order of the text.
    """
    (article,) = records(book.sources[book.sources["source"] == source])
    about = identity()
    claims = [row | {"value": value_text(row), "review": claim_review(row, article, about)} for row in records(judged(book).query("source == @source"))]
    groups = [(verdict, heading, [row for row in claims if row["verdict"] == verdict]) for verdict, heading in _HEADINGS.items()]
    flaws = [row["flaw"] for row in claims if row["flaw"]]
    return typeset(
        "source.html",
        article=article,
        claims=claims,
        groups=groups,
        themes=_by_theme(claims),
        flaws=sorted({(flaw, flaws.count(flaw)) for flaw in flaws}, key=lambda pair: (-pair[1], pair[0])),
        shapes=SHAPES,
    )


def _by_theme(claims: list[dict]) -> list[tuple]:
    """Count the claims of each theme by verdict: (theme, its name, counts in the order of the verdicts)."""
    counts = []
    for theme, name in THEMES.items():
        verdicts = [row["verdict"] for row in claims if row["theme"] == theme]
        counts.append((theme, name, {verdict: verdicts.count(verdict) for verdict in VERDICTS}))
    return counts
