"""Try new rows out on a copy of the data package."""

import csv
import io
import shutil
from pathlib import Path

from ledger.package import DATA
from ledger.validation import seal


def draft(rows: dict[str, list[dict]], work: Path, folder: Path = DATA) -> None:
    """Copy the package from ``folder`` into the new folder ``work``, append ``rows`` to its tables and seal it.

    rows: new rows by table name; a column that a row does not have stays empty. The bytes of the
    old rows stay as they are.
    """
    shutil.copytree(folder, work)
    for table, new in rows.items():
        path = work / f"{table}.csv"
        path.write_bytes(_appended(path.read_bytes(), new))
    seal(work)


def _appended(old: bytes, rows: list[dict]) -> bytes:
    header = next(csv.reader(io.StringIO(old.decode("utf-8"), newline="")))
    end = "\r\n" if old.split(b"\n", 1)[0].endswith(b"\r") else "\n"
    text = io.StringIO(newline="")
    csv.DictWriter(text, header, restval="", lineterminator=end).writerows(rows)
    joint = b"" if old.endswith(b"\n") else end.encode()
    return old + joint + text.getvalue().encode("utf-8")
