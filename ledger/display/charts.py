"""The book's own chart renderer.

Stock Altair renderers load scripts from a content network and give every chart a
random id. This one writes a static picture first (it needs no script), keeps the
specification beside it for the page's script to bring to life, and adds what every
chart of this book owes its reader: finding, unit, source, words, table and CSV.
"""

import html
import json
import os
import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import altair as alt
import pandas as pd
from IPython.display import HTML

from ledger.errors import LedgerError, NotKnown
from ledger.display.bundle import bundle
from ledger.display.inputs import inputs
from ledger.display.svg import compact
from ledger.display.tables import no_formula, to_html

# vl-convert reads the time zone when it starts; a fixed one gives the same picture everywhere.
os.environ["TZ"] = "UTC"
import vl_convert  # noqa: E402

VEGA_LITE = "6.4"
_SCRIPT = Path(__file__).with_name("charts.js")
# Two static pictures, one for a column of text and one for a phone: a picture made smaller would have letters
# too small to read. Both are as high as the live chart, which sets its width only.
_WIDE, _NARROW = 680, 360
# The rows of a stacked view: what the axes leave of the static width.
_ROWS = {_WIDE: 560, _NARROW: 270}

# Colours are CSS variables so that a page can switch between light and dark; the
# fallback after the comma is what a viewer without the book's style sheet draws.
# Each pair is told apart with any kind of colour vision, and no chart relies on it alone.
INK = "var(--chart-ink, #22272e)"
FAINT = "var(--chart-faint, #d5d9de)"
CHINA = "var(--chart-china, #bd320e)"
UNITED_STATES = "var(--chart-us, #1759b7)"
NEUTRAL = "var(--chart-neutral, #7c8087)"
ACCENT = "var(--chart-accent, #7d0e6f)"
ON_MARK = "var(--chart-on-mark, #ffffff)"
COUNTRIES = ["China", "United States"]
PLACES = alt.Scale(domain=COUNTRIES, range=[CHINA, UNITED_STATES])
PLACE_SHAPES = alt.Scale(domain=COUNTRIES, range=["circle", "diamond"])
VERDICT = alt.Scale(
    domain=["supported", "imprecise", "contradicted", "unverifiable"],
    range=[
        "var(--chart-supported, #017c5b)",
        "var(--chart-imprecise, #8d610f)",
        "var(--chart-contradicted, #6b0133)",
        "var(--chart-unverifiable, #47515a)",
    ],
)
VERDICT_SHAPES = alt.Scale(domain=VERDICT.domain, range=["circle", "diamond", "cross", "square"])

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_CONFIG = {
    "background": "transparent",
    "font": _FONT,
    "view": {"stroke": None},
    "mark": {"color": NEUTRAL},
    "text": {"fontSize": 13, "fill": INK},
    "rule": {"color": INK},
    "point": {"opacity": 1, "filled": True, "size": 120},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": NEUTRAL,
        "tickColor": NEUTRAL,
        "gridColor": FAINT,
        "labelLimit": 220,
        "labelSeparation": 6,
    },
    # On a phone the names of the rows leave little width; what stands at the right end grows over their column.
    "axisX": {"titleAnchor": "end"},
    "axisXTemporal": {"labelFlush": 24, "labelOverlap": True},
    "legend": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "orient": "top",
        "layout": {"top": {"anchor": "end"}},
        "symbolBaseFillColor": INK,
        "symbolBaseStrokeColor": INK,
        "labelLimit": 260,
        "symbolLimit": 40,
    },
}


@dataclass(frozen=True)
class Figure:
    """A chart with all that the book's chart contract asks for; displays itself."""

    name: str
    chart: alt.TopLevelMixin
    title: str
    subtitle: str
    takeaway: str
    source: str
    table: pd.DataFrame
    question: str = ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": f"{self.title}\n{self.takeaway}"}

    def html(self) -> str:
        """Return the figure as an HTML fragment: words, static pictures, controls, specification, table."""
        spec = _specification(self.chart, self.takeaway)
        escape = html.escape
        asked = f'<p class="chart-question">{escape(self.question)}</p>' if self.question else ""
        return (
            f'<figure class="chart" id="chart-{self.name}">'
            f"{asked}"
            f'<p class="chart-title">{escape(self.title)}</p>'
            f'<p class="chart-subtitle">{escape(self.subtitle)}</p>'
            f"{_view(self.name, spec, self.takeaway)}"
            f'<figcaption><p class="chart-source">Source: {escape(self.source)}</p>'
            f'<details class="chart-data"><summary>Show the data</summary>'
            f"<p>{escape(self.takeaway)}</p>{to_html(self.table, self.title)}</details> "
            f'<a class="chart-csv" download="{self.name}.csv" href="{_csv_link(self.table)}">Download CSV</a>'
            f"</figcaption></figure>"
        )


def figure(chart, *, name: str, title: str, subtitle: str, takeaway: str, source: str, table: pd.DataFrame) -> Figure:
    """Complete an Altair chart with the words that the chart contract asks for.

    name: slug, unique in the book; the figure's permanent link is ``#chart-<name>``.
    title: the finding, as a sentence. subtitle: unit, scope and period.
    takeaway: what a reader who cannot see the picture should know.
    source: who measured it. table: the numbers drawn, with readable column names.

    Raises LedgerError when a text is missing or the name is not a slug; NotKnown when the table is
    empty or a missing value stands in one of the words.
    """
    words = {"title": title, "subtitle": subtitle, "takeaway": takeaway, "source": source}
    for field, text in words.items():
        if not text.strip():
            raise LedgerError(f"chart {name!r}: its {field} is empty; write one sentence.")
        if re.search(r"\b(nan|NaN|NaT|None)\b", text):
            raise NotKnown(f"chart {name!r}: its {field} names a missing value: {text!r}.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise LedgerError(f"chart {name!r}: the name must be lower-case words joined by hyphens.")
    if table.empty:
        raise NotKnown(f"chart {name!r}: no rows to draw; this edition or selection leaves nothing.")
    return Figure(name, chart, title, subtitle, takeaway, source, table)


def interactive() -> HTML:
    """Make the charts of a notebook live in Jupyter; run it once, in a cell of its own.

    In the rendered book charts do so by themselves. The output carries the whole Vega
    library (0.9 MB), so clear it before the notebook is stored.
    """
    read = "async (figure) => bookVega.compile(JSON.parse(figure.querySelector('.chart-spec').textContent))"
    watch = f"const watch = bookCharts(() => Promise.resolve(), {read}); watch(document);"
    later = "new MutationObserver(() => watch(document)).observe(document.body, {childList: true, subtree: true});"
    return HTML(f"<script>{bundle(compiler=True)}{_SCRIPT.read_text(encoding='utf-8')}{watch}{later}</script>Charts are interactive now.")


def _specification(chart, takeaway: str) -> dict:
    spec = chart.to_dict()
    spec["config"] = spec.get("config", {}) | _CONFIG
    spec["description"] = takeaway
    if "vconcat" in spec:
        # Rows of one width share one signal, which the page's script sets to fit its column.
        for row in spec["vconcat"]:
            row["width"] = _ROWS[_WIDE]
    else:
        spec["width"] = "container"
        spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def _view(name: str, spec: dict, takeaway: str) -> str:
    data = json.dumps(spec, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<div class="chart-view"><div class="chart-wide">{_picture(name, spec, takeaway, _WIDE)}</div>'
        f'<div class="chart-narrow" hidden>{_picture(f"{name}-narrow", spec, takeaway, _NARROW)}</div></div>'
        f"{inputs(name, spec.get('params', []))}"
        f'<script type="application/json" class="chart-spec">{data}</script>'
    )


def _picture(name: str, spec: dict, takeaway: str, width: int) -> str:
    if "vconcat" in spec:
        fixed = spec | {"vconcat": [row | {"width": _ROWS[width]} for row in spec["vconcat"]]}
    else:
        fixed = spec | {"width": width}
    svg = compact(vl_convert.vegalite_to_svg(fixed, vl_version=VEGA_LITE))
    # Ids such as clip1 repeat from picture to picture; on one page they would cut the wrong one.
    svg = re.sub(r'(id="|url\(#)', rf"\g<1>{name}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{html.escape(takeaway, quote=True)}" ', 1)


def _csv_link(frame: pd.DataFrame) -> str:
    text = frame.map(no_formula).to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return "data:text/csv;charset=utf-8;base64," + b64encode(text.encode()).decode()


def _bare(spec: dict, **_) -> dict:
    """Draw a chart that has no words yet: what a reader sees while trying something out."""
    return {"text/html": f'<figure class="chart">{_view("draft", spec, "A chart without a description")}</figure>'}


alt.renderers.register("book", _bare)
alt.renderers.enable("book")
