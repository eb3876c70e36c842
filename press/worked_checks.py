"""The worked checks: a small spreadsheet a chapter, computed as a spreadsheet would, held to the chapter's numbers."""

import re
from dataclasses import dataclass
from functools import cache

import formulas
import numpy as np

from ledger.errors import LedgerError
from ledger.package import Ledger, pick
from ledger.reasoning.derived import resolve
from ledger.reasoning.intervals import half_place
from press import PressError
from press.edition import load

_RANGE = re.compile(r"([A-Z])(\d+):([A-Z])(\d+)")


@dataclass(frozen=True)
class Cell:
    """One cell of a check: what a reader types into it, and what it then shows."""

    name: str
    label: str
    typed: float | str
    shown: float
    unit: str
    source: str
    result: str


@cache
def worked_checks() -> dict[str, list[Cell]]:
    """Return the cells of every chapter's check in the order in which they are typed.

    Raises PressError, with chapter and cell, for an unknown reference, a formula that is not a
    spreadsheet's or names a cell further down, and a result that is not the row's that it names.
    """
    book = load()
    checks = {}
    for row in book.worked_checks.to_dict("records"):
        cells = checks.setdefault(row["chapter"], [])
        try:
            cells.append(_cell(row, {cell.name: cell.shown for cell in cells}, book))
        except LedgerError as error:
            raise PressError(f"data/worked_checks.csv, {row['chapter']} {row['cell']}: {error}") from None
    return checks


def _cell(row: dict, above: dict, book: Ledger) -> Cell:
    content = row["content"]
    if content.startswith("="):
        typed, shown, source = content, _computed(content, above), ""
    else:
        source = content.strip("[]")
        value, unit = resolve(book.recorded, source)
        if row["unit"] != unit and unit != "ratio":
            raise LedgerError(f"the unit {row['unit']!r}, but {source} is in {unit}")
        typed, shown = value, value
    result = row["result"] if isinstance(row["result"], str) else ""
    if result:
        _agree(shown, row["unit"], result, book)
    return Cell(row["cell"], row["label"], typed, shown, row["unit"], source, result)


def _computed(formula: str, above: dict) -> float:
    try:
        compiled = formulas.Parser().ast(formula)[1].compile()
        result = compiled(*(_input(name, above) for name in compiled.inputs))
        return float(np.ravel(np.asarray(result, dtype=float))[0])
    except KeyError as error:
        raise LedgerError(f"{formula!r} names {error.args[0]}, which is not a cell further up") from None
    except Exception as error:  # the parser and its functions raise many kinds
        raise LedgerError(f"{formula!r} is not a spreadsheet formula that gives one number ({error})") from None


def _input(name: str, above: dict):
    spans = _RANGE.fullmatch(name)
    if not spans:
        return above[name]
    column, first, _, last = spans.groups()
    return np.array([[above[f"{column}{number}"]] for number in range(int(first), int(last) + 1)])


def _agree(shown: float, unit: str, result: str, book: Ledger) -> None:
    """A derived number is held to nine digits; one that a work states, to the last digit stated."""
    table = "derived" if result in set(book.derived["derived"]) else "evidence"
    row = pick(book.tables[table], **{table: result})
    low, high = row["value_low"], row["value_high"]
    if row["unit"] != unit:
        raise LedgerError(f"the unit {unit!r}, but {result} is in {row['unit']}")
    slack = (lambda value: 1e-9 * abs(value)) if table == "derived" else (lambda value: half_place(value, unit))
    if not low - slack(low) <= shown <= high + slack(high):
        raise LedgerError(f"gives {shown:.10g} {unit}, but {result} is {low:.10g} to {high:.10g}")
