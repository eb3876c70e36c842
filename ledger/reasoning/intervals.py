"""Turn what is written into the interval of values that it allows."""

from decimal import Decimal

import numpy as np
import pandas as pd

# "Nearly" reaches a tenth down from the value, and "about" is twice as wide as the rounding but reaches no more than that.
_TENTH = 0.1
# Whole things below this number are counted, not rounded.
_COUNTED_BELOW = 1000
_WHOLE = ("count", "chips", "dies", "teams", "units", "generations")
# List prices and rents are set, not measured.
_SET = ("USD/1M-tokens", "USD/gpu-hours")


def intervals(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the interval of each row, on the same index.

    rows: needs value_low, value_high (base units, NaN where open), unit, as_of_from and as_of_to
        (dates, the value of a row whose unit is ``date``); may hold qualifier.
    Returns low, high (float; infinite where open; days since 1970 for dates), low_closed,
    high_closed, and single (bool; the row gives one rounded value, not a range or a bound).
    A row without a value has NaN in low and high.
    """
    low, high = rows["value_low"].to_numpy(float), rows["value_high"].to_numpy(float)
    unit = rows["unit"].to_numpy(object)
    qualifier = _qualifiers(rows, low, high)
    half = np.array([half_place(value, of) for value, of in zip(low, unit)])
    tenth = _TENTH * np.abs(low)
    wide = np.maximum(half, np.minimum(2 * half, tenth))
    exact, about, nearly = (qualifier == word for word in ("exactly", "about", "nearly"))
    upwards, downwards = np.isin(qualifier, ["over", "at-least"]), np.isin(qualifier, ["under", "at-most"])
    cases = [exact, about, nearly & (low >= 0), nearly, upwards, downwards]
    frame = pd.DataFrame(
        {
            "low": np.select(cases, [low - half, low - wide, low - tenth, low, low, -np.inf], low),
            "high": np.select(cases, [low + half, low + wide, low, low + tenth, np.inf, high], high),
            # Half a unit rounds up: 5.65 would have been written 5.7. "Nearly" and "over" leave the value itself out.
            "low_closed": ~((qualifier == "over") | (nearly & (low < 0)) | downwards),
            "high_closed": ~((exact & (half > 0)) | (qualifier == "under") | (nearly & (low >= 0)) | upwards),
            "single": exact | about | nearly,
        },
        index=rows.index,
    )
    return _with_dates(frame, rows)


def half_place(value: float, unit: str | None = None) -> float:
    """Return half a unit of the last significant digit of ``value``.

    A whole number of four digits or more ends in zeros that are not counted as significant:
    half_place(5_600_000) is 50,000 and half_place(17.1) is 0.05. Since such zeros may be meant, it
    is at most a tenth of the value. Whole things below 1,000 are
    counted and list prices are set, so nothing is rounded and 0 is returned.
    """
    if not np.isfinite(value) or unit in _SET:
        return 0.0
    digits = Decimal(repr(float(value)))
    if digits != digits.to_integral_value():
        return float(Decimal(5).scaleb(digits.normalize().as_tuple().exponent - 1))
    if abs(value) < _COUNTED_BELOW:
        return 0.0 if unit in _WHOLE else 0.5
    return min(float(Decimal(5).scaleb(digits.normalize().as_tuple().exponent - 1)), _TENTH * abs(value))


def confirm(evidence, claim) -> bool:
    """Say whether evidence lies inside the claim: its whole interval, or the one value that it gives (rows of `intervals`, with value_low)."""
    return _inside(evidence, claim) or (bool(evidence.single) and _holds(claim, evidence.value_low))


def meet(a, b) -> bool:
    """Say whether two intervals (rows of `intervals`) have a value in common."""
    if a.high < b.low or b.high < a.low:
        return False
    if a.high == b.low:
        return bool(a.high_closed and b.low_closed)
    if b.high == a.low:
        return bool(b.high_closed and a.low_closed)
    return True


def _holds(interval, value: float) -> bool:
    above = interval.low < value or (interval.low == value and interval.low_closed)
    below = value < interval.high or (value == interval.high and interval.high_closed)
    return bool(above and below)


def _inside(inner, outer) -> bool:
    above = inner.low > outer.low or (inner.low == outer.low and (outer.low_closed or not inner.low_closed))
    below = inner.high < outer.high or (inner.high == outer.high and (outer.high_closed or not inner.high_closed))
    return bool(above and below)


def _qualifiers(rows: pd.DataFrame, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """A row that states no qualifier, such as evidence, says by its bounds what it means."""
    by_bounds = np.select(
        [np.isnan(low) & np.isnan(high), np.isnan(high), np.isnan(low), low == high], ["none", "at-least", "at-most", "exactly"], "between"
    )
    if "qualifier" not in rows:
        return by_bounds
    stated = rows["qualifier"].fillna("").to_numpy(object)
    return np.where(stated == "", by_bounds, stated)


def _with_dates(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    dated = (rows["unit"] == "date") & rows["as_of_from"].notna()
    if not dated.any():
        return frame
    first = rows.loc[dated, "as_of_from"]
    last = rows.loc[dated, "as_of_to"].fillna(first)
    frame.loc[dated, "low"] = _days(first)
    frame.loc[dated, "high"] = _days(last) + 1
    frame.loc[dated, ["low_closed", "high_closed", "single"]] = True, False, False
    return frame


def _days(dates: pd.Series) -> np.ndarray:
    return ((dates - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy(float)
