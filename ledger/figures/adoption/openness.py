"""Charts of shares: downloads against tokens, an average and its peaks, and models derived from others."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, FAINT, INK, NEUTRAL, PLACES
from ledger.display.controls import radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown

OPENROUTER = "OpenRouter and a16z, State of AI (table usage_share)"


@answers("Do the two shares belong to one series?")
def two_shares(bars: pd.DataFrame, said: pd.DataFrame):
    """Draw each share over the time that it covers; a choice adds the lines of the article.

    bars: label, counted (downloads, tokens), platform, unit, country, start, end, value_low, value_high, grade, note.
    said: the article's rows (metric, as_of_to, value_low).
    """
    ways = ["as measured", "downloads", "tokens", "as the article joins them"]
    show = radio("show", ways, "Show")
    x = alt.X("start:T", title=None, axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 6}))
    y = alt.Y("value_low:Q", title="share, percent", scale=alt.Scale(domain=[0, 34]), axis=alt.Axis(tickCount=6))
    dash = alt.Scale(domain=["downloads", "tokens"], range=[[1, 0], [9, 4]])
    base = (
        alt.Chart(bars)
        .transform_filter(f"show == '{ways[0]}' || show == '{ways[-1]}' || show == datum.counted")
        .encode(
            x=x,
            y=y,
            tooltip=["label", "platform", "unit", "start", "end", "note"],
            color=alt.Color("country:N", title=None, scale=PLACES),
        )
    )
    strokes = alt.StrokeDash("counted:N", scale=dash, legend=None)
    # A lowest or highest week is no level: a thin line says only where the week lies.
    weeks = "test(/week/, datum.label)"
    solid = base.transform_filter(f"!{weeks}").mark_rule(strokeWidth=5).encode(x2="end:T", strokeDash=strokes)
    solid += base.transform_filter(weeks).mark_rule(strokeWidth=1.5, opacity=0.8).encode(x2="end:T", strokeDash=strokes)
    above = base.transform_filter("test(/peak|downloads, C/, datum.label)").mark_text(align="left", dy=-12).encode(text="label:N")
    below = (
        base.transform_filter("test(/average|downloads, U/, datum.label)").mark_text(align="left", dy=14).encode(text="label:N")
    )
    right = base.transform_filter("test(/lowest/, datum.label)").mark_text(align="left", dx=8).encode(x="end:T", text="label:N")
    points = said.drop_duplicates(["metric", "value_low"])
    line = alt.Chart(points).encode(x="as_of_to:T", y=y, detail="metric:N", tooltip=["value_low"])
    shown = {"color": ACCENT, "opacity": alt.expr(f"show == '{ways[-1]}' ? 1 : 0")}
    dotted = line.mark_line(strokeDash=[3, 3], **shown) + line.mark_point(shape="cross", **shown)
    dotted += line.mark_text(dy=-15, **shown).encode(text="value_low:Q")
    downloads, tokens = bars[bars["counted"] == "downloads"], bars[bars["counted"] == "tokens"]
    if downloads.empty or tokens.empty:
        raise NotKnown("One of the two shares was not out yet.")
    return figure(
        (solid + above + below + right + dotted).add_params(show).properties(height=420),
        name="two-shares",
        title=f"{downloads['platform'].iloc[0]} counts downloads and {tokens['platform'].iloc[0]} counts tokens: two "
        "series, not one rise",
        subtitle="Shares of open models by country, percent; thick: value of the whole window, thin: a week or weeks within it",
        takeaway="; ".join(
            f"{row.label} percent ({row.platform}, {row.start:%B %Y} to {row.end:%B %Y})" for row in bars.itertuples()
        )
        + ".",
        source="Longpre and others, Financial Times through TASS; OpenRouter and a16z (tables model_downloads, usage_share)",
        table=bars[["label", "counted", "platform", "unit", "start", "end", "value_low", "value_high", "grade", "note"]],
    )


@answers("In how many weeks can the share have been near its peak?")
def peak_weeks(bound: pd.DataFrame, facts: pd.Series):
    """Draw the largest part of the weeks that can have reached a level; the reader sets level and lowest week.

    bound: level, most, most_from_zero (all percent). facts: average, low-week, peak-week (percent).
    """
    mean, lowest, peak = facts["average"], facts["low-week"], facts["peak-week"]
    if facts.isna().any():
        raise NotKnown("The average, the lowest and the highest share were not out yet.")
    level = slider("level", 14, 40, 0.5, float(peak), "A peak week has at least, percent")
    floor = slider("floor", 0, 10, 0.1, float(lowest), "No week is below, percent")
    most = f"100 * min(1, ({mean} - floor) / (datum.level - floor))"
    x = alt.X(
        "level:Q", title="share of tokens in a peak week, percent", scale=alt.Scale(domain=[13, 40]), axis=alt.Axis(tickCount=7)
    )
    y = alt.Y("most:Q", title="weeks at or above it, percent at most", scale=alt.Scale(domain=[0, 100]))
    base = alt.Chart(bound[["level"]]).transform_calculate(most=most)
    room = base.mark_area(color=FAINT, opacity=0.6).encode(x=x, y=y)
    line = base.mark_line(color=NEUTRAL, strokeWidth=2).encode(x=x, y=y)
    one = (
        alt.Chart(pd.DataFrame({"row": [0]}))
        .transform_calculate(level="level")
        .transform_calculate(
            most=most,
            told="'at most ' + format(datum.most, '.0f') + ' % of weeks: ' + format(floor(0.52 * datum.most), 'd') + ' of 52'",
        )
    )
    mark = one.mark_point(color=CHINA, size=150).encode(x=x, y=y)
    text = one.mark_text(align="right", fontSize=15).encode(x=alt.value("width"), y=alt.value(12), text="told:N")
    at_peak = 100 * min(1, (mean - lowest) / (peak - lowest))
    rows = bound.rename(
        columns={
            "level": "peak week, percent",
            "most": "weeks at most, percent",
            "most_from_zero": "same, if some weeks were zero",
        }
    )
    return figure(
        (room + line + mark + text).add_params(level, floor).properties(height=320),
        name="peak-weeks",
        title=f"An average of {mean:g} percent allows {peak:g} percent in at most {at_peak:.0f} percent of the weeks",
        subtitle="Share of Chinese open models in the tokens of OpenRouter; grey: what is possible with that average",
        takeaway=f"With an average of {mean:g} percent and no week below {lowest:g}, at most {at_peak:.0f} percent of "
        "the weeks can have had "
        f"{peak:g} percent or more. It is a bound: the true part may be far smaller.",
        source=f"{OPENROUTER}; Markov's inequality applied by this book",
        table=rows.round(2),
    )


@answers("If some weeks stood at the peak, what was a usual week?")
def other_weeks(rest: pd.DataFrame, facts: pd.Series):
    """Draw a year of weeks of which the reader sets how many stood at the peak; the others keep the average.

    rest: peak_weeks (count of 52), others (percent, mean of the other weeks). facts: as for ``peak_weeks``.
    """
    mean, peak = facts["average"], facts["peak-week"]
    most = int(rest["peak_weeks"].max())
    high = slider("high", 0, most, 1, 4, "Weeks at the peak, of 52")
    value = f"datum.week <= high ? {peak} : (52 * {mean} - {peak} * high) / (52 - high)"
    weeks = pd.DataFrame({"week": range(1, 53)})
    base = alt.Chart(weeks).transform_calculate(share=value, kind="datum.week <= high ? 'at the peak' : 'the others'")
    x = alt.X("week:O", title="weeks, the highest first", axis=alt.Axis(values=[1, 13, 26, 39, 52], labelAngle=0))
    y = alt.Y("share:Q", title="share of tokens, percent", scale=alt.Scale(domain=[0, 36]))
    kinds = alt.Scale(domain=["at the peak", "the others"], range=[ACCENT, NEUTRAL])
    bars = base.mark_bar().encode(x=x, y=y, color=alt.Color("kind:N", title=None, scale=kinds))
    rule = alt.Chart(pd.DataFrame({"share": [mean]})).mark_rule(strokeDash=[5, 4]).encode(y=y)
    told = f"'the others average ' + format((52 * {mean} - {peak} * high) / (52 - high), '.1f') + ' percent'"
    text = alt.Chart(pd.DataFrame({"row": [0]})).transform_calculate(told=told).mark_text(align="right", fontSize=15)
    text = text.encode(x=alt.value("width"), y=alt.value(8), text="told:N")
    at = rest[rest["peak_weeks"] == 4].iloc[0]
    return figure(
        (bars + rule + text).add_params(high).properties(height=280),
        name="the-other-weeks",
        title=f"Four weeks at {peak:g} percent leave an average of {at['others']:.1f} percent for the other weeks",
        subtitle=f"A year of 52 weeks with the measured average (dashed), some at {peak:g} percent; not the real weeks, "
        "which are not known",
        takeaway=f"Without a peak week all weeks average {mean:g} percent; with four at {peak:g} percent the others "
        f"average {at['others']:.1f}; "
        f"with {most}, the most that is possible, {rest['others'].iloc[-1]:.1f}.",
        source=f"{OPENROUTER}; arithmetic by this book",
        table=rest.rename(columns={"peak_weeks": "weeks at the peak", "others": "mean of the others, percent"}).round(2),
    )


@answers("How many models are derived from Qwen, Llama and DeepSeek, and who counts them?")
def derivatives(rows: pd.DataFrame):
    """Draw counts of derived models by day and counter; a line upwards marks a lower bound.

    rows: name, date, count_low, count_high (missing for a lower bound), counter, grade, note.
    """
    least = rows["count_high"].isna()
    rows = rows.assign(thousands=rows["count_low"] / 1e3, least=least)
    number = rows["thousands"].map("{:.0f}".format)
    rows["number"] = number.mask(least, "over " + number)
    rows["shown"] = rows["name"] + " " + rows["number"]
    counter = radio("counter", ["both", *sorted(rows["counter"].unique(), reverse=True)], "Counter")
    domain = sorted(rows["counter"].unique(), reverse=True)
    x = alt.X(
        "date:T",
        title=None,
        axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 6}),
        scale=alt.Scale(padding=12),
    )
    ticks = alt.Axis(values=[3, 10, 30, 100, 300])
    y = alt.Y(
        "thousands:Q", title="derived models, thousands (log scale)", scale=alt.Scale(type="log", domain=[3, 400]), axis=ticks
    )
    base = (
        alt.Chart(rows)
        .transform_filter("counter == 'both' || datum.counter == counter")
        .encode(
            x=x,
            y=y,
            tooltip=["name", "date", "shown", "counter", "grade", "note"],
            color=alt.Color("counter:N", title=None, scale=alt.Scale(domain=domain, range=[INK, CHINA][: len(domain)])),
        )
    )
    dots = base.mark_point().encode(
        shape=alt.Shape("counter:N", title=None, scale=alt.Scale(domain=domain, range=["circle", "diamond"][: len(domain)]))
    )
    room = base.transform_filter("datum.least").transform_calculate(most="datum.thousands * 1.45")
    room = room.mark_rule(strokeWidth=2).encode(y2="most:Q")
    middle = rows["date"].min() + (rows["date"].max() - rows["date"].min()) / 2
    late = f"time(datum.date) > {middle.value // 10**6}"
    own = base.transform_filter("datum.counter == 'Alibaba' && datum.least").mark_text(dy=-38).encode(text="number:N")
    own += base.transform_filter("datum.counter == 'Alibaba' && !datum.least").mark_text(dy=17).encode(text="shown:N")
    others = base.transform_filter("datum.counter != 'Alibaba'")
    text = others.transform_filter(f"!({late})").mark_text(align="left", dx=11, dy=5).encode(text="shown:N")
    text += others.transform_filter(late).mark_text(align="right", dx=-11).encode(text="shown:N")
    hub = rows[rows["counter"] == "Hugging Face"]
    first = hub[hub["date"] == hub["date"].min()].sort_values("count_low", ascending=False)
    if len(first) < 2:
        raise NotKnown("Hugging Face's count of two models was not out yet.")
    top, second = first.iloc[0], first.iloc[1]
    over = "over " if top["least"] else ""
    takeaway = (
        f"In {top['date']:%B %Y} Hugging Face counts " + ", ".join(f"{row.shown} thousand" for row in first.itertuples()) + "."
    )
    latest = rows[rows["name"] == top["name"]].sort_values("date").groupby("counter").last()
    if len(latest) == 2:
        takeaway += (
            " Latest counts for it: "
            + ", ".join(f"{counter} {row.shown} thousand ({row.date:%B %Y})" for counter, row in latest.iterrows())
            + "."
        )
    return figure(
        (room + dots + own + text).add_params(counter).properties(height=400),
        name="derivatives",
        title=f"Hugging Face counts {over}{top['count_low'] / second['count_low']:.1f} times as many models derived from "
        f"{top['name']} as from {second['name']}",
        subtitle="Models derived from another, thousands, by counter; a line upwards marks a lower bound",
        takeaway=takeaway,
        source="Hugging Face and Alibaba, through several publications (table derivatives)",
        table=rows[["name", "date", "counter", "count_low", "count_high", "grade", "note"]],
    )
