"""Find where claims disagree, between articles and inside one, from the tables alone."""

import pandas as pd

from ledger.reasoning.arithmetic import broken_growth
from ledger.reasoning.disjoint import disjoint_pairs
from ledger.display.formats import value_text
from ledger.reasoning.intervals import half_place, intervals
from ledger.package import Ledger
from ledger.reasoning.verdicts import Scopes

KINDS = {
    "disjoint-values": "Two values for one thing that cannot both hold",
    "different-baskets": "Two values that only look like a conflict: the things counted differ",
    "shared-value": "One value given to different things",
    "exclusive-statuses": "Two states that exclude each other",
    "joined-series": "One sentence that joins two series",
    "broken-arithmetic": "Figures that break their own arithmetic",
}
# A value of one digit, such as six companies, is shared by chance.
_DIGITS = 2
_USED = "claim source statement subject metric qualifier value_low value_high unit as_of_from as_of_to start end".split()
_FINDINGS = {
    "disjoint-values": "{metric} of {subject}: {told}.",
    "different-baskets": "{metric}, of a whole and of a part: {told}.",
    "shared-value": "{metric}: one value for two things: {told}.",
    "exclusive-statuses": "{subject}: {told}.",
    "joined-series": "{metric} of {subject}: {told}. One of the values belongs to another measure.",
    "broken-arithmetic": "{metric} of {subject}: {told}. The level lies outside the two levels that the growth joins.",
}


def conflicts(book: Ledger) -> pd.DataFrame:
    """Return one row per conflict between claims that the tables show.

    Returns conflict (a stable id), kind (a key of KINDS), claims and sources (lists), subject,
    metric, finding (one sentence), and what an editor wrote about it in conflict_readings.csv:
    reading (``real`` or ``apparent``), explanation and evidence (ids).
    """
    claims, scopes = _claims(book), Scopes(book)
    found = [
        *disjoint_pairs(claims),
        *_different_baskets(claims, scopes),
        *_shared_values(claims, scopes),
        *_exclusive_statuses(claims, book.metrics),
        *_joined_series(claims, book.evidence),
        *broken_growth(claims, book),
    ]
    table = pd.DataFrame(_rows(found, claims, book), columns=["conflict", "kind", "claims", "sources", "subject", "metric", "finding"])
    return table.merge(book.conflict_readings, on="conflict", how="left").sort_values(["kind", "conflict"], ignore_index=True)


def _claims(book: Ledger) -> pd.DataFrame:
    """Claims by id, each with its interval and with its loose names read."""
    scopes = Scopes(book)
    claims = book.claims[_USED].sort_values(["source", "start", "claim"]).set_index("claim", drop=False)
    return claims.join(intervals(claims)).assign(subject=claims["subject"].map(scopes.subject))


def _different_baskets(claims: pd.DataFrame, scopes: Scopes):
    """Disjoint values of a whole and of a part of it: sums over different things."""
    amounts = claims[claims["low"].notna() & (claims["unit"] != "date")]
    related = [(part, whole) for part in amounts["subject"].unique() for whole in scopes.wholes(part)]
    related = pd.DataFrame(related, columns=["part", "whole"], dtype="str")
    # Each claim once for every pair of a part and a whole that it belongs to, so that one search compares them all.
    both = pd.concat([amounts.merge(related, left_on="subject", right_on=side) for side in ("part", "whole")])
    pairs = both.assign(side=both["subject"], subject=both["part"] + " " + both["whole"]).set_index("claim", drop=False)
    yield from (("different-baskets", ids, ids) for _, ids, _ in disjoint_pairs(pairs, "side"))


def _shared_values(claims: pd.DataFrame, scopes: Scopes):
    """One value of two digits or more that is claimed for unrelated subjects."""
    points = claims[claims["low"].notna() & (claims["value_low"] == claims["value_high"])]
    points = points[_digits(points) >= _DIGITS]
    keys = ["metric", "unit", "value_low"]
    points = points[points.groupby(keys)["subject"].transform("nunique") > 1]
    groups = points.groupby(keys, sort=True)[["claim", "subject"]].agg(list)
    for (metric, _, value), ids, subjects in groups.itertuples():
        first, *others = dict.fromkeys(subjects)
        if any(not scopes.related(first, other) for other in others):
            yield "shared-value", ids, [metric, f"{value:g}"]


def _exclusive_statuses(claims: pd.DataFrame, metrics: pd.DataFrame):
    """Claims of one subject that presuppose different states of it at one time."""
    states = metrics.set_index("metric")["presupposes"].dropna()
    stated = claims[claims["metric"].isin(states.index)]
    stated = stated.assign(state=stated["metric"].map(states))
    several = stated[stated.groupby("subject")["state"].transform("nunique") > 1]
    # Two states are two values of one measure that cannot both hold at one time.
    code = several["state"].astype("category").cat.codes.astype(float)
    closed = {"low_closed": True, "high_closed": True, "metric": "state", "unit": "count"}
    clashing = {}
    for _, ids, _ in disjoint_pairs(several.assign(low=code, high=code, **closed)):
        clashing.setdefault(several["subject"][ids[0]], set()).update(ids)
    place = {claim: number for number, claim in enumerate(several.index)}
    for subject in sorted(clashing):
        yield "exclusive-statuses", sorted(clashing[subject], key=place.get), [subject]


def _joined_series(claims: pd.DataFrame, evidence: pd.DataFrame):
    """Two values of one measure in one passage, of which one belongs elsewhere to another measure only."""
    points = claims[claims["low"].notna() & (claims["value_low"] == claims["value_high"])]
    keys = ["subject", "unit", "value_low"]
    known = evidence[evidence["value_low"] == evidence["value_high"]][[*keys, "metric"]]
    foreign = points[["claim", "metric", *keys]].merge(known, on=keys, suffixes=("", "_known"))
    own = set(foreign.loc[foreign["metric"] == foreign["metric_known"], "claim"])
    strangers = points[points["claim"].isin(set(foreign["claim"]) - own)]
    beside = strangers.merge(points[points["claim"].isin(own)], on=["source", "subject", "metric"], suffixes=("", "_beside"))
    beside = beside[(beside["start"] < beside["end_beside"]) & (beside["start_beside"] < beside["end"])]
    for claim, rows in beside.groupby("claim", sort=True):
        yield "joined-series", [claim, *rows["claim_beside"]], [claim]


def _digits(points: pd.DataFrame) -> pd.Series:
    """Count the significant digits of each value."""
    places = [2 * half_place(value) for value in points["value_low"]]
    return pd.Series([len(f"{abs(value) / place:.0f}") for value, place in zip(points["value_low"], places)], index=points.index, dtype=int)


def _rows(found: list, claims: pd.DataFrame, book: Ledger):
    """Say each conflict in a sentence."""
    needed = claims.loc[list(dict.fromkeys(claim for _, ids, _ in found for claim in ids))]
    records = {row["claim"]: row for row in needed.to_dict("records")}
    names, metrics = dict(zip(book.entities["entity"], book.entities["name"])), dict(zip(book.metrics["metric"], book.metrics["name"]))
    for kind, ids, key in found:
        rows = [records[claim] for claim in ids]
        first, several = rows[0], len({row["subject"] for row in rows}) > 1
        told = "; ".join(_told(row) + f" for {names[row['subject']]}" * several for row in rows)
        finding = _FINDINGS[kind].format(metric=metrics[first["metric"]], subject=names[first["subject"]], told=told)
        sources = list(dict.fromkeys(row["source"] for row in rows))
        yield "-".join([kind, *key]), kind, list(ids), sources, first["subject"], first["metric"], finding


def _told(row: dict) -> str:
    value = "" if row["unit"] == "date" else value_text(row)
    return f"{row['source']} has {value}" if value else f"{row['source']} says: {row['statement'].rstrip('.')}"
