"""The data package as the downloads hold it: the tables that `load` gives, each with its description."""

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ledger.reasoning.conflicts import conflicts
from ledger.package import Ledger, describe
from press import PressError
from press.identity import identity

# Up to here every whole number is exact as a float, so that it may be written without its ".0".
_EXACT = 2**53
# What datapackage.json cannot say: the tables and columns that the book computes.
_COMPUTED_TABLES = {
    "conflicts": {
        "description": "Conflicts between claims, found by the book's code from the other tables, and how an editor reads each.",
        "schema": {"primaryKey": ["conflict"]},
    }
}
_COMPUTED_COLUMNS = {
    "derived": {
        "value_low": "Lower value, computed from the formula.",
        "value_high": "Upper value, computed from the formula.",
        "low": "Lower end of the interval that the rounding of the inputs leaves; empty where it is open.",
        "high": "Upper end of the interval that the rounding of the inputs leaves; empty where it is open.",
        "low_closed": "Whether the lower end belongs to the interval.",
        "high_closed": "Whether the upper end belongs to the interval.",
        "single": "Whether the number is one value, not a range.",
        "published": "Day on which the latest input came out.",
        "citations": "Keys of the works behind the inputs, in book/references.bib; a semicolon between two.",
        "grade": "Always derived.",
        "lowest_input": "The weakest grade of the inputs.",
        "inputs": "The references of the formula; a semicolon between two.",
        "input_values": "The value of each input, in the order of the inputs; a semicolon between two.",
        "formula": "The formula, as recorded.",
    },
    "conflicts": {
        "conflict": "Permanent key.",
        "kind": "What the code found: disjoint-values, different-baskets, shared-value, exclusive-statuses, joined-series or broken-arithmetic.",
        "claims": "Ids of the claims; a semicolon between two.",
        "sources": "Articles that make the claims; a semicolon between two.",
        "subject": "Entity.",
        "metric": "What is measured or stated.",
        "finding": "What does not fit, in one sentence written by the code.",
        "reading": "How an editor reads it: real or apparent.",
        "explanation": "Why, in a sentence or two.",
        "evidence": "Ids of the evidence behind the reading.",
    },
}


@dataclass(frozen=True)
class Table:
    """A table: its Frictionless resource and its rows of plain values (str, int, float, bool, date, None)."""

    resource: dict
    rows: list[tuple]

    @property
    def name(self) -> str:
        return self.resource["name"]

    @property
    def fields(self) -> list[dict]:
        return self.resource["schema"]["fields"]

    def records(self) -> list[dict]:
        """The rows as dictionaries by the names of their columns."""
        return [dict(zip((field["name"] for field in self.fields), row)) for row in self.rows]


@dataclass(frozen=True)
class Package:
    """``descriptor`` is datapackage.json without its resources; ``about`` pairs a word with what it says."""

    descriptor: dict
    about: list[tuple[str, str]]
    released: date
    tables: list[Table]


def package(book: Ledger, citation: str) -> Package:
    """Join the tables of ``book``, the computed ones too, with what datapackage.json says of them.

    citation: how to cite the whole, in plain text.
    Raises PressError for a computed column that nothing describes.
    """
    descriptor = describe()
    described = {resource["name"]: resource for resource in descriptor.pop("resources")}
    described |= {name: {"name": name, **resource} for name, resource in _COMPUTED_TABLES.items()}
    tables = [_table(described[name], frame) for name, frame in (book.tables | {"conflicts": conflicts(book)}).items()]
    return Package(descriptor, _about(descriptor, citation), identity().released, tables)


def _about(descriptor: dict, citation: str) -> list[tuple[str, str]]:
    licence = descriptor["licenses"][0]
    return [
        ("Title", descriptor["title"]),
        ("What it is", descriptor["description"]),
        ("Version", descriptor["version"]),
        ("Released", identity().released.isoformat()),
        ("Licence", f"{licence['title']}, {licence['path']}"),
        ("Cite as", citation),
        ("Cite the source too", "Each row names the work that its figure comes from, or the article that made the claim."),
        ("Values", "Values are in base units. Each column says its unit, or the row does. An empty cell means not known."),
        ("Text in CSV", "In the CSV files a text that begins with = + - @, a tab or a line break has an apostrophe before it: no spreadsheet takes it for a formula. "
                        "All other forms hold the text as it is."),
    ]  # fmt: skip


def _table(resource: dict, frame: pd.DataFrame) -> Table:
    known = {field["name"]: field for field in resource["schema"].get("fields", [])}
    fields = [known.get(column) or _computed_field(resource["name"], column, frame[column]) for column in frame.columns]
    rows = zip(*([_plain(value) for value in frame[column]] for column in frame.columns))
    return Table(resource | {"schema": resource["schema"] | {"fields": fields}}, list(rows))


def _computed_field(table: str, column: str, values: pd.Series) -> dict:
    kinds = {"M": "date", "f": "number", "b": "boolean"}
    try:
        description = _COMPUTED_COLUMNS[table][column]
    except KeyError:
        raise PressError(f"the computed column {column} of {table} has no description; add one to press/downloads/package.py.") from None
    return {"name": column, "type": kinds.get(values.dtype.kind, "string"), "description": description}


def _plain(value):
    """One cell without numpy and pandas; a list becomes a text."""
    if isinstance(value, (list, tuple)):
        return "; ".join(value) or None
    if pd.isna(value) or value in (math.inf, -math.inf):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else float(value)
    return value.item() if hasattr(value, "item") else value
