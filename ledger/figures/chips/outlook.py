"""Dates of EUV machines and estimates of years behind."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only
from ledger.errors import NotKnown
from ledger.figures.chips.words import row_labels, wrapped


@answers("What has happened with EUV machines, and what is only expected?")
def euv_dates(dates: pd.DataFrame, pace: float):
    """Draw events, targets and estimates for EUV in China below ASML's history, on one axis.

    dates: programme (China or ASML), label, date, kind (event, target, estimate), statement, grade. pace: years from
    ASML's first tools to high volume; a slider sets another number of years for the same step in China.
    """
    prototype = only(dates, label="prototype")
    target, insiders = dates[dates["kind"] == "target"]["date"].min(), dates[dates["kind"] == "estimate"]["date"].max()
    if pd.isna(target) or pd.isna(insiders):
        raise NotKnown("No date for working chips was told yet.")
    rows = dates.assign(row=dates["programme"].where(dates["kind"] == "event", dates["programme"] + ", hoped for"))
    drawn = (
        rows[["row", "label", "date", "kind"]]
        .drop_duplicates()
        .sort_values("date")
        .assign(turn=lambda frame: frame.groupby("row").cumcount() % 2)
    )
    # A date of which only the year is known is kept as its last day; drawn there it would look like the next year.
    year_only = (drawn["date"].dt.month == 12) & (drawn["date"].dt.day == 31)
    drawn["date"] = drawn["date"].where(~year_only, drawn["date"] - pd.Timedelta(days=183))
    drawn["words"] = drawn["label"] + (" " + drawn["date"].dt.strftime("%Y")).where(year_only, "")
    analogy = "at ASML's pace"
    order = ["ASML", "China", "China, hoped for", analogy]
    years = slider("years", 2, 20, 1, pace, "Years from prototype to high volume")
    x = alt.X(
        "date:T",
        title=None,
        axis=alt.Axis(format="%Y", tickCount=6),
        scale=alt.Scale(domain=["2003-01-01T00:00:00", "2047-01-01T00:00:00"]),
    )
    y = alt.Y("row:N", title=None, sort=order, scale=alt.Scale(domain=order))
    kinds, legend = ["event", "target", "estimate", "our analogy"], alt.Legend(columns=2)
    look = {
        "color": alt.Color("kind:N", title=None, legend=legend, scale=alt.Scale(domain=kinds, range=[INK, INK, ACCENT, NEUTRAL])),
        "shape": alt.Shape(
            "kind:N",
            title=None,
            legend=legend,
            scale=alt.Scale(domain=kinds, range=["circle", "triangle-up", "diamond", "square"]),
        ),
    }
    base = alt.Chart(drawn).encode(x=x, y=y, tooltip=["row", "label", "kind", alt.Tooltip("date:T", format="%Y")])
    done = base.transform_filter("datum.kind == 'event'").mark_point(filled=True, size=140).encode(**look)
    ahead = base.transform_filter("datum.kind != 'event'").mark_point(filled=False, size=170, strokeWidth=2).encode(**look)
    side = alt.expr("datum.label == 'high volume' ? 'left' : 'center'")
    names = base.transform_filter("datum.turn == 0").mark_text(dy=-15, align=side).encode(text="words:N") + base.transform_filter(
        "datum.turn == 1"
    ).mark_text(dy=18).encode(text="words:N")
    guess = (
        alt.Chart(pd.DataFrame({"start": [prototype["date"]], "row": [analogy], "kind": ["our analogy"]}))
        .transform_calculate(date="datetime(year(datum.start) + years, month(datum.start), 1)")
        .transform_calculate(text="'high volume: ' + year(datum.date)")
    )
    path = guess.mark_rule(strokeDash=[4, 4], strokeWidth=2, color=NEUTRAL).encode(x=alt.X("start:T"), x2="date:T", y=y)
    mark = guess.mark_point(filled=False, size=170, strokeWidth=2).encode(x=x, y=y, **look) + guess.mark_text(
        align="right", dx=6, dy=-16
    ).encode(x=x, y=y, text="text:N")
    gap = insiders.year - target.year
    return figure(
        (path + mark + done + ahead + names).add_params(years).properties(height=290),
        name="euv-dates",
        title=f"The state's target for working chips is {target.year}; people close to the work expect {insiders.year}, "
        f"{gap} years later",
        subtitle="Filled circles happened; hollow marks are a target, an estimate, and our analogy, which is no forecast: it "
        "applies ASML's years from first tools to high volume",
        takeaway=f"ASML took {pace:.0f} years from its first tools to high volume, and less than two years to a test chip with "
        f"one EUV layer. China's prototype dates from early {prototype['date'].year}. Working chips and high volume "
        "are two different goals.",
        source="Reuters as reported by Semafor and others; Albany NanoTech; Tom's Hardware; Bits&Chips (see the table lithography "
        "and the record of evidence)",
        table=rows[["programme", "label", "date", "kind", "statement", "grade"]],
    )


@answers("How many years behind is Chinese chipmaking said to be, by whom, and in what?")
def years_behind(gaps: pd.DataFrame, low: float, high: float):
    """Draw each estimate in years as a range, with who says it and what it compares; nothing is pooled.

    gaps: by, about, compares, value_low, value_high (NaN for no upper end), published, grade.
    low, high: the range of an article, NaN where this edition lacks it.
    """
    spans = gaps.assign(
        label=gaps["by"].str.split(", ").str[-1] + gaps["published"].dt.strftime(", %Y") + "|" + wrapped(gaps["about"], 44),
        source="has a source",
    )
    spans = spans.sort_values("value_low", ascending=False)
    said = {
        "by": "the article",
        "label": "the article|Chinese chips behind TSMC",
        "about": "Chinese chips behind TSMC",
        "compares": "chip making",
    }
    said = pd.DataFrame(
        [said | {"source": "no source found", "grade": "no source found", "value_low": low, "value_high": high}]
    ).dropna(subset=["value_low"])
    drawn = pd.concat([said, spans]) if len(said) else spans.copy()
    drawn["end"] = drawn["value_high"].fillna(16)
    drawn["open"] = drawn["value_high"].isna()
    kinds = list(dict.fromkeys(drawn["compares"]))
    years, shown = slider("gap", 1, 16, 1, 8, "Years behind, to test"), radio("shown", ["all", *kinds], "Compares")
    across = alt.Scale(domain=[0, 17], nice=False)
    x = alt.X("value_low:Q", title="years behind", scale=across)
    base = (
        alt.Chart(drawn[["label", "about", "compares", "source", "value_low", "value_high", "end", "open", "grade"]])
        .transform_filter("shown == 'all' || datum.compares == shown")
        .transform_calculate(holds="datum.value_low <= gap && gap <= datum.end ? 'range holds it' : 'range does not hold it'")
        .encode(
            y=alt.Y("label:N", sort=list(drawn["label"]), title=None, axis=None),
            tooltip=["about", "value_low", "value_high", "grade", "holds:N"],
        )
    )
    ends, legend = ["range holds it", "range does not hold it"], alt.Legend(columns=1, offset=34)
    color = alt.Color("holds:N", title=None, legend=legend, scale=alt.Scale(domain=ends, range=[ACCENT, NEUTRAL]))
    shape = alt.Shape("holds:N", title=None, legend=legend, scale=alt.Scale(domain=ends, range=["circle", "square"]))
    lines = base.transform_filter("datum.source == 'has a source'").mark_rule(strokeWidth=4).encode(x=x, x2="end:Q", color=color)
    dashed = (
        base.transform_filter("datum.source != 'has a source'")
        .mark_rule(strokeWidth=4, strokeDash=[5, 4])
        .encode(x=x, x2="end:Q", color=color)
    )
    tips = base.mark_point(size=110, filled=True).encode(x=x, color=color, shape=shape)
    tails = (
        base.transform_filter("!datum.open")
        .mark_point(size=110, filled=True)
        .encode(x=alt.X("end:Q", scale=across), color=color, shape=shape)
    )
    arrows = (
        base.transform_filter("datum.open")
        .mark_point(size=130, filled=True, shape="triangle-right")
        .encode(x=alt.X("end:Q", scale=across), color=color)
    )
    test = (
        alt.Chart(pd.DataFrame({"start": [0]}))
        .transform_calculate(value_low="datum.start + gap")
        .mark_rule(color=ACCENT, strokeWidth=2)
        .encode(x=x)
    )
    return figure(
        (test + lines + dashed + tips + tails + arrows + row_labels(base, lines=3))
        .add_params(years, shown)
        .properties(height=74 * len(drawn)),
        name="years-behind",
        title=f"Estimates with a source run from {gaps['value_low'].min():.0f} to {gaps['value_high'].max():.0f} years, and "
        "they measure different gaps",
        subtitle="How far China is said to be behind in chips, years; a dashed range is an article's without a source; an arrow "
        "has no upper end; the vertical line is the number you test",
        takeaway="; ".join(f"{row.by}: {row.value_low:g}{_up_to(row)} years ({row.about})" for row in spans.itertuples()) + ".",
        source="Those named, as reported by the works in the table process_gap",
        table=drawn[["by", "about", "compares", "value_low", "value_high", "published", "grade"]],
    )


def _up_to(row) -> str:
    if pd.isna(row.value_high):
        return " or more"
    return "" if row.value_high == row.value_low else f" to {row.value_high:g}"
