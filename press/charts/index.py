"""The index of charts: each with a small picture, by chapter."""

import re

from press.charts.pictures import picture
from press.charts.stored import stored_charts
from press.contents import notebooks, title
from press.typeset import typeset


def chart_index(folder: str) -> str:
    """Return the list of every chart as HTML, in reading order, each title a link to its chart.

    folder: where the charts' pictures stand, seen from the page, such as ``../charts/``.
    """
    chapters = [(path.stem, title(path), [_entry(chart) for chart in stored_charts().values() if chart.chapter == path.stem]) for path in notebooks()]
    return typeset("charts.html", chapters=[chapter for chapter in chapters if chapter[2]], folder=folder)


def _entry(chart) -> dict:
    width, height = re.search(r'width="(\d+)" height="(\d+)"', picture(chart.name)).groups()
    return {"name": chart.name, "title": chart.title, "width": width, "height": height}
