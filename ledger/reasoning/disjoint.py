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
            "side": valued[side] if side else None,
        },
        index=valued.index,
    )
    groups = rows.groupby([valued["subject"], valued["metric"]])
    # Intervals on a line all share a value if the highest low is not above the lowest high.
    apart = groups["low"].transform("max") > groups["high"].transform("min")
    order = rows.assign(subject=valued["subject"], metric=valued["metric"])[apart.to_numpy()].sort_values(["subject", "metric", "first"], kind="stable")
    for pair in sorted(set(_sweep(order))):
        yield "disjoint-values", list(pair), list(pair)


def _sweep(claims: pd.DataFrame):
    """Go through time in each group; compare each claim with the extremes among those that are still current."""
    group = None
    for row in claims.itertuples():
        if (row.subject, row.metric) != group:
            group, sides = (row.subject, row.metric), {}
        for side, (highest, lowest) in sides.items():
            if side != row.side or side is None:
                above, below = _current(highest, row.first), _current(lowest, row.first)
                if above and -above[0] > row.high:
                    yield tuple(sorted((row.Index, above[2])))
                if below and below[0] < row.low:
                    yield tuple(sorted((row.Index, below[2])))
        highest, lowest = sides.setdefault(row.side, ([], []))
        heapq.heappush(highest, (-row.low, row.last, row.Index))
        heapq.heappush(lowest, (row.high, row.last, row.Index))


def _current(heap: list, day: float):
    """Return the heap's extreme entry that has not passed; drop those before it that have."""
    while heap and heap[0][1] < day:
        heapq.heappop(heap)
    return heap[0] if heap else None


def _days(dates: pd.Series, unit: pd.Series, missing: float) -> np.ndarray:
    """Days since 1970; a period that is not stated is any, and a date that is the value itself sets no period."""
    days = ((dates - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(float)
    return np.where(np.isnan(days) | (unit == "date").to_numpy(), missing, days)
