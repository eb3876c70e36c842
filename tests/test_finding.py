"""A reader finds things: by the search, over http and from a file; by the glossary; by the list of a page's numbers."""

import gzip
import hashlib
import json
import re
from functools import cache
from urllib.parse import quote, unquote

import pytest

from ledger import load
from press import ROOT
from press.contents import notebooks, pages
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


@pytest.fixture
def visit(chromium, site):
    """Open a page; return it with the list of its errors, which a test leaves empty."""
    contexts = []

    def open_page(path, scheme="http", width=1280, **context):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, **context))
        page = contexts[-1].new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(f"{site[1] if scheme == 'http' else site[0].as_uri()}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


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
def test_a_question_finds_its_place(visit, asked, first):
    page = visit(f"search.html?q={quote(asked)}")
    assert looked(page).startswith(f"{page.locator('#search-results li').count()} place") or page.locator("#search-results li").count() == 20
    assert first in addresses(page)[:6]
    marks = page.locator("#search-results li").first.locator("mark").all_inner_texts()
    assert marks and page.errors == []


def test_another_number_is_not_found_by_its_digits(visit):
    page = visit("search.html?q=5.6+million")
    looked(page)
    titles = " ".join(page.locator("#search-results li").all_inner_texts())
    assert not re.search(r"\b(?:15\.6|5\.61|5\.65) (?:million|billion)", titles)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_reader_searches_from_a_chapter_by_keyboard(visit, scheme):
    page = visit("book/rules.html", scheme)
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


def test_the_list_grows_on_demand(visit):
    page = visit("search.html?q=deepseek")
    looked(page)
    assert page.locator("#search-results li").count() == 20
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#search-results li").count() == 40
    assert page.evaluate("document.querySelectorAll('#search-results li')[20].contains(document.activeElement)")


def test_what_is_not_found_is_said(visit):
    page = visit("search.html?q=xyzzy")
    assert looked(page) == "Nothing was found for “xyzzy”."
    assert page.locator("#search-results a").get_attribute("href").endswith("book/ledger.html")
    page.locator(".site-search input").fill("xyzzy roofline")
    page.wait_for_function("() => document.querySelector('.search-told').textContent.startsWith('No place has all')")
    assert page.locator(".search-told").get_attribute("role") == "status"


def test_hostile_text_is_text(chromium, site):
    page = chromium.new_context(viewport={"width": 320, "height": 700}).new_page()
    content = {"pages": [["book/ledger.html", HOSTILE]], "documents": [["claim", 0, '"><script>', HOSTILE, f"{HOSTILE} {'x' * 5000}"]]}
    page.route("**/documents.js", lambda route: route.fulfill(body=f"window.bookDocuments={json.dumps(content)}", content_type="text/javascript"))
    page.goto(f"{site[1]}/search.html?q=evil+{quote(HOSTILE)}")
    looked(page)
    assert page.locator("#search-results li").count() == 1 and page.locator("main img, main script").count() == 0
    assert HOSTILE in page.locator("#search-results a").inner_text() and page.evaluate("window.ran") is None
    assert unquote(page.locator("#search-results a").get_attribute("href")).endswith('#"><script>')
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_results_suit_a_phone(visit, scheme):
    page = visit("search.html?q=deepseek", width=320, color_scheme=scheme)
    looked(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.locator("#search-results a, .search-kinds label").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24


def test_a_page_loads_nothing_of_the_search_before_the_reader_goes_to_its_box(visit, site):
    page = visit("book/rules.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    assert page.evaluate("performance.getEntriesByType('resource').filter(entry => entry.name.includes('/search/')).length") == 0
    with page.expect_request("**/search/documents.js"):
        page.locator(".site-search input").focus()


def test_without_script_the_search_page_leads_elsewhere(visit):
    page = visit("search.html?q=roofline", java_script_enabled=False)
    links = page.locator("main noscript a, main p a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert "book/ledger.html" in links and "#contents" in links
    assert page.locator("#contents").count() == 1


# The glossary


def linked_words(page):
    text = page.read_text(encoding="utf-8")
    return re.findall(r"\]\(glossary\.md#(term-[\w-]+)\)", text)


def test_a_chapter_links_some_words_each_once_and_every_link_has_its_word(site):
    known = {anchor for kind, _, _, anchor, _, _ in found_in(site[0]) if kind == "term"}
    for page in notebooks()[1:]:
        words = linked_words(page)
        assert 5 <= len(words) <= 13 and len(words) == len(set(words)), page.stem
        assert set(words) <= known, page.stem


def test_every_word_of_the_glossary_is_used_in_the_book(site):
    texts = " ".join(page.read_text(encoding="utf-8") for page in pages() if page.stem != "glossary").lower()
    words = {title: anchor for kind, _, _, anchor, title, _ in found_in(site[0]) if kind == "term"}
    linked = {anchor for page in pages() for anchor in linked_words(page)}
    assert [word for word, anchor in words.items() if anchor not in linked and word.lower().replace("’", "'") not in texts] == []


def opened(page, link):
    page.wait_for_function("link => link.getAttribute('aria-expanded') === 'true'", arg=link.element_handle())
    return page.locator(".number-card")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_word_opens_its_meaning_by_mouse_and_keyboard(visit, site, scheme):
    page = visit("book/misleading-numbers.html", scheme)
    word = page.locator("a.term").first
    word.scroll_into_view_if_needed()
    word.hover()
    card = opened(page, word)
    meaning = next(words for kind, _, _, anchor, _, words in found_in(site[0]) if kind == "term" and word.get_attribute("href").endswith(f"#{anchor}"))
    assert meaning in card.inner_text()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.number-card')")
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    opened(page, word).get_by_role("link", name="In the glossary").click()
    page.wait_for_url("**/glossary.html#term-*")
    assert page.errors == []


def test_a_word_opens_its_meaning_by_touch(visit):
    page = visit("book/misleading-numbers.html", width=390, has_touch=True)
    word = page.locator("a.term").first
    word.tap()
    assert opened(page, word).get_by_text("A word of this book").is_visible()
    word.tap()
    page.wait_for_url("**/glossary.html#term-*")


def test_without_script_a_word_is_a_link_to_the_glossary(visit):
    page = visit("book/misleading-numbers.html", java_script_enabled=False)
    page.locator("a.term").first.click()
    page.wait_for_url("**/glossary.html#term-*")
    assert page.locator(f"[id='{page.url.split('#')[1]}']").is_visible()


# The numbers of a page


def test_the_list_counts_the_numbers_and_leads_to_each_and_back(visit):
    page = visit("book/capital.html")
    rows = page.locator("article.page a.number").evaluate_all("links => links.map(link => link.dataset.row)")
    once = list(dict.fromkeys(rows))
    page.locator(".page-nav a", has_text="Numbers in this chapter").click()
    page.wait_for_url("**#numbers-in-this-chapter")
    told = page.locator(".number-list > summary").inner_text()
    kinds = {kind: sum(row.startswith(kind) for row in once) for kind in ("claim", "evidence", "derived")}
    verdicts = load().verdicts.set_index("claim")["verdict"]
    counts = verdicts[[row.removeprefix("claim:") for row in once if row.startswith("claim:")]].value_counts()
    assert told.startswith(f"{len(once)} numbers: {kinds['claim']} claims (")
    assert all(f"{count} {verdict}" in told for verdict, count in counts.items())
    assert f"{kinds['evidence']} from evidence" in told and f"{kinds['derived']} of our own arithmetic" in told
    page.locator(".number-list > summary").click()
    entries = page.locator(".number-list article.card")
    assert entries.evaluate_all("cards => cards.map(card => card.dataset.row)") == once
    for place in (0, len(once) // 2, len(once) - 1):
        entry = entries.nth(place)
        assert entry.locator(".card-said").is_visible() and entry.locator(".card-link a").first.is_visible()
        entry.locator(".card-back").click()
        target = page.locator(f"[id='{page.url.split('#')[1]}']")
        assert target.get_attribute("data-row") == once[place]
        assert page.locator("a.number").nth(rows.index(once[place])).get_attribute("id") == target.get_attribute("id")
    assert page.errors == []


def test_the_list_is_there_without_script(visit):
    page = visit("book/how-to-read.html", java_script_enabled=False)
    summary = page.locator(".number-list > summary")
    assert summary.inner_text() == "1 number: 1 claim (✕ 1 contradicted)"
    summary.click()
    page.locator(".card-more summary").click()
    assert page.get_by_text("The 5.576 million dollars belong to V3; the steps").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_list_needs_no_sideways_scroll(visit, width):
    page = visit("book/market-shock.html", width=width)
    page.evaluate("document.querySelectorAll('.number-list, .number-list details').forEach(details => details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.locator(".number-list :is(summary, .card-link a, .flaw)").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24
