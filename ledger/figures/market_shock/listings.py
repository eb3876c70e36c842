"""Hong Kong and Shanghai: the index through its year, and two first days of trading."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL
from ledger.display.controls import radio, slider
from ledger.display.questions import answers


@answers("On which days of 2025 was the stated gain true?")
def hang_seng_year(index: pd.DataFrame, stated: float, article_from: pd.Timestamp):
    """Draw the gain of the Hang Seng Tech Index since the end of 2024, and count the closes at or above a level the reader sets.

    index: date, close, gain (percent since the close of 31 December 2024). stated: the gain that an article states, percent;
    missing where the edition lacks the article. article_from: the first day on which that article can have been written.
    """
    days = index[index["date"] > "2024-12-31"]
    known = stated == stated
    level = stated if known else days["gain"].iloc[-1] // 1
    above, last = days[days["gain"] >= level], days.iloc[-1]
    high, low = days.loc[days["gain"].idxmax()], days.loc[days["gain"].idxmin()]
    wanted = slider("wanted", -10, max(level, high["gain"] // 0.5 / 2), 0.5, level, "Gain, percent")
    base = alt.Chart(index[["date", "close", "gain"]].round({"gain": 2})).transform_calculate(
        above=f"datum.gain >= {wanted.name} ? 'at or above' : 'below'", wanted=wanted.name
    )
    base = base.encode(x=alt.X("date:T", title=None, axis=alt.Axis(format="%b", tickCount=6)))
    y = alt.Y("gain:Q", title="gain since 31 December 2024, percent")
    line = base.mark_line(color=NEUTRAL, strokeWidth=1.5).encode(y=y)
    tips = [alt.Tooltip("date:T", format="%-d %b %Y"), "close", alt.Tooltip("gain:Q", format="+.2f")]
    dots = (
        base.transform_filter("datum.above === 'at or above'")
        .mark_point(filled=True, size=45, color=CHINA)
        .encode(y=y, tooltip=tips)
    )
    rule = (
        base.transform_aggregate(wanted="max(wanted)")
        .mark_rule(strokeDash=[4, 4], color=INK)
        .encode(y="wanted:Q", x=alt.value(0), x2=alt.value("width"))
    )
    count = (
        base.transform_filter("datum.date > datetime(2024, 11, 31, 12)")
        .transform_calculate(met="datum.above === 'at or above' ? 1 : 0")
        .transform_aggregate(met="sum(met)", days="count()")
        .transform_calculate(told="datum.met + ' of ' + datum.days + ' closes'")
        .mark_text(align="right", fontWeight="bold")
        .encode(x=alt.value("width"), y=alt.value(272), text="told:N")
    )
    layers = line + dots + rule + count
    if known:
        marks = alt.Chart(pd.DataFrame({"date": [article_from], "told": ["article, not before"]})).encode(x="date:T")
        layers += marks.mark_rule(color=INK, strokeDash=[2, 2]) + marks.mark_text(align="left", dx=5).encode(
            y=alt.value(300), text="told:N"
        )
    return figure(
        layers.add_params(wanted).properties(height=320),
        name="hang-seng-year",
        title=f"A gain of {level:g} percent or more held on {len(above)} of {len(days)} closes; on "
        f"{last['date']:%-d %B %Y} it was {last['gain']:.2f}",
        subtitle="Hang Seng Tech Index, gain since the close of 31 December 2024, percent; marked: closes at or above "
        "the gain you set",
        takeaway=f"The gain ran from {low['gain']:.1f} percent on {low['date']:%-d %B} to {high['gain']:.1f} on "
        f"{high['date']:%-d %B}. "
        f"At the close of {last['date']:%-d %B %Y} it was {last['gain']:.2f} percent.",
        source="Daily levels of the index, two public tables that agree (see the table closes)",
        table=index[["date", "close", "gain"]].round({"gain": 2}),
    )


@answers("Which part of the first-day jump came before the first trade?")
def debut_prices(ipos: pd.DataFrame):
    """Draw the way from the offer price to the first trade, and from there to the close.

    ipos: name, ipo_price, open, high, close (yuan a share).
    """
    order = ["offer to first trade", "first trade to close"]
    steps = pd.concat([
        ipos.assign(step=order[0], start=ipos["ipo_price"], end=ipos["open"], top=ipos["open"]),
        ipos.assign(step=order[1], start=ipos["open"], end=ipos["close"], top=ipos["high"]),
    ]).sort_values("name", kind="stable")  # fmt: skip
    steps["points"] = (100 * (steps["end"] - steps["start"]) / steps["ipo_price"]).round(1)
    first = (100 * (ipos["open"] / ipos["ipo_price"] - 1)).tolist()
    unit = radio("unit", ["percent of the offer price", "yuan a share"], "Unit")
    changed = {
        name: f"{unit.name} === 'yuan a share' ? datum.{name} : 100 * (datum.{name} / datum.ipo_price - 1)"
        for name in ("start", "end", "top")
    }
    base = (
        alt.Chart(steps[["name", "step", "ipo_price", "start", "end", "top"]])
        .transform_calculate(before=changed["start"], after=changed["end"], highest=changed["top"])
        .transform_calculate(
            told="(datum.after < datum.before ? '\u2212' : '+') + format(abs(datum.after - datum.before), '.1f')",
            right="max(datum.before, datum.after, datum.highest)",
        )
        .encode(y=alt.Y("name:N", title=None), yOffset=alt.YOffset("step:N", sort=order))
    )
    x = alt.X("before:Q", title="percent gain, or yuan", axis=alt.Axis(tickCount=4), scale=alt.Scale(domain=[0, 1050]))
    colour = alt.Color(
        "step:N", title=None, sort=order, legend=alt.Legend(columns=1), scale=alt.Scale(domain=order, range=[ACCENT, NEUTRAL])
    )
    tips = ["name", "step", *(alt.Tooltip(f"{field}:Q", format=".1f") for field in ("before", "after", "highest"))]
    bars = base.mark_bar(height=20).encode(x=x, x2="after:Q", color=colour, tooltip=tips)
    high = base.transform_filter(alt.datum.step == order[1]).mark_tick(thickness=3, height=28, color=INK).encode(x="highest:Q")
    told = base.mark_text(align="left", dx=6).encode(x="right:Q", text="told:N")
    return figure(
        (bars + high + told).add_params(unit).properties(height=190),
        name="debut-prices",
        title="Most of the jump came before the first trade, which stood "
        + " and ".join(f"{value:.0f}" for value in first)
        + " percent above the offer",
        subtitle="First day on the STAR Market in Shanghai. Upper bar: offer price to first trade; lower bar: on to the "
        "close, in the same unit; upright mark: the highest price",
        takeaway="; ".join(
            f"{row.name}: offer {row.ipo_price:g}, first trade {row.open:g}, high {row.high:g}, close {row.close:g} yuan"
            for row in ipos.itertuples()
        )
        + ".",
        source="South China Morning Post, Deep News, Economic Observer, Jiemian News (see the table ipos)",
        table=steps[["name", "step", "start", "end", "points"]].rename(
            columns={"start": "from, yuan", "end": "to, yuan", "points": "points of the offer price"}
        ),
    )


@answers("How much money did the offer price leave to others?")
def money_left(ipos: pd.DataFrame):
    """Draw what the companies raised and what they left on the table, for an offer price that the reader sets.

    ipos: name, ipo_price and close (yuan a share), shares (offered, count).
    """
    factor = slider("factor", 1, 5, 0.1, 1, "Offer price, times the actual one")
    shown = ipos.assign(
        raised=ipos["ipo_price"] * ipos["shares"] / 1e9, left=(ipos["close"] - ipos["ipo_price"]) * ipos["shares"] / 1e9
    )
    lead, kinds = shown.loc[shown["left"].idxmax()], ["raised", "left"]
    base = (
        alt.Chart(shown[["name", "ipo_price", "close", "shares"]])
        .transform_calculate(
            raised=f"{factor.name} * datum.ipo_price * datum.shares / 1e9",
            left=f"(datum.close - {factor.name} * datum.ipo_price) * datum.shares / 1e9",
        )
        .transform_fold(kinds, ["kind", "billions"])
        .transform_calculate(told="datum.kind + ' ' + format(datum.billions, '.1f')")
        .encode(
            y=alt.Y("name:N", title=None),
            yOffset=alt.YOffset("kind:N", sort=kinds),
            x=alt.X("billions:Q", title="billion yuan", scale=alt.Scale(domain=[0, 55]), axis=alt.Axis(tickCount=5)),
        )
    )
    bars = base.mark_bar(height=22).encode(
        color=alt.Color("kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[ACCENT, NEUTRAL])),
        tooltip=["name", "kind:N", alt.Tooltip("billions:Q", format=".1f", title="billion yuan")],
    )
    words = base.mark_text(align="left", dx=4).encode(text="told:N")
    return figure(
        (bars + words).add_params(factor).properties(height=170),
        name="money-left",
        title=f"{lead['name']} raised {lead['raised']:.1f} billion yuan and left {lead['left']:.1f} billion on the table",
        subtitle="Raised: offer price times shares offered. Left on the table: first close less offer price, times "
        "shares offered. Billion yuan",
        takeaway="; ".join(
            f"{row.name}: {row.raised:.1f} billion yuan raised, {row.left:.1f} left on the table" for row in shown.itertuples()
        )
        + ".",
        source="Prices and shares offered as in the tables ipos and evidence; measure after Loughran and Ritter (2002)",
        table=shown[["name", "ipo_price", "close", "shares", "raised", "left"]].round({"raised": 2, "left": 2}),
    )
