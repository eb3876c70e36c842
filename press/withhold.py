"""Take out of an edition's text what it may not know: the number links and dates of a passage say what it rests on."""

import re
from dataclasses import dataclass

import nbformat
import pandas as pd
from markdown_it import MarkdownIt

from ledger.display.numbers import DATE, MONTHS, YEAR
from ledger.package import Ledger
from press.numbers import rows
from press.prose import LINK

_CITE = re.compile(r"\{cite\}`([^`]+)`")
_BLOCKS = ("paragraph_open", "heading_open", "list_item_open", "table_open", "html_block", "fence")


def withhold(notebook: nbformat.NotebookNode, book: Ledger) -> nbformat.NotebookNode:
    """Put a note in place of each passage that rests on what ``book`` may not use, and say the edition at the top.

    A passage is a paragraph, a heading, an item of a list or a table. It goes when it links to a row that the
    edition lacks, names a day after the edition's (unless a row that it links to reaches that far), or names a
    model that was not out. A citation of a later work is taken out alone. Code cells stay as they are.
    """
    edition = _Edition.of(book)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = edition.cut(cell.source)
    first = f"**{book.edition}** A passage that rests on anything else is left out, and a note stands in its place."
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(first, id="edition"))
    return notebook


@dataclass(frozen=True)
class _Edition:
    """What an edition knows, in the form in which a passage asks for it."""

    day: pd.Timestamp | None
    known: dict
    later_names: re.Pattern | None
    later_works: frozenset

    @classmethod
    def of(cls, book: Ledger) -> "_Edition":
        out = [model["name"] for model in book.recorded["models"].to_dict("records") if model["model"] not in set(book.models["model"])]
        pattern = re.compile("|".join(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])" for name in sorted(out, key=len, reverse=True))) if out else None
        return cls(book.as_of, rows(book), pattern, _later_works(book))

    def cut(self, text: str) -> str:
        lines, kept, at = text.splitlines(), [], 0
        for first, last, item in _passages(text):
            kept += lines[at:first]
            at = last
            reason = self._reason("\n".join(lines[first:last]))
            note = f"{'- ' * item}*Left out of this edition: {reason}.*"
            if reason is None:
                kept += [_CITE.sub(self._cited, line) for line in lines[first:last]]
            # Neighbours that go for the same reason share one note.
            elif next((line for line in reversed(kept) if line.strip()), None) != note:
                kept.append(note)
        return "\n".join(kept + lines[at:])

    def _reason(self, passage: str) -> str | None:
        links = [(scheme, key) for _, scheme, key in LINK.findall(passage)]
        if any(key not in self.known[scheme] for scheme, key in links):
            return "it rests on what this edition may not use"
        if self.day is None:
            return None
        reach = max([self.day, *(self.known[scheme][key]["as_of_to"] for scheme, key in links if pd.notna(self.known[scheme][key]["as_of_to"]))])
        words = LINK.sub(r"\1", _CITE.sub("", passage))
        if any(day > reach for day in _days(words)) or (self.later_names and self.later_names.search(words)):
            return "it tells of what came later"
        return None

    def _cited(self, match: re.Match) -> str:
        works = [key for key in match.group(1).split(",") if key.strip() not in self.later_works]
        return f"{{cite}}`{','.join(works)}`" if works else "(a later work)"


def _passages(text: str):
    """Yield (first line, line after the last, whether it is an item of a list) of each passage, none inside another."""
    end = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in _BLOCKS and token.map and token.map[0] >= end:
            first, end = token.map
            yield first, end, token.type == "list_item_open"


def _days(words: str):
    """Yield the first day of every date that the words name: a day, a month of a year, a year."""
    for day, month, year in DATE.findall(words):
        if year:
            yield pd.Timestamp(int(year), MONTHS.index(month) + 1, int(day or 1))
    for year in YEAR.findall(words):
        yield pd.Timestamp(int(year), 1, 1)


def _later_works(book: Ledger) -> frozenset:
    """Return the keys of works that some row of the record cites and no row of the edition does."""
    cited = [{key for table in tables.values() if "citation" in table for key in table["citation"].dropna()} for tables in (book.recorded, book.tables)]
    return frozenset(cited[0] - cited[1])
