"""The pages of the record: filters, permanent addresses, one page a source, our arithmetic."""

import re
from functools import partial

import pandas as pd
import pytest

from ledger import load
from ledger.reasoning.judgement import VERDICTS, best_grades, judged
from ledger.package import Ledger
from ledger.validation import seal, validate
from press import PressError, records, source_page
from press.contents import pages
from tests.tables import rewrite
from tests.test_pages import CONTRAST, visit

SHOWN = "() => [...document.querySelectorAll('.record-table.searchable tbody tr[id]:not([hidden])')].map(row => row.id)"
HOSTILE = '<script>hacked = 1</script> "quoted" ]]> \u202eright to left ' + "x" * 10_000


def filed():
    """Every claim with what the ledger's filters ask for."""
    book = load()
    table = judged(book)
    return table.assign(flaw=table["flaw"].fillna("none"), grade=table["claim"].map(best_grades(book)).fillna("none"))


def expected(**view):
    table = filed()
    for name, value in view.items():
        table = table[table[name] == value]
    return set(table["claim"])


def ready(page):
    """Wait for the table's script; return the page."""
    page.get_by_label("Search the table").wait_for()
    return page


VIEWS = [
    {"theme": "chips"},
    {"verdict": "contradicted"},
    {"flaw": "omitted-scope", "source": "milestones"},
    {"grade": "tertiary"},
    {"grade": "none", "verdict": "unverifiable"},
    {"theme": "market-shock", "verdict": "contradicted"},
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()))
def test_a_shared_address_opens_the_same_view(chromium, site, view):
    asked = "&".join(f"{name}={value}" for name, value in view.items())
    page, errors, _ = visit(chromium, f"{site[1]}/book/ledger.html?{asked}")
    shown = set(ready(page).evaluate(SHOWN))
    told = page.locator(".record-count")
    said, live = told.inner_text(), told.get_attribute("role")
    page.context.close()
    assert errors == [] and shown == expected(**view)
    assert said.startswith(f"Showing {len(shown)} of {len(filed())} rows") and live == "status"


def test_the_filters_work_by_keyboard_beside_the_search_and_keep_the_address(chromium, site):
    page, errors, _ = visit(chromium, f"{site[0].as_uri()}/book/ledger.html")
    ready(page).get_by_role("combobox", name="Theme").focus()
    page.keyboard.type("Chips")
    page.keyboard.press("Tab")
    page.keyboard.type("con")
    chips = expected(theme="chips", verdict="contradicted")
    assert set(page.evaluate(SHOWN)) == chips and page.url.endswith("ledger.html?theme=chips&verdict=contradicted")
    page.get_by_label("Search the table").fill("ascend")
    page.wait_for_function("n => document.querySelectorAll('#ledger-table tbody tr:not([hidden])').length < n", arg=len(chips))
    found = set(page.evaluate(SHOWN))
    assert found and found < chips and page.url.endswith("&search=ascend")
    page.reload()
    assert set(ready(page).evaluate(SHOWN)) == found and page.get_by_role("combobox", name="Verdict").input_value() == "contradicted"
    page.get_by_role("button", name="Show all rows").focus()
    page.keyboard.press("Enter")
    assert len(page.evaluate(SHOWN)) == len(filed()) and page.url.endswith("ledger.html")
    page.context.close()
    assert errors == []


def test_a_view_without_rows_says_so_and_an_unknown_word_in_the_address_is_ignored(chromium, site):
    page, errors, _ = visit(chromium, f"{site[1]}/book/ledger.html?theme=market-shock&verdict=contradicted&source=timesofisrael")
    assert "No row fits" in ready(page).locator(".record-count").inner_text()
    page.goto(f"{site[1]}/book/ledger.html?verdict=nonsense")
    assert len(ready(page).evaluate(SHOWN)) == len(filed())
    page.context.close()
    assert errors == []


def test_a_link_to_a_row_that_the_filters_hide_shows_it(chromium, site):
    (hidden, *_), (other, *_) = sorted(expected(verdict="supported")), sorted(expected(verdict="contradicted"))
    page, errors, _ = visit(chromium, f"{site[1]}/book/ledger.html?verdict=contradicted#{hidden}")
    ready(page)
    page.wait_for_function("id => document.querySelector('tr:target')?.id === id", arg=hidden)
    assert page.locator(f"[id='{hidden}']").is_visible() and page.url.endswith(f"ledger.html#{hidden}")
    page.get_by_role("combobox", name="Verdict").select_option("contradicted")
    assert page.url.endswith("?verdict=contradicted")
    page.evaluate("id => { location.hash = id }", hidden)
    page.wait_for_function("id => document.querySelector('tr:target')?.id === id", arg=hidden)
    page.goto(f"{site[1]}/book/ledger.html?verdict=contradicted#{other}")
    ready(page)
    page.wait_for_function("id => document.querySelector('tr:target')?.id === id", arg=other)
    assert set(page.evaluate(SHOWN)) == expected(verdict="contradicted")
    page.context.close()
    assert errors == []


def test_without_script_every_row_is_listed_and_no_dead_filter(chromium, site):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site[1]}/book/ledger.html?verdict=contradicted")
    assert page.locator("#ledger-table tbody tr").count() == len(filed())
    assert not page.locator(".record-filters").is_visible()
    page.context.close()


def test_the_evidence_is_filtered_by_grade_and_metric(chromium, site):
    page, _, _ = visit(chromium, f"{site[1]}/book/evidence.html?grade=primary&metric=training-cost")
    evidence = load().evidence
    wanted = evidence[(evidence["grade"] == "primary") & (evidence["metric"] == "training-cost")]
    assert not wanted.empty and set(ready(page).evaluate(SHOWN)) == set(wanted["evidence"])
    page.context.close()


PAGES = ["ledger", "evidence", "derived", "source-contender"]


@pytest.mark.parametrize("name", PAGES)
def test_the_record_fits_the_smallest_phone(chromium, site, name):
    page, _, _ = visit(chromium, f"{site[1]}/book/{name}.html", width=320)
    if name != "source-contender":
        ready(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    low = page.evaluate("() => [...document.querySelectorAll('.record-filters :is(select, button)')].filter(e => e.getBoundingClientRect().height < 24).length")
    page.context.close()
    assert overflow <= 0 and low == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ledger", [".record-filters label", ".record-filters select", ".record-filters button"]),
        ("derived", ["tbody td", "tbody .formula a", ".record-count"]),
        ("source-milestones", [".counts th", ".counts td a", *(f".verdict-{verdict}" for verdict in VERDICTS), ".record-claims .flaw", ".record-claims .record-id"]),
    ],
)
def test_filters_and_source_pages_are_readable_light_and_dark(chromium, site, name, parts, scheme):
    page, _, _ = visit(chromium, f"{site[1]}/book/{name}.html", color_scheme=scheme)
    if name != "source-milestones":
        ready(page)
    contrast = {part: page.evaluate(CONTRAST, part) for part in parts}
    page.context.close()
    assert min(contrast.values()) >= 4.5, contrast


def test_every_article_has_its_page():
    without = {f"source-{source}" for source in load().sources["source"]} - {page.stem for page in pages()}
    assert without == set(), "add book/<name>.md with its {record} and its line in _toc.yml"


@pytest.mark.parametrize("source", load().sources["source"])
def test_a_source_page_counts_every_claim_and_begins_with_what_is_right(chromium, site, source):
    page, errors, _ = visit(chromium, f"{site[1]}/book/source-{source}.html")
    claims = judged(load()).query("source == @source")
    counts = claims["verdict"].value_counts()
    headings = page.locator(".record-source h2").all_inner_texts()
    assert [int(re.search(r"\((\d+)\)", heading).group(1)) for heading in headings[1:]] == [counts.get(verdict, 0) for verdict in VERDICTS]
    assert headings[1].startswith("What it got right")
    links = page.locator(".record-claims .record-id").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert sorted(links) == sorted(f"ledger.html#{claim}" for claim in claims["claim"])
    assert f"{len(claims) - counts['unverifiable']} could be checked" in page.locator(".record-source").inner_text()
    count = page.locator(".counts td a").first
    told = int(count.inner_text())
    count.click()
    page.wait_for_url("**/ledger.html?source=*")
    assert len(ready(page).evaluate(SHOWN)) == told
    page.context.close()
    assert errors == []


def rename(table, old, new):
    for row in table:
        if row["claim"] == old:
            row["claim"] = new
            if "formerly" in row:
                row["formerly"] = old


def test_a_renamed_claim_is_found_at_its_old_address(chromium, site, data, monkeypatch):
    old, new = "aicerts-r1-training-cost", "aicerts-r1-price"
    present = records.record("ledger")
    for table in ("claims", "verdicts"):
        rewrite(data / f"{table}.csv", lambda rows: rename(rows, old, new))
    seal(data)
    assert [problem for problem in validate(data) if problem.table == "claims.csv"] == []
    monkeypatch.setattr(records, "load", partial(load, folder=data))
    renamed = (site[0] / "book" / "ledger.html").read_text(encoding="utf-8").replace(present, records.record("ledger"))
    page = chromium.new_context().new_page()
    page.route("**/ledger.html*", lambda route: route.fulfill(body=renamed, content_type="text/html"))
    # A filter that hides the row, and the old address still leads to it.
    for asked in ("", "?verdict=supported"):
        page.goto("about:blank")
        page.goto(f"{site[1]}/book/ledger.html{asked}#{old}")
        ready(page)
        page.wait_for_function("id => document.querySelector('tr:has(:target)')?.id === id", arg=new)
        assert page.locator(f"[id='{new}']").is_visible()
    page.context.close()


@pytest.mark.parametrize("ids", ["aicerts-r1-training-cost", "an-old-id"])
def test_a_former_id_belongs_to_one_claim_only(data, ids):
    rewrite(data / "claims.csv", lambda table: table[0].update(formerly=ids) or table[1].update(formerly="an-old-id"))
    seal(data)
    (problem,) = [problem for problem in validate(data) if problem.column == "formerly"]
    assert problem.table == "claims.csv" and "no other claim had" in problem.expected


def with_tables(book, **tables):
    return Ledger(book.tables | tables, None, (), book.recorded)


def test_our_arithmetic_links_each_input_to_its_row(monkeypatch):
    book = load()
    row = book.derived.iloc[0].to_dict() | {
        "derived": "half-of-it", "statement": HOSTILE, "single": False, "value_low": 1e6, "value_high": 2e6, "unit": "USD", "lowest_input": "secondary", "note": None, "citations": [],
        "formula": "[deepseek-v3-table-1-cost.low] / 2 + [aicerts-r1-training-cost] - sum([closes.close where ticker=<b>]) * [3 USD]",
    }  # fmt: skip
    monkeypatch.setattr(records, "load", lambda: with_tables(book, derived=pd.DataFrame([row])))
    page = records.record("derived")
    assert '<tr id="half-of-it">' in page and "$1 million to $2 million" in page and "derived from secondary" in page
    assert '[<a href="evidence.html#deepseek-v3-table-1-cost">deepseek-v3-table-1-cost.low</a>] / 2 + [<a href="ledger.html#aicerts-r1-training-cost">' in page
    assert 'sum([<a href="data-dictionary.html#table-closes">closes.close where ticker=&lt;b&gt;</a>]) * [3 USD]' in page
    assert "<script>" not in page


def test_hostile_words_stay_words(chromium, monkeypatch):
    book = load()
    claims, sources, verdicts = (book.tables[name].copy() for name in ("claims", "sources", "verdicts"))
    claims[["statement", "section", "speaker"]] = HOSTILE
    sources[["title", "publisher", "author"]] = HOSTILE
    verdicts["reason"] = HOSTILE
    made = with_tables(book, claims=claims, sources=sources, verdicts=verdicts)
    monkeypatch.setattr(records, "load", lambda: made)
    page = chromium.new_context().new_page()
    for html in (source_page.source_page(made, "timesofisrael"), records.record("articles")):
        page.set_content(html)
        assert page.evaluate("typeof hacked") == "undefined" and page.locator("script:not([type='application/ld+json'])").count() == 0
        assert page.evaluate("document.body.innerText.includes('<script>hacked = 1</script> \"quoted\" ]]>')")
    assert "<script>" not in records.record("ledger")
    page.context.close()


def test_an_unknown_record_or_source_is_named_with_the_known_ones():
    for name in ("nothing", "source nobody"):
        with pytest.raises(PressError, match=f"unknown record '{name}'; expected one of .*ledger.*source aicerts"):
            records.record(name)
