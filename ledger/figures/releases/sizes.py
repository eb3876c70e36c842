"""How large the models are: sparsity, training compute, context windows."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, COUNTRIES, INK, NEUTRAL, PLACE_SHAPES, PLACES
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only
from ledger.figures.releases.style import MAKERS, MONTHS


@answers("What part of its parameters does a model use for one token?")
def sparsity(sizes: pd.DataFrame):
    """Draw all against used parameters on two log scales, with a line at a share that the reader sets.

    sizes: name, country, released_on, total_parameters, active_parameters (counts), active_percent.
    """
    country = radio("country", ["both", *COUNTRIES], "Show")
    level = slider("level", 2, 100, 1, 10, "Dashed line, %")
    billions = sizes.assign(total=sizes["total_parameters"] / 1e9, active=sizes["active_parameters"] / 1e9)
    points = billions.groupby(["country", "total", "active", "active_percent"], as_index=False).agg(
        models=("name", ", ".join), first=("released_on", "min")
    )
    points["label"] = points["models"].str.split(", | Ultra", regex=True).str[0]
    wide, high = alt.Scale(type="log", domain=[0.5, 120000]), alt.Scale(type="log", domain=[0.1, 600])
    ticks = alt.Axis(values=[0.1, 1, 10, 100, 1000])
    across = alt.X("total:Q", title="all parameters, billions (log scale)", scale=wide, axis=ticks)
    up = alt.Y("active:Q", title="used per token, billions (log scale)", scale=high, axis=ticks)
    base = alt.Chart(points).transform_filter((country == "both") | (alt.datum.country == country)).encode(x=across, y=up)
    dots = base.mark_point(size=95, opacity=0.85).encode(
        shape=alt.Shape("country:N", title=None, scale=PLACE_SHAPES), color=alt.Color("country:N", title=None, scale=PLACES),
        tooltip=["models", "total", "active", "active_percent"])  # fmt: skip
    near = [("right", -9, -7, ["Llama 3.1 405B", "Qwen3-32B"]), ("left", 2, -28, ["DeepSeek-V3"]),
            ("left", 8, -12, ["Pangu"]), ("left", 8, 9, ["Kimi K2", "Llama 4 Maverick", "gpt-oss-120b"])]  # fmt: skip
    names = [
        base.transform_filter(alt.FieldOneOfPredicate("label", some)).mark_text(align=side, dx=dx, dy=dy).encode(text="label:N")
        for side, dx, dy, some in near
    ]
    line = alt.Chart(pd.DataFrame({"total": [0.5, 120000.0]})).mark_line(clip=True, color=NEUTRAL).encode(x=across)
    share = (
        line.transform_calculate(active=alt.datum.total * level / 100)
        .mark_line(clip=True, color=ACCENT, strokeDash=[5, 4])
        .encode(y=up)
    )
    sparse, top = (sizes["active_percent"] < 15).sum(), sizes.nsmallest(1, "active_percent").iloc[0]
    return figure(
        alt.layer(line.encode(y=alt.Y("total:Q", scale=high)), share, dots, *names)
        .add_params(country, level)
        .properties(height=420),
        name="total-and-active-parameters",
        title=f"{sparse} of {len(sizes)} models use less than 15 percent of their parameters at a time",
        subtitle="Both sizes as published; solid line: a dense model uses all; dashed line: the percent you set",
        takeaway=f"{top['name']} uses {top['active_percent']} percent of its parameters for a token.",
        source=MAKERS,
        table=points[["models", "country", "first", "total", "active", "active_percent"]].sort_values("active_percent"),
    )


@answers("How many operations did each training run take?")
def compute(runs: pd.DataFrame):
    """Draw the operations of each run by 6ND, with sliders for the operations and for tokens that were not published.

    runs: models (names that share one run), label, country, active_parameters, training_tokens (missing where not published),
    at_least (the maker says "over"), flops (6ND; missing without tokens).
    """
    known = runs.dropna(subset=["training_tokens"])
    fewest, most = known["training_tokens"].min(), known["training_tokens"].max()
    show = radio("show", ["tokens published", "tokens set by you"], "Show")
    operations = slider("operations", 6, 8, 0.1, 6, "Operations per parameter and token")
    tokens = slider("tokens", 1, 60, 1, 15, "Tokens where none are published, trillions")
    runs = runs.assign(label=runs["label"].str.split(" (", regex=False).str[0])
    rows = runs.assign(
        basis=runs["at_least"].map({True: "at least", False: "as published"}).where(runs["training_tokens"].notna(), "set by you"),
        low=runs["training_tokens"].fillna(fewest), high=runs["training_tokens"].fillna(most),
    )  # fmt: skip
    order = alt.EncodingSortField("middle", order="descending")
    size = alt.datum.active_parameters
    base = (
        alt.Chart(rows)
        .transform_filter((show == "tokens set by you") == (alt.datum.basis == "set by you"))
        .transform_calculate(
            middle=size * alt.datum.low,
            start=6 * size * alt.datum.low,
            end=8 * size * alt.datum.high,
            at=size * operations * alt.expr.if_(alt.datum.basis == "set by you", tokens * 1e12, alt.datum.low),
        )
        .encode(y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=145, minExtent=140)))
    )
    x = {
        "title": "operations (log scale)",
        "scale": alt.Scale(type="log", nice=True),
        "axis": alt.Axis(format=".0e", values=[1e22, 1e23, 1e24, 1e25, 1e26, 1e27]),
    }
    ranges = base.mark_rule(strokeWidth=3, color=NEUTRAL).encode(x=alt.X("start:Q", **x), x2="end:Q")
    # An amount that rests on tokens set by the reader is drawn hollow: it is no record.
    own = alt.when("datum.basis == 'set by you'").then(alt.value("transparent"))
    dots = base.mark_point(size=110, filled=False, strokeWidth=2).encode(
        x=alt.X("at:Q", **x),
        fill=own.otherwise("country:N", title=None, scale=PLACES),
        shape=alt.Shape("country:N", title=None, scale=PLACE_SHAPES),
        color=alt.Color("country:N", title=None, scale=PLACES),
        tooltip=["models", "active_parameters", "training_tokens", alt.Tooltip("at:Q", format=".2e")],
    )
    bound = (
        base.transform_calculate(sign="datum.basis == 'at least' ? '≥' : ''")
        .mark_text(align="right", dx=-9)
        .encode(x=alt.X("at:Q", **x), text="sign:N")
    )
    v3, largest = only(known, label="DeepSeek-V3"), known.nlargest(1, "flops").iloc[0]
    against = alt.Chart(pd.DataFrame({"v3": [v3["flops"] / 6]})).transform_calculate(at=alt.datum.v3 * operations)
    against = against.mark_rule(strokeDash=[5, 4], color=INK).encode(x=alt.X("at:Q", **x))
    return figure(
        (against + ranges + dots + bound).add_params(show, operations, tokens).properties(height=24 * len(known)),
        name="training-compute",
        title=f"{largest['label']} took {largest['flops'] / v3['flops']:.0f} times the operations of DeepSeek-V3, the dashed line",
        subtitle="Active parameters times tokens times the factor that you set; line: factor 6 to 8, and a range of "
        "tokens where none are published; ≥: the maker says over",
        takeaway=f"By 6ND: {largest['label']} {largest['flops']:.1e}, DeepSeek-V3 {v3['flops']:.1e} operations. Where no "
        "tokens are published the line "
        f"runs over {fewest / 1e12:.0f} to {most / 1e12:.0f} trillion, the least and the most of the other models.",
        source=MAKERS + "; products: our arithmetic",
        table=runs[["label", "models", "country", "active_parameters", "training_tokens", "at_least", "flops"]].sort_values(
            "flops", ascending=False
        ),
    )


@answers("How long a text may a model take, and has that grown?")
def context(windows: pd.DataFrame, steps: pd.DataFrame):
    """Draw each published window, with the median or the largest window so far in each country.

    windows: released_on, name, lab, country, context_tokens, grade, note. steps: country, released_on, measure, tokens.
    """
    ways = steps["measure"].unique().tolist()
    measure = radio("measure", ways, "Line")
    across = alt.X("released_on:T", title=None, axis=MONTHS)
    words = "datum.value < 1e6 ? datum.value / 1024 + 'K' : datum.value / 1e6 + 'M'"
    axis = alt.Axis(values=[32768, 131072, 262144, 1e6, 4e6, 1e7], labelExpr=words)
    color, up = alt.Color("country:N", title=None, scale=PLACES), alt.Scale(type="log", domain=[26000, 13000000])
    dash = alt.Scale(domain=COUNTRIES, range=[[1, 0], [7, 4]])
    line = alt.Chart(steps).transform_filter(alt.datum.measure == measure).mark_line(interpolate="step-after").encode(
        x=across, y=alt.Y("tokens:Q", title="tokens (log scale)", scale=up, axis=axis),
        color=color, strokeDash=alt.StrokeDash("country:N", title=None, scale=dash))  # fmt: skip
    dots = alt.Chart(windows).mark_point(size=80, opacity=0.75).encode(
        x=across, y=alt.Y("context_tokens:Q", scale=up), color=color,
        shape=alt.Shape("country:N", title=None, scale=PLACE_SHAPES), tooltip=["name", "lab", "released_on", "context_tokens"])  # fmt: skip
    usual, top = windows["context_tokens"].mode().min(), windows.nlargest(1, "context_tokens").iloc[0]
    widest = top["context_tokens"]
    most = f"{widest / 1e6:g}M" if widest >= 1e6 else f"{widest / 1024:.0f}K"
    equal = windows["context_tokens"].value_counts().max()
    return figure(
        (line + dots).add_params(measure).properties(height=360),
        name="context-windows",
        title=f"{equal} of {len(windows)} models take {usual / 1024:.0f}K tokens; the most, {most}, is what {top['name']} takes",
        subtitle="Longest input as stated by the maker; K is 1,024 tokens, M a million; models with a published window",
        takeaway=f"{equal} of {len(windows)} windows are {usual / 1024:.0f}K tokens. The largest, {top['name']}, is "
        f"{top['context_tokens']:,.0f} tokens, stated in {top['released_on']:%B %Y}.",
        source="Model cards and repositories of the makers, in part aggregators (see the table models)",
        table=windows[["released_on", "name", "lab", "country", "context_tokens", "grade", "note"]],
    )
