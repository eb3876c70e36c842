"""Charts of the official counts: how exact they are, and what they allow between two dates."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, FAINT, INK, NEUTRAL
from ledger.display.controls import radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown

CNNIC = "CNNIC, as reported by Xinhua and others (table users)"
PATHS = ["straight line", "constant growth"]
_DAYS = alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 6}, labelAlign="center")
# Where a path stands between two counts; `part` is the share of the time that has passed.
_ON_PATH = {
    "straight line": "datum.before + datum.part * (datum.after - datum.before)",
    "constant growth": "datum.before * pow(datum.after / datum.before, datum.part)",
}


@answers("How many people in China say that they have used generative AI, and how exact is a survey?")
def official_counts(survey: pd.DataFrame, asked: float):
    """Draw the counts with the interval that chance leaves.

    survey: date, millions, percent (of the population), margin (millions, half the 95 percent interval of a
    simple random sample), change (millions, from the count before) and change_margin. asked: people in each
    sample (count). The reader sets the design effect.
    """
    effect = slider("effect", 1, 16, 1, 1, "Design effect of the survey")
    days = alt.X("date:T", title=None, axis=_DAYS, scale=alt.Scale(nice=False, padding=45))
    base = alt.Chart(survey).transform_calculate(
        half="datum.margin * sqrt(effect)",
        low="datum.millions - datum.half",
        high="datum.millions + datum.half",
        told="datum.margin == null ? datum.millions : datum.millions + ' ± ' + format(datum.half, '.0f')",
    )
    base = base.encode(x=days, tooltip=["date", "millions", "percent", "told:N"])
    y = alt.Scale(domain=[0, 700])
    bars = base.transform_filter("isValid(datum.margin)").mark_rule(strokeWidth=12, color=NEUTRAL)
    bars = bars.encode(y=alt.Y("low:Q", title="users, millions", scale=y), y2="high:Q")
    dots = base.mark_point(color=CHINA, size=60).encode(y=alt.Y("millions:Q", title="users, millions", scale=y))
    line = base.mark_line(strokeDash=[3, 4], strokeWidth=1, color=NEUTRAL).encode(y="millions:Q")
    text = base.mark_text(dy=-24).encode(y="millions:Q", text="told:N")
    first, last = survey.iloc[0], survey.iloc[-1]
    steps = survey.dropna(subset=["change", "change_margin"])
    told = [
        f"up to {row.date:%B %Y} {row.change:.0f} million, {row.change / row.change_margin:.1f} times its margin"
        for row in steps.itertuples()
    ]
    room = f"; ±: 95 percent interval if each survey asked {asked:,.0f}" if asked > 0 else ""
    changes = f" The changes: {'; '.join(told)}." if told else ""
    names = {"millions": "users, millions", "percent": "percent of population", "margin": "margin, millions"}
    names |= {"change": "change, millions", "change_margin": "margin of the change"}
    rows = survey.assign(date=survey["date"].dt.strftime("%B %Y")).round(2).rename(columns=names)
    return figure(
        (line + bars + dots + text).add_params(effect).properties(height=330),
        name="official-counts",
        title=f"The official count rose from {first['millions']:.0f} to {last['millions']:.0f} million users",
        subtitle="People in China who say they ever used generative AI, millions" + room,
        takeaway=f"CNNIC counted {first['millions']:.0f} million users in {first['date']:%B %Y} "
        f"and {last['millions']:.0f} million in {last['date']:%B %Y}.{changes}",
        source=f"{CNNIC}; intervals by this book",
        table=rows,
    )


@answers("Can the published growth follow from the rounded counts?")
def growth_within_rounding(periods: pd.DataFrame):
    """Draw, for each period, how far the growth can lie from that of the rounded counts.

    periods: period, before and after (millions, rounded to one million), growth, low, high (percent),
    published (percent, missing where CNNIC gave none). The reader sets the unit of rounding.
    """
    step = slider("step", 0.1, 3, 0.1, 1, "Counts rounded to, million")
    base = alt.Chart(periods).transform_calculate(
        low="100 * ((datum.after - step / 2) / (datum.before + step / 2) - 1)",
        high="100 * ((datum.after + step / 2) / (datum.before - step / 2) - 1)",
        under="datum.low - datum.growth",
        over="datum.high - datum.growth",
        gap="datum.published - datum.growth",
        fits="datum.published + 0.05 >= datum.low && datum.published - 0.05 <= datum.high ? 'possible' : 'not possible'",
        told="format(datum.low, '.1f') + ' to ' + format(datum.high, '.1f') + ' %'",
    )
    x = alt.Scale(domain=[-2.2, 2.2])
    title = "points from the rounded growth"
    answered = ["possible", "not possible"]
    rows = alt.Y("period:N", sort=None, title=None, axis=alt.Axis(labelLimit=150))
    base = base.encode(y=rows, tooltip=["period", "growth", "told:N", "published"])
    bars = base.mark_rule(strokeWidth=8, color=NEUTRAL, clip=True)
    bars = bars.encode(x=alt.X("under:Q", title=title, scale=x, axis=alt.Axis(tickCount=5)), x2="over:Q")
    text = base.mark_text(dy=-18).encode(x=alt.datum(0, scale=x), text="told:N")
    said = (
        base.transform_filter("isValid(datum.published)")
        .mark_point(size=140)
        .encode(
            x=alt.X("gap:Q", title=title, scale=x),
            color=alt.Color("fits:N", title="published rate", scale=alt.Scale(domain=answered, range=[INK, ACCENT])),
            shape=alt.Shape("fits:N", title="published rate", scale=alt.Scale(domain=answered, range=["circle", "cross"])),
        )
    )
    given = periods.dropna(subset="published")
    if given.empty:
        raise NotKnown("No growth rate was published yet.")
    fits = int(given["published"].between(given["low"] - 0.05, given["high"] + 0.05).sum())
    main = given.iloc[0]
    return figure(
        (bars + said + text).add_params(step).properties(height=60 * len(periods)),
        name="growth-within-rounding",
        title=f"A growth of {main['published']:g} percent is possible: rounding leaves {main['low']:.1f} to {main['high']:.1f}",
        subtitle="Growth that counts rounded to a million allow (bar, percent above it) and growth as published (mark)",
        takeaway=f"{fits} of {len(given)} published growth rates lie inside the interval that rounding leaves. "
        f"For {main['period']} the rounded counts give {main['growth']:.1f} percent, CNNIC {main['published']:g}.",
        source=f"{CNNIC}; interval arithmetic by this book",
        table=periods.round(3),
    )


def _segments(counts: pd.Series) -> pd.DataFrame:
    """Return each pair of neighbouring counts: start, end, before, after."""
    if len(counts) < 2:
        raise NotKnown("It needs two counts.")
    return pd.DataFrame(
        {"start": counts.index[:-1], "end": counts.index[1:], "before": counts.to_numpy()[:-1], "after": counts.to_numpy()[1:]}
    )


@answers("Where can the number of users lie between two counts, and when can it reach a value?")
def between_counts(counts: pd.Series, paths: pd.DataFrame, claimed: pd.Series):
    """Draw the box between neighbouring counts, a path through it, and the dates of a value that the reader sets.

    counts: millions by date. paths: by date low, high and two paths (see `ledger.methods.interpolation`), millions.
    claimed: the article's row of the claims (value_low in users, as_of_to); empty where the edition lacks it.
    """
    pairs, said = _segments(counts), claimed["value_low"] / 1e6
    bottom, top = counts.iloc[0], counts.iloc[-1]
    wanted = slider(
        "wanted", float(bottom), float(top), 1, float(min(said, top) if said > 0 else top), "When could it reach, millions"
    )
    way = radio("way", PATHS, "Path inside the box")
    edge = alt.Scale(nice=False, padding=22)
    x = alt.X("date:T", title=None, axis=_DAYS, scale=edge)
    scale = alt.Scale(domain=[0, 720])
    y = alt.Y("millions:Q", title="users, millions", scale=scale, axis=alt.Axis(tickCount=7))
    boxes = (
        alt.Chart(pairs)
        .mark_rect(color=FAINT, stroke=NEUTRAL)
        .encode(
            x=alt.X("start:T", title=None, axis=_DAYS, scale=edge),
            x2="end:T",
            y=alt.Y("before:Q", title="users, millions", scale=scale),
            y2="after:Q",
        )
    )
    steps = paths.rename_axis("date").reset_index().melt("date", PATHS, "path", "millions").dropna()
    line = alt.Chart(steps).transform_filter("datum.path == way").mark_line(strokeDash=[5, 4], color=NEUTRAL).encode(x=x, y=y)
    points = pd.DataFrame({"date": counts.index, "millions": counts.to_numpy()})
    dots = alt.Chart(points).encode(x=x, y=y, tooltip=["date", "millions"])
    dots = dots.mark_point(color=CHINA) + dots.mark_text(dx=14, dy=17).encode(text=alt.Text("millions:Q", format=".0f"))
    reach = (
        alt.Chart(pairs)
        .transform_calculate(wanted="wanted")
        .transform_filter("datum.before < wanted && wanted <= datum.after")
        .transform_calculate(
            part="way == 'straight line' ? (wanted - datum.before) / (datum.after - datum.before) : log(wanted / "
            "datum.before) / log(datum.after / datum.before)",
            date="time(datum.start) + datum.part * (time(datum.end) - time(datum.start))",
            told="wanted + ' million: after ' + timeFormat(datum.start, '%-d %b %Y')",
            last="'at the latest ' + timeFormat(datum.end, '%-d %b %Y')",
            then="'on this path ' + timeFormat(datum.date, '%-d %b %Y')",
        )
    )
    level = alt.Y("wanted:Q", title="users, millions", scale=scale)
    rule = reach.mark_rule(color=ACCENT, strokeWidth=3).encode(x="start:T", x2="end:T", y=level)
    mark = reach.mark_point(color=ACCENT, shape="diamond", size=150).encode(x=x, y=level)
    words = reach.mark_text(align="left", color=ACCENT).encode(x=alt.value(8), y=alt.value(10), text="told:N")
    words += reach.mark_text(align="left", color=ACCENT).encode(x=alt.value(8), y=alt.value(27), text="last:N")
    words += reach.mark_text(align="left", color=ACCENT).encode(x=alt.value(8), y=alt.value(44), text="then:N")
    chart, title = (
        boxes + line + rule + mark + dots + words,
        "Between two counts the number of users lies in a box, not on a line",
    )
    takeaway = "Counts, millions: " + ", ".join(f"{count:.0f} in {date:%B %Y}" for date, count in counts.items()) + "."
    if said > 0 and claimed["as_of_to"] in paths.index:
        day = paths.loc[claimed["as_of_to"]]
        cross = alt.Chart(
            pd.DataFrame({"date": [claimed["as_of_to"]], "millions": [said], "label": [f"{said:.0f} said"]})
        ).encode(x=x, y=y)
        chart += cross.mark_point(shape="cross", angle=45, size=170, color=ACCENT) + cross.mark_text(dy=-16).encode(
            text="label:N"
        )
        title = f"For {claimed['as_of_to']:%B %Y} the official counts allow {day['low']:.0f} to {day['high']:.0f} million; an article says {said:.0f}"
        takeaway += f" At the end of {claimed['as_of_to']:%B %Y} a straight line gives {day['straight line']:.0f} and "
        takeaway += f"constant growth {day['constant growth']:.0f} million; the claim is {said:.0f}."
    return figure(
        chart.add_params(way, wanted).properties(height=380),
        name="users-between-two-counts",
        title=title,
        subtitle="People in China who ever used generative AI, millions; grey box: all that a count which never falls can be",
        takeaway=takeaway,
        source=f"{CNNIC}; bounds and paths by this book",
        table=paths.round(2).rename_axis("day").reset_index(),
    )


@answers("What can the count have been on one day?")
def on_a_day(counts: pd.Series, paths: pd.DataFrame, claimed: pd.Series):
    """Draw bounds and paths on a day of 2025 that the reader chooses, beside the article's number.

    counts, paths, claimed: as for ``between_counts``.
    """
    pairs, said, day = _segments(counts), claimed["value_low"] / 1e6, claimed["as_of_to"]
    if day not in paths.index or paths.loc[day].isna().any():
        raise NotKnown("No count after the claimed day is known.")
    chosen = slider("chosen", 1, 365, 1, int(day.dayofyear), "Day of the year 2025")
    rows = pairs.merge(pd.DataFrame({"what": ["bounds", *PATHS]}), how="cross")
    base = (
        alt.Chart(rows)
        .transform_calculate(day="time(datetime(2025, 0, chosen))")
        .transform_filter("time(datum.start) < datum.day && datum.day <= time(datum.end)")
        .transform_calculate(
            part="(datum.day - time(datum.start)) / (time(datum.end) - time(datum.start))",
            low=f"datum.what == 'bounds' ? datum.before : datum.what == 'straight line' ? {_ON_PATH['straight line']} : "
            f"{_ON_PATH['constant growth']}",
            high="datum.what == 'bounds' ? datum.after : datum.low",
            told="datum.what == 'bounds' ? format(datum.low, '.0f') + ' to ' + format(datum.high, '.0f') : "
            "format(datum.low, '.0f')",
            date="timeFormat(datum.day, '%-d %B %Y')",
        )
    )
    x = alt.Scale(domain=[200, 650])
    ticks = alt.Axis(tickCount=5)
    y = alt.Y("what:N", title=None, sort=["bounds", *PATHS, "the article"])
    base = base.encode(x=alt.X("low:Q", title="users, millions", scale=x, axis=ticks), y=y)
    bars = base.mark_rule(strokeWidth=8, color=NEUTRAL).encode(x2="high:Q")
    dots = base.transform_filter("datum.what != 'bounds'").mark_point(filled=False, strokeWidth=2, color=CHINA)
    text = base.mark_text(align="left", dy=-16).encode(text="told:N")
    said_row = pd.DataFrame({"what": ["the article"], "low": [said], "told": [f"{said:.0f}, of {day:%B}"]})
    cross = alt.Chart(said_row).encode(x=alt.X("low:Q", scale=x), y=y)
    cross = cross.mark_point(shape="cross", angle=45, size=170, color=ACCENT) + cross.mark_text(
        align="right", dx=8, dy=-17
    ).encode(text="told:N")
    date = (
        base.transform_filter("datum.what == 'bounds'")
        .mark_text(align="left", fontSize=15)
        .encode(x=alt.value(0), y=alt.value(-12), text="date:N")
    )
    row = paths.loc[day]
    return figure(
        (bars + dots + text + cross + date).add_params(chosen).properties(height=250),
        name="users-on-a-day",
        title=f"On {day.day} {day:%B %Y} at most {row['high']:.0f} million is possible; the article's {said:.0f} is "
        f"{said - row['high']:.0f} million more",
        subtitle="People in China who ever used generative AI, millions, on the day that the slider names",
        takeaway=f"The bounds are {row['low']:.0f} and {row['high']:.0f} million, constant growth gives "
        f"{row['constant growth']:.0f}, a straight line "
        f"{row['straight line']:.0f}, the article {said:.0f}.",
        source=f"{CNNIC}; bounds and paths by this book",
        table=pd.DataFrame(
            {
                "what": ["lower bound", "upper bound", *PATHS, "the article"],
                "users, millions": [row["low"], row["high"], row[PATHS[0]], row[PATHS[1]], said],
            }
        ).round(2),
    )
