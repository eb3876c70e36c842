"""Charts of what QuestMobile counts: totals by definition, and single apps over the year."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown

NAMES = {
    "native-apps-internet-firms": "AI apps (narrow)",
    "native-apps-phone-makers": "phone assistants",
    "native-apps-all": "AI apps (wide)",
    "in-app-plug-ins": "AI inside other apps",
    "pc-web": "websites on PC",
}


@answers("How many users does one counter find, by definition, and which total gives the article's number?")
def totals_by_definition(market: pd.DataFrame, claimed: pd.Series):
    """Draw every total of one counter; the reader sets the number that is looked for and what counts as near.

    market: period_from, definition, millions, grade, note. claimed: the article's row of the claims.
    """
    rows = market.assign(counted=market["definition"].map(NAMES), month=market["period_from"].dt.strftime("%B"))
    rows = rows.sort_values(["period_from", "millions"])
    rows["label"] = rows["period_from"].dt.strftime("%b: ") + rows["counted"]
    least = rows["note"].fillna("").str.startswith("over ")
    rows["shown"] = least.map({True: "over ", False: ""}) + rows["millions"].map("{:.0f}".format)
    said = claimed["value_low"] / 1e6
    wanted = slider("total", 100, 700, 5, float(said if said > 0 else rows["millions"].median()), "Look for, millions")
    slack = slider("slack", 0, 20, 1, 5, "Near is within, percent")
    month = dropdown("month", ["all", *rows["month"].unique()], "Month")
    x = alt.X("millions:Q", title="monthly users, millions", scale=alt.Scale(domain=[0, 900]), axis=alt.Axis(tickCount=5))
    base = (
        alt.Chart(rows)
        .transform_filter("month == 'all' || datum.month == month")
        .transform_calculate(match="abs(datum.millions - total) <= total * slack / 100 ? 'near' : 'not near'")
        .encode(x=x, y=alt.Y("label:N", sort=None, title=None), tooltip=["label", "shown", "grade", "note"])
    )
    kinds = ["near", "not near"]
    color = alt.Color("match:N", title=None, scale=alt.Scale(domain=kinds, range=[ACCENT, NEUTRAL]))
    shape = alt.Shape("match:N", title=None, scale=alt.Scale(domain=kinds, range=["diamond", "circle"]))
    level = alt.Chart(pd.DataFrame({"row": [0]})).transform_calculate(millions="total").mark_rule(strokeDash=[4, 4]).encode(x=x)
    text = base.mark_text(align="left", dx=9).encode(text="shown:N")
    spread = rows.groupby("period_from")["millions"].agg(["min", "max"])
    fullest = rows["period_from"].value_counts(sort=True).idxmax()
    low, high = spread.loc[fullest]
    return figure(
        (level + base.mark_point(size=110).encode(color=color, shape=shape) + text)
        .add_params(month, wanted, slack)
        .properties(height=25 * len(rows)),
        name="which-570-million",
        title=f"In {fullest:%B %Y} one counter gives {low:.0f} to {high:.0f} million monthly users: the definition decides",
        subtitle="Monthly users of AI products in China by definition, millions; the dashed line is the number looked for",
        takeaway=f"In {fullest:%B %Y} the smallest total is {low:.0f} and the largest {high:.0f} million. Over all "
        "months the totals run from "
        f"{rows['millions'].min():.0f} to {rows['millions'].max():.0f} million.",
        source="QuestMobile, through several publications (table market_users)",
        table=rows[["label", "period_from", "counted", "millions", "shown", "grade", "note"]],
    )


@answers("When was DeepSeek's app ahead, and when Doubao's?")
def rise_and_fall(spans: pd.DataFrame):
    """Draw the monthly users of single apps; months and averages of quarters are marked apart.

    spans: name, basis (single month, quarter average), period_from, period_to, low, high (millions; high is
    missing for a lower bound).
    """
    rows = spans.assign(middle=spans["period_from"] + (spans["period_to"] - spans["period_from"]) / 2)
    rows["millions"] = rows[["low", "high"]].mean(axis=1)
    low, high = rows["low"].map("{:.0f}".format), rows["high"].map("{:.0f}".format)
    rows["shown"] = low.mask(rows["low"] < rows["high"], low + "–" + high).mask(rows["high"].isna(), "over " + low)
    basis = radio("basis", ["single month", "quarter average", "both"], "Period")
    apps = [name for name in ("DeepSeek", "Doubao", "Tencent Yuanbao", "Qwen") if name in set(rows["name"])]
    color = alt.Scale(domain=apps, range=[ACCENT, INK, NEUTRAL, NEUTRAL][: len(apps)])
    shape = alt.Scale(domain=apps, range=["circle", "diamond", "square", "triangle-up"][: len(apps)])
    legend = alt.Legend(columns=2)
    x = alt.X(
        "middle:T",
        title=None,
        axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 3}),
        scale=alt.Scale(nice=False, padding=20),
    )
    base = (
        alt.Chart(rows)
        .transform_filter("basis == 'both' || datum.basis == basis")
        .encode(
            x=x,
            y=alt.Y("millions:Q", title="monthly users, millions", scale=alt.Scale(domain=[0, 220])),
            color=alt.Color("name:N", title=None, scale=color, legend=legend),
            tooltip=["name", "basis", "period_from", "period_to", "shown"],
        )
    )
    line = base.transform_filter("basis != 'both'").mark_line(strokeWidth=1.5, strokeDash=[3, 3])
    rule = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("period_from:T", title=None, scale=alt.Scale(nice=False, padding=20)), x2="period_to:T"
    )
    dots = base.mark_point(size=110).encode(shape=alt.Shape("name:N", title=None, scale=shape, legend=legend))
    words = base.transform_filter("basis != 'both'")
    under = "!isValid(datum.high) || datum.name == 'DeepSeek' && datum.middle > time(datetime(2025, 6, 1))"
    text = words.transform_filter(f"!({under})").mark_text(dy=-15).encode(color=alt.value(INK), text="shown:N")
    text += words.transform_filter(under).mark_text(dy=17).encode(color=alt.value(INK), text="shown:N")
    # Lower bounds cannot tell who leads, so only months with a value for both are compared.
    months = rows[rows["basis"] == "single month"].pivot_table(index="period_from", columns="name", values="high")
    months = months.reindex(columns=["DeepSeek", "Doubao"]).dropna()
    if months.empty:
        raise NotKnown("No month has a count of both apps.")
    first, last = months.iloc[0], months.iloc[-1]
    both = [f"{month:%B %Y} DeepSeek {row['DeepSeek']:.0f}, Doubao {row['Doubao']:.0f}" for month, row in months.iterrows()]
    start, end = f"{months.index[0]:%B %Y}", f"{months.index[-1]:%B %Y}"
    told = f"{first.idxmax()}'s app led in {start}; by {end} {last.idxmax()} was ahead"
    if first.idxmax() == last.idxmax():
        told = f"{first.idxmax()}'s app led in every month up to {end} that has a count of both"
    return figure(
        (line + rule + dots + text).add_params(basis).properties(height=360),
        name="deepseek-and-doubao",
        title=told,
        subtitle="Monthly users in China, one counter, millions; a bar spans its period, dotted lines bridge the gaps",
        takeaway=f"Monthly users, millions: {'; '.join(both)}.",
        source="QuestMobile, through several publications (table app_users)",
        table=rows[["name", "basis", "period_from", "period_to", "low", "high"]],
    )
