"""Try new rows out on a copy of the data package."""

import csv
import hashlib
import io
import shutil
from pathlib import Path

from ledger.package import DATA, describe
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


def unsealed(folder: Path = DATA) -> list[str]:
    """Return the names of the tables that are not as ``datapackage.json`` records them: to seal them would hide it."""
    resources = describe(folder)["resources"]
    return [resource["name"] for resource in resources if f"sha256:{_digest(Path(folder) / resource['path'])}" != resource["hash"]]


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _appended(old: bytes, rows: list[dict]) -> bytes:
    header = next(csv.reader(io.StringIO(old.decode("utf-8"), newline="")))
    end = "\r\n" if old.split(b"\n", 1)[0].endswith(b"\r") else "\n"
    text = io.StringIO(newline="")
    csv.DictWriter(text, header, restval="", lineterminator=end).writerows(rows)
    joint = b"" if old.endswith(b"\n") else end.encode()
    return old + joint + text.getvalue().encode("utf-8")
