"""The whole book as one PDF, printed by Chromium in the print style of its pages."""

from io import BytesIO
from itertools import groupby
from pathlib import Path

import pikepdf
from bs4 import Tag
from playwright.sync_api import Error, Page, sync_playwright

from press import HTML, PressError
from press.browser import find
from press.contents import notebooks
from press.forms import NAME
from press.forms.article import Article, articles
from press.forms.links import relink
from press.identity import identity
from press.theme.styles import stylesheet
from press.typeset import typeset

_PRINT = {"prefer_css_page_size": True, "print_background": True, "tagged": True, "outline": True}
_FILL = "pages => document.querySelectorAll('[data-page]').forEach(place => place.textContent = pages[place.dataset.page])"


def pdf(site: Path = HTML) -> Path:
    """Print the rendered ``site`` as one PDF beside it and return its path.

    Raises PressError when the site is not whole or a place whose page is told was not printed.
    """
    document = site.with_name("printing.html")
    document.write_text(_document(articles(site, "wide"), site), encoding="utf-8")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(find()))
            printed = _print(browser.new_page(), document)
            browser.close()
    except Error as error:
        raise PressError(f"Chromium did not print the book: {error.message.splitlines()[0]}") from None
    finally:
        document.unlink()
    book = site.with_name(f"{NAME}.pdf")
    book.write_bytes(_described(printed))
    return book


def _print(page: Page, document: Path) -> bytes:
    """Print twice: where a heading or a chart falls is known only from the first time, and the second tells it."""
    page.goto(document.as_uri())
    wanted = page.eval_on_selector_all("[data-page]", "places => places.map(place => place.dataset.page)")
    # As wide as the numbers to come, so that filling them in moves no line.
    page.evaluate(_FILL, dict.fromkeys(wanted, "000"))
    with pikepdf.open(BytesIO(page.pdf(**_PRINT))) as draft:
        found = {name.removeprefix("/"): pikepdf.Page(place[0]).index + 1 for name, place in draft.Root.Dests.items()}
    missing = [name for name in wanted if name not in found]
    if missing:
        raise PressError(f"the printed book has no page for {missing[0]!r}; see that the id stands on an element that is printed.")
    page.evaluate(_FILL, found)
    return page.pdf(**_PRINT)


def _described(printed: bytes) -> bytes:
    """Say whose book it is and when it came out, not when it was printed; pack it as small as the format allows."""
    about, out = identity(), BytesIO()
    day = f"D:{about.released:%Y%m%d}000000Z"
    with pikepdf.open(BytesIO(printed)) as book:
        book.trailer.Info = book.make_indirect(
            pikepdf.Dictionary(Title=about.title, Author=about.author, Producer="Chromium", CreationDate=day, ModDate=day)
        )
        book.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)
    return out.getvalue()


def _document(pages: list[Article], site: Path) -> str:
    """Join the articles into one page, with ids that are unique in it."""
    relink(pages, lambda page, place: f"#{page}--{place}" if place else f"#{page}")
    chapters = [_chapter(article) for article in pages]
    parts = [(caption, list(group)) for caption, group in groupby(chapters, key=lambda chapter: chapter["part"])]
    return typeset("pdf.html", about=identity(), chapters=chapters, parts=parts, stylesheet=stylesheet(f"{site.name}/_static/"))


def _chapter(article: Article) -> dict:
    for element in article.body.find_all(id=True):
        # Unique in the book already: what a picture uses within itself, and the names by which the style sheet knows a table.
        if not element.find_parent("svg") and "record-table" not in element.get("class", []):
            element["id"] = f"{article.name}--{element['id']}"
    article.body["id"] = article.name
    for link in article.body.select(".chart-index li > a"):
        link.extend([Tag(name="span", attrs={"class": "leader"}), Tag(name="span", attrs={"data-page": link["href"].removeprefix("#")})])
    inside = article.name in {page.stem for page in notebooks()}
    sections = [(section["id"], _words(section.h2)) for section in article.body.select("section[id]:not(.notes)") if inside and section.find("h2", recursive=False)]
    shown = {name: getattr(article, name) for name in ("name", "title", "part", "depth")}
    return shown | {"sections": sections, "html": str(article.body)}


def _words(heading) -> str:
    return heading.get_text(" ", strip=True)
