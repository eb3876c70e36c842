"""What the record holds for the search: claims, evidence and our arithmetic, a document a row."""

from collections.abc import Iterator

from ledger.display.formats import value_text
from ledger.package import Ledger
from ledger.reasoning.judgement import SHAPES, judged
from press.bibliography import short_form
from press.typeset import records


def claims(book: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield (id, statement, value with verdict, reason and article) of each claim."""
    titles = dict(zip(book.sources["source"], book.sources["title"]))
    for row in records(judged(book)):
        flaw = f" ({row['flaw']})" if row["flaw"] else ""
        judgement = f"{SHAPES[row['verdict']]} {row['verdict']}{flaw}"
        yield row["claim"], row["statement"], _joined(value_text(row), judgement, row["reason"], f"In “{titles[row['source']]}”")


def evidence(book: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield (id, statement, value with grade, work and note) of each piece of evidence."""
    for row in records(book.evidence):
        yield row["evidence"], row["statement"], _joined(value_text(row), row["grade"], short_form(row["citation"]), row["note"])


def derived(book: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield (id, statement, value with grade and note) of each number that is our own arithmetic."""
    for row in records(book.derived):
        yield row["derived"], row["statement"], _joined(value_text(row), f"derived from {row['lowest_input']}", row["note"])


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
