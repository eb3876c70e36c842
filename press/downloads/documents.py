"""The data package in one file for programs: a JSON document, a SQLite database."""

import json
import sqlite3
from contextlib import closing
from datetime import date

from press.downloads.package import Package, Table

# DATE and BOOLEAN tell a reader what is meant; SQLite keeps an ISO date as text and a truth value as 0 or 1.
_SQL = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "BOOLEAN", "date": "DATE"}


def json_document(whole: Package) -> bytes:
    """Return one JSON document: `package` (about, and the descriptor of each table) and `tables` (rows by table)."""
    inside = {"path", "format", "mediatype", "encoding", "bytes", "hash"}
    resources = [{key: value for key, value in table.resource.items() if key not in inside} for table in whole.tables]
    described = whole.descriptor | {"about": dict(whole.about), "resources": resources}
    tables = {table.name: table.records() for table in whole.tables}
    text = json.dumps({"package": described, "tables": tables}, ensure_ascii=False, allow_nan=False, default=date.isoformat, indent=1)
    return text.encode() + b"\n"


def database(whole: Package) -> bytes:
    """Return a SQLite database: every table with types and keys, and the tables `about`, `tables` and `columns` that describe them.

    It is made in memory: there SQLite writes neither its own version nor a change counter
    into the header, and another version of the library gives the same bytes.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("BEGIN")
        _fill(connection, "about", ["word TEXT PRIMARY KEY", "says TEXT NOT NULL"], whole.about)
        _fill(connection, "tables", ['"table" TEXT PRIMARY KEY', "description TEXT NOT NULL"], [(table.name, table.resource["description"]) for table in whole.tables])
        names = ['"table" TEXT NOT NULL REFERENCES tables', '"column" TEXT NOT NULL']
        columns = [*names, "type TEXT NOT NULL", "unit TEXT", "description TEXT NOT NULL", 'PRIMARY KEY ("table", "column")']
        rows = [(table.name, field["name"], field["type"], field.get("unit"), field["description"]) for table in whole.tables for field in table.fields]
        _fill(connection, "columns", columns, rows)
        for table in whole.tables:
            _fill(connection, table.name, _definitions(table), [[_stored(value) for value in row] for row in table.rows])
        connection.execute("COMMIT")
        return connection.serialize()


def _fill(connection, name: str, definitions: list[str], rows: list) -> None:
    connection.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(definitions)})")
    if rows:
        connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _definitions(table: Table) -> list[str]:
    schema = table.resource["schema"]
    columns = [
        f"{_quoted(field['name'])} {_SQL[field['type']]}{' NOT NULL' * field.get('constraints', {}).get('required', False)}" for field in table.fields
    ]
    if schema.get("primaryKey"):
        columns.append(f"PRIMARY KEY ({_list(schema['primaryKey'])})")
    for key in schema.get("foreignKeys", []):
        there = key["reference"]
        # An empty name means the table itself.
        columns.append(f"FOREIGN KEY ({_list(key['fields'])}) REFERENCES {_quoted(there['resource'] or table.name)} ({_list(there['fields'])})")
    return columns


def _list(names: list[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _stored(value):
    return value.isoformat() if isinstance(value, date) else value
