"""The book's one style sheet, joined from its parts. It stands in each page: no page waits for a second file."""

import re
from pathlib import Path

_FOLDER = Path(__file__).parent / "styles"
# The order of the cascade: what the book is made of first, what changes it last.
_PARTS = ("tokens", "text", "layout", "code", "charts", "record", "cards", "numbers", "search", "cite", "print")
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
# An address beside the style sheet.
_LOADED = re.compile(r"\burl\((?=[\w.-]+\))")
# A colour that says its light and its dark value.
_TWO = re.compile(r"light-dark\((#\w+|rgb\([^)]*\)), (?:#\w+|rgb\([^)]*\))\)")


def stylesheet(static: str) -> str:
    """Return the CSS of a page, without its comments. Raises FileNotFoundError when a part is missing.

    static: the address of the folder of the fonts, as the page sees it, with a slash at its end.
    """
    parts = [_COMMENT.sub("", (_FOLDER / f"{part}.css").read_text(encoding="utf-8")) for part in _PARTS]
    return _LOADED.sub(f"url({static}", "\n".join(_for_old_browsers(part).strip() for part in parts))


def _for_old_browsers(css: str) -> str:
    """Let colours be the light ones where a browser does not know ``light-dark()``: a name without a value would draw black."""
    both = re.findall(r"^ *(--[\w-]+: light-dark\(.*;)$", css, re.MULTILINE)
    if not both:
        return css
    light = _TWO.sub(r"\1", css)
    return f"{light}\n@supports (color: light-dark(#000, #fff)) {{ html {{ {' '.join(both)} }} }}\n"
