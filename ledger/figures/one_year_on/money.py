"""Users and spending after the articles."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import CHINA, INK, NEUTRAL, PLACES
from ledger.display.controls import slider
from ledger.display.questions import answers

HALF_YEAR = 182.5


@answers("Did the number of users go on growing as fast?")
def users(counts: pd.DataFrame):
    """Draw the official count of users in China and lines that go on from it at a pace the reader sets.

    counts: date, millions (users) and added (millions since the row before); half a year between rows.
    """
    pace = slider("pace", 0, 150, 1, 100, "Pace of the dashed line, percent of the half-year before it")
    known = counts.dropna(subset="millions")
    turn = known[known["date"] <= "2025-06-30"]
    start, last = turn.iloc[-1], known.iloc[-1]
    ahead = pd.DataFrame({"date": [start["date"] + pd.DateOffset(months=6 * step) for step in (0, 1, 2)], "step": [0, 1, 2]})
    ahead = ahead.assign(base=start["millions"], added=start["added"])
    x = alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=5))
    y = alt.Y("millions:Q", title="million users", scale=alt.Scale(domain=[0, 1200]))
    base = alt.Chart(known).encode(x=x, y=y, tooltip=[alt.Tooltip("date:T", format="%-d %B %Y"), "millions", "added"])
    drawn = (
        base.mark_line(color=CHINA, strokeWidth=3)
        + base.mark_point(color=CHINA, size=110, filled=True)
        + base.mark_text(dy=-14).encode(text=alt.Text("millions:Q", format=".0f"))
    )
    line = alt.Chart(ahead).transform_calculate(millions="datum.base + datum.step * datum.added * pace / 100").encode(x=x, y=y)
    guess = line.mark_line(color=INK, strokeDash=[4, 4]) + line.transform_filter("datum.step > 0").mark_text(
        dx=-4, dy=-12, align="right"
    ).encode(text=alt.Text("millions:Q", format=".0f"))
    share = 100 * last["added"] / start["added"] if last["date"] > start["date"] else None
    finding = (
        f"{last['added']:.0f} million users came in the last half-year counted, {share:.0f} percent of the pace before"
        if share
        else f"{last['millions']:.0f} million users were counted by {last['date']:%B %Y}"
    )
    return figure(
        (drawn + guess).add_params(pace).properties(height=300),
        name="users-against-pace",
        title=finding,
        subtitle="people in China who have used generative AI, CNNIC survey; dashed: not a count, but the pace that you set",
        takeaway=f"The last count is {last['millions']:.0f} million for {last['date']:%B %Y}. The dashed line goes on "
        f"from {start['date']:%B %Y} at the chosen share of the pace of the half-year before.",
        source="CNNIC, as reported by Xinhua; nothing newer is in the ledger",
        table=counts,
    )


@answers("Did the spending of 2025 follow the plans of its spring?")
def spending(money: pd.DataFrame):
    """Draw plan and result of 2025 for each company; a slider sets the yuan for one dollar.

    money: company, country (China or United States), kind (planned, actual or estimated), amount
    (billions a year in its currency), currency, bound (as stated, more than or up to).
    """
    rate = slider("yuan", 6.8, 7.4, 0.05, 7.1, "Yuan for one dollar")
    at_first = money["amount"] / money["currency"].map({"USD": 1.0, "CNY": 7.1})
    row = money["company"] + money["country"].map({"China": " (CN)", "United States": " (US)"})
    order = at_first.groupby(row).max().sort_values(ascending=False).index.tolist()
    rows = (
        alt.Chart(money.assign(row=row))
        .transform_calculate(dollars="datum.currency == 'CNY' ? datum.amount / yuan : datum.amount")
        .encode(
            y=alt.Y("row:N", sort=order, title=None),
            tooltip=["company", "kind", "bound", "amount", "currency", alt.Tooltip("dollars:Q", format=".1f")],
        )
    )
    x = alt.X("dollars:Q", title="billion dollars a year", scale=alt.Scale(domain=[0, 150]), axis=alt.Axis(tickCount=5))
    path = rows.mark_line(color=NEUTRAL, strokeDash=[3, 3]).encode(x=x, detail="company:N")
    kinds = alt.Scale(domain=["planned", "actual", "estimated"], range=["circle", "diamond", "square"])
    spots = rows.encode(
        x=x,
        color=alt.Color("country:N", title=None, scale=PLACES, legend=alt.Legend(columns=1)),
        shape=alt.Shape("kind:N", title=None, scale=kinds, legend=alt.Legend(columns=1)),
    )
    marks = spots.transform_filter("datum.kind != 'actual'").mark_point(size=140, strokeWidth=2.5, filled=False)
    marks += spots.transform_filter("datum.kind == 'actual'").mark_point(size=140)
    sign = "(datum.bound == 'more than' ? '>' : datum.bound == 'up to' ? '≤' : '') + format(datum.dollars, '.0f')"
    values = (
        rows.transform_calculate(told=sign)
        .mark_text(
            dy=alt.expr("datum.kind == 'planned' ? 20 : -16"),
            align=alt.expr("datum.kind == 'estimated' ? 'left' : datum.country == 'China' ? 'right' : 'center'"),
        )
        .encode(x=x, text="told:N")
    )
    # The Chinese plans are for several years or from unnamed sources, so they are not set against a year's result.
    american = money["country"] == "United States"
    wide = money.assign(dollars=at_first)[american].pivot_table(index="company", columns="kind", values="dollars")
    paired = wide.dropna(subset=[kind for kind in ("planned", "actual") if kind in wide])
    if "actual" not in wide or paired.empty:
        finding = f"Plans for 2025 of {len(wide)} American companies; no result is known yet"
        words = "Only plans are known in this edition."
    else:
        above = int((paired["actual"] > paired["planned"]).sum())
        finding = f"{above} of {len(paired)} American companies spent more in 2025 than the figure of their plan"
        words = (
            "; ".join(f"{company}: planned {row.planned:.0f}, spent {row.actual:.0f}" for company, row in paired.iterrows())
            + " billion dollars a year."
        )
    return figure(
        (path + marks + values).add_params(rate).properties(height=alt.Step(56)),
        name="spending-against-plan",
        title=finding,
        subtitle="billion dollars a year; filled: result; hollow: plan of early 2025 or estimate; > more than, ≤ up to; fiscal years differ",
        takeaway=words,
        source="company reports and press, as listed in the ledger; Chinese figures in yuan, at the rate you set",
        table=money.assign(dollars=at_first.round(1)),
    )
