"""Looks that the charts of this chapter share."""

import altair as alt

from ledger.display.charts import CHINA, UNITED_STATES

NAMES = {"deepseek": "DeepSeek", "openai": "OpenAI", "anthropic": "Anthropic"}
_LABS = list(NAMES.values())
LAB_SHAPE = alt.Scale(domain=_LABS, range=["circle", "square", "triangle-up"])
LAB_COLOUR = alt.Scale(domain=_LABS, range=[CHINA, UNITED_STATES, UNITED_STATES])
LAB_DASH = alt.Scale(domain=_LABS, range=[[1, 0], [1, 0], [6, 3]])


_CODES = ["CN", "US"]
_WORDS = alt.Legend(labelExpr="datum.label == 'CN' ? 'China' : 'United States'", symbolOpacity=1)


def country() -> alt.Color:
    """Return the colour of a mark by the column ``country`` (CN or US)."""
    return alt.Color("country:N", title=None, scale=alt.Scale(domain=_CODES, range=[CHINA, UNITED_STATES]), legend=_WORDS)


def country_shape() -> alt.Shape:
    """Return the shape of a point by the column ``country`` (CN or US)."""
    return alt.Shape("country:N", title=None, scale=alt.Scale(domain=_CODES, range=["circle", "diamond"]), legend=_WORDS)


def country_fill(filled: str) -> alt.Fill:
    """Return the fill of a point by the column ``country``; a row for which the expression ``filled`` is false is hollow."""
    hollow = alt.when(f"!({filled})").then(alt.value("transparent"))
    return hollow.otherwise("country:N", scale=alt.Scale(domain=_CODES, range=[CHINA, UNITED_STATES]), legend=_WORDS)


def by_lab(prices):
    """Return ``prices`` with a column lab (the vendor as it is written) and a column label (a short name of the model).

    prices: columns vendor and model.
    """
    label = (
        prices["model"]
        .str.replace(" (launch promotion)", " (promo)")
        .str.replace(" (launch price)", " (launch)")
        .str.replace(" the cut)", " cut)")
    )
    return prices.assign(lab=prices["vendor"].map(NAMES), label=label)


def dashed(x: float) -> alt.Chart:
    """Return a dashed rule with one datum ``at``: x, a value in the unit of the axis; without any where x is missing."""
    values = [{"at": float(x)}] if x == x else []
    return alt.Chart(alt.Data(values=values)).mark_rule(strokeDash=[5, 4])


def if_stated(stated: float, words: str) -> str:
    """Return ``words`` where an article of the edition names an amount (``stated``), and nothing where none does."""
    return words if stated == stated else ""
