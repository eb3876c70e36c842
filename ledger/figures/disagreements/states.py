"""Conflicts that are not two intervals: a level against its growth, two series in one sentence, a model in two states."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers, only
from ledger.errors import NotKnown

_TELLERS = ["the article", "evidence"]


@answers("Which level of February can stand between the two counts?")
def users(claims: pd.DataFrame, levels: pd.DataFrame):
    """Draw the counts of users and a February level that the reader sets.

    claims: the claimed level (low, high; users). levels: date, measurer, definition, users, grade, citation.
    """
    told = only(claims)
    said = round((told["low"] + told["high"]) / 2e6)
    drawn = levels.assign(millions=levels["users"] / 1e6)
    start, end = (only(drawn, date=pd.Timestamp(day))["millions"] for day in ("2024-12-31", "2025-06-30"))
    february = slider("february", 200, 600, 10, said, "Users at the end of February, millions")
    months = alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 4})
    span = alt.Scale(domain=[alt.DateTime(year=2024, month=12, date=10), alt.DateTime(year=2026, month=1, date=15)])
    x = alt.X("date:T", title=None, axis=months, scale=span)
    y = alt.Y("millions:Q", title="million users", scale=alt.Scale(domain=[0, 800]))
    known = alt.Chart(drawn).encode(x=x, y=y, tooltip=["measurer", "definition", "date", "users", "grade"])
    line = known.mark_line(color=CHINA, point={"color": CHINA, "size": 110})
    counts = known.mark_text(dy=19, dx=10).encode(text=alt.Text("millions:Q", format=".0f"))
    fence = alt.Chart(pd.DataFrame({"low": [start], "high": [end], "date": pd.to_datetime(["2025-02-28"])}))
    band = fence.mark_bar(size=26, fillOpacity=0.25, color=NEUTRAL, stroke=NEUTRAL).encode(x="date:T", y="low:Q", y2="high:Q")
    set_level = fence.transform_calculate(
        millions="february",
        words="format(february, 'd') + ' million in February:'",
        before="format(february / datum.low - 1, '+.1%') + ' since December,'",
        after="'then ' + format(datum.high / february - 1, '+.1%') + ' until June'",
    ).encode(x="date:T")
    mark = set_level.mark_point(shape="diamond", size=190, color=ACCENT).encode(y="millions:Q")
    for text, height in {"words:N": 10, "before:N": 28, "after:N": 46}.items():
        mark += set_level.mark_text(align="left", color=ACCENT).encode(x=alt.value(10), y=alt.value(height), text=text)
    when = "before June" if said > end else "after December"
    needs = "needs no fall of users" if start <= said <= end else f"would need a fall of users {when}"
    return figure(
        (band + line + counts + mark).add_params(february).properties(height=330),
        name="conflict-users",
        title=f"A February level of {said:.0f} million {needs}",
        subtitle="Users of generative AI in China, millions; grey: what the two counts allow in February; diamond: the "
        "level you set",
        takeaway=f"CNNIC counts {start:.0f} million users in December 2024 and {end:.0f} million in June 2025. "
        f"From {said:.0f} million in February the number would have to change by {100 * (end / said - 1):.1f} percent until June.",
        source=f"CNNIC, as reported (see the table users); one article for {said:.0f} million",
        table=levels[["date", "measurer", "definition", "users", "grade", "citation"]],
    )


@answers("Where do the two ends of the rise come from?")
def shares(rows: pd.DataFrame):
    """Draw the two shares that an article joins, and what the evidence says each of them is (rows of `stated`, percent)."""
    drawn = rows.assign(
        percent=(rows["low"] + rows["high"]) / 2, teller=rows["kind"].map(dict(zip(["claim", "evidence"], _TELLERS)))
    )
    foreign = drawn[drawn["kind"].eq("evidence") & ~drawn["metric"].isin(drawn.loc[drawn["kind"] == "claim", "metric"])]
    begins = only(drawn[drawn["kind"].eq("claim") & drawn["value"].isin(foreign["value"])])
    show = radio("show", ["both", *_TELLERS], "Show")
    metrics = alt.Axis(labelExpr="split(datum.label, ' ')", labelLimit=90)
    base = (
        alt.Chart(drawn)
        .transform_filter("show == 'both' || datum.teller == show")
        .encode(
            x=alt.X("percent:Q", title="percent", scale=alt.Scale(domain=[0, 20])),
            y=alt.Y("metric:N", title=None, axis=metrics, scale=alt.Scale(domain=sorted(set(drawn["metric"])), paddingInner=0.2)),
            yOffset=alt.YOffset("teller:N", scale=alt.Scale(domain=_TELLERS)),
            tooltip=["teller", "metric", "value", "statement", "id"],
        )
    )
    line = base.transform_filter("datum.teller == 'the article'").mark_line(strokeDash=[4, 4], color=ACCENT)
    dots = base.mark_point(size=150).encode(
        color=alt.Color("teller:N", title=None, scale=alt.Scale(domain=_TELLERS, range=[ACCENT, INK])),
        shape=alt.Shape("teller:N", title=None, scale=alt.Scale(domain=_TELLERS, range=["diamond", "circle"])),
    )
    return figure(
        (line + dots + base.mark_text(dy=-14).encode(text="value:N")).add_params(show).properties(height=220),
        name="conflict-shares",
        title=f"The article's line begins at {begins['value']}, a number from the other row",
        subtitle="Shares of open models from China, percent; dashed: the rise that the article tells",
        takeaway="; ".join(drawn["teller"] + ", " + drawn["metric"] + ": " + drawn["value"])
        + ". Usage share means tokens on OpenRouter.",
        source="one article; Longpre and others (Hugging Face); OpenRouter and a16z",
        table=drawn[["who", "metric", "value", "id", "statement"]],
    )


@answers("Is the model out, or late?")
def r2(releases: pd.DataFrame, reports: pd.DataFrame, articles: pd.DataFrame):
    """Draw the releases of a laboratory, the reports on its next model, and the articles that speak of it.

    releases: name, released_on. reports: statement, as_of_from, as_of_to. articles: source, published_from.
    """
    named = releases["name"].str.contains(r"\bR2\b")
    events = pd.concat(
        [
            _events(releases["released_on"], releases["released_on"], releases["name"], "releases"),
            _events(reports["as_of_from"], reports["as_of_to"], reports["statement"], "reports: R2 is late"),
            _events(
                articles["published_from"],
                articles["published_from"],
                articles["source"] + " on R2",
                "article " + articles["source"],
            ),
        ],
        ignore_index=True,
    ).dropna(subset=["start"])
    order = events["row"].drop_duplicates().tolist()
    if len(order) < 3:
        raise NotKnown("It lacks the releases, the reports or the articles.")
    forms = ["circle", "square", *["diamond", "triangle-up"] * len(articles)][: len(order)]
    who = dropdown("who", ["all", *order], "Show")
    x = alt.X(
        "start:T",
        title=None,
        axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 3}),
        scale=alt.Scale(domain=["2025-01-01T00:00:00", "2026-03-01T00:00:00"]),
    )
    base = (
        alt.Chart(events)
        .transform_filter("who == 'all' || datum.row == who")
        .encode(
            x=x,
            y=alt.Y("row:N", scale=alt.Scale(domain=order), title=None, axis=alt.Axis(grid=True, labelLimit=130)),
            tooltip=["what", "start", "end"],
        )
    )
    span = base.mark_rule(strokeWidth=6, color=NEUTRAL).encode(x="start:T", x2="end:T")
    dots = base.mark_point(size=120).encode(
        shape=alt.Shape("row:N", scale=alt.Scale(domain=order, range=forms), legend=None),
        color=alt.Color("row:N", scale=alt.Scale(domain=order, range=[CHINA, NEUTRAL, *[ACCENT] * len(articles)]), legend=None),
    )
    count = f"{named.sum() or 'none'} of them is called R2"
    return figure(
        (span + dots).add_params(who).properties(height=190),
        name="conflict-r2",
        title=f"DeepSeek released {len(releases)} models in {releases['released_on'].max():%Y}; {count}",
        subtitle="Releases of DeepSeek, reports on R2, and the articles (at the earliest day on which they can have come out)",
        takeaway=f"{len(releases)} releases of DeepSeek are in the table, and {count}. "
        f"{len(reports)} reports call R2 late. Articles that speak of it: {', '.join(articles['source'])}.",
        source="tables models, evidence and sources of this book",
        table=events[["row", "what", "start", "end"]].sort_values("start"),
    )


def _events(start: pd.Series, end: pd.Series, what: pd.Series, row) -> pd.DataFrame:
    return pd.DataFrame({"start": start, "end": end, "what": what, "row": row})
