"""Set a DataFrame as an HTML table that fits a page: escaped, scrolling, with ids as links."""

import html
from dataclasses import dataclass

import pandas as pd

# A cell of these columns links to the row of that name on its page of the record.
_LINKS = {"claim": "ledger.html", "evidence": "evidence.html"}
# What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian keyboards too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# About as many short rows as the box shows at once.
_IN_VIEW = 8
# On a screen only: paper does not scroll.
_MORE = '<span class="on-screen">, scroll for more</span>'


@dataclass(frozen=True)
class Table:
    """A table that displays itself in a notebook and in the book."""

    frame: pd.DataFrame
    caption: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": to_html(self.frame, self.caption), "text/plain": f"{self.caption}\n{self.frame.to_string(index=False)}"}


def table(frame: pd.DataFrame, caption: str) -> Table:
    """Show ``frame`` with a caption that says what its rows are."""
    return Table(frame, caption)


def to_html(frame: pd.DataFrame, caption: str) -> str:
    """Return ``frame`` as an HTML table inside a box that scrolls by keyboard, mouse and touch."""
    head = "".join(f'<th scope="col">{html.escape(str(column))}</th>' for column in frame.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td{_kind(value)}>{_linked(column, value)}</td>" for column, value in zip(frame.columns, row)) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<div class="chart-table" role="region" tabindex="0" aria-label="{html.escape(caption, quote=True)}"><table>'
        f"<caption>{html.escape(caption)} ({len(frame)} rows{_MORE * (len(frame) > _IN_VIEW)})</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def no_formula(value):
    """Return a cell of a CSV file with an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def cell_text(value) -> str:
    """Write one value: ISO dates, numbers to six significant digits, nothing for what is missing."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e6 or abs(value) >= 1e15 else f"{value:.0f}"
    return str(value)


def _kind(value) -> str:
    return ' class="date"' if isinstance(value, pd.Timestamp) else ""


def _linked(column: str, value) -> str:
    text = html.escape(cell_text(value))
    page = _LINKS.get(column)
    return f'<a href="{page}#{text}">{text}</a>' if page and text else text
