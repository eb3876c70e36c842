"""Check growth figures against the levels that they join."""

import pandas as pd

from ledger.reasoning.intervals import intervals
from ledger.package import Ledger

# How far the day of a level may lie from the end of a growth's period.
_NEAR = pd.Timedelta(days=31)


def broken_growth(claims: pd.DataFrame, book: Ledger):
    """Yield ("broken-arithmetic", [level, growth], [level]) for claims that break a growth's arithmetic.

    claims: indexed by id, with intervals. A growth joins the level at its start to the level at its
    end, both from evidence. A level that is claimed for a day between must lie between the two.
    """
    levels = book.metrics.set_index("metric")["growth_of"].dropna()
    growths = claims[claims["metric"].isin(levels.index) & claims["low"].notna()]
    growths = growths.assign(measure=growths["metric"].map(levels))[["claim", "subject", "measure", "as_of_from", "as_of_to"]]
    measured = book.evidence.join(intervals(book.evidence))
    known = dict(list(measured[measured["metric"].isin(set(levels))].groupby(["subject", "metric"])))
    # Few growths have measured levels at both ends, and only those can be broken.
    fenced = [key in known for key in zip(growths["subject"], growths["measure"])]
    growths = growths[pd.Series(fenced, index=growths.index, dtype=bool)]
    told = claims[claims["metric"].isin(set(levels)) & claims["low"].notna()]
    pairs = told.merge(growths, left_on=["subject", "metric"], right_on=["subject", "measure"], suffixes=("", "_growth"))
    pairs = pairs[(pairs["as_of_from"] >= pairs["as_of_from_growth"]) & (pairs["as_of_to"] <= pairs["as_of_to_growth"])]
    for row in pairs.itertuples():
        start, end = (_nearest(known[row.subject, row.metric], day) for day in (row.as_of_from_growth, row.as_of_to_growth))
        if start is None or end is None:
            continue
        if row.low > max(start["high"], end["high"]) or row.high < min(start["low"], end["low"]):
            yield "broken-arithmetic", [row.claim, row.claim_growth], [row.claim]


def _nearest(known: pd.DataFrame, day: pd.Timestamp):
    """Return the level measured nearest to a day, if any is near."""
    apart = (known["as_of_to"] - day).abs()
    return known.loc[apart.idxmin()] if apart.min() <= _NEAR else None
