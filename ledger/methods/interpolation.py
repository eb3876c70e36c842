"""Between two dated counts: what a series that never falls can be, and when it can reach a value.

Source: Manski, Partial Identification of Probability Distributions (2003), on bounds that need no model.
"""

import numpy as np
import pandas as pd

COLUMNS = ["low", "high", "straight line", "constant growth"]


def between(counts: pd.Series, days) -> pd.DataFrame:
    """Return the bounds of a series that never falls, and two paths, on each of ``days``.

    counts: positive values by date (DatetimeIndex); days: dates. One row a day: ``low`` and ``high`` are the
    counts before and after it, the bounds that hold without any model; ``straight line`` adds the same
    number every day, ``constant growth`` multiplies by the same factor. All in the unit of ``counts``.
    A day outside the counted dates gives missing values.
    """
    counts = counts.sort_index()
    days = pd.DatetimeIndex(days)
    known, asked, values = _ordinal(counts.index), _ordinal(days), counts.to_numpy(dtype=float)
    if len(counts) == 0:
        return pd.DataFrame(np.nan, index=days, columns=COLUMNS)
    paths = {
        "low": values[np.clip(np.searchsorted(known, asked, side="right") - 1, 0, None)],
        "high": values[np.clip(np.searchsorted(known, asked, side="left"), None, len(values) - 1)],
        "straight line": np.interp(asked, known, values),
        "constant growth": np.exp(np.interp(asked, known, np.log(values))),
    }
    inside = (asked >= known[0]) & (asked <= known[-1])
    found = pd.DataFrame(paths, index=days)
    found.loc[~inside] = np.nan
    return found


def reached(counts: pd.Series, value: float) -> pd.Series:
    """Return when such a series reaches ``value``: the earliest and latest date, and the date on each path.

    counts: as for ``between``. The date on a path is rounded to the day. A value that no pair of
    neighbouring counts encloses gives missing dates.
    """
    counts = counts.sort_index()
    for (start, before), (end, after) in zip(counts.items(), list(counts.items())[1:]):
        if before < value <= after:
            linear = (value - before) / (after - before)
            growth = np.log(value / before) / np.log(after / before)
            dates = [start, end, *((start + part * (end - start)).round("D") for part in (linear, growth))]
            return pd.Series(dates, index=["earliest", "latest", *COLUMNS[2:]])
    return pd.Series(pd.NaT, index=["earliest", "latest", *COLUMNS[2:]])


def _ordinal(days) -> np.ndarray:
    return (pd.DatetimeIndex(days) - pd.Timestamp("1970-01-01")).days.to_numpy()
