"""A rendered page as a clean article: what is to be read, without what only a screen can do."""

from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from press import PressError
from press.contents import contents
from press.forms.notes import add_notes

# Controls, scripts, what stands behind a click, and pictures without words (the index of charts shows each a second time).
# Of a chart stay its words, its picture and its source: the data it draws are a download of the book.
_SCREEN_ONLY = (
    "script, style, link, template, form, button, input, select, label, dialog, noscript, details, [hidden], .on-screen, .headerlink, .record-filters, a.cite, img[alt=''], "
    "figure.chart > :not(.chart-question, .chart-title, .chart-subtitle, .chart-view, figcaption), "
    "figure.chart > figcaption > :not(.chart-source)"
)
# What a form does not need, or what HTML has no longer and an older notebook output still says.
_ATTRIBUTES = ("tabindex", "download", "border", "valign", "align", "style", "title", "aria-labelledby", "aria-describedby")


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


def articles(site: Path, drawing: str) -> list[Article]:
    """Return the pages of the rendered ``site`` in reading order, each with its numbers as notes.

    drawing: which picture of each chart to keep, ``wide`` (680 pixels) or ``narrow`` (360).

    Raises PressError when a page is not there or has no text.
    """
    book = contents()
    found = [_article(site, drawing, book["root"], "", 1)]
    for part in book["parts"]:
        for page in part["pages"]:
            found.append(_article(site, drawing, page, part["caption"], 1))
            found += [_article(site, drawing, section, part["caption"], 2) for section in page["sections"]]
    return found


def _article(site: Path, drawing: str, page: dict, part: str, depth: int) -> Article:
    path = site / f"{page['name']}.html"
    try:
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
    except FileNotFoundError:
        raise PressError(f"{page['name']}.html is not in {site.name}/; render the book with `make book`, then run this again.") from None
    body = soup.select_one("article.page")
    if body is None:
        raise PressError(f"{page['name']}.html has no <article class=\"page\">; see that the theme's page template has one, then render again.")
    add_notes(soup, body)
    for chart in body.select("figure.chart > .chart-view"):
        chart.replace_with(_one_picture(soup, chart, drawing))
    for element in body.select(_SCREEN_ONLY):
        element.extract()
    for element in body.find_all(True):
        for name in _ATTRIBUTES:
            element.attrs.pop(name, None)
    for box in body.select(".chart-table"):
        box.attrs = {"class": "chart-table"}
    return Article(Path(page["name"]).name, page["title"], part, depth, body)


def _one_picture(soup: BeautifulSoup, chart: Tag, drawing: str) -> Tag:
    """Leave one picture of a chart, without the controls."""
    view = soup.new_tag("div", attrs={"class": "chart-view"})
    view.append(chart.select_one(f".chart-{drawing} > svg").extract())
    return view
