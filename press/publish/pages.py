"""What a folder of pages holds, as a browser would read it: languages, titles, ids, links, loads."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

# Attributes that make a browser load a file by itself. A `link` loads for these relations only.
_LOADS = {"script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src", "poster"), "audio": ("src",),
          "embed": ("src",), "object": ("data",), "track": ("src",), "image": ("href", "xlink:href"), "use": ("href", "xlink:href")}  # fmt: skip
_LOADING = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "manifest"}

# A style sheet may load fonts, pictures and other sheets.
_IN_SHEET = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class PageParts:
    """One page: what it says of itself, its ids, where its links lead and what it loads. Texts are as written, unescaped."""

    language: str = ""
    title: str = ""
    named: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


def read(folder: Path) -> dict[str, PageParts]:
    """Return the parts of every page below ``folder``, by path from it, such as ``book/chips.html``."""
    return {path.relative_to(folder).as_posix(): _parsed(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def _parsed(text: str) -> PageParts:
    parser = _Parser()
    parser.feed(text)
    return parser.page


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.page, self._inside = PageParts(), ""

    def handle_starttag(self, tag, attributes):
        told, page = {name: value or "" for name, value in attributes}, self.page
        if told.get("id"):
            page.ids.add(told["id"])
        if tag == "html":
            page.language = told.get("lang", "")
        elif tag == "style" or (tag == "title" and not page.title):
            # An SVG may have a title too; the page's comes first.
            self._inside = tag
        elif tag == "meta":
            self._read_meta(told)
        elif tag == "link":
            self._read_link(told)
        elif tag in ("a", "area") and "href" in told:
            page.links.append(told["href"])
        elif tag == "form" and "action" in told:
            page.links.append(told["action"])
        page.loads += [address for name in _LOADS.get(tag, ()) for address in _addresses(name, told.get(name, ""))]

    def _read_meta(self, told):
        name = told.get("name") or told.get("property")
        if name:
            self.page.named[name] = told.get("content", "")
        if told.get("http-equiv", "").lower() == "refresh":
            self.page.links.append(told["content"].partition("url=")[2])

    def _read_link(self, told):
        kinds = set(told.get("rel", "").split())
        if "canonical" in kinds:
            self.page.canonical = told["href"]
        elif kinds & _LOADING:
            self.page.loads.append(told["href"])
        else:
            self.page.links.append(told["href"])

    def handle_data(self, data):
        if self._inside == "title":
            self.page.title += data
        elif self._inside == "style":
            self.page.loads += [address or imported for address, imported in _IN_SHEET.findall(data)]

    def handle_endtag(self, tag):
        if tag == self._inside:
            self._inside = ""


def _addresses(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value] if value else []
