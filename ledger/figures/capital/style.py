"""Looks that the charts of this chapter share."""

import altair as alt

from ledger.display.charts import CHINA, COUNTRY, UNITED_STATES

NAMES = {"deepseek": "DeepSeek", "openai": "OpenAI", "anthropic": "Anthropic"}
_LABS = list(NAMES.values())
LAB_SHAPE = alt.Scale(domain=_LABS, range=["circle", "square", "triangle-up"])
LAB_COLOUR = alt.Scale(domain=_LABS, range=[CHINA, UNITED_STATES, UNITED_STATES])
LAB_DASH = alt.Scale(domain=_LABS, range=[[1, 0], [1, 0], [6, 3]])


def country(legend: bool = True) -> alt.Color:
    """Return the colour of a mark by the column ``country`` (CN or US)."""
    words = alt.Legend(values=["CN", "US"], labelExpr="datum.label == 'CN' ? 'China' : 'United States'")
    return alt.Color("country:N", title=None, scale=COUNTRY, legend=words if legend else None)


def by_lab(prices):
    """Return the rows with a column lab: the vendor as it is written."""
    return prices.assign(lab=prices["vendor"].map(NAMES))


def dashed(x) -> alt.Chart:
    """Return a dashed upright line, at a value that may be missing (then nothing is drawn)."""
    values = [{"at": float(x)}] if x == x else []
    return alt.Chart(alt.Data(values=values)).mark_rule(strokeDash=[5, 4])
