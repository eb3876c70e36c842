"""Every download holds the whole package, and hostile text stays text in each of them."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from ledger import load
from ledger.reasoning.conflicts import conflicts
from ledger.package import describe
from press import PressError
from press.downloads import STEM, data_files, files, package, write
from tests import downloads as read

READERS = {"csv": read.from_csv, "parquet": read.from_parquet, "json": read.from_json, "sqlite": read.from_sqlite, "xlsx": read.from_xlsx}
HOSTILE = [
    "<script>alert(1)</script>",
    'a " quote, a comma',
    "]]> and <!-- and --> and &amp;",
    '=HYPERLINK("http://example.org","click")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\tafter a tab",
    "\rafter a return",
    "\nafter a line end",
    "{=1+1}",
    "http://example.org/a link",
    "mailto:someone@example.org",
    "right to left \u202e override",
    "two\nlines and a\ttab",
    "_x0041_ is no letter",
    "0123",
    "x" * 10_000,
]


def expected(book):
    """What `load` gives and the conflicts in it, in plain values, by table."""
    tables = {}
    for name, frame in (book.tables | {"conflicts": conflicts(book)}).items():
        # An end that is open is an empty cell.
        known = frame.replace([float("inf"), float("-inf")], float("nan"))
        plain = frame.astype(object).where(known.notna(), None)
        tables[name] = list(frame.columns), [tuple(_plain(value) for value in row) for row in plain.itertuples(index=False)]
    return tables


def _plain(value):
    if isinstance(value, list):
        return "; ".join(value) or None
    return value.date() if isinstance(value, pd.Timestamp) else value


def guarded(value):
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r\n") else value


def same(found, wanted):
    """Equal, and of the same kind: text, truth value, date or number. Excel keeps 16 digits of a number."""
    if wanted is None or isinstance(wanted, (str, bool)) or hasattr(wanted, "year"):
        return found == wanted and type(found) is type(wanted)
    return isinstance(found, (int, float)) and not isinstance(found, bool) and found == pytest.approx(wanted, rel=1e-15, abs=0)


def differences(found, wanted):
    """The cells that differ, at most ten."""
    told = []
    for name, (header, rows) in wanted.items():
        assert found[name][0] == header and len(found[name][1]) == len(rows), name
        for number, (row, other) in enumerate(zip(rows, found[name][1])):
            told += [(name, number, column, theirs) for column, ours, theirs in zip(header, row, other, strict=True) if not same(theirs, ours)]
    return told[:10]


def guarded_texts(tables):
    """The tables as the CSV files hold them: an apostrophe before each text that a spreadsheet would run."""
    return {name: (header, [tuple(guarded(value) for value in row) for row in rows]) for name, (header, rows) in tables.items()}


@pytest.fixture(scope="module")
def hostile():
    """A ledger whose first claims have hostile statements and whose first entities have hostile names, and its downloads."""
    book = load()
    for table, column in ((book.claims, "statement"), (book.entities, "name")):
        table.loc[range(len(HOSTILE)), column] = HOSTILE
    return book, data_files(package(book, citation="=a citation"))


@pytest.mark.parametrize("form", READERS)
def test_a_download_holds_what_the_ledger_holds(form):
    found, wanted = READERS[form](files()), expected(load())
    if form == "csv":
        wanted = guarded_texts(wanted)
    assert differences(found, wanted) == []
    assert set(found) - {"About", "Columns"} == set(wanted)


@pytest.mark.parametrize("form", READERS)
def test_hostile_text_comes_back_whole(hostile, form):
    book, made = hostile
    wanted = expected(book)
    if form == "csv":
        wanted = guarded_texts(wanted)
    assert differences(READERS[form](made), wanted) == []


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(hostile):
    parts = read.entries(hostile[1][f"{STEM}.xlsx"])
    sheets = {name: text.decode() for name, text in parts.items() if name.startswith("xl/worksheets/sheet")}
    assert len(sheets) == len(hostile[0].tables) + 3
    for name, text in sheets.items():
        assert "<f>" not in text and "<f " not in text and "hyperlink" not in text, name
    assert not any("_rels/sheet" in name for name in parts)


def test_no_cell_of_a_csv_begins_like_a_formula(hostile):
    for _, rows in read.from_csv(hostile[1]).values():
        assert not [cell for row in rows for cell in row if isinstance(cell, str) and cell[:1] in "=+-@\t\r\n"]


def test_the_csv_files_are_a_valid_data_package(tmp_path):
    zipfile.ZipFile(io.BytesIO(files()[f"{STEM}-csv.zip"])).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]


def test_the_database_has_types_and_keys_and_is_sound(tmp_path):
    path = tmp_path / "whole.sqlite"
    path.write_bytes(files()[f"{STEM}.sqlite"])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("UPDATE verdicts SET claim = 'no-such-claim' WHERE rowid = 1")
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            connection.execute("INSERT INTO sources SELECT * FROM sources")
        declared = {row[1]: row[2] for row in connection.execute("PRAGMA table_info(models)")}
        assert (declared["released_on"], declared["total_parameters"], declared["open_weights"], declared["name"]) == ("DATE", "REAL", "BOOLEAN", "TEXT")


def test_every_form_says_what_the_package_and_its_columns_are():
    fields = [(resource["name"], field) for resource in describe()["resources"] for field in resource["schema"]["fields"]]
    described = {(name, field["name"]): (field["description"], field.get("unit")) for name, field in fields}
    book, made = load(), files()
    columns = {pair: words for pair, words in described.items() if pair[1] in book.tables[pair[0]]}
    _, rows = read.from_xlsx(made)["Columns"]
    assert columns.items() <= {(table, column): (meaning, unit or None) for table, column, _, unit, meaning in rows}.items()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(made[f"{STEM}.sqlite"])
        stored = connection.execute('SELECT "table", "column", description, unit FROM columns').fetchall()
        assert columns.items() <= {(table, column): (meaning, unit) for table, column, meaning, unit in stored}.items()
        about = dict(connection.execute("SELECT * FROM about"))
    assert about["Title"] == describe()["title"] and "Creative Commons" in about["Licence"] and "apostrophe" in about["Text in CSV"]
    assert json.loads(made[f"{STEM}.json"])["package"]["about"] == about
    for kind in ("csv", "parquet"):
        inside = read.entries(made[f"{STEM}-{kind}.zip"])
        assert "apostrophe" in inside["README.txt"].decode()
        assert {resource["path"] for resource in json.loads(inside["datapackage.json"])["resources"]} == set(inside) - {"README.txt", "datapackage.json"}
    hours = pq.read_table(io.BytesIO(inside["training_runs.parquet"])).schema.field("gpu_hours").metadata
    assert hours == {b"description": described["training_runs", "gpu_hours"][0].encode(), b"unit": described["training_runs", "gpu_hours"][1].encode()}


def test_another_machine_makes_the_same_bytes(tmp_path):
    write(tmp_path / "here")
    code = "from pathlib import Path; from press.downloads import write; write(Path('there'))"
    environment = os.environ | {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    assert [path.name for path in (tmp_path / "here").iterdir() if path.read_bytes() != (tmp_path / "there" / path.name).read_bytes()] == []


def test_no_file_depends_on_the_library_that_wrote_it():
    made = files()
    for name in (f"{STEM}-csv.zip", f"{STEM}-parquet.zip", f"{STEM}.xlsx"):
        with zipfile.ZipFile(io.BytesIO(made[name])) as archive:
            assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}, name
            assert len({entry.date_time for entry in archive.infolist()}) == 1, name
    # Bytes 96 to 99 of a SQLite file are the version of the library.
    assert made[f"{STEM}.sqlite"][96:100] == bytes(4)


def test_a_text_too_long_for_excel_is_named():
    book = load()
    book.claims.loc[1, "statement"] = "x" * 40_000
    with pytest.raises(PressError, match="claims, row 3, column statement: found a text of 40,000 characters"):
        data_files(package(book, citation=""))


def test_the_page_of_downloads_names_each_file_with_its_size(site):
    page = (site[0] / "book" / "downloads.html").read_text(encoding="utf-8")
    listed = [path for path in (site[0] / "downloads").iterdir() if path.suffix != ".js"]
    assert len(listed) == 8
    for path in listed:
        size = path.stat().st_size
        told = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{round(size / 1e3)} KB"
        assert f'href="../downloads/{path.name}">{path.name}</a></td>\n<td class="size" data-label="Size">{told}' in page, path.name
