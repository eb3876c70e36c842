"""Under each chart of the rendered book: files, citation, address, claims; and the index of charts."""

import re
import struct
import xml.etree.ElementTree as tree
from pathlib import Path

import pytest
from playwright.sync_api import expect

from press import PressError
from press.charts.pictures import picture
from press.charts.stored import stored_charts
from press.charts.tools import citation, with_tools
from press.charts.wrapping import wrapped
from press.identity import identity

CHARTS = stored_charts()
FIRST = next(iter(CHARTS.values()))


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_says_all_by_itself(name):
    chart, text = CHARTS[name], picture(name)
    root = tree.fromstring(text)
    said = " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))
    for words in (chart.title, chart.subtitle, chart.source, identity().title, chart.place):
        assert " ".join(words.split()).replace(" ", "") in said.replace(" ", ""), words
    assert "var(" not in text and "href" not in text and text == picture(name)


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_of_a_picture_runs_off_it(name):
    root = tree.fromstring(picture(name))
    width = float(root.get("width"))
    for line in root.findall("{http://www.w3.org/2000/svg}text"):
        size = float(line.get("font-size").removesuffix("px"))
        assert wrapped(line.text, size, width - 2 * float(line.get("x")), line.get("font-weight") == "bold") == [line.text]
    assert max(float(line.get("y")) for line in root.findall("{http://www.w3.org/2000/svg}text")) < float(root.get("height"))


def test_long_and_foreign_words_are_broken():
    lines = wrapped("short " + "m" * 100 + " 深度求索" * 20, 10, 200)
    assert "".join(lines).count("m") == 100 and "".join(lines).count("深") == 20
    # An m is 8.33 wide, a Chinese sign 10.
    assert max(line.count("m") for line in lines) <= 24 and max(sum(sign in "深度求索" for sign in line) for line in lines) <= 20


def test_an_unknown_chart_is_named():
    with pytest.raises(PressError, match="no chart 'nothing'"):
        picture("nothing")


def test_a_claim_with_hostile_words_stays_text():
    claim = {"claim": "a-claim", "statement": "</a><script>alert(1)</script>", "verdict": "supported", "shape": "●"}
    page = with_tools('<a class="chart-csv" href="data:text/csv,x">Download CSV</a>', FIRST, {"drawn": [claim], "near": []}, "../charts/")
    assert "<script>" not in page and "data:text" not in page and "&lt;script&gt;" in page


def test_a_citation_names_chart_book_version_and_source():
    cited = citation(FIRST)
    for words in (FIRST.title, identity().title, identity().version, str(identity().released), FIRST.source.rstrip(".")):
        assert words in cited


def test_every_chart_of_the_site_has_its_files(site):
    folder = site[0] / "charts"
    for chart in CHARTS.values():
        assert (folder / f"{chart.name}.csv").read_text(encoding="utf-8") == chart.csv
        assert (folder / f"{chart.name}.svg").read_text(encoding="utf-8") == picture(chart.name)
        width, height = struct.unpack(">II", (folder / f"{chart.name}.png").read_bytes()[16:24])
        drawn = re.search(r'width="(\d+)" height="(\d+)"', picture(chart.name)).groups()
        assert (width, height) == tuple(2 * int(length) for length in drawn)


def test_pages_carry_no_data_and_lead_to_files_and_claims(site):
    ledger = (site[0] / "book" / "ledger.html").read_text(encoding="utf-8")
    for chapter in {chart.chapter for chart in CHARTS.values()}:
        path = site[0] / "book" / f"{chapter}.html"
        page = path.read_text(encoding="utf-8")
        assert "data:text" not in page and "chart-spec" not in page
        for link in re.findall(r'href="(\.\./charts/[^"]+)" download', page):
            assert (path.parent / link).exists(), link
        for block in re.findall(r'<div class="chart-claims">.*?</div>', page, re.DOTALL):
            for claim in re.findall(r'href="ledger.html#([^"]+)"', block):
                assert f'id="{claim}"' in ledger
    v3 = (site[0] / "book" / "disagreements.html").read_text(encoding="utf-8").partition('id="chart-conflict-training-cost"')[2].partition("</figure>")[0]
    assert "ledger.html#aicerts-r1-training-cost" in v3 and "ledger.html#aicerts-run-training-cost" in v3


def test_the_index_names_and_pictures_every_chart(site):
    page = (site[0] / "book" / "charts.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="(?:[a-z-]+)\.html#chart-([a-z0-9-]+)"><img src="\.\./charts/\1\.svg"', page) == list(CHARTS)
    assert page.count('loading="lazy"') == len(CHARTS)


def test_a_citation_is_copied_from_file(chromium, site):
    page = chromium.new_context().new_page()
    page.goto(f"{Path(site[0]).as_uri()}/book/{FIRST.chapter}.html")
    tools = page.locator(f"#chart-{FIRST.name} .chart-copy")
    tools.get_by_role("button").click()
    expect(tools.get_by_role("status")).to_have_text("Copied.")
    page.evaluate("() => { const area = document.createElement('textarea'); area.id = 'pasted'; document.body.append(area); area.focus(); }")
    page.keyboard.press("Control+V")
    assert page.locator("#pasted").input_value() == citation(FIRST)
    page.context.close()
