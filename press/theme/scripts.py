"""Which scripts a page needs: it gets no other. They stand at its end, so that nothing waits for them and they wait for nothing."""

from pathlib import Path

from press import ROOT

_FOLDER = Path(__file__).parent / "scripts"
# What a page holds, and the script that brings it to life, in the order in which they run.
SCRIPTS = (
    ("", "page.js"),
    ("", "search-box.js"),
    ('id="search-results"', "search.js"),
    ('class="chart"', "charts.js"),
    ('class="chart"', "start-charts.js"),
    ("data-citation=", "copy-citation.js"),
    ("cell_input", "copy-code.js"),
    ("record-table searchable", "tables.js"),
    ('class="cite"', "cite.js"),
    ('class="cards"', "cards.js"),
)


def scripts(body: str) -> list[str]:
    """Return the texts of the scripts that a page with this HTML needs. Each stands by itself: one that fails stops no other."""
    return [_source(name) for marker, name in SCRIPTS if marker in body]


def _source(name: str) -> str:
    """The charts' own script is shared with notebooks and lives beside their renderer."""
    path = ROOT / "ledger" / "display" / name if name == "charts.js" else _FOLDER / name
    return path.read_text(encoding="utf-8")
