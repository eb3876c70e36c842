"""Amounts of money: the wrong owner, a total without its list, a price cut without a source."""

import altair as alt
import pandas as pd

from ledger.display.charts import ACCENT, CHINA, NEUTRAL, UNITED_STATES
from ledger.display.formats import value_text
from ledger.display.questions import answers, only
from ledger.figures.misleading_numbers.pair import CLAIM_CROSS, across, bars, fair, misleading, upright
from ledger.reasoning.intervals import meet

_TRILLION = 1e12
_LISTS = {
    "sp500-technology-ibd": "S&P 500, technology",
    "us-shares-business-insider": "all US shares",
    "nasdaq-composite-newsweek": "Nasdaq Composite",
    "chip-power-infrastructure-wire": "chips and power",
}
_PARTS = {"DeepSeek-V3": "V3, all three stages", "DeepSeek-R1": "R1, steps built on V3"}


@answers("What did the training of R1 cost?")
def misattributed_misleading(claims: pd.DataFrame, estimates: pd.DataFrame):
    """Draw the cost that an article gives to R1 beside estimates for other models.

    claims: the claim (value_low in US dollars). estimates: model, million (US dollars).
    """
    told = only(claims)["value_low"] / 1e6
    drawn = pd.concat(
        [pd.DataFrame({"model": ["DeepSeek-R1"], "million": [told], "color": [CHINA]}), estimates], ignore_index=True
    )
    drawn = drawn[["model", "million", "color"]].fillna({"color": UNITED_STATES}).assign(text=drawn["million"].map("{:g}".format))
    return misleading(
        bars(drawn, across("million:Q", "million dollars", 0, 220), "model").properties(height=170),
        fault=f"The {told:g} million belong to V3. R1 came later and was built on it. The other bars are outside estimates.",
        name="misattributed-misleading",
        title=f"R1 was trained for {told:g} million dollars",
        subtitle="Training cost, million US dollars; American models as estimated by the AI Index",
        takeaway=f"A short bar of {told:g} for R1 stands above long bars of American models.",
        source="One article (R1); Stanford AI Index 2025 (others)",
        table=drawn[["model", "million"]],
    )


@answers("Which model does the amount belong to?")
def misattributed_fair(claims: pd.DataFrame, owned: pd.DataFrame):
    """Draw what the makers report for V3 and for the steps from V3 to R1.

    claims: the claim. owned: model, million (US dollars); one row a model.
    """
    v3, r1 = (only(owned, model=model)["million"] for model in _PARTS)
    drawn = owned.assign(part=owned["model"].map(_PARTS), color=CHINA)
    drawn["text"] = drawn["million"].map("{:.3f}".format)
    x = across("million:Q", "million dollars", 0, 8)
    said = alt.Chart(pd.DataFrame({"part": [_PARTS["DeepSeek-R1"]], "million": [only(claims)["value_low"] / 1e6]}))
    return fair(
        bars(drawn, x, "part").properties(height=90),
        said.mark_point(**CLAIM_CROSS).encode(x=x, y=alt.Y("part", sort=drawn["part"].tolist())),
        name="misattributed-fair",
        title=f"{v3:.3f} million dollars are V3's; the steps to R1 cost {r1:.3f} million",
        subtitle="Hours times an assumed rent of 2 dollars, million US dollars; without research and hardware",
        takeaway=f"The final training of V3 is priced at {v3:.3f} million dollars. The steps from V3 to R1 cost {r1:.3f} million.",
        source="DeepSeek-V3 Technical Report; the R1 paper in Nature, through Nature News",
        table=drawn[["part", "million"]],
    )


@answers("How much value was lost after R1?")
def undefined_basket_misleading(phrases: pd.DataFrame):
    """Draw the amounts of two articles as bars that seem to exclude each other.

    phrases: the claims with qualifier, value_low, value_high, unit (US dollars), low and high (their intervals).
    """
    nearly, over = only(phrases, qualifier="nearly"), only(phrases, qualifier="over")
    drawn = pd.DataFrame([nearly, over]).assign(color=[ACCENT, NEUTRAL])
    drawn["said"] = [value_text(row) for row in drawn.to_dict("records")]
    drawn[["low", "high"]] = drawn[["low", "high"]].astype(float).replace(float("inf"), float("nan")) / _TRILLION
    drawn = drawn[["said", "low", "high", "color"]]
    at = alt.Chart(drawn.assign(high=drawn["high"].fillna(1.12))).encode(
        y=alt.Y("said", sort=None, title=None), x=across("low:Q", "trillion dollars", 0.88, 1.12), x2="high:Q"
    )
    split = alt.Chart(drawn.tail(1)).mark_rule(strokeDash=[4, 4]).encode(x="low:Q")
    return misleading(
        (at.mark_bar(height=24).encode(color=alt.Color("color", scale=None)) + split).properties(height=100),
        fault="Each bar fits another list of companies than its article names, and neither prints the list. The cut axis "
        "makes the gap look wide.",
        name="undefined-basket-misleading",
        title="The two articles contradict each other",
        subtitle="Loss of value after R1, trillion US dollars; the axis does not begin at zero",
        takeaway=f"One bar ends at {nearly['high'] / _TRILLION:g} trillion dollars and the other begins there, so they "
        "seem to exclude each other.",
        source="Two articles",
        table=drawn[["said", "low", "high"]],
    )


@answers("How much did different lists of companies lose?")
def undefined_basket_fair(phrases: pd.DataFrame, losses: pd.DataFrame):
    """Draw the loss of several lists of companies, with a triangle where only a bound is known.

    phrases: the claims with their intervals (low, high, low_closed, high_closed; US dollars).
    losses: estimate, basket, grade, value_low and value_high (US dollars), and their intervals.
    """
    fit = all(any(meet(loss, phrase) for loss in losses.itertuples()) for phrase in phrases.itertuples())
    drawn = losses.assign(name=losses["estimate"].map(_LISTS).fillna(losses["basket"]), kind="at")
    drawn["trillion"] = losses["value_low"].fillna(losses["value_high"]) / _TRILLION
    drawn["kind"] = drawn["kind"].mask(drawn["value_high"].isna(), "over").mask(drawn["value_low"].isna(), "almost")
    drawn["text"] = drawn["kind"] + " " + drawn["trillion"].map("{:.3g}".format)
    drawn = drawn.sort_values("value_low")[["name", "basket", "kind", "trillion", "grade", "text"]]
    x = across("trillion:Q", "trillion dollars", 0, 1.25)
    ways = alt.Scale(domain=["almost", "at", "over"], range=["triangle-left", "circle", "triangle-right"])
    at = alt.Chart(drawn).encode(
        x=x, y=alt.Y("name", sort=None, title=None, axis=alt.Axis(labelLimit=130)), tooltip=["basket", "text", "grade"]
    )
    marks = at.mark_point(size=150).encode(shape=alt.Shape("kind", legend=None, scale=ways)) + at.mark_text(
        align="right", dx=-12
    ).encode(text="text")
    fits = "each phrase has a count that fits" if fit else "a phrase has no count that fits"
    return fair(
        marks.properties(height=210),
        upright(x, trillion=phrases["value_low"].fillna(phrases["value_high"]).iloc[0] / _TRILLION),
        name="undefined-basket-fair",
        title=f"Other lists of companies, other totals: {fits}",
        subtitle="Loss of value at the close of 27 January 2025, trillion US dollars; a triangle points to where the "
        "true value lies",
        takeaway="Trillion dollars lost: " + "; ".join(drawn["name"] + ", " + drawn["text"]) + ".",
        source="Investor's Business Daily, Business Insider, Newsweek, a news wire (table loss_estimates)",
        table=drawn[["name", "basket", "kind", "trillion", "grade"]],
    )


@answers("Did the two companies cut their prices?")
def untraceable_misleading(cuts: pd.DataFrame):
    """Draw the price cuts that an article tells as if they were measured.

    cuts: the claims with vendor and value_low (percent).
    """
    drawn = cuts.assign(change=cuts["value_low"], text=cuts["value_low"].map("{:g}".format))[["vendor", "change", "text"]]
    told = " and ".join((-drawn["change"]).drop_duplicates().map("{:g}".format))
    at = alt.Chart(drawn).encode(x=across("change:Q", "percent", -40, 0), y=alt.Y("vendor", title=None))
    return misleading(
        (at.mark_bar(height=20, color=UNITED_STATES) + at.mark_text(align="right", dx=-5).encode(text="text")).properties(
            height=100
        ),
        fault="No price list and no report that was found shows these cuts. A bar looks as solid as one with a source.",
        name="untraceable-misleading",
        title=f"{' and '.join(drawn['vendor'])} cut their cheapest tier by {told} percent",
        subtitle="Change of the price, percent",
        takeaway=f"Bars at minus {told} percent for {' and '.join(drawn['vendor'])}.",
        source="One article; no other source was found",
        table=drawn[["vendor", "change"]],
    )


@answers("Which changes of price are on record?")
def untraceable_fair(cuts: pd.DataFrame, moves: pd.DataFrame):
    """Draw the changes of price that were found.

    cuts: the claims (value_low, percent). moves: move, way (what was compared), change (percent).
    """
    told = cuts["value_low"].iloc[0]
    alike = int(moves["change"].sub(told).abs().lt(2).sum())
    x = across("change:Q", "percent", -75, 35)
    at = alt.Chart(moves).encode(x=x, y=alt.Y("move", sort=None, title=None))
    shape = alt.Shape("way", title=None, legend=alt.Legend(columns=1))
    label = at.mark_text(dy=-15).encode(text=alt.Text("change:Q", format="+.0f"))
    return fair(
        (at.mark_point(size=150, color=UNITED_STATES).encode(shape=shape) + label).properties(height=200),
        upright(x, change=told),
        name="untraceable-fair",
        title=f"Of {len(moves)} price moves that were found {alike or 'none'} is a cut of {-told:g} percent",
        subtitle="Change of the input price of small models of both vendors, percent",
        takeaway="Change in percent: " + "; ".join(moves["move"] + ", " + moves["change"].map("{:+.0f}".format)) + ".",
        source="Price pages and tables of third parties (table api_prices)",
        table=moves[["move", "change", "way"]].round({"change": 1}),
    )
