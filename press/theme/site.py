"""The Sphinx side of the theme: what the page template is given, and the fonts."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from press import ROOT
from press.contents import contents, notebooks
from press.theme.scripts import scripts
from press.theme.styles import stylesheet

_FOLDER = Path(__file__).parent


def _context(app, pagename, templatename, context, doctree):
    """Give the template the book's contents, the page's headings, its style and the scripts that its text needs."""
    headings = context.get("toc", "")
    context["book_contents"] = contents()
    # The first item is the page's own title.
    context["page_headings"] = _below(headings) if headings.count("<li>") > 2 else ""
    # Said before the text, so that nothing moves when the text arrives.
    layout = {"with-headings": context["page_headings"], "wide": "record-table searchable" in context.get("body", "")}
    context["body_classes"] = [name for name, wanted in layout.items() if wanted]
    context["book_version"] = _book_version()
    context["page_style"] = stylesheet(context["pathto"]("_static/", 1))
    context["page_scripts"] = scripts(context.get("body", ""))


def _below(headings: str) -> str:
    start = headings.find("<ul>", headings.find("<ul>") + 4)
    return headings[start : headings.rfind("</li>")].strip()


def _write(app, exception):
    """Write the fonts, and take away what no page loads."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    # What extensions left there; no page of this theme loads it.
    for unused in [static / "pygments.css", *static.glob("mystnb.*.css")]:
        unused.unlink(missing_ok=True)
    for font in sorted((_FOLDER / "fonts").iterdir()):
        (static / font.name).write_bytes(font.read_bytes())


@cache
def _book_version() -> str:
    """What the pages load later comes from these files: their digest tells an old copy from a new one."""
    made_of = [*notebooks(), *sorted((ROOT / "data").iterdir()), *sorted((ROOT / "book").glob("*.md"))]
    return _version("".join(path.read_text(encoding="utf-8") for path in made_of))


def _version(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def setup(app):
    # Jupyter Book always sets it, for an extension that this book does not use.
    app.add_config_value("comments_config", {}, "")
    app.add_html_theme("book", str(_FOLDER / "book"))
    # Last of all, when the page's text is whole.
    app.connect("html-page-context", _context, priority=900)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
