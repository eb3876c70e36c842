"""The chart of the first page: how the claims of the articles fared."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ON_MARK, VERDICT
from ledger.display.controls import radio
from ledger.display.questions import answers
from ledger.reasoning.judgement import SHAPES, THEMES, VERDICTS


@answers("How many claims does better evidence support?")
def verdicts(claims: pd.DataFrame, counts: pd.DataFrame):
    """Draw the number of claims by verdict, for each theme or each article.

    claims: one row a claim, with source, verdict and nature. counts: view (theme, article), group, verdict, claims, share (percent).
    """
    drawn = counts.assign(order=counts["verdict"].map(VERDICTS.index), shape=counts["verdict"].map(SHAPES))
    drawn["label"] = drawn["shape"] + " " + drawn["claims"].astype("str")
    fared = claims["verdict"].value_counts().reindex(VERDICTS, fill_value=0)
    views = claims[claims["verdict"].eq("unverifiable") & claims["nature"].isin(["opinion", "projected"])]
    share = f"{len(views)} of the {fared['unverifiable']} unverifiable ones are opinions or forecasts"
    articles = claims["source"].nunique()
    view = radio("view", ["theme", "article"], "Group by")
    legend = alt.Legend(columns=2, labelExpr=f"{SHAPES}[datum.label] + ' ' + datum.label")
    base = (
        alt.Chart(drawn)
        .transform_filter(alt.datum.view == view)
        .encode(
            y=alt.Y("group:N", title=None, sort=[*THEMES.values()]),
            order=alt.Order("order:Q"),
            tooltip=["group", "verdict", "claims", alt.Tooltip("share:Q", title="share, percent")],
        )
    )
    bars = base.mark_bar(stroke=ON_MARK, strokeWidth=1).encode(
        x=alt.X("claims:Q", title="claims", stack="zero"),
        color=alt.Color("verdict:N", scale=VERDICT, title=None, sort=VERDICTS, legend=legend),
    )
    # Shape and count where a part of the bar has room for both, else the shape, on a phone too.
    middle = base.mark_text(fill=ON_MARK, fontWeight="bold").encode(
        x=alt.X("claims:Q", stack="zero", bandPosition=0.5), detail="verdict:N"
    )
    words = middle.encode(text=alt.when("datum.claims * width > 3900").then("label:N").otherwise(alt.value("")))
    words += middle.encode(
        text=alt.when("datum.claims * width > 1100 && datum.claims * width <= 3900").then("shape:N").otherwise(alt.value(""))
    )
    return figure(
        (bars + words).add_params(view).properties(height=170),
        name="verdicts",
        title=f"Of {len(claims)} claims, better evidence supports {fared['supported']} and contradicts {fared['contradicted']}",
        subtitle=f"Number of claims by verdict, {articles} {'articles' if articles > 1 else 'article'}; {share}",
        takeaway=", ".join(f"{number} claims are {verdict}" for verdict, number in fared.items()) + f". {share}.",
        source="The ledger of this book (claims and verdicts)",
        table=drawn[["view", "group", "verdict", "claims", "share"]],
    )
