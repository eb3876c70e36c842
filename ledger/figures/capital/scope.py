"""What a training run is said to cost, and what stands beside it."""

import altair as alt
import pandas as pd

from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL, figure
from ledger.display.controls import slider
from ledger.display.questions import answers, only
from ledger.errors import NotKnown
from ledger.figures.capital.style import country, country_fill, country_shape, dashed, if_stated

_WAYS = ["reported by the laboratory", "sum", "worked out from reports"]


@answers("What did the 5.6 million dollars pay for?")
def cost_parts(parts: pd.DataFrame, stated: float):
    """Draw the hours of each stage times a rent that the reader sets.

    parts: part, gpu_hours, counted (how the number came about), grade; the row of all stages is counted "sum".
    stated: the amount that articles name (USD); missing where no article of the edition names it.
    """
    whole = only(parts, counted="sum")["gpu_hours"]
    largest = parts[parts["counted"] == _WAYS[0]].nlargest(1, "gpu_hours").iloc[0]
    rent = slider("rent", 1, 4, 0.1, 2, "Rent of one H800, dollars an hour")
    x = alt.X("cost:Q", title="cost, million dollars", scale=alt.Scale(domain=[0, 14.5]), axis=alt.Axis(tickCount=7))
    rows = (
        alt.Chart(parts)
        .transform_calculate(cost="datum.gpu_hours * rent / 1e6")
        .encode(
            y=alt.Y("part:N", sort=parts["part"].tolist(), title=None),
            x=x,
            tooltip=["part", alt.Tooltip("gpu_hours:Q", format=",.0f"), alt.Tooltip("cost:Q", format=".3f"), "counted", "grade"],
        )
    )
    # The sum and what is worked out are hollow, the latter dashed: neither is a number of the laboratory.
    look = {"title": None, "legend": alt.Legend(columns=1)}
    bars = rows.mark_bar(height=22, strokeWidth=2).encode(
        fill=alt.Fill("counted:N", scale=alt.Scale(domain=_WAYS, range=[CHINA, "transparent", "transparent"]), **look),
        stroke=alt.Stroke("counted:N", scale=alt.Scale(domain=_WAYS, range=[CHINA, NEUTRAL, ACCENT]), **look),
        strokeDash=alt.StrokeDash("counted:N", scale=alt.Scale(domain=_WAYS, range=[[1, 0], [1, 0], [3, 2]]), **look),
    )
    amounts = rows.mark_text(align="left", dx=6).encode(x=alt.value("width"), text=alt.Text("cost:Q", format=".3f"))
    line = dashed(stated / 1e6).encode(x=alt.X("at:Q", scale=alt.Scale(domain=[0, 14.5])))
    told = "; ".join(f"{row.part}: {2 * row.gpu_hours / 1e6:.3f}" for row in parts.itertuples())
    return figure(
        (line + bars + amounts).add_params(rent).properties(height=190),
        name="v3-cost-parts",
        title=f"{100 * largest['gpu_hours'] / whole:.0f} percent of the {2 * whole / 1e6:.3f} million dollars is one "
        f"stage, {largest['part'].split(': ')[-1]}",
        subtitle="Hours on H800 processors times the rent you set, million dollars"
        + if_stated(stated, "; dashed: the amount in the articles"),
        takeaway=f"At 2 dollars an hour, in million dollars: {told}. Research, failed runs, staff, data and the purchase "
        "of machines are in no bar.",
        source="DeepSeek-V3 Technical Report, Table 1; for R1 the reports named in the table training_runs",
        table=parts[["part", "gpu_hours", "counted", "grade"]].assign(million_dollars_at_2=2 * parts["gpu_hours"] / 1e6),
    )


@answers("How much would the sum grow if it held experiments and staff?")
def left_out(scopes: pd.DataFrame, hours: float):
    """Draw the official run and what it becomes with experiments and staff: ranges, and a point that the reader sets.

    scopes: scope, experiments and staff (bool: whether it holds them), least and most (multiples of the official
        run; missing where the edition has no evidence). hours: of the official run (GPU-hours).
    """
    known = scopes.assign(hours=hours / 1e6).dropna(subset=["least"])
    if len(known) < 2:
        raise NotKnown("It has no evidence on staff or experiments.")
    widest = known.nlargest(1, "most").iloc[0]
    added = " and ".join(name for name in ("experiments", "staff") if widest[name])
    rent = slider("rate", 1, 4, 0.1, 2, "Rent of one H800, dollars an hour")
    alone = known.loc[known["experiments"] & ~known["staff"], "least"]
    times = slider(
        "times", 1, 12, 0.1, round(alone.min(), 1) if len(alone) else 1, "All computing for research, times the final run"
    )
    staff = slider("staff", 0, 60, 1, 29, "Staff, percent of the whole")
    x = alt.X(
        "cost:Q",
        title="million dollars (log)",
        scale=alt.Scale(type="log", domain=[2, 500]),
        axis=alt.Axis(values=[2, 5, 10, 20, 50, 100, 200]),
    )
    rows = (
        alt.Chart(known)
        .transform_calculate(
            cost="datum.hours * rate * (datum.experiments ? times : 1) / (datum.staff ? 1 - staff / 100 : 1)",
            first="datum.hours * rate * datum.least",
            last="datum.hours * rate * datum.most",
        )
        .encode(y=alt.Y("scope:N", sort=known["scope"].tolist(), title=None))
    )
    ranges = (
        rows.transform_filter("isValid(datum.least)")
        .mark_rule(strokeWidth=4, color=NEUTRAL)
        .encode(
            x=alt.X("first:Q", scale=alt.Scale(type="log", domain=[2, 500])),
            x2="last:Q",
            tooltip=[
                "scope",
                alt.Tooltip("first:Q", format=".1f", title="least"),
                alt.Tooltip("last:Q", format=".1f", title="most"),
            ],
        )
    )
    # Only the official run is a record; what experiments and staff would add is drawn hollow.
    record = alt.when("!datum.experiments && !datum.staff").then(alt.value(CHINA)).otherwise(alt.value("transparent"))
    dots = rows.mark_point(size=130, filled=False, strokeWidth=2, color=CHINA, shape="diamond").encode(
        x=x, fill=record, tooltip=["scope", alt.Tooltip("cost:Q", format=".1f")]
    )
    words = rows.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text=alt.Text("cost:Q", format=".1f"))
    at_two = 2 * hours / 1e6
    table = known[["scope", "least", "most"]].assign(
        least_million_at_2=at_two * known["least"], most_million_at_2=at_two * known["most"]
    )
    return figure(
        (ranges + dots + words).add_params(rent, times, staff).properties(height=190),
        name="v3-cost-left-out",
        title=f"With {added}: {at_two * widest['least']:.0f} to {at_two * widest['most']:.0f} million dollars in place "
        f"of {at_two:.1f}",
        subtitle="Scenario, million dollars. Lines: shares seen at other laboratories; hollow diamonds and figures: your "
        "own settings",
        takeaway=f"By the shares of other laboratories {added} make the sum {widest['least']:.1f} to "
        f"{widest['most']:.1f} times as large. "
        "It is a scenario, not an estimate of what DeepSeek paid.",
        source="DeepSeek-V3 Technical Report; Epoch AI on staff and on final runs",
        table=table,
    )


@answers("What do American runs cost at one common rent?")
def common_rate(marks: pd.DataFrame, stated: float):
    """Draw hours times a common rent beside the estimates of others.

    marks: model, country, basis, gpu_hours or cost_usd, grade; hours of the whole run.
    stated: the lower bound that an article names (USD), or missing.
    """
    at_two = (marks["cost_usd"].fillna(2 * marks["gpu_hours"]) / 1e6).rename("million_dollars_at_2")
    order = at_two.groupby(marks["model"]).min().sort_values().index.tolist()
    rate = slider("hourly", 1, 6, 0.5, 2, "Dollars for one GPU hour")
    scale = alt.Scale(type="log", domain=[1, 400])
    rows = (
        alt.Chart(marks)
        .transform_calculate(millions="isValid(datum.gpu_hours) ? datum.gpu_hours * hourly / 1e6 : datum.cost_usd / 1e6")
        .encode(
            y=alt.Y("model:N", sort=order, title=None),
            x=alt.X(
                "millions:Q",
                title="million dollars (log)",
                scale=scale,
                axis=alt.Axis(values=[1, 2, 5, 10, 20, 50, 100, 200, 400]),
            ),
            tooltip=[
                "model",
                "basis",
                alt.Tooltip("millions:Q", format=".1f"),
                alt.Tooltip("gpu_hours:Q", format=",.0f"),
                "grade",
            ],
        )
    )
    dots = rows.mark_point(size=110, filled=False, strokeWidth=2).encode(
        color=country(), shape=country_shape(), fill=country_fill("isValid(datum.gpu_hours)")
    )
    more = rows.transform_filter("datum.basis == 'more than this, says its maker'").mark_text(dx=15, fontSize=15, text="→")
    line = dashed(stated / 1e6).encode(x=alt.X("at:Q", scale=scale))
    american = at_two[marks["country"] == "US"]
    if american.empty:
        raise NotKnown("It has no American run.")
    models = marks.loc[american.index, "model"]
    below = models[american < stated / 1e6].nunique()
    compared = f"; {below} of {models.nunique()} below {stated / 1e6:.0f} million" if stated == stated else ""
    return figure(
        (line + dots + more).add_params(rate).properties(height=40 + 27 * len(order)),
        name="training-common-rate",
        title=f"At 2 dollars an hour, or as estimated, American runs come to {american.min():.0f} to "
        f"{american.max():.0f} million dollars{compared}",
        subtitle="Last training run, million dollars; filled: reported hours at the rate you set; hollow: estimate of the AI "
        "Index; hollow with →: more than this, says the maker" + if_stated(stated, "; dashed: the bound in an article"),
        takeaway="; ".join(f"{row.model}: {value:.1f}" for row, value in zip(marks.itertuples(), at_two))
        + " million dollars, hours at 2 dollars.",
        source="Technical reports and model cards (hours); estimates as named in the table training_runs",
        table=marks[["model", "country", "basis", "gpu_hours", "cost_usd", "grade"]].assign(million_dollars_at_2=at_two),
    )
