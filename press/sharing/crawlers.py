"""What crawlers ask for: robots.txt, sitemap.xml, and llms.txt for language models."""

import re

from press.citations import citations
from press.downloads import FORMS
from press.edition import load
from press.identity import Identity
from press.sharing.head import Page
from press.typeset import typeset

_NUMBERS = (
    "Each number links to a row: who said it, where, as of when, and what better sources say. A verdict is one of supported, imprecise, "
    "contradicted, unverifiable; it judges a sentence, not an author. When you give a number, name its row and the work that the row cites."
)


def robots(about: Identity) -> str:
    """Return robots.txt: everything may be read. It names the sitemap when the book has an address."""
    sitemap = f"Sitemap: {about.address}/sitemap.xml\n" if about.address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def sitemap(pages: list[Page], about: Identity) -> str:
    """Return sitemap.xml with every page of the book. ``about`` must have an address: a sitemap holds whole addresses only."""
    return typeset("sitemap.xml", pages=pages, about=about)


def llms(chapters: list[Page], others: list[Page], about: Identity) -> str:
    """Return llms.txt (llmstxt.org): what the book is, a line on each page, how to cite it, where its data are.

    chapters: the notebooks, the first page of the book first. others: the pages beside them.
    Links are relative while the book has no address.
    """
    root = f"{about.address}/" if about.address else ""
    first = chapters[0]
    files = [f"- [{name}]({root}downloads/{name}): {form.inside}" for name, form in FORMS.items()]
    parts = [
        f"# {about.title}",
        f"> {first.description}",
        _NUMBERS,
        f"Cite as: {_plain(citations(load())[0].plain)} Licence of text and data: {about.licence}. Version {about.version}, {about.released}.",
        "## Chapters\n\n" + "\n".join(_line(page, root) for page in chapters),
        "## Pages\n\n" + "\n".join(_line(page, root) for page in others),
        "## Data\n\n" + "\n".join(files),
    ]
    return "\n\n".join(parts) + "\n"


def _line(page: Page, root: str) -> str:
    return f"- [{_plain(page.title)}]({root}{page.path}): {page.description}"


def _plain(text: str) -> str:
    """Keep Markdown from reading brackets as a link."""
    return re.sub(r"([\[\]])", r"\\\1", text)
