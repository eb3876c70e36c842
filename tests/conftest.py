"""What several tests share: a copy of the repository, the rendered site, a browser with the network cut off."""

import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import sync_playwright

from press import HTML, ROOT
from press.browser import find
from press.render import render


@pytest.fixture
def data(tmp_path):
    """A copy of data/ that a test may break."""
    return shutil.copytree(ROOT / "data", tmp_path / "data")


@pytest.fixture
def repository(tmp_path):
    """A copy of the repository, and a way to run a module in it as a user does: ``run("press", "check")``."""
    root = shutil.copytree(ROOT, tmp_path / "copy", ignore=shutil.ignore_patterns("_build", ".git", "__pycache__"))
    # Kernels, too, must import the copy's ledger and read the copy's data.
    environment = os.environ | {"PYTHONPATH": str(root)}

    def run(*words):
        return subprocess.run([sys.executable, "-m", *words], cwd=root, env=environment, capture_output=True, text=True)

    return root, run


@pytest.fixture(scope="session")
def site():
    """The pages rendered from the stored outputs, served over http; yields the folder and the address."""
    render()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(HTML)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield HTML, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    """A real browser that can reach this machine and nothing else."""
    closed = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking", "--disable-quic"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=closed)
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium, site):
    """Open a page of the site: ``reader("book/rules.html", "file", width=390)``; its uncaught errors are in ``page.errors``."""
    contexts = []

    def open_page(path, scheme="http", width=1280, **context):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, **context))
        page = contexts[-1].new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(f"{site[1] if scheme == 'http' else site[0].as_uri()}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
