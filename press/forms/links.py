"""The links of the articles, turned from the site's addresses into those of one document."""

from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from press import PressError
from press.forms.article import Article


def relink(articles: Iterable[Article], address: Callable[[str, str], str]) -> None:
    """Rewrite every link in place.

    address: gives the new address of a page's name and an id on it (empty for the page itself).
    A link that only the site can follow (a filtered view, a file to download) becomes plain text.
    Raises PressError that names the page and the link when its place is not in the articles.
    """
    places = {article.name: {element["id"] for element in article.body.find_all(id=True)} for article in articles}
    for article in articles:
        for link in article.body.select("a[href]"):
            parts = urlsplit(link["href"])
            if parts.scheme in ("http", "https", "mailto"):
                continue
            page = parts.path.removesuffix(".html").rpartition("/")[2] if parts.path else article.name
            if parts.query or (parts.path and not parts.path.endswith(".html")):
                link.unwrap()
            elif page in places and unquote(parts.fragment) in places[page] | {""}:
                link["href"] = address(page, unquote(parts.fragment))
            else:
                raise PressError(f"{article.name}: the link {link['href']!r} leads to no place of the book; mend it, or keep its place in press/forms/article.py.")
