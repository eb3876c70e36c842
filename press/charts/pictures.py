"""A chart as one picture that says all by itself: readers cut it out of the page and send it on."""

import re
from html import escape

from ledger.display.svg import light
from press import PressError
from press.charts.stored import StoredChart, stored_charts
from press.charts.wrapping import wrapped
from press.identity import identity

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_MARGIN = 24
_INK, _SOFT, _PAPER = "#1f242a", "#565e69", "#ffffff"


def picture(name: str) -> str:
    """Return the chart ``name`` (such as ``four-weeks``) as SVG text: finding, unit, drawing, source, book and address.

    Colours are the light ones, written out; nothing is loaded from elsewhere. Raises PressError for an unknown name.
    """
    try:
        chart = stored_charts()[name]
    except KeyError:
        raise PressError(f"no chart {name!r} in the notebooks; the names stand after `#chart-` in the addresses of the charts.") from None
    drawing, width, height = _drawing(chart.svg)
    whole = width + 2 * _MARGIN
    head, top = _block([(chart.title, 20, _INK, True), (chart.subtitle, 14, _SOFT, False)], _MARGIN, width)
    foot, end = _block([(f"Source: {chart.source}", 12, _SOFT, False), (_origin(chart), 12, _SOFT, False)], top + 12 + height + 8, width)
    size = f'width="{whole}" height="{end + _MARGIN - 8}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {whole} {end + _MARGIN - 8}" role="img" aria-label="{escape(chart.takeaway)}" font-family="{_FONT}">'
        f'<title>{escape(chart.title)}</title><rect width="100%" height="100%" fill="{_PAPER}"/>'
        f'{head}<svg x="{_MARGIN}" y="{top + 12}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{drawing}</svg>{foot}</svg>\n'
    )



def _drawing(svg: str) -> tuple[str, int, int]:
    """The marks of a stored picture with colours written out, and its width and height."""
    head, marks = re.fullmatch(r"(<svg[^>]*>)(.*)</svg>", svg, re.DOTALL).groups()
    width, height = (round(float(number)) for number in re.search(r'viewBox="0 0 (\S+) (\S+)"', head).groups())
    return light(marks), width, height


def _origin(chart: StoredChart) -> str:
    about = identity()
    address = f"{about.address}/" if about.address else ""
    return f"{about.title}, version {about.version}, {address}{chart.place}"


def _block(paragraphs: list[tuple], top: int, width: int) -> tuple[str, int]:
    """Set paragraphs (text, size, colour, bold) below each other from ``top``; return them and where they end."""
    lines = []
    for text, size, colour, bold in paragraphs:
        for line in wrapped(text, size, width, bold):
            top += round(size * 1.3)
            weight = ' font-weight="bold"' if bold else ""
            lines.append(f'<text x="{_MARGIN}" y="{top - round(size * 0.3)}" font-size="{size}px" fill="{colour}"{weight}>{escape(line)}</text>')
        top += 4
    return "".join(lines), top
