"""Capital spending, public funds and private investment."""

import altair as alt
import pandas as pd

from ledger.display.charts import CHINA, INK, figure
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown
from ledger.figures.capital.style import country

_KINDS = ["actual", "planned", "estimated"]
_KIND_SHAPES = alt.Scale(domain=_KINDS, range=["circle", "triangle-up", "diamond"])


@answers("Who spends how much on machines, in one currency?")
def capital_spending(spend: pd.DataFrame):
    """Draw capital spending of one year by company; results, plans and estimates look different.

    spend: company, country, year, kind (actual, planned, estimated), bound (as stated, more than, up to), low and high of
        each currency in billions a year (low_usd, high_usd, low_cny, high_cny), rate and rate_date of the conversion.
    """
    drawn = spend.dropna(subset=["low_usd", "high_usd"]).assign(
        rate_day=lambda rows: rows["rate_date"].dt.strftime("%-d %b %Y").fillna("none")
    )
    if drawn.empty:
        raise NotKnown("It has no amount that can be brought to one currency.")
    years = sorted(int(year) for year in drawn["year"].unique())
    chosen = dropdown("chosen", years, "Year", value=2025 if 2025 in years else years[-1])
    money = radio("money", ["US dollars", "yuan"], "Currency")
    drawn["row"] = drawn["company"] + " (" + drawn["country"] + ")"
    order = drawn.groupby("row")["high_usd"].max().sort_values(ascending=False).index.tolist()
    base = (
        alt.Chart(drawn)
        .transform_filter("datum.year == chosen")
        .transform_calculate(
            least="money == 'yuan' ? datum.low_cny : datum.low_usd",
            most="money == 'yuan' ? datum.high_cny : datum.high_usd",
            middle="(datum.least + datum.most) / 2",
        )
        .encode(
            y=alt.Y("row:N", sort=order, title=None),
            yOffset=alt.YOffset("kind:N", sort=_KINDS),
            color=country(),
            tooltip=[
                "company",
                "kind",
                "bound",
                alt.Tooltip("least:Q", format=".1f"),
                alt.Tooltip("most:Q", format=".1f"),
                alt.Tooltip("rate:Q", format=".4f", title="yuan for a dollar"),
                alt.Tooltip("rate_day:N", title="rate of"),
                "note",
            ],
        )
    )
    x = alt.X(
        "middle:Q",
        title="billions a year (log)",
        scale=alt.Scale(type="log", domain=[2, 4000]),
        axis=alt.Axis(values=[3, 10, 30, 100, 300, 1000], format="~g"),
    )
    stems = base.mark_rule(strokeWidth=3).encode(x=alt.X("least:Q", scale=alt.Scale(type="log", domain=[2, 4000])), x2="most:Q")
    dots = (
        base.transform_filter("datum.kind == 'actual'")
        .mark_point(size=100)
        .encode(
            x=x,
            shape=alt.Shape("kind:N", title=None, scale=_KIND_SHAPES, legend=alt.Legend(orient="bottom", columns=1)),
        )
    )
    plans = (
        base.transform_filter("datum.kind != 'actual'")
        .mark_point(size=100, filled=False, strokeWidth=2)
        .encode(
            x=x,
            shape=alt.Shape("kind:N", title=None, scale=_KIND_SHAPES),
        )
    )
    arrows = base.transform_filter("datum.bound == 'more than'").mark_text(dx=13, fontSize=14, text="→").encode(x=x)
    arrows += base.transform_filter("datum.bound == 'up to'").mark_text(dx=-13, fontSize=14, text="←").encode(x=x)
    year = int(chosen.param.value)
    firms = drawn[(drawn["year"] == year) & ~drawn["company"].isin(["Big four together", "All AI money in China"])]
    most = firms[firms["country"] == "CN"]["high_usd"].max()
    least = firms[(firms["country"] == "US") & (firms["kind"] == "actual")]["low_usd"].min()
    both = (
        f"In {year} the figures for single Chinese companies reach {most:.0f} billion dollars; "
        f"the lowest American result is {least:.0f}"
    )
    chosen_year = drawn[drawn["year"] == year]
    names = ", ".join(sorted(chosen_year["company"].unique()))
    words = {"as stated": "", "more than": "more than ", "up to": "up to "}
    spans = [
        f"{row.low_usd:.0f}" if row.low_usd == row.high_usd else f"{row.low_usd:.0f} to {row.high_usd:.0f}"
        for row in chosen_year.itertuples()
    ]
    told = "; ".join(f"{row.company}, {row.kind}: {words[row.bound]}{span}" for row, span in zip(chosen_year.itertuples(), spans))
    return figure(
        (stems + dots + plans + arrows).add_params(chosen, money).properties(height=60 + 42 * len(order)),
        name="capex-by-company",
        title=both if most == most and least == least else f"For {year} there are figures of {names}",
        subtitle="Capital expenditure a year, billions; filled: results; hollow: plans and estimates; → more than, ← up "
        "to; sums over years divided evenly",
        takeaway=f"{told} billion dollars, {year}.",
        source="Company results and plans as reported; Bank of America and other estimates (table capex); rates printed "
        "by the same press (table exchange_rates)",
        table=drawn[
            [
                "company",
                "country",
                "year",
                "kind",
                "bound",
                "low_usd",
                "high_usd",
                "low_cny",
                "high_cny",
                "rate",
                "rate_date",
                "note",
            ]
        ],
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
    rows = (
        alt.Chart(drawn)
        .transform_calculate(yearly="datum.whole ? datum.billion / years : datum.billion")
        .encode(
            y=alt.Y("what:N", sort=drawn["what"].tolist(), title=None),
            tooltip=["what", "kind", "billion", alt.Tooltip("yearly:Q", format=".2f")],
        )
    )
    x = alt.X("yearly:Q", title="billion dollars a year", scale=alt.Scale(domain=[0, 150]), axis=alt.Axis(tickCount=5))
    bars = rows.transform_filter("datum.kind != 'hoped for'").mark_bar(height=20).encode(x=x, color=country())
    hopes = (
        rows.transform_filter("datum.kind == 'hoped for'")
        .mark_bar(
            height=20,
            fillOpacity=0.15,
            strokeWidth=2,
            strokeDash=[4, 3],
        )
        .encode(x=x, color=alt.value(CHINA), stroke=alt.value(CHINA))
    )
    words = rows.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text=alt.Text("yearly:Q", format=".1f"))
    told = "; ".join(f"{row.what}: {row.billion:.1f}" for row in drawn.itertuples())
    paid = drawn[drawn["kind"] == "paid in"]["billion"].sum()
    hoped = drawn[drawn["kind"] == "hoped for"]["billion"].sum()
    private = drawn[(drawn["kind"] == "private") & (drawn["country"] == "CN")]["billion"].sum()
    finding = (
        f"Over {life:.0f} years China's fund hopes for {hoped / life:.1f} billion dollars a year, "
        f"beside {private:.1f} billion of private money in 2024"
    )
    started = f"{hoped:.0f} billion dollars are hoped for; " + (
        f"{paid:.0f} were paid in at the start" if paid else "no capital of its own is stated"
    )
    return figure(
        (bars + hopes + words).add_params(years).properties(height=60 + 34 * len(drawn)),
        name="fund-and-private-money",
        title=finding if life == life and private else started,
        subtitle="Billion US dollars a year; dashed: hoped for from others; the dollars are those printed by the publishers",
        takeaway=f"{told} billion dollars, the sums of the fund for its whole life.",
        source="Yicai Global and China Daily on the fund; Stanford AI Index 2025 on private investment in AI in 2024",
        table=drawn.assign(life=life),
    )
