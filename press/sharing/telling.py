"""The chart that stands for a chapter when somebody shares its address."""

import html
import json
import re
from dataclasses import dataclass
from functools import cache

from press import PressError
from press.contents import notebooks

# The chart that tells a chapter's finding best at the size of a thumbnail. A chapter that is not named shows its first.
_TELLING = {
    "market-shock": "nvidia-loss",
    "releases": "gaia-level-3",
    "chips": "roadmap",
    "adoption": "users-on-a-day",
    "disagreements": "conflict-users",
    # The first chart there is a misleading one, and a picture travels without the text beside it.
    "misleading-numbers": "unit-confusion-fair",
    "one-year-on": "forecasts-by-article",
}


@dataclass(frozen=True)
class Telling:
    """A stored chart: its finding, what it shows in words, and its picture as SVG with custom properties as colours."""

    name: str
    title: str
    takeaway: str
    svg: str


@cache
def telling() -> dict[str, Telling]:
    """Return the telling chart of each chapter that has one, by the chapter's name, in reading order.

    Raises PressError when a chapter has not the chart that is named for it here.
    """
    charts = {path.stem: _charts(path) for path in notebooks()}
    return {chapter: found[_chosen(chapter, found)] for chapter, found in charts.items() if found}


def _chosen(chapter: str, found: dict[str, Telling]) -> str:
    name = _TELLING.get(chapter, next(iter(found)))
    if name not in found:
        raise PressError(f"press/sharing/telling.py names the chart {name!r} for {chapter}, which has {', '.join(found)}; name one of these.")
    return name


def _charts(path) -> dict[str, Telling]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = ("".join(output.get("data", {}).get("text/html", "")) for cell in cells for output in cell.get("outputs", []))
    return {chart.name: chart for chart in map(_chart, outputs) if chart}


def _chart(output: str) -> Telling | None:
    found = re.search(r'<figure class="chart" id="chart-([a-z0-9-]+)".*?class="chart-title">(.*?)</p>.*?(<svg .*?</svg>)', output, re.DOTALL)
    if not found:
        return None
    name, title, svg = found.groups()
    return Telling(name, html.unescape(title), html.unescape(re.search(r'aria-label="([^"]*)"', svg).group(1)), svg)
