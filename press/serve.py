"""Read the book in a browser while writing it: what changes is run and rendered again."""

import nbformat
from livereload import Server

from ledger import LedgerError
from press import HTML, ROOT, PressError
from press.contents import notebooks
from press.execute import execute
from press.render import render


def serve(port: int) -> None:
    """Serve `_build/html` on this machine and rebuild when data, ledger or book change.

    Raises PressError when the port is taken.
    """
    server = Server()
    for name in ("data/*.csv", "data/*.json", "ledger/*.py", "ledger/*/*.py", "ledger/*/*/*.py"):
        server.watch(str(ROOT / name), _told(_build))
    looks = ("book/*.md", "book/*.bib", "book/_static/*", "ledger/display/*.js", "_config.yml", "_toc.yml", "press/*.py", "press/*/*.py")
    for name in (*looks, "press/templates/*", "press/theme/*/*"):
        server.watch(str(ROOT / name), _told(render))
    written = _sources()
    for path in written:
        server.watch(str(path), _told(lambda: _build_if_written(written)))
    print(f"Reading the book at http://127.0.0.1:{port}/ (stop with Ctrl-C)")
    try:
        server.serve(root=str(HTML), port=port, host="127.0.0.1")
    except OSError as error:
        raise PressError(f"port {port} cannot be used ({error.strerror}); choose another: python -m press serve --port {port + 1}") from None


def _build() -> None:
    execute()
    render()


def _build_if_written(known: dict) -> None:
    """Running a chapter writes its outputs into it; only a change of its cells is a reason to run it again."""
    now = _sources()
    changed = [path.stem for path in now if now[path] != known.get(path)]
    if changed:
        known.update(now)
        execute(changed)
        render()


def _sources() -> dict:
    return {path: [cell.source for cell in nbformat.read(path, as_version=4).cells] for path in notebooks()}


def _told(build):
    """A writer's slip must not stop the server: say what is wrong and go on serving the last good pages."""

    def run():
        try:
            build()
        except (PressError, LedgerError) as error:
            print(f"error: {error}")

    return run
