"""List prices of APIs over time, and the bill for one workload."""

import altair as alt
import pandas as pd

from ledger.display.charts import INK, figure
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown
from ledger.figures.capital.style import LAB_COLOUR, LAB_DASH, LAB_SHAPE, by_lab

_MIXES = ["your own", "reads much", "writes much", "reads again"]


@answers("How did the cheapest list price of each laboratory move?")
def price_steps(steps: pd.DataFrame, until: pd.Timestamp):
    """Draw the lowest price in force, a step line for each laboratory, for one tier and one kind of token.

    steps: measure (input or output), vendor, tier, date (datetime64), price (USD per million tokens), model.
    until: the last day to draw.
    """
    going = steps.groupby(["measure", "vendor", "tier"]).tail(1).dropna(subset=["price"])
    last = going[going["date"] < until].assign(date=until)
    drawn = by_lab(pd.concat([steps, last], ignore_index=True).sort_values(["measure", "vendor", "tier", "date"], kind="stable"))
    tiers = [tier for tier in ("frontier", "reasoning", "entry") if (drawn["tier"] == tier).any()]
    kind = radio("kind", ["output", "input"], "Price of")
    tier = dropdown("tier", tiers, "Kind of model")
    base = (
        alt.Chart(drawn)
        .transform_filter("datum.measure == kind && datum.tier == tier")
        .encode(
            x=alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=4)),
            y=alt.Y(
                "price:Q",
                title="dollars per million tokens (log)",
                scale=alt.Scale(type="log", domain=[0.04, 100]),
                axis=alt.Axis(values=[0.05, 0.1, 0.3, 1, 3, 10, 30, 100], format="~g"),
            ),
            color=alt.Color("lab:N", title=None, scale=LAB_COLOUR, legend=alt.Legend(columns=2)),
            tooltip=["lab", "model", alt.Tooltip("date:T", format="%-d %b %Y"), "price"],
        )
    )
    lines = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        strokeDash=alt.StrokeDash("lab:N", title=None, scale=LAB_DASH)
    )
    dots = base.mark_point(size=70).encode(shape=alt.Shape("lab:N", title=None, scale=LAB_SHAPE))
    chosen = steps[(steps["measure"] == "output") & (steps["tier"] == "frontier")].dropna(subset=["price"])
    told = [
        _from_to(name, chosen[chosen["vendor"] == vendor]["price"])
        for vendor, name in (("openai", "OpenAI"), ("deepseek", "DeepSeek"))
    ]
    if not any(told):
        raise NotKnown("It has no dated price of a frontier model.")
    return figure(
        (lines + dots).add_params(kind, tier).properties(height=340),
        name="api-price-steps",
        title="Dollars for a million tokens of the cheapest frontier output: " + "; ".join(filter(None, told)),
        subtitle="Lowest list price in force at each laboratory, US dollars per million tokens; discounts at night are left out",
        takeaway=f"{len(steps)} steps from {steps['date'].min():%B %Y} to {until:%B %Y}. A cheaper, weaker model also "
        "counts as a fall: no constant quality.",
        source="Price pages of DeepSeek and Anthropic; price tables of third parties (see the table api_prices)",
        table=steps[["measure", "tier", "vendor", "date", "price", "model"]],
    )


def _from_to(name: str, prices: pd.Series) -> str:
    if prices.empty:
        return ""
    first, last, highest = prices.iloc[0], prices.iloc[-1], prices.max()
    by_way_of = f" by way of {highest:g}" if highest > max(first, last) else ""
    return f"{name} went from {first:g} to {last:g}{by_way_of}" if len(prices) > 1 else f"{name} asked {first:g}"


@answers("What does the same workload cost with each model?")
def workloads(costs: pd.DataFrame):
    """Draw the bill for 1,000 calls, for a mix of reading, writing and cached text that the reader chooses or sets.

    costs: model, vendor, country, tier, input, output, cached_input (USD per million tokens; cached_input may be
        missing) and the bills of the mixes "reads much", "writes much" and "reads again" (USD).
    """
    drawn = by_lab(costs).assign(again=costs["cached_input"].fillna(costs["input"]))
    mix = radio("mix", _MIXES, "Workload")
    read = slider("read", 1, 200, 1, 20, "Your own: thousand tokens read in a call")
    written = slider("written", 0.1, 20, 0.1, 2, "thousand tokens written in a call")
    cached = slider("cached", 0, 95, 5, 0, "part of the reading seen just before, percent")
    tier = dropdown("offer", ["all", *sorted(costs["tier"].unique())], "Kind of model")
    # 1,000 calls of a thousand tokens are one million tokens, so dollars per million need no further factor.
    own = "read * ((1 - cached / 100) * datum.input + cached / 100 * datum.again) + written * datum.output"
    chosen = " : ".join(f"mix == '{name}' ? datum['{name}']" for name in _MIXES[1:])
    base = (
        alt.Chart(drawn)
        .transform_filter("offer == 'all' || datum.tier == offer")
        .transform_calculate(bill=f"{chosen} : {own}")
        .encode(
            y=alt.Y(
                "label:N",
                sort=drawn.sort_values("reads much")["label"].tolist(),
                title=None,
            ),
            tooltip=["model", "lab", "tier", alt.Tooltip("bill:Q", format=",.2f")],
        )
    )
    dots = base.mark_point(size=90).encode(
        x=alt.X(
            "bill:Q",
            title="dollars (log)",
            scale=alt.Scale(type="log", domain=[0.1, 10000]),
            axis=alt.Axis(values=[1, 10, 100, 1000], format="~g"),
        ),
        color=alt.Color("lab:N", title=None, scale=LAB_COLOUR, legend=alt.Legend(columns=1)),
        shape=alt.Shape("lab:N", title=None, scale=LAB_SHAPE),
    )
    words = base.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text=alt.Text("bill:Q", format=",.2f"))
    ranked = costs.sort_values("reads much")
    pair = costs.set_index("model").reindex(["DeepSeek-R1", "o1"])[["reads much", "reads again"]]
    times = pair.loc["o1"] / pair.loc["DeepSeek-R1"]
    finding = (
        f"o1 costs {times['reads much']:.0f} times as much as R1 for new text "
        f"and {times['reads again']:.0f} times for text read again"
    )
    ratio = ranked["reads much"].iloc[-1] / ranked["reads much"].iloc[0]
    spread = f"{ranked['model'].iloc[-1]} costs {ratio:,.0f} times as much as {ranked['model'].iloc[0]}"
    return figure(
        (dots + words).add_params(mix, read, written, cached, tier).properties(height=60 + 20 * len(costs)),
        name="workload-cost",
        title=finding if times.notna().all() else spread,
        subtitle="1,000 calls at list price, US dollars. Tokens read and written in a call: 100,000 and 1,000 (reads much), "
        "1,000 and 10,000 (writes much), 100,000 and 1,000 with nine tenths cached (reads again)",
        takeaway=f"For a workload that reads much, {spread}. A token of one maker is not the same piece of text as a "
        "token of another.",
        source="Price pages and price tables (see the table api_prices); own arithmetic",
        table=costs[["model", "tier", "input", "output", "cached_input", *_MIXES[1:]]],
    )
