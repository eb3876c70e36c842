"""Check the data package: Frictionless for the tables, the house rules for what they mean."""

import csv
import hashlib
import json
import math
import os
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from frictionless import Package

from ledger.display.formats import value_text
from ledger.display.names import names
from ledger.display.numbers import states
from ledger.errors import CellError, LedgerError, Problem
from ledger.package import DATA, describe, load
from ledger.reasoning.conflicts import conflicts
from ledger.reasoning.verdicts import computed

# The side of the interval that each qualifier fills: (value_low, value_high).
_FILLED = {
    "exactly": (True, True),
    "about": (True, True),
    "nearly": (True, True),
    "between": (True, True),
    "over": (True, False),
    "at-least": (True, False),
    "under": (False, True),
    "at-most": (False, True),
}


def validate(folder: Path = DATA) -> list[Problem]:
    """Return every problem of the data package in ``folder``, none when it is sound.

    The house rules run only on tables that Frictionless passes. Row numbers count
    the header as row 1, as a spreadsheet does.
    """
    descriptor = describe(folder)
    problems = list(_file_problems(folder, descriptor))
    return (
        problems
        or list(_schema_problems(folder, descriptor))
        or list(_rule_problems(folder, descriptor))
        or list(_computed_problems(folder))
    )


def seal(folder: Path = DATA) -> int:
    """Write size and SHA-256 of every table into ``datapackage.json``; return their number.

    Run it after a change that is meant: the hash is what tells a meant change from an accident.
    Raises LedgerError when a table is missing or cannot be read as CSV.
    """
    descriptor = describe(folder)
    for problem in _file_problems(folder, descriptor):
        raise LedgerError(str(problem))
    for resource in descriptor["resources"]:
        content = (Path(folder) / resource["path"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    whole = Path(folder) / "datapackage.new"
    whole.write_text(text, encoding="utf-8")
    os.replace(whole, Path(folder) / "datapackage.json")
    return len(descriptor["resources"])


def _file_problems(folder: Path, descriptor: dict) -> Iterator[Problem]:
    for resource in descriptor["resources"]:
        path = Path(folder) / resource["path"]
        if not path.exists():
            yield Problem(resource["path"], None, None, "no such file", "the table; restore it with `git checkout data`")
            continue
        with path.open(newline="", encoding="utf-8") as file:
            lines = csv.reader(file, strict=True)
            try:
                deque(lines, maxlen=0)
            except (csv.Error, UnicodeDecodeError) as error:
                yield Problem(resource["path"], lines.line_num, None, f"unreadable text ({error})", "CSV in UTF-8, every opened quote closed")


def _schema_problems(folder: Path, descriptor: dict) -> Iterator[Problem]:
    paths = {resource["name"]: resource["path"] for resource in descriptor["resources"]}
    report = Package(str(Path(folder) / "datapackage.json")).validate()
    for error in report.errors:
        yield Problem("datapackage.json", None, None, error.note, "a valid Frictionless descriptor")
    for task in report.tasks:
        for error in task.errors:
            yield _from_frictionless(paths[task.name], error)


def _from_frictionless(path: str, error) -> Problem:
    if error.type in ("hash-count", "byte-count"):
        return Problem(path, None, None, "another content than datapackage.json records", "the sealed table; if the change is meant, run `make seal`")
    row, column = getattr(error, "row_number", None), getattr(error, "field_name", None)
    cell = getattr(error, "cell", None)
    foreign = re.match(r'for "([^"]+)": values "(.*)" not found in the lookup table "([^"]+)"', error.note)
    if foreign:
        column, key, table = foreign.groups()
        return Problem(path, row, column, repr(key), f"a key of data/{table}.csv")
    found = repr(cell) if cell not in (None, "") else "an empty cell" if column else error.title.lower()
    return Problem(path, row, column, found, _expected(error))


def _expected(error) -> str:
    """Say in plain words what Frictionless expected in a cell."""
    rule = re.search(r'(?:constraint "(\w+)" is|(type) is) "(.*)"', error.note)
    kind, value = (rule.group(1) or rule.group(2), rule.group(3)) if rule else (None, None)
    if kind == "required":
        return "a value: this column may not be empty"
    if kind == "enum":
        return "one of " + ", ".join(re.findall(r"'([^']*)'", value))
    if kind == "type":
        return f"a {value.split('/')[0]}"
    return error.note or error.message


def _rule_problems(folder: Path, descriptor: dict) -> Iterator[Problem]:
    for resource in descriptor["resources"]:
        yield from _number_problems(resource, Path(folder) / resource["path"])
    tables = {name: list(rows(Path(folder) / f"{name}.csv")) for name in ("sources", "claims", "evidence", "derived", "verdicts", "metrics", "entities", "conflict_readings", "forecasts")}
    units = {row["metric"]: row["unit"] for _, row in tables["metrics"]}
    for name in ("claims", "evidence", "derived"):
        for number, row in tables[name]:
            yield from _value_problems(f"{name}.csv", number, row, units[row["metric"]])
    yield from _claim_problems(tables["claims"], {row["source"]: row for _, row in tables["sources"]})
    yield from _verdict_problems(tables)
    yield from _vocabulary_problems(tables)
    for number, row in tables["sources"]:
        if row["published"] and row["published_from"] > row["published"]:
            yield Problem("sources.csv", number, "published_from", row["published_from"], f"no later than published, {row['published']}")


def _number_problems(resource: dict, path: Path) -> Iterator[Problem]:
    """Numbers are finite, and every pair of columns x_low and x_high is in order."""
    numeric = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "number"]
    for number, row in rows(path):
        for column in numeric:
            if row[column] and not math.isfinite(float(row[column])):
                yield Problem(resource["path"], number, column, row[column], "a finite number")
        for column in (name for name in numeric if name.endswith("_low")):
            low, high = row[column], row[column.replace("_low", "_high")]
            if low and high and float(low) > float(high):
                yield Problem(resource["path"], number, column, low, f"at most {column.replace('_low', '_high')}, {high}")


def _computed_problems(folder: Path) -> Iterator[Problem]:
    """Formulas can be computed, stored verdicts are the computed ones, statements state their value, each conflict has its reading."""
    try:
        book = load(folder=folder)
        by_rule = computed(book).set_index("claim")
        found = set(conflicts(book)["conflict"])
    except CellError as error:
        yield error.problem
        return
    for number, row in rows(Path(folder) / "verdicts.csv"):
        rule = by_rule.loc[row["claim"]] if row["claim"] in by_rule.index else None
        if rule is not None and isinstance(rule["computed"], str) and rule["computed"] != row["verdict"]:
            yield Problem("verdicts.csv", number, "verdict", repr(row["verdict"]), f"{rule['computed']!r} by the rule {rule['rule']!r}, or other evidence, context or scope")
    pattern = names(book.tables)
    for table in ("claims", "evidence", "derived"):
        for number, row in enumerate(book.tables[table].to_dict("records"), start=2):
            if not states(row["statement"], row, pattern):
                yield Problem(f"{table}.csv", number, "statement", repr(row["statement"]), f"the value of the row, {value_text(row)}, or words without a figure")
    known = {}
    for number, row in rows(Path(folder) / "conflict_readings.csv"):
        known[row["conflict"]] = number
        if row["conflict"] not in found:
            yield Problem("conflict_readings.csv", number, "conflict", repr(row["conflict"]), "a conflict that the tables still show; remove the row")
    for conflict in sorted(found - known.keys()):
        yield Problem("conflict_readings.csv", None, "conflict", f"no row for {conflict}", "a reading, real or apparent, with an explanation")


def _value_problems(table: str, number: int, row: dict, unit: str) -> Iterator[Problem]:
    low, high = row.get("value_low"), row.get("value_high")
    if (low or high) and not row["unit"]:
        yield Problem(table, number, "unit", "an empty cell", f"{unit!r}, the unit of {row['metric']}")
    elif row["unit"] and row["unit"] != unit:
        yield Problem(table, number, "unit", repr(row["unit"]), f"{unit!r}, the unit of {row['metric']} in metrics.csv")
    if row["as_of_from"] and row["as_of_to"] and row["as_of_from"] > row["as_of_to"]:
        yield Problem(table, number, "as_of_from", row["as_of_from"], f"no later than as_of_to, {row['as_of_to']}")
    qualifier = row.get("qualifier")
    if qualifier and table != "derived.csv" and (bool(low), bool(high)) != _FILLED[qualifier]:
        sides = " and ".join(side for side, filled in zip(("value_low", "value_high"), _FILLED[qualifier]) if filled)
        yield Problem(table, number, "qualifier", repr(qualifier), f"a value in {sides} only")


def _vocabulary_problems(tables: dict) -> Iterator[Problem]:
    """Cells that hold several keys, or the key of another row, name rows that are there; no entity is a part of itself."""
    known = {name: {row[key] for _, row in tables[name]} for name, key in (("entities", "entity"), ("metrics", "metric"))}
    rows_known = {row[key] for name, key in (("evidence", "evidence"), ("derived", "derived")) for _, row in tables[name]}
    columns = [("entities", "part_of", known["entities"]), ("entities", "read_as", known["entities"]), ("metrics", "comparable_with", known["metrics"])]
    columns += [("metrics", "growth_of", known["metrics"]), ("conflict_readings", "evidence", rows_known), ("forecasts", "evidence", rows_known)]
    for table, column, keys in columns:
        for number, row in tables[table]:
            for name in (name for name in row[column].split() if name not in keys):
                yield Problem(f"{table}.csv", number, column, repr(name), "the key of a row that is there")
    wider = {row["entity"]: row["part_of"].split() for _, row in tables["entities"]}
    for number, row in tables["entities"]:
        reached, new = set(), set(wider[row["entity"]])
        while new:
            reached |= new
            new = {whole for part in new for whole in wider.get(part, [])} - reached
        if row["entity"] in reached:
            yield Problem("entities.csv", number, "part_of", repr(row["part_of"]), "wholes that are not a part of it in turn")


def _claim_problems(claims, sources: dict) -> Iterator[Problem]:
    taken = {row["claim"] for _, row in claims}
    for number, row in claims:
        for old in row["formerly"].split():
            if old in taken:
                yield Problem("claims.csv", number, "formerly", repr(old), "an id that no claim has, and that no other claim had")
            taken.add(old)
        length = int(sources[row["source"]]["characters"])
        if not row["claim"].startswith(f"{row['source']}-"):
            yield Problem("claims.csv", number, "claim", repr(row["claim"]), f"an id that begins with {row['source']}-")
        if int(row["start"]) >= int(row["end"]):
            yield Problem("claims.csv", number, "start", row["start"], f"an offset before end, {row['end']}")
        if int(row["end"]) > length:
            yield Problem("claims.csv", number, "end", row["end"], f"an offset within the article's {length} characters")


def _verdict_problems(tables: dict) -> Iterator[Problem]:
    # Derived evidence is as good as its weakest input.
    grades = {row["evidence"]: row["lowest_input"] or row["grade"] for _, row in tables["evidence"]}
    for number, row in tables["evidence"]:
        if (row["grade"] == "derived") != bool(row["lowest_input"]):
            yield Problem("evidence.csv", number, "lowest_input", repr(row["lowest_input"]), "the lowest grade of its inputs for derived evidence, and nothing else")
    for number, row in tables["derived"]:
        if row["derived"] in grades:
            yield Problem("derived.csv", number, "derived", repr(row["derived"]), "an id that evidence.csv does not have")
    computed = {row["derived"] for _, row in tables["derived"]}
    judged = {row["claim"] for _, row in tables["verdicts"]}
    for number, row in tables["claims"]:
        if row["claim"] not in judged:
            yield Problem("verdicts.csv", None, "claim", f"no row for {row['claim']} (claims.csv, row {number})", "one verdict a claim")
    reviewed = max(row["reviewed_on"] for _, row in tables["verdicts"])
    for number, row in tables["evidence"]:
        if row["published"] > reviewed:
            yield Problem("evidence.csv", number, "published", row["published"], f"no later than the last review, {reviewed}")
    for number, row in tables["verdicts"]:
        for column in ("evidence", "context"):
            for unknown in (name for name in row[column].split() if name not in grades and name not in computed):
                yield Problem("verdicts.csv", number, column, repr(unknown), "an id of evidence.csv or derived.csv")
        ids = [*row["evidence"].split(), *row["context"].split()]
        # What a derived number rests on is known once it is computed; verdicts.py looks at it there.
        decisive = any(grades.get(name) in ("primary", "secondary") or name in computed for name in ids)
        if row["verdict"] in ("supported", "contradicted") and not decisive:
            yield Problem("verdicts.csv", number, "evidence", repr(row["evidence"]), "evidence better than tertiary to decide a claim")


def rows(path: Path) -> Iterator[tuple[int, dict]]:
    """Yield each row of a table with its number, as text; the header is row 1."""
    with path.open(newline="", encoding="utf-8") as file:
        yield from enumerate(csv.DictReader(file), start=2)
