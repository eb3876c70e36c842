"""Compute the book's own arithmetic from derived.csv; values are never stored."""

import itertools
import operator
import re
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from ledger.errors import CellError, LedgerError, Problem
from ledger.display.formats import quantity as written
from ledger.reasoning.formulas import parse
from ledger.reasoning.intervals import half_place, intervals
from ledger.reasoning.units import quantity, unit_of

GRADES = ("primary", "secondary", "tertiary")
# More uncertain inputs than this would need too many corners.
_MOST_UNCERTAIN = 12
_COMPARISONS = {"!=": operator.ne, ">=": operator.ge, "<=": operator.le, "=": operator.eq, ">": operator.gt, "<": operator.lt}


@dataclass(frozen=True)
class _Input:
    """What a reference stands for: its rows' values, and where they come from."""

    values: list
    lows: list
    highs: list
    unit: str
    published: pd.Timestamp
    grades: tuple
    citations: tuple


def derive(tables: dict, published_fields: dict) -> pd.DataFrame:
    """Return one row per row of the table ``derived`` with its value computed.

    tables: every table of the package by name. published_fields: the column of each table that
        says when a row became known.
    Returns derived, subject, metric, statement, value_low, value_high, low and high (the interval
    that the rounding of the inputs leaves), low_closed, high_closed, single, unit, as_of_from,
    as_of_to, published (of the latest input), citations, grade (``derived``), lowest_input (the weakest grade of
    the inputs), inputs (ids and table references), input_values (each as text, or the count of its rows), formula, note.
    Raises CellError for an unknown reference, a cycle, units that do not fit, or other than arithmetic.
    """
    return _Derivation(tables, published_fields).table()


def resolve(tables: dict, reference: str) -> tuple[float, str]:
    """Return the value and the unit of one reference as formulas write it: an id, an end of it, or a cell of a table.

    tables: as for `derive`. Raises LedgerError when it is unknown or stands for other than one value.
    """
    found = _Derivation(tables, {})._input(reference)
    if len(found.values) != 1:
        raise LedgerError(f"{reference!r} stands for {len(found.values)} rows, expected one")
    return found.values[0], found.unit


class _Derivation:
    """Evaluates each row once, in the order in which rows need each other."""

    def __init__(self, tables, published_fields):
        self._tables, self._published_fields = tables, published_fields
        self._rows = {row["derived"]: (number, row) for number, row in enumerate(tables["derived"].to_dict("records"), start=2)}
        dates = tables["sources"].set_index("source")
        known = tables["claims"]["source"].map(dates["published"].fillna(dates["published_from"]))
        self._sources = {"evidence": tables["evidence"].set_index("evidence"), "claims": tables["claims"].assign(published=known).set_index("claim", drop=False)}
        self._bounds = {name: intervals(table) for name, table in self._sources.items()}
        self._done, self._open = {}, []

    def table(self) -> pd.DataFrame:
        columns = list(self._tables["derived"].columns) + [
            "value_low", "value_high", "low", "high", "low_closed", "high_closed", "single", "published", "citations", "grade", "lowest_input", "inputs", "input_values", "formula",
        ]
        frame = pd.DataFrame([self._row(name) for name in self._rows], columns=columns)
        return frame.drop(columns=["formula_low", "formula_high"])

    def _row(self, name: str) -> dict:
        if name in self._done:
            return self._done[name]
        number, row = self._rows[name]
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name):], name])
            raise _fault(number, "formula_low", f"a cycle, {circle}", "formulas that lead to evidence")
        self._open.append(name)
        sides = [self._side(number, row, column) for column in ("formula_low", "formula_high") if _given(row[column])]
        self._open.pop()
        if not sides or (row["qualifier"] == "at-most") != (not _given(row["formula_low"])):
            raise _fault(number, "formula_low", repr(row["formula_low"]), "a formula, and an empty cell only for the qualifier at-most")
        low, high = sides[0], sides[-1]
        inputs = [one for side in sides for one in side["inputs"]]
        grades = [grade for one in inputs for grade in one.grades]
        # Counts of our own tables are our own record; figures typed into a formula have no source.
        counted = any(re.match(r"\w+(\.\w+)?( where |$)", reference) for side in sides for reference in side["references"])
        named = {reference: one for side in sides for reference, one in zip(side["references"], side["inputs"])}
        dates = [one.published for one in inputs if one.published == one.published]
        upper, lower = row["qualifier"] == "at-most", row["qualifier"] == "at-least"
        self._done[name] = row | {
            "value_low": np.nan if upper else low["value"], "value_high": np.nan if lower else high["value"],
            "low": -np.inf if upper else low["low"], "high": np.inf if lower else high["high"], "low_closed": True, "high_closed": True,
            "single": len(sides) == 1 and not upper and not lower, "published": max(dates, default=pd.NaT), "grade": "derived",
            "citations": sorted({citation for one in inputs for citation in one.citations}),
            "lowest_input": max(grades, key=GRADES.index, default="primary" if counted else "tertiary"),
            "inputs": list(named),
            "input_values": [_written(one) for one in named.values()],
            "formula": " to ".join(row[column] for column in ("formula_low", "formula_high") if _given(row[column])),
        }  # fmt: skip
        return self._done[name]

    def _side(self, number: int, row: dict, column: str) -> dict:
        text = row[column]
        try:
            formula = parse(text)
            inputs = [self._input(reference) for reference in formula.references]
            point = formula.evaluate([[quantity(value, one.unit) for value in one.values] for one in inputs])
            value, factor = _in_unit(point, row["unit"])
            low, high = _corners(formula, inputs)
        except CellError:
            raise
        except ZeroDivisionError:
            raise _fault(number, column, "a division by zero", "a divisor that is not zero, nor may be once its inputs are unrounded") from None
        except (LedgerError, TypeError, ValueError, OverflowError) as error:
            raise _fault(number, column, str(error), f"a formula in {row['unit']}") from None
        return {"value": value, "low": float(low * factor), "high": float(high * factor), "inputs": inputs, "references": list(formula.references)}

    def _input(self, reference: str) -> _Input:
        literal = re.fullmatch(r"(-?\d[\d.eE+-]*) (\S+)", reference)
        if literal:
            value = float(literal.group(1))
            return _Input([value], [value], [value], literal.group(2), pd.NaT, (), ())
        name, _, side = reference.partition(".")
        if name in self._rows and side in ("", "low", "high"):
            return self._of_row(reference, self._row(name), self._row(name), side)
        for table in ("evidence", "claims"):
            if name in self._sources[table].index and side in ("", "low", "high"):
                return self._of_row(reference, self._sources[table].loc[name].to_dict(), self._bounds[table].loc[name].to_dict(), side)
        return self._of_table(reference)

    def _of_row(self, reference: str, row: dict, bounds: dict, side: str) -> _Input:
        unit = row["unit"]
        if unit == "date":
            low, high, unit = bounds["low"], bounds["high"] - 1, "days"
            row = row | {"value_low": low, "value_high": high}
            bounds = {"low": low, "high": high}
        if not side and not row["value_low"] == row["value_high"]:
            raise LedgerError(f"{reference!r}, which is a range or a bound; expected [{reference}.low] or [{reference}.high]")
        value = row[f"value_{side or 'low'}"]
        if value != value:
            raise LedgerError(f"{reference!r}, which states no value on that side")
        # One end of a range or a bound is taken as it stands.
        low, high = (value, value) if side else (bounds["low"], bounds["high"])
        # What an article says is no better than a page of unknown standing: a claim cannot prove itself.
        grade = "tertiary" if "claim" in row else row.get("lowest_input") if row.get("grade") == "derived" else row.get("grade")
        citations = row.get("citations") or ([row["citation"]] if _given(row.get("citation")) else [])
        return _Input([value], [low], [high], unit, row.get("published", pd.NaT), (grade,) if _given(grade) else (), tuple(citations))

    def _of_table(self, reference: str) -> _Input:
        match = re.fullmatch(r"(\w+)(?:\.(\w+))?(?: where (.+))?", reference)
        if not match or match.group(1) not in self._tables:
            raise LedgerError(f"{reference!r}, expected the id of evidence, a claim or a derived number, or table.column where column=value")
        name, column, conditions = match.groups()
        rows = _where(self._tables[name], name, conditions)
        if column and column not in rows:
            raise LedgerError(f"the column {column!r}, expected one of {', '.join(rows.columns)} of data/{name}.csv")
        unit = self._unit(name, column, rows)
        values = rows[column].astype(float).tolist() if column else [1.0] * len(rows)
        if any(value != value for value in values):
            raise LedgerError(f"a row of {reference!r} without a value")
        halves = [half_place(value, unit) if column else 0.0 for value in values]
        known = self._published_fields.get(name)
        # A derived cell of a series table does not say what it rests on, so it counts as the weakest.
        grades = tuple({"derived": "tertiary"}.get(grade, grade) for grade in rows["grade"].dropna()) if "grade" in rows else ()
        return _Input(
            values, [value - half for value, half in zip(values, halves)], [value + half for value, half in zip(values, halves)], unit,
            rows[known].max() if known and len(rows) else pd.NaT, grades, tuple(rows["citation"].dropna().unique()) if "citation" in rows else (),
        )  # fmt: skip

    def _unit(self, name: str, column: str | None, rows: pd.DataFrame) -> str:
        stated = self._tables[name].attrs.get("units", {}).get(column)
        if stated or not column:
            return stated or "count"
        told = rows["unit"] if "unit" in rows else rows["currency"] if "currency" in rows else pd.Series(["ratio"])
        if told.nunique() > 1:
            raise LedgerError(f"rows of data/{name}.csv in {', '.join(sorted(told.unique()))}, expected rows of one unit")
        return told.iloc[0] if len(told) else "count"


def _written(one: _Input) -> str:
    if len(one.values) != 1:
        return f"{len(one.values)} rows"
    # A table that states no unit, such as the closes in each share's own currency, counts as a plain number.
    return written(one.values[0], "count" if one.unit == "ratio" else one.unit)


def _in_unit(point, unit: str) -> tuple[float, Fraction]:
    """Return the value in ``unit``, and the factor from base units to it."""
    if not hasattr(point, "to"):
        point = quantity(point, "ratio")
    if not point.is_compatible_with(unit_of(unit)):
        raise LedgerError(f"a result in {str(point.units).replace('unit_', '') or 'plain numbers'}")
    return float(point.to(unit_of(unit)).magnitude), 1 / _base(1, unit)


def _base(value: float, unit: str) -> Fraction:
    """Return an exact number in base units."""
    return quantity(value, unit).to_base_units().magnitude


def _corners(formula, inputs: list) -> tuple:
    """Return the least and the greatest value of a formula over the corners of its inputs' intervals, in base units.

    Exact for a formula that rises or falls steadily in each input; the same reference moves together.
    """
    sides = [[[_base(value, one.unit) for value in values] for values in (one.lows, one.highs)] for one in inputs]
    uncertain = list(dict.fromkeys(name for name, one in zip(formula.references, inputs) if one.lows != one.highs))
    if len(uncertain) > _MOST_UNCERTAIN:
        raise LedgerError(f"{len(uncertain)} uncertain inputs, expected at most {_MOST_UNCERTAIN}; derive a part of it first")
    results = []
    for corner in itertools.product((0, 1), repeat=len(uncertain)):
        chosen = dict(zip(uncertain, corner))
        results.append(formula.evaluate([side[chosen.get(name, 0)] for name, side in zip(formula.references, sides)]))
    return min(results), max(results)


def _where(table: pd.DataFrame, name: str, conditions: str | None) -> pd.DataFrame:
    for condition in conditions.split(" and ") if conditions else ():
        match = re.fullmatch(r"(\w+)(!=|>=|<=|=|>|<)(.*)", condition.strip())
        if not match or match.group(1) not in table:
            raise LedgerError(f"the condition {condition!r}, expected column=value with a column of data/{name}.csv")
        column, sign, value = match.groups()
        cells = table[column]
        if cells.dtype.kind == "M":
            wanted = pd.Timestamp(value)
        elif cells.dtype.kind in "fiu":
            wanted = float(value)
        elif cells.dtype == "boolean":
            wanted = value == "true"
        else:
            wanted, cells = value, cells.fillna("")
        table = table[np.asarray(_COMPARISONS[sign](cells, wanted).fillna(False), dtype=bool)]
    return table


def _given(value) -> bool:
    return isinstance(value, str) and value != ""


def _fault(number: int, column: str, found: str, expected: str) -> CellError:
    return CellError(Problem("derived.csv", number, column, found, expected))
