"""The book's one style sheet, joined from its parts."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "styles"
# The order of the cascade: what the book is made of first, what changes it last.
_PARTS = ("tokens", "text", "layout", "code", "charts", "record", "cards", "numbers", "search", "cite", "print")


def stylesheet() -> str:
    """Return the CSS of every page. Raises FileNotFoundError when a part is missing."""
    return "\n".join((_FOLDER / f"{part}.css").read_text(encoding="utf-8") for part in _PARTS)
