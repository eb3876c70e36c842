"""How far apart the best models are."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import INK, NEUTRAL
from ledger.display.controls import slider
from ledger.display.questions import answers
from ledger.errors import NotKnown

# What the slider begins with: the error of one score, in points to each side.
ERROR = 7


@answers("Did the gap between the best models go on closing?")
def arena_gap(scores: pd.DataFrame):
    """Draw the lead of the best American model in the text Arena; a slider sets the error of a score.

    scores: date, united_states and china (points of the best model), lead (points).
    """
    known = scores.dropna()
    if known.empty:
        raise NotKnown("It has no counts of the Arena.")
    error = slider("error", 0, 15, 1, ERROR, "Error of one score, points to each side")
    base = (
        alt.Chart(known)
        .transform_calculate(low="datum.lead - sqrt(2) * error", high="datum.lead + sqrt(2) * error")
        .encode(
            x=alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=5)),
            tooltip=[
                alt.Tooltip("date:T", format="%-d %B %Y"),
                "united_states",
                "china",
                "lead",
                alt.Tooltip("low:Q", format=".0f"),
                alt.Tooltip("high:Q", format=".0f"),
            ],
        )
    )
    y = dict(title="points ahead", scale=alt.Scale(domain=[-10, 70]))
    ranges = base.mark_rule(strokeWidth=4, color=NEUTRAL).encode(y=alt.Y("low:Q", **y), y2="high:Q")
    marks = base.mark_point(size=140, shape="diamond", filled=True, color=INK).encode(y=alt.Y("lead:Q", **y))
    values = base.mark_text(dx=12, align="left").encode(y=alt.Y("lead:Q", **y), text="lead:Q")
    level = alt.Chart(pd.DataFrame({"lead": [0]})).mark_rule(color=INK, strokeDash=[1, 2]).encode(y="lead:Q")
    first, last = known.iloc[0], known.iloc[-1]
    sure = first["lead"] - last["lead"] > 2 * ERROR
    return figure(
        (level + ranges + marks + values).add_params(error).properties(height=260),
        name="arena-lead",
        title=f"The American lead went from {first['lead']:.0f} to {last['lead']:.0f} points within 2026",
        subtitle="points of the best American model less those of the best Chinese one, text Arena; bars: error of the difference",
        takeaway=f"From {first['date']:%B} to {last['date']:%B %Y} the lead fell by {first['lead'] - last['lead']:.0f} "
        f"points. With an error of {ERROR} points on each score the difference of two leads has an error of {2 * ERROR} "
        f"points, so the fall {'stands out' if sure else 'may be chance'}.",
        source="Arena, snapshots as listed in the ledger; the last one from a digest",
        table=known,
    )
