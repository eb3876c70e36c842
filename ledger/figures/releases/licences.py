"""What the word "open" covers: the duties of each licence, and the share of permissive terms by laboratory."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, FAINT, INK, NEUTRAL, ON_MARK, PLACE_SHAPES, PLACES
from ledger.display.controls import radio, slider
from ledger.display.questions import answers
from ledger.figures.releases.style import MAKERS, percent

_STATES = ["yes", "not yet", "no", "?"]


@answers("What does each licence ask of you, at your size?")
def duties(terms: pd.DataFrame):
    """Draw licence by duty; two sliders say how large the reader's product is.

    terms: licence, label, licence_class, duty, answer (no, above a size, yes, not seen), users_above (users a month),
    revenue_above (dollars a month), note; one row a licence and duty.
    """
    users = slider("users", 0, 1000, 10, 10, "Users of your product a month, millions")
    revenue = slider("revenue", 0, 50, 0.5, 1, "Its revenue a month, million dollars")
    large = _above(alt.datum.users_above, users) | _above(alt.datum.revenue_above, revenue)
    sized = alt.expr.if_(
        alt.datum.answer != "above a size",
        alt.expr.if_(alt.datum.answer == "not seen", "?", alt.datum.answer),
        alt.expr.if_(large, "yes", "not yet"),
    )
    order, columns = terms["label"].unique().tolist(), terms["duty"].unique().tolist()
    axis = alt.Axis(labelAngle=0, labelExpr="split(datum.label, ' ')", ticks=False, domain=False)
    base = alt.Chart(terms).transform_calculate(state=sized).encode(
        x=alt.X("duty:N", sort=columns, title=None, axis=axis),
        y=alt.Y("label:N", sort=order, title=None),
        tooltip=["label", "licence_class", "duty", "answer", "users_above", "revenue_above", "note"],
    )  # fmt: skip
    fill = alt.Scale(domain=_STATES, range=[ACCENT, FAINT, "transparent", "transparent"])
    ink = alt.Scale(domain=_STATES, range=[ON_MARK, INK, INK, INK])
    cells = base.mark_rect(stroke=FAINT).encode(color=alt.Color("state:N", scale=fill, legend=None))
    words = base.mark_text(fontWeight="bold").encode(text="state:N", color=alt.Color("state:N", scale=ink, legend=None))
    free = terms.groupby("label", sort=False)["answer"].apply(lambda answers_: (answers_ == "no").all())
    return figure(
        alt.layer(cells, words).resolve_scale(color="independent").add_params(users, revenue).properties(height=46 * len(order)),
        name="licence-duties",
        title=f"{free.sum()} of {len(order)} licences ask for none of the four: {' and '.join(free[free].index)}",
        subtitle="Must you ask, show, avoid or pass on? not yet: only above a size, which you set (for Llama the size on "
        "the day of its release); ?: text not seen; keeping the notice is left out",
        takeaway="A product with many users must ask Meta and Alibaba first, and must show the name of Kimi K2 or MiniMax-M2. "
        if {"kimi-k2", "minimax-m2"} <= set(terms["licence"])
        else "A product with many users must ask Meta and Alibaba first; the licence of DeepSeek bars uses whatever the size.",
        source="Licence texts of the makers, SPDX and the Apache Software Foundation; Qwen as summarised by OpenThaiGPT; "
        "not legal advice",
        table=terms[["label", "licence_class", "duty", "answer", "users_above", "revenue_above", "grade", "note"]],
    )


@answers("How permissive is each laboratory, as far as we have seen its licences?")
def permissive_share(labs: pd.DataFrame):
    """Draw for each laboratory the range of its permissive share: unseen licences as none, and as all.

    labs: lab, country, models, open (with weights), permissive, unknown; counts, one row a laboratory.
    """
    base_of = radio("base", ["all models", "models with weights"], "Share of")
    whole = alt.expr.if_(base_of == "all models", alt.datum.models, alt.datum.open)
    order = labs.sort_values(["permissive", "models"], ascending=False)["lab"].tolist()
    base = alt.Chart(labs).transform_calculate(whole=whole).transform_filter("datum.whole > 0").transform_calculate(
        low=100 * alt.datum.permissive / alt.datum.whole,
        high=100 * (alt.datum.permissive + alt.datum.unknown) / alt.datum.whole,
        seen=alt.datum.permissive + " of " + alt.datum.whole,
    ).encode(y=alt.Y("lab:N", sort=order, title=None), tooltip=["lab", "models", "open", "permissive", "unknown"])  # fmt: skip
    scale = alt.Scale(domain=[0, 135])
    low = alt.X("low:Q", title="permissive terms, percent", scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    ranges = base.mark_rule(strokeWidth=4, color=NEUTRAL).encode(x=low, x2="high:Q")
    seen = base.mark_point(size=120).encode(
        x=low,
        shape=alt.Shape("country:N", title=None, scale=PLACE_SHAPES),
        color=alt.Color("country:N", title=None, scale=PLACES),
    )
    words = base.mark_text(align="left", dx=12).encode(x=alt.X("high:Q", scale=scale), text="seen:N")
    table = labs.assign(
        low=100 * labs["permissive"] / labs["models"], high=100 * (labs["permissive"] + labs["unknown"]) / labs["models"]
    )
    first = table.set_index("lab").loc[order[0]]
    unseen = int(labs["unknown"].sum())
    return figure(
        (ranges + seen + words).add_params(base_of).properties(height=34 * len(order)),
        name="permissive-share",
        title=f"At {order[0]} {first['permissive']:.0f} of {first['models']:.0f} models are on permissive terms; "
        f"{unseen} licences of the table were not seen",
        subtitle="Mark: MIT or Apache licence seen; end of the line: if every licence not seen were permissive",
        takeaway="; ".join(
            f"{row.lab}: {percent(row.low)}" + (f" to {percent(row.high)}" if row.unknown else "")
            for row in table.sort_values("lab").itertuples()
        )
        + ".",
        source=MAKERS,
        table=table.sort_values("lab"),
    )


def _above(limit, slider_in_millions):
    return alt.expr.isValid(limit) & (slider_in_millions * 1e6 > limit)
