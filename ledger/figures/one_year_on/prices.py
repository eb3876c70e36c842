"""What a fixed piece of work costs with American and with Chinese models, then and now."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, INK, NEUTRAL, PLACE_SHAPES, PLACES
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only

SOURCE = "genai-prices 0.2.3 (Pydantic, 10 November 2026), nearly all prices also in LiteLLM 1.109.1"
EARLIER = "; 2025: price pages and tables in the ledger"
MATCHES = ["middle of each side", "middle, cheapest hours", "cheapest of each side", "DeepSeek and OpenAI"]
# What the sliders begin with: thousand tokens read and written, percent of the reading seen before.
READ, WRITTEN, CACHED = 750, 250, 0
COST = "((read * ((1 - cached / 100) * datum.input + cached / 100 * datum.cached_input) + written * datum.output) / 1000)"


def _workload():
    return [
        slider("read", 50, 1000, 50, READ, "Thousand tokens read"),
        slider("written", 10, 1000, 10, WRITTEN, "Thousand tokens written"),
        slider("cached", 0, 100, 5, CACHED, "Percent of the reading from the cache"),
    ]


@answers("What does one piece of work cost with each model today?")
def workload_prices(prices: pd.DataFrame):
    """Draw the price of a workload for every model; three sliders set the workload.

    prices: name, tier, country (China or United States), hours (dearest or cheapest), input, output,
    cached_input (USD per million tokens) and cost (USD for the workload that the sliders begin with).
    """
    dearest = prices[prices["hours"] == "dearest"]
    order = dearest.sort_values(["tier_order", "cost"])["label"].tolist()
    tier = radio("tier", ["all", *dict.fromkeys(dearest.sort_values("tier_order")["tier"])], "Show")
    hours = radio("hours", ["dearest", "cheapest"], "Hours, where the price depends on them")
    rows = (
        alt.Chart(prices)
        .transform_filter((hours == alt.datum.hours) & ((tier == "all") | (alt.datum.tier == tier)))
        .transform_calculate(cost=COST)
        .encode(
            y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=190)),
            x=alt.X(
                "cost:Q",
                title="dollars for the work (log scale)",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(values=[0.01, 0.1, 1, 10, 100], format="~g"),
            ),
            tooltip=["name", "tier", "country", "input", "output", "cached_input", alt.Tooltip("cost:Q", format=".3f")],
        )
    )
    marks = rows.mark_point(size=130, filled=True).encode(
        color=alt.Color("country:N", title=None, scale=PLACES), shape=alt.Shape("country:N", title=None, scale=PLACE_SHAPES)
    )
    values = rows.mark_text(dy=-13).encode(text=alt.Text("cost:Q", format=".2f"))
    ranks = rows.mark_text(align="right").encode(x=alt.value("width"), text="tier:N")
    cheapest = dearest.loc[dearest.groupby("tier")["cost"].idxmin()].set_index("tier")
    home = {"China": "Chinese", "United States": "American"}
    said = ", ".join(
        f"{tier} {home[row.country]} ({row.name_})"
        for tier, row in cheapest.rename(columns={"name": "name_"}).sort_values("tier_order").iterrows()
    )
    spread = dearest["cost"].max() / dearest["cost"].min()
    return figure(
        (marks + values + ranks).add_params(tier, hours, *_workload()).properties(height=alt.Step(30)),
        name="workload-prices-now",
        title=f"The dearest of {len(dearest)} models costs {spread:.0f} times the cheapest for the same text",
        subtitle=f"dollars for {READ},000 tokens read and {WRITTEN},000 written at first; list prices of "
        f"{prices['published'].max():%-d %B %Y}; every slider computes anew",
        takeaway=f"The cheapest model of each tier: {said}. The spread inside one country is far larger than the gap "
        "between the two.",
        source=SOURCE,
        table=prices[["name", "tier", "country", "hours", "input", "output", "cached_input", "cost"]]
        .drop_duplicates(["name", "input", "output", "cached_input"])
        .round({"cost": 4}),
    )


@answers("Has the gap between American and Chinese list prices lasted?")
def gap_then_and_now(offers: pd.DataFrame, gaps: pd.DataFrame):
    """Draw American over Chinese cost by tier for 2025 and 2026; the reader sets workload and matching.

    offers: when (2025 or 2026), hours (dearest or cheapest, all where the price has no hours), tier, lab, country,
    input, output, cached_input; one row a price.
    gaps: when, tier, match and ratio at the workload that the sliders begin with.
    """
    match = radio("match", MATCHES, "Compare")
    tiers = [tier for tier in ("entry", "main", "top", "dearest of each maker") if tier in set(offers["tier"])]
    ratios = (
        alt.Chart(offers)
        .transform_filter("match == 'middle, cheapest hours' ? datum.hours != 'dearest' : datum.hours != 'cheapest'")
        .transform_filter("match != 'DeepSeek and OpenAI' || datum.lab == 'DeepSeek' || datum.lab == 'OpenAI'")
        .transform_calculate(cost=COST)
        .transform_aggregate(middle="median(cost)", least="min(cost)", groupby=["when", "tier", "country"])
        .transform_calculate(paid="match == 'cheapest of each side' ? datum.least : datum.middle")
        .transform_pivot("country", value="paid", groupby=["when", "tier"])
        .transform_calculate(ratio="datum['United States'] / datum['China']")
        .transform_filter("isValid(datum.ratio) && isFinite(datum.ratio)")
    )
    spots = ratios.encode(
        y=alt.Y("tier:N", sort=tiers, title=None, axis=alt.Axis(labelLimit=150)),
        x=alt.X(
            "ratio:Q",
            title="American / Chinese price (log scale)",
            scale=alt.Scale(type="log", domain=[0.25, 40], clamp=True),
            axis=alt.Axis(values=[0.5, 1, 2, 5, 10, 20, 40], format="~g"),
        ),
        tooltip=["tier", "when", alt.Tooltip("ratio:Q", format=".2f")],
    )
    days = dict(title=None, scale=alt.Scale(domain=["2025", "2026"], range=[NEUTRAL, INK]))
    marks = spots.mark_point(size=150, filled=True).encode(
        color=alt.Color("when:N", **days),
        shape=alt.Shape("when:N", title=None, scale=alt.Scale(domain=["2025", "2026"], range=["circle", "diamond"])),
    )
    paths = spots.mark_line(color=NEUTRAL, strokeDash=[4, 3]).encode(detail="tier:N", order="when:O")
    values = spots.mark_text(dy=-16).encode(text=alt.Text("ratio:Q", format=".1f"))
    even = alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(color=INK).encode(x="ratio:Q")
    first = gaps[gaps["match"] == MATCHES[0]]
    main, entry = only(first, when="2026", tier="main")["ratio"], only(first, when="2026", tier="entry")["ratio"]
    before = only(first, when="2025", tier="main")["ratio"]
    cheap = only(gaps[gaps["match"] == MATCHES[1]], when="2026", tier="main")["ratio"]
    return figure(
        (even + paths + marks + values).add_params(match, *_workload()).properties(height=alt.Step(62)),
        name="price-gap-then-and-now",
        title=f"In the main tier the gap fell from {before:.1f} to {main:.1f} times at the dearest hours, {cheap:.1f} at "
        "the cheapest",
        subtitle="American price over Chinese price for the same text, 15 February 2025 and 10 November 2026; 1 means "
        "the same price; the dearest hours unless you choose the cheapest",
        takeaway=f"Middle of each side: main tier {before:.1f} in 2025 and {main:.1f} in 2026 ({cheap:.1f} at the "
        f"cheapest hours), entry tier {entry:.2f} in 2026. In 2025 our table has no Chinese model of the entry tier, and "
        "DeepSeek alone for China.",
        source=SOURCE + EARLIER,
        table=gaps.round({"ratio": 3}),
    )


@answers("Does the gap depend on how much of the text is read again?")
def gap_by_reuse(costs: pd.DataFrame, ratios: pd.DataFrame):
    """Draw American over Chinese cost by tier against the part of the input that was seen before.

    costs: tier, country, share (percent of the reading seen before), reading (USD for a million tokens
    read), output (USD for a million written); one row a model and share. ratios: tier, share, ratio
    at 33 tokens written for 100 read.
    """
    written = slider("per_read", 5, 200, 5, 33, "Tokens written for 100 read")
    lines = (
        alt.Chart(costs)
        .transform_calculate(cost="datum.reading + per_read / 100 * datum.output")
        .transform_aggregate(paid="median(cost)", groupby=["tier", "share", "country"])
        .transform_pivot("country", value="paid", groupby=["tier", "share"])
        .transform_calculate(ratio="datum['United States'] / datum['China']")
    )
    dashes = alt.Scale(domain=["entry", "main", "top"], range=[[1, 0], [6, 3], [2, 2]])
    drawn = lines.mark_line(strokeWidth=3, point=alt.OverlayMarkDef(size=45)).encode(
        x=alt.X("share:Q", title="percent of the reading from the cache", axis=alt.Axis(tickCount=5)),
        y=alt.Y("ratio:Q", title="American / Chinese price", scale=alt.Scale(zero=True)),
        strokeDash=alt.StrokeDash("tier:N", title=None, scale=dashes),
        color=alt.Color("tier:N", title=None, scale=alt.Scale(domain=["entry", "main", "top"], range=[NEUTRAL, INK, ACCENT])),
        tooltip=["tier", "share", alt.Tooltip("ratio:Q", format=".2f")],
    )
    even = alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(color=INK, strokeDash=[1, 2]).encode(y="ratio:Q")
    start, end = (only(ratios, tier="main", share=share)["ratio"] for share in (0, 100))
    return figure(
        (drawn + even).add_params(written).properties(height=300),
        name="price-gap-by-reuse",
        title=f"In the main tier the ratio is {start:.2f} when all text is new and {end:.2f} when all of it was seen before",
        subtitle="middle of each side, list prices of November 2026 at the dearest hours; the line at 1 is the same price",
        takeaway=f"For the main tier the American price is {start:.2f} times the Chinese one without reuse and {end:.2f} "
        "times with full reuse, at 33 tokens written for 100 read.",
        source=SOURCE,
        table=ratios.round({"ratio": 3}),
    )
