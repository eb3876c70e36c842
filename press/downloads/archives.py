"""The data package as zip files: every table as CSV, or as Parquet, with its descriptor and a note to the reader."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from ledger.display.tables import no_formula
from press.downloads.package import Package, Table

_ARROW = {"string": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}


def csv_archive(whole: Package) -> bytes:
    """Return a zip file with a CSV file a table. Text that looks like a formula has an apostrophe before it."""
    return _archive(whole, "csv", "text/csv", _csv)


def parquet_archive(whole: Package) -> bytes:
    """Return a zip file with a Parquet file a table; descriptions and units are in the metadata of table and columns."""
    return _archive(whole, "parquet", "application/vnd.apache.parquet", _parquet)


def zipped(files: dict[str, bytes], day: date, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return ``files`` as one zip file, in their order, each dated ``day``.

    They are stored, not compressed, where the bytes must be the same on every machine: two builds of zlib may compress
    the same text to other bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = compression
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _archive(whole: Package, kind: str, mediatype: str, form) -> bytes:
    tables, resources = {}, []
    for table in whole.tables:
        path, content = f"{table.name}.{kind}", form(table)
        tables[path] = content
        sealed = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        resources.append(table.resource | {"path": path, "type": "table", "format": kind, "mediatype": mediatype, "encoding": "utf-8"} | sealed)
    descriptor = json.dumps(whole.descriptor | {"resources": resources}, indent=2, ensure_ascii=False) + "\n"
    readme = "".join(f"{word}: {text}\n" for word, text in whole.about)
    return zipped({"README.txt": readme.encode(), "datapackage.json": descriptor.encode()} | tables, whole.released)


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    # With this line end the csv module quotes a text that holds either of its characters.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(field["name"] for field in table.fields)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


def _csv_cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return no_formula(value)


def _parquet(table: Table) -> bytes:
    fields = [pa.field(field["name"], _ARROW[field["type"]], metadata=_notes(field)) for field in table.fields]
    columns = zip(*table.rows) if table.rows else [[] for _ in fields]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields)]
    out = io.BytesIO()
    # Snappy is built into pyarrow, whose version is pinned and also stands in the file as its creator.
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"description": table.resource["description"]})), out, compression="snappy")
    return out.getvalue()


def _notes(field: dict) -> dict:
    return {name: field[name] for name in ("description", "unit") if name in field}
