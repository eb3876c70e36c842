"""What the ledger raises, and how it names the place of a fault."""

from dataclasses import dataclass


class LedgerError(ValueError):
    """Something in the data or in a parameter is wrong; the message says where and how to mend it."""


class NotKnown(LedgerError):
    """An edition lacks the rows for what is asked; the message says which."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one cell, and what was expected there."""

    table: str
    row: int | None
    column: str | None
    found: str
    expected: str

    def __str__(self) -> str:
        place = [f"data/{self.table}"] + [f"row {self.row}"] * (self.row is not None) + [f"column {self.column}"] * bool(self.column)
        return f"{', '.join(place)}: found {self.found}, expected {self.expected}"


class CellError(LedgerError):
    """A fault in one cell of a table, as a Problem."""

    def __init__(self, problem: Problem):
        super().__init__(str(problem))
        self.problem = problem
