"""Read and evaluate the formulas of derived.csv: arithmetic over references in square brackets."""

import ast
import operator
import re
import statistics
from dataclasses import dataclass

from ledger.errors import LedgerError

_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow}
_FUNCTIONS = {
    "sum": lambda values: sum(values[1:], values[0]),
    "min": min,
    "max": max,
    "mean": lambda values: sum(values[1:], values[0]) / len(values),
    "median": statistics.median,
}


# A higher one is a slip, and some would never end.
_HIGHEST_POWER = 100


@dataclass(frozen=True)
class Formula:
    """A parsed formula: its tree, and the references that stand for its variables."""

    tree: ast.expr
    references: tuple

    def evaluate(self, values: list):
        """Return the formula's value when reference number i has the rows ``values[i]`` (a list each)."""
        return _Evaluation(values).of(self.tree)


def parse(text: str) -> Formula:
    """Read a formula such as ``[a] / [b] - 1`` or ``sum([runs.hours where model=V3])``.

    Raises LedgerError when it is anything but arithmetic, functions of the list and references.
    """
    if "reference_" in text:
        raise LedgerError(f"{text!r}, expected references in square brackets")
    references = tuple(re.findall(r"\[([^\[\]]+)\]", text))
    numbered = iter(range(len(references)))
    plain = re.sub(r"\[[^\[\]]+\]", lambda _: f"reference_{next(numbered)}", text)
    try:
        return Formula(ast.parse(plain.strip(), mode="eval").body, references)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise LedgerError(f"{text!r}, expected arithmetic over references in square brackets") from None


class _Evaluation:
    """One walk over a formula's tree; it knows numbers, five operators and six functions, and runs nothing else."""

    def __init__(self, values):
        self._values = values

    def of(self, node):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return node.value
        if isinstance(node, ast.Name) and node.id.startswith("reference_"):
            return self._one(self._rows(node))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -self.of(node.operand)
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            left, right = self.of(node.left), self.of(node.right)
            if isinstance(node.op, ast.Pow) and abs(right) > _HIGHEST_POWER:
                raise LedgerError(f"the power {right}, expected at most {_HIGHEST_POWER}")
            return _OPERATORS[type(node.op)](left, right)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return self._call(node.func.id, node.args)
        raise LedgerError(f"{ast.unparse(node)!r}, expected + - * / **, numbers, references and {', '.join(_FUNCTIONS)}, count")

    def _call(self, name, arguments):
        if name not in _FUNCTIONS and name != "count":
            raise LedgerError(f"the function {name!r}, expected one of {', '.join(_FUNCTIONS)}, count")
        rows = []
        for argument in arguments:
            rows += self._rows(argument) if isinstance(argument, ast.Name) else [self.of(argument)]
        if name == "count":
            return len(rows)
        if not rows:
            raise LedgerError(f"{name} of no rows, expected a condition that some row meets")
        return _FUNCTIONS[name](rows)

    def _rows(self, node):
        return self._values[int(node.id.removeprefix("reference_"))]

    def _one(self, rows):
        if len(rows) != 1:
            raise LedgerError(f"a reference to {len(rows)} rows, expected one row, or sum, min, max, mean, median or count of them")
        return rows[0]
