"""Read each download back with a reader that is not the writer's: rows of plain values, by table."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, timedelta
from xml.etree import ElementTree

import pyarrow.parquet as pq

from press.downloads import STEM

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def entries(content):
    """The files of a zip file, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def from_csv(files):
    found = entries(files[f"{STEM}-csv.zip"])
    types = {resource["name"]: [field["type"] for field in resource["schema"]["fields"]] for resource in json.loads(found["datapackage.json"])["resources"]}
    tables = {}
    for name, kinds in types.items():
        header, *rows = csv.reader(io.StringIO(found[f"{name}.csv"].decode(), newline=""), strict=True)
        tables[name] = header, [tuple(_typed(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in rows]
    return tables


def _typed(cell, kind):
    if cell == "":
        return None
    return {"number": float, "integer": int, "boolean": {"true": True, "false": False}.get, "date": date.fromisoformat}.get(kind, str)(cell)


def from_parquet(files):
    found = {name: content for name, content in entries(files[f"{STEM}-parquet.zip"]).items() if name.endswith(".parquet")}
    tables = {name.removesuffix(".parquet"): pq.read_table(io.BytesIO(content)) for name, content in found.items()}
    return {name: (table.column_names, [tuple(row.values()) for row in table.to_pylist()]) for name, table in tables.items()}


def from_json(files):
    document = json.loads(files[f"{STEM}.json"])
    tables = {}
    for resource in document["package"]["resources"]:
        fields = resource["schema"]["fields"]
        rows = document["tables"][resource["name"]]
        dated = {field["name"] for field in fields if field["type"] == "date"}
        values = [tuple(date.fromisoformat(value) if value and name in dated else value for name, value in row.items()) for row in rows]
        tables[resource["name"]] = [field["name"] for field in fields], values
    return tables


def from_sqlite(files):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files[f"{STEM}.sqlite"])
        types = {}
        for table, column, kind in connection.execute('SELECT "table", "column", type FROM columns ORDER BY rowid'):
            types.setdefault(table, {})[column] = kind
        tables = {}
        for table, columns in types.items():
            rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
            assert [column[0] for column in rows.description] == list(columns)
            tables[table] = list(columns), [tuple(_of_sql(value, kind) for value, kind in zip(row, columns.values())) for row in rows]
        return tables


def _of_sql(value, kind):
    if value is None:
        return None
    return {"date": date.fromisoformat, "boolean": bool}.get(kind, lambda same: same)(value)


def from_xlsx(files):
    found = entries(files[f"{STEM}.xlsx"])
    strings = ["".join(text.text or "" for text in item.iter(f"{_SHEET}t")) for item in ElementTree.fromstring(found["xl/sharedStrings.xml"])]
    names = [sheet.get("name") for sheet in ElementTree.fromstring(found["xl/workbook.xml"]).iter(f"{_SHEET}sheet")]
    dated = _date_styles(found["xl/styles.xml"])
    tables = {}
    for number, name in enumerate(names, start=1):
        rows = [_cells(row, strings, dated) for row in ElementTree.fromstring(found[f"xl/worksheets/sheet{number}.xml"]).iter(f"{_SHEET}row")]
        header = [cell for _, cell in sorted(rows[0].items())]
        tables[name] = header, [tuple(row.get(column) for column in range(len(header))) for row in rows[1:]]
    return tables


def _date_styles(styles):
    root = ElementTree.fromstring(styles)
    formats = {one.get("numFmtId") for one in root.iter(f"{_SHEET}numFmt") if one.get("formatCode") == "yyyy-mm-dd"}
    return {str(number) for number, style in enumerate(root.find(f"{_SHEET}cellXfs")) if style.get("numFmtId") in formats}


def _cells(row, strings, dated):
    cells = {}
    for cell in row:
        value = cell.findtext(f"{_SHEET}v")
        if value is None:
            continue
        if cell.get("t") == "s":
            said = re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code.group(1), 16)), strings[int(value)])
        elif cell.get("t") == "b":
            said = value == "1"
        else:
            said = date(1899, 12, 30) + timedelta(days=int(value)) if cell.get("s") in dated else float(value)
        cells[_column(cell.get("r"))] = said
    return cells


def _column(reference):
    """The number, from zero, of the column of a cell such as AB12."""
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = 26 * number + ord(letter) - 64
    return number - 1
