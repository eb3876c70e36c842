"""Take out of an edition's text what it may not know: the number links and dates of a passage say what it rests on."""

import re
from dataclasses import dataclass

import nbformat
import pandas as pd
from markdown_it import MarkdownIt

from ledger.display.dates import later
from ledger.package import Ledger
from press.numbers import rows
from press.prose import LINK

_CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)]) ")
# A size or a kind at the end of a model's name: gpt-oss-120b is told as gpt-oss.
_SIZE = re.compile(r"[- ]\d+(?:\.\d+)?B\b.*$", re.IGNORECASE)
_BLOCKS = ("paragraph_open", "heading_open", "list_item_open", "table_open", "html_block", "fence")


def withhold(notebook: nbformat.NotebookNode, book: Ledger) -> nbformat.NotebookNode:
    """Put a note in place of each passage that rests on what ``book`` may not use, and say the edition at the top.

    A passage is a paragraph, a heading, an item of a list or a table. It goes when it links to a row that the
    edition lacks, names a time after the edition's day (unless a row that it links to is of that time), or
    names a model that was not out. So do the passages up to the next heading that read a chart which is not
    drawn. A citation of a later work is taken out alone. Code cells stay as they are.
    """
    edition = _Edition.of(book)
    for above, cell in zip([None, *notebook.cells], notebook.cells):
        if cell.cell_type == "markdown":
            cell.source = edition.cut(cell.source, undrawn="edition-gap" in str(above.get("outputs", "") if above else ""))
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
        known = " ".join(book.models["name"])
        out = {
            name
            for table in ("models", "later_models")
            for name in set(book.recorded[table]["name"]) - set(book.tables[table]["name"])
        }
        out |= {stem for stem in (_SIZE.sub("", name) for name in out) if stem not in known}
        words = (re.escape(name).replace(r"\ ", "[ -]") for name in sorted(out, key=len, reverse=True))
        pattern = re.compile("|".join(rf"(?<![\w.-]){word}(?![\w.])" for word in words)) if out else None
        return cls(book.as_of, rows(book), pattern, _later_works(book))

    def cut(self, text: str, undrawn: bool) -> str:
        lines, kept, at = text.splitlines(), [], 0
        for first, last in _passages(text):
            kept += lines[at:first]
            at = last
            undrawn = undrawn and not lines[first].startswith("#")
            reason = "it reads a chart that this edition cannot draw" if undrawn else self._reason("\n".join(lines[first:last]))
            marker = _MARKER.match(lines[first])
            note = f"{marker.group() if marker else ''}*Left out of this edition: {reason}.*"
            above = next((line for line in reversed(kept) if line.strip()), "")
            if reason is None:
                kept += [_CITE.sub(self._cited, line) for line in lines[first:last]]
            # Neighbours that go for the same reason share one note.
            elif _MARKER.sub("", above, count=1) != _MARKER.sub("", note, count=1):
                kept.append(note)
        return "\n".join(kept + lines[at:])

    def _reason(self, passage: str) -> str | None:
        links = [(scheme, key) for _, scheme, key in LINK.findall(passage)]
        if any(key not in self.known[scheme] for scheme, key in links):
            return "it rests on what this edition may not use"
        if self.day is None:
            return None
        rows_linked = [self.known[scheme][key] for scheme, key in links]
        times = [
            (row["as_of_from"], row["as_of_to"] if pd.notna(row["as_of_to"]) else row["as_of_from"])
            for row in rows_linked
            if pd.notna(row["as_of_from"])
        ]
        words = LINK.sub(r"\1", _CITE.sub("", passage))
        if later(words, self.day, times) or (self.later_names and self.later_names.search(words)):
            return "it tells of what came later"
        return None

    def _cited(self, match: re.Match) -> str:
        works = [key for key in match.group(1).split(",") if key.strip() not in self.later_works]
        return f"{{cite}}`{','.join(works)}`" if works else "(a later work)"


def _passages(text: str):
    """Yield (first line, line after the last) of each passage, none inside another."""
    lines, end = text.splitlines(), 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in _BLOCKS and token.map and token.map[0] >= end:
            first, end = token.map
            # The last item of a list reaches over the empty lines below it.
            while end > first + 1 and not lines[end - 1].strip():
                end -= 1
            yield first, end


def _later_works(book: Ledger) -> frozenset:
    """Return the keys of works that some row of the record cites and no row of the edition does."""
    cited = [
        {key for table in tables.values() if "citation" in table for key in table["citation"].dropna()}
        for tables in (book.recorded, book.tables)
    ]
    return frozenset(cited[0] - cited[1])
