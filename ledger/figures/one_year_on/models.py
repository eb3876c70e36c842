"""What came out after the articles: models, their licences, a chip, and who is used."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import CHINA, INK, NEUTRAL, ON_MARK, UNITED_STATES
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown

TERMS = ["permissive", "conditional", "custom", "unknown", "proprietary"]
FORMS = ["circle", "square", "triangle-up", "diamond", "cross"]
_WHERE = ["China", "United States", "elsewhere"]


@answers("How large did the open Chinese models become?")
def sizes(models: pd.DataFrame):
    """Draw the size of each Chinese model with open weights by its day of release, and the largest so far.

    models: name, lab, released_on, billions (parameters), licence_class and record (billions, the largest so far).
    """
    classes = [term for term in TERMS if term in set(models["licence_class"])]
    lab = dropdown("lab", ["all", *sorted(models["lab"].unique())], "Laboratory")
    base = alt.Chart(models).encode(x=alt.X("released_on:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=5)))
    size = dict(
        title="billion parameters (log scale)",
        scale=alt.Scale(type="log", domain=[0.5, 5000]),
        axis=alt.Axis(values=[1, 10, 100, 1000], format=","),
    )
    record = base.mark_line(interpolate="step-after", color=NEUTRAL, strokeDash=[5, 3]).encode(y=alt.Y("record:Q", **size))
    chosen = base.transform_filter((lab == "all") | (alt.datum.lab == lab))
    forms = alt.Scale(domain=classes, range=[FORMS[TERMS.index(term)] for term in classes])
    marks = chosen.mark_point(size=100, filled=True, color=CHINA).encode(
        y=alt.Y("billions:Q", **size),
        shape=alt.Shape("licence_class:N", title="licence", scale=forms, legend=alt.Legend(columns=2)),
        tooltip=["name", "lab", alt.Tooltip("released_on:T", format="%-d %B %Y"), "billions", "licence_class"],
    )
    rise = models.drop_duplicates("record")
    first, last = rise.iloc[0], rise.iloc[-1]
    return figure(
        (record + marks).add_params(lab).properties(height=340),
        name="open-model-sizes",
        title=f"The largest open Chinese model grew from {first['record']:,.0f} to {last['record']:,.0f} billion parameters",
        subtitle=f"{len(models)} models with open weights and known size; dashed: the largest so far; size is not quality",
        takeaway=f"{last['name']} of {last['lab']} is the largest, out on {last['released_on']:%-d %B %Y}. A larger "
        "model is not by itself a better one.",
        source="makers' pages and model databases, as listed in the ledger",
        table=models[["name", "lab", "released_on", "billions", "licence_class"]],
    )


@answers("Did the free licences go on?")
def licences(counts: pd.DataFrame):
    """Draw the Chinese models of each year by class of licence.

    counts: year, licence_class, models (count) and share (percent of the year).
    """
    measure = radio("measure", ["percent", "number"], "Show")
    # Half as much again as the longest bar leaves room for its words.
    room = f"1.5 * (measure == 'number' ? {counts['models'].max()} : {counts['share'].max()})"
    bars = (
        alt.Chart(counts)
        .transform_calculate(
            amount="measure == 'number' ? datum.models : datum.share",
            told="datum.licence_class + ' ' + format(datum.amount, '.0f')",
        )
        .encode(
            x=alt.X(
                "amount:Q",
                title="models (percent or number)",
                axis=alt.Axis(tickCount=5),
                scale=alt.Scale(domainMax=alt.expr(room)),
            ),
            y=alt.Y("year:N", title=None, scale=alt.Scale(paddingInner=0.25)),
            yOffset=alt.YOffset("licence_class:N", sort=TERMS),
            tooltip=["year", "licence_class", "models", alt.Tooltip("share:Q", format=".0f")],
        )
    )
    blocks = bars.mark_bar(color=CHINA, height=14)
    names = bars.mark_text(align="left", dx=5).encode(text="told:N")
    totals = counts.groupby("year")["models"].sum()
    free = counts[counts["licence_class"] == "permissive"].set_index("year")
    seen = totals.sub(counts[counts["licence_class"] == "unknown"].set_index("year")["models"], fill_value=0).astype(int)
    told = ", ".join(f"{int(free['models'].get(year, 0))} of {seen[year]} in {year}" for year in totals.index)
    return figure(
        (blocks + names).add_params(measure).properties(height=110 * len(totals)),
        name="licences-by-year",
        title=f"Of the licences that were seen, these are permissive: {told}",
        subtitle="Chinese models in the ledger by year and class of licence; a selection, not a census",
        takeaway=f"A permissive licence (MIT, Apache) is on {told} whose licence was seen. For "
        f"{totals.sum() - seen.sum()} models it was not: the class is unknown, not closed.",
        source="makers' pages and model databases, as listed in the ledger",
        table=counts.round({"share": 1}),
    )


@answers("Did the Ascend 950PR come as the roadmap said?")
def chip_against_plan(parts: pd.DataFrame):
    """Draw what part of the plan each measure reached, and how many cards as shipped replace the planned ones that a slider sets.

    parts: measure, planned, shipped (in the unit of the measure) and percent (of the plan).
    """
    known = parts.dropna()
    if known.empty:
        raise NotKnown("It has a plan for the chip and no chip yet.")
    cards = slider("cards", 100, 10000, 100, 1000, "Cards of the plan")
    rows = (
        alt.Chart(known)
        .transform_calculate(needed="cards * 100 / datum.percent", told="format(datum.needed, ',.0f') + ' cards'")
        .encode(
            y=alt.Y("measure:N", sort=known["measure"].tolist(), title=None, axis=alt.Axis(labelLimit=140)),
            tooltip=[
                "measure",
                "planned",
                "shipped",
                alt.Tooltip("percent:Q", format=".1f"),
                alt.Tooltip("needed:Q", format=",.0f"),
            ],
        )
    )
    bars = rows.mark_bar(color=CHINA, height=22).encode(
        x=alt.X("percent:Q", title="percent of the plan", scale=alt.Scale(domain=[0, 110]), axis=alt.Axis(tickCount=5))
    )
    words = rows.mark_text(align="left", color=ON_MARK, fontWeight="bold").encode(x=alt.value(8), text="told:N")
    plan = alt.Chart(pd.DataFrame({"percent": [100.0]})).mark_rule(color=INK, strokeWidth=2).encode(x="percent:Q")
    least = known.loc[known["percent"].idxmin()]
    return figure(
        (bars + plan + words).add_params(cards).properties(height=alt.Step(46)),
        name="ascend-950pr-against-plan",
        title=f"The Ascend 950PR reached {known['percent'].min():.0f} to {known['percent'].max():.0f} percent of its "
        "planned figures",
        subtitle="percent of the plan of September 2025 (the line); words: cards as shipped in March 2026 that do the "
        "work of the planned cards you choose",
        takeaway=f"The largest gap is in {least['measure']}: {least['percent']:.0f} percent of the plan. The vendor's "
        "peak figures; no outside measurement is known to us.",
        source="Huawei Connect 2025; ITHome on the Atlas 350, 20 March 2026",
        table=known.round({"percent": 1}),
    )


@answers("Who is used, on which platform, by which count?")
def usage(shares: pd.DataFrame):
    """Draw shares of use, one platform and unit at a time.

    shares: platform (with its unit), label (which count), country (China, United States or elsewhere) and percent.
    """
    platforms = list(dict.fromkeys(shares["platform"]))
    platform = dropdown("platform", platforms, "Platform and unit")
    rows = (
        alt.Chart(shares)
        .transform_filter(platform == alt.datum.platform)
        .encode(
            y=alt.Y("label:N", sort=shares["label"].tolist(), title=None, axis=alt.Axis(labelLimit=170)),
            tooltip=["platform", "label", "country", "percent"],
        )
    )
    x = alt.X("percent:Q", title="percent", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    marks = rows.mark_point(size=130, filled=True).encode(
        x=x,
        color=alt.Color("country:N", title=None, scale=alt.Scale(domain=_WHERE, range=[CHINA, UNITED_STATES, NEUTRAL])),
        shape=alt.Shape("country:N", title=None, scale=alt.Scale(domain=_WHERE, range=["circle", "diamond", "square"])),
    )
    values = rows.mark_text(dy=alt.expr("datum.country == 'United States' ? 16 : -13")).encode(
        x=x, text=alt.Text("percent:Q", format=".0f")
    )
    first = shares[shares["platform"] == platforms[0]]
    wide = first.pivot_table(index="label", columns="country", values="percent", sort=False)
    if not {"China", "United States"} <= set(wide.columns):
        raise NotKnown("It has no platform with both countries.")
    ahead = int((wide["China"] > wide["United States"]).sum())
    return figure(
        (marks + values).add_params(platform).properties(height=alt.Step(46)),
        name="usage-by-platform",
        title=f"{platforms[0]}: China is ahead in {ahead} of {len(wide)} counts",
        subtitle="percent of the unit named in the control; platforms are never added or compared with each other",
        takeaway=f"On {platforms[0]} the Chinese share runs from {wide['China'].min():.0f} to {wide['China'].max():.0f} "
        "percent. Another platform has another unit and other users.",
        source="OpenRouter counts by Jampongsathorn (2026); Longpre et al. (2025); Hugging Face (2026)",
        table=shares[["platform", "label", "country", "percent"]],
    )
