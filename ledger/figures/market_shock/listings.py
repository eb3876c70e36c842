"""Hong Kong and Shanghai: the index through its year, and two first days of trading."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import CHINA, INK, NEUTRAL
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
    level = stated if known else round(days["gain"].iloc[-1])
    above, last = days[days["gain"] >= level], days.iloc[-1]
    high, low = days.loc[days["gain"].idxmax()], days.loc[days["gain"].idxmin()]
    wanted = slider("wanted", -10, 50, 0.5, level, "Gain, percent")
    base = alt.Chart(index[["date", "close", "gain"]].round({"gain": 2})).transform_calculate(above=f"datum.gain >= {wanted.name} ? 'at or above' : 'below'", wanted=wanted.name)
    base = base.encode(x=alt.X("date:T", title=None, axis=alt.Axis(format="%b", tickCount=6)))
    y = alt.Y("gain:Q", title="gain since 31 December 2024, percent")
    line = base.mark_line(color=NEUTRAL, strokeWidth=1.5).encode(y=y)
    tips = [alt.Tooltip("date:T", format="%-d %b %Y"), "close", alt.Tooltip("gain:Q", format="+.2f")]
    dots = base.transform_filter("datum.above === 'at or above'").mark_point(filled=True, size=45, color=CHINA).encode(y=y, tooltip=tips)
    rule = base.transform_aggregate(wanted="max(wanted)").mark_rule(strokeDash=[4, 4], color=INK).encode(y="wanted:Q", x=alt.value(0), x2=alt.value("width"))
    count = (
        base.transform_filter("datum.date > datetime(2024, 11, 31, 12)")
        .transform_calculate(met="datum.above === 'at or above' ? 1 : 0")
        .transform_aggregate(met="sum(met)", days="count()")
        .transform_calculate(told="datum.met + ' of ' + datum.days + ' closes'")
        .mark_text(align="left", fontWeight="bold")
        .encode(x=alt.value(6), y=alt.value(10), text="told:N")
    )
    layers = line + dots + rule + count
    if known:
        marks = alt.Chart(pd.DataFrame({"date": [article_from], "told": ["article, not before"]})).encode(x="date:T")
        layers += marks.mark_rule(color=INK, strokeDash=[2, 2]) + marks.mark_text(align="left", dx=5).encode(y=alt.value(300), text="told:N")
    return figure(
        layers.add_params(wanted).properties(height=320),
        name="hang-seng-year",
        title=f"A gain of {level:g} percent or more held on {len(above)} of {len(days)} closes of 2025; on {last['date']:%-d %B} it was {last['gain']:.2f}",
        subtitle="Hang Seng Tech Index, gain since the close of 31 December 2024, percent; marked: closes at or above the gain you set",
        takeaway=f"The gain ran from {low['gain']:.1f} percent on {low['date']:%-d %B} to {high['gain']:.1f} on {high['date']:%-d %B}. "
        f"At the close of {last['date']:%-d %B %Y} it was {last['gain']:.2f} percent.",
        source="Daily levels of the index, two public tables that agree (see the table closes)",
        table=index[["date", "close", "gain"]].round({"gain": 2}),
    )


@answers("Who got the first-day jump?")
def debut_prices(ipos: pd.DataFrame):
    """Draw the way from the offer price to the first trade, and from there to the close.

    ipos: company, listed_on, ipo_price, open, high, close (yuan a share).
    """
    steps = pd.concat([
        ipos.assign(step="offer to first trade", start=ipos["ipo_price"], end=ipos["open"], top=ipos["ipo_price"]),
        ipos.assign(step="first trade to close", start=ipos["open"], end=ipos["close"], top=ipos["high"]),
    ]).sort_values(["listed_on", "start"], kind="stable")  # fmt: skip
    steps["points"] = (100 * (steps["end"] - steps["start"]) / steps["ipo_price"]).round(1)
    steps["row"] = steps["company"].str.split().str[:2].str.join(" ").str.replace(" Integrated", "") + ": " + steps["step"]
    whole = ipos.assign(jump=100 * (ipos["close"] / ipos["ipo_price"] - 1), traded=100 * (ipos["close"] / ipos["open"] - 1))
    unit = radio("unit", ["percent of the offer price", "yuan a share"], "Unit")
    changed = {name: f"{unit.name} === 'yuan a share' ? datum.{name} : 100 * (datum.{name} / datum.ipo_price - 1)" for name in ("start", "end", "top")}
    base = alt.Chart(steps[["row", "step", "ipo_price", "start", "end", "top"]]).transform_calculate(
        from_value=changed["start"], to_value=changed["end"], high_value=changed["top"]
    ).transform_calculate(
        told="(datum.to_value < datum.from_value ? '\u2212' : '+') + format(abs(datum.to_value - datum.from_value), '.1f')",
        right="max(datum.from_value, datum.to_value, datum.high_value)",
    ).encode(y=alt.Y("row:N", sort=list(steps["row"]), title=None, axis=alt.Axis(labelLimit=250)))  # fmt: skip
    x = alt.X("from_value:Q", title="gain from the offer price in percent, or yuan, as you choose", axis=alt.Axis(tickCount=4))
    order = ["offer to first trade", "first trade to close"]
    bars = base.mark_bar(height=20).encode(
        x=x, x2="to_value:Q",
        color=alt.Color("step:N", legend=None, scale=alt.Scale(domain=order, range=[CHINA, NEUTRAL])),
        tooltip=["row", alt.Tooltip("from_value:Q", format=".1f", title="from"), alt.Tooltip("to_value:Q", format=".1f", title="to"), alt.Tooltip("high_value:Q", format=".1f", title="high")],
    )  # fmt: skip
    high = base.transform_filter("datum.step === 'first trade to close'").mark_tick(thickness=3, height=26, color=INK).encode(x="high_value:Q")
    told = base.mark_text(align="left", dx=6).encode(x="right:Q", text="told:N")
    return figure(
        (bars + high + told).add_params(unit).properties(height=190),
        name="debut-prices",
        title="The jump was over before the public could trade: " + "; ".join(f"{row.company.split(' Int')[0]} {row.jump:+.0f} percent on the offer, {row.traded:+.1f} on the first trade" for row in whole.itertuples()),
        subtitle="First day of trading on the STAR Market in Shanghai: from the offer price to the first trade, and on to the close; upright mark: the highest price",
        takeaway="; ".join(f"{row.company}: offer {row.ipo_price:g}, first trade {row.open:g}, high {row.high:g}, close {row.close:g} yuan" for row in whole.itertuples()) + ".",
        source="South China Morning Post, Deep News, Economic Observer, Jiemian News (see the table ipos)",
        table=steps[["company", "step", "start", "end", "points"]].rename(columns={"start": "from, yuan", "end": "to, yuan", "points": "points of the offer price"}),
    )


@answers("How much money did the offer price leave to others?")
def money_left(ipos: pd.DataFrame):
    """Draw what the companies raised and what they left on the table, for an offer price that the reader sets.

    ipos: company, ipo_price and close (yuan a share), shares (offered, count).
    """
    factor = slider("factor", 1, 5, 0.1, 1, "Offer price, times the actual one")
    shown = ipos.assign(raised=ipos["ipo_price"] * ipos["shares"] / 1e9, left=(ipos["close"] - ipos["ipo_price"]) * ipos["shares"] / 1e9)
    lead = shown.loc[shown["left"].idxmax()]
    base = (
        alt.Chart(shown[["company", "ipo_price", "close", "shares"]])
        .transform_calculate(raised=f"{factor.name} * datum.ipo_price * datum.shares / 1e9", left=f"(datum.close - {factor.name} * datum.ipo_price) * datum.shares / 1e9")
        .transform_fold(["raised", "left"], ["kind", "billions"])
        .transform_calculate(row="datum.company + ': ' + (datum.kind === 'left' ? 'left on the table' : 'raised')")
        .encode(y=alt.Y("row:N", title=None, sort=None, axis=alt.Axis(labelLimit=230)), x=alt.X("billions:Q", title="billion yuan", scale=alt.Scale(domain=[0, 46])))
    )
    bars = base.mark_bar(height=22).encode(
        color=alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["raised", "left"], range=[CHINA, NEUTRAL])),
        tooltip=["company", "kind:N", alt.Tooltip("billions:Q", format=".1f", title="billion yuan")],
    )
    told = base.mark_text(align="left", dx=4).encode(text=alt.Text("billions:Q", format=".1f"))
    return figure(
        (bars + told).add_params(factor).properties(height=170),
        name="money-left",
        title=f"{lead['company']} raised {lead['raised']:.1f} billion yuan and left {lead['left']:.1f} billion on the table",
        subtitle="Raised: offer price times shares offered. Left on the table: first close less offer price, times shares offered. Billion yuan",
        takeaway="; ".join(f"{row.company}: {row.raised:.1f} billion yuan raised, {row.left:.1f} left on the table" for row in shown.itertuples()) + ".",
        source="Prices and shares offered as in the tables ipos and evidence; measure after Loughran and Ritter (2002)",
        table=shown[["company", "ipo_price", "close", "shares", "raised", "left"]].round({"raised": 2, "left": 2}),
    )
