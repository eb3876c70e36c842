"""The ledger for programs: each claim with its verdict and its place in the article, in one JSON document of a fixed form."""

import json
from datetime import date

from press.downloads.package import Package, Table
from press.identity import Identity

# A field may be added to the form; a field that changes its meaning or goes makes a new one.
SCHEMA = 1
# Ids that the tables keep in one text, parted by spaces.
_LISTS = ("evidence", "context", "formerly")
_PERMALINK = "Address of the claim's row in this book; relative to the root of the book while the book has no public address."


def fields(whole: Package) -> dict[str, str]:
    """Return the fields of a claim in the document, in order, each with its meaning."""
    told = {field["name"]: _meaning(field) for table in _tables(whole) for field in table.fields}
    return {"claim": told["claim"], "permalink": _PERMALINK} | told


def ledger_document(whole: Package, about: Identity) -> bytes:
    """Return the JSON document: what it is, `fields`, `sources` (the articles) and `claims` in the order of the ledger.

    What is not known is null. Lists of ids are lists.
    """
    verdicts, claims = _tables(whole)
    judged = {row["claim"]: row for row in verdicts.records()}
    page = f"{about.address}/book/ledger.html" if about.address else "book/ledger.html"
    named = fields(whole)
    joined = (row | judged[row["claim"]] | {"permalink": f"{page}#{row['claim']}"} for row in claims.records())
    document = {
        "schema": SCHEMA,
        "about": dict(whole.about),
        "fields": named,
        "sources": _table(whole, "sources").records(),
        "claims": [{name: _listed(name, row[name]) for name in named} for row in joined],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, default=date.isoformat, indent=1).encode() + b"\n"


def _meaning(field: dict) -> str:
    allowed = field.get("constraints", {}).get("enum")
    words = f" One of {', '.join(allowed)}." if allowed else ""
    return field["description"] + words + (" Here it is a list." if field["name"] in _LISTS else "")


def _tables(whole: Package) -> tuple[Table, Table]:
    return _table(whole, "verdicts"), _table(whole, "claims")


def _table(whole: Package, name: str) -> Table:
    return next(table for table in whole.tables if table.name == name)


def _listed(name: str, value):
    return (value or "").split() if name in _LISTS else value
