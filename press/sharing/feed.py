"""The Atom feed of what changed, from CHANGELOG.md."""

import re
import uuid
from dataclasses import dataclass

from markdown_it import MarkdownIt

from press import ROOT, PressError
from press.identity import Identity
from press.typeset import typeset

_SHOWN = "## 0.4.0 (2026-11-22): what this version is about"
# No HTML of its own: what a change tells is text.
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Change:
    """One version: its number, its day (ISO), what it is about, and the changes as HTML."""

    version: str
    day: str
    title: str
    told: str


def changes() -> list[Change]:
    """Return the versions of CHANGELOG.md as they stand there, the newest first.

    Raises PressError for a heading of another form.
    """
    parts = re.split(r"^(## .+)\n", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [Change(*_heading(heading), _markdown.render(text)) for heading, text in zip(parts[1::2], parts[2::2])]


def feed(about: Identity) -> str:
    """Return the feed as XML. Its ids do not hang on the address, so that a book that moves keeps its readers' marks."""
    told = changes()
    return typeset("changes.xml", about=about, changes=[(change, _permanent(change.version)) for change in told], book=_permanent("changes"))


def _heading(line: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"## (\S+) \((\d{4}-\d{2}-\d{2})\): (.+)", line)
    if not found:
        raise PressError(f"CHANGELOG.md: {line!r} is not a heading such as `{_SHOWN}`; mend it.")
    return found.groups()


def _permanent(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"deepseek-shock-measured/{name}").urn
