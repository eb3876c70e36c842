"""Shares, capital spending, funds and first days on the exchange."""

import altair as alt
import pandas as pd

from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL, figure
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown
from ledger.figures.capital.style import country, if_stated

_KINDS = ["actual", "planned", "estimated"]
_KIND_SHAPES = alt.Scale(domain=_KINDS, range=["circle", "triangle-up", "diamond"])


@answers("How much does a gain since January depend on the day?")
def index_gain(gains: pd.DataFrame, stated: float):
    """Draw the gain of the index since a day that the reader chooses.

    gains: base (the starting day in words), date (datetime64), close, gain (percent). stated: the gain in the article, or missing.
    """
    levels = [f"{stated:g} percent or more", f"below {stated:g} percent"] if stated == stated else ["reached", "recorded close"]
    drawn = gains.assign(level=(gains["gain"] >= stated).map({True: levels[0], False: levels[1]}))
    options = gains["base"].unique().tolist()
    since = radio("since", options, "Gain since")
    y = alt.Y("gain:Q", title="gain since the chosen day, percent", scale=alt.Scale(domain=[-10, 60]))
    x = alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=4))
    shown = alt.Chart(drawn).transform_filter("datum.base == since").encode(x=x, y=y)
    joined = shown.mark_line(color=NEUTRAL, strokeDash=[3, 3], strokeWidth=1)
    dots = shown.mark_point(size=60).encode(
        color=alt.Color("level:N", title=None, scale=alt.Scale(domain=levels, range=[ACCENT, CHINA])),
        shape=alt.Shape("level:N", title=None, scale=alt.Scale(domain=levels, range=["triangle-up", "circle"])),
        tooltip=[alt.Tooltip("date:T", format="%-d %b %Y"), "close", "base", alt.Tooltip("gain:Q", format="+.2f", title="gain, percent")],
    )
    ends = shown.transform_window(last="rank()", sort=[alt.SortField("date", order="descending")]).transform_filter("datum.last == 1")
    words = ends.mark_text(dy=-14, dx=-18, fill=INK).encode(text=alt.Text("gain:Q", format="+.1f"))
    line = alt.Chart(alt.Data(values=[{"gain": float(stated)}] if stated == stated else [])).mark_rule(strokeDash=[6, 4]).encode(y="gain:Q")
    year = drawn[(drawn["base"] == options[0]) & (drawn["gain"] != 0)]
    lowest, highest, last = year.loc[year["gain"].idxmin()], year.loc[year["gain"].idxmax()], year.iloc[-1]
    told = [f"{row['gain']:+.1f} percent on {row['date']:%-d %B %Y}" for row in (lowest, highest, last)]
    return figure(
        (line + joined + dots + words).add_params(since).properties(height=340),
        name="hang-seng-tech-dates",
        title=f"Since {options[0]}: " + "; ".join(told),
        subtitle="Gain of the Hang Seng Tech Index at the close, percent; dots are joined only to guide the eye" + if_stated(stated, "; dashed: the gain stated"),
        takeaway=f"Since {options[0]} the gain at the recorded closes runs from {lowest['gain']:+.1f} to {highest['gain']:+.1f} percent.",
        source="Levels of the index at the close, on the days that the table closes holds",
        table=drawn[["base", "date", "close", "gain", "level"]].round({"gain": 2}),
    )


@answers("Who spends how much on machines, in one currency?")
def capital_spending(spend: pd.DataFrame):
    """Draw capital spending of one year by company; results, plans and estimates look different.

    spend: company, country, year, kind (actual, planned, estimated), bound (as stated, more than, up to), low and high of
        each currency in billions a year (low_usd, high_usd, low_cny, high_cny), rate and rate_date of the conversion.
    """
    drawn = spend.dropna(subset=["low_usd", "high_usd"]).assign(rate_day=lambda rows: rows["rate_date"].dt.strftime("%-d %b %Y").fillna("none"))
    if drawn.empty:
        raise NotKnown("It has no amount that can be brought to one currency.")
    years = sorted(int(year) for year in drawn["year"].unique())
    chosen = dropdown("chosen", years, "Year", value=2025 if 2025 in years else years[-1])
    money = radio("money", ["US dollars", "yuan"], "Currency")
    order = drawn.groupby("company")["high_usd"].max().sort_values(ascending=False).index.tolist()
    base = alt.Chart(drawn).transform_filter("datum.year == chosen").transform_calculate(
        least="money == 'yuan' ? datum.low_cny : datum.low_usd", most="money == 'yuan' ? datum.high_cny : datum.high_usd", middle="(datum.least + datum.most) / 2",
    ).encode(
        y=alt.Y("company:N", sort=order, title=None), yOffset=alt.YOffset("kind:N", sort=_KINDS), color=country(),
        tooltip=[
            "company", "kind", "bound", alt.Tooltip("least:Q", format=".1f"), alt.Tooltip("most:Q", format=".1f"),
            alt.Tooltip("rate:Q", format=".4f", title="yuan for a dollar"), alt.Tooltip("rate_day:N", title="rate of"), "note",
        ],
    )
    x = alt.X(
        "middle:Q", title="billions a year (log)", scale=alt.Scale(type="log", domain=[2, 4000]),
        axis=alt.Axis(values=[3, 10, 30, 100, 300, 1000], format="~g"),
    )
    stems = base.mark_rule(strokeWidth=3).encode(x=alt.X("least:Q", scale=alt.Scale(type="log", domain=[2, 4000])), x2="most:Q")
    dots = base.transform_filter("datum.kind == 'actual'").mark_point(size=100).encode(
        x=x, shape=alt.Shape("kind:N", title=None, scale=_KIND_SHAPES, legend=alt.Legend(orient="bottom", columns=1)),
    )
    plans = base.transform_filter("datum.kind != 'actual'").mark_point(size=100, filled=False, strokeWidth=2).encode(
        x=x, shape=alt.Shape("kind:N", title=None, scale=_KIND_SHAPES),
    )
    arrows = base.transform_filter("datum.bound == 'more than'").mark_text(dx=13, fontSize=14, text="→").encode(x=x)
    arrows += base.transform_filter("datum.bound == 'up to'").mark_text(dx=-13, fontSize=14, text="←").encode(x=x)
    year = int(chosen.param.value)
    firms = drawn[(drawn["year"] == year) & ~drawn["company"].isin(["Big four together", "All AI money in China"])]
    most, least = firms[firms["country"] == "CN"]["high_usd"].max(), firms[firms["country"] == "US"]["low_usd"].min()
    both = f"{year}: the figures for single Chinese companies reach {most:.0f} billion dollars; the lowest American one is {least:.0f}"
    chosen_year = drawn[drawn["year"] == year]
    names = ", ".join(sorted(chosen_year["company"].unique()))
    told = "; ".join(f"{row.company}, {row.kind}: {row.low_usd:.0f} to {row.high_usd:.0f}" for row in chosen_year.itertuples())
    return figure(
        (stems + dots + plans + arrows).add_params(chosen, money).properties(height=60 + 42 * len(order)),
        name="capex-by-company",
        title=both if most == most and least == least else f"Capital spending in {year}: figures for {names}",
        subtitle="Capital expenditure a year, billions; filled: results; hollow: plans and estimates; → more than, ← up to; sums over years divided evenly",
        takeaway=f"{told} billion dollars, {year}.",
        source="Company results and plans as reported; Bank of America and other estimates (table capex); rates printed by the same press (table exchange_rates)",
        table=drawn[["company", "country", "year", "kind", "bound", "low_usd", "high_usd", "low_cny", "high_cny", "rate", "rate_date", "note"]],
    )


@answers("How large is public venture money beside private money for AI?")
def fund(money: pd.DataFrame, life: float):
    """Draw a year of the fund, as hoped for and as started, beside the private AI investment of one year.

    money: what, country, kind (private, hoped for, paid in), billion (USD), whole (bool: a sum for the life of the fund).
    life: years of the fund (the slider's start).
    """
    drawn = money.dropna(subset=["billion"])
    if not drawn["whole"].any():
        raise NotKnown("It has no sum of the fund.")
    years = slider("years", 1, 20, 1, life if life == life else 20, "The fund is spent over so many years")
    rows = alt.Chart(drawn).transform_calculate(yearly="datum.whole ? datum.billion / years : datum.billion").encode(
        y=alt.Y("what:N", sort=drawn["what"].tolist(), title=None), tooltip=["what", "kind", "billion", alt.Tooltip("yearly:Q", format=".2f")],
    )
    x = alt.X("yearly:Q", title="billion dollars a year", scale=alt.Scale(domain=[0, 150]), axis=alt.Axis(tickCount=5))
    bars = rows.transform_filter("datum.kind != 'hoped for'").mark_bar(height=20).encode(x=x, color=country())
    hopes = rows.transform_filter("datum.kind == 'hoped for'").mark_bar(
        height=20, fillOpacity=0.15, strokeWidth=2, strokeDash=[4, 3],
    ).encode(x=x, color=alt.value(CHINA), stroke=alt.value(CHINA))
    words = rows.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text=alt.Text("yearly:Q", format=".1f"))
    told = "; ".join(f"{row.what}: {row.billion:.1f}" for row in drawn.itertuples())
    paid = drawn[drawn["kind"] == "paid in"]["billion"].sum()
    hoped = drawn[drawn["kind"] == "hoped for"]["billion"].sum()
    private = drawn[(drawn["kind"] == "private") & (drawn["country"] == "CN")]["billion"].sum()
    finding = f"Over {life:.0f} years the hoped-for sum is {hoped / life:.1f} billion dollars a year, beside {private:.1f} billion of private money in 2024"
    started = f"{hoped:.0f} billion dollars are hoped for; " + (f"{paid:.0f} were paid in at the start" if paid else "no capital of its own is stated")
    return figure(
        (bars + hopes + words).add_params(years).properties(height=60 + 34 * len(drawn)),
        name="fund-and-private-money",
        title=finding if life == life and private else started,
        subtitle="Billion US dollars a year; dashed: hoped for from others; the dollars are those printed by the publishers",
        takeaway=f"{told} billion dollars, the sums of the fund for its whole life.",
        source="Yicai Global and China Daily on the fund; Stanford AI Index 2025 on private investment in AI in 2024",
        table=drawn.assign(life=life),
    )


@answers("What does a share gain on its first day, and against which price?")
def first_days(days: pd.DataFrame):
    """Draw the first trading day of each listing against the offer price or the opening price.

    days: company, listed_on (datetime64), moment (opening, high, close), price and offer and opening (CNY).
    """
    drawn = days.dropna(subset=["price"])
    options = ["offer price", "opening price"]
    against = radio("against", options, "Gain against the")
    base = alt.Chart(drawn).transform_calculate(gain=f"100 * (datum.price / (against == '{options[0]}' ? datum.offer : datum.opening) - 1)").encode(
        y=alt.Y(
            "company:N", title=None, sort=drawn.sort_values("listed_on")["company"].unique().tolist(),
        ), yOffset=alt.YOffset("moment:N", sort=["opening", "high", "close"]),
        tooltip=["company", "moment", "price", alt.Tooltip("gain:Q", format="+.1f")],
    )
    shapes = alt.Scale(domain=["opening", "high", "close"], range=["circle", "triangle-up", "square"])
    dots = base.mark_point(size=120, color=CHINA).encode(
        x=alt.X(
            "gain:Q", title="gain, percent", scale=alt.Scale(domain=[-50, 800]), axis=alt.Axis(values=[0, 250, 500, 750]),
        ), shape=alt.Shape("moment:N", title=None, scale=shapes, legend=alt.Legend(columns=1)),
    )
    words = base.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text=alt.Text("gain:Q", format="+.1f"))
    closes = drawn[drawn["moment"] == "close"].assign(
        offer_gain=lambda rows: 100 * (rows["price"] / rows["offer"] - 1),
        open_gain=lambda rows: 100 * (rows["price"] / rows["opening"] - 1),
    )
    told = "; ".join(f"{row.company}: {row.offer_gain:+.0f} percent from the offer, {row.open_gain:+.1f} from the opening" for row in closes.itertuples())
    return figure(
        (dots + words).add_params(against).properties(height=210),
        name="ipo-first-days",
        title=told,
        subtitle="First trading day on the STAR Market in Shanghai, gain in percent",
        takeaway=f"{told}. The offer price was open only to those who were given shares before trading.",
        source="Exchange prices as reported by the press (see the table ipos)",
        table=drawn.assign(
            gain_on_offer=100 * (drawn["price"] / drawn["offer"] - 1),
            gain_on_opening=100 * (drawn["price"] / drawn["opening"] - 1),
        )[["company", "listed_on", "moment", "price", "gain_on_offer", "gain_on_opening"]],
    )
