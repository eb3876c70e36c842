"""Read the documented data: one Frictionless data package, plain CSV."""

import csv
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from ledger.display.dates import later
from ledger.reasoning.derived import derive
from ledger.errors import LedgerError

DATA = Path(__file__).parent.parent / "data"

_COUNTED = {"claims", "judged", "forecasts"}
_PANDAS_TYPES = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean"}


@dataclass(frozen=True)
class Ledger:
    """The tables of the data package, cut to one edition.

    ``tables`` maps a table's name to its DataFrame; each is also an attribute
    (``book.closes``). Dates are ``datetime64``, numbers ``float64`` in base units.
    ``recorded`` holds the same tables uncut, to say what the edition lacks.
    """

    tables: dict
    as_of: pd.Timestamp | None
    excluded: tuple
    recorded: dict

    def __getattr__(self, name):
        if name.startswith("__") or name not in self.tables:
            raise AttributeError(f"the ledger has no table {name!r}; it has {', '.join(sorted(self.tables))}")
        return self.tables[name]

    @property
    def edition(self) -> str:
        """One sentence that says what this edition may use."""
        words = "everything recorded" if self.as_of is None else f"what was known by {self.as_of:%-d %B %Y}"
        without = f", without {', '.join(self.excluded)}" if self.excluded else ""
        return f"This edition uses {words}{without}."


    def range(self, key: str) -> tuple[float, float]:
        """Return the lower and upper value, in base units, of a row of the evidence or of our arithmetic.

        Both are the same for a single value; an open end, and a row that this edition lacks, give NaN.
        Raises LedgerError for an id that the record does not have.
        """
        for name, column in (("evidence", "evidence"), ("derived", "derived")):
            if key in set(self.recorded[name][column]):
                row = pick(self.tables[name], **{column: key})
                return float(row["value_low"]), float(row["value_high"])
        raise LedgerError(f"no evidence and no derived number has the id {key!r}; the ids are in data/evidence.csv and data/derived.csv.")

    def value(self, key: str) -> float:
        """Return the single value of such a row; NaN where this edition lacks it.

        Raises LedgerError for an unknown id, and for a row that states a range or a bound.
        """
        low, high = self.range(key)
        if low != high and not (pd.isna(low) and pd.isna(high)):
            raise LedgerError(f"{key} is no single value, it runs from {low:g} to {high:g}; use book.range({key!r}).")
        return low


def pick(frame: pd.DataFrame, **conditions) -> pd.Series:
    """Return the one row of ``frame`` that meets all conditions (column=value).

    Where the edition has no such row, every value of the result is missing, so that a table
    shows a gap and nothing stops. Raises LedgerError when several rows meet the conditions.
    """
    found = frame
    for column, value in conditions.items():
        found = found[found[column] == value]
    if len(found) > 1:
        told = ", ".join(f"{column} {value}" for column, value in conditions.items())
        raise LedgerError(f"{len(found)} rows have {told}; name more columns, so that one is left.")
    return found.iloc[0] if len(found) else pd.Series(float("nan"), index=frame.columns, dtype=object)


def describe(folder: Path = DATA) -> dict:
    """Return the descriptor ``datapackage.json`` as a dictionary.

    Raises LedgerError when the file is missing or is not JSON.
    """
    path = Path(folder) / "datapackage.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LedgerError(f"{path.name} is missing in {path.parent.name}/; restore it with `git checkout data`.") from None
    except json.JSONDecodeError as error:
        raise LedgerError(f"{path.parent.name}/{path.name}, line {error.lineno}: not valid JSON ({error.msg}).") from None


def parse_as_of(text: str | None) -> pd.Timestamp | None:
    """Turn the parameter ``as_of`` into a date; empty means no limit.

    Raises LedgerError for anything but an ISO date such as 2025-06-30.
    """
    if not text:
        return None
    try:
        return pd.Timestamp(datetime.strptime(text, "%Y-%m-%d"))
    except (TypeError, ValueError):
        raise LedgerError(f"as_of={text!r} is not a date; write it as 2025-06-30, or leave it empty.") from None


def load(as_of: str | None = None, exclude_sources: list | tuple = (), folder: Path = DATA) -> Ledger:
    """Read the whole package, keeping what was published by ``as_of``.

    as_of: ISO date, or empty for everything. A row counts as known from the date
        in the column that its table names as ``publishedField``; the column that a table names as
        ``endedField`` is empty where the end came later.
    exclude_sources: ids of articles whose claims are left out.

    Returns a Ledger; its table ``derived`` holds the computed values (see `ledger.reasoning.derived`).
    Raises LedgerError for an unknown date, source, missing file, a cell that is not of its
    column's type, or a formula that cannot be computed.
    """
    limit = parse_as_of(as_of)
    resources = describe(folder)["resources"]
    tables = {resource["name"]: _read(resource, Path(folder)) for resource in resources}
    _check_sources(exclude_sources, tables["sources"])
    published, ended = ({resource["name"]: resource[field] for resource in resources if field in resource} for field in ("publishedField", "endedField"))
    judged = tables["claims"].merge(tables["verdicts"], on="claim")
    tables["derived"] = derive(tables | {"judged": judged}, published | {"judged": "reviewed_on"})
    recorded = dict(tables)
    if limit is not None:
        for name, column in (published | {"derived": "published"}).items():
            frame = tables[name]
            tables[name] = frame[frame[column].isna() | (frame[column] <= limit)].reset_index(drop=True)
        # A price in force on the edition's day has no end yet, though the record knows one.
        for name, column in ended.items():
            tables[name][column] = tables[name][column].where(tables[name][column] <= limit)
        tables = {name: _without_later_words(table, limit) for name, table in tables.items()}
    tables = _consistent(tables, exclude_sources)
    if tables["claims"].empty:
        raise LedgerError(f"no article is left (as_of={as_of!r}, exclude_sources={list(exclude_sources)}); the first came out on "
                          f"{recorded['sources']['published_from'].min():%Y-%m-%d}. Choose that day or a later one, and leave an article in.")
    return Ledger(tables, limit, tuple(exclude_sources), recorded)


def _without_later_words(table: pd.DataFrame, limit: pd.Timestamp) -> pd.DataFrame:
    """Empty the notes and reasons of an editor that name a time after ``limit``; they were written later than the rows."""
    words = [column for column in ("note", "reason") if column in table]
    return table.assign(**{column: table[column].where(~table[column].fillna("").map(lambda text: later(text, limit)).astype(bool)) for column in words})


def _check_sources(asked, sources: pd.DataFrame) -> None:
    known = sorted(sources["source"])
    if isinstance(asked, str):
        raise LedgerError(f"exclude_sources is the text {asked!r}; write a list: [{asked!r}].")
    for source in asked:
        if source not in known:
            raise LedgerError(f"exclude_sources names {source!r}; the articles are {', '.join(known)}.")


def _consistent(tables: dict, excluded) -> dict:
    """Drop claims of articles that are out, and judgements that lean on what is out."""
    sources = set(tables["sources"]["source"]) - set(excluded)
    claims = tables["claims"]
    claims = claims[claims["source"].isin(sources)].reset_index(drop=True)
    gone = set(tables["claims"]["claim"]) - set(claims["claim"])
    derived = tables["derived"]
    if excluded:
        # Counts of the whole ledger do not hold for a part of it.
        derived = derived[[not _COUNTED & {re.split(r"[. ]", name)[0] for name in inputs} for inputs in derived["inputs"]]]
    derived = derived[[not gone & {name.partition(".")[0] for name in inputs} for inputs in derived["inputs"]]].reset_index(drop=True)
    verdicts = tables["verdicts"]
    known = set(tables["evidence"]["evidence"]) | set(derived["derived"])
    rests_on_known = verdicts["evidence"].fillna("").map(lambda ids: set(ids.split()) <= known)
    kept = verdicts[verdicts["claim"].isin(set(claims["claim"])) & rests_on_known].reset_index(drop=True)
    kept["context"] = kept["context"].map(lambda ids: " ".join(key for key in ids.split() if key in known) or None, na_action="ignore")
    return tables | {"claims": claims, "verdicts": kept, "derived": derived}


def _read(resource: dict, folder: Path) -> pd.DataFrame:
    path = folder / resource["path"]
    fields = resource["schema"]["fields"]
    where = f"data/{resource['path']}"
    if not path.exists():
        raise LedgerError(f"{where} is missing; restore it with `git checkout data`.")
    try:
        raw = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], quoting=csv.QUOTE_MINIMAL)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise LedgerError(f"{where} is not a readable CSV: {str(error).strip()}. Run `make check`.") from None
    expected = [field["name"] for field in fields]
    if list(raw.columns) != expected:
        raise LedgerError(f"{where}: the header is {list(raw.columns)}, expected {expected}.")
    table = pd.DataFrame({field["name"]: _typed(raw[field["name"]], field, where) for field in fields})
    table.attrs["units"] = {field["name"]: field["unit"] for field in fields if "unit" in field}
    return table


def _typed(column: pd.Series, field: dict, where: str) -> pd.Series:
    if field["type"] == "date":
        typed = pd.to_datetime(column, format="%Y-%m-%d", errors="coerce").astype("datetime64[ns]")
    elif field["type"] == "boolean":
        typed = column.map({"true": True, "false": False}).astype("boolean")
    elif field["type"] in ("number", "integer"):
        typed = pd.to_numeric(column, errors="coerce").astype(_PANDAS_TYPES[field["type"]])
    else:
        return column.astype("str")
    broken = column.notna() & typed.isna()
    if broken.any():
        row = broken.idxmax()
        raise LedgerError(
            f"{where}, row {row + 2}, column {field['name']}: found {column[row]!r}, expected a {field['type']}. Run `make check`."
        )
    return typed
