"""A rendered page as a clean article: what is to be read, without what only a screen can do."""

import re
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from press import HTML, PressError
from press.contents import contents
from press.forms.notes import add_notes

# Controls, scripts, and what stands behind a click. Of a chart stay its words, its picture and its source:
# the data it draws are a download of the book.
_SCREEN_ONLY = (
    "script, style, link, template, form, button, input, select, label, dialog, noscript, details, [hidden], .headerlink, .record-filters, a.cite, "
    "figure.chart > :not(.chart-question, .chart-title, .chart-subtitle, .chart-view, figcaption), "
    "figure.chart > .chart-view > :not(svg), figure.chart > figcaption > :not(.chart-source)"
)
# What a form does not need, or what HTML has no longer and an older notebook output still says.
_ATTRIBUTES = ("tabindex", "download", "border", "valign", "align", "style", "title", "aria-labelledby", "aria-describedby", "loading")


@dataclass(frozen=True)
class Article:
    """One page of the book. ``name``: its file's name without folder and suffix. ``depth``: 1, or 2 for a page below another.

    ``part``: caption of its part, empty for the first page. ``body``: the ``article`` element, which a form may change.
    """

    name: str
    title: str
    part: str
    depth: int
    body: Tag


def articles(site: Path = HTML) -> list[Article]:
    """Return the pages of the rendered ``site`` in reading order, each with its numbers as notes.

    Raises PressError when a page is not there or has no text.
    """
    book = contents()
    found = [_article(site, book["root"], "", 1)]
    for part in book["parts"]:
        for page in part["pages"]:
            found.append(_article(site, page, part["caption"], 1))
            found += [_article(site, section, part["caption"], 2) for section in page["sections"]]
    return found


def _article(site: Path, page: dict, part: str, depth: int) -> Article:
    path = site / f"{page['name']}.html"
    try:
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
    except FileNotFoundError:
        raise PressError(f"{page['name']}.html is not in {site.name}/; render the book with `make book`, then run this again.") from None
    body = soup.select_one("article.page")
    if body is None:
        raise PressError(f"{page['name']}.html has no <article class=\"page\">; see that the theme's page template has one, then render again.")
    add_notes(soup, body)
    for element in body.select(_SCREEN_ONLY):
        element.extract()
    for element in body.find_all(True):
        for name in _ATTRIBUTES:
            element.attrs.pop(name, None)
    for picture in body.select("figure.chart svg"):
        _one_picture(picture)
    for box in body.select(".chart-table"):
        box.attrs = {"class": "chart-table"}
    for caption in body.select(".chart-table caption"):
        caption.string = caption.get_text().replace(", scroll for more", "")
    return Article(Path(page["name"]).name, page["title"], part, depth, body)


def _one_picture(picture: Tag) -> None:
    """Leave only the picture's own description: a reader's program would else read out every mark."""
    for mark in picture.find_all(True):
        mark.attrs = {name: value for name, value in mark.attrs.items() if not re.match("aria-|role$|class$|pointer-events$", name)}
