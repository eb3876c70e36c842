"""Charts of the order of events: the first weeks of the app, and the steps of governments."""

import json

import altair as alt
import pandas as pd

from ledger import figure
from ledger.display.charts import ACCENT, NEUTRAL
from ledger.display.controls import dropdown, slider
from ledger.display.questions import answers, only


@answers("Who was where first?")
def order_of_events(story: pd.DataFrame):
    """Draw the events as days before and after the one that the reader chooses.

    story: date, label, actor.
    """
    test = only(story, label="WeChat test begins")
    rows = story.sort_values("date").assign(day=lambda frame: (frame["date"] - frame["date"].min()).dt.days)
    days = json.dumps(dict(zip(rows["label"], rows["day"].tolist())))
    zero = dropdown("zero", list(rows["label"]), "Count the days from", value=test["label"])
    base = alt.Chart(rows).transform_calculate(distance=f"datum.day - ({days})[zero]", told="format(datum.distance, '+d')")
    actors = list(dict.fromkeys(rows["actor"]))
    x = alt.X("distance:Q", title="days from that event", scale=alt.Scale(domain=[-54, 54]), axis=alt.Axis(tickCount=5))
    base = base.encode(
        x=x,
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=190)),
        tooltip=["date", "label", "event", "told:N", "grade"],
    )
    color = alt.Color("actor:N", title=None, scale=alt.Scale(domain=actors, range=[ACCENT, NEUTRAL][: len(actors)]))
    shape = alt.Shape("actor:N", title=None, scale=alt.Scale(domain=actors, range=["circle", "square"][: len(actors)]))
    rule = alt.Chart(pd.DataFrame({"distance": [0]})).mark_rule(strokeDash=[4, 4]).encode(x=x)
    dots = base.mark_point(size=110).encode(color=color, shape=shape)
    first = only(story, label="First in US App Store")
    before = (test["date"] - first["date"]).days
    table = rows.assign(days=(rows["date"] - test["date"]).dt.days)[["date", "days", "label", "event", "actor", "grade"]]
    return figure(
        (rule + dots + base.mark_text(align="left", dx=9).encode(text="told:N"))
        .add_params(zero)
        .properties(height=27 * len(rows)),
        name="order-of-events",
        title=f"The app led the American store {before} days before WeChat's test became public",
        subtitle="Events of the first weeks of 2025, in days from the event that you choose",
        takeaway=f"{int((table['days'] < 0).sum())} of {len(table)} events come before the test in WeChat, "
        f"among them first place in the American store, {before} days earlier.",
        source="QuestMobile through National Business Daily, TechCrunch, Bloomberg, AI Proem and others (table wechat_story)",
        table=table.rename(columns={"days": "days from the WeChat test"}),
    )


@answers("Which governments set limits to DeepSeek, and by which day?")
def restrictions(steps: pd.DataFrame):
    """Draw each step on its day, or as an interval where only a later report is known.

    steps: label, scope, kind, date (missing where the day is unknown), known_by, earliest (first possible day), grade, note.
    """
    rows = steps.sort_values("known_by", kind="stable")
    exact = rows["date"].notna()
    rows = rows.assign(known=exact.map({True: "day known", False: "day not known"}), seen=rows["date"].fillna(rows["known_by"]))
    kind = dropdown("kind", ["all", *dict.fromkeys(rows["kind"])], "Kind")
    day = slider("by", 1, 365, 1, int(rows["known_by"].median().dayofyear), "Day of the year 2025")
    span = alt.Scale(nice=False, padding=12)
    x = alt.X("earliest:T", title=None, scale=span, axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 4}))
    y = alt.Y("label:N", sort=list(rows["label"]), title=None, axis=alt.Axis(labelLimit=150))
    kept = alt.Chart(rows).transform_filter("kind == 'all' || datum.kind == kind")
    base = kept.encode(y=y, tooltip=["label", "scope", "kind", "known_by", "grade", "note"])
    bars = (
        base.transform_filter("datum.known == 'day not known'")
        .mark_rule(strokeWidth=3, color=NEUTRAL)
        .encode(x=x, x2="known_by:T")
    )
    domain = ["day known", "day not known"]
    dots = base.mark_point().encode(
        x=alt.X("seen:T", title=None, scale=span),
        color=alt.Color(
            "known:N",
            title=None,
            legend=alt.Legend(offset=26, columns=1),
            scale=alt.Scale(domain=domain, range=[ACCENT, NEUTRAL]),
        ),
        shape=alt.Shape(
            "known:N",
            title=None,
            legend=alt.Legend(offset=26, columns=1),
            scale=alt.Scale(domain=domain, range=["circle", "triangle-left"]),
        ),
    )
    today = "time(datetime(2025, 0, by))"
    rule = alt.Chart(pd.DataFrame({"row": [0]})).transform_calculate(day=today).mark_rule(strokeDash=[4, 4]).encode(x="day:T")
    count = kept.transform_calculate(
        sure=f"time(datum.known_by) <= {today} ? 1 : 0", may=f"time(datum.earliest) <= {today} ? 1 : 0"
    )
    count = count.transform_aggregate(sure="sum(sure)", may="sum(may)", all="count()").transform_calculate(
        told=f"'by ' + timeFormat({today}, '%-d %b') + ': at least ' + datum.sure + ', at most ' + datum.may + ' of ' + datum.all"
    )
    text = count.mark_text(align="right", fontSize=14).encode(x=alt.value("width"), y=alt.value(-12), text="told:N")
    return figure(
        (rule + bars + dots + text).add_params(kind, day).properties(height=24 * len(rows)),
        name="restrictions",
        title=f"{len(rows)} limits set to DeepSeek are on record; of {int((~exact).sum())} the day is not known",
        subtitle="Limits set by public bodies; a bar runs from the first possible day to the first report",
        takeaway="Limits by kind: " + ", ".join(f"{kind} {count}" for kind, count in rows["kind"].value_counts().items()) + ".",
        source="Press reports and lists of 2025 and 2026 (table restrictions)",
        table=rows[["label", "scope", "kind", "date", "known_by", "grade", "note"]],
    )
