"""Prices as they were: four weeks in one picture, and the two days share by share."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, NEUTRAL
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers, only

CLOSES = "Daily closing prices and index levels (see the table closes)"


@answers("Which shares fell before, on and after the day, and which did not?")
def four_weeks(closes: pd.DataFrame, story: pd.DataFrame):
    """Draw every close as an index of 100 on a trading day that the reader sets.

    closes: date, day (trading days after 27 January 2025), label, close. story: date, event; drawn as upright lines.
    """
    frame = closes[["date", "day", "label", "close"]].assign(day=closes["day"].astype(int))
    on_base = frame[frame["day"] == -1].set_index("label")["close"]
    shown = frame.assign(index=(100 * frame["close"] / frame["label"].map(on_base)).round(2))
    last = shown[shown["date"] == shown["date"].max()]
    fallen, least, most = only(shown, label="Nvidia", day=0), last.loc[last["index"].idxmin()], last.loc[last["index"].idxmax()]
    events = story.assign(letter=list("ABCDEFGH")[: len(story)])
    chosen = dropdown("chosen", sorted(frame["label"].unique()), "Highlight", "Nvidia")
    base = slider("base_day", int(frame["day"].min()), int(frame["day"].max()), 1, -1, "Trading day set to 100 (0 is 27 January)")
    paths = (
        alt.Chart(frame)
        .transform_calculate(at_base=f"datum.day === {base.name} ? datum.close : null")
        .transform_joinaggregate(base_close="max(at_base)", groupby=["label"])
        .transform_filter("datum.base_close > 0")
        .transform_calculate(index="100 * datum.close / datum.base_close")
        .encode(
            x=alt.X("date:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=5)),
            y=alt.Y("index:Q", title="the chosen day = 100", scale=alt.Scale(zero=False)),
            detail="label:N",
            tooltip=["label", alt.Tooltip("date:T", format="%-d %b"), alt.Tooltip("index:Q", format=".1f")],
        )
    )
    quiet = paths.mark_line(color=NEUTRAL, strokeWidth=1)
    loud = paths.transform_filter(alt.datum.label == chosen).mark_line(color=ACCENT, strokeWidth=3, point={"color": ACCENT})
    name = (
        paths.transform_filter((alt.datum.label == chosen) & (alt.datum.day == 0))
        .mark_text(align="right", dx=-8, dy=14, color=ACCENT, fontWeight="bold")
        .encode(text="label:N")
    )
    marks = alt.Chart(events).encode(x="date:T", tooltip=["event"])
    rules = marks.mark_rule(strokeDash=[4, 4], color=NEUTRAL)
    letters = marks.mark_text(dy=-8, baseline="bottom").encode(y=alt.value(0), text="letter:N")
    return figure(
        (quiet + loud + name + rules + letters).add_params(chosen, base).properties(height=340),
        name="four-weeks",
        title=f"After 27 January the lines part: on {last['date'].max():%-d %B} the indexed closes ran from "
        f"{least['index']:.0f} to {most['index']:.0f}",
        subtitle="Closes, 100 on the trading day you set. "
        + " ".join(f"{row.letter}: {row.event}" for row in events.itertuples()),
        takeaway=f"With 24 January as 100, Nvidia closed at {fallen['index']:.0f} on 27 January. On {last['date'].max():%-d %B} "
        f"{least['label']} was lowest with {least['index']:.0f} and {most['label']} highest with {most['index']:.0f}.",
        source=CLOSES,
        table=shown.rename(columns={"label": "name"})[["date", "name", "close", "index"]],
    )


@answers("How much did each share move on the day, and on the day after?")
def moves_by_share(moves: pd.DataFrame):
    """Draw the change of each share on two days.

    moves: date, share, group, change (percent); one row a share and day.
    """
    first = moves[moves["date"] == moves["date"].min()]
    fell, rose = first[first["change"] < 0], first[first["change"] > 0].sort_values("change", ascending=False)
    worst = first.loc[first["change"].idxmin()]
    shown = moves.assign(day=moves["date"].dt.strftime("%-d %B"))
    day = radio("day", list(shown["day"].unique()), "Trading day")
    base = (
        alt.Chart(shown)
        .transform_filter(alt.datum.day == day)
        .transform_calculate(beside="max(datum.change, 0)")
        .encode(
            y=alt.Y("share:N", sort=alt.EncodingSortField("change", "min"), title=None),
            x=alt.X("change:Q", title="change, percent", scale=alt.Scale(domain=[-25, 14])),
            tooltip=["share", "group", "day", alt.Tooltip("change:Q", format="+.2f", title="change, percent")],
        )
    )
    labels = base.mark_text(align="left", dx=4).encode(x="beside:Q", text=alt.Text("change:Q", format="+.1f"))
    return figure(
        (base.mark_bar(color=ACCENT) + labels).add_params(day).properties(height=420),
        name="moves-by-share",
        title=f"{len(fell)} of {len(first)} shares fell on {first['date'].max():%-d %B %Y}; {', '.join(rose['share'])} rose",
        subtitle="Change of the closing price against the trading day before, percent; shares chosen because they were in the news",
        takeaway=f"{worst['share']} lost {-worst['change']:.1f} percent, the most. {', '.join(rose['share'])} rose, by "
        f"up to {rose['change'].max():.1f} percent.",
        source="Daily closing prices, Nasdaq and New York (see the table closes)",
        table=moves[["date", "share", "group", "change"]].rename(columns={"share": "name"}).round({"change": 2}),
    )
