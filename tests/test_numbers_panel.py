"""The list of a page's numbers: it counts them, judges them, and leads to each and back."""

import pytest

from ledger import load


def test_the_list_counts_the_numbers_and_leads_to_each_and_back(reader):
    page = reader("book/capital.html")
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


def test_the_list_is_there_without_script(reader):
    page = reader("book/how-to-read.html", java_script_enabled=False)
    summary = page.locator(".number-list > summary")
    assert summary.inner_text() == "1 number: 1 claim (✕ 1 contradicted)"
    summary.click()
    page.locator(".card-more summary").click()
    assert page.get_by_text("The 5.576 million dollars belong to V3; the steps").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_open_list_needs_no_sideways_scroll(reader, width):
    page = reader("book/market-shock.html", width=width)
    page.evaluate("document.querySelectorAll('.number-list, .number-list details').forEach(details => details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.locator(".number-list :is(summary, .card-link a, .flaw)").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24
