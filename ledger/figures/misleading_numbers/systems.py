"""Models and machines: the wrong comparator, a limit left out, a unit confused, a family told as its member."""

import altair as alt
import pandas as pd

from ledger.display.charts import ACCENT, CHINA, UNITED_STATES
from ledger.display.questions import answers, only
from ledger.errors import NotKnown
from ledger.figures.misleading_numbers.pair import CLAIM_CROSS, CLAIM_LINE, across, bars, fair, misleading

_MODELS = {"deepseek-r1": "R1", "o1": "o1", "gpt-4o": "GPT-4o"}
_INPUTS = {"text": "text", "image": "pictures", "audio": "sound", "video": "film"}


@answers("How good is R1 beside GPT-4o?")
def wrong_comparator_misleading(claims: pd.DataFrame, scores: pd.DataFrame, tests: list):
    """Draw R1 and GPT-4o on the few tests on which they are close.

    claims: the claim. scores: percent, a row a test, a column a model. tests: the tests that are shown.
    """
    two = scores[scores.index.isin(tests)][["deepseek-r1", "gpt-4o"]]
    drawn = two.rename(columns=_MODELS).reset_index().melt("benchmark", var_name="model", value_name="score")
    drawn = drawn.assign(row=drawn["benchmark"].str.upper() + ", " + drawn["model"], text=drawn["score"].map("{:g}".format))
    drawn["color"] = drawn["model"].map({"R1": CHINA, "GPT-4o": UNITED_STATES})
    behind = (scores["deepseek-r1"] - scores["gpt-4o"]).sort_values()
    return misleading(
        bars(drawn.sort_values("row", ascending=False), across("score:Q", "percent right", 0, 120), "row").properties(height=150),
        fault=f"{len(two)} tests out of {len(scores)}, and not the model that R1 was built to match. "
        f"On {behind.index[-1].replace('-', ' ').capitalize()} GPT-4o is {behind.iloc[-1]:.0f} points behind.",
        name="wrong-comparator-misleading",
        title="R1 performs about as well as GPT-4o",
        subtitle=f"Right answers on {len(two)} tests, percent",
        takeaway="; ".join(f"{test.upper()}: R1 {r1:g} percent, GPT-4o {gpt:g}" for test, r1, gpt in two.itertuples()) + ".",
        source="README of DeepSeek-R1, tests run by the maker (table benchmarks)",
        table=drawn[["benchmark", "model", "score"]],
    )


@answers("Which model is R1 nearest to over all tests?")
def wrong_comparator_fair(claims: pd.DataFrame, scores: pd.DataFrame, tests: list):
    """Draw R1, o1 and GPT-4o on every test that all three have.

    claims: the claim. scores and tests: as for `wrong_comparator_misleading`.
    """
    drawn = scores.rename(columns=_MODELS).reset_index().melt("benchmark", var_name="model", value_name="score")
    behind = int((scores["gpt-4o"] < scores["deepseek-r1"]).sum())
    o1, gpt = (scores[model].sub(scores["deepseek-r1"]).abs().median() for model in ("o1", "gpt-4o"))
    x, y = (
        across("score:Q", "score, percent", 0, 100),
        alt.Y("benchmark", sort=scores.index.tolist(), title=None, axis=alt.Axis(labelLimit=140)),
    )
    domain = list(_MODELS.values())
    dots = (
        alt.Chart(drawn)
        .mark_point(size=110, filled=False, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=alt.Color("model", scale=alt.Scale(domain=domain, range=[CHINA, UNITED_STATES, UNITED_STATES]), title=None),
            shape=alt.Shape("model", scale=alt.Scale(domain=domain, range=["circle", "square", "triangle-up"]), title=None),
            tooltip=["benchmark", "model", "score"],
        )
    )
    said = alt.Chart(scores[scores.index.isin(tests)].rename(columns={"deepseek-r1": "R1", "gpt-4o": "other"}).reset_index())
    return fair(
        dots.properties(height=330),
        said.mark_rule(strokeWidth=4, color=ACCENT).encode(x="R1:Q", x2="other:Q", y=y),
        name="wrong-comparator-fair",
        title=f"R1 stands {'beside o1' if o1 < gpt else 'beside GPT-4o'}; GPT-4o is behind R1 on {behind} of {len(scores)} tests",
        subtitle="Scores in percent (Codeforces: percentile) on tests for which all three have one; run or collected by DeepSeek",
        takeaway=f"On the median test o1 is {o1:.1f} points away from R1, GPT-4o {gpt:.1f}. GPT-4o is behind R1 on "
        f"{behind} of {len(scores)} tests.",
        source="README of DeepSeek-R1, tests run by the maker (table benchmarks)",
        table=drawn,
    )


@answers("Which of the two systems computes faster?")
def omitted_scope_misleading(claims: pd.DataFrame, racks: pd.DataFrame):
    """Draw the speed of two whole systems and nothing else.

    claims: the claim. racks: name, vendor, accelerators (count), bf16_high (operations a second).
    """
    drawn = racks.assign(pflops=racks["bf16_high"] / 1e15, short=racks["name"].str.split(n=1).str[1])
    drawn = drawn.assign(
        color=drawn["vendor"].map({"Huawei": CHINA, "Nvidia": UNITED_STATES}), text=drawn["pflops"].map("{:.0f}".format)
    )
    drawn = drawn[["name", "short", "accelerators", "pflops", "color", "text"]]
    chips = drawn["accelerators"].map("{:.0f}".format)
    return misleading(
        bars(drawn, across("pflops:Q", "PFLOPS (BF16)", 0, 400), "short").properties(height=100),
        fault=f"It leaves out that one system has {chips.iloc[0]} chips and the other {chips.iloc[-1]}, and what power each draws.",
        name="omitted-scope-misleading",
        title="Huawei's system outperforms Nvidia's",
        subtitle="16-bit operations a second of one system, PFLOPS",
        takeaway="; ".join(drawn["name"] + ": " + drawn["text"] + " PFLOPS") + ".",
        source="SemiAnalysis; paper of Huawei and SiliconFlow (table racks)",
        table=drawn[["name", "pflops"]],
    )


@answers("Faster as a system, per chip or per watt?")
def omitted_scope_fair(claims: pd.DataFrame, ratios: pd.DataFrame):
    """Draw Huawei's speed over Nvidia's as intervals.

    claims: the claim. ratios: scope, low, high (1 is equal).
    """
    # Words begin right of the dashed line, so that it does not cross them.
    drawn = ratios.assign(
        text=[f"{low:.2f} to {high:.2f}" for low, high in zip(ratios["low"], ratios["high"])], edge=ratios["high"].clip(lower=1)
    )
    told = [f"{row.scope} it is {_place(row)}" for row in drawn.itertuples() if row.scope != "whole system"]
    x = across("low:Q", "Huawei over Nvidia (1 is equal)", 0, 2.8)
    at = alt.Chart(drawn).encode(x=x, y=alt.Y("scope", sort=None, title=None))
    even = alt.Chart(pd.DataFrame({"low": [1]})).mark_rule(strokeDash=[4, 4]).encode(x=x)
    pair = at.mark_bar(height=16, color=CHINA).encode(x2="high:Q") + at.mark_text(align="left", dx=11).encode(
        x="edge:Q", text="text"
    )
    said = at.transform_filter("datum.scope == 'whole system'").mark_point(**CLAIM_CROSS).encode(x="high:Q")
    return fair(
        (even + pair).properties(height=140),
        said,
        name="omitted-scope-fair",
        title=f"Huawei's whole system is {_place(only(drawn, scope='whole system'))}; {', '.join(told)}",
        subtitle="Computing speed (BF16) of CloudMatrix 384 over GB200 NVL72; dashed line: equal",
        takeaway="Huawei over Nvidia: " + "; ".join(drawn["scope"] + ", " + drawn["text"]) + ".",
        source="SemiAnalysis; paper of Huawei and SiliconFlow (table racks)",
        table=drawn[["scope", "low", "high"]].round(3),
    )


def _place(ratio) -> str:
    return "ahead" if ratio.low > 1 else "behind" if ratio.high < 1 else "about equal"


@answers("How many experts work on a prompt?")
def unit_confusion_misleading(claims: pd.DataFrame, used: pd.DataFrame):
    """Draw the share of experts as if one choice served a whole prompt.

    claims: the claim. used: tokens (length of the prompt), used (percent of the experts of a layer).
    """
    once = only(used, tokens=1)["used"]
    flat = used.assign(used=once)
    return misleading(
        _experts(flat).mark_line(color=CHINA, strokeWidth=3, point=alt.OverlayMarkDef(color=CHINA)).properties(height=220),
        fault="The share holds for one token. It is drawn as if one choice served the whole prompt.",
        name="unit-confusion-misleading",
        title=f"A prompt uses {once:.0f} percent of the experts",
        subtitle="Experts of one layer of Kimi K2 that work on a prompt, percent",
        takeaway=f"A flat line at {once:.1f} percent, whatever the length of the prompt.",
        source="Moonshot AI (number of experts); our arithmetic",
        table=flat.round(2),
    )


@answers("How many experts have worked by the end of a prompt?")
def unit_confusion_fair(claims: pd.DataFrame, used: pd.DataFrame):
    """Draw the share of experts that have worked at least once.

    claims: the claim. used: as for `unit_confusion_misleading`.
    """
    at = _experts(used)
    label = at.mark_text(dy=-12, dx=-10).encode(text=alt.Text("used:Q", format=".0f"))
    paragraph = only(used, tokens=100)
    return fair(
        (at.mark_line(color=CHINA, strokeWidth=3, point=alt.OverlayMarkDef(color=CHINA)) + label).properties(height=240),
        _experts(used.assign(used=only(used, tokens=1)["used"])).mark_line(**CLAIM_LINE),
        name="unit-confusion-fair",
        title=f"After {paragraph['tokens']:g} tokens {paragraph['used']:.0f} percent of the experts have worked",
        subtitle="Experts of one layer that have worked at least once, percent, if every token draws its experts evenly "
        "(a model, not a measurement)",
        takeaway="; ".join(
            f"After {row.tokens:,g} tokens {row.used:.0f} percent of the experts have worked" for row in used.itertuples()
        )
        + ".",
        source="Moonshot AI (number of experts); our arithmetic",
        table=used.round(2),
    )


def _experts(frame: pd.DataFrame):
    log = {"scale": alt.Scale(type="log", domain=[1, 1000]), "axis": alt.Axis(values=[1, 10, 100, 1000])}
    y = alt.Y("used:Q", title="percent of the experts", scale=alt.Scale(domain=[0, 110]))
    return alt.Chart(frame).encode(x=alt.X("tokens:Q", title="length of the prompt, tokens (log scale)", **log), y=y)


@answers("What kinds of input does the model family take?")
def category_error_misleading(claims: pd.DataFrame, kinds: pd.DataFrame):
    """Draw the family as one model.

    claims: the claim. kinds: 1 or 0, a row a model, a column a kind of input.
    """
    family = kinds.max().rename("can").rename_axis("input").reset_index().assign(name="Qwen3")[["name", "input", "can"]]
    accepted = [_INPUTS[kind] for kind in family.loc[family["can"] == 1, "input"]]
    if len(accepted) < 2:
        raise NotKnown("No member of the family takes more than one kind of input.")
    told = f"{', '.join(accepted[:-1])} and {accepted[-1]}"
    dots = _dots(family, alt.Y("name", title=None)).mark_point(size=220, color=CHINA).transform_filter("datum.can == 1")
    return misleading(
        dots.properties(height=50),
        fault=f"Each dot is true for some member of the family. {_text_alone(kinds)}.",
        name="category-error-misleading",
        title=f"Qwen3 accepts {told}",
        subtitle="A dot: this kind of input is accepted",
        takeaway=f"One row, Qwen3, with a dot under {told}.",
        source="One article",
        table=family,
    )


@answers("Which member of the family takes which input?")
def category_error_fair(claims: pd.DataFrame, kinds: pd.DataFrame, family: pd.DataFrame):
    """Draw every member of the family, with the month of its release as a shape.

    claims: the claim. kinds: as for `category_error_misleading`. family: name, released_on, grade.
    """
    family = family.sort_values("released_on")
    drawn = (
        kinds.rename_axis("name")
        .reset_index()
        .melt("name", var_name="input", value_name="can")
        .merge(family[["name", "released_on", "grade"]])
    )
    drawn["month"] = drawn["released_on"].dt.strftime("%B %Y")
    months = family["released_on"].dt.strftime("%B %Y").unique().tolist()
    shape = alt.Shape("month", title=None, legend=alt.Legend(columns=1), scale=alt.Scale(domain=months))
    at = _dots(
        drawn,
        alt.Y(
            "name",
            sort=family["name"].tolist(),
            title=None,
            axis=alt.Axis(labelExpr="replace(replace(datum.label, 'Qwen3-', ''), '-A22B-', ' ')"),
        ),
    )
    many = family[family["name"].isin(kinds.index[kinds.sum(axis=1) > 1])]
    rest = (
        " More than one kind: " + "; ".join(many["name"] + ", " + many["released_on"].dt.strftime("%B %Y")) + "."
        if len(many)
        else ""
    )
    return fair(
        at.mark_point(size=130, color=CHINA)
        .encode(shape=shape)
        .transform_filter("datum.can == 1")
        .properties(height=alt.Step(27)),
        at.mark_point(**CLAIM_CROSS).transform_filter("datum.can == 0"),
        name="category-error-fair",
        title=_text_alone(kinds),
        subtitle="A mark: this kind of input is accepted; the shape tells the month of release",
        takeaway=f"{_text_alone(kinds)}.{rest}",
        source="Qwen's blog and model cards; an aggregator for Omni (table models)",
        table=drawn[["name", "released_on", "input", "can", "grade"]],
    )


def _text_alone(kinds: pd.DataFrame) -> str:
    alone = kinds["text"].eq(1) & kinds.sum(axis=1).eq(1)
    return f"{alone.sum()} of {len(kinds)} Qwen3 models take text alone"


def _dots(frame: pd.DataFrame, y: alt.Y):
    return alt.Chart(frame).encode(x=alt.X("input", sort=None, title=None, axis=alt.Axis(labelAngle=0, orient="top")), y=y)
