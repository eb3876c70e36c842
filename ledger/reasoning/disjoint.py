"""Find claims about one thing at one time whose values cannot both hold, near linear in their number."""

import heapq

import numpy as np
import pandas as pd


def disjoint_pairs(claims: pd.DataFrame, side: str | None = None):
    """Yield ("disjoint-values", [claim, claim], [claim, claim]) for values of one subject and metric with no value in common.

    claims: indexed by id, with subject, metric, unit, as_of_from, as_of_to and the columns of
    `ledger.reasoning.intervals.intervals`. side: a column; only claims that differ in it are compared.
    Each claim is named with at most two others about the same time: the one farthest above and
    the one farthest below it, so the work grows with n log n and not with the number of pairs.
    """
    valued = claims[claims["low"].notna()]
    rows = pd.DataFrame(
        {
            # An open end is the next number that a computer can write, so one comparison does for open and closed.
            "low": np.where(valued["low_closed"], valued["low"], np.nextafter(valued["low"].astype(float), np.inf)),
            "high": np.where(valued["high_closed"], valued["high"], np.nextafter(valued["high"].astype(float), -np.inf)),
            "first": _days(valued["as_of_from"], valued["unit"], -np.inf),
            "last": _days(valued["as_of_to"], valued["unit"], np.inf),
            "side": valued[side] if side else valued.index,
        },
        index=valued.index,
    )
    groups = rows.groupby([valued["subject"], valued["metric"]])
    # Intervals on a line all share a value if the highest low is not above the lowest high.
    apart = groups["low"].transform("max") > groups["high"].transform("min")
    order = rows.assign(subject=valued["subject"], metric=valued["metric"])[apart].sort_values(["subject", "metric", "first"], kind="stable")
    for pair in sorted(set(_sweep(order))):
        yield "disjoint-values", list(pair), list(pair)


def _sweep(claims: pd.DataFrame):
    """Go through time in each group; compare each claim with the extremes among those that are still current."""
    group = None
    for row in claims.itertuples():
        if (row.subject, row.metric) != group:
            group, highest, lowest = (row.subject, row.metric), [], []
        above, below = _extreme(highest, row), _extreme(lowest, row)
        if above and -above[0] > row.high:
            yield tuple(sorted((row.Index, above[2])))
        if below and below[0] < row.low:
            yield tuple(sorted((row.Index, below[2])))
        heapq.heappush(highest, (-row.low, row.last, row.Index, row.side))
        heapq.heappush(lowest, (row.high, row.last, row.Index, row.side))


def _extreme(heap: list, row):
    """Return the heap's first entry that is current and of another side; drop what has passed."""
    held = []
    while heap and (heap[0][1] < row.first or heap[0][3] == row.side):
        entry = heapq.heappop(heap)
        if entry[1] >= row.first:
            held.append(entry)
    found = heap[0] if heap else None
    for entry in held:
        heapq.heappush(heap, entry)
    return found


def _days(dates: pd.Series, unit: pd.Series, missing: float) -> np.ndarray:
    """Days since 1970; a period that is not stated is any, and a date that is the value itself sets no period."""
    days = ((dates - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(float)
    return np.where(np.isnan(days) | (unit == "date").to_numpy(), missing, days)
