"""When models came out: the timeline and the days between two releases."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, PLACES
from ledger.display.controls import dropdown, slider
from ledger.display.questions import answers
from ledger.figures.releases.style import MAKERS, MONTHS, TERMS

_INPUTS = ["image", "audio", "video"]


@answers("What came out, when, from whom and under which terms?")
def timeline(models: pd.DataFrame):
    """Draw every release by laboratory and day, with the terms of its weights.

    models: name, lab, country, released_on, licence_class, licence, modalities, open_weights; one row a model.
    """
    keys = ["lab", "country", "released_on", "licence_class", "open_weights", "modalities"]
    known = models.assign(modalities=models["modalities"].fillna("not seen"))
    days = known.groupby(keys, as_index=False).agg(models=("name", ", ".join), licence=("licence", "first"))
    days["weights"] = days["open_weights"].map({True: "to download", False: "service only"})
    days["row"] = days["lab"] + days["country"].map({"China": " (CN)", "United States": " (US)"})
    ordered = days.drop_duplicates("lab").sort_values(["country", "lab"])
    labs, rows = ordered["lab"].tolist(), ordered["row"].tolist()
    lab, terms = dropdown("lab", ["all", *labs], "Laboratory"), dropdown("terms", ["all", *TERMS], "Terms")
    takes = dropdown("takes", ["all", "text alone", *_INPUTS], "Input")
    weights = dropdown("weights", ["all", "to download", "service only"], "Weights")
    alone = (takes == "text alone") & (alt.datum.modalities == "text")
    chosen = (
        ((lab == "all") | (alt.datum.lab == lab))
        & ((terms == "all") | (alt.datum.licence_class == terms))
        & ((weights == "all") | (alt.datum.weights == weights))
        & ((takes == "all") | alone | (alt.expr.indexof(alt.datum.modalities, takes) >= 0))
    )
    shapes = alt.Scale(domain=TERMS, range=["circle", "square", "triangle-up", "diamond", "cross"])
    chart = alt.Chart(days).transform_filter(chosen).mark_point(size=85, opacity=0.9).encode(
        x=alt.X("released_on:T", title=None, axis=MONTHS, scale=_span(models["released_on"])),
        y=alt.Y("row:N", scale=alt.Scale(domain=rows), title=None, axis=alt.Axis(grid=True, tickBand="extent")),
        yOffset=alt.YOffset("licence_class:N", scale=alt.Scale(domain=TERMS)),
        shape=alt.Shape("licence_class:N", title="terms", legend=alt.Legend(columns=1), scale=shapes),
        color=alt.Color("country:N", title="country", legend=alt.Legend(columns=1), scale=PLACES),
        tooltip=["models", "lab", "released_on", "licence_class", "licence", "modalities"],
    )  # fmt: skip
    chinese = models[models["country"] == "China"]
    opened, free = int(chinese["open_weights"].sum()), int((chinese["licence_class"] == "permissive").sum())
    return figure(
        chart.add_params(lab, terms, takes, weights).properties(height=440),
        name="release-timeline",
        title=f"{opened} of {len(chinese)} Chinese models in the table can be downloaded, {free} on permissive terms",
        subtitle="Models and updates by laboratory, day of release and terms; a selection, not a census",
        takeaway=f"Of {len(chinese)} Chinese models {opened} have public weights. {free} carry MIT or Apache 2.0; the others have "
        "conditions, a licence of the maker or a licence that we have not seen.",
        source=MAKERS,
        table=days[["released_on", "lab", "country", "models", "licence_class", "licence", "modalities", "weights"]].sort_values(
            ["released_on", "lab"]
        ),
    )


@answers("How many days lie between two releases of one laboratory?")
def cadence(gaps: pd.DataFrame, labs: pd.DataFrame):
    """Draw the gaps of each laboratory with their median, and the mean gap if the table lacks releases.

    If it holds a random share of them, the true mean gap is that share of the observed one.

    gaps: lab, released_on, gap (days since the release before), one row a release day after the first.
    labs: lab, days (release days in the table), span (days from first to last), median (days).
    """
    shown = labs[labs["days"] > 1].sort_values("median")
    order = (shown["lab"] + " (" + shown["days"].astype(str) + ")").tolist()
    named = dict(zip(shown["lab"], order))
    held = slider("held", 20, 100, 5, 100, "Share of its releases that the table holds, %")
    y = alt.Y("lab:N", sort=order, title=None, axis=alt.Axis(grid=True))
    x = alt.X("gap:Q", title="days since the release before", scale=alt.Scale(domainMin=0, nice=True))
    dots = alt.Chart(gaps.assign(lab=gaps["lab"].map(named))).mark_point(size=60, filled=False, color=INK)
    dots = dots.encode(x=x, y=y, tooltip=["lab", "released_on", "gap"])
    middle = (
        alt.Chart(shown.assign(lab=order))
        .mark_tick(size=26, thickness=3, color=INK)
        .encode(x=alt.X("median:Q"), y=y, tooltip=["lab", "median"])
    )
    mean = alt.Chart(shown.assign(lab=order)).transform_calculate(gap=alt.datum.span / (alt.datum.days - 1) * held / 100)
    mean = mean.mark_point(size=130, shape="diamond", color=ACCENT).encode(
        x=x, y=y, tooltip=["lab", alt.Tooltip("gap:Q", format=".0f")]
    )
    most = shown.nlargest(2, "days")
    often = " and ".join(f"{row.median:.0f} days at {row.lab}" for row in most.itertuples())
    return figure(
        (middle + dots + mean).add_params(held).properties(height=40 * len(order) + 60),
        name="release-cadence",
        title=f"The middle gap between two releases is {often}, the laboratories with most of them",
        subtitle="Circle: days between two release days of one laboratory, their number in brackets; upright bar: "
        "median; diamond: mean at the share that you set",
        takeaway="Median gaps in days: "
        + ", ".join(f"{row.lab} {row.median:.0f}" for row in shown.itertuples())
        + ". The table is a selection: a release that it lacks would split a gap and shorten the mean.",
        source=MAKERS + "; gaps: our arithmetic",
        table=gaps[["lab", "released_on", "gap"]].merge(labs[["lab", "days", "span", "median"]], on="lab"),
    )


def _span(days: pd.Series) -> alt.Scale:
    ends = [days.min() - pd.Timedelta(days=20), days.max() + pd.Timedelta(days=20)]
    return alt.Scale(domain=[alt.DateTime(year=day.year, month=day.month, date=day.day) for day in ends])
