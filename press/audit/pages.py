"""Which pages of the rendered book a reader can reach."""

from dataclasses import dataclass
from pathlib import Path

from press import PressError
from press.contents import notebooks

_REDIRECT = 'http-equiv="refresh"'


@dataclass(frozen=True)
class Page:
    """``name`` is what the command line calls it, ``path`` its place in the site; a ``chapter`` is made from a notebook."""

    name: str
    path: str
    chapter: bool


def reachable(folder: Path, names: list[str] = ()) -> list[Page]:
    """Return the pages of the site in `folder`, sorted by path, or only those named (``rules`` for book/rules.html).

    Left out: parts of the theme in `_static/` and pages that only lead to another.
    Raises PressError when there is no page, or none of a given name.
    """
    chapters = {path.stem for path in notebooks()}
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.html"))
    found = [Page(path.stem, path.as_posix(), path.stem in chapters and path.parent.name == "book")
             for path in files if path.parts[0] != "_static" and not _redirects(folder / path)]
    if not found:
        raise PressError(f"no page in {folder.name}/; render the book with `make book` first.")
    for name in names:
        if name not in {page.name for page in found}:
            raise PressError(f"no page {name!r} in the book; the pages are {', '.join(page.name for page in found)}.")
    return [page for page in found if page.name in names] if names else found


def _redirects(path: Path) -> bool:
    return _REDIRECT in path.read_text(encoding="utf-8")[:2000].lower()
