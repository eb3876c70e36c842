"""The Sphinx side of sharing: the tags of each page, the page for wrong addresses, and the files beside the pages."""

from functools import cache
from pathlib import Path

from press import ROOT, contents
from press.identity import identity
from press.sharing import crawlers
from press.sharing.description import description
from press.sharing.feed import feed
from press.sharing.head import Page, head
from press.sharing.picture import icon, picture
from press.sharing.telling import telling
from press.typeset import typeset

_MISSING = "404"
# Pages that are not files of the book: what each is for.
_BESIDE = {
    _MISSING: ("This page is not here", "The address leads to no page of the book. Search above, look into the contents, or begin with a chapter."),
    "search": ("Search", "Search the chapters, charts, claims and evidence of the book. The search runs on your device."),
}


def setup(app):
    app.connect("html-collect-pages", _missing_page)
    app.connect("html-page-context", _add_head)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _missing_page(app):
    """A host shows this page for an address that does not exist."""
    title, told = _BESIDE[_MISSING]
    yield _MISSING, {"title": title, "body": typeset("missing.html", title=title, told=told, chapters=_chapters(_pages(app)))}, "page.html"


def _add_head(app, pagename, templatename, context, doctree):
    path = f"{pagename}.html"
    page = next((page for page in _pages(app) if page.path == path), None)
    if page is None and pagename in _BESIDE:
        page = Page(path, *_BESIDE[pagename], card=_pages(app)[0].card, alt=_pages(app)[0].alt, kind="website", listed=False)
    if page is not None:
        # In the place of what docutils has there, a tag for the viewport that the template has too.
        context["metatags"] = head(page, identity(), context["content_root"])


def _pages(app) -> list[Page]:
    """The pages of the book in reading order."""
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in contents.pages()]
    return [_page(app.env, name, first=names[0]) for name in names]


@cache
def _page(env, name: str, first: str) -> Page:
    about, charts = identity(), telling()
    stem = Path(name).stem
    shown = stem if stem in charts else Path(first).stem
    title = env.titles[name].astext()
    told = description(env.get_doctree(name)) or f"{title}, a page of {about.title}."
    return Page(f"{name}.html", title, told, f"share/{shown}.png", charts[shown].takeaway, "website" if name == first else "article")


def _chapters(pages: list[Page]) -> list[Page]:
    notebooks = {path.stem for path in contents.notebooks()}
    return [page for page in pages if Path(page.path).stem in notebooks]


def _write(app, exception):
    if exception is None and app.builder.format == "html":
        for path, content in _files(_pages(app)).items():
            target = Path(app.outdir, path)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())


def _files(pages: list[Page]) -> dict[str, str | bytes]:
    """What stands beside the pages. Pictures and sitemap are of use to nobody while the book has no address."""
    about = identity()
    chapters = _chapters(pages)
    files = {
        "index.html": typeset("index.html", page=pages[0], head=head(pages[0], about, "./")),
        "changes.xml": feed(about),
        "robots.txt": crawlers.robots(about),
        "llms.txt": crawlers.llms(chapters, [page for page in pages if page not in chapters], about),
        "share/icon.png": icon((ROOT / "book" / "_static" / "favicon.svg").read_text(encoding="utf-8")),
    }
    if about.address:
        files["sitemap.xml"] = crawlers.sitemap(pages, about)
        titles = {page.path: page.title for page in pages}
        files |= {f"share/{name}.png": picture(chart, titles[f"book/{name}.html"], about.title) for name, chart in telling().items()}
    return files
