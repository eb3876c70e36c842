"""Compute and memory bandwidth of chips: rooflines, their ratios and the balance of each part."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, INK, PLACE_SHAPES, PLACES, UNITED_STATES
from ledger.display.controls import dropdown, slider
from ledger.display.questions import answers, only
from ledger.figures.chips.words import listed, maker, short

_DASHES = {"H100": [1, 0], "H800": [1, 3], "H20": [8, 3], "H200": [3, 3], "B200": [10, 3, 2, 3], "910C": [1, 0]}
_WORK = "operations for each byte read, log scale"
_SOURCE = "Makers, MLPerf and analysts as reported (see the table accelerators)"


def _known(parts: pd.DataFrame) -> pd.DataFrame:
    drawn = parts.dropna(subset=["bf16_high", "memory_bandwidth"])
    return drawn.assign(
        chip=short(drawn["name"]),
        maker=maker(drawn["country"]),
        peak_low=drawn["bf16_low"] / 1e12,
        peak=drawn["bf16_high"] / 1e12,
        width=drawn["memory_bandwidth"] / 1e12,
    )


def _look(chips) -> dict:
    """Dash and colour of the lines: both follow the chip, so that one legend tells both."""
    present = [chip for chip in _DASHES if chip in set(chips)]
    colors = [CHINA if chip == "910C" else UNITED_STATES for chip in present]
    legend = alt.Legend(columns=3, symbolSize=400, symbolType="stroke")
    dash = alt.StrokeDash(
        "chip:N", title=None, legend=legend, scale=alt.Scale(domain=present, range=[_DASHES[chip] for chip in present])
    )
    return {
        "strokeDash": dash,
        "color": alt.Color("chip:N", title=None, legend=legend, scale=alt.Scale(domain=present, range=colors)),
    }


@answers("How much compute does each chip reach on a given kind of work?")
def roofline(curves: pd.DataFrame, parts: pd.DataFrame):
    """Draw the roofline of each chip and, below it, what each reaches at the intensity of the slider.

    curves: name, country, intensity (FLOP/byte), low and high (attainable FLOP/s). parts: name, country, bf16_low,
    bf16_high (FLOP/s), memory_bandwidth (bytes/s), ridge_low and ridge_high (FLOP/byte).
    """
    chips = _known(parts)
    h100, h20 = only(chips, chip="H100"), only(chips, chip="H20")
    lines = curves.dropna(subset=["high"])
    lines = lines.assign(chip=short(lines["name"]), low=lines["low"] / 1e12, high=lines["high"] / 1e12)[
        ["chip", "intensity", "low", "high"]
    ]
    work = slider("work", 1, 600, 1, 40, "Operations for each byte read")
    across = alt.Scale(type="log", domain=[1, 1000])
    x = alt.X("intensity:Q", title=_WORK, scale=across, axis=alt.Axis(values=[1, 10, 100, 1000]))
    y = alt.Y(
        "high:Q",
        title="TFLOPS at most, log scale",
        scale=alt.Scale(type="log", domain=[2, 4000]),
        axis=alt.Axis(values=[10, 100, 1000]),
    )
    roofs = alt.Chart(lines).encode(x=x, y=y, tooltip=["chip"])
    band = (
        alt.Chart(lines)
        .transform_filter("datum.low < datum.high")
        .mark_area(fillOpacity=0.35, color=CHINA, stroke=CHINA)
        .encode(x=x, y=y, y2="low:Q")
    )
    edge = roofs.mark_line(strokeWidth=2).encode(**_look(lines["chip"]))
    cursor = (
        alt.Chart(pd.DataFrame({"start": [0]}))
        .transform_calculate(intensity="datum.start + work")
        .mark_rule(color=ACCENT, strokeWidth=2)
        .encode(x=x)
    )
    reached = (
        alt.Chart(chips[["chip", "peak_low", "peak", "width"]])
        .transform_calculate(most="min(datum.peak, datum.width * work)", least="min(datum.peak_low, datum.width * work)")
        .transform_calculate(
            text="(format(datum.least, '.0f') == format(datum.most, '.0f') ? format(datum.most, ',.0f') : format(datum.least, "
            "',.0f') + ' to ' + format(datum.most, ',.0f')) + ', ' + (datum.most < datum.peak ? 'memory' : 'compute')",
        )
        .encode(
            color=_look(chips["chip"])["color"],
            y=alt.Y("chip:N", title=None, sort=list(chips.sort_values("peak", ascending=False)["chip"])),
        )
    )
    log = alt.Scale(type="log", domain=[2, 12000], nice=False)
    reach = alt.X("most:Q", title="TFLOPS at most at this work, log scale", scale=log, axis=alt.Axis(values=[10, 100, 1000]))
    spans = reached.mark_rule(strokeWidth=6).encode(x=alt.X("least:Q", scale=log), x2="most:Q")
    dots = reached.mark_point(filled=True, size=130).encode(x=reach)
    texts = reached.mark_text(align="left", dx=9, color=INK).encode(x=reach, color=alt.value(INK), text="text:N")
    alike = chips.groupby(["width", chips["peak_low"].round(), chips["peak"].round()])["chip"].agg(list)
    twins = "".join(f"; the {listed(names)} share one line" for names in alike if len(names) > 1)
    return figure(
        alt.vconcat((band + edge + cursor).properties(height=300), (dots + spans + texts).properties(height=200)).add_params(
            work
        ),
        name="roofline",
        title=f"Below {h20['ridge_high']:.0f} operations a byte even an H20 waits for its memory; an H100 needs "
        f"{h100['ridge_high']:.0f} "
        "to use all its compute",
        subtitle="Attainable dense BF16 compute of one chip after the roofline model; the slope is memory bandwidth, the flat "
        f"part is peak compute; a band spans figures that differ; the word in the lower part tells what limits the chip{twins}",
        takeaway=f"The ridge point, where a chip turns from memory-bound to compute-bound, is {h20['ridge_high']:.0f} operations "
        f"a byte for the H20 and {h100['ridge_high']:.0f} for the H100. Below both, the chip with more bandwidth is "
        "ahead.",
        source=_SOURCE,
        table=chips[["chip", "peak_low", "peak", "width", "ridge_low", "ridge_high", "grade", "note"]]
        .rename(
            columns={
                "peak_low": "TFLOPS, low",
                "peak": "TFLOPS, high",
                "width": "TB/s",
                "ridge_low": "ridge point, low",
                "ridge_high": "ridge point, high",
            }
        )
        .round({"ridge point, low": 2, "ridge point, high": 2}),
    )


@answers("For which kind of work is the H20 ahead of the H100?")
def relative(curves: pd.DataFrame, parts: pd.DataFrame, crossing: float):
    """Draw what each chip reaches over what a chosen chip reaches, by arithmetic intensity.

    curves, parts: as for `roofline`. crossing: intensity at which H20 and H100 are equal (FLOP/byte).
    """
    chips = _known(parts).sort_values("peak")
    lines = curves.dropna(subset=["high"]).assign(
        chip=lambda frame: short(frame["name"]), high=lambda frame: frame["high"] / 1e12
    )
    against = dropdown("against", list(chips["chip"]), "Compare with", "H100")
    peaks, widths = (dict(zip(chips["chip"], chips[column])) for column in ("peak", "width"))
    base = alt.Chart(lines[["chip", "intensity", "high"]]).transform_calculate(
        times=f"datum.high / min({peaks}[against], {widths}[against] * datum.intensity)"
    )
    x = alt.X("intensity:Q", title=_WORK, scale=alt.Scale(type="log", domain=[1, 1000]), axis=alt.Axis(values=[1, 10, 100, 1000]))
    y = alt.Y(
        "times:Q",
        title="times the chosen chip, log scale",
        scale=alt.Scale(type="log", domain=[0.05, 20]),
        axis=alt.Axis(values=[0.1, 0.2, 0.5, 1, 2, 5, 10]),
    )
    paths = base.mark_line(strokeWidth=2.5, clip=True).encode(
        x=x, y=y, **_look(lines["chip"]), tooltip=["chip", "intensity", alt.Tooltip("times:Q", format=".2f")]
    )
    even = alt.Chart(pd.DataFrame({"times": [1.0]})).mark_rule(strokeDash=[4, 4]).encode(y=y)
    mark = alt.Chart(
        pd.DataFrame({"intensity": [crossing], "times": [1.0], "text": [f"{crossing:.0f} operations a byte"]})
    ).transform_filter("against == 'H100'")
    spot = mark.mark_point(size=160, filled=False, strokeWidth=2, color=INK).encode(x=x, y=y)
    said = mark.mark_text(align="right", dx=-10, dy=20).encode(x=x, y=y, text="text:N")
    return figure(
        (even + paths + spot + said).add_params(against).properties(height=340),
        name="relative-to-a-chip",
        title=f"The H20 is ahead of the H100 up to {crossing:.0f} operations a byte, and behind it from there on",
        subtitle="Attainable compute over that of the chip chosen below, after the roofline model; above the dashed line a chip "
        "is ahead; where figures differ, the upper one counts",
        takeaway=f"At low intensity the H20 reaches {only(chips, chip='H20')['width'] / only(chips, chip='H100')['width']:.2f} "
        f"times the H100, at high intensity {only(chips, chip='H20')['peak'] / only(chips, chip='H100')['peak']:.2f} "
        f"times. Both are equal at {crossing:.1f} operations a byte.",
        source=_SOURCE,
        table=lines[["chip", "intensity", "high"]].rename(columns={"high": "TFLOPS"}).round({"intensity": 2, "TFLOPS": 3}),
    )


@answers("How do compute and memory bandwidth balance in parts on sale and in plans?")
def balance(parts: pd.DataFrame):
    """Draw every part by memory bandwidth and compute; a control sets how planned parts are read.

    parts: name, country, status, bf16_low, bf16_high, fp8 (FLOP/s), memory_bandwidth (bytes/s), grade, note.
    """
    chips = parts.dropna(subset=["memory_bandwidth"])
    chips = chips.assign(
        chip=short(chips["name"]),
        maker=maker(chips["country"]),
        width=chips["memory_bandwidth"] / 1e12,
        low=chips["bf16_low"] / 1e12,
        high=chips["bf16_high"] / 1e12,
        fp8=chips["fp8"] / 1e12,
    )
    h20, h100 = only(chips, chip="H20"), only(chips, chip="H100")
    chips = chips[["chip", "maker", "status", "low", "high", "fp8", "width", "grade", "note"]]
    plan = slider("plan", 0.25, 1, 0.05, 0.5, "BF16 compute of planned parts, as a part of their FP8 rate")
    across, up = alt.Scale(type="log", domain=[1.3, 24], nice=False), alt.Scale(type="log", domain=[100, 6000], nice=False)
    x = alt.X(
        "width:Q", title="memory bandwidth, TB/s, log scale", scale=across, axis=alt.Axis(values=[1.5, 2, 3, 4, 6, 8, 12, 16])
    )
    y = alt.Y("peak:Q", title="compute, TFLOPS, log scale", scale=up, axis=alt.Axis(values=[100, 200, 500, 1000, 2000, 4000]))
    base = (
        alt.Chart(chips)
        .transform_calculate(peak="datum.status == 'planned' ? datum.fp8 * plan : datum.high")
        .transform_calculate(
            ridge="datum.peak / datum.width",
            label="(datum.chip == 'H100' ? 'H100, H800' : datum.chip) + ': ' + format(datum.peak / datum.width, '.0f')",
        )
        .encode(
            x=x,
            y=y,
            color=alt.Color("maker:N", title=None, scale=PLACES),
            tooltip=[
                "chip",
                "status",
                "width",
                alt.Tooltip("peak:Q", format=".0f", title="TFLOPS"),
                alt.Tooltip("ridge:Q", format=".0f", title="ridge point"),
            ],
        )
    )
    spread = (
        alt.Chart(chips)
        .transform_filter("datum.low < datum.high")
        .mark_rule(strokeWidth=6, color=CHINA)
        .encode(x=x, y=alt.Y("low:Q", scale=up), y2="high:Q")
    )
    points = base.encode(shape=alt.Shape("maker:N", title=None, scale=PLACE_SHAPES))
    sold = points.transform_filter("datum.status != 'planned'").mark_point(filled=True, size=130)
    planned = points.transform_filter("datum.status == 'planned'").mark_point(filled=False, size=130, strokeWidth=2)
    left = "indexof(['910C', 'B200', '970'], datum.chip) >= 0"
    names = (
        base.transform_filter(f"!({left}) && indexof(['H100', 'H800'], datum.chip) < 0")
        .mark_text(align="left", dx=11, dy=alt.expr("datum.chip == '960' ? -9 : 9"))
        .encode(text="label:N")
    )
    names += base.transform_filter("datum.chip == 'H100'").mark_text(dy=-15).encode(text="label:N")
    names += base.transform_filter(left).mark_text(align="right", dx=-11, dy=-5).encode(text="label:N")
    return figure(
        (spread + sold + planned + names).add_params(plan).properties(height=380),
        name="compute-and-memory",
        title=f"The H20 has {100 * h20['width'] / h100['width']:.0f} percent of an H100's memory bandwidth and "
        f"{100 * h20['high'] / h100['high']:.0f} "
        "percent of its compute",
        subtitle="Dense BF16 compute and memory bandwidth of one part; the number at each part is its ridge point in operations "
        "a byte; filled marks are on sale, hollow marks are plans",
        takeaway=f"The H20 has {h20['high']:.0f} TFLOPS and {h20['width']:g} TB/s, the H100 {h100['high']:.0f} TFLOPS "
        f"and {h100['width']:g} "
        "TB/s: much memory for little compute.",
        source=_SOURCE,
        table=chips.rename(columns={"low": "TFLOPS, low", "high": "TFLOPS, high", "fp8": "TFLOPS in FP8", "width": "TB/s"}),
    )
