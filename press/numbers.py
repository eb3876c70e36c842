"""Hold every number in prose to its row: find bare, stale and unknown ones, and mend the stale."""

import json
import os
from collections import Counter
from dataclasses import dataclass

from ledger import load
from ledger.display.names import names
from ledger.display.numbers import disagreement, mended
from press import PressError
from press.contents import pages
from press.prose import bare, links


@dataclass(frozen=True)
class Census:
    """What `check` saw: pages, links by scheme, exempt numbers by kind, and the faults."""

    pages: int
    bound: Counter
    exempt: Counter
    faults: list


def check() -> Census:
    """Compare every number of every page with its row; each fault is a line that names the place and both values."""
    book = load()
    known, pattern = rows(book), names(book.tables)
    census = Census(len(pages()), Counter(), Counter(), [])
    for page in pages():
        for link in links(page):
            census.bound[link.scheme] += 1
            fault = _fault(link, known, pattern)
            if fault:
                census.faults.append(f"{link.place}: [{link.text}]({link.scheme}:{link.key}): {fault}")
        stray, exempt = bare(page, pattern)
        census.exempt.update(exempt)
        census.faults.extend(f"{place}: the number {number!r} has no row; link it to a claim, evidence or a derived number" for place, number in stray)
    return census


def mend() -> list[str]:
    """Write the rows' present values into stale links, in place; return what was changed.

    Links to unknown rows and bare numbers are left for an editor. Raises PressError when a link's
    words cannot be found again in the file.
    """
    book = load()
    known, pattern = rows(book), names(book.tables)
    changed = []
    for page in pages():
        content, done = page.read_text(encoding="utf-8"), set()
        for link in links(page):
            row = known[link.scheme].get(link.key)
            if row is None or not disagreement(link.text, row, pattern, link.sentence):
                continue
            new = mended(link.text, row, pattern, link.sentence)
            old, fresh = (_as_stored(page, f"[{words}]({link.scheme}:{link.key})") for words in (link.text, new))
            # A page may state one number several times; the first replacement changes them all.
            if old not in content and old not in done:
                raise PressError(f"{link.place}: [{link.text}] was not found again in the file; write {new!r} by hand.")
            content = content.replace(old, fresh)
            done.add(old)
            changed.append(f"{link.place}: {link.text} -> {new}")
        if content != page.read_text(encoding="utf-8"):
            whole = page.with_suffix(".new")
            whole.write_text(content, encoding="utf-8")
            os.replace(whole, page)
    return changed


def rows(book) -> dict:
    """Return the rows that a number may link to, by scheme and id."""
    keys = {"claim": ("claims", "claim"), "evidence": ("evidence", "evidence"), "derived": ("derived", "derived")}
    tables = {scheme: (book.tables[table], key) for scheme, (table, key) in keys.items()}
    stated = {scheme: table.assign(qualifier=table["qualifier"].astype(object).where(table["qualifier"].notna(), None)) for scheme, (table, _) in tables.items()}
    return {scheme: {row[tables[scheme][1]]: row for row in table.to_dict("records")} for scheme, table in stated.items()}


def _fault(link, known: dict, pattern) -> str | None:
    if link.key not in known[link.scheme]:
        return f"no such {link.scheme}; the ids are in data/{'claims' if link.scheme == 'claim' else link.scheme}.csv"
    return disagreement(link.text, known[link.scheme][link.key], pattern, link.sentence)


def _as_stored(page, text: str) -> str:
    """A notebook stores its text as JSON strings."""
    return json.dumps(text, ensure_ascii=False)[1:-1] if page.suffix == ".ipynb" else text
