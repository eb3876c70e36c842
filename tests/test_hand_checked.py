"""The numbers behind every chart equal values that were worked out by hand from the sources.

`hand_checked/<chapter>.csv` names a chart, a row of its table, a column and the value; `working` is the
arithmetic with the figures as typed from the source, so a reader can follow it with a calculator.
"""

import ast
import csv
import math
import operator
from pathlib import Path

import pytest

from tests.charts import stored_charts

FOLDER = Path(__file__).parent / "hand_checked"
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow, ast.USub: operator.neg}
FUNCTIONS = {"sqrt": math.sqrt, "log": math.log, "max": max, "min": min}


def read():
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield pytest.param(path.stem, row, id=f"{path.stem}-{number}-{row['chart']}")


CHECKS = list(read())


def worked(text):
    """Work out plain arithmetic on typed figures; nothing else is understood."""

    def of(node):
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.UnaryOp):
            return OPERATORS[type(node.op)](of(node.operand))
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](of(node.left), of(node.right))
        return FUNCTIONS[node.func.id](*map(of, node.args))

    return of(ast.parse(text, mode="eval").body)


def half_of_last_place(text):
    """Half a unit of the last digit that is written: 17.0 gives 0.05, 2788000 gives 0.5."""
    digits, _, power = text.lower().partition("e")
    return 0.5 * 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))


def found(chapter, check):
    """Return the cell of the chart's table that the check names."""
    charts = {chart.name: chart for chart in stored_charts() if chart.chapter == chapter}
    assert check["chart"] in charts, f"{chapter} has no chart {check['chart']!r}; it has {', '.join(charts)}"
    chart = charts[check["chart"]]
    conditions = [condition.strip().split("=", 1) for condition in check["row"].split(";")]
    rows = [row for row in chart.rows if all(row[column] == value for column, value in conditions)]
    assert len(rows) == 1, f"{len(rows)} rows of {check['chart']} have {check['row']}; columns: {', '.join(chart.rows[0])}"
    return rows[0][check["column"]]


@pytest.mark.parametrize(("chapter", "check"), CHECKS)
def test_a_chart_shows_the_value_worked_out_by_hand(chapter, check):
    shown, value = found(chapter, check), check["value"]
    assert check["source"]
    try:
        wanted = float(value)
    except ValueError:
        assert shown == value
        return
    tolerance = half_of_last_place(value) * (1 + 1e-9)
    assert worked(check["working"]) == pytest.approx(wanted, abs=tolerance), "the working does not give the value"
    assert float(shown) == pytest.approx(wanted, abs=tolerance)


def test_every_chart_has_hand_checked_values():
    checked = {(param.values[0], param.values[1]["chart"]) for param in CHECKS}
    assert [f"{chart.chapter}: {chart.name}" for chart in stored_charts() if (chart.chapter, chart.name) not in checked] == []
