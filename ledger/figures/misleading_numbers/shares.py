"""Shares: two measures on one line, the best weeks told as the usual ones."""

import altair as alt
import pandas as pd

from ledger.display.charts import CHINA, NEUTRAL
from ledger.display.questions import answers, only
from ledger.figures.misleading_numbers.pair import CLAIM_LINE, across, bars, fair, misleading, upright

_POINTS = {"low-week": "lowest week", "average": "average", "peak-week": "peak weeks"}


@answers("How fast did the share of Chinese models grow?")
def spliced_series_misleading(ends: pd.DataFrame):
    """Draw the rise that an article tells as one line.

    ends: the claims on its start and its end, with as_of_to (date) and value_low (percent).
    """
    first, last = _ends(ends)
    drawn = pd.DataFrame({"when": [first["as_of_to"], last["as_of_to"]], "share": [first["value_low"], last["value_low"]]})
    months = alt.Axis(
        format="%b %Y", values=[alt.DateTime(year=day.year, month=day.month, date=day.day) for day in drawn["when"]]
    )
    line = alt.Chart(drawn).encode(
        x=alt.X("when:T", title=None, axis=months, scale=alt.Scale(padding=40)),
        y=alt.Y("share:Q", title="percent", scale=alt.Scale(domain=[0, 20])),
    )
    marks = (
        line.mark_line(color=CHINA, strokeWidth=3) + line.mark_point(color=CHINA) + line.mark_text(dy=-14).encode(text="share:Q")
    )
    return misleading(
        marks.properties(height=220),
        fault="The left point is a share of tokens on one platform, the right point a share of downloads from another.",
        name="spliced-series-misleading",
        title=f"Chinese models went from {first['value_low']:g} to {last['value_low']:g} percent in a year",
        subtitle="Share of open models from China, percent",
        takeaway=f"A steep line rises from {first['value_low']:g} percent at the end of {first['as_of_to']:%Y} to "
        f"{last['value_low']:g} percent "
        f"at the end of {last['as_of_to']:%Y}.",
        source="One article",
        table=drawn,
    )


@answers("What does each of the two sources measure?")
def spliced_series_fair(ends: pd.DataFrame, shares: pd.DataFrame):
    """Draw the shares of two platforms, each in its own row.

    ends: the claims that join the two. shares: series, point (a statistic, or the window of the count), share (percent).
    """
    first, last = _ends(ends)
    tokens, downloads = shares["series"].iloc[0], shares["series"].iloc[-1]
    low, mean, peak = (only(shares, series=tokens, point=point)["share"] for point in _POINTS)
    count = only(shares, series=downloads)
    drawn = shares.assign(
        point=shares["point"].replace(_POINTS).str.cat(shares["point"].eq("peak-week").map({True: " (nearly)", False: ""}))
    )
    x = across("share:Q", "percent", -3, 36)
    y = alt.Y("series:N", title=None, axis=alt.Axis(labelExpr="split(datum.label, ', ')", labelLimit=120))
    at = alt.Chart(drawn).encode(x=x, y=y)
    dots = at.mark_point(size=160, color=CHINA).encode(shape=alt.Shape("series:N", legend=None))
    # Words on short lines below their mark: on a phone the marks stand close.
    words = at.transform_calculate(lines="split(datum.point, ' ')").mark_text(dy=18).encode(text="lines:N")
    words += at.mark_text(dy=-16).encode(text="share")
    joined = pd.DataFrame({"from": [tokens], "to": [downloads], "low": [first["value_low"]], "high": [last["value_low"]]})
    said = alt.Chart(joined).mark_rule(**CLAIM_LINE)
    return fair(
        (dots + words).properties(height=230),
        said.encode(x="low:Q", x2="high:Q", y="from:N", y2="to:N"),
        name="spliced-series-fair",
        title="Tokens have a low, an average and a peak; this count of downloads has one value and no start",
        subtitle="Share of Chinese open models, percent, each series in its own row",
        takeaway=f"Tokens on OpenRouter: {low:g} percent in the lowest week, {mean:g} on average, nearly {peak:g} in peak weeks. "
        f"Downloads from Hugging Face in this count: {count['share']:g} percent in the {count['point']}, with no earlier value.",
        source="OpenRouter and a16z; Longpre and others (tables usage_share, model_downloads)",
        table=drawn,
    )


def _ends(ends: pd.DataFrame):
    """The first and the last of two claims in time."""
    ordered = ends.sort_values("as_of_to")
    return only(ordered.head(1)), only(ordered.iloc[1:])


@answers("How large is the share of Chinese models?")
def peak_as_level_misleading(claims: pd.DataFrame):
    """Draw a peak as if it were the level. claims: the claim (value_low in percent)."""
    told = only(claims)["value_low"]
    drawn = pd.DataFrame({"who": ["Chinese open models", "all others"], "share": [told, 100 - told], "color": [CHINA, NEUTRAL]})
    drawn["text"] = drawn["share"].map("{:g}".format)
    return misleading(
        bars(drawn, across("share:Q", "percent", 0, 80), "who").properties(height=100),
        fault="It shows the peak weeks of one platform as if they were the whole year and the whole world.",
        name="peak-as-level-misleading",
        title=f"Chinese open models make up nearly {told:g} percent of AI usage",
        subtitle="Share of usage, percent",
        takeaway=f"A bar of {told:g} percent for Chinese open models, a bar of {100 - told:g} percent for all others.",
        source="One article",
        table=drawn[["who", "share"]],
    )


@answers("How large is the share in a usual week, and in the best weeks?")
def peak_as_level_fair(claims: pd.DataFrame, weeks: pd.DataFrame):
    """Draw the lowest week, the average and the peak weeks.

    claims: the claim (value_low in percent). weeks: statistic, share (percent).
    """
    low, mean, peak = (only(weeks, statistic=point)["share"] for point in _POINTS)
    drawn = pd.DataFrame({"weeks": [*_POINTS.values()], "share": [low, mean, peak], "color": CHINA})
    drawn["text"] = [f"{low:g}", f"{mean:g}", f"nearly {peak:g}"]
    x = across("share:Q", "percent of tokens on OpenRouter", 0, 46)
    return fair(
        bars(drawn, x, "weeks").properties(height=130),
        upright(x, share=only(claims)["value_low"]),
        name="peak-as-level-fair",
        title=f"On average the share was {mean:g} percent, not nearly {peak:g}",
        subtitle="Chinese open models' share of weekly tokens on OpenRouter, percent, November 2024 to November 2025",
        takeaway=f"The share was {low:g} percent in the lowest week, {mean:g} percent on average and nearly {peak:g} "
        "percent in the peak weeks.",
        source="OpenRouter and a16z, as reported by the South China Morning Post (table usage_share)",
        table=drawn[["weeks", "share"]],
    )
