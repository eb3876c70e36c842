"""Where several articles meet: the kinds of statement that they share, and the rows on which they are checked."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, VERDICT, VERDICT_SHAPES
from ledger.display.controls import dropdown, radio
from ledger.display.questions import answers
from ledger.errors import NotKnown

_GRADES = alt.Scale(domain=["primary", "secondary", "tertiary", "derived"], range=["circle", "square", "triangle-up", "diamond"])
_NAMED = 4


@answers("Which kinds of statement do several articles make, and how do they fare?")
def agreement_map(points: pd.DataFrame):
    """Draw the claims by article and kind of statement.

    points: area (theme), metric (name), source, verdict, claims (count), conflict (1 where a claim is part of one).
    """
    articles = points.groupby("metric")["source"].nunique()
    shared = articles[articles > 1].sort_values(ascending=False, kind="stable")
    if shared.empty:
        raise NotKnown("No kind of statement is made by two articles.")
    themes = ["all themes", *points["area"].drop_duplicates()]
    area = dropdown("area_shown", themes, "Theme")
    whom = radio("heard_by", ["two or more articles", "any article"], "Stated by")
    drawn = (
        alt.Chart(points)
        .transform_filter("area_shown == 'all themes' || datum.area == area_shown")
        .transform_joinaggregate(articles="distinct(source)", groupby=["metric"])
        .transform_filter("heard_by == 'any article' || datum.articles > 1")
        .transform_aggregate(
            claims="sum(claims)", conflict="max(conflict)", articles="max(articles)", groupby=["metric", "source", "verdict"]
        )
    )
    most = {"field": "articles", "op": "max", "order": "descending"}
    base = drawn.encode(
        x=alt.X("source:N", title=None, axis=alt.Axis(orient="top", labelAngle=-90, grid=True)),
        xOffset=alt.XOffset("verdict:N", scale=alt.Scale(domain=VERDICT.domain)),
        y=alt.Y("metric:N", title=None, sort=most, axis=alt.Axis(grid=True, labelLimit=150)),
    )
    marks = base.mark_point().encode(
        color=alt.Color("verdict:N", title=None, scale=VERDICT, legend=alt.Legend(columns=2)),
        shape=alt.Shape("verdict:N", title=None, scale=VERDICT_SHAPES),
        size=alt.Size("claims:Q", title=None, scale=alt.Scale(range=[45, 200]), legend=None),
        tooltip=["source:N", "metric:N", "verdict:N", "claims:Q", "articles:Q"],
    )
    rings = base.transform_filter("datum.conflict > 0").mark_point(
        shape="circle", filled=False, size=330, color=INK, strokeWidth=1.5
    )
    widest = shared[shared == shared.max()].index[:_NAMED]
    return figure(
        (marks + rings).add_params(area, whom).properties(height=alt.Step(22)),
        name="agreement-map",
        title=f"{len(shared)} of {len(articles)} kinds of statement are made by two or more articles",
        subtitle="Claims by article and metric; shape and colour: verdict, size: number of claims; ring: part of a "
        "conflict that code found",
        takeaway=f"Made by the most articles ({shared.max()}): {', '.join(widest)}. Marks of one shape in a row are "
        "sources judged alike; "
        f"rings mark the {int(points['conflict'].sum())} cells that hold a conflict.",
        source="the tables claims and verdicts of this book",
        table=points.sort_values(["metric", "source"]),
    )


@answers("How many articles does one row of evidence confirm?")
def shared_origins(pairs: pd.DataFrame):
    """Draw which articles are checked on which row of evidence.

    pairs: evidence, citation, grade, source, claims (count), articles (count a row of evidence), in the order of the rows drawn.
    """
    rows = pairs["evidence"].drop_duplicates().tolist()
    if pairs["articles"].max() < 2:
        raise NotKnown("No row of evidence confirms two articles.")
    graded = [word for word in _GRADES.domain if word in set(pairs["grade"])]
    grade = dropdown("grade_shown", ["any", *graded], "Grade of the evidence")
    dots = (
        alt.Chart(pairs)
        .transform_filter("grade_shown == 'any' || datum.grade == grade_shown")
        .mark_point(color=ACCENT)
        .encode(
            x=alt.X(
                "source:N",
                scale=alt.Scale(domain=sorted(set(pairs["source"]))),
                title=None,
                axis=alt.Axis(orient="top", labelAngle=-90),
            ),
            y=alt.Y("evidence:N", scale=alt.Scale(domain=rows), title=None, axis=alt.Axis(grid=True, labelLimit=200)),
            shape=alt.Shape("grade:N", title="grade", scale=_GRADES, legend=alt.Legend(values=graded, columns=2)),
            size=alt.Size("claims:Q", legend=None, scale=alt.Scale(range=[60, 220])),
            tooltip=["evidence", "citation", "grade", "source", "claims:Q"],
        )
    )
    return figure(
        dots.add_params(grade).properties(height=24 * len(rows)),
        name="shared-origins",
        title=f"This book checks up to {pairs['articles'].max()} articles on one row of evidence",
        subtitle="Rows that support claims of the most articles on the same measure; size: number of claims, shape: "
        "grade of the evidence",
        takeaway=f"Most shared: {', '.join(rows[:6])}. Where articles agree here, one document confirms them all.",
        source="the tables verdicts and evidence of this book",
        table=pairs[["evidence", "grade", "citation", "source", "claims"]],
    )
