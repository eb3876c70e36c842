"""Days: a level without its day, a plan told as a fact, a value that was true once."""

import altair as alt
import pandas as pd

from ledger.display.charts import CHINA
from ledger.display.questions import answers, only
from ledger.figures.misleading_numbers.pair import CLAIM_CROSS, CLAIM_LINE, across, bars, fair, misleading

_DAY = "%-d %B %Y"


@answers("How much did the index gain?")
def undated_snapshot_misleading(claims: pd.DataFrame, gain: pd.DataFrame):
    """Draw the gain of an index without dates, up to the day of the article.

    claims: the claim (value_low in percent, published_from). gain: date, gain (percent since the start of the year).
    """
    told = only(claims)
    drawn, later = (gain[gain["date"].le(told["published_from"]) == before] for before in (True, False))
    fallen = only(later.nsmallest(1, "gain"))
    at = alt.Chart(drawn).encode(
        x=alt.X("date:T", title=None, axis=None), y=alt.Y("gain:Q", title="percent", scale=alt.Scale(domain=[-10, 40]))
    )
    return misleading(
        (at.mark_area(color=CHINA, fillOpacity=0.3) + at.mark_line(color=CHINA, strokeWidth=3)).properties(height=200),
        fault=f"It stops on one day and hides the dates. On {fallen['date']:{_DAY}} the gain was {fallen['gain']:.1f} percent.",
        name="undated-snapshot-misleading",
        title=f"The index has gained {told['value_low']:g} percent this year",
        subtitle="Hang Seng Tech Index, gain since the start of the year, percent",
        takeaway=f"A line without dates rises to {told['value_low']:g} percent and stops there.",
        source="Closes of the Hang Seng Tech Index (table closes)",
        table=drawn.round({"gain": 2}),
    )


@answers("On which days was the gain as large as that?")
def undated_snapshot_fair(claims: pd.DataFrame, gain: pd.DataFrame):
    """Draw the gain of an index on every close on record, with dates.

    claims: the claim (value_low in percent, published_from). gain: date, gain (percent since the start of the year).
    """
    told = only(claims)
    low, high, last = (gain.loc[row] for row in (gain["gain"].idxmin(), gain["gain"].idxmax(), gain["date"].idxmax()))
    close = gain["gain"].sub(told["value_low"]).abs() < 0.5
    then = only(gain[gain["date"] <= told["published_from"]].nlargest(1, "date"))
    x = alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 3}))
    y = alt.Y("gain:Q", title="percent", scale=alt.Scale(domain=[-14, 60]))
    at = alt.Chart(gain).encode(x=x, y=y, tooltip=["date:T", alt.Tooltip("gain:Q", format=".2f")])
    edges = pd.DataFrame([low, high, last]).drop_duplicates().assign(text=lambda rows: rows["gain"].map("{:.1f}".format))
    named = alt.Chart(edges).encode(x=x, y="gain:Q", text="text")
    label = named.transform_filter("datum.gain >= 0").mark_text(dy=-14) + named.transform_filter("datum.gain < 0").mark_text(
        dy=14
    )
    said = alt.Chart(pd.DataFrame({"gain": [told["value_low"]]})).mark_rule(**CLAIM_LINE)
    return fair(
        (at.mark_line(strokeDash=[3, 3]) + at.mark_point(color=CHINA, size=50) + label).properties(height=260),
        said.encode(y="gain:Q"),
        name="undated-snapshot-fair",
        title=f"About {told['value_low']:g} percent on {close.sum()} of {len(gain)} closes on record, "
        f"which run from {low['gain']:.0f} to {high['gain']:+.0f} percent",
        subtitle="Hang Seng Tech Index, gain since the end of 2024, percent; points are the closes on record, dotted "
        "lines only join them",
        takeaway="The gain was "
        + ", ".join(f"{row['gain']:.1f} percent on {row['date']:{_DAY}}" for row in (then, low, high, last))
        + ".",
        source="Closes of the Hang Seng Tech Index from several publishers (table closes)",
        table=gain.round({"gain": 2}),
    )


@answers("Which chips work in the data centres?")
def plan_as_fact_misleading(claims: pd.DataFrame, parts: pd.DataFrame):
    """Draw the chips of a roadmap as if they were at work.

    claims: the claim (as_of_to). parts: name, available_from (date), pflops (8-bit operations, PFLOPS).
    """
    day = only(claims)["as_of_to"]
    drawn = parts.assign(short=parts["name"].str.replace("Huawei ", ""), color=CHINA, text=parts["pflops"].map("{:g}".format))
    drawn = drawn[["name", "short", "pflops", "color", "text"]]
    late = _how_many(parts["available_from"] > day)
    return misleading(
        bars(drawn, across("pflops:Q", "PFLOPS (FP8)", 0, 4.6), "short").properties(height=150),
        fault=f"{late} were due after {day:{_DAY}}. The bars show the figures of a roadmap.",
        name="plan-as-fact-misleading",
        title=f"Ascend chips of up to {parts['pflops'].max():g} PFLOPS work in China's data centres",
        subtitle="8-bit operations of one chip, PFLOPS",
        takeaway=f"Solid bars from {parts['pflops'].min():g} to {parts['pflops'].max():g} PFLOPS for {len(parts)} chips.",
        source="Huawei's roadmap, September 2025 (table accelerators)",
        table=drawn[["name", "pflops"]],
    )


@answers("When was each chip due?")
def plan_as_fact_fair(claims: pd.DataFrame, parts: pd.DataFrame):
    """Draw the quarter in which each chip of the roadmap is due; plans are dashed.

    claims: the claims on chips at work (as_of_to). parts: name, status, available_from (last day of the quarter),
        told (bool; an article has it at work).
    """
    day = claims["as_of_to"].max()
    due = parts.assign(short=parts["name"].str.replace("Huawei ", ""), quarter=parts["available_from"] - pd.offsets.QuarterEnd())
    due = due[["name", "short", "status", "quarter", "available_from", "told"]].astype({"told": bool})
    years = alt.Scale(domain=["2025-07-01T00:00:00", "2029-04-01T00:00:00"])
    x = alt.X("quarter:T", title=None, scale=years, axis=alt.Axis(format="%Y", tickCount="year"))
    at = alt.Chart(due).encode(x=x, y=alt.Y("short", sort=None, title=None))
    plan = alt.datum.status == "planned"
    span = at.mark_bar(height=14, color=CHINA, stroke=CHINA, strokeWidth=2).encode(
        x="quarter:T",
        x2="available_from:T",
        fillOpacity=alt.when(plan).then(alt.value(0.25)).otherwise(alt.value(1)),
        strokeDash=alt.when(plan).then(alt.value([4, 3])).otherwise(alt.value([1, 0])),
    )
    today = alt.Chart(pd.DataFrame({"quarter": [day], "word": [f"end of {day:%Y}"]})).encode(x=x)
    said = alt.Chart(due[due["told"]].assign(quarter=day - pd.Timedelta(days=16))).mark_point(**CLAIM_CROSS)
    return fair(
        (today.mark_rule() + today.mark_text(align="left", dx=5).encode(y=alt.value(8), text="word") + span).properties(
            height=190
        ),
        said.encode(x=x, y=alt.Y("short", sort=None)),
        name="plan-as-fact-fair",
        title=f"{_how_many(parts['available_from'] > day)} were due after the end of {day:%Y}",
        subtitle="Quarter in which each chip is due by Huawei's roadmap; dashed, because it is planned",
        takeaway="Due by the end of: " + "; ".join(due["short"] + ", " + due["available_from"].dt.strftime("%B %Y")) + ".",
        source="Huawei's roadmap, September 2025 (table accelerators)",
        table=due[["name", "status", "quarter", "available_from"]],
    )


def _how_many(late: pd.Series) -> str:
    return f"All {len(late)} chips" if late.all() else f"{late.sum()} of {len(late)} chips"


@answers("How much text does the model family take at once?")
def out_of_date_misleading(claims: pd.DataFrame, known: pd.DataFrame):
    """Draw the first value as if it had stayed.

    claims: the claim (value_high in tokens). known: day, tokens (thousand); the last row repeats the value of the row above it.
    """
    told = only(claims)["value_high"] / 1000
    flat = known.assign(tokens=told)
    return misleading(
        _context(flat).mark_line(color=CHINA, strokeWidth=3).properties(height=200),
        fault=f"The value of {known['day'].min():%B} is drawn on to the end. "
        f"{known['tokens'].gt(told).sum() - 1} later values, up to {known['tokens'].max():,g} thousand, are missing.",
        name="out-of-date-misleading",
        title=f"Qwen3 takes {told:g}K tokens",
        subtitle="Longest context of a Qwen3 model, thousand tokens",
        takeaway=f"A flat line at {told:g} thousand tokens from {flat['day'].min():%B} to {flat['day'].max():%B %Y}.",
        source="One article",
        table=flat,
    )


@answers("Until when did the value hold?")
def out_of_date_fair(claims: pd.DataFrame, known: pd.DataFrame):
    """Draw the value and its updates as steps.

    claims: the claim (value_high in tokens). known: as for `out_of_date_misleading`.
    """
    steps = known.drop_duplicates("tokens")
    first, *later = steps.itertuples()
    at = _context(known)
    labels = _context(steps).mark_text(align="left", dx=3, dy=-12).encode(text=alt.Text("tokens:Q", format=","))
    then = ", then ".join(f"{row.tokens:,g}K" for row in later)
    return fair(
        (
            at.mark_line(interpolate="step-after", color=CHINA, strokeWidth=3) + at.mark_point(color=CHINA, size=60) + labels
        ).properties(height=240),
        _context(known.assign(tokens=only(claims)["value_high"] / 1000)).mark_line(**CLAIM_LINE),
        name="out-of-date-fair",
        title=f"{first.tokens:,g}K held from {first.day:%B}" + (f" to {later[0].day:%B}; then came {then}" if later else " on"),
        subtitle="Longest context of an open Qwen3 model, thousand tokens; one million needs an extension",
        takeaway="; ".join(f"{row.tokens:,g} thousand tokens from {row.day:{_DAY}}" for row in steps.itertuples()) + ".",
        source="Qwen's blog and README",
        table=known,
    )


def _context(frame: pd.DataFrame):
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 2}))
    return alt.Chart(frame).encode(x=x, y=alt.Y("tokens:Q", title="thousand tokens", scale=alt.Scale(domain=[0, 1100])))
