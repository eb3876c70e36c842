"""The book's Sphinx extension: its theme, generated tables, links to rows."""

from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import PressError, assets, downloads, number_nodes
from press.edition import load
from press.numbers import rows
from press.records import record

_log = logging.getLogger(__name__)
_PAGES = {"claim": "book/ledger", "evidence": "book/evidence", "derived": "book/derived"}


class Record(SphinxDirective):
    """``{record} ledger`` or ``{record} source aicerts`` sets a page of the record in type, straight from the data."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        try:
            return [nodes.raw("", record(self.arguments[0]), format="html")]
        except PressError as error:
            raise self.error(str(error)) from None


def _link_rows(app, doctree, docname):
    """Point ``claim:``, ``evidence:`` and ``derived:`` links at their row; an unknown id fails the build."""
    known, notes = rows(load()), {}
    for reference in list(doctree.findall(nodes.reference)):
        scheme, _, key = reference.get("refuri", "").partition(":")
        if scheme not in known:
            continue
        if key not in known[scheme]:
            _log.warning("unknown %s %r", scheme, key, location=reference)
            continue
        target = f"{app.builder.get_relative_uri(docname, _PAGES[scheme])}#{key}"
        note = notes.setdefault((scheme, key), len(notes) + 1)
        number_nodes.bind(reference, f"{scheme}:{key}", target, known[scheme][key], note)


def _dollars(app, doctree, docname):
    """Write the dollar signs of titles: the bibliography's reader leaves BibTeX's backslash before them."""
    for citation in doctree.findall(nodes.citation):
        for text in [text for text in citation.findall(nodes.Text) if "\\$" in text]:
            text.parent.replace(text, nodes.Text(text.replace("\\$", "$")))


def _plain_citations(app, pagename, templatename, context, doctree):
    """Drop roles of docutils that the accessibility standard has withdrawn or that ask for other children."""
    if pagename == "book/bibliography":
        for role in (' role="doc-biblioentry"', ' role="list"', ' role="doc-backlink"'):
            context["body"] = context["body"].replace(role, "")


def _add_assets(app, exception):
    if exception is None and app.builder.format == "html":
        assets.write(Path(app.outdir) / "vendor")
        downloads.write(Path(app.outdir) / "downloads")


def setup(app):
    app.setup_extension("press.theme.site")
    app.setup_extension("press.sharing.site")
    app.setup_extension("press.dataframes")
    app.setup_extension("press.finding.glossary")
    app.setup_extension("press.finding.numbers_panel")
    app.setup_extension("press.finding.search")
    app.setup_extension("press.charts.site")
    app.add_directive("record", Record)
    app.add_node(number_nodes.number, html=(number_nodes.visit, number_nodes.depart))
    app.connect("doctree-resolved", _link_rows)
    app.connect("doctree-resolved", _dollars)
    app.connect("html-page-context", _plain_citations)
    app.connect("build-finished", _add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
