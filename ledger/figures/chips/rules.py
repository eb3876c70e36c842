"""Export rules: what they test, what a chip may keep, and which part could be sold when."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, FAINT, INK, NEUTRAL
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only
from ledger.errors import NotKnown
from ledger.figures.chips.words import listed, short

_FREE, _HELD, _CASE = "no licence by these tests", "licence needed", "each case looked at"
_LOOK = alt.Scale(domain=[_FREE, _CASE, _HELD], range=[ACCENT, INK, NEUTRAL])
_SHAPE = alt.Scale(domain=[_FREE, _CASE, _HELD], range=["circle", "diamond", "square"])
_SOURCE = "Bureau of Industry and Security, as reported by Han Kun Law Offices and others; makers"


@answers("Which parts did each rule stop?")
def two_rules(parts: pd.DataFrame, lines: pd.Series):
    """Draw Nvidia's parts by link bandwidth and total processing performance; a control chooses the rule.

    parts: name, tpp, interconnect (bytes/s). lines: the limits of the rules by their evidence id, NaN where this edition lacks one.
    """
    chips = parts.dropna(subset=["tpp", "interconnect"]).assign(
        chip=lambda frame: short(frame["name"]), link=lambda frame: frame["interconnect"] / 1e9
    )
    chips = chips[["chip", "link", "tpp"]].sort_values("tpp", ignore_index=True)
    tpp, link, relaxed = lines["tpp-line-2023"], lines["link-line-2022"] / 1e9, lines["tpp-line-2026"]
    tested = {
        "October 2022": f"datum.tpp >= {lines['tpp-line-2022']} && datum.link >= {link} ? '{_HELD}' : '{_FREE}'",
        "October 2023": f"datum.tpp >= {tpp} ? '{_HELD}' : '{_FREE}'",
        "January 2026": f"datum.tpp < {tpp} ? '{_FREE}' : datum.tpp < {relaxed} ? '{_CASE}' : '{_HELD}'",
    }
    known = [name for name, limit in zip(tested, [lines["tpp-line-2022"], tpp, relaxed]) if pd.notna(limit)]
    if len(known) < 2:
        raise NotKnown("The limits of the rules were not all published.")
    rule = radio("rule", known, "Rule of")
    across, up = alt.Scale(domain=[0, 2400], nice=False), alt.Scale(type="log", domain=[1500, 80000], nice=False)
    x = alt.X(
        "link:Q", title="link bandwidth, GB/s, both directions", scale=across, axis=alt.Axis(values=[0, 400, 600, 900, 1800])
    )
    y = alt.Y(
        "tpp:Q",
        title="total processing performance, log scale",
        scale=up,
        axis=alt.Axis(values=[2000, 4800, 10000, 20000, 40000]),
    )
    areas = [
        {"rule": "October 2022", "link": link, "tpp": lines["tpp-line-2022"], "top": 80000},
        {"rule": "October 2023", "link": 0, "tpp": tpp, "top": 80000},
    ]
    areas += [{"rule": "January 2026", "link": 0, "tpp": relaxed, "top": 80000}] if "January 2026" in known else []
    held = (
        alt.Chart(pd.DataFrame(areas).assign(right=2400))
        .transform_filter("datum.rule == rule")
        .mark_rect(color=NEUTRAL, fillOpacity=0.22, stroke=NEUTRAL)
        .encode(x=x, x2="right:Q", y=y, y2="top:Q")
    )
    state = " : ".join(f"rule == '{name}' ? ({tested[name]})" for name in known) + f" : '{_FREE}'"
    base = alt.Chart(chips).transform_calculate(state=state).encode(x=x, y=y, tooltip=["chip", "link", "tpp", "state:N"])
    legend = alt.Legend(columns=1)
    dots = base.mark_point(filled=True, size=170).encode(
        color=alt.Color("state:N", title=None, scale=_LOOK, legend=legend),
        shape=alt.Shape("state:N", title=None, scale=_SHAPE, legend=legend),
    )
    lower = base.transform_filter("datum.chip != 'H200'").mark_text(align="left", dx=11, dy=-8).encode(text="chip:N")
    upper = base.transform_filter("datum.chip == 'H200'").mark_text(align="left", dx=11, dy=12).encode(text="chip:N")
    passed = chips[(chips["link"] < link) & (chips["tpp"] >= tpp)]["chip"]
    return figure(
        (held + dots + lower + upper).add_params(rule).properties(height=330),
        name="two-rules",
        title=f"The first rule let a slow link through: the {listed(passed)} kept full compute until the line moved to "
        "compute alone",
        subtitle="Total processing performance (TFLOPS times bits) and link bandwidth of Nvidia's parts; the grey area "
        "is what the chosen rule stops",
        takeaway=f"The rule of October 2022 asks for {lines['tpp-line-2022']:,.0f} of total processing performance and {link:.0f} "
        f"GB/s of links; that of October 2023 for {tpp:,.0f} alone. Only the H20 is stopped by neither.",
        source=_SOURCE,
        table=chips.rename(columns={"link": "GB/s", "tpp": "total processing performance"}).round(
            {"total processing performance": 1}
        ),
    )


@answers("How much of an H100 may a chip keep under the rule of October 2023?")
def free_share(parts: pd.DataFrame, lines: pd.Series, area: float):
    """Draw the tests of the rule of 2023 and a chip that the reader sizes.

    parts: name, tpp, density (TPP/mm2). lines: the limits by their evidence id. area: of the H100's die, mm2.
    """
    chips = parts.dropna(subset=["density"]).assign(chip=lambda frame: short(frame["name"]))[["chip", "tpp", "density"]]
    h100, h20 = only(chips, chip="H100"), only(chips, chip="H20")
    line, floor, lower = lines["tpp-line-2023"], lines["tpp-floor-2023"], lines["tpp-lower-line-2023"]
    dense, mid, thin = lines["density-line-2023"], lines["density-lower-line-2023"], lines["density-floor-2023"]
    share, size = (
        slider("share", 2, 100, 1, 15, "Compute kept, percent of an H100"),
        slider("size", 200, 1600, 2, area, "Die area, mm²"),
    )
    right, top, low = 30000, 40, 0.4
    areas = pd.DataFrame(
        [
            (line, right, low, top, "upper band"),
            (floor, line, dense, top, "upper band"),
            (lower, line, thin, dense, "lower band"),
            (floor, lower, mid, dense, "lower band"),
        ],
        columns=["tpp", "right", "density", "top", "band"],
    )
    across, up = alt.Scale(type="log", domain=[300, right], nice=False), alt.Scale(type="log", domain=[low, top], nice=False)
    x = alt.X(
        "tpp:Q", title="total processing performance, log scale", scale=across, axis=alt.Axis(values=[500, 1600, 4800, 15000])
    )
    y = alt.Y(
        "density:Q", title="performance density, TPP/mm², log scale", scale=up, axis=alt.Axis(values=[0.5, 1.6, 3.2, 5.92, 20])
    )
    bands = alt.Scale(domain=["upper band", "lower band"], range=[NEUTRAL, FAINT])
    shade = alt.Fill("band:N", title="licence needed", legend=alt.Legend(columns=2), scale=bands)
    held = alt.Chart(areas).encode(x=x, x2="right:Q", y=y, y2="top:Q", fill=shade)
    upper = held.transform_filter("datum.band == 'upper band'").mark_rect(fillOpacity=0.5, stroke=NEUTRAL)
    dashed = held.transform_filter("datum.band == 'lower band'").mark_rect(fillOpacity=0.5, stroke=NEUTRAL, strokeDash=[3, 3])
    sold = alt.Chart(chips).encode(x=x, y=y, tooltip=["chip", "tpp", "density"])
    dots = sold.mark_point(filled=True, size=130, color=INK) + sold.mark_text(align="right", dx=-9, dy=-9).encode(text="chip:N")
    upper_band = f"datum.tpp >= {line} || (datum.tpp >= {floor} && datum.density >= {dense})"
    lower_band = f"(datum.tpp >= {lower} && datum.density >= {thin}) || (datum.tpp >= {floor} && datum.density >= {mid})"
    band = f"{upper_band} ? 'upper band' : {lower_band} ? 'lower band' : 'free'"
    yours = (
        alt.Chart(pd.DataFrame({"full": [h100["tpp"]]}))
        .transform_calculate(tpp="datum.full * share / 100")
        .transform_calculate(density="datum.tpp / size")
        .transform_calculate(
            text=f"'yours: ' + format(datum.tpp, ',.0f') + ', ' + format(datum.density, '.2f') + ', ' + ({band})"
        )
        .encode(x=x, y=y)
    )
    chosen = yours.mark_point(filled=False, shape="diamond", size=260, strokeWidth=2.5, color=ACCENT)
    said = yours.mark_text(align="left", fontWeight="bold").encode(x=alt.value(8), y=alt.value(322), text="text:N")
    limit = lower / h100["tpp"]
    return figure(
        (upper + dashed + dots + chosen + said).add_params(share, size).properties(height=340),
        name="free-share",
        title=f"On an H100's die a chip may keep less than {100 * limit:.1f} percent of the compute; the H20 keeps "
        f"{100 * h20['tpp'] / h100['tpp']:.1f}",
        subtitle=f"The tests of the rule of October 2023 on the die of the H100, {area:.0f} mm²; the grey areas need a licence, "
        "that with a dashed edge is the lower band; "
        "the hollow diamond is the chip that you set",
        takeaway=f"The H20 has a total processing performance of {h20['tpp']:,.0f} and a density of {h20['density']:.2f}: just "
        f"below the line of {lower:,.0f} and below {mid:g}. The H100 has {h100['tpp']:,.0f} and {h100['density']:.1f}.",
        source=_SOURCE + "; die area as reported by TechPowerUp",
        table=chips.rename(columns={"tpp": "total processing performance", "density": "TPP/mm2"}).round(
            {"total processing performance": 1, "TPP/mm2": 3}
        ),
    )


# A freer state is drawn as a thicker bar.
_THICKNESS = {"open": 26, "conditional": 16, "discouraged": 9, "licence": 4}
_STATES = list(_THICKNESS)


@answers("Which part could be sold to China when?")
def sale_states(states: pd.DataFrame):
    """Draw for each part, as bars, on what terms it could be sold from day to day.

    states: part, name, side, from, to, state, event, grade, note; ``to`` is NaT for a state that lasts.
    """
    last = states["from"].max()
    bars = states.assign(
        row=short(states["name"]) + states["side"].map({"United States": "", "China": ", in China"}),
        start=states["from"],
        end=states["to"].fillna(last + pd.Timedelta(days=60)),
        thickness=states["state"].map(_THICKNESS),
    )
    order = list(dict.fromkeys(bars.sort_values(["name", "side"], ascending=[True, False])["row"]))
    free = bars[bars["state"] == "open"]
    if free.empty:
        raise NotKnown("No part was ever open in its record.")
    first, months = bars["start"].min(), max(1, round((last - bars["start"].min()).days / 30.4))
    month = slider("month", 0, months, 1, round(months * 0.8), f"Months after {first:%B %Y}")
    day = f"datetime({first.year}, {first.month - 1} + month, 15)"
    x = alt.X("start:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    y = alt.Y("row:N", title=None, sort=order)
    base = alt.Chart(bars[["row", "side", "start", "end", "state", "event", "thickness"]]).encode(
        x=x, y=y, tooltip=["row", "state", "event", alt.Tooltip("start:T", format="%-d %b %Y", title="from")]
    )
    spans = base.mark_bar().encode(
        x2="end:T",
        size=alt.Size("thickness:Q", scale=None),
        color=alt.Color(
            "state:N",
            title=None,
            legend=alt.Legend(columns=2),
            scale=alt.Scale(domain=_STATES, range=[ACCENT, NEUTRAL, CHINA, INK]),
        ),
    )
    cursor = (
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .transform_calculate(day=day)
        .mark_rule(color=ACCENT, strokeWidth=2)
        .encode(x="day:T")
    )
    holds = f"time(toDate(datum.start)) <= time({day}) && time({day}) < time(toDate(datum.end))"
    now = alt.Chart(bars[["row", "start", "end", "state"]]).transform_filter(holds).transform_calculate(day=day)
    # On the side of the line that has room.
    late = f"month > {months // 2}"
    beside = {"align": alt.expr(f"{late} ? 'right' : 'left'"), "dx": alt.expr(f"{late} ? -7 : 7")}
    now = now.mark_text(dy=-20, fontWeight="bold", **beside).encode(x="day:T", y=y, text="state:N")
    closed = free.dropna(subset=["to"])
    days = "; ".join(f"the {row.row} for {(row.to - row.start).days} days" for row in closed.itertuples())
    return figure(
        (spans + cursor + now).add_params(month).properties(height=52 * len(order)),
        name="sale-states",
        title=f"Of {bars['part'].nunique()} parts only the {listed(free['row'])} could ever be sold freely to China: "
        f"{days or 'still open'}",
        subtitle="Terms for sales to China by part; the thicker the bar, the freer the sale: open, conditional, discouraged "
        "by China, licence needed and as a rule refused; the last bars end with the record",
        takeaway="; ".join(
            f"{row.row}: open from {row.start:%B %Y}" + ("" if pd.isna(row.to) else f" to {row.to:%B %Y}")
            for row in free.itertuples()
        )
        + ". All other parts needed a licence from their first day.",
        source="Nvidia's filings as quoted in the press, rules and press reports (see the table sale_states)",
        table=states.assign(part=short(states["name"]))[["part", "side", "from", "to", "state", "event", "grade", "note"]],
    )
