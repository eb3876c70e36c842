"""Tables that pandas prints in a chapter, made fit for a page: a header only where there is one, a box that scrolls."""

import re

from docutils import nodes

_BOX = '<div class="chart-table" role="group" tabindex="0" aria-label="Result of the cell above">{}</div>'


def mend(html: str) -> str:
    """Return a DataFrame's HTML without its own style, with empty headers as plain cells, in a box that scrolls by keyboard."""
    html = re.sub(r"<style scoped>.*?</style>\s*", "", html, flags=re.DOTALL)
    html = html.replace("<th></th>", "<td></td>").replace(' border="1"', "").replace(' style="text-align: right;"', "")
    return _BOX.format(html)


def _mend_all(app, doctree, docname):
    for output in doctree.findall(nodes.raw):
        if 'class="dataframe"' in output.astext():
            output.children = [nodes.Text(mend(output.astext()))]


def setup(app):
    app.connect("doctree-resolved", _mend_all)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
