"""The tags of a page's head that tell other sites what the page is: description, Open Graph, canonical address, feed."""

from dataclasses import dataclass

from press.identity import Identity
from press.typeset import typeset

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Page:
    """One page as others see it. ``path`` is its place in the site, such as ``book/chips.html``; texts are plain.

    ``card`` is the place of its picture in the site and ``alt`` says what the picture shows. A page that is not ``listed``
    is no page of the book (the search, the page for a wrong address) and has no address of its own.
    """

    path: str
    title: str
    description: str
    card: str
    alt: str
    kind: str = "article"
    listed: bool = True


def head(page: Page, about: Identity, root: str) -> str:
    """Return the tags as HTML. ``root`` leads from the page to the root of the site, such as ``../``.

    What must be a whole address (canonical, picture) is left out while the book has none.
    """
    return typeset("head.html", page=page, about=about, root=root, width=WIDTH, height=HEIGHT)
