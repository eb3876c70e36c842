"""Find a quoted passage in an article."""

import re

from ledger.package import LedgerError

_AROUND = 60


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Return start and end (characters from zero, end excluded) of every place where ``quote`` stands in ``text``.

    A line break or several spaces count as one space. Raises LedgerError when it stands nowhere,
    and says how far its first words can be found.
    """
    words = quote.split()
    found = _spans(text, words)
    if found:
        return found
    for count in range(len(words) - 1, 0, -1):
        part = _spans(text, words[:count])
        if part:
            end = part[0][1]
            raise LedgerError(
                f"the passage is not in the article. Its first words, {' '.join(words[:count])!r}, stand at character {part[0][0]}, "
                f"but the article goes on {text[end:end + 30]!r}. Copy the passage as it stands."
            )
    raise LedgerError("the passage is not in the article, not even its first word. Copy it as it stands, or name another source.")


def find(text: str, quote: str, after: str = "") -> tuple[int, int]:
    """Return start and end of the one place of ``quote``, or of its first place behind the words ``after``.

    Raises LedgerError when it stands nowhere, or in several places and ``after`` does not choose one.
    """
    found = places(text, quote)
    if after:
        begin = places(text, after)
        if len(begin) > 1:
            raise LedgerError(f"{after!r} stands in the article {len(begin)} times itself; give words that stand there once.")
        found = [span for span in found if span[0] >= begin[0][1]][:1]
        if not found:
            raise LedgerError(f"the passage does not stand behind {after!r}; give words from before the one you mean.")
    if len(found) > 1:
        raise LedgerError(several(found))
    return found[0]


def several(found: list[tuple[int, int]]) -> str:
    """Say that a passage stands in several places, and what to do."""
    starts = ", ".join(str(start) for start, _ in found)
    return f"the passage stands in the article {len(found)} times (at characters {starts}); quote more of it, or give words that stand before it."


def around(text: str, start: int, end: int) -> str:
    """Return the passage in brackets with what stands before and behind it, on one line."""
    shown = f"…{text[max(0, start - _AROUND):start]}[{text[start:end]}]{text[end:end + _AROUND]}…"
    # A terminal obeys characters that do not print.
    return " ".join("".join(character if character.isprintable() else " " for character in shown).split())


def _spans(text: str, words: list[str]) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)] if words else []
