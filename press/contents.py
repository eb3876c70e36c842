"""What belongs to the book, as `_toc.yml` lists it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from press import ROOT, PressError


def pages() -> list[Path]:
    """Return the files of the book in reading order (.ipynb or .md).

    Raises PressError when `_toc.yml` cannot be read or names a file that is missing, or
    when a page of book/ is not named in it.
    """
    found = [_file(entry) for entry in _entries(ROOT / "_toc.yml")]
    strays = sorted({*(ROOT / "book").glob("*.ipynb"), *(ROOT / "book").glob("*.md")} - set(found))
    if strays:
        raise PressError(f"book/{strays[0].name} is not in _toc.yml; add `- file: book/{strays[0].stem}` or move it out of book/.")
    return found


def notebooks(names: list[str] = ()) -> list[Path]:
    """Return the book's notebooks, or only those named (``chips`` for book/chips.ipynb).

    Raises PressError for a name that `_toc.yml` does not have.
    """
    every = {page.stem: page for page in pages() if page.suffix == ".ipynb"}
    for name in names:
        if name not in every:
            raise PressError(f"no chapter {name!r} in _toc.yml; the chapters are {', '.join(every)}.")
    return [every[name] for name in names] if names else list(every.values())


def title(page: Path) -> str:
    """Return the heading of a page or notebook: the first line that begins with `# `.

    Raises PressError when it has none.
    """
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown")
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    if not heading:
        raise PressError(f"book/{page.name} has no heading; begin it with a line such as `# The ledger of claims`.")
    return heading.group(1).strip()


@cache
def contents() -> dict:
    """Return the book's order with titles: ``root`` and ``parts``.

    A part has ``caption`` and ``pages``; a page has ``name`` (``book/chips``), ``title`` and ``sections`` (pages below it).
    Raises PressError as `pages` and `title` do.
    """
    pages()
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    parts = [{"caption": part["caption"], "pages": [_page(chapter) for chapter in part["chapters"]]} for part in toc["parts"]]
    return {"root": _page({"file": toc["root"]}), "parts": parts}


def _page(chapter: dict) -> dict:
    return {"name": chapter["file"], "title": title(_file(chapter["file"])), "sections": [_page(section) for section in chapter.get("sections", [])]}


def _entries(path: Path) -> list[str]:
    try:
        toc = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [toc["root"]] + [name for part in toc["parts"] for name in _names(part["chapters"])]
    except FileNotFoundError:
        raise PressError(f"{path.name} is missing; restore it with `git checkout {path.name}`.") from None
    except yaml.YAMLError as error:
        place = f", line {error.problem_mark.line + 1}" if getattr(error, "problem_mark", None) else ""
        raise PressError(f"{path.name}{place}: not valid YAML; mend it or restore it with `git checkout {path.name}`.") from None
    except (KeyError, TypeError):
        raise PressError(f"{path.name} needs `root` and `parts`, each part with `chapters` of `- file: …`, and `sections` below a chapter likewise.") from None


def _names(chapters: list) -> Iterator[str]:
    for chapter in chapters:
        yield chapter["file"]
        yield from _names(chapter.get("sections", []))


def _file(entry: str) -> Path:
    for suffix in (".ipynb", ".md"):
        path = ROOT / f"{entry}{suffix}"
        if path.exists():
            return path
    raise PressError(f"_toc.yml names {entry}, but neither {entry}.ipynb nor {entry}.md exists; add the file or remove the line.")
