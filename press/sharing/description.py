"""What a page says in a sentence or two, for search engines, shared links and machines."""

import html
import re

from docutils import nodes

# Search engines cut a description at about this many characters.
_LONGEST = 160
_LEAD = "The finding. "


def description(doctree: nodes.document) -> str:
    """Return the beginning of a page's first paragraph as plain text: whole sentences of at most 160 characters together.

    A first sentence that is longer is cut at a word. A page that begins with a table of the record is
    told by the first paragraph there. Returns an empty text for a page without a paragraph.
    """
    texts = (text for node in doctree.findall(_speaks) for text in _paragraphs(node))
    return _shortened(next(filter(None, map(_plain, texts)), ""))


def _speaks(node) -> bool:
    return isinstance(node, (nodes.paragraph, nodes.raw))


def _paragraphs(node) -> list[str]:
    if isinstance(node, nodes.paragraph):
        return [node.astext()]
    return [html.unescape(re.sub(r"<[^>]+>", "", inner)) for inner in re.findall(r"<p\b[^>]*>(.*?)</p>", node.astext(), re.DOTALL)]


def _plain(text: str) -> str:
    return " ".join(text.split()).removeprefix(_LEAD)


def _shortened(text: str) -> str:
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if len(kept) + len(sentence) >= _LONGEST:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
