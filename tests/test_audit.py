"""The audit sees what it is for: each measure is shown a page with the fault and one without. Node.js is not needed."""

import gzip
import http.client
import json
from urllib.parse import urlsplit

import pytest

from press import HTML, ROOT, PressError
from press.audit import charts, layout
from press.audit.bounds import faults
from press.audit.lighthouse import CATEGORIES
from press.audit.pages import reachable
from press.audit.server import served
from press.audit.tools import install
from press.audit.visit import cumulative, leaves, visit
from press.contents import pages

FULL = dict.fromkeys(CATEGORIES, 100)
CLEAN = {
    "page": "book/rules.html",
    "chapter": False,
    "lighthouse": {"scores": FULL, "lost": {name: [] for name in CATEGORIES}},
    "shift": {"read at 412 px": {"value": 0.02, "moved": []}},
    "kilobytes": {"first": 250, "read": 500},
    **{kind: [] for kind in ("axe", "away", "errors", "warnings", "sideways", "targets", "charts", "offline")},
}


def scored(**scores):
    return {"lighthouse": CLEAN["lighthouse"] | {"scores": FULL | scores}}


def test_a_page_within_its_bounds_has_no_fault():
    assert faults(CLEAN) == []
    assert faults(CLEAN | {"chapter": True} | scored(performance=95)) == []


@pytest.mark.parametrize(("measured", "found", "bound"), [
    (scored(performance=99), "performance 99", "100"),
    (scored(performance=94) | {"chapter": True}, "performance 94", "95"),
    (scored(seo=90) | {"chapter": True}, "seo 90", "100"),
    ({"shift": {"read at 412 px": {"value": 0.021, "moved": ["main#main"]}}}, "0.021 read at 412 px", "0.02: main#main"),
    ({"kilobytes": {"first": 251, "read": 300}}, "251 KB", "250"),
    ({"kilobytes": {"first": 200, "read": 501}}, "501 KB", "500"),
    ({"axe": [{"view": "dark, live", "rule": "color-contrast", "places": 3, "first": "p", "why": "too pale"}]}, "color-contrast (dark, live)", "too pale"),
    ({"away": ["https://example.org/a.js"]}, "another host", "example.org"),
    ({"errors": ["it broke"]}, "console error", "it broke"),
    ({"sideways": ["at 320 px: 9 px beyond the page, by table"]}, "sideways", "by table"),
    ({"targets": [{"control": "a.tiny", "seen": "x 9 x 9"}] * 4}, "a.tiny: 4", "x 9 x 9"),
    ({"charts": [{"what": "chart without table", "chart": "chart-a"}]}, "without table: 1", "chart-a"),
    ({"offline": ["no card opens from file://"]}, "no card opens", "file://"),
])
def test_each_broken_bound_is_one_sentence_with_what_was_found(measured, found, bound):
    told = faults(CLEAN | measured)
    assert len(told) == 1 and found in told[0] and bound in told[0], told


def test_the_audit_reads_every_page_of_the_book_and_refuses_an_unknown_one(site):
    folder, _ = site
    found = {page.path: page.chapter for page in reachable(folder)}
    assert {f"book/{page.stem}.html": page.suffix == ".ipynb" for page in pages()}.items() <= found.items()
    assert "search.html" in found and "index.html" not in found
    assert [page.path for page in reachable(folder, ["rules"])] == ["book/rules.html"]
    with pytest.raises(PressError, match="no page 'ruels' in the book; the pages are .*rules"):
        reachable(folder, ["ruels"])


def test_the_site_is_served_as_a_static_host_does(tmp_path):
    (tmp_path / "page.html").write_text("<p>A long, long page.</p>" * 200, encoding="utf-8")
    with served(tmp_path) as address:
        host = http.client.HTTPConnection(urlsplit(address).netloc)
        host.request("GET", "/page.html", headers={"Accept-Encoding": "gzip"})
        answer = host.getresponse()
        body, kept = answer.read(), host.sock
        assert gzip.decompress(body) == (tmp_path / "page.html").read_bytes() and len(body) < 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8" and "max-age" in answer.headers["Cache-Control"]
        host.request("GET", "/missing.html")
        answer = host.getresponse()
        answer.read()
        assert answer.status == 404 and host.sock is kept


def test_layout_shift_is_the_worst_window_as_browsers_define_it():
    assert cumulative([]) == 0
    assert cumulative([(0, 0.01), (500, 0.02), (5000, 0.015)]) == pytest.approx(0.03)
    assert cumulative([(900 * turn, 0.01) for turn in range(8)]) == pytest.approx(0.06)


def test_only_requests_to_other_hosts_leave_the_machine():
    assert leaves("https://fonts.example.org/a.woff2") and leaves("//cdn.example.org/a.js".replace("//", "wss://"))
    assert not any(map(leaves, ["http://127.0.0.1:8000/a.js", "file:///a.js", "data:image/png;base64,AA", "blob:null/1"]))


@pytest.fixture
def shown(chromium):
    """A window of 320 pixels and a way to put a page into it."""
    with visit(chromium, width=320) as seen:
        def show(body):
            seen.page.set_content(f"<!doctype html><body style='margin: 0'>{body}")
            return seen.page
        yield show


def test_what_sticks_out_of_a_page_is_named_even_where_the_page_hides_it(shown):
    wide = "<table class=wide style='width: 400px'><tr><td>x</table>"
    assert layout.beyond(shown(f"<div style='overflow-x: auto'>{wide}</div>")) is None
    assert layout.beyond(shown(wide)) == {"beyond": 80, "by": "table.wide"}
    assert layout.beyond(shown(f"<style>html, body {{ overflow-x: hidden }}</style>{wide}"))["beyond"] == 80


@pytest.mark.parametrize(("body", "small"), [
    ("<button style='width: 20px; height: 30px; padding: 0'>x</button>", ["button"]),
    ("<button style='width: 24px; height: 24px; padding: 0'>x</button>", []),
    ("<p>A sentence with <a href=#>a link</a> in it.</p>", []),
    ("<p><a class=alone href=# style='font-size: 12px'>a link alone</a></p>", ["a.alone"]),
    ("<label style='display: inline-block; padding: 6px'><input type=radio> one</label>", []),
    ("<button hidden style='width: 9px'>x</button>", []),
])
def test_targets_under_24_pixels_are_found_links_in_text_apart(shown, body, small):
    assert [target["control"] for target in layout.small_targets(shown(body))] == small


def test_a_chart_without_words_table_or_files_is_named(chromium, tmp_path):
    for kind in ("csv", "svg"):
        (tmp_path / f"whole.{kind}").touch()
    links = "".join(f"<a href=whole.{kind}>{kind}</a>" for kind in ("csv", "svg", "png"))
    whole = f"<svg role=img aria-label='{'words ' * 10}'></svg><table><tbody><tr><td>1</table>{links}"
    (tmp_path / "page.html").write_text(
        f"<figure class=chart data-drawn=live id=whole>{whole}</figure><figure class=chart id=bare><svg></svg></figure>", encoding="utf-8")
    with served(tmp_path) as address, visit(chromium, width=320) as seen:
        seen.page.goto(f"{address}/page.html")
        still = [chart | {"live": False} for chart in charts.look(seen.page)]
        told = [(fault["chart"], fault["what"]) for fault in charts.faults(seen.page, still)]
    bare = ["does not become live", "without description", "without table", "without link to its CSV", "without link to its SVG", "without link to its PNG"]
    assert told == [("whole", "chart whose PNG is not there")] + [("bare", f"chart {what}") for what in bare]


@pytest.mark.parametrize(("cover", "opens"), [("", True), ("<div style='position: fixed; inset: 0'></div>", False)])
def test_a_card_that_cannot_be_opened_is_told_and_not_raised(chromium, cover, opens):
    with visit(chromium, width=320) as seen:
        seen.page.set_content(f"<a class=number data-row=one href=# onmouseover='card.showPopover()'>1</a><div id=card popover>card</div>{cover}")
        seen.page.set_default_timeout(30_000 if opens else 1000)
        assert seen.open_card() is opens


def test_missing_node_is_told_plainly(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PressError, match="needs node .* install Node.js 20 or newer"):
        install()


def test_the_tools_are_pinned_by_hash_and_name_no_host():
    lock = json.loads((ROOT / "press/audit/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages["node_modules/lighthouse"]["version"] == "13.5.0" and packages["node_modules/axe-core"]["version"] == "4.14.1"
    assert [name for name, package in packages.items() if not package.get("integrity") or "resolved" in package] == []


def test_no_page_scrolls_sideways_at_320_pixels_and_no_target_is_too_small(chromium, site):
    found = {}
    with visit(chromium, width=320) as seen:
        for page in reachable(HTML):
            seen.page.goto(f"{site[1]}/{page.path}")
            told = [layout.beyond(seen.page), *layout.small_targets(seen.page)]
            if any(told):
                found[page.path] = [one for one in told if one][:3]
    assert found == {}
