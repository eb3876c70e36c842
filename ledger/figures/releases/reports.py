"""What was reported about R2, and how the claims about single models fared."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL, VERDICT, VERDICT_SHAPES
from ledger.display.controls import dropdown
from ledger.display.questions import answers
from ledger.figures.releases.style import MONTHS

_KINDS = ["plan", "rumour", "denial", "delay", "article", "record"]


@answers("What was reported about R2, and when?")
def r2_reports(reports: pd.DataFrame):
    """Draw each report about R2 on its day.

    reports: published, kind, label, statement, grade; one row a report.
    """
    reports = reports.sort_values(["published", "label"])
    kinds = [kind for kind in _KINDS if kind in set(reports["kind"])]
    show = dropdown("kind", ["all", *kinds], "Show")
    shapes = alt.Scale(domain=_KINDS, range=["triangle-right", "cross", "square", "triangle-down", "diamond", "circle"])
    colors = alt.Scale(domain=_KINDS, range=[NEUTRAL, NEUTRAL, INK, INK, ACCENT, INK])
    base = alt.Chart(reports).encode(
        y=alt.Y("label:N", sort=reports["label"].tolist(), title=None, axis=alt.Axis(grid=True, labelLimit=190))
    )
    dim = {"condition": {"test": "kind == 'all' || datum.kind == kind", "value": 1}, "value": 0.15}
    x = alt.X("published:T", title=None, axis=MONTHS, scale=alt.Scale(padding=15))
    marks = base.mark_point(size=150).encode(
        x=x, opacity=alt.Opacity(**dim),
        shape=alt.Shape("kind:N", title=None, scale=shapes, legend=alt.Legend(columns=1, values=kinds)),
        color=alt.Color("kind:N", title=None, scale=colors),
        tooltip=["published", "kind", "statement", "grade"],
    )  # fmt: skip
    finished = reports["kind"].eq("article").sum()
    counts = reports["kind"].value_counts()
    first, last = reports["published"].min(), reports["published"].max()
    return figure(
        marks.add_params(show).properties(height=34 * len(reports)),
        name="r2-reports",
        title=f"{len(reports)} reports about R2 from {first:%B %Y} to {last:%B %Y}, and not one of a release",
        subtitle="Day of publication; shape: kind of report; a report known only by its period stands on its last day",
        takeaway="Reports by kind: "
        + ", ".join(f"{kind} {counts[kind]}" for kind in kinds)
        + f". {finished} of them are the articles of this book.",
        source="Reuters, AIbase, South China Morning Post, The Information, Financial Times, in part as repeated by "
        "others; the articles",
        table=reports[["published", "kind", "label", "statement", "grade"]],
    )


@answers("How many of the claims about single models hold?")
def verdicts_by_model(claims: pd.DataFrame):
    """Draw every claim about one model as a mark, sorted by its verdict.

    claims: model, claim, source, statement, verdict; one row a claim.
    """
    order = VERDICT.domain
    claims = claims[["model", "claim", "source", "statement", "verdict"]].assign(
        model=claims["model"].str.split(r" \(| with ", regex=True).str[0], rank=claims["verdict"].map(order.index)
    )
    article = dropdown("article", ["all", *sorted(claims["source"].unique())], "Article")
    models = (
        claims["model"]
        .value_counts(sort=False)
        .rename_axis("model")
        .reset_index(name="n")
        .sort_values(["n", "model"], ascending=[False, True])
    )
    marks = alt.Chart(claims).transform_filter((article == "all") | (alt.datum.source == article)).transform_window(
        place="row_number()", groupby=["model"], sort=[alt.SortField("rank"), alt.SortField("claim")]
    ).mark_point(size=90, strokeWidth=2.5).encode(
        x=alt.X("place:Q", title="claims", axis=alt.Axis(tickMinStep=1, tickCount=5), scale=alt.Scale(domain=[0, int(models["n"].max()) + 1])),
        y=alt.Y("model:N", sort=models["model"].tolist(), title=None, axis=alt.Axis(labelLimit=200)),
        shape=alt.Shape("verdict:N", title=None, scale=VERDICT_SHAPES, legend=alt.Legend(columns=1)),
        color=alt.Color("verdict:N", title=None, scale=VERDICT),
        tooltip=["claim", "statement", "verdict", "source"],
    )  # fmt: skip
    counts = pd.crosstab(claims["model"], claims["verdict"]).reindex(columns=order, fill_value=0)
    counts.insert(0, "claims", counts.sum(axis=1))
    total = counts.sum()
    return figure(
        marks.add_params(article).properties(height=26 * len(models)),
        name="verdicts-by-model",
        title=f"{total['supported']} of {total['claims']} claims about a single model are supported, "
        f"{total['contradicted']} are contradicted",
        subtitle="One mark a claim; all recorded claims of the articles on releases whose subject is one model",
        takeaway=f"Supported {total['supported']}, imprecise {total['imprecise']}, contradicted {total['contradicted']}, "
        f"unverifiable {total['unverifiable']}. Every recorded claim is counted, so there is no sampling error; which "
        "claims were made is no random draw.",
        source="The ledger of this book",
        table=counts.reset_index().sort_values(["claims", "model"], ascending=[False, True]),
    )
