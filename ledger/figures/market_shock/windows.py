"""Windows of several days: cumulative abnormal returns by group and by share."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL
from ledger.display.controls import dropdown, slider
from ledger.display.questions import answers
from ledger.figures.market_shock.event import SOURCE, benchmark_buttons


@answers("Did the loss last, once the market is taken off?")
def car_by_group(paths: pd.DataFrame, groups: pd.DataFrame):
    """Draw cumulative abnormal returns of equally weighted portfolios from a day that the reader sets.

    paths: benchmark, date, day, group, abnormal (percentage points). groups: benchmark, group, deviation (of the
    days other than the event, percentage points), from which the cone of ordinary days is drawn.
    """
    shown = paths.merge(groups[["benchmark", "group", "deviation"]], on=["benchmark", "group"]).round(
        {"abnormal": 3, "deviation": 3}
    )
    shown = shown.assign(group=shown["group"].str.replace("-", " "), day=shown["day"].astype(int)).sort_values(
        ["benchmark", "group", "day"]
    )
    default, last = paths["benchmark"].iloc[0], shown["day"].max()
    added = shown[shown["day"] >= 0].assign(car=lambda frame: frame.groupby(["benchmark", "group"])["abnormal"].cumsum())
    end = added[(added["benchmark"] == default) & (added["day"] == last)].sort_values("car")
    first = added[(added["benchmark"] == default) & (added["day"] == 0)].set_index("group")["car"]
    benchmark = benchmark_buttons(paths)
    chosen = dropdown("chosen", list(end["group"]), "Group", "processors")
    start = slider("car_from", int(shown["day"].min()), int(last), 1, 0, "Add up from trading day (0 is 27 January)")
    base = (
        alt.Chart(shown)
        .transform_filter(alt.datum.benchmark == benchmark)
        .transform_filter(f"datum.day >= {start.name}")
        .transform_window(car="sum(abnormal)", frame=[None, 0], sort=[alt.SortField("day")], groupby=["group"])
        .transform_calculate(
            high=f"2 * datum.deviation * sqrt(datum.day - {start.name} + 1)",
            low=f"-2 * datum.deviation * sqrt(datum.day - {start.name} + 1)",
        )
    )
    x = alt.X("date:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=5))
    y = alt.Y("car:Q", title="CAR, percentage points")
    tips = ["group", alt.Tooltip("date:T", format="%-d %b"), "day", alt.Tooltip("car:Q", format="+.1f", title="CAR")]
    one = base.transform_filter(alt.datum.group == chosen)
    cone = one.mark_area(fillOpacity=0.2, color=NEUTRAL, stroke=NEUTRAL).encode(
        x=x, y=alt.Y("low:Q", title="CAR, percentage points"), y2="high:Q"
    )
    quiet = base.mark_line(color=NEUTRAL, strokeWidth=1).encode(x=x, y=y, detail="group:N", tooltip=tips)
    loud = one.mark_line(color=ACCENT, strokeWidth=3, point={"color": ACCENT}).encode(x=x, y=y, tooltip=tips)
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeDash=[4, 4], color=INK).encode(y="zero:Q")
    return figure(
        (cone + zero + quiet + loud).add_params(benchmark, chosen, start).properties(height=340),
        name="car-by-group",
        title=f"Processors lost {-first['processors']:.0f} points beyond the market on the day; by "
        f"{end['date'].max():%-d %B} the sum stood at "
        f"{end.set_index('group')['car']['processors']:+.0f}, networking at {end.set_index('group')['car']['networking']:+.0f}",
        subtitle="Cumulative abnormal return (CAR) of equally weighted groups; grey area: two standard deviations of the "
        "other days shown, widening with the square root of time",
        takeaway=f"From 27 January to {end['date'].max():%-d %B %Y}, against the {default}: "
        + ", ".join(f"{row.group} {row.car:+.1f}" for row in end.itertuples())
        + " percentage points.",
        source=SOURCE,
        table=shown.assign(car=added["car"])[["benchmark", "group", "date", "day", "abnormal", "car"]].round({"abnormal": 2, "car": 2}),
    )


@answers("What does each share's loss become when the window is longer?")
def window_by_share(study: pd.DataFrame):
    """Draw the CAR of every share over a window that two sliders set, or a brush on the days above.

    study: share, date, day, abnormal (percentage points), of one benchmark.
    """
    frame = study[["share", "date", "day", "abnormal"]].assign(day=study["day"].astype(int)).round({"abnormal": 3})
    mean = frame.groupby(["date", "day"], as_index=False)["abnormal"].mean().round({"abnormal": 3})
    table = frame.pivot(index="share", columns="day", values="abnormal")
    sums = pd.DataFrame(
        {"on the day": table[0], "day 0 to 1": table[[0, 1]].sum(axis=1), "day 0 to end": table.loc[:, 0:].sum(axis=1)}
    ).round(2)
    nvidia = sums.loc["Nvidia"]
    first = slider(
        "window_from", int(frame["day"].min()), int(frame["day"].max()), 1, 0, "First day of the window (0 is 27 January)"
    )
    end = slider(
        "window_to", int(frame["day"].min()), int(frame["day"].max()), 1, 1, "Last day of the window (not before the first)"
    )
    brush = alt.selection_interval(name="brush", encodings=["x"])
    # A brush stands in for the sliders while it is drawn; both give the days inside the window.
    brushed = f"vlSelectionTest('{brush.name}_store', datum)"
    inside = f"(length(data('{brush.name}_store')) ? {brushed} : datum.day >= {first.name} && datum.day <= max({first.name}, {end.name}))"
    days = ["in the window", "other days"]
    top = (
        alt.Chart(mean)
        .transform_calculate(chosen=f"{inside} ? 'in the window' : 'other days'")
        .mark_bar(size=9)
        .encode(
            x=alt.X("date:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=5)),
            y=alt.Y("abnormal:Q", title="mean, points"),
            fill=alt.Fill("chosen:N", title=None, scale=alt.Scale(domain=days, range=[ACCENT, "transparent"])),
            stroke=alt.Stroke("chosen:N", title=None, scale=alt.Scale(domain=days, range=[ACCENT, NEUTRAL])),
        )
        .add_params(brush)
        .properties(height=110)
    )
    # No axis below shows the date, so nothing else would turn its text into a time that the brush can test.
    rows = (
        alt.Chart(frame)
        .transform_calculate(date="toDate(datum.date)")
        .transform_calculate(outside=f"{inside} ? null : datum.abnormal")
        .transform_joinaggregate(deviation="stdev(outside)", groupby=["share"])
        .transform_filter(inside)
        .transform_aggregate(car="sum(abnormal)", days="count()", deviation="min(deviation)", groupby=["share"])
        .transform_calculate(ratio="datum.car / (datum.deviation * sqrt(datum.days))")
        .transform_calculate(
            told="format(datum.car, '+.1f') + '  (' + format(datum.ratio, '+.1f') + ')'", beside="max(datum.car, 0)"
        )
        .encode(
            y=alt.Y("share:N", sort=alt.EncodingSortField("car", "min"), title=None),
            tooltip=[
                "share",
                alt.Tooltip("car:Q", format="+.2f", title="CAR"),
                "days:Q",
                alt.Tooltip("deviation:Q", format=".2f"),
                alt.Tooltip("ratio:Q", format="+.2f"),
            ],
        )
    )
    bars = rows.mark_bar(color=ACCENT).encode(x=alt.X("car:Q", title="CAR, percentage points", scale=alt.Scale(domain=[-30, 30])))
    told = rows.mark_text(align="left", dx=4).encode(x="beside:Q", text="told:N")
    return figure(
        alt.vconcat(top, (bars + told).properties(height=380)).add_params(first, end),
        name="window-by-share",
        title=f"The window decides the size: Nvidia's {nvidia['on the day']:+.1f} points become "
        f"{nvidia['day 0 to 1']:+.1f} with one more day",
        subtitle="Above: mean abnormal return of all shares by day; drag over days instead of using the sliders. Below: "
        "CAR against the S&P 500, and in brackets its ratio to ordinary days",
        takeaway=f"Beyond the S&P 500 Nvidia lost {-nvidia['on the day']:.1f} points on the day and "
        f"{-nvidia['day 0 to 1']:.1f} over two days. "
        f"Over all days from 27 January to {frame['date'].max():%-d %B %Y} its sum is {nvidia['day 0 to end']:+.1f}.",
        source=SOURCE,
        table=sums.reset_index(),
    )
