"""Read the book in a browser while writing it: what changes is run and rendered again."""

from livereload import Server

from press import HTML, ROOT, PressError
from press.execute import execute
from press.render import render


def serve(port: int) -> None:
    """Serve `_build/html` on this machine and rebuild when data, ledger or book change."""
    server = Server()
    for name in ("data/*.csv", "data/*.json", "ledger/*.py"):
        server.watch(str(ROOT / name), _told(lambda: (execute(), render())))
    for name in ("book/*.md", "book/*.bib", "book/_static/*", "_config.yml", "_toc.yml", "press/*.py"):
        server.watch(str(ROOT / name), _told(render))
    print(f"Reading the book at http://127.0.0.1:{port}/ (stop with Ctrl-C)")
    server.serve(root=str(HTML), port=port, host="127.0.0.1")


def _told(build):
    """A writer's slip must not stop the server: say what is wrong and go on serving the last good pages."""

    def run():
        try:
            build()
        except PressError as error:
            print(f"error: {error}")

    return run
