"""Whose words they are: the sentences of an article stay out of the repository."""

import re
import unicodedata

from ledger.package import LedgerError

RUN = 8
# Titles, headings and addresses name a work or a place in it; they are not its prose.
NAMING = {"title", "section", "url"}


def runs(text: str) -> set[tuple]:
    """Return every run of eight words in ``text``, in lower case and without punctuation."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def borrowed(text: str, taken: set[tuple]) -> list[str]:
    """Return the runs of ``text`` that are in ``taken``, the runs of the articles."""
    return [" ".join(run) for run in sorted(runs(text) & taken)]


def plain(text: str) -> str:
    """Return ``text`` as one line that no spreadsheet, browser or terminal takes for something else.

    Raises LedgerError for an empty text, a formula, a tag, or a character that cannot be seen.
    """
    text = text.strip()
    hidden = [character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")]
    if not text:
        raise LedgerError("it is empty; write it in a few words.")
    if hidden:
        raise LedgerError(f"it holds U+{ord(hidden[0]):04X}, a line break or a character that cannot be seen; write one line of plain text.")
    if text[0] in "=+-@":
        raise LedgerError(f"it begins with {text[0]!r}, which a spreadsheet runs as a formula; begin with a word.")
    tag = re.search(r"<[a-zA-Z/!?][^>]*>?", text)
    if tag:
        raise LedgerError(f"it holds the tag {tag.group()[:40]!r}; write plain words.")
    return text
