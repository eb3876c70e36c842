"""Write a row's value the way a reader expects it."""

import math

_SCALES = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]
_BEFORE = {"USD": "$", "CNY": "¥"}
_SI = [(1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G")]
_WORDS = {
    "about": "about ",
    "nearly": "nearly ",
    "over": "over ",
    "at-least": "at least ",
    "under": "under ",
    "at-most": "at most ",
}


def quantity(value: float, unit: str) -> str:
    """Format one value in base units: ``quantity(5.6e6, "USD")`` is ``$5.6 million``.

    value: a finite number in the base unit ``unit`` (see metrics.csv).
    """
    if unit in ("FLOP/s", "bytes", "bytes/s"):
        scale, prefix = next(((s, p) for s, p in _SI if abs(value) >= s), (1.0, ""))
        return f"{_plain(value / scale)} {prefix}{unit.replace('bytes', 'B')}"
    if unit == "percent":
        return f"{_plain(value)} %"
    if unit == "percentage-points":
        return f"{_plain(value)} percentage points"
    if unit == "FLOP":
        return f"{value:.2g} FLOP"
    scale, word = next(((s, w) for s, w in _SCALES if abs(value) >= s), (1.0, ""))
    number = f"{_BEFORE.get(unit, '')}{_plain(value / scale)}"
    if word:
        number = f"{number} {word}"
    if unit in _BEFORE or unit in ("count", "ratio"):
        return f"{number} times" if unit == "ratio" else number
    if unit == "USD/1M-tokens":
        return f"${_plain(value)} per million tokens"
    if unit == "USD/gpu-hours":
        return f"${_plain(value)} per GPU-hour"
    if unit == "CNY/USD":
        return f"{_plain(value)} yuan per dollar"
    return f"{number} {unit.replace('-', ' ')}"


def value_text(row: dict) -> str:
    """Format the value of a claim or evidence row as stated, with its qualifier.

    row: needs value_low, value_high, unit; may hold qualifier, as_of_from. A derived value is written
    with four significant digits.
    Returns an empty string when the row states no value.
    """
    low, high, unit = (row.get(key) for key in ("value_low", "value_high", "unit"))
    if row.get("grade") == "derived":
        low, high = (end if _missing(end) else float(f"{end:.4g}") for end in (low, high))
    if unit == "date":
        first, last = row.get("as_of_from"), row.get("as_of_to")
        if _missing(first):
            return ""
        return f"{first:%Y-%m-%d}" if _missing(last) or last == first else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    if _missing(low) and _missing(high):
        return ""
    if _missing(low):
        return f"{_WORDS.get(row.get('qualifier'), 'at most ')}{quantity(high, unit)}"
    if _missing(high):
        return f"{_WORDS.get(row.get('qualifier'), 'at least ')}{quantity(low, unit)}"
    if low != high:
        return f"{quantity(low, unit)} to {quantity(high, unit)}"
    return f"{_WORDS.get(row.get('qualifier'), '')}{quantity(low, unit)}"


def _missing(value) -> bool:
    return value is None or value != value


def _plain(value: float) -> str:
    """Up to six significant digits, thousands separated, no trailing zeros."""
    if value == 0:
        return "0"
    digits = max(0, 5 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
