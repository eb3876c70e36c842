"""Two systems side by side: a rack row of Huawei and a rack of Nvidia."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import CHINA, NEUTRAL, UNITED_STATES
from ledger.display.controls import radio, slider
from ledger.display.questions import answers, only

BASES = ["whole system", "one chip", "one watt"]
ORDER = ["compute (BF16)", "memory", "memory bandwidth", "chips", "power", "energy per operation"]


@answers("How do the two systems compare as a whole, per chip and per watt?")
def system_ratios(ratios: pd.DataFrame, rated: float, launch: float):
    """Draw Huawei's system over Nvidia's, measure by measure, on one log axis.

    ratios: measure, low, high (Huawei over Nvidia, whole systems). rated, launch: watts of Nvidia's rack as
    an analyst rates it and as its launch was reported; a slider between the two recomputes what depends on it.
    """
    drawn = ratios.dropna(subset=["low", "high"])
    compute, chips, power, energy = (
        only(drawn, measure=name) for name in ("compute (BF16)", "chips", "power", "energy per operation")
    )
    basis = radio("basis", BASES, "Compare per")
    watts = slider("rackwatts", launch / 1e3, rated / 1e3, 5, rated / 1e3, "Power of Nvidia's rack, kW")
    # Power and energy of the pair rise as Nvidia's rack is rated lower; the divisor of a basis does too.
    divisor = f"basis == 'one chip' ? {chips['high']} : basis == 'one watt' ? {power['high']} * {rated / 1e3} / rackwatts : 1"
    rerated = f"indexof(['power', 'energy per operation'], datum.measure) >= 0 ? {rated / 1e3} / rackwatts : 1"
    scale = f"({rerated}) / (datum.measure == 'energy per operation' ? 1 : ({divisor}))"
    kept = "!(datum.measure == 'chips' && basis == 'one chip') && !(datum.measure == 'power' && basis == 'one watt')"
    base = (
        alt.Chart(drawn)
        .transform_calculate(from_=f"datum.low * {scale}", to=f"datum.high * {scale}")
        .transform_calculate(
            more="datum.from_ > 1 ? 'Huawei has more' : 'Nvidia has more'",
            text="format(datum.from_, '.2f') == format(datum.to, '.2f') ? format(datum.to, '.2f') : format(datum.from_, '.2f') "
            "+ ' to ' + format(datum.to, '.2f')",
        )
        .transform_filter(kept)
    )
    across = alt.Scale(type="log", domain=[0.2, 30])
    x = alt.X("from_:Q", title="Huawei over Nvidia, log scale", scale=across, axis=alt.Axis(values=[0.25, 0.5, 1, 2, 4, 8]))
    end = alt.X("to:Q", scale=across)
    ends = ["Huawei has more", "Nvidia has more"]
    look = {
        "color": alt.Color(
            "more:N", title=None, legend=alt.Legend(columns=1), scale=alt.Scale(domain=ends, range=[CHINA, UNITED_STATES])
        ),
        "shape": alt.Shape(
            "more:N", title=None, legend=alt.Legend(columns=1), scale=alt.Scale(domain=ends, range=["circle", "square"])
        ),
    }
    marks = base.encode(y=alt.Y("measure:N", sort=ORDER, title=None), x=x, tooltip=["measure", "text:N", "more:N"])
    span = marks.mark_rule(strokeWidth=6, color=NEUTRAL).encode(x2="to:Q")
    dots = marks.mark_point(filled=True, size=150).encode(**look)
    labels = marks.mark_text(align="left", dx=12).encode(x=end, text="text:N")
    even = alt.Chart(pd.DataFrame({"from_": [1.0]})).mark_rule(strokeDash=[4, 4]).encode(x=x)
    return figure(
        (even + span + dots + dots.encode(x=end) + labels).add_params(basis, watts).properties(height=280),
        name="cloudmatrix-over-nvl72",
        title=f"CloudMatrix 384 has up to {compute['high']:.1f} times the compute of an NVL72, with {chips['high']:.1f} times "
        f"the chips and {power['high']:.1f} times the power",
        subtitle="Huawei's CloudMatrix 384 over Nvidia's GB200 NVL72; dense BF16 compute, a bar where sources differ on the "
        "Ascend 910C; the dashed line is one (equal); energy per operation is the same on every basis",
        takeaway=f"As a system CloudMatrix 384 has {compute['low']:.2f} to {compute['high']:.2f} times the compute, "
        f"{chips['high']:.1f} "
        f"times the chips and {power['high']:.1f} times the power; for one operation it takes {energy['low']:.1f} to "
        f"{energy['high']:.1f} times the energy with Nvidia's rack at {rated / 1e3:.0f} kW.",
        source="SemiAnalysis; CloudMatrix384 paper of Huawei and SiliconFlow; TechRadar for the lower power of Nvidia's "
        "rack (see the table racks)",
        table=_table(drawn, chips["high"], power["high"]),
    )


def _table(ratios: pd.DataFrame, chips: float, power: float) -> pd.DataFrame:
    scales = {"whole system": 1.0, "one chip": chips, "one watt": power}
    rows = [ratios.assign(basis=basis, low=ratios["low"] / scale, high=ratios["high"] / scale) for basis, scale in scales.items()]
    rows[1:] = [frame[frame["measure"] != "energy per operation"] for frame in rows[1:]]
    return pd.concat(rows)[["measure", "basis", "low", "high"]].round({"low": 3, "high": 3})
