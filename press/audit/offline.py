"""The book without script, and without a server: from file:// on a memory stick."""

from pathlib import Path

from playwright.sync_api import Browser, TimeoutError
from playwright.sync_api import Page as BrowserPage

from press.audit import charts, layout
from press.audit.pages import Page
from press.audit.visit import visit

_QUERY = "DeepSeek"
_VALUE = "5.6 million"
_ROWS = "main table tbody tr:visible"


def without_script(browser: Browser, address: str) -> list[str]:
    """Return what a reader misses with JavaScript off, in a window of 320 pixels."""
    with visit(browser, width=320, java_script_enabled=False) as seen:
        seen.page.goto(address)
        found = [f"{chart['id']} is not drawn without script" for chart in charts.look(seen.page) if chart["width"] < 100 or chart["height"] < 40]
        wide = layout.beyond(seen.page)
        if wide:
            found.append(f"at 320 px without script: {wide['beyond']} px beyond the page, by {wide['by']}")
        if len(seen.page.locator("main").inner_text()) < 40:
            found.append("no text without script")
    return found


def from_file(browser: Browser, folder: Path, page: Page) -> list[str]:
    """Return what does not work when the page is opened from file://: charts, cards, the search, the ledger; and errors."""
    with visit(browser, width=1280) as seen:
        seen.open((folder / page.path).as_uri() + _ASKED.get(page.name, ""))
        seen.read()
        found = [f"{chart['id']} does not become live from file://" for chart in charts.look(seen.page) if not chart["live"]]
        if seen.open_card() is False:
            found.append("no card opens from file://")
        found += [f"from file://: console error {error[:200]}" for error in seen.errors]
        found += [f"from file://: request to {away}" for away in seen.away]
        if page.name in _WORK:
            found += _WORK[page.name](seen.page)
    return found


def _search(page: BrowserPage) -> list[str]:
    try:
        page.locator("#search-results li", has_text=_QUERY).first.wait_for(timeout=10_000)
    except TimeoutError:
        return [f"from file:// the search for {_QUERY!r} gives no hit"]
    return []


def _ledger(page: BrowserPage) -> list[str]:
    field = page.locator("main input[type=search]").first
    try:
        field.wait_for(timeout=10_000)
    except TimeoutError:
        return ["from file:// the ledger has no field to search in"]
    every = page.locator(_ROWS).count()
    field.fill(_VALUE)
    page.wait_for_timeout(1000)
    left = page.locator(_ROWS).count()
    return [] if 0 < left < every else [f"from file:// the ledger's search for {_VALUE!r} shows {left} of {every} rows"]


# Pages that do something of their own: how they are asked, and what looks whether it works.
_ASKED = {"search": f"?q={_QUERY}"}
_WORK = {"search": _search, "ledger": _ledger}
