"""Hours, operations and how well the hours were used."""

import altair as alt
import pandas as pd

from ledger.display.charts import INK, NEUTRAL, figure
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only
from ledger.errors import NotKnown
from ledger.figures.capital.style import country, country_fill, country_shape, dashed

_HOURS, _WORK = "GPU hours", "operations (6ND)"
_BF16, _FP8 = "BF16", "FP8"


@answers("How many times the training of V3 did the others take?")
def beside_v3(runs: pd.DataFrame):
    """Draw hours and operations of each run as multiples of V3.

    runs: model, country, hours (GPU-hours), flops (missing where tokens are not published), hours_over_v3, flops_over_v3, grade.
    """
    others = runs[runs["hours_over_v3"] != 1]
    if others.empty:
        raise NotKnown("It has no run to set beside V3.")
    largest, smallest = others.loc[others["hours_over_v3"].idxmax()], others.loc[others["hours_over_v3"].idxmin()]
    measure = radio("measure", [_HOURS, _WORK], "Compare")
    rate = slider("dollars", 1, 6, 0.5, 2, "Dollars for one GPU hour")
    scale = alt.Scale(type="log", domain=[0.4, 40])
    rows = (
        alt.Chart(runs)
        .transform_calculate(
            ratio=f"measure == '{_HOURS}' ? datum.hours_over_v3 : datum.flops_over_v3",
            cost="datum.hours * dollars / 1e6",
        )
        .transform_filter("isValid(datum.ratio)")
        .transform_calculate(
            words="format(datum.ratio, '.2f') + ' x' + (measure == '"
            + _HOURS
            + "' ? ', $' + format(datum.cost, '.1f') + 'm' : '')",
            one="1",
        )
        .encode(y=alt.Y("model:N", sort=runs.sort_values("hours", ascending=False)["model"].tolist(), title=None))
    )
    stems = rows.mark_rule(strokeWidth=2, color=NEUTRAL).encode(x=alt.X("one:Q", scale=scale), x2="ratio:Q")
    dots = rows.mark_point(size=150).encode(
        x=alt.X("ratio:Q", title="times V3 (log)", scale=scale, axis=alt.Axis(values=[0.5, 1, 2, 5, 10, 20], format="~g")),
        color=country(),
        shape=country_shape(),
        tooltip=[
            "model",
            alt.Tooltip("hours:Q", format=",.0f"),
            alt.Tooltip("flops:Q", format=".2e"),
            alt.Tooltip("ratio:Q", format=".2f"),
            "grade",
        ],
    )
    words = rows.mark_text(align="left", dx=6, fill=INK).encode(x=alt.value("width"), text="words:N")
    line = dashed(1.0).encode(x=alt.X("at:Q", scale=scale))
    finding = f"{largest['model']} took {largest['hours_over_v3']:.1f} times the hours of V3"
    finding += f", {smallest['model']} {smallest['hours_over_v3']:.2f} times" if smallest["hours_over_v3"] < 1 else ""
    told = "; ".join(f"{row.model}: {row.hours_over_v3:.2f} times the hours of V3" for row in runs.itertuples())
    return figure(
        (line + stems + dots + words).add_params(measure, rate).properties(height=200),
        name="training-beside-v3",
        title=finding,
        subtitle="Hours or operations of the whole run as a multiple of DeepSeek-V3; dollars at the rate you set; dashed "
        "line: V3 itself",
        takeaway=f"{told}. An hour of an H100 and one of an H800 are counted alike.",
        source="Technical reports and model cards (see the table training_runs); operations by the 6ND rule of Kaplan et "
        "al. (2020)",
        table=runs[["model", "hours", "flops", "hours_over_v3", "flops_over_v3", "grade"]],
    )


@answers("How much of the hardware's peak did each training run use?")
def utilisation(found: pd.DataFrame, reported: pd.DataFrame, fp8_gain: float):
    """Draw the model-FLOPs utilisation of each run, with what the rounding of its inputs leaves open.

    found: model, country, mfu (percent of the dense BF16 peak), low and high (percent).
    reported: model, country, low and high (percent) as makers report it; may have no rows.
    fp8_gain: peak in FP8 over the peak in BF16.
    """
    rows = pd.concat(
        [found.assign(basis="worked out from hours"), reported.assign(basis="reported by the maker", mfu=float("nan"))],
        ignore_index=True,
    )
    rows["middle"] = rows["mfu"].fillna((rows["low"] + rows["high"]) / 2)
    peak = radio("peak", [_BF16, _FP8], "Dense peak in")
    extra = slider("extra", 0, 30, 1, 0, "Operations for attention, added percent")
    factor = f"(peak == '{_FP8}' ? 1 / {fp8_gain:g} : 1) * (datum.basis == 'worked out from hours' ? 1 + extra / 100 : 1)"
    order = found.sort_values("mfu", ascending=False)["model"].tolist()
    order += [model for model in reported["model"].tolist() if model not in order]
    base = (
        alt.Chart(rows)
        .transform_calculate(first=f"datum.low * {factor}", last=f"datum.high * {factor}", share=f"datum.middle * {factor}")
        .encode(
            y=alt.Y("model:N", sort=order, title=None),
            yOffset=alt.YOffset(
                "basis:N",
                sort=["worked out from hours", "reported by the maker"],
            ),
            color=country(),
            tooltip=["model", "basis", *(alt.Tooltip(f"{name}:Q", format=".1f") for name in ("first", "share", "last"))],
        )
    )
    scale = alt.Scale(domain=[0, 60])
    ranges = base.mark_rule(strokeWidth=2).encode(x=alt.X("first:Q", scale=scale), x2="last:Q")
    dots = base.mark_point(size=110, filled=False, strokeWidth=2).encode(
        x=alt.X("share:Q", title="percent of the dense peak", scale=scale),
        fill=country_fill("datum.basis == 'worked out from hours'"),
        shape=country_shape(),
    )
    words = (
        base.transform_filter("datum.basis == 'worked out from hours'")
        .mark_text(align="left", dx=6, fill=INK)
        .encode(x=alt.value("width"), text=alt.Text("share:Q", format=".1f"), color=alt.value(INK))
    )
    v3 = only(found, model="DeepSeek-V3")
    return figure(
        (ranges + dots + words).add_params(peak, extra).properties(height=60 + 48 * len(order)),
        name="implied-mfu",
        title=f"V3 used {v3['mfu']:.0f} percent of the BF16 peak, {v3['mfu'] / fp8_gain:.0f} percent of the FP8 peak: "
        "name the peak",
        subtitle="Model-FLOPs utilisation, percent; filled: worked out from hours; hollow: reported by the maker; lines: what "
        "rounded or bounded inputs leave open",
        takeaway="; ".join(
            f"{row.model}: {row.mfu:.1f} percent of the BF16 peak ({row.low:.1f} to {row.high:.1f})" for row in found.itertuples()
        )
        + ".",
        source="Hours, tokens and parameters: technical reports and model cards; peaks: the table accelerators; method: "
        "Chowdhery et al. (2022)",
        table=rows[["model", "basis", "mfu", "low", "high"]].rename(columns={"mfu": "percent_of_bf16_peak"}),
    )
