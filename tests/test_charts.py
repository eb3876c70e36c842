"""Every chart keeps the chart contract, and text from tables cannot run."""

import base64
import html
import json
import re
from datetime import datetime

import altair as alt
import pandas as pd
import pytest

from ledger import LedgerError, figure, load, table
from ledger.display.inputs import inputs
from ledger.display.questions import answers, only
from ledger.display.svg import compact
from tests.charts import stored_charts

FRAME = pd.DataFrame({"day": pd.to_datetime(["2025-01-27", "2025-01-28"]), "close": [118.42, 128.99]})
WORDS = {"name": "a-chart", "title": "It fell", "subtitle": "dollars", "takeaway": "It fell to 118.42.", "source": "closes"}


def draw(frame=FRAME, **words):
    return figure(alt.Chart(frame).mark_line().encode(x="day:T", y="close:Q"), **(WORDS | {"table": frame} | words))


@pytest.mark.parametrize("field", ["title", "subtitle", "takeaway", "source"])
def test_a_chart_without_its_words_is_refused(field):
    with pytest.raises(LedgerError, match=field):
        draw(**{field: " "})


def test_a_chart_without_rows_or_with_a_bad_name_is_refused():
    with pytest.raises(LedgerError, match="no rows"):
        draw(FRAME.iloc[:0])
    with pytest.raises(LedgerError, match="hyphens"):
        draw(name="A chart")


def test_the_same_chart_gives_the_same_bytes():
    assert draw().html() == draw().html()


def test_a_chart_can_be_read_without_script():
    page = draw().html()
    assert "<svg" in page and 'role="img" aria-label="It fell to 118.42."' in page
    assert '<td class="date">2025-01-27</td><td>118.42</td>' in page
    csv = base64.b64decode(re.search(r"base64,([^\"]+)", page).group(1)).decode()
    assert csv == "day,close\n2025-01-27,118.42\n2025-01-28,128.99\n"


HOSTILE = '</script><script>alert(1)</script>"\'&=HYPERLINK("x")'


def test_hostile_text_is_escaped_everywhere():
    frame = FRAME.assign(note=["=HYPERLINK(1)", HOSTILE])
    page = draw(frame, title=HOSTILE, subtitle=HOSTILE, takeaway=HOSTILE, source=HOSTILE).html()
    assert "<script>alert" not in page and page.count("</script>") == 1
    assert "'=HYPERLINK(1)" in base64.b64decode(re.search(r"base64,([^\"]+)", page).group(1)).decode()
    assert "<script>" not in table(frame, HOSTILE)._repr_mimebundle_()["text/html"]


CHARTS = stored_charts()


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.chapter}-{chart.name}")
def test_a_stored_chart_keeps_the_contract(chart):
    spec, page = chart.spec, chart.page
    assert spec["description"] == html.unescape(re.search('aria-label="([^"]+)"', page).group(1))
    assert {"select", "radio", "range", "checkbox"} & {p.get("bind", {}).get("input") for p in spec["params"]}, "no HTML control"
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', page)) >= 12
    assert "chart-source" in page and "<table>" in page and "Download CSV" in page
    assert_dates_are_datetimes(spec)


def assert_dates_are_datetimes(spec):
    """A date without a time is read as UTC and drawn a day early in America: none in data, scales or axes."""
    assert re.findall(r'"\d{4}-\d\d-\d\d"', json.dumps(spec)) == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.chapter}-{chart.name}")
def test_the_pictures_for_a_column_and_for_a_phone_are_equally_high(chart):
    """So is the live chart, and nothing moves when it takes their place."""
    (wide, high), (narrow, low) = re.findall(r'<svg role="img"[^>]* viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.page)
    assert high == low and float(narrow) <= 360 < float(wide) <= 680


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.chapter}-{chart.name}")
def test_every_control_stands_in_the_page_with_its_name(chart):
    bound = [param for param in chart.spec["params"] if "bind" in param]
    controls = chart.page.partition("<fieldset")[2].partition("</fieldset>")[0]
    assert re.findall(r'data-param="([^"]+)"', controls) == [param["name"] for param in bound]
    for param in bound:
        assert html.escape(param["bind"]["name"].strip().rstrip(":")) in controls
    # Each input is inside a label; a group of buttons has its name besides.
    assert len(re.findall(r"<(?:input|select)", controls)) == len(re.findall(r"<label[^>]*>(?:<span[^>]*>[^<]+</span>)?<(?:input|select)", controls))


def test_a_control_keeps_the_type_of_its_value_and_escapes_its_words():
    params = [{"name": "a", "value": 2, "bind": {"input": "select", "options": [1, 2], "name": "<b>: "}}, {"name": "brush", "select": "interval"}]
    assert '<option value="1" selected>2</option>' in inputs("x", params) and "&lt;b&gt;" in inputs("x", params)
    assert inputs("x", params[1:]) == ""


def test_a_small_picture_keeps_what_is_drawn():
    small = compact(
        '<svg xmlns="http://www.w3.org/2000/svg" class="marks" viewBox="0 0 10 10"><g class="mark-group" aria-label="gone">'
        '<path class="background" d="M0,0h1v1Z"/><g transform="translate(0,0)"><path d="M1.2345,-0.001" fill="red" aria-hidden="true"/></g>'
        '<path display="none" d="M0"/><text role="x">a &lt; b</text></g></svg>'
    )
    assert small == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="marks" viewBox="0 0 10 10"><path d="M1.2,0" fill="red"/><text>a &lt; b</text></svg>'
    )


CLAIMS = load().claims.set_index("claim")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.chapter}-{chart.name}")
def test_no_fact_is_only_in_a_tooltip(chart):
    """What the pointer shows stands in the table, on the picture, in its words or in the claims listed below it."""
    spec, words = chart.spec, html.unescape(re.sub(r"<[^>]+>", " ", chart.page.partition("<figcaption>")[0]))
    cells = {cell.lstrip("'") for row in chart.rows for cell in row.values() if cell}
    told = cells | {f"{day:{form}}" for day in map(_day, cells) if day for form in ("%-d %B", "%-d %b %Y", "%B %Y")}
    told |= {str(value) for claim in CLAIMS.index.intersection(re.findall(r"[\w-]+", json.dumps(spec))) for value in [claim, *CLAIMS.loc[claim]]}
    numbers = [float(cell) for cell in cells if re.fullmatch(r"-?[\d.]+(e[-+]?\d+)?", cell)]
    hidden = {}
    for encoding, rows, computed in _views(spec):
        shown = {field["field"] for channel, field in _fields(encoding) if channel != "tooltip" and _is_read(channel, field)} | computed
        for name in {field["field"] for channel, field in _fields(encoding) if channel == "tooltip"} - shown:
            values = {row[name] for row in rows if row.get(name) is not None}
            hidden[name] = hidden.get(name, values) & {value for value in values if not _is_told(value, told, words, numbers)}
    on_picture = {field["field"] for encoding, *_ in _views(spec) for channel, field in _fields(encoding) if channel != "tooltip" and _is_read(channel, field)}
    assert {name: sorted(map(str, values))[:3] for name, values in hidden.items() if values and name not in on_picture} == {}


def _views(node, rows=(), computed=frozenset(), above=None, datasets=None):
    """Each mark of a specification: its encoding, the rows it draws, the columns that it computes."""
    datasets = datasets if datasets is not None else node["datasets"]
    if "name" in (node.get("data") or {}):
        rows = datasets.get(node["data"]["name"], [])
    made = [step.get("as", []) for step in node.get("transform", [])]
    computed = computed | {name for names in made for name in ([names] if isinstance(names, str) else names)}
    computed |= {part["as"] for step in node.get("transform", []) for kind in ("aggregate", "joinaggregate", "window") for part in step.get(kind, [])}
    encoding = {**(above or {}), **node.get("encoding", {})}
    if "mark" in node:
        yield encoding, rows, computed
    for part in [*node.get("layer", []), *node.get("vconcat", [])]:
        yield from _views(part, rows, computed, encoding, datasets)


def _fields(encoding):
    for channel, fields in encoding.items():
        yield from ((channel, field) for field in (fields if isinstance(fields, list) else [fields]) if "field" in field)


def _is_read(channel, field):
    """A name on an axis or in a legend and a number set as text can be read off; a length can only be guessed."""
    return channel == "text" or (field.get("type") in ("nominal", "ordinal") and field.get("axis", 1) is not None and field.get("legend", 1) is not None)


def _is_told(value, told, words, numbers):
    day = _day(str(value))
    if str(value) in told or str(value) in words or any(str(value) in cell for cell in told):
        return True
    if day:
        return any(f"{day:{form}}" in told or f"{day:{form}}" in words for form in ("%Y-%m-%d", "%b %Y", "%B %Y"))
    return isinstance(value, (int, float)) and any(abs(value - number) <= max(0.051, 0.006 * abs(value)) for number in numbers)


def _day(text):
    return datetime.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d(T00:00:00)?", text) else None


def test_chart_names_are_unique():
    names = [chart.name for chart in CHARTS]
    assert len(names) == len(set(names))


def test_a_chart_of_an_edition_that_lacks_its_rows_is_a_note_with_its_question():
    @answers("How far did it fall?")
    def draw_close(frame, day):
        return draw(frame, title=f"It stood at {only(frame, day=day)['close']:.2f}")

    assert "How far did it fall?" in draw_close(FRAME, pd.Timestamp("2025-01-27")).html()
    for gap in (draw_close(FRAME.iloc[:0], None), draw_close(FRAME, pd.Timestamp("2025-03-01"))):
        page = gap._repr_mimebundle_()["text/html"]
        assert "Not drawn in this edition: How far did it fall?" in page and "<figure" not in page


def test_a_missing_value_in_the_words_of_a_chart_is_refused():
    with pytest.raises(LedgerError, match="missing value"):
        draw(title=f"It fell by {float('nan'):.1f} percent")
