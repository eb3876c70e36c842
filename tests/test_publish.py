"""The site as others get it: one zip file, a checked folder for a host, and the workflow that publishes on a tag."""

import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

import pytest
import yaml

from press import ROOT, PressError
from press.contents import notebooks, pages
from press.identity import identity
from press.publish import publish as publishing
from press.publish.check import check
from press.publish.pages import read

ADDRESS = "https://example.org/shock"
GOOD = """<!DOCTYPE html><html lang="en"><head><title>A</title><meta name="description" content="What it is.">{head}</head>
<body><a href="book/b.html#here">b</a><a href="#top" id="top">a</a><a href="https://example.com/">away</a>{body}</body></html>"""
BELOW = '<html lang="en"><head><title>B</title><meta name="description" content="More."></head><body id="here"><a href="../index.html">a</a></body></html>'


@pytest.fixture
def folder(tmp_path):
    """A small site without a fault; ``folder(head, body)`` writes into its first page."""
    root = tmp_path / "site"
    (root / "book").mkdir(parents=True)
    (root / "plain.css").write_text("a { color: red }")
    (root / "book" / "b.html").write_text(BELOW)

    def made(head="", body=""):
        (root / "index.html").write_text(GOOD.format(head=head, body=body))
        return root

    return made


def at(path):
    return f'<link rel="canonical" href="{ADDRESS}/{path}"><meta property="og:url" content="{ADDRESS}/{path}">'


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<link rel="stylesheet" href="plain.css"><img src="plain.css" srcset="plain.css 1x, plain.css 2x">', ""),
        ("<style>@import 'plain.css'; a { background: url(data:image/png;base64,AA) }</style>", ""),
        (f'<a href="{ADDRESS}/book/b.html#here">b</a><a href="/shock/book/b.html">b</a><a href="{ADDRESS}">a</a><a href="/shock/">a</a>', ADDRESS),
        ('<a href="https://example.org/other">another site of the host</a><a href="mailto:a@example.org">write</a>', ADDRESS),
    ],
)
def test_a_sound_folder_passes(folder, body, address):
    check(folder(body=body), address)


@pytest.mark.parametrize(
    ("body", "address", "told"),
    [
        ('<a href="book/c.html">c</a>', "", "index.html: book/c.html leads nowhere"),
        ('<a href="book/b.html#there">b</a>', "", "index.html: book/b.html#there leads to a page that has no such id"),
        ('<form action="search.html"></form>', "", "index.html: search.html leads nowhere"),
        ('<a href="../a.html">a</a>', "", "index.html: ../a.html leads out of the book"),
        ('<a href="/book/b.html">b</a>', "", "index.html: /book/b.html leads out of the book"),
        ('<a href="/book/b.html">b</a>', ADDRESS, "index.html: /book/b.html leads out of the book"),
        (f'<a href="{ADDRESS}/book/c.html">c</a>', ADDRESS, f"index.html: {ADDRESS}/book/c.html leads nowhere"),
        ('<script src="https://example.com/a.js"></script>', "", "index.html: it loads https://example.com/a.js"),
        ('<img srcset="//example.com/a.png 2x">', "", "index.html: it loads //example.com/a.png"),
        ('<link rel="stylesheet" href="https://example.com/a.css">', "", "index.html: it loads https://example.com/a.css"),
        ('<script src="missing.js"></script>', "", "index.html: missing.js leads nowhere"),
        ("<style>@import 'https://example.com/a.css';</style>", "", "index.html: it loads https://example.com/a.css"),
        ("<style>@font-face { src: url(fonts/none.woff2) }</style>", "", "index.html: fonts/none.woff2 leads nowhere"),
        (at("book/b.html"), "", "is not at any address"),
        (at("book/c.html"), ADDRESS, f"index.html: {ADDRESS}/book/c.html is not at {ADDRESS}"),
        ('<meta property="og:image" content="https://example.org/shock/a.png">', ADDRESS, "/a.png is not at"),
        (f"<p>{ROOT}/book/chips.ipynb</p>", "", "index.html: it holds the path"),
    ],
)
def test_a_fault_is_named(folder, body, address, told):
    with pytest.raises(PressError, match=re.escape(told)):
        check(folder(body=body), address)


def test_faults_of_other_files_are_named(folder):
    root = folder(head=at("index.html"))
    (root / "book" / "b.html").write_text(BELOW.replace(' lang="en"', "").replace("<title>B</title>", "<title> </title>").replace("More.", ""))
    with open(root / "large.zip", "wb") as large:
        large.truncate(100_000_001)
    (root / "sitemap.xml").write_text(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{ADDRESS}/old.html</loc></url></urlset>')
    with pytest.raises(PressError) as error:
        check(root, ADDRESS)
    for told in (
        "book/b.html: it has no language",
        "book/b.html: it has no title",
        "book/b.html: it has no description",
        "large.zip: 100 MB",
        f"sitemap.xml: it lists {ADDRESS}/old.html",
        f"sitemap.xml: {ADDRESS}/index.html is missing",
    ):
        assert told in str(error.value)


def test_a_thousand_faults_are_counted(folder):
    with pytest.raises(PressError, match="^1000 faults") as error:
        check(folder(body="".join(f'<a href="{number}.html">a</a>' for number in range(1000))), "")
    assert len(str(error.value).splitlines()) == 22 and str(error.value).endswith("and 980 more")


def test_without_an_address_nothing_is_published_and_the_setting_is_named(monkeypatch):
    monkeypatch.setattr(publishing, "identity", lambda: replace(identity(), address=""))
    with pytest.raises(PressError, match="`baseurl` under `html` in _config.yml"):
        publishing.publish()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A copy of the repository with an address and a PDF, after `make publish`: its root and what the command printed."""
    root = shutil.copytree(ROOT, tmp_path_factory.mktemp("published") / "copy", ignore=shutil.ignore_patterns("_build", ".git", "__pycache__"))
    config = root / "_config.yml"
    config.write_text(re.sub(r"^  baseurl: .*$", f"  baseurl: {ADDRESS}", config.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    (root / "_build").mkdir()
    (root / "_build" / "deepseek-shock-measured.pdf").write_bytes(bytes(2_000_000))
    run = subprocess.run([sys.executable, "-m", "press", "publish"], cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return root, run.stdout


def test_the_published_folder_is_whole(published):
    root, told = published
    site = root / "_build" / "publish"
    assert ADDRESS in told and "not made; `make epub` makes it" in told
    assert (site / ".nojekyll").exists()
    found = read(site)
    for page in pages():
        assert found[f"book/{page.stem}.html"].canonical == f"{ADDRESS}/book/{page.stem}.html"
    for chapter in notebooks():
        assert found[f"book/{chapter.stem}.html"].named["og:image"] == f"{ADDRESS}/share/{chapter.stem}.png"
    assert found["index.html"].canonical == f"{ADDRESS}/{pages()[0].relative_to(ROOT).with_suffix('.html').as_posix()}"
    downloads = (site / "book" / "downloads.html").read_text(encoding="utf-8")
    assert 'href="../downloads/deepseek-shock-measured.pdf">PDF</a> (2.0 MB)' in downloads and "make pdf" not in downloads
    assert (site / "downloads" / "deepseek-shock-measured.pdf").stat().st_size == 2_000_000


def test_the_page_for_a_wrong_address_works_in_every_folder(chromium, published):
    site = published[0] / "_build" / "publish"

    class Host(SimpleHTTPRequestHandler):
        """As GitHub Pages does: the book stands under /shock, and 404.html is the answer to what is not there."""

        def translate_path(self, path):
            return super().translate_path(path.removeprefix("/shock"))

        def send_error(self, code, *_):
            content = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = chromium.new_page()
    lost = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
    wrong = f"http://127.0.0.1:{server.server_port}/shock/a/b/nothing.html"
    page.goto(wrong)
    assert lost == [wrong] and page.locator(".skip-link").evaluate("link => getComputedStyle(link).position") != "static"
    assert "url(/shock/_static/" in page.content() and "url(_static/" not in page.content()
    page.get_by_role("searchbox").first.fill("Nvidia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shock/search.html?q=Nvidia")
    page.goto(wrong)
    page.locator("article").get_by_role("link", name="Chips").click()
    page.wait_for_url("**/shock/book/chips.html")
    page.close()
    server.shutdown()


def test_the_zip_opens_from_a_folder_and_draws_its_charts(chromium, published, tmp_path):
    with zipfile.ZipFile(published[0] / "_build" / "deepseek-shock-measured-site.zip") as archive:
        assert "index.html" in archive.namelist() and not [name for name in archive.namelist() if name.startswith("/") or ".." in name]
        assert len({entry.date_time for entry in archive.infolist()}) == 1
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        listed = [file.get("href") for file in manifest.iter("{http://www.imsproject.org/xsd/imscp_rootv1p1p2}file")]
        assert sorted([*listed, "imsmanifest.xml"]) == sorted(archive.namelist())
        archive.extractall(tmp_path / "unpacked")
    page = chromium.new_page()
    errors, away = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: away.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto((tmp_path / "unpacked" / "index.html").as_uri())
    page.wait_for_url("**/book/intro.html")
    page.locator("figure.chart").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, 50)
    page.wait_for_function("() => document.querySelector('figure.chart').dataset.drawn === 'live'")
    page.close()
    assert errors == [] and away == []


def test_the_workflow_is_valid_pinned_and_calls_commands_that_exist():
    text = (ROOT / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    # YAML reads the word `on` as true.
    assert flow[True] == {"push": {"tags": ["v*"]}}
    assert flow["permissions"] == {"contents": "read"} and flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    assert [step["uses"] for step in steps if "uses" in step and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])] == []
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    commands = [step["run"] for step in steps if "run" in step]
    assert "make publish" in commands and [command for command in commands if command.startswith("make ") and not set(command.split()[1:]) <= set(targets)] == []
    assert next(step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")) == publishing.FOLDER.relative_to(ROOT).as_posix()
