"""What each chart owes its reader: a description in words, a table, its numbers and its picture as files."""

from playwright.sync_api import Page as BrowserPage

_FILES = ("csv", "svg", "png")
_SHORTEST = 40

_LOOK = """(files) => [...document.querySelectorAll('figure.chart')].map((chart) => {
  const sizes = [...chart.querySelectorAll('svg')].map((picture) => picture.getBoundingClientRect());
  // A chart may keep a picture for phones and one for wide screens; the one that is seen counts.
  const box = sizes.sort((one, other) => other.width - one.width)[0] ?? { width: 0, height: 0 };
  const described = chart.querySelector('[role=img][aria-label], [role=graphics-document][aria-label]');
  const links = [...chart.querySelectorAll('a[href]')].map((link) => link.href);
  return {
    id: chart.id,
    live: chart.dataset.drawn === 'live',
    width: box.width,
    height: box.height,
    description: described ? described.getAttribute('aria-label') : '',
    rows: chart.querySelectorAll('table tbody tr').length,
    files: Object.fromEntries(files.map((kind) => [kind, links.find((link) => link.endsWith('.' + kind)) ?? null])),
  };
})"""


def look(page: BrowserPage) -> list[dict]:
    """Return for each chart of the page: id, whether it is live, size, description, rows of its table, addresses of its files."""
    return page.evaluate(_LOOK, list(_FILES))


def faults(page: BrowserPage, still: list[dict]) -> list[dict]:
    """Return what is missing (``what``, ``chart``) on a page read to its end; `still` is what `look` saw before that."""
    before = {chart["id"]: chart for chart in still}
    return [{"what": what, "chart": chart["id"]} for chart in look(page) for what in _missing(page, before[chart["id"]], chart)]


def _missing(page: BrowserPage, still: dict, now: dict) -> list[str]:
    broken = {
        "chart live before the reader's first sign": still["live"],
        "chart does not become live": not now["live"],
        "chart without description": len(still["description"]) < _SHORTEST,
        "live chart with another description than its static picture": now["description"] != still["description"],
        "chart without table": not now["rows"],
    }
    for kind, address in now["files"].items():
        broken[f"chart without link to its {kind.upper()}"] = not address
        broken[f"chart whose {kind.upper()} is not there"] = bool(address) and not page.request.get(address).ok
    return [what for what, is_broken in broken.items() if is_broken]
