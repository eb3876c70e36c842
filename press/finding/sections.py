"""What a page holds for the search: its sections with their text, and its charts."""

import html
import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from press.finding.numbers_panel import ANCHOR

# Code is no prose, a record's rows and the glossary's words are found each by itself.
_SKIPPED = (nodes.section, nodes.title, nodes.literal_block, nodes.raw, nodes.comment, addnodes.glossary)
_FIGURE = re.compile(r'<figure class="chart" id="(?P<anchor>[a-z0-9-]+)">(?P<words>.*?)<div class="chart-view.*?aria-label="(?P<takeaway>[^"]*)"', re.DOTALL)
_WORDS = re.compile(r'<p class="chart-(\w+)">(.*?)</p>', re.DOTALL)


def sections(page: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, heading, text) of each section of a page that has text; the first one's anchor is empty."""
    for place, section in enumerate(page.findall(nodes.section)):
        text = _plain(section)
        if text and ANCHOR not in section["ids"]:
            yield section["ids"][0] if place else "", section.next_node(nodes.title).astext(), text


def charts(page: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, finding, words) of each chart of a page: its question, unit and takeaway."""
    for output in page.findall(nodes.raw):
        for figure in _FIGURE.finditer(output.astext()):
            words = {kind: _text(text) for kind, text in _WORDS.findall(figure["words"])}
            told = [words.get("question", ""), words["subtitle"], _text(figure["takeaway"])]
            yield figure["anchor"], words["title"], " ".join(filter(None, told))


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


def _text(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()
