"""The list of a page's numbers at its end. Its entries are the cards that open at the numbers."""

from docutils import nodes
from sphinx.transforms import SphinxTransform

from press.cards import cards
from press.number_nodes import number
from press.prose import SCHEMES

ANCHOR = "numbers-in-this-chapter"


class AddPanel(SphinxTransform):
    """Give each page that links numbers a last section for them, so that the page's contents name it too."""

    # Before the event at which Sphinx collects the headings of a page (880).
    default_priority = 870

    def apply(self, **_):
        linked = any(link.get("refuri", "").partition(":")[0] in SCHEMES for link in self.document.findall(nodes.reference))
        page = self.document.next_node(nodes.section)
        if linked and page is not None:
            chapter = self.env.doc2path(self.env.docname).endswith(".ipynb")
            page += nodes.section("", nodes.title("", "Numbers in this chapter" if chapter else "Numbers on this page"), ids=[ANCHOR])


def _fill(app, doctree, docname):
    """Write the cards into the section, and mark the first place of each row for the way back."""
    linked = list(doctree.findall(number))
    if not linked:
        return
    first = {}
    for link in linked:
        first.setdefault(link["row"], link)
    for place, link in enumerate(first.values(), 1):
        link["ids"] = [f"number-{place}"]
    (panel,) = (section for section in doctree.findall(nodes.section) if ANCHOR in section["ids"])
    panel += nodes.raw("", cards(list(first)), format="html")


def setup(app):
    app.add_transform(AddPanel)
    # After the links to rows have become numbers.
    app.connect("doctree-resolved", _fill, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
