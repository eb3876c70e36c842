"""The two charts of one flaw: one that misleads and says so, and a fair one that can show what the first one shows."""

import json
from textwrap import wrap

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK

# How every fair chart draws what the misleading one beside it shows.
CLAIM_LINE = {"strokeDash": [4, 4], "strokeWidth": 2, "color": ACCENT}
CLAIM_CROSS = {"shape": "cross", "size": 170, "color": ACCENT}


def misleading(chart, fault: str, **words):
    """Complete a chart that misleads: its title says so, and a tick under it says what is wrong.

    fault: one or two sentences. words: as for `ledger.figure`.
    """
    told = alt.param("told", value=False, bind=alt.binding_checkbox(name="Show what is wrong: "))
    why = ["✕ This chart misleads.", *wrap(fault, 50)]
    # Both texts have as many lines, so that the picture need not move.
    ask = [why[0], "Can you see how?"] + [" "] * (len(why) - 2)
    text = alt.expr(f"told ? {json.dumps(why)} : {json.dumps(ask)}")
    heading = alt.Title(text=text, anchor="start", frame="bounds", fontSize=13, fontWeight="normal", color=INK)
    words |= {"title": f"Misleading: {words['title']}", "takeaway": f"{words['takeaway']} What is wrong: {fault}"}
    return figure(chart.add_params(told).properties(title=heading), **words)


def fair(chart, said, **words):
    """Complete a fair chart: a tick under it adds ``said``, a chart of what the misleading one shows."""
    shown = alt.param("shown", value=False, bind=alt.binding_checkbox(name="Show the misleading claim: "))
    return figure((chart + said.transform_filter("shown")).add_params(shown), **words)


def across(column: str, title: str, low: float, high: float) -> alt.X:
    """Return a horizontal axis of ``column`` from ``low`` to ``high`` with few ticks; ``title`` says the unit."""
    return alt.X(column, title=title, scale=alt.Scale(domain=[low, high]), axis=alt.Axis(tickCount=5))


def bars(frame: pd.DataFrame, x: alt.X, y: str):
    """Draw horizontal bars in the order of the rows of ``frame``, each with the words of its column ``text`` at its end.

    x: the axis of the values. y: the column of the labels. Colours are in the column ``color``.
    """
    at = alt.Chart(frame).encode(x=x, y=alt.Y(y, sort=frame[y].tolist(), title=None))
    return at.mark_bar(height=20).encode(color=alt.Color("color:N", scale=None)) + at.mark_text(align="left", dx=5).encode(
        text="text:N"
    )


def upright(x: alt.X, **value):
    """Draw the ``value`` of a claim as a dashed upright line over the axis ``x``."""
    return alt.Chart(pd.DataFrame([value])).mark_rule(**CLAIM_LINE).encode(x=x)
