"""How the forecasts of the articles came out."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import FAINT, INK, NEUTRAL, ON_MARK, VERDICT
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only
from ledger.errors import NotKnown

OUTCOMES = ["hit", "partly", "miss", "unknown", "too-early"]
# The colours of the verdicts: what came true, came in part, did not come, is open, is not due.
COLOURS = [*VERDICT.range, FAINT]
WORDINGS = ["will", "expected", "may"]
SOURCE = "forecasts of five articles and their outcomes in the ledger; outcomes set by the authors of this book"
# What the sliders begin with: the probability that each wording stands for, and the credit of "partly".
MAPPING = {"will": 0.9, "expected": 0.7, "may": 0.4}
CREDIT = 0.5
# A mean of fewer squared differences than this is no finding.
FEWEST = 5


@answers("How many forecasts of each article came true?")
def outcomes_by_article(counts: pd.DataFrame):
    """Draw the forecasts of each article by outcome.

    counts: article, outcome, forecasts (count) and share (percent of the article's forecasts).
    """
    known = [outcome for outcome in OUTCOMES if outcome in set(counts["outcome"])]
    scale = radio("measure", ["number", "percent"], "Show")
    order = counts.groupby("article")["forecasts"].sum().sort_values(ascending=False).index.tolist()
    placed = counts.assign(place=counts["outcome"].map(OUTCOMES.index)).sort_values(["article", "place"])
    bars = (
        alt.Chart(placed)
        .transform_calculate(amount="measure == 'number' ? datum.forecasts : datum.share")
        .transform_stack(stack="amount", groupby=["article"], as_=["begin", "end"], sort=[alt.SortField("place")])
        .transform_calculate(middle="(datum.begin + datum.end) / 2")
        .encode(y=alt.Y("article:N", sort=order, title=None, axis=alt.Axis(labelLimit=130)))
    )
    fills = alt.Scale(domain=known, range=[COLOURS[OUTCOMES.index(outcome)] for outcome in known])
    blocks = bars.mark_bar(stroke=INK, strokeWidth=0.5).encode(
        x=alt.X("begin:Q", title="forecasts (number or percent)"),
        x2="end:Q",
        color=alt.Color("outcome:N", title=None, scale=fills, legend=alt.Legend(columns=2)),
        tooltip=["article", "outcome", "forecasts", alt.Tooltip("share:Q", format=".0f")],
    )
    initials = bars.mark_text().encode(
        x="middle:Q",
        text=alt.Text("letter:N"),
        color=alt.condition("datum.outcome == 'too-early'", alt.value(INK), alt.value(ON_MARK)),
    )
    initials = initials.transform_calculate(
        letter="(datum.outcome == 'too-early' ? 'e' : slice(datum.outcome, 0, 1)) + (datum.forecasts > 1 ? datum.forecasts : '')"
    )
    totals = counts.groupby("outcome")["forecasts"].sum().reindex(OUTCOMES, fill_value=0)
    settled = int(totals["hit"] + totals["partly"] + totals["miss"])
    finding = (
        f"Of {int(totals.sum())} forecasts {totals['hit']} came true, {totals['partly']} in part and {totals['miss']} did not"
    )
    if not settled:
        finding = f"Not one of {int(totals.sum())} forecasts can be judged yet"
    return figure(
        (blocks + initials).add_params(scale).properties(height=alt.Step(46)),
        name="forecasts-by-article",
        title=finding,
        subtitle="forecasts, plans and trends that look ahead, by article and outcome; h hit, p partly, m miss, u "
        "unknown, e too early; a letter alone is one forecast",
        takeaway=f"{settled} forecasts are settled; {totals['too-early']} are not due or have no measure, and for "
        f"{totals['unknown']} nothing was found that decides.",
        source=SOURCE,
        table=counts.round({"share": 1}),
    )


@answers("Did the firm forecasts come true more often than the careful ones?")
def hits_by_wording(shares: pd.DataFrame, difference: tuple[float, float]):
    """Draw the share of settled forecasts that came true, by how firmly the article put it.

    shares: counted (how a forecast that came true in part counts), wording, hits, forecasts (counts),
    share, low and high (percent; a 95 percent Wilson interval). difference: limits (percentage points) of
    the share of "will" minus that of "may", where partly counts as a miss.
    """
    counted = radio("counted", list(dict.fromkeys(shares["counted"])), "A forecast that came true in part counts as")
    rows = (
        alt.Chart(shares)
        .transform_filter(counted == alt.datum.counted)
        .encode(
            y=alt.Y("wording:N", sort=WORDINGS, title=None),
            tooltip=[
                "wording",
                "hits",
                "forecasts",
                alt.Tooltip("share:Q", format=".0f"),
                alt.Tooltip("low:Q", format=".0f"),
                alt.Tooltip("high:Q", format=".0f"),
            ],
        )
    )
    percent = alt.Scale(domain=[0, 100])
    ranges = rows.mark_rule(strokeWidth=4, color=NEUTRAL).encode(
        x=alt.X("low:Q", title="percent that came true", scale=percent, axis=alt.Axis(tickCount=5)), x2="high:Q"
    )
    spots = rows.mark_point(size=150, shape="diamond", filled=True, color=INK).encode(x=alt.X("share:Q", scale=percent))
    words = (
        rows.transform_calculate(told="datum.hits + ' of ' + datum.forecasts")
        .mark_text(dy=-18)
        .encode(x=alt.X("share:Q", scale=percent), text="told:N")
    )
    strict = shares[shares["counted"] == "a miss"]
    ends = [only(strict, wording=wording) for wording in ("will", "may")]
    apart = difference[0] > 0 or difference[1] < 0
    limits = f"The difference, will minus may, lies between {difference[0]:.0f} and {difference[1]:.0f} percentage points"
    told = " and ".join(f'{row["hits"]} of {row["forecasts"]} with "{row["wording"]}"' for row in ends)
    return figure(
        (ranges + spots + words).add_params(counted).properties(height=alt.Step(64)),
        name="hits-by-wording",
        title=f"{told} came true; the difference {'is more than' if apart else 'may be'} chance",
        subtitle="percent of settled forecasts, with 95 percent Wilson intervals; the groups are small",
        takeaway=f"By the strict count {told} came true. {limits}{'' if apart else ', so it may be nothing'}.",
        source=SOURCE,
        table=shares.round({"share": 1, "low": 1, "high": 1}),
    )


@answers("How good would the forecasts be as probabilities?")
def brier_scores(settled: pd.DataFrame, scores: pd.DataFrame):
    """Draw the Brier score by article and by wording; sliders say which probability each wording stands for.

    settled: view (article or wording), group, wording and outcome; one row a view and settled forecast.
    scores: view, group, forecasts (count), brier, half (the score of always saying one half), gain (half minus
    brier) and chance (the standard error of the gain), at the values that the sliders begin with.
    """
    whole = only(scores, group="all")
    if whole["forecasts"] < FEWEST:
        raise NotKnown(f"Only {whole['forecasts']} forecasts are settled; fewer than {FEWEST} give no score.")
    view = radio("view", ["article", "wording"], "Group by")
    knobs = [slider(f"p_{wording}", 0.05, 1, 0.05, MAPPING[wording], f'Probability behind "{wording}"') for wording in WORDINGS]
    credit = slider("credit", 0, 1, 0.25, CREDIT, 'What "partly" counts')
    said = "datum.wording == 'will' ? p_will : (datum.wording == 'expected' ? p_expected : p_may)"
    came = "datum.outcome == 'hit' ? 1 : (datum.outcome == 'partly' ? credit : 0)"
    bars = (
        alt.Chart(settled)
        .transform_filter(view == alt.datum.view)
        .transform_calculate(said=said, came=came)
        .transform_calculate(square="pow(datum.said - datum.came, 2)", even="pow(0.5 - datum.came, 2)")
        .transform_aggregate(brier="mean(square)", half="mean(even)", forecasts="count()", groupby=["group"])
        .encode(
            y=alt.Y(
                "group:N", title=None, sort=["all", *scores.loc[scores["group"] != "all", "group"]], axis=alt.Axis(labelLimit=130)
            ),
            tooltip=["group", "forecasts:Q", alt.Tooltip("brier:Q", format=".3f"), alt.Tooltip("half:Q", format=".3f")],
        )
    )
    x = alt.X("brier:Q", title="Brier score: 0 is best", scale=alt.Scale(domain=[0, 0.6], clamp=True), axis=alt.Axis(tickCount=5))
    solid = bars.mark_bar(color=NEUTRAL, height=20).encode(x=x)
    values = (
        bars.transform_calculate(told="format(datum.brier, '.2f') + ' (' + datum.forecasts + ')'")
        .mark_text(align="right")
        .encode(x=alt.value("width"), text="told:N")
    )
    coin = bars.mark_tick(color=INK, thickness=3, height=32).encode(x="half:Q")
    sure = abs(whole["gain"]) > 2 * whole["chance"]
    better = ("better than" if whole["gain"] > 0 else "worse than") if sure else "not clearly apart from"
    return figure(
        (solid + coin + values).add_params(view, *knobs, credit).properties(height=alt.Step(36)),
        name="brier-scores",
        title=f"At our first guess of what the words mean, the forecasts score {whole['brier']:.2f}, {better} the "
        f"{whole['half']:.2f} of always saying one half",
        subtitle="mean squared difference of probability and outcome; tick: always saying 50 percent; number of "
        "forecasts in brackets",
        takeaway=f"With will {MAPPING['will']}, expected {MAPPING['expected']}, may {MAPPING['may']} and half credit for "
        f"partly, {whole['forecasts']} settled forecasts have a Brier score of {whole['brier']:.3f}; always saying 50 "
        f"percent gives {whole['half']:.3f}; the difference has a standard error of {whole['chance']:.3f}. The articles "
        "gave no probabilities.",
        source=SOURCE,
        table=scores.round({"brier": 4, "half": 4, "gain": 4, "chance": 4}),
    )
