"""How good the models are said to be: comparators, an index with versions, a test with few questions."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL, UNITED_STATES
from ledger.display.controls import dropdown, radio, slider
from ledger.display.questions import answers, only


@answers("With which model is R1 level?")
def comparators(gaps: pd.DataFrame):
    """Draw R1 and one rival on each test of DeepSeek's table.

    gaps: test, rival, r1_score, rival_score (percent), gap (R1 minus rival, percentage points), all_scored (whether every
    rival has a score on the test), run_by.
    """
    rivals = gaps["rival"].unique().tolist()
    rival = dropdown("rival", rivals, "Rival")
    scale, two = alt.Scale(domain=[0, 125]), ["DeepSeek-R1", "rival"]
    rows = (
        alt.Chart(gaps)
        .transform_filter(alt.datum.rival == rival)
        .encode(
            y=alt.Y("test:N", sort=alt.SortField("gap", "descending"), title=None),
            tooltip=["test", "rival", "r1_score", "rival_score", "gap"],
        )
    )
    across = alt.X("r1_score:Q", title="score, percent", scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    bars = rows.mark_rule(strokeWidth=2, color=NEUTRAL).encode(x=across, x2="rival_score:Q")
    pair = rows.encode(shape=alt.Shape("who:N", title=None, scale=alt.Scale(domain=two, range=["circle", "diamond"])),
                       color=alt.Color("who:N", title=None, scale=alt.Scale(domain=two, range=[CHINA, UNITED_STATES])))  # fmt: skip
    own = pair.transform_calculate(who="'DeepSeek-R1'").mark_point(size=200, filled=False).encode(x=across)
    other = pair.transform_calculate(who="'rival'").mark_point(size=70).encode(x="rival_score:Q")
    label = rows.transform_calculate(edge="max(datum.r1_score, datum.rival_score)").mark_text(align="left", dx=10)
    label = label.encode(x=alt.X("edge:Q", scale=scale), text=alt.Text("gap:Q", format="+.1f"))
    shared = gaps[gaps["all_scored"]]
    middle = shared["gap"].abs().groupby(shared["rival"], sort=False).median().map("{:.2g}".format)
    return figure(
        (bars + own + other + label).add_params(rival).properties(height=460),
        name="r1-comparators",
        title=f"On the middle test of those that all have, R1 is {middle.iloc[0]} points from {middle.index[0]} and "
        f"{middle.iloc[1]} from {middle.index[1]}",
        subtitle="Scores in percent from the table published with R1, run or collected by DeepSeek; labels: R1 minus rival",
        takeaway=f"Median distance from R1 on the {shared['test'].nunique()} tests that all models have, percentage points: "
        + ", ".join(middle.index + " " + middle)
        + ". The makers publish no error of these scores.",
        source="DeepSeek, README of DeepSeek-R1 (January 2025)",
        table=gaps[["test", "rival", "r1_score", "rival_score", "gap", "all_scored", "run_by"]].sort_values(["rival", "gap"]),
    )


@answers("What happens to the score of a model when the index gets a new version?")
def index_versions(index: pd.DataFrame, versions: pd.DataFrame):
    """Draw the scores of models that are seen in two versions of the index, and the scores that an article gives.

    index: name, date, version, points, what (seen, an article), grade; one row a score. versions: version, began_on.
    """
    index = index[["name", "date", "version", "points", "what", "grade"]]
    said, seen = (index[index["what"] == what] for what in ("an article", "seen"))
    scores = seen[seen.groupby("name")["version"].transform("nunique") > 1]
    first = scores.sort_values("date").groupby("name")["points"].transform("first")
    rows = scores.assign(change=scores["points"] - first)
    view = radio("view", ["points", "change since first seen"], "Scale")
    shown = alt.expr.if_(view == "points", alt.datum.points, alt.datum.change)
    names = rows["name"].unique().tolist()
    shapes = alt.Scale(domain=names, range=["circle", "diamond", "square", "triangle-up", "cross", "triangle-down"][: len(names)])
    x = alt.X("date:T", title=None, axis=alt.Axis(tickCount=4, format="%b %Y"), scale=alt.Scale(padding=34))
    y = alt.Y("shown:Q", title="index points", scale=alt.Scale(zero=False, nice=True, padding=12))
    base = (
        alt.Chart(rows)
        .transform_calculate(shown=shown)
        .encode(x=x, y=y, detail="name:N", tooltip=["name", "date", "version", "points", "grade"])
    )
    lines = base.mark_line(strokeDash=[2, 4], color=NEUTRAL)
    dots = base.mark_point(size=130, color=INK).encode(
        shape=alt.Shape("name:N", title=None, scale=shapes, legend=alt.Legend(columns=1, labelLimit=300))
    )
    words = [
        base.transform_filter(alt.datum.name == name)
        .mark_text(dx=dx, dy=dx, align=side)
        .encode(text=alt.Text("shown:Q", format=".3~g"))
        for name, dx, side in (("DeepSeek-R1-0528", -9, "right"), ("gpt-oss-120b", 9, "left"))
    ]
    claimed = (
        alt.Chart(said)
        .transform_filter(view == "points")
        .transform_calculate(shown="datum.points")
        .encode(x=x, y=y, tooltip=["name", "date", "points"])
    )
    claimed = claimed.mark_point(size=170, filled=False, shape="circle", color=ACCENT, strokeWidth=2) + claimed.mark_text(
        dx=-14, align="right", color=ACCENT
    ).encode(text=alt.Text("points:Q", format=".0f"))
    starts = alt.Chart(versions[versions["began_on"] > versions["began_on"].min()]).encode(x="began_on:T")
    rules = starts.mark_rule(strokeDash=[6, 4], color=NEUTRAL) + starts.mark_text(
        align="left", dx=4, dy=10, baseline="top"
    ).encode(text="version:N", y=alt.value(0))
    r1 = rows[rows["name"] == "DeepSeek-R1-0528"].sort_values("date")
    only(r1.head(1), name="DeepSeek-R1-0528")
    start, end = r1.iloc[0], r1.iloc[-1]
    table = pd.concat([rows, said])[["name", "date", "version", "points", "change", "what", "grade"]]
    return figure(
        alt.layer(rules, lines, claimed, dots, *words).add_params(view).properties(height=340),
        name="index-versions",
        title=f"The same R1-0528 has {start['points']:.0f} points in {start['date']:%B %Y} and {end['points']:.0f} in "
        f"{end['date']:%B %Y}",
        subtitle="Artificial Analysis Intelligence Index; dashed rules: a new version; hollow circles: the scores that "
        "an article gives for R1 and R1-0528",
        takeaway="Change of the same model since first seen, points: "
        + ", ".join(
            f"{row.name_} {row.change:+.3g}"
            for row in rows.sort_values("date")
            .drop_duplicates("name", keep="last")
            .rename(columns={"name": "name_"})
            .itertuples()
        )
        + ".",
        source="Artificial Analysis, ReLE and Manifold (copies of its list)",
        table=table.sort_values(["name", "date"]),
    )


@answers("How exact is a score on few questions?")
def small_test(agents: pd.DataFrame, questions: int):
    """Draw the scores of two agents with an interval for a number of questions that the reader sets.

    agents: agent, score (percent), right and counted (answers, as computed and as a whole number), low, high (percent), grade, note.
    questions: how many the test has.
    """
    questions = int(questions)
    number = slider("number", 10, 500, 1, questions, "Number of questions")
    method = radio("method", ["Wilson", "Wald"], "Interval")
    z, share = 1.96, alt.datum.counted / questions
    grow = 1 + z**2 / number
    middle = (share + z**2 / (2 * number)) / grow
    half = z * alt.expr.sqrt(share * (1 - share) / number + z**2 / (4 * number * number)) / grow
    plain = z * alt.expr.sqrt(share * (1 - share) / number)
    is_wilson = method == "Wilson"
    start, end = (alt.expr.if_(is_wilson, 100 * (middle + sign * half), 100 * (share + sign * plain)) for sign in (-1, 1))
    scale, one = alt.Scale(domain=[0, 100]), {"format": ".1f"}
    base = alt.Chart(agents).transform_calculate(start=start, end=end).encode(
        y=alt.Y("agent:N", title=None), tooltip=["agent", "score", alt.Tooltip("start:Q", **one), alt.Tooltip("end:Q", **one)])  # fmt: skip
    ranges = base.mark_rule(strokeWidth=4, color=ACCENT).encode(
        x=alt.X("start:Q", title="right answers, percent", scale=scale), x2="end:Q"
    )
    at = base.encode(x=alt.X("score:Q", scale=scale))
    dots = at.mark_point(size=140, color=INK, shape="diamond")
    labels = at.mark_text(dy=-16).encode(text=alt.Text("score:Q", **one))
    ends = [base.mark_text(dx=dx, align=side).encode(x=alt.X(f"{field}:Q", scale=scale), text=alt.Text(f"{field}:Q", format=".0f"))
            for field, dx, side in (("start", -6, "right"), ("end", 6, "left"))]  # fmt: skip
    manus = only(agents, agent="Manus")
    limits = agents["agent"] + " " + agents["low"].map("{:.0f}".format) + " to " + agents["high"].map("{:.0f} percent".format)
    return figure(
        alt.layer(ranges, dots, labels, *ends).add_params(number, method).properties(height=190),
        name="gaia-level-3",
        title=f"With {questions} questions, any true rate from {manus['low']:.0f} to {manus['high']:.0f} percent fits "
        f"the {manus['score']:.1f} percent of Manus",
        subtitle="GAIA validation set, level 3, scores of the companies; bars: 95 percent interval for the nearest whole "
        "number of right answers",
        takeaway=f"Wilson intervals with {questions} questions: " + ", ".join(limits) + ". They overlap widely.",
        source="The companies, as repeated by Dupple (tertiary); intervals: our arithmetic",
        table=agents[["agent", "score", "right", "counted", "low", "high", "grade", "note"]],
    )
