"""The Sphinx side of the charts: tools under each, their files, their index."""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.charts import files
from press.charts.claims import tested_claims
from press.charts.index import chart_index
from press.charts.stored import chart_name, stored_charts
from press.charts.tools import with_tools
from press.edition import load

_FOLDER = "charts"


class ChartIndex(SphinxDirective):
    """``{chart-index}`` sets the list of every chart in type."""

    def run(self):
        return [nodes.raw("", chart_index(_seen_from(self.env.docname)), format="html")]


def _add_tools(app, doctree, docname):
    if app.builder.name != "html":
        return
    for output in doctree.findall(nodes.raw):
        name = chart_name(output.astext())
        if name:
            chart = stored_charts()[name]
            shown = with_tools(output.astext(), chart, tested_claims(load(), chart, output), _seen_from(docname))
            output.children = [nodes.Text(shown)]


def _seen_from(docname: str) -> str:
    return f"{'../' * docname.count('/')}{_FOLDER}/"


def _write(app, exception):
    if exception is None and app.builder.name == "html":
        files.write(Path(app.outdir) / _FOLDER)


def setup(app):
    app.add_directive("chart-index", ChartIndex)
    # After the links to rows are resolved: they say which claims a section tests.
    app.connect("doctree-resolved", _add_tools, priority=600)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
