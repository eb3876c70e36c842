"""The book's Sphinx extension: generated tables, links to rows, local scripts only."""

from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ledger import load
from ledger.numbers import disagreement
from press import assets, number_nodes, records
from press.cards import cards

_log = logging.getLogger(__name__)
_PAGES = {"claim": "book/ledger", "evidence": "book/evidence"}


class Record(SphinxDirective):
    """``{record} ledger`` sets a table of the record in type, straight from the data."""

    required_arguments = 1

    def run(self):
        try:
            page = records.RECORDS[self.arguments[0]]
        except KeyError:
            raise self.error(f"unknown record {self.arguments[0]!r}; expected one of {', '.join(records.RECORDS)}") from None
        return [nodes.raw("", page(), format="html")]


def _link_rows(app, doctree, docname):
    """Point ``claim:`` and ``evidence:`` links at their row; an unknown id or a stale number fails the build."""
    book = load()
    rows = {"claim": book.claims.set_index("claim"), "evidence": book.evidence.set_index("evidence")}
    for reference in list(doctree.findall(nodes.reference)):
        scheme, _, key = reference.get("refuri", "").partition(":")
        if scheme not in rows:
            continue
        if key not in rows[scheme].index:
            _log.warning("unknown %s %r", scheme, key, location=reference)
            continue
        told = disagreement(reference.astext(), rows[scheme].loc[key].to_dict())
        if told:
            _log.warning("[%s](%s:%s): %s", reference.astext(), scheme, key, told, location=reference)
        target = f"{app.builder.get_relative_uri(docname, _PAGES[scheme])}#{key}"
        number_nodes.bind(reference, f"{scheme}:{key}", target, rows[scheme].loc[key].to_dict())


def _add_cards(app, pagename, templatename, context, doctree):
    """Put the cards of a page's numbers at the end of its article; not earlier, or the search would find their words."""
    linked = [] if doctree is None else [bound["row"] for bound in doctree.findall(number_nodes.number)]
    if linked:
        context["body"] += cards(list(dict.fromkeys(linked)))


def _dollars(app, doctree, docname):
    """Write the dollar signs of titles: the bibliography's reader leaves BibTeX's backslash before them."""
    for citation in doctree.findall(nodes.citation):
        for text in [text for text in citation.findall(nodes.Text) if "\\$" in text]:
            text.parent.replace(text, nodes.Text(text.replace("\\$", "$")))


def _local_scripts_only(app, pagename, templatename, context, doctree):
    """Drop Thebe, which names a content network on every page and which this book does not use."""
    context["script_files"] = [script for script in context["script_files"] if "thebe" not in f"{script} {getattr(script, 'attributes', '')}".lower()]
    context["css_files"] = [sheet for sheet in context["css_files"] if "thebe" not in str(sheet).lower()]


def _add_assets(app, exception):
    if exception is None and app.builder.format == "html":
        assets.write(Path(app.outdir) / "vendor")


def setup(app):
    app.add_directive("record", Record)
    app.add_node(number_nodes.number, html=(number_nodes.visit, number_nodes.depart))
    app.connect("doctree-resolved", _link_rows)
    app.connect("doctree-resolved", _dollars)
    app.connect("html-page-context", _add_cards)
    # Late, after the extensions that add the scripts to drop.
    app.connect("html-page-context", _local_scripts_only, priority=900)
    app.connect("build-finished", _add_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
