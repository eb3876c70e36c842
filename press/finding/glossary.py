"""The glossary: a link to one of its words becomes a mark whose explanation opens beside the text."""

from dataclasses import dataclass

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from press.typeset import typeset

PAGE = "book/glossary"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Term:
    """A word of the glossary. ``anchor`` is its id on the page, such as ``term-open-weights``."""

    anchor: str
    name: str
    meaning: str

    @property
    def key(self) -> str:
        """Name the term among the cards of a page."""
        return f"term:{self.anchor.removeprefix('term-')}"


class term_link(nodes.reference):
    """A link with ``term``, the Term that it leads to."""


def terms(env: BuildEnvironment) -> dict[str, Term]:
    """Return the words of the glossary page by their anchor, in the order of the page."""
    found = {}
    for item in env.get_doctree(PAGE).findall(nodes.definition_list_item):
        name, meaning = item.next_node(nodes.term), item.next_node(nodes.definition)
        for anchor in name["ids"]:
            found[anchor] = Term(anchor, name.astext(), " ".join(meaning.astext().split()))
    return found


class LinkTerms(SphinxPostTransform):
    """Point links such as ``[dies](glossary.md#term-die)`` at their word; an unknown word fails the build."""

    # Before MyST's own resolver (9), which knows the headings of a page and not its terms.
    default_priority = 8

    def run(self, **_):
        links = [link for link in self.document.findall(pending_xref) if link["reftarget"] == PAGE and link.get("reftargetid")]
        known = terms(self.env) if links else {}
        for link in links:
            term = known.get(link["reftargetid"])
            if term is None:
                _log.warning("the glossary has no %r; add the word to book/glossary.md or mend the link", link["reftargetid"], location=link)
                continue
            address = f"{self.app.builder.get_relative_uri(self.env.docname, PAGE)}#{term.anchor}"
            link.replace_self(term_link("", "", *link.children, term=term, refuri=address))


def _add_cards(app, pagename, templatename, context, doctree):
    """Put the explanations of a page's words at its end, for the script that opens them."""
    linked = [] if doctree is None else [link["term"] for link in doctree.findall(term_link)]
    if linked:
        context["body"] += typeset("terms.html", terms=dict.fromkeys(linked))


def _visit(writer: HTML5Translator, node: term_link) -> None:
    writer.body.append(writer.starttag(node, "a", "", CLASS="term", href=node["refuri"], **{"data-row": node["term"].key}))


def _depart(writer: HTML5Translator, node: term_link) -> None:
    writer.body.append("</a>")


def setup(app):
    app.add_node(term_link, html=(_visit, _depart))
    app.add_post_transform(LinkTerms)
    app.connect("html-page-context", _add_cards)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
