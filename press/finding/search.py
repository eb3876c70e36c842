"""The search: its page, and what it looks through, as a script that the page loads when a reader searches."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from sphinx.environment import BuildEnvironment

from press.charts.stored import stored_charts
from press.edition import load
from press.finding import rows
from press.finding.glossary import PAGE, terms
from press.finding.sections import sections
from press.typeset import typeset

_VENDOR = Path(__file__).parents[1] / "theme" / "vendor"


def documents(env: BuildEnvironment) -> dict:
    """Return what can be found: ``pages`` as [address, title] and ``documents`` as [kind, page, anchor, title, text].

    kind is ``text``, ``chart``, ``claim``, ``evidence``, ``derived`` or ``term``; page is a place in ``pages``.
    The texts are plain: they hold no markup, and what looks like it is to be shown as it stands.
    """
    names = sorted(env.found_docs)
    places = {name: place for place, name in enumerate(names)}
    found = [[kind, places[page], anchor, title, text] for kind, page, anchor, title, text in _documents(env, names)]
    return {"pages": [[f"{name}.html", env.titles[name].astext()] for name in names], "documents": found}


def _documents(env: BuildEnvironment, names: list[str]) -> Iterator[tuple[str, str, str, str, str]]:
    for name in names:
        yield from (("text", name, *section) for section in sections(env.get_doctree(name)))
    for chart in stored_charts().values():
        words = " ".join(filter(None, (chart.question, chart.subtitle, chart.takeaway)))
        yield "chart", f"book/{chart.chapter}", f"chart-{chart.name}", chart.title, words
    yield from (("term", PAGE, term.anchor, term.name, term.meaning) for term in terms(env).values())
    book = load()
    for kind, page, of_kind in (("claim", "ledger", rows.claims), ("evidence", "evidence", rows.evidence), ("derived", "derived", rows.derived)):
        yield from ((kind, f"book/{page}", *row) for row in of_kind(book))


def _without_sphinx_search(app):
    """Sphinx's own index finds whole pages only, and its summaries are fetched, which a page from a file may not do."""
    app.builder.search = False


def _page(app):
    yield "search", {"title": "Search", "body": typeset("search.html")}, "page.html"


def _write(app, exception):
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    (site / "search").mkdir(exist_ok=True)
    content = json.dumps(documents(app.env), ensure_ascii=False, separators=(",", ":"))
    (site / "search" / "documents.js").write_text(f"window.bookDocuments={content};\n", encoding="utf-8")
    for name in ("minisearch.js", "minisearch.LICENSE.txt"):
        shutil.copyfile(_VENDOR / name, site / "search" / name)


def setup(app):
    app.connect("builder-inited", _without_sphinx_search)
    app.connect("html-collect-pages", _page)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
