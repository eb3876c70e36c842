"""Every chart keeps the chart contract, and text from tables cannot run."""

import base64
import html
import json
import re

import altair as alt
import pandas as pd
import pytest

from ledger import LedgerError, figure, table
from ledger.display.questions import answers, only
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
