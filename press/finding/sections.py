"""What a page holds for the search: its sections with their text."""

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from press.finding.numbers_panel import ANCHOR

# Code is no prose, a record's rows and the glossary's words are found each by itself.
_SKIPPED = (nodes.section, nodes.title, nodes.literal_block, nodes.raw, nodes.comment, addnodes.glossary)


def sections(page: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, heading, text) of each section of a page that has text; the first one's anchor is empty."""
    for place, section in enumerate(page.findall(nodes.section)):
        text = _plain(section)
        if text and ANCHOR not in section["ids"]:
            yield section["ids"][0] if place else "", section.next_node(nodes.title).astext(), text


def _plain(section: nodes.section) -> str:
    text = " ".join("".join(_words(child) for child in section.children).split())
    # Where a citation stood.
    return re.sub(r" (?=[.,:;)])", "", text)


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, _SKIPPED) or node.get("nb_element") == "cell_code" or node.get("refdomain") == "cite":
        return ""
    end = "" if isinstance(node, (nodes.Inline, nodes.reference, addnodes.pending_xref)) else " "
    return "".join(_words(child) for child in node.children) + end
