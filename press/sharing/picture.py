"""The picture of a shared link: a chart with its finding and the name of the book, 1200 by 630 pixels."""

import re

from ledger.display.charts import INK, NEUTRAL, vl_convert
from ledger.display.svg import light
from press.charts.stored import StoredChart
from press.charts.wrapping import wrapped
from press.sharing.head import HEIGHT, WIDTH
from press.typeset import typeset

_MARGIN = 60
_TITLE_SIZE, _LINE = 42, 52
# Shapes that vl-convert's own fonts lack, and the nearest that they have: a font of the machine would draw each machine another picture.
_SHAPES = str.maketrans({"◐": "◊", "✕": "×"})
_TITLE_TOP = 122


def picture(chart: StoredChart, chapter: str, book: str) -> bytes:
    """Return the picture as PNG: ``chart`` under its finding, below the names of the book and of the ``chapter`` (plain texts).

    The same texts and chart give the same bytes everywhere: vl-convert brings its own fonts.
    """
    lines = wrapped(chart.title, _TITLE_SIZE, WIDTH - 2 * _MARGIN, bold=True)
    top = _TITLE_TOP + _LINE * len(lines)
    svg = typeset(
        "share.svg", width=WIDTH, height=HEIGHT, margin=_MARGIN, ink=light(INK), soft=light(NEUTRAL), above=chapter, book=book,
        lines=[(_TITLE_TOP + _LINE * number, line) for number, line in enumerate(lines)], size=_TITLE_SIZE,
    )  # fmt: skip
    # The chart's own picture is markup that this book made, not text to be escaped.
    drawn = svg.replace("</svg>", f"{_placed(light(chart.svg).translate(_SHAPES), top - 20, HEIGHT - 40)}</svg>")
    return vl_convert.svg_to_png(drawn, scale=1)


def icon(favicon: str) -> bytes:
    """Return the book's mark as a PNG of 180 by 180 pixels, for the home screen of a phone. ``favicon`` is its SVG."""
    return vl_convert.svg_to_png(re.sub(r"<svg ", '<svg width="180" height="180" ', favicon, count=1), scale=1)


def _placed(svg: str, top: int, bottom: int) -> str:
    """Set a chart into the room between two heights, as large as fits."""
    left, upper, width, height = (float(number) for number in re.search(r'viewBox="([^"]+)"', svg).group(1).split())
    room = WIDTH - 2 * _MARGIN, bottom - top
    scale = min(room[0] / width, room[1] / height)
    place = f'x="{_MARGIN}" y="{top}" width="{width * scale:.1f}" height="{height * scale:.1f}" viewBox="{left} {upper} {width} {height}"'
    return re.sub(r"^<svg [^>]*>", f"<svg {place}>", svg)
