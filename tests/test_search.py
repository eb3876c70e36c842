"""The search: what can be found, and that a reader finds it, over http and from a file."""

import gzip
import hashlib
import json
import re
from functools import cache
from urllib.parse import quote, unquote

import pytest

from ledger import load
from press import ROOT
from tests.charts import stored_charts

HOSTILE = "<img src=x onerror='window.ran = 1'><script>window.ran = 1</script> </ol>evil"


# What can be found


@cache
def found_in(folder):
    text = (folder / "search" / "documents.js").read_text(encoding="utf-8")
    content = json.loads(text.removeprefix("window.bookDocuments=").removesuffix(";\n"))
    return [(kind, *content["pages"][page], anchor, title, words) for kind, page, anchor, title, words in content["documents"]]


def test_every_row_chart_and_word_can_be_found(site):
    found = {}
    for kind, _, _, anchor, _, _ in found_in(site[0]):
        found.setdefault(kind, []).append(anchor)
    book = load()
    assert found["claim"] == list(book.claims["claim"]) and found["evidence"] == list(book.evidence["evidence"])
    assert found["derived"] == list(book.derived["derived"])
    assert sorted(found["chart"]) == sorted(f"chart-{chart.name}" for chart in stored_charts())
    assert len(found["term"]) > 40 and len(found["text"]) > 150


def test_every_place_that_is_found_exists(site):
    ids = {}
    for _, address, name, anchor, title, words in found_in(site[0]):
        if address not in ids:
            ids[address] = set(re.findall(r'\bid="([^"]*)"', (site[0] / address).read_text(encoding="utf-8")))
        assert not anchor or anchor in ids[address], f"{address}#{anchor}"
        assert name and title and words


def test_the_text_of_a_section_is_its_own_prose(site):
    text = {(address, anchor): words for kind, address, _, anchor, _, words in found_in(site[0]) if kind == "text"}
    assert "most American shares rose" in text["book/market-shock.html", ""]
    beyond = text["book/market-shock.html", "beyond-the-market"]
    assert beyond.startswith("A share may fall because everything falls. An event study takes the market’s move off: the abnormal return")
    # Code, citation keys, the words of cards and what a table of the record holds are not prose.
    assert not [words for words in text.values() if re.search(r"mackinlay1997event|import pandas|Cost And Performance Edge|This claim in the ledger", words)]


def test_the_search_stays_light_and_sphinx_leaves_nothing_unused(site):
    names = {path.name for path in site[0].rglob("*")}
    assert not names & {"searchindex.js", "searchtools.js", "language_data.js", "genindex.html"}
    assert len(gzip.compress((site[0] / "search" / "documents.js").read_bytes())) < 300_000


def test_the_search_library_is_what_its_makers_published(site):
    # The file dist/umd/index.js of the npm package minisearch, version 7.2.0.
    published = "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"
    for folder in (ROOT / "press" / "theme" / "vendor", site[0] / "search"):
        assert hashlib.sha256((folder / "minisearch.js").read_bytes()).hexdigest() == published
        assert "Permission is hereby granted" in (folder / "minisearch.LICENSE.txt").read_text(encoding="utf-8")


# The search page


def looked(page):
    page.wait_for_function("() => !['', 'Looking …'].includes(document.querySelector('.search-told').textContent)")
    return page.locator(".search-told").inner_text()


def addresses(page):
    return page.locator("#search-results li a").evaluate_all("links => links.map(link => link.getAttribute('href').replace('./', ''))")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("5.6 million", "book/ledger.html#aicerts-r1-training-cost"),
        ("$589 billion", "book/evidence.html#nvda-loss-bloomberg"),
        ("2.788M", "book/evidence.html#deepseek-v3-table-1-hours"),
        ("17.1% downloads", "book/ledger.html#milestones-download-share-takeaway"),
        ("671B parameters", "book/ledger.html#aicerts-r1-parameters"),
        ("570 million users", "book/ledger.html#milestones-users-summary"),
        ("How did the roofline work?", "book/glossary.html#term-roofline-model"),
        ("abnormal return", "book/glossary.html#term-abnormal-return"),
        ("liang wenfeng symposium", "book/evidence.html#liang-xi-symposium"),
        ("forcast scored", "book/one-year-on.html#the-forecasts-scored"),
        ("chart-roofline", "book/chips.html#chart-roofline"),
    ],
)
def test_a_question_finds_its_place(reader, asked, first):
    page = reader(f"search.html?q={quote(asked)}")
    assert looked(page).startswith(f"{page.locator('#search-results li').count()} place") or page.locator("#search-results li").count() == 20
    assert first in addresses(page)[:6]
    marks = page.locator("#search-results li").first.locator("mark").all_inner_texts()
    assert marks and page.errors == []


def test_another_number_is_not_found_by_its_digits(reader, site):
    page = reader("search.html?q=5.6+million")
    looked(page)
    texts = {f"{address}#{anchor}".removesuffix("#"): f"{title} {words}" for _, address, _, anchor, title, words in found_in(site[0])}
    assert [address for address in addresses(page) if not re.search(r"(?<![\d.])5\.6(?![\d])", texts[address])] == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_reader_searches_from_a_chapter_by_keyboard(reader, scheme):
    page = reader("book/rules.html", scheme)
    page.keyboard.press("Control+k")
    page.keyboard.type("magnificent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=magnificent")
    looked(page)
    page.locator(".site-search input").fill("money left on the table")
    page.wait_for_url("**/search.html?q=money+left+on+the+table")
    page.wait_for_function("() => document.querySelector('.search-told').textContent.includes('table')")
    page.get_by_role("radio", name="Word (").check()
    page.wait_for_url("**&kind=term")
    page.reload()
    looked(page)
    assert page.get_by_role("radio", name="Word (").is_checked()
    page.locator("#search-results a").first.click()
    page.wait_for_url("**/book/glossary.html#term-money-left-on-the-table")
    assert page.errors == []


def test_the_list_grows_on_demand(reader):
    page = reader("search.html?q=deepseek")
    looked(page)
    assert page.locator("#search-results li").count() == 20
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#search-results li").count() == 40
    assert page.evaluate("document.querySelectorAll('#search-results li')[20].contains(document.activeElement)")


def test_what_is_not_found_is_said(reader):
    page = reader("search.html?q=xyzzy")
    assert looked(page) == "Nothing was found for “xyzzy”."
    assert page.locator("#search-results a").get_attribute("href").endswith("book/ledger.html")
    page.locator(".site-search input").fill("xyzzy roofline")
    page.wait_for_function("() => document.querySelector('.search-told').textContent.startsWith('No place has all')")
    assert page.locator(".search-told").get_attribute("role") == "status"


def test_hostile_text_is_text(chromium, site):
    page = chromium.new_context(viewport={"width": 320, "height": 700}).new_page()
    content = {"pages": [["book/ledger.html", HOSTILE]], "documents": [["claim", 0, '"><script>', HOSTILE, f"{HOSTILE} {'x' * 5000}"]]}
    page.route("**/documents.js?*", lambda route: route.fulfill(body=f"window.bookDocuments={json.dumps(content)}", content_type="text/javascript"))
    page.goto(f"{site[1]}/search.html?q=evil+{quote(HOSTILE)}")
    looked(page)
    assert page.locator("#search-results li").count() == 1 and page.locator("main img, main script").count() == 0
    assert HOSTILE in page.locator("#search-results a").inner_text() and page.evaluate("window.ran") is None
    assert unquote(page.locator("#search-results a").get_attribute("href")).endswith('#"><script>')
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_results_suit_a_phone(reader, scheme):
    page = reader("search.html?q=deepseek", width=320, color_scheme=scheme)
    looked(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.locator("#search-results a, .search-kinds label").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24


def test_a_page_loads_nothing_of_the_search_before_the_reader_goes_to_its_box(reader):
    page = reader("book/rules.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    assert page.evaluate("performance.getEntriesByType('resource').filter(entry => entry.name.includes('/search/')).length") == 0
    with page.expect_request("**/search/documents.js?*"):
        page.locator(".site-search input").focus()


def test_without_script_the_search_page_leads_elsewhere(reader):
    page = reader("search.html?q=roofline", java_script_enabled=False)
    links = page.locator("main noscript a, main p a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Contents").click()
    assert "book/ledger.html" in links and page.locator("#contents").is_visible()
