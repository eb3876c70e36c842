"""The event study of one day: beyond the market, against other days, and by group."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only

SOURCE = "Daily closes (see the table closes); market-adjusted returns after MacKinlay (1997)"


def benchmark_buttons(frame: pd.DataFrame):
    """Return the radio buttons that choose the index which stands for the market.

    frame: benchmark; its first value is chosen at first.
    """
    return radio("benchmark", list(frame["benchmark"].unique()), "Market")


@answers("How much of each share's move is left when the market's move is taken off?")
def abnormal_by_share(day: pd.DataFrame):
    """Draw raw and abnormal returns of one day, for a benchmark and a beta that the reader sets.

    day: share, benchmark, raw and market (returns, percent), abnormal (percentage points, at a beta of one).
    """
    benchmark = benchmark_buttons(day)
    beta = slider("beta", 0, 2.5, 0.1, 1, "Beta, assumed")
    default = day["benchmark"].iloc[0]
    nvidia, broad = only(day, share="Nvidia", benchmark=default), only(day, share="Microsoft", benchmark=default)
    narrow = only(day, share="Microsoft", benchmark="Nasdaq Composite")
    base = (
        alt.Chart(day[["share", "benchmark", "raw", "market"]].round(3))
        .transform_filter(alt.datum.benchmark == benchmark)
        .transform_calculate(abnormal=f"datum.raw - {beta.name} * datum.market")
        .encode(y=alt.Y("share:N", sort=alt.EncodingSortField("raw", "min"), title=None))
    )
    scale = alt.Scale(domain=[-24, 13])
    links = base.mark_rule(color=NEUTRAL, strokeWidth=2).encode(
        x=alt.X("raw:Q", scale=scale, title="return on 27 January 2025, percent"), x2="abnormal:Q"
    )
    kinds = ["raw", "abnormal"]
    points = base.transform_fold(kinds, ["kind", "value"]).mark_point(size=110, filled=True).encode(
        x=alt.X("value:Q", scale=scale),
        shape=alt.Shape("kind:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "diamond"])),
        color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=kinds, range=[NEUTRAL, ACCENT])),
        tooltip=["share", "benchmark", "kind:N", alt.Tooltip("value:Q", format="+.2f", title="percent")],
    )  # fmt: skip
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(strokeDash=[4, 4], color=INK).encode(x=alt.X("zero:Q", scale=scale))
    return figure(
        (zero + links + points).add_params(benchmark, beta).properties(height=440),
        name="abnormal-by-share",
        title=f"The market explains little of Nvidia's fall, and most of Microsoft's: {nvidia['abnormal']:+.1f} and "
        f"{broad['abnormal']:+.1f} points beyond the {default}",
        subtitle="Raw return, and return less beta times that of the market you choose; at a beta of 1 this is the "
        "market-adjusted abnormal return",
        takeaway=f"Of Nvidia's {nvidia['raw']:.1f} percent, {nvidia['abnormal']:.1f} points remain beyond the {default}. "
        f"Microsoft's {broad['raw']:.1f} percent leave "
        f"{broad['abnormal']:+.1f} points against the {default}, and {narrow['abnormal']:+.1f} against the Nasdaq Composite.",
        source=SOURCE,
        table=day[["share", "benchmark", "raw", "market", "abnormal"]].round(2),
    )


@answers("Was the day unlike the other days of each share?")
def other_days(study: pd.DataFrame, compared: pd.DataFrame):
    """Draw the abnormal return of the day among those of all other days, share by share.

    study: share, benchmark, date, day, abnormal (percentage points). compared: benchmark, share and the columns of
    `ledger.methods.event_study.against_other_days` for the day 0.
    """
    benchmark = benchmark_buttons(study)
    default = study["benchmark"].iloc[0]
    shown = compared.round({"car": 2, "deviation": 2, "ratio": 1, "p": 3, "smallest_p": 3})
    shown = shown.assign(low=-2 * shown["deviation"], high=2 * shown["deviation"])
    shown["told"] = [f"{row.ratio:+.1f}, rank {row.rank:.0f}" for row in shown.itertuples()]
    first = shown[(shown["benchmark"] == default) & (shown["rank"] == 1)]
    days = int(shown["other_days"].max())
    order = list(shown[shown["benchmark"] == default].sort_values("car")["share"])
    y = alt.Y("share:N", sort=order, title=None)
    scale = alt.Scale(domain=[-24, 42])
    x = alt.X("abnormal:Q", scale=scale, title="abnormal return, points", axis=alt.Axis(values=[-20, -10, 0, 10]))
    points = alt.Chart(study[["share", "benchmark", "date", "day", "abnormal"]].round({"abnormal": 2})).transform_filter(
        alt.datum.benchmark == benchmark
    )
    quiet = points.transform_filter("datum.day !== 0").mark_tick(thickness=2, height=12, color=NEUTRAL).encode(x=x, y=y)
    loud = (
        points.transform_filter("datum.day === 0")
        .mark_point(shape="diamond", size=130, filled=True, color=ACCENT)
        .encode(x=x, y=y)
    )
    rows = (
        alt.Chart(shown[["share", "benchmark", "low", "high", "told"]])
        .transform_filter(alt.datum.benchmark == benchmark)
        .encode(y=y)
    )
    band = rows.mark_bar(height=18, fillOpacity=0.25, color=NEUTRAL, stroke=NEUTRAL).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q"
    )
    told = rows.mark_text(align="right").encode(x=alt.datum(42), text="told:N")
    columns = ["share", "benchmark", "car", "deviation", "ratio", "rank", "other_days", "p", "smallest_p"]
    return figure(
        (band + quiet + loud + told).add_params(benchmark).properties(height=460),
        name="other-days",
        title=f"For {len(first)} of {len(order)} shares it was the most unusual of {days + 1} days; {days} other days "
        "cannot say more",
        subtitle="◆ the day; ticks: the other days; bar: twice their standard deviation to each side. At the right: the "
        "day divided by that deviation, and its rank by size",
        takeaway=f"Against the {default} the day ranks first in size for {', '.join(first['share'])}. With {days} other "
        f"days the smallest p is {100 * shown['smallest_p'].min():.1f} percent.",
        source=SOURCE + "; comparison with other days after Brown and Warner (1985)",
        table=shown[columns].rename(columns={"car": "abnormal", "other_days": "other days", "smallest_p": "smallest p"}),
    )


@answers("Which part of the industry did the day hit?")
def group_portfolios(groups: pd.DataFrame, day: pd.DataFrame):
    """Draw the abnormal return of equally weighted portfolios on the day, with their range on other days.

    groups: benchmark, group and the columns of `ledger.methods.event_study.against_other_days`.
    day: share, group, benchmark, abnormal on the day (percentage points).
    """
    benchmark = benchmark_buttons(groups)
    default = groups["benchmark"].iloc[0]
    sizes = day[day["benchmark"] == default].groupby("group").size()
    shown = _spaced(groups.assign(shares=groups["group"].map(sizes)).round({"car": 2, "deviation": 2, "ratio": 1, "p": 3}))
    shown = shown.assign(
        low=-2 * shown["deviation"], high=2 * shown["deviation"], told=[f"{value:+.1f}" for value in shown["car"]]
    )
    here = shown[shown["benchmark"] == default].sort_values("car")
    moved = here.set_index("group")["car"]
    y = alt.Y("group:N", sort=list(here["group"]), title=None)
    scale = alt.Scale(domain=[-24, 10])
    rows = alt.Chart(shown).transform_filter(alt.datum.benchmark == benchmark).encode(y=y)
    band = rows.mark_bar(height=26, fillOpacity=0.25, color=NEUTRAL, stroke=NEUTRAL).encode(
        x=alt.X("low:Q", scale=scale, title="beyond the market, points"), x2="high:Q"
    )
    portfolio = rows.mark_point(shape="diamond", size=180, filled=True, color=ACCENT).encode(
        x=alt.X("car:Q", scale=scale),
        tooltip=["group", "shares", alt.Tooltip("car:Q", title="abnormal"), "deviation", "ratio", "rank"],
    )
    told = rows.mark_text(dy=-18).encode(x=alt.X("car:Q", scale=scale), text="told:N")
    single = alt.Chart(_spaced(day[["share", "group", "benchmark", "abnormal"]].round({"abnormal": 2}))).transform_filter(
        alt.datum.benchmark == benchmark
    )
    single = single.mark_point(size=45, filled=False, color=INK).encode(
        y=y, x=alt.X("abnormal:Q", scale=scale), tooltip=["share", "group"]
    )
    members = day[day["benchmark"] == default].groupby("group")["share"].agg(", ".join)
    listed = shown.assign(members=groups["group"].map(members))
    columns = ["group", "benchmark", "shares", "car", "deviation", "ratio", "rank", "p", "members"]
    return figure(
        (band + single + portfolio + told).add_params(benchmark).properties(height=360),
        name="group-portfolios",
        title=f"The day hit the makers: networking {moved['networking']:+.1f} points beyond the market, processors "
        f"{moved['processors']:+.1f}, "
        f"cloud and platforms {moved['cloud and platforms']:+.1f}",
        subtitle="◆ equally weighted portfolio, ○ its shares, 27 January 2025; bar: twice the standard deviation of the "
        "portfolio on other days, to each side",
        takeaway="Abnormal returns against the "
        + default
        + ": "
        + ", ".join(f"{row.group} {row.car:+.1f}" for row in here.itertuples())
        + " percentage points.",
        source=SOURCE,
        table=listed[columns].rename(columns={"car": "abnormal"}),
    )


def _spaced(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(group=frame["group"].str.replace("-", " "))
