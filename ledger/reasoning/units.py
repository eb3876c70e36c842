"""Units of the data package and exact conversion between them."""

import re
from fractions import Fraction
from functools import cache

import pint

from ledger.errors import LedgerError

_OWN = (
    "USD CNY users tokens parameters dies chips units teams characters index-points rating generations gpu-hours FLOP bytes s watts months TPP mm2".split()
)
# A month has no fixed number of days and a dollar no fixed number of yuan, so neither pair stands
# here: a formula must bring the rate.
_MADE_OF = {
    "minutes": "60 * s",
    "hours": "3600 * s",
    "days": "86400 * s",
    "years": "12 * months",
    "year": "12 * months",
    "1M-tokens": "1000000 * tokens",
    "percent": "1 / 100",
    "percentage-points": "1 / 100",
}
_NUMBERS = ("count", "ratio")
_NAME = re.compile(r"[A-Za-z][\w-]*|1M-tokens")


def convert(value: float, unit: str, to: str) -> Fraction:
    """Convert ``value`` from ``unit`` to the unit ``to``, exactly.

    Raises LedgerError for a unit that the book does not know or a pair without conversion, such
    as two currencies, or percent and percentage points.
    """
    source, target = unit_of(unit), unit_of(to)
    if not source.is_compatible_with(target):
        raise LedgerError(f"no conversion from {unit} to {to}; bring both to one unit, for money with a dated exchange rate.")
    if (unit == "percentage-points") != (to == "percentage-points"):
        raise LedgerError(f"no conversion from {unit} to {to}: a difference of shares is not a share.")
    return quantity(value, unit).to(target).magnitude


def quantity(value: float, unit: str) -> pint.Quantity:
    """Return ``value`` as an exact quantity: a Fraction with its unit."""
    exact = value if isinstance(value, Fraction) else Fraction(repr(float(value)))
    return _registry().Quantity(exact, unit_of(unit))


def unit_of(text: str) -> pint.Unit:
    """Return the unit that ``text`` names: ``USD``, ``FLOP/s`` or ``USD/gpu-hours``.

    Raises LedgerError for a name that the book does not know.
    """
    known = {*_OWN, *_MADE_OF, *_NUMBERS}
    for name in re.split(r"[*/]", text):
        if name not in known:
            raise LedgerError(f"unknown unit {name!r}; the units are {', '.join(sorted(known))}.")
    return _registry().Unit(_symbols(text))


@cache
def _registry() -> pint.UnitRegistry:
    """Make a registry that knows the units of this book and no others."""
    registry = pint.UnitRegistry(None, non_int_type=Fraction)
    for name in _OWN:
        registry.define(f"{_symbols(name)} = [{_symbols(name)}]")
    for name in _NUMBERS:
        registry.define(f"{_symbols(name)} = []")
    for name, definition in _MADE_OF.items():
        registry.define(f"{_symbols(name)} = {_symbols(definition)}")
    return registry


def _symbols(text: str) -> str:
    """Write names as pint reads them: letters, digits and underscores, and no prefix such as k for kilo."""
    return _NAME.sub(lambda match: "unit_" + re.sub(r"\W", "_", match.group()), text)
