"""The cover of the EPUB: the title, and a chart of the first page."""

import textwrap

from bs4 import Tag

from press import PressError
from press.charts.raster import png
from press.identity import Identity
from press.typeset import typeset


def cover(about: Identity, page: Tag) -> bytes:
    """Return the cover as PNG, 1600 by 2400 pixels, with the first chart of ``page``, whose colours are resolved.

    Raises PressError when the page has no chart.
    """
    chart = page.select_one("figure.chart")
    picture = chart and chart.select_one("svg")
    if not picture:
        raise PressError("the first page of the book has no chart for the cover; give book/intro.ipynb one, or choose another in press/forms/cover.py.")
    drawn = typeset(
        "epub/cover.svg",
        title=textwrap.wrap(about.title, 18),
        finding=textwrap.wrap(chart.select_one(".chart-title").get_text(), 42),
        author=about.author,
        box=picture["viewBox"],
        drawing=picture.decode_contents(),
    )
    return png(drawn)
