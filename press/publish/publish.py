"""The folder for a host: the site, the book as one file in each form, and a check of all of it."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from press import BUILD, HTML, PressError
from press.identity import identity
from press.publish.archive import ARCHIVE, archive
from press.publish.check import check
from press.publish.pages import read
from press.typeset import typeset

FOLDER = BUILD / "publish"


@dataclass(frozen=True)
class Form:
    """The whole book as one file: where the press puts it, what it is called, what it is good for, and how to make it."""

    path: Path
    name: str
    use: str
    command: str


FORMS = (
    Form(BUILD / "deepseek-shock-measured.pdf", "PDF", "to print, or to read on a tablet.", "make pdf"),
    Form(BUILD / "deepseek-shock-measured.epub", "EPUB", "for an e-reader.", "make epub"),
    Form(ARCHIVE, "Pages in a zip file", "to read without a network: unpack it and open index.html. A learning platform takes it as a SCORM 1.2 package.", "make zip"),
)


def publish() -> list[tuple[str, str]]:
    """Prepare `_build/publish` for GitHub Pages or any other host and check it; return what is there as pairs of a word and what it says.

    The folder is replaced only when nothing is wrong. Raises PressError that names the faults, or when the book has no address.
    """
    address = identity().address
    if not urlsplit(address).netloc:
        raise PressError(
            f"the book has no public address, found {address!r}. Set `baseurl` under `html` in _config.yml to where it will stand, "
            "such as `baseurl: https://example.org/book`, and run again."
        )
    archive()
    fresh = BUILD / "publishing"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(HTML, fresh)
    made = [form for form in FORMS if form.path.is_file()]
    _add_forms(fresh, made)
    _root_links(fresh / "404.html", urlsplit(address).path)
    # GitHub would leave out folders that begin with an underscore.
    (fresh / ".nojekyll").touch()
    check(fresh, address)
    shutil.rmtree(FOLDER, ignore_errors=True)
    fresh.rename(FOLDER)
    return _summary(address, made)


def _add_forms(site: Path, made: list[Form]) -> None:
    """Put the book's files beside the data and their links in the place of the words on how to make them."""
    for form in made:
        shutil.copyfile(form.path, site / "downloads" / form.path.name)
    page = site / "book" / "downloads.html"
    text, block = page.read_text(encoding="utf-8"), typeset("whole_book.html", files=[])
    if block not in text:
        raise PressError("book/downloads.md no longer holds the directive `{record} whole-book`, where the links to PDF, EPUB and zip go; put it back.")
    files = [{"file": form.path.name, "size": form.path.stat().st_size, "form": form} for form in made]
    page.write_text(text.replace(block, typeset("whole_book.html", files=files)), encoding="utf-8")


def _root_links(page: Path, root: str) -> None:
    """Let the links and the fonts of the page for wrong addresses begin at the root of the host: it is shown in every folder."""
    pattern = r'(\b(?:href|src|action|data-content_root)="|\burl\()(?!#|/|[a-z]+:)(?:\./)?'
    page.write_text(re.sub(pattern, rf"\g<1>{root}/", page.read_text(encoding="utf-8")), encoding="utf-8")


def _summary(address: str, made: list[Form]) -> list[tuple[str, str]]:
    pages = read(FOLDER)
    sizes = {path.relative_to(FOLDER).as_posix(): path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()}
    largest = max(sizes, key=sizes.get)
    forms = [(form.name, f"{_megabytes(form.path.stat().st_size)}" if form in made else f"not made; `{form.command}` makes it") for form in FORMS]
    return [
        ("Folder", FOLDER.relative_to(BUILD.parent).as_posix()),
        ("Address", address),
        ("Pages", f"{len(pages)}, each with title, description and language"),
        ("Links", f"{sum(len(page.links) for page in pages.values()):,}; each one inside the book leads somewhere"),
        ("Loads", "none from another host"),
        ("Files", f"{len(sizes):,}, {_megabytes(sum(sizes.values()))}; the largest is {largest}, {_megabytes(sizes[largest])}"),
        *forms,
    ]


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
