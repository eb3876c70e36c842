"""Output, roadmap and shares: estimates, plans and rules in their own units."""

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, CHINA, INK, NEUTRAL
from ledger.display.controls import radio, slider
from ledger.display.questions import answers
from ledger.errors import NotKnown
from ledger.figures.chips.words import row_labels, short, wrapped

_SHOWN = ["as published", "good dies", "finished packages"]
_SAYS = {
    "bloomberg2025huawei": "Bloomberg",
    "reuters2025kessler": "US official",
    "semianalysis2025ascend": "SemiAnalysis",
    "digitimes2025yield": "FT, plan",
    "reuters2026idc": "IDC",
}


@answers("How many chips did Huawei make, in one unit?")
def estimates_of_output(output: pd.DataFrame, low: float, high: float):
    """Draw estimates of Huawei's output, each in its own unit, with a converter that the reader sets.

    output: subject, year, quantity_low, quantity_high, unit (dies, chips or units), basis (a count of shipments is drawn
    filled), citation, grade, note.
    low, high: the range of an article in dies of 2025, NaN where this edition lacks it.
    """
    drawn = output.assign(
        label=output["citation"].map(_SAYS).fillna(output["citation"]) + ": " + output["subject"].str.replace("Ascend 9", "9"),
        year=output["year"].astype(int).astype(str), thousands=output["quantity_high"] / 1000, bound=output["quantity_low"].isna(),
    )  # fmt: skip
    years = sorted(drawn["year"].unique())
    drawn = drawn.sort_values(["subject", "label"])
    show = radio("show", _SHOWN, "Show")
    year, dies, kept = (
        radio("year", years, "Year"),
        slider("dies", 1, 2, 0.1, 2, "Dies in a package"),
        slider("kept", 40, 100, 5, 100, "Packages that work, percent"),
    )
    # A 910B has one die in any case.
    each = "(datum.subject == 'Ascend 910B' ? 1 : dies) / (kept / 100)"
    in_dies = f"show == 'good dies' && datum.unit != 'dies' ? datum.thousands * {each}"
    in_packages = f"show == 'finished packages' && datum.unit == 'dies' ? datum.thousands / ({each})"
    count = f"{in_dies} : {in_packages} : datum.thousands"
    base = (
        alt.Chart(drawn[["label", "subject", "year", "thousands", "unit", "bound", "basis", "note"]])
        .transform_filter("datum.year == year")
        .transform_calculate(count=count)
        .transform_calculate(
            text="(datum.bound ? '≤ ' : '') + format(1000 * datum.count, ',.0f') + (show == 'as published' ? ' ' + "
            "datum.unit : '')"
        )
    )
    across = alt.Scale(domain=[0, 3800], nice=False)
    marks = base.encode(
        x=alt.X("count:Q", title="thousands a year", scale=across, axis=alt.Axis(values=[0, 500, 1000, 1500, 2000])),
        y=alt.Y("label:N", sort=list(dict.fromkeys(drawn["label"])), title=None), tooltip=["label", "year", "text:N", "unit", "basis", "note"],
    )  # fmt: skip
    bounds = (
        marks.transform_filter("datum.bound").mark_rule(strokeWidth=2, strokeDash=[5, 4], color=CHINA).encode(x2=alt.X2(datum=0))
    )
    shape = alt.Shape(
        "unit:N",
        title="published in",
        scale=alt.Scale(domain=["dies", "chips", "units"], range=["square", "circle", "triangle-up"]),
    )
    expected = marks.transform_filter("datum.basis != 'shipments'").mark_point(size=130, filled=False, strokeWidth=2, color=CHINA)
    shipped = marks.transform_filter("datum.basis == 'shipments'").mark_point(size=130, filled=True, color=CHINA)
    points = expected.encode(shape=shape) + shipped.encode(shape=shape)
    texts = marks.transform_filter("datum.count <= 1300").mark_text(align="left", dx=11).encode(text="text:N")
    texts += marks.transform_filter("datum.count > 1300").mark_text(align="right", dx=8, dy=-15).encode(text="text:N")
    band = alt.Chart(
        pd.DataFrame({"value_low": [low / 1000], "value_high": [high / 1000], "year": ["2025"]}).dropna()
    ).transform_filter("datum.year == year && show != 'finished packages'")
    band = band.mark_rect(color=ACCENT, fillOpacity=0.25, stroke=ACCENT).encode(
        x=alt.X("value_low:Q", scale=across), x2="value_high:Q"
    )
    now = drawn[drawn["year"] == "2025"]
    every = bool((now["subject"] == "all Ascend").sum() > 1)
    now = now[now["subject"] == "all Ascend"] if every else now
    if now.empty:
        raise NotKnown("No estimate of 2025 was out yet.")
    least, most = (now.loc[now["thousands"].agg(end)] for end in ("idxmin", "idxmax"))
    return figure(
        (band + bounds + points + texts).add_params(show, year, dies, kept).properties(height=330),
        name="huawei-output",
        title=f"For 2025 estimates {'of all Ascend chips ' * every}run from {least['quantity_high']:,.0f} {least['unit']} to {most['quantity_high']:,.0f} "
        f"{most['unit']}, and they count different {'things' if now['unit'].nunique() > 1 else 'chips'}",
        subtitle="AI chips of Huawei, thousands a year; "
        + ("a filled mark is an analyst's count of cards shipped, " if (drawn["basis"] == "shipments").any() else "")
        + "hollow marks are estimates, plans and a limit; the band is the article's range in dies; the two sliders act "
        "on good dies and finished packages",
        takeaway="As published for 2025: "
        + "; ".join(
            f"{row.label}, {'at most ' if row.bound else ''}{row.quantity_high:,.0f} {row.unit}" for row in now.itertuples()
        )
        + ".",
        source="Bloomberg; SemiAnalysis; IDC and a US official as reported by Reuters; Financial Times as reported by "
        "DIGITIMES (see the table chip_output)",
        table=drawn[["label", "year", "quantity_low", "quantity_high", "unit", "basis", "grade", "citation", "note"]],
    )


@answers("How far away were Huawei's next parts when an article said that they were in use?")
def roadmap(plans: pd.DataFrame, article: pd.Timestamp):
    """Draw the quarter that Huawei planned for each part, and the launches since, against the day of the article.

    plans: name, from, to (first and last day of the quarter), days_from, days_to (days after the article).
    kind (plan, or launch: then from is its day). article: its day of publication, NaT where this edition lacks it.
    """
    if pd.isna(article):
        raise NotKnown("The article that says so is not in this edition.")
    told = plans.assign(part=short(plans["name"]), start=plans["from"], end=plans["to"]).sort_values("start")
    rows = told[told["kind"] == "plan"][["part", "start", "end", "days_from", "days_to"]]
    launched = told[told["kind"] == "launch"][["part", "start"]]
    count = radio("count", ["first day", "last day"], "Days to the quarter's", "last day")
    x = alt.X("start:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    late = rows["end"] > article + (rows["end"].max() - article) / 2
    base = (
        alt.Chart(rows.assign(late=late))
        .transform_calculate(text="format(count == 'first day' ? datum.days_from : datum.days_to, ',.0f') + ' days later'")
        .encode(
            x=x,
            y=alt.Y("part:N", title=None, sort=None),
            tooltip=["part", alt.Tooltip("start:T", format="%-d %b %Y"), alt.Tooltip("end:T", format="%-d %b %Y"), "text:N"],
        )
    )
    quarter = base.mark_bar(height=20, fillOpacity=0.25, fill=CHINA, stroke=CHINA, strokeDash=[4, 3], strokeWidth=2).encode(
        x2="end:T"
    )
    texts = base.transform_filter("!datum.late").mark_text(align="left", dy=-19).encode(text="text:N")
    texts += base.transform_filter("datum.late").mark_text(align="right", dy=-19).encode(x="end:T", text="text:N")
    came = (
        alt.Chart(launched)
        .mark_point(size=90, filled=True, opacity=1, color=CHINA)
        .encode(
            x=x,
            y=alt.Y("part:N", title=None, sort=None),
            tooltip=["part", alt.Tooltip("start:T", format="%-d %b %Y", title="launched")],
        )
    )
    day = alt.Chart(pd.DataFrame({"start": [article], "text": ["the article"]}))
    line = day.mark_rule(color=INK, strokeWidth=2).encode(x=x)
    name = day.mark_text(align="left", dx=-5).encode(x=x, y=alt.value(-8), text="text:N")
    nearest, farthest = rows.iloc[0], rows.iloc[-1]
    return figure(
        (quarter + came + texts + line + name).add_params(count).properties(height=58 * len(rows)),
        name="roadmap",
        title=f"On the article's day every one of these parts was a plan: the {nearest['part']} due within {nearest['days_to']} "
        f"days, the {farthest['part']} within {farthest['days_to']:,}",
        subtitle="Quarter of Huawei's roadmap for each part, dashed because it is a plan; the line is the article of "
        f"{article:%-d %B %Y}" + ("; a filled circle is a launch since" if len(launched) else ""),
        takeaway=f"No planned quarter had begun on {article:%-d %B %Y}. The first opened {nearest['days_from']} days later, for "
        f"the {nearest['part']}.",
        source="Keynote of Eric Xu at Huawei Connect, September 2025; ITHome for the launch; the article's date of publication",
        table=told[["part", "kind", "from", "to", "days_from", "days_to"]],
    )


_KINDS = ["mandate", "share", "forecast"]


@answers("What do the percentages of home-made chips count?")
def shares(home: pd.DataFrame):
    """Draw rules, shares and forecasts of home-made AI chips, each kind with its own mark.

    home: estimate, kind, value_low (percent), period_from, period_to, scope, published, grade, note.
    """
    told = home.assign(year=home["period_to"].fillna(home["period_from"]).dt.year).sort_values(
        ["kind", "year"], key=lambda column: column.map(_KINDS.index) if column.name == "kind" else column
    )
    told["label"] = wrapped(
        told["scope"]
        + ", "
        + told["year"].astype(str)
        + told["estimate"].str.contains("later").map({True: ", later model", False: ""}),
        40,
    )
    told["to"] = told["value_low"].where(told["kind"] != "mandate", 100)
    told["text"] = [
        f"{'over ' if kind == 'mandate' and value < 100 else ''}{value:.0f}"
        for kind, value in zip(told["kind"], told["value_low"])
    ]
    kind = radio("kind", ["all", *_KINDS], "Kind of number")
    x = alt.X(
        "value_low:Q", title="percent", scale=alt.Scale(domain=[0, 120], nice=False), axis=alt.Axis(values=[0, 25, 50, 75, 100])
    )
    base = (
        alt.Chart(told[["label", "kind", "value_low", "to", "text", "scope"]])
        .transform_filter("kind == 'all' || datum.kind == kind")
        .encode(x=x, y=alt.Y("label:N", sort=list(told["label"]), title=None, axis=None), tooltip=["scope", "kind", "text"])
    )
    floor = base.mark_rule(strokeWidth=3, strokeDash=[3, 3], color=NEUTRAL).encode(x2="to:Q")
    legend = alt.Legend(columns=3)
    look = {
        "color": alt.Color("kind:N", title=None, legend=legend, scale=alt.Scale(domain=_KINDS, range=[NEUTRAL, INK, ACCENT])),
        "shape": alt.Shape(
            "kind:N", title=None, legend=legend, scale=alt.Scale(domain=_KINDS, range=["triangle-right", "circle", "diamond"])
        ),
    }
    points = base.transform_filter("datum.kind == 'share'").mark_point(size=150, filled=True).encode(**look)
    hollow = base.transform_filter("datum.kind != 'share'").mark_point(size=150, filled=False, strokeWidth=2).encode(**look)
    texts = base.mark_text(align="left", dx=12, dy=11).encode(text="text:N")
    half = alt.Chart(pd.DataFrame({"value_low": [50]})).mark_rule(strokeDash=[6, 4]).encode(x=x)
    counted = told[told["kind"] == "share"]["value_low"].max()
    return figure(
        (half + floor + hollow + points + texts + row_labels(base, lines=2)).add_params(kind).properties(height=66 * len(told)),
        name="mandate-share-forecast",
        title=f"No home share on record is over {counted:.0f} percent; one half is a rule or a forecast",
        subtitle="Home-made AI chips in China, percent; triangles with a dashed line are floors set by rules, filled circles "
        "are shares of the past, hollow diamonds are forecasts",
        takeaway="; ".join(
            f"{name}: {', '.join(told[told['kind'] == name]['text'])} percent" for name in _KINDS if (told["kind"] == name).any()
        )
        + ".",
        source="Bernstein; IDC as reported by Reuters; Biz360; Reuters (see the table domestic_share)",
        table=told[["kind", "scope", "year", "value_low", "published", "grade", "note"]],
    )
