"""Every chart keeps the chart contract, and text from tables cannot run."""

import base64
import html
import json
import re

import altair as alt
import pandas as pd
import pytest

from ledger import LedgerError, figure, table
from press.contents import notebooks

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


def stored_figures():
    for path in notebooks():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                page = "".join(output.get("data", {}).get("text/html", ""))
                if "<figure" in page:
                    yield pytest.param(path.stem, page, id=f"{path.stem}-{re.search('id=.chart-([a-z0-9-]+)', page).group(1)}")


FIGURES = list(stored_figures())


@pytest.mark.parametrize(("chapter", "page"), FIGURES)
def test_a_stored_chart_keeps_the_contract(chapter, page):
    spec = json.loads(re.search(r'class="chart-spec">(.*?)</script>', page, re.S).group(1))
    assert spec["description"] == html.unescape(re.search('aria-label="([^"]+)"', page).group(1))
    assert {"select", "radio", "range", "checkbox"} & {p.get("bind", {}).get("input") for p in spec["params"]}, "no HTML control"
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', page)) >= 12
    assert "chart-source" in page and "<table>" in page and "Download CSV" in page
    assert_dates_are_datetimes(spec)


def assert_dates_are_datetimes(spec):
    """A date without a time is read as UTC and drawn a day early in America: none in data, scales or axes."""
    assert re.findall(r'"\d{4}-\d\d-\d\d"', json.dumps(spec)) == []


def test_chart_names_are_unique_and_every_chapter_has_four():
    names = [re.search('id="chart-([a-z0-9-]+)', param.values[1]).group(1) for param in FIGURES]
    assert len(names) == len(set(names))
    per_chapter = pd.Series([param.values[0] for param in FIGURES]).value_counts()
    assert (per_chapter[["market-shock", "releases", "chips", "adoption", "capital"]] >= 4).all()
