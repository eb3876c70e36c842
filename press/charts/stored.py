"""The charts that the notebooks store, read once."""

import json
import re
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from html import unescape

from press import PressError
from press.contents import notebooks


@dataclass(frozen=True)
class StoredChart:
    """One chart of a chapter. ``question`` is what it answers, or empty; ``svg`` is its static picture for a wide column, ``spec`` Vega-Lite as JSON text, ``csv`` what it draws."""

    chapter: str
    name: str
    question: str
    title: str
    subtitle: str
    takeaway: str
    source: str
    svg: str
    spec: str
    csv: str

    @property
    def place(self) -> str:
        """Where the chart stands in the site, from its root."""
        return f"book/{self.chapter}.html#chart-{self.name}"


@cache
def stored_charts() -> dict[str, StoredChart]:
    """Return every chart of the book by its name, in reading order; raises PressError for a chart that lacks a part."""
    found = {}
    for path in notebooks():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                page = "".join(output.get("data", {}).get("text/html", ""))
                if chart_name(page):
                    chart = _read(path.stem, page)
                    found[chart.name] = chart
    return found


def chart_name(page: str) -> str | None:
    """Return the name of the chart that an output's HTML holds, or None."""
    named = re.search(r'<figure class="chart" id="chart-([a-z0-9-]+)">', page)
    return named.group(1) if named else None


def _read(chapter: str, page: str) -> StoredChart:
    name = chart_name(page)

    def part(what: str, pattern: str) -> str:
        found = re.search(pattern, page, re.DOTALL)
        if not found:
            raise PressError(f"book/{chapter}.ipynb, chart {name!r}: its stored output has no {what}; run `press execute {chapter}`.")
        return found.group(1)

    asked = re.search(r'<p class="chart-question">(.*?)</p>', page, re.DOTALL)
    words = {word: unescape(part(word, rf'<p class="chart-{word}">(.*?)</p>')) for word in ("title", "subtitle", "source")}
    return StoredChart(
        chapter,
        name,
        question=unescape(asked.group(1)) if asked else "",
        **words | {"source": words["source"].removeprefix("Source: ")},
        takeaway=unescape(part("takeaway", r'<svg role="img" aria-label="([^"]*)"')),
        svg=part("wide picture", r'<div class="chart-wide">(<svg.*?</svg>)'),
        spec=part("specification", r'class="chart-spec">(.*?)</script>'),
        csv=b64decode(part("CSV", r'href="data:text/csv;charset=utf-8;base64,([^"]*)"')).decode(),
    )
