"""What would be wrong with a folder of pages if it stood on the web, or on a memory stick."""

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from press import ROOT, PressError
from press.publish.pages import PageParts, read

# GitHub takes no larger file.
_LARGEST = 100_000_000
_SHOWN = 20
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def check(folder: Path, address: str) -> None:
    """Raise PressError, with a line for each fault that names its file, when the folder may not be given away.

    address: where the folder will stand, without a slash at its end; empty when it is to work from any place.
    """
    found = _faults(folder, address)
    if found:
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        raise PressError("\n".join([f"{len(found)} faults in the pages; nothing was written, and what was there is as it was.", *found[:_SHOWN], *more]))


def _faults(folder: Path, address: str) -> list[str]:
    pages = read(folder)
    found = [fault for path, page in pages.items() for fault in _words(path, page) + _loads(path, page.loads) + _links(path, page, pages, folder, address)]
    return found + _agreement(folder, pages, address) + _files(folder)


def _words(path: str, page: PageParts) -> list[str]:
    told = {"language (`lang`)": page.language, "title": page.title, "description": page.named.get("description", "")}
    return [f"{path}: it has no {name}" for name, value in told.items() if not value.strip()]


def _loads(path: str, loads: list[str]) -> list[str]:
    away = [load for load in loads if urlsplit(load).scheme in ("http", "https") or load.startswith("//")]
    return [f"{path}: it loads {load}; keep a copy in the book" for load in away]


def _links(path: str, page: PageParts, pages: dict[str, PageParts], folder: Path, address: str) -> list[str]:
    found = []
    for link in dict.fromkeys(page.links + page.loads):
        inside = _within(link, path, address)
        if inside is None:
            continue
        target, fragment = inside
        if target.startswith(("/", "..")):
            found.append(f"{path}: {link} leads out of the book; write it relative to the page")
        elif not (folder / target).is_file():
            found.append(f"{path}: {link} leads nowhere")
        elif fragment and target in pages and fragment not in pages[target].ids:
            found.append(f"{path}: {link} leads to a page that has no such id")
    return found


def _within(link: str, path: str, address: str) -> tuple[str, str] | None:
    """Return the file that a link of ``path`` leads to, as seen from the root of the folder, and the id in it; None for another site.

    A target that begins with a slash or two dots is outside the folder.
    """
    to, at = urlsplit(link), urlsplit(address)
    below, start = unquote(to.path), posixpath.dirname(path)
    if to.scheme or to.netloc or below.startswith("/"):
        if to.netloc != at.netloc and (to.scheme or to.netloc):
            return None
        if not address or not f"{below}/".startswith(f"{at.path}/"):
            return None if to.scheme else (below, "")
        below, start = below.removeprefix(at.path).lstrip("/"), ""
    elif not below:
        return path, unquote(to.fragment)
    target = posixpath.normpath(posixpath.join(start, below))
    return "index.html" if target == "." else target, unquote(to.fragment)


def _agreement(folder: Path, pages: dict[str, PageParts], address: str) -> list[str]:
    """Canonical addresses, addresses of shared links, their pictures and the sitemap must name files that are there, at the one address."""
    found = []
    for path, page in pages.items():
        named = [page.canonical, page.named.get("og:url"), page.named.get("og:image")]
        found += [f"{path}: {one} is not at {address or 'any address: `html: baseurl` is empty'}" for one in filter(None, named) if not _stands(one, folder, address)]
        if page.canonical and page.canonical != f"{address}/{path}" and path != "index.html":
            found.append(f"{path}: its canonical address is {page.canonical}; expected {address}/{path}")
    sitemap = folder / "sitemap.xml"
    listed = [loc.text for loc in ElementTree.parse(sitemap).iter(_SITEMAP)] if sitemap.is_file() else []
    wanted = {page.canonical for page in pages.values() if page.canonical}
    found += [f"sitemap.xml: it lists {one}, which no page names as its canonical address" for one in listed if one not in wanted]
    return found + [f"sitemap.xml: {one} is missing" for one in sorted(wanted - set(listed))]


def _stands(one: str, folder: Path, address: str) -> bool:
    return bool(address) and one.startswith(f"{address}/") and (folder / unquote(one[len(address) + 1 :])).is_file()


def _files(folder: Path) -> list[str]:
    found = []
    # What a build may leave behind: the place of the repository on this machine.
    here = f"{ROOT}/".encode()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        if len(content) > _LARGEST:
            found.append(f"{name}: {len(content) / 1e6:.0f} MB; hosts such as GitHub take at most {_LARGEST / 1e6:.0f}")
        if here in content:
            found.append(f"{name}: it holds the path {ROOT} of the machine that built it")
    return found
