"""Say which pages of the book a new claim touches."""

import re
from pathlib import Path

import pandas as pd

from ledger.package import Ledger
from press.contents import pages
from press.prose import links

_RECORD = re.compile(r"\{record\} (?!status|citations)\w[\w-]*(?: (\S+))?")
_COUNTS = re.compile(r"\b(?:tally|judged)\(")


def affected(claim: str, book: Ledger, conflicts: pd.DataFrame) -> dict[str, str]:
    """Return the name of each page that ``claim`` touches with the reason, in reading order.

    book: the ledger with the claim in it. conflicts: the rows of `ledger.reasoning.conflicts` that name it.
    """
    row = book.claims.set_index("claim").loc[claim]
    near = _of_the_same(row, book) | {other for claims in conflicts["claims"] for other in claims}
    return {page.stem: why for page in pages() if (why := _why(page, row, near))}


def _of_the_same(row: pd.Series, book: Ledger) -> set[str]:
    """Ids of the rows about the claim's subject and metric."""
    found = set()
    for name, key in {"claims": "claim", "evidence": "evidence", "derived": "derived"}.items():
        table = book.tables[name]
        found |= set(table.loc[(table["subject"] == row["subject"]) & (table["metric"] == row["metric"]), key])
    return found


def _why(page: Path, row: pd.Series, near: set[str]) -> str:
    text = page.read_text(encoding="utf-8")
    reasons = ["its theme"] * (page.stem == row["theme"])
    linked = sorted(near & {link.key for link in links(page)})
    if linked:
        reasons.append(f"links to {', '.join(linked)}")
    if page.suffix == ".ipynb" and _COUNTS.search(text):
        reasons.append("counts the verdicts")
    if any(not part or part == row["source"] or page.stem == "rules" for part in _RECORD.findall(text)):
        reasons.append("a page of the record")
    return "; ".join(reasons)
