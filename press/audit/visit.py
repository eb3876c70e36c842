"""A page as a reader has it: opened in a fresh browser, read slowly to its end, with what it sent, said and moved."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, TimeoutError

_SETTLE = 1500
_DRAWN = "() => [...document.querySelectorAll('figure.chart')].every(chart => chart.dataset.drawn === 'live')"
# Shifts within half a second of a click or a key are the reader's own; scrolling is not an input.
_WATCH_SHIFTS = """
window.auditShifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const moved = entry.sources.map(({ node }) => node && (node.nodeType === 1 ? node : node.parentElement)).filter(Boolean);
    const named = moved.map((node) => node.localName + (node.id ? "#" + node.id : "") + [...node.classList].map((name) => "." + name).join(""));
    window.auditShifts.push({ value: entry.value, at: entry.startTime, moved: named });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
_READ = """async () => {
  const page = document.documentElement;
  // Never more than is seen: nobody reads by jumping over text.
  for (let turn = 0; turn < 1500 && scrollY + innerHeight < page.scrollHeight - 2; turn++) {
    scrollBy({ top: innerHeight * 0.5, behavior: "instant" });
    await new Promise((next) => setTimeout(next, 80));
  }
}"""


class Visit:
    """An open page. ``errors``, ``warnings`` and ``away`` (requests that leave the machine) grow while it is open."""

    def __init__(self, page):
        self.page = page
        self.errors, self.warnings, self.away = [], [], []
        self._bytes = 0
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.away.append(request.url) if leaves(request.url) else None)
        network = page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", self._arrived)
        network.send("Network.enable")
        page.add_init_script(_WATCH_SHIFTS)

    @property
    def kilobytes(self) -> float:
        """What came over the wire so far, headers included, in KB of 1,000 bytes."""
        return self._bytes / 1000

    def open(self, address: str) -> None:
        """Load the page and wait until nothing more comes; nothing is touched."""
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(_SETTLE)

    def read(self) -> None:
        """Scroll slowly to the end, until every chart is live (or 15 seconds have passed)."""
        self.page.evaluate(_READ)
        try:
            self.page.wait_for_function(_DRAWN, timeout=15_000)
        except TimeoutError:
            pass  # What is not live is named by `charts.faults`.
        self.page.wait_for_timeout(_SETTLE)

    def shift(self) -> dict:
        """Return the cumulative layout shift so far as browsers define it (the worst window of five seconds) and what moved most."""
        entries = self.page.evaluate("window.auditShifts")
        worst = max(entries, key=lambda entry: entry["value"], default={"moved": []})
        return {"value": cumulative([(entry["at"], entry["value"]) for entry in entries]), "moved": worst["moved"][:3]}

    def open_card(self) -> bool | None:
        """Open the card of the first number that is seen and return whether one came; None when the page has no number."""
        number = self.page.locator("a.number[data-row]").locator("visible=true").first
        if not number.count():
            return None
        touched = self.page.evaluate("matchMedia('(hover: none)').matches")
        try:
            number.scroll_into_view_if_needed()
            number.tap() if touched else number.hover()
            self.page.locator("[popover]:popover-open").first.wait_for(timeout=3000)
        except TimeoutError:
            return False
        return True

    def _heard(self, message) -> None:
        if message.type in ("error", "warning"):
            (self.errors if message.type == "error" else self.warnings).append(message.text)

    def _arrived(self, event) -> None:
        self._bytes += event["encodedDataLength"]


@contextmanager
def visit(browser: Browser, width: int, height: int = 900, **context) -> Iterator[Visit]:
    """Open a window of `width` by `height` CSS pixels with nothing cached, and close it after the block."""
    opened = browser.new_context(viewport={"width": width, "height": height}, **context)
    try:
        yield Visit(opened.new_page())
    finally:
        opened.close()


def cumulative(shifts: list[tuple[float, float]]) -> float:
    """Return the largest sum of shifts in one window; `shifts` are (milliseconds, score) in order of time.

    A window ends after a second without a shift, and after five seconds (web.dev, "Cumulative Layout Shift").
    """
    worst = total = 0.0
    begun = last = float("-inf")
    for at, value in shifts:
        if at - last > 1000 or at - begun > 5000:
            begun, total = at, 0.0
        last, total = at, total + value
        worst = max(worst, total)
    return worst


def leaves(address: str) -> bool:
    """Tell whether a request for `address` leaves this machine."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1"
