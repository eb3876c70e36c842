"""Draw claims and evidence as intervals, one under the other on one scale."""

import altair as alt
import pandas as pd

from ledger.display.charts import ACCENT, INK

_STEP = 72


def number_line(rows: pd.DataFrame, title: str, domain: list, per: float = 1.0) -> alt.LayerChart:
    """Draw each row of `ledger.display.stated.stated` as an interval with its words above it.

    title: of the axis, with the unit. domain: first and last value of the axis, in units of ``per``
        (1e6 for millions). A square bracket belongs to the interval, a round one does not, an arrow
        says that it goes on. Claims and evidence differ in colour, and their words say which they are; a control shows one of the two, or both.
    """
    first, last = domain
    shown = alt.param("shown", value="both", bind=alt.binding_radio(options=["claims", "evidence", "both"], name="Show: "))
    drawn = rows.assign(
        words=rows["who"].where(rows["kind"].eq("claim"), rows["kind"]) + ": " + rows["value"] + ",\n" + rows["subject"],
        said=rows["kind"].eq("claim"),
        start=(rows["low"] / per).clip(first, last),
        end=(rows["high"] / per).clip(first, last),
        opens=_ends(rows["low"] / per >= first, rows["low_closed"], "[", "(", "←"),
        closes=_ends(rows["high"] / per <= last, rows["high_closed"], "]", ")", "→"),
    )
    drawn = drawn[["id", "words", "said", "start", "end", "opens", "closes", "statement"]].astype({"said": bool})
    base = alt.Chart(drawn).transform_filter("shown == 'both' || datum.said == (shown == 'claims')").encode(
        y=alt.Y("id:N", scale=alt.Scale(domain=drawn["id"].tolist()), axis=None),
        x=alt.X("start:Q", title=title, scale=alt.Scale(domain=domain, nice=False)),
        color=alt.condition("datum.said", alt.value(ACCENT), alt.value(INK)),
        tooltip=["words", "statement", "id"],
    )
    line = base.mark_rule(strokeWidth=4).encode(x2="end:Q")
    low = base.mark_text(fontSize=19, align="right", dy=1).encode(text="opens:N")
    high = base.mark_text(fontSize=19, align="left", dy=1).encode(x="end:Q", text="closes:N")
    words = base.mark_text(align="left", dy=-36, lineBreak="\n").encode(x=alt.value(0), text="words:N")
    return (line + low + high + words).add_params(shown).properties(height=_STEP * len(drawn))


def _ends(seen: pd.Series, belongs: pd.Series, closed: str, opened: str, beyond: str) -> pd.Series:
    """Say how an interval ends: with a bracket, or beyond the axis."""
    return belongs.astype(bool).map({True: closed, False: opened}).where(seen, beyond)
