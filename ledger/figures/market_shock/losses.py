"""Market value: which total, whose share count, and how long until the price was back."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL, UNITED_STATES
from ledger.display.controls import dropdown, slider
from ledger.display.questions import answers, only


@answers("Which companies does each published trillion add up?")
def which_trillion(totals: pd.DataFrame):
    """Draw the published losses of baskets, with open bounds and projections told apart from results.

    totals: label, basket, least and most (trillion dollars; one may be missing), timing, grade, citation, note.
    """
    low, high, taken = 0.85, 1.3, ["the day", "before opening"]
    shown = totals.assign(
        start=totals["least"].fillna(low), end=totals["most"].fillna(high), trillions=totals["least"].fillna(totals["most"])
    )
    shown["taken"] = shown["timing"].map({"close": taken[0], "pre-market": taken[1]})
    shown["told"] = [
        f"over {a:g}" if b != b else f"under {b:g}" if a != a else f"{a:g}" for a, b in zip(shown["least"], shown["most"])
    ]
    projected, results = shown[shown["timing"] == "pre-market"], shown[shown["timing"] == "close"]
    grade = dropdown("grade", ["all", *sorted(shown["grade"].unique())], "Grade of the source")
    scale = alt.Scale(domain=[low, high])
    rows = (
        alt.Chart(shown.drop(columns=["published", "as_of"], errors="ignore"))
        .transform_filter((grade == "all") | (alt.datum.grade == grade))
        .encode(
            y=alt.Y("label:N", sort=alt.EncodingSortField("trillions"), title=None),
            tooltip=["basket", "told", "taken", "grade", "note"],
        )
    )
    span = rows.mark_rule(strokeWidth=3, color=NEUTRAL).encode(
        x=alt.X("start:Q", title="loss, trillion dollars", scale=scale), x2="end:Q"
    )
    dots = rows.mark_point(size=160, strokeWidth=2).encode(
        x=alt.X("trillions:Q", scale=scale),
        fill=alt.Fill("taken:N", title=None, scale=alt.Scale(domain=taken, range=[INK, "transparent"])),
        stroke=alt.Stroke("taken:N", title=None, scale=alt.Scale(domain=taken, range=[INK, INK])),
        shape=alt.Shape("taken:N", title=None, scale=alt.Scale(domain=taken, range=["circle", "triangle-up"])),
    )
    told = rows.mark_text(align="right", dy=-12).encode(x=alt.value("width"), text="told:N")
    one = alt.Chart(pd.DataFrame({"start": [1.0]})).mark_rule(strokeDash=[4, 4]).encode(x=alt.X("start:Q", scale=scale))
    return figure(
        (one + span + dots + told).add_params(grade).properties(height=260),
        name="which-trillion",
        title=f"{len(results)} totals of the day and {len(projected)} projection before the opening lie around one "
        "trillion dollars",
        subtitle="Published loss of market value on 27 January 2025, trillion dollars; a grey line is an open bound; "
        "dashed: one trillion",
        takeaway="; ".join(f"{row.label}: {row.told} ({row.taken})" for row in shown.sort_values("trillions").itertuples())
        + ", trillion dollars.",
        source="Investor's Business Daily, Business Insider, Newsweek, Bloomberg, a wire copy (see the table loss_estimates)",
        table=shown[["label", "basket", "least", "most", "timing", "grade", "citation", "note"]],
    )


@answers("Why do three publishers print three losses for one company?")
def nvidia_loss(nvidia: pd.DataFrame, fall: float):
    """Draw Nvidia's published losses beside a fall per share times a share count, both set by the reader.

    nvidia: label, value_low (dollars), shares (implied, count), citation, note. fall: dollars a share, close to close.
    """
    shown = nvidia.assign(billions=nvidia["value_low"] / 1e9, implied=(nvidia["shares"] / 1e9).round(2)).sort_values("billions")
    least, most = shown.iloc[0], shown.iloc[-1]
    wire = only(shown, estimate="nvidia-reuters")
    count = slider("shares_out", 24.2, 24.9, 0.01, float(wire["implied"]), "Shares, billion")
    drop = slider("fall_a_share", 24.0, 24.3, 0.01, round(fall, 2), "Fall a share, dollars")
    scale = alt.Scale(domain=[580, 605])
    x = alt.X("billions:Q", title="loss, billion dollars", scale=scale, axis=alt.Axis(values=[580, 590, 600]))
    dots = alt.Chart(shown[["label", "billions", "implied"]]).encode(
        y=alt.Y("label:N", sort=list(shown["label"]), title=None), x=x, tooltip=["label", "billions", "implied"]
    )
    points = dots.mark_point(size=160, filled=True, color=UNITED_STATES)
    told = dots.mark_text(align="right").encode(x=alt.value("width"), text="billions:Q")
    own = alt.Chart(pd.DataFrame({"one": [1]})).transform_calculate(
        billions=f"{count.name} * {drop.name}", told=f"format({count.name} * {drop.name}, '.1f')"
    )
    line = own.mark_rule(strokeWidth=2, strokeDash=[6, 3], color=ACCENT).encode(x=x)
    set_to = own.mark_text(align="left", dx=6, fontWeight="bold").encode(x=x, y=alt.value(8), text="told:N")
    return figure(
        (points + told + line + set_to).add_params(count, drop).properties(height=180),
        name="nvidia-loss",
        title=f"{least['billions']:.0f}, {wire['billions']:.0f} and {most['billions']:.0f} billion dollars: the share "
        "count and the closing price differ, not the event",
        subtitle="Nvidia's loss of market value on 27 January 2025, billion dollars; dashed: shares times fall, as you set them",
        takeaway=f"With the fall of {fall:.2f} dollars a share, {wire['label']} implies {wire['implied']:.2f} billion "
        f"shares and {least['label']} {least['implied']:.2f}. "
        f"{most['label']} used a price before settlement, which implies {most['implied']:.2f} billion.",
        source="Business Insider, Reuters, Investor's Business Daily; closes of Nvidia",
        table=shown[["label", "billions", "implied", "citation", "note"]].rename(columns={"implied": "implied shares, billion"}),
    )


@answers("When was each price first back at its level of 24 January?")
def recoveries(frame: pd.DataFrame):
    """Draw how many calendar days each share and index needed.

    frame: label, group, base_close, recovered_on, days, firm (false where the table behind it is adjusted), citation, note.
    """
    shown = frame.sort_values("days").assign(
        group=frame["group"].str.replace("-", " "), sure=frame["firm"].map({True: "raw closes", False: "adjusted closes"})
    )
    shown["told"] = [f"{day:%-d %b}" if day.year == 2025 else f"{day:%b %Y}" for day in shown["recovered_on"]]
    fast, slow = shown.iloc[0], shown.iloc[-1]
    group = dropdown("group", ["all", *sorted(shown["group"].unique())], "Group")
    elapsed = slider("elapsed", 0, int(shown["days"].max()) + 10, 1, 21, "Calendar days after 24 January")
    scale = alt.Scale(type="log", domain=[1, 30000])
    rows = (
        alt.Chart(shown[["label", "group", "days", "told", "sure", "recovered_on"]])
        .transform_filter((group == "all") | (alt.datum.group == group))
        .transform_calculate(state=f"datum.days <= {elapsed.name} ? 'back' : 'not yet'", one="1")
        .encode(y=alt.Y("label:N", sort=alt.EncodingSortField("days", "min"), title=None))
    )
    x = alt.X("days:Q", scale=scale, title="calendar days, log scale", axis=alt.Axis(values=[1, 10, 100, 1000]))
    line = rows.mark_rule(strokeWidth=2, color=NEUTRAL).encode(x=x, x2="one:Q")
    states, kinds = ["back", "not yet"], ["raw closes", "adjusted closes"]
    dot = rows.mark_point(size=90, strokeWidth=2).encode(
        x=x,
        fill=alt.Fill("state:N", title=None, scale=alt.Scale(domain=states, range=[ACCENT, "transparent"])),
        stroke=alt.Stroke("state:N", title=None, scale=alt.Scale(domain=states, range=[ACCENT, ACCENT])),
        shape=alt.Shape("sure:N", legend=None, scale=alt.Scale(domain=kinds, range=["circle", "triangle-up"])),
        tooltip=["label", "group", alt.Tooltip("recovered_on:T", format="%-d %b %Y"), "days", "sure", "state:N"],
    )
    told = rows.mark_text(align="right").encode(x=alt.value("width"), text="told:N")
    mark = (
        alt.Chart(pd.DataFrame({"one": [1]}))
        .transform_calculate(days=f"max({elapsed.name}, 1)")
        .mark_rule(strokeDash=[4, 4], color=INK)
        .encode(x=x)
    )
    return figure(
        (line + mark + dot + told).add_params(group, elapsed).properties(height=440),
        name="recoveries",
        title=f"{fast['label']} was back on {fast['recovered_on']:%-d %B %Y}, {slow['label']} on {slow['recovered_on']:%-d %B %Y}",
        subtitle="From 24 January 2025 to the first close at or above the level of that day, with its date; dashed: the "
        "day you set; ▲ from closes adjusted for dividends",
        takeaway=f"First back was {fast['label']}, {fast['days']:.0f} calendar days after 24 January 2025, last "
        f"{slow['label']} after {slow['days']:.0f}. {len(shown)} shares and indices have a dated recovery.",
        source="Daily closing prices (see the table recoveries)",
        table=shown[["label", "group", "base_close", "recovered_on", "days", "sure", "citation"]].rename(
            columns={"sure": "closes used"}
        ),
    )
