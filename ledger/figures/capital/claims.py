"""Three statements of the articles about prices, each set against the list prices."""

import altair as alt
import pandas as pd

from ledger.display.charts import ACCENT, INK, NEUTRAL, UNITED_STATES, figure
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers, only
from ledger.figures.capital.style import LAB_COLOUR, by_lab, dashed, if_stated

_CENTS = 0.1  # a dollar for a million tokens is a tenth of a cent for a thousand


@answers("Whose prices lie below one cent for a thousand tokens?")
def under_a_cent(prices: pd.DataFrame):
    """Draw each list price in cents for a thousand tokens, a row a laboratory and tier, with a bound that the reader moves.

    prices: model, vendor, country, tier, input, output (USD per million tokens).
    """
    drawn = by_lab(prices).assign(output_cents=prices["output"] * _CENTS, input_cents=prices["input"] * _CENTS)
    drawn["row"] = drawn["lab"] + ", " + drawn["tier"]
    kind = radio("token", ["output", "input"], "Price of")
    bound = slider("bound", 0.05, 8, 0.05, 1, "Bound, cents for 1,000 tokens")
    scale = alt.Scale(type="log", domain=[0.004, 10])
    rows = alt.Chart(drawn).transform_calculate(cents="token == 'output' ? datum.output_cents : datum.input_cents")
    dots = (
        rows.transform_calculate(place="datum.cents < bound ? 'below the bound' : 'at or above it'")
        .mark_point(size=110, strokeWidth=2)
        .encode(
            y=alt.Y("row:N", title=None, sort=sorted(drawn["row"].unique())),
            x=alt.X("cents:Q", title="cents (log)", scale=scale, axis=alt.Axis(values=[0.01, 0.1, 1, 10], format="~g")),
            color=alt.Color("lab:N", title=None, scale=LAB_COLOUR, legend=None),
            shape=alt.Shape(
                "place:N",
                title=None,
                scale=alt.Scale(domain=["below the bound", "at or above it"], range=["circle", "cross"]),
                legend=alt.Legend(columns=1),
            ),
            tooltip=["model", "lab", "tier", alt.Tooltip("cents:Q", format=".3f")],
        )
    )
    counted = rows.transform_calculate(below="datum.cents < bound ? 1 : 0").transform_aggregate(
        below="sum(below)", all="count()", groupby=["row"]
    )
    counts = (
        counted.transform_calculate(words="datum.below + ' of ' + datum.all")
        .mark_text(align="left", dx=6, fill=INK)
        .encode(y=alt.Y("row:N", title=None, sort=sorted(drawn["row"].unique())), x=alt.value("width"), text="words:N")
    )
    line = (
        rows.transform_calculate(edge="bound")
        .transform_aggregate(edge="max(edge)")
        .mark_rule(strokeDash=[5, 4])
        .encode(x=alt.X("edge:Q", scale=scale))
    )
    below = drawn[drawn["output_cents"] < 1]
    american = (below["country"] == "US").sum()
    makers = f"{len(below) - american} of DeepSeek and {american} of American makers"
    return figure(
        (line + dots + counts).add_params(kind, bound).properties(height=260),
        name="under-a-cent",
        title=f"{len(below)} of {len(drawn)} output prices lie below one cent, and {american} of the {len(below)} are American",
        subtitle=f"List prices since {drawn['effective_from'].min():%Y}, cents for 1,000 tokens; right edge: how many "
        "lie below the bound that you set",
        takeaway=f"{len(below)} of {len(drawn)} output prices are below one cent for 1,000 tokens: {makers}.",
        source="Price pages of DeepSeek and Anthropic; price tables of third parties (see the table api_prices)",
        table=drawn[["model", "lab", "tier", "input_cents", "output_cents", "effective_from", "grade"]],
    )


@answers("How much does a price ratio depend on the mix of reading and writing?")
def one_percent(pairs: pd.DataFrame, stated: float):
    """Draw the bill with one model as a percentage of the bill with another, over the share of output tokens.

    pairs: model, other, input, output, input_other, output_other (USD per million tokens).
    stated: the percentage in the article for DeepSeek-V2, or missing.
    """
    known = pairs.dropna().assign(pair=lambda rows: rows["model"] + " over " + rows["other"])
    lines = known.merge(pd.DataFrame({"written": range(0, 101, 5)}), how="cross")
    lines["percent"] = _percent(lines, lines["written"])
    options = known["pair"].tolist()
    which = dropdown("which", options, "Pair")
    share = slider("share", 0, 100, 1, 50, "Output, percent of all tokens")
    x = alt.X(
        "written:Q",
        title="output, percent of all tokens",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
    )
    y = alt.Y("percent:Q", title="percent of the other bill", scale=alt.Scale(zero=True, nice=True))
    curve = alt.Chart(lines).transform_filter("datum.pair == which").mark_line(color=NEUTRAL, strokeWidth=3).encode(x=x, y=y)
    mixed = "(1 - share / 100) * datum.input{0} + share / 100 * datum.output{0}"
    spot = (
        alt.Chart(known.assign(stated=known["model"].map({"DeepSeek-V2": stated})))
        .transform_filter("datum.pair == which")
        .transform_calculate(written="share", percent=f"100 * ({mixed.format('')}) / ({mixed.format('_other')})")
    )
    dot = spot.mark_point(size=160, color=ACCENT, shape="diamond").encode(x=x, y=y)
    words = (
        spot.transform_calculate(label="format(datum.percent, '.2f') + ' %'")
        .mark_text(dy=-16, fill=INK)
        .encode(x=x, y=y, text="label:N")
    )
    # A pair of which the article says nothing has its line, unseen, at the height of the point.
    claim = (
        spot.transform_calculate(level="isValid(datum.stated) ? datum.stated : datum.percent")
        .mark_rule(strokeDash=[5, 4])
        .encode(y="level:Q", opacity=alt.condition("isValid(datum.stated)", alt.value(1), alt.value(0)))
    )
    v2 = only(known, model="DeepSeek-V2")
    ends = sorted(_percent(v2, pd.Series([0, 100])))
    told = [
        f"{row.pair}: {_percent(row._asdict(), 0):.2f} percent for input alone, {_percent(row._asdict(), 100):.2f} for output alone"
        for row in known.itertuples()
    ]
    return figure(
        (claim + curve + dot + words).add_params(which, share).properties(height=280),
        name="one-percent",
        title=f"V2 cost {ends[0]:.2f} to {ends[1]:.2f} percent of GPT-4 Turbo; the more it writes, the less",
        subtitle="Bill with one model as a percentage of the bill with another, over the mix of tokens"
        + if_stated(stated, "; dashed: what the article says"),
        takeaway="; ".join(told) + ".",
        source="Price comparison of DeepSeek, May 2024; price pages and price tables (see the table api_prices)",
        table=known[["pair", "input", "output", "input_other", "output_other"]].assign(
            input_percent=_percent(known, 0),
            output_percent=_percent(known, 100),
        ),
    )


def _percent(row, written):
    """Return the bill as a percentage of the other, with ``written`` percent of the tokens as output."""
    part = written / 100
    return (
        100 * ((1 - part) * row["input"] + part * row["output"]) / ((1 - part) * row["input_other"] + part * row["output_other"])
    )


@answers("By how much did the price of entry models change?")
def entry_models(moves: pd.DataFrame, stated: float):
    """Draw the change of the bill from each entry model to the next, for a mix that the reader sets.

    moves: vendor, model, before (the model before it), same (bool: the same model at a new price), effective_from
        (datetime64), input, output, input_before, output_before (USD per million tokens), input_change, output_change (percent).
    stated: the change in the article (percent), or missing.
    """
    drawn = by_lab(moves).assign(kind=moves["same"].map({True: "the same model", False: "a new model"}))
    reads = slider("reads", 0, 20, 0.5, 3, "Tokens read for each token written")
    scale = alt.Scale(type="symlog", constant=50, domain=[-100, 400])
    base = (
        alt.Chart(drawn)
        .transform_calculate(
            change="100 * ((reads * datum.input + datum.output) / (reads * datum.input_before + datum.output_before) - 1)"
        )
        .encode(y=alt.Y("label:N", sort=drawn.sort_values(["lab", "effective_from"])["label"].tolist(), title=None))
    )
    shapes = alt.Scale(domain=["the same model", "a new model"], range=["diamond", "circle"])
    dots = base.mark_point(size=140, color=UNITED_STATES).encode(
        x=alt.X("change:Q", title="change, percent (log)", scale=scale, axis=alt.Axis(values=[-100, -50, 0, 100, 400])),
        shape=alt.Shape("kind:N", title=None, scale=shapes, legend=alt.Legend(columns=1)),
        tooltip=[
            "lab",
            "before",
            "model",
            alt.Tooltip("effective_from:T", format="%-d %b %Y"),
            alt.Tooltip("change:Q", format="+.1f"),
        ],
    )
    words = base.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text=alt.Text("change:Q", format="+.1f"))
    line = dashed(stated).encode(x=alt.X("at:Q", scale=scale))
    changes = pd.concat([moves["input_change"], moves["output_change"]])
    matched = "" if stated != stated else f", {(changes.round() == stated).sum() or 'none'} by {stated:+.0f}"
    told = [
        f"{row.before} to {row.model}: input {row.input_change:+.1f}, output {row.output_change:+.1f} percent"
        for row in moves.itertuples()
    ]
    return figure(
        (line + dots + words).add_params(reads).properties(height=60 + 42 * len(drawn)),
        name="entry-model-prices",
        title=f"List prices of entry models moved by {changes.min():+.0f} to {changes.max():+.0f} percent{matched}",
        subtitle="Entry models of OpenAI and Anthropic, change of the bill against the price before, percent"
        + if_stated(stated, "; dashed: what the article says"),
        takeaway="; ".join(told) + ".",
        source="Price pages of Anthropic; price tables of third parties (see the table api_prices)",
        table=drawn[["lab", "before", "model", "kind", "effective_from", "input_change", "output_change"]],
    )
