"""The book as an EPUB 3.3: a file a page, charts as drawings, numbers with notes, no script."""

import re
import shutil
import subprocess
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from ledger.display.svg import light
from press import HTML, PressError
from press.contents import contents
from press.downloads.archives import zipped
from press.forms import NAME
from press.forms.article import Article, articles
from press.forms.cover import cover
from press.forms.links import relink
from press.identity import identity
from press.typeset import typeset

_STYLE = Path(__file__).with_name("epub.css")
_SHOWN = 10


def epub(site: Path = HTML) -> Path:
    """Write the rendered ``site`` as an EPUB beside it and return its path; its charts are the narrow ones, for small screens.

    Raises PressError when the site is not whole.
    """
    about, pages = identity(), articles(site, "narrow")
    relink(pages, lambda page, place: f"{page}.xhtml#{place}" if place else f"{page}.xhtml")
    for article in pages:
        _plain(article)
    told = {
        "about": about,
        "identifier": uuid5(NAMESPACE_URL, NAME).urn,
        "contents": _in_one_folder(contents()),
        "chapters": [{"name": article.name, "title": article.title, "drawn": article.body.find("svg") is not None} for article in pages],
    }
    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": typeset("epub/container.xml").encode()}
    files |= {f"EPUB/{name}": typeset(f"epub/{name}", **told).encode() for name in ("package.opf", "nav.xhtml", "toc.ncx", "cover.xhtml")}
    files |= {"EPUB/book.css": _STYLE.read_bytes(), "EPUB/cover.png": cover(about, pages[0].body)}
    files |= {f"EPUB/{article.name}.xhtml": typeset("epub/frame.xhtml", title=article.title, body=str(article.body)).encode() for article in pages}
    book = site.with_name(f"{NAME}.epub")
    book.write_bytes(zipped(files, about.released))
    return book


def check(book: Path) -> bool:
    """Hold ``book`` to the EPUB standard with epubcheck; False when that program is not installed.

    Raises PressError with the first faults that it finds.
    """
    program = shutil.which("epubcheck")
    if not program:
        return False
    # Debian's is a bare jar, which not every machine can start by its name.
    command = ["java", "-jar", program] if Path(program).resolve().suffix == ".jar" else [program]
    run = subprocess.run([*command, str(book)], check=False, capture_output=True, text=True)
    faults = [line.replace(f"{book.parent}/", "") for line in (run.stdout + run.stderr).splitlines() if re.match("(ERROR|FATAL|WARNING)", line)]
    if run.returncode or faults:
        raise PressError(f"{book.name} is not a valid EPUB, says epubcheck.\n" + "\n".join(faults[:_SHOWN]))
    return True


def _plain(article: Article) -> None:
    """Leave out what e-readers do not know: custom properties and the colours of code."""
    for picture in article.body.select("svg"):
        picture["xmlns"] = "http://www.w3.org/2000/svg"
        for mark in picture.find_all(True):
            mark.attrs = {name: light(value) for name, value in mark.attrs.items()}
    for code in article.body.select("pre"):
        code.string = code.get_text()


def _in_one_folder(book: dict) -> dict:
    """Name the pages without their folder, as the EPUB's files are."""

    def short(page: dict) -> dict:
        return page | {"name": Path(page["name"]).name, "sections": [short(section) for section in page["sections"]]}

    return {"root": short(book["root"]), "parts": [part | {"pages": [short(page) for page in part["pages"]]} for part in book["parts"]]}
