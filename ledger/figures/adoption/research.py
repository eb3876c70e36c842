"""Charts of research: patents by what is counted, and who leads by which measure."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers

DEFINITIONS = {
    "grants": "granted in 2023",
    "applications": "filed up to April 2025",
    "active-families": "families in force",
    "gen-ai-families": "generative AI, 2014–2023",
    "not-stated": "WIPO, not said what",
}
MEASURES = {
    "grants": "patents granted",
    "publications-share": "papers",
    "citations-share": "citations",
    "top-100-papers": "100 most cited papers",
    "notable-models": "notable models",
}
RIVALS = {"united-states": "United States", "europe": "Europe"}


@answers("What is China's share of AI patents, by what is counted?")
def patents(shares: pd.DataFrame, claimed: float):
    """Draw China's share by definition; the reader moves the line that a claim draws.

    shares: definition, value, high (percent; high is 100 for a lower bound), grade, citation, note.
    claimed: the article's lower bound, percent.
    """
    rows = shares.assign(what=shares["definition"].map(DEFINITIONS))
    number = rows["value"].map("{:.1f}".format)
    rows["shown"] = number.mask(rows["high"] > rows["value"], "over " + rows["value"].map("{:.0f}".format))
    bar = slider("bar", 30, 80, 1, float(claimed if claimed > 0 else 60), "A claim says over, percent")
    choice = dropdown("definition", ["all", *rows["what"]], "Counted")
    x = alt.X("value:Q", title="China's share, percent", scale=alt.Scale(domain=[0, 100]))
    y = alt.Y("what:N", sort=alt.EncodingSortField("value", order="descending"), title=None)
    base = (
        alt.Chart(rows)
        .transform_filter("definition == 'all' || datum.what == definition")
        .transform_calculate(
            answer="datum.value > bar || (datum.high > bar && datum.value == bar) ? 'above' "
            ": datum.high > bar ? 'cannot say' : 'not above'"
        )
        .encode(x=x, y=y, tooltip=["what", "shown", "grade", "note"])
    )
    kinds = ["above", "not above", "cannot say"]
    keys = {"title": "against the claim", "legend": alt.Legend(columns=1)}
    color = alt.Color("answer:N", scale=alt.Scale(domain=kinds, range=[INK, ACCENT, NEUTRAL]), **keys)
    shape = alt.Shape("answer:N", scale=alt.Scale(domain=kinds, range=["triangle-right", "square", "circle"]), **keys)
    level = alt.Chart(pd.DataFrame({"row": [1]})).transform_calculate(value="bar").mark_rule(strokeDash=[4, 4]).encode(x=x)
    bound = base.mark_rule(strokeWidth=3, color=NEUTRAL).encode(x2="high:Q")
    dots = base.mark_point(size=170).encode(color=color, shape=shape)
    # Generative AI is a part of AI, and a count that does not say what it counts has no name of its own.
    whole = rows[(rows["value"] == rows["high"]) & ~rows["definition"].isin(["gen-ai-families", "not-stated"])].sort_values(
        "value"
    )
    title = f"China has {' and '.join(f'{row.value:.0f} percent of the AI patents {row.what}' for row in whole.itertuples())}"
    if whole.empty:
        title = "No count of all AI patents by country is known"
    return figure(
        (level + bound + dots + base.mark_text(dy=-16).encode(text="shown:N"))
        .add_params(bar, choice)
        .properties(height=48 * len(rows)),
        name="patents-by-definition",
        title=title,
        subtitle="China's share of AI patents in the world, percent; grey line: range above a lower bound, dashed: the claim",
        takeaway="; ".join(f"{row.what}: {row.shown} percent" for row in rows.itertuples()) + ".",
        source="Stanford AI Index 2025, WIPO, CNNIC, LexisNexis, People's Daily (table patents)",
        table=rows[["what", "value", "high", "grade", "citation", "note"]],
    )


@answers("Who leads in AI research, by which measure?")
def lead_by_measure(ratios: pd.DataFrame):
    """Draw how many times China has what a rival has, measure by measure, on a log scale.

    ratios: measure, rival, china, other (both in the unit of the measure), ratio.
    """
    rows = ratios.assign(measure=ratios["measure"].map(MEASURES), rival=ratios["rival"].map(RIVALS)).sort_values(
        "ratio", ascending=False
    )
    rivals = [rival for rival in RIVALS.values() if rival in set(rows["rival"])]
    rival = radio("rival", rivals, "China against")
    base = (
        alt.Chart(rows)
        .transform_filter("datum.rival == rival")
        .transform_calculate(side="datum.ratio > 1 ? 'China has more' : 'has less'", told="format(datum.ratio, '.2f') + ' times'")
    )
    x = alt.X(
        "ratio:Q",
        title="China / rival (log scale)",
        scale=alt.Scale(type="log", domain=[0.2, 120]),
        axis=alt.Axis(values=[0.3, 1, 3, 10, 30]),
    )
    y = alt.Y("measure:N", title=None, sort=list(rows.loc[rows["rival"] == rivals[0], "measure"]), axis=alt.Axis(labelLimit=150))
    kinds = ["China has more", "has less"]
    base = base.encode(y=y, tooltip=["measure", "china", "other", "told:N"])
    color = alt.Color("side:N", title=None, scale=alt.Scale(domain=kinds, range=[CHINA, NEUTRAL]))
    line = base.mark_rule(strokeWidth=2, color=NEUTRAL).encode(x=x, x2=alt.datum(1))
    dots = base.mark_point(size=140).encode(
        x=x, color=color, shape=alt.Shape("side:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "square"]))
    )
    text = base.transform_filter("datum.ratio > 1").mark_text(align="left", dx=11).encode(x=x, text="told:N")
    text += base.transform_filter("datum.ratio <= 1").mark_text(align="left", dx=8, dy=-14).encode(x=x, text="told:N")
    level = alt.Chart(pd.DataFrame({"ratio": [1]})).mark_rule(strokeDash=[4, 4]).encode(x=x)
    first = rows[rows["rival"] == rivals[0]]
    behind = first[first["ratio"] < 1]
    trails = f"; it trails in {' and '.join(behind['measure'])}" if len(behind) else ""
    return figure(
        (level + line + dots + text).add_params(rival).properties(height=46 * rows["measure"].nunique()),
        name="lead-by-measure",
        title=f"China leads the {rivals[0]} by {len(first) - len(behind)} of {len(first)} measures{trails}",
        subtitle="China's number divided by the rival's, in the latest year of each measure in the AI Index 2025; no unit",
        takeaway="China divided by the rival: "
        + "; ".join(f"{row.measure} {row.ratio:.2f} ({row.rival})" for row in rows.itertuples())
        + ".",
        source="Stanford AI Index 2025 (tables publications, patents)",
        table=rows[["measure", "rival", "china", "other", "ratio"]].round(3),
    )
