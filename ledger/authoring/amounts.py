"""Read a value as people write it, such as ``$1.2tn``, into base units."""

import re
from decimal import Decimal

from ledger.package import LedgerError

_SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9, "tn": 12,
    "k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12,
}
# Units that people give with a prefix: kilowatts, terabytes, PFLOP/s.
_PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_PREFIXED = {"watts": r"W|watts?", "bytes": r"B|bytes?", "bytes/s": r"B/s|bytes/s", "FLOP/s": r"FLOP/s|FLOPS|FLOPs"}
_SPELLED = {
    "percent": {"%", "percent", "per cent"},
    "percentage-points": {"percentage points", "percentage point", "pp"},
    "USD": {"$", "US$", "USD", "dollars", "US dollars"},
    "CNY": {"¥", "CNY", "RMB", "yuan"},
    "USD/1M-tokens": {"$ per million tokens", "US$ per million tokens", "dollars per million tokens", "$ /1M tokens", "USD/1M-tokens"},
    "ratio": {"times", "x", "×", "fold"},
}
_WRITTEN = re.compile(r"(?P<currency>US\$|[$¥€£]|USD|CNY|RMB)?\s*(?P<number>[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<rest>.*)")
_SCALED = re.compile(rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![A-Za-z/])\s*(?P<rest>.*)")


def amount(text: str, unit: str) -> str:
    """Return the value of ``text`` in the base unit ``unit``, as digits: ``5.6 million`` is ``5600000``.

    Raises LedgerError when the text is no number, or names another unit or currency than ``unit``.
    """
    written = _WRITTEN.fullmatch(text.strip())
    if not written:
        raise LedgerError(f"{text!r} is not one number; write it as 5.6 million, 17.1 %, $1.2tn, 128K or 5600000.")
    number = Decimal(written["number"].replace(",", "").replace("−", "-"))
    power, named = _scale(written["rest"].strip(), unit)
    named = " ".join(filter(None, [written["currency"], named]))
    if named and named not in _names(unit):
        raise LedgerError(f"{text!r} is in {named!r}, but the unit of the metric is {unit}; convert the value, or name another metric.")
    return f"{number.scaleb(power).normalize():f}"


def _scale(rest: str, unit: str) -> tuple[int, str]:
    """Take a scale off the words behind a number; return its power of ten and the unit's name that is left."""
    if unit in _PREFIXED:
        prefixed = re.fullmatch(rf"([kMGTPE]?)(?:{_PREFIXED[unit]})", rest)
        if prefixed:
            return _PREFIXES[prefixed[1]], ""
    scaled = _SCALED.fullmatch(rest)
    return (_SCALES[scaled["scale"]], scaled["rest"]) if scaled else (0, rest)


def _names(unit: str) -> set[str]:
    spelled = unit.replace("-", " ")
    return _SPELLED.get(unit, {unit, spelled, spelled.removesuffix("s")})
