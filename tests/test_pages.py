"""The rendered pages in a real browser with the network cut off, over http and from file://."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import altair as alt
import pytest

from ledger import figure, load
from ledger.display.charts import interactive
from press.audit.visit import leaves
from press.contents import pages

NAMES = [page.stem for page in pages()]

DRAWN = """() => [...document.querySelectorAll('figure.chart')].map(figure => {
  const box = figure.querySelector('svg').getBoundingClientRect();
  return {id: figure.id, drawn: figure.dataset.drawn, width: box.width, height: box.height};
})"""


def visit(chromium, address, width=1280, **context):
    """Read a page to its end; return the page, its errors and the requests that would leave the machine."""
    page = chromium.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    errors, away = [], []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: away.append(request.url) if leaves(request.url) else None)
    page.goto(address)
    page.wait_for_load_state("load")
    for chart in page.locator("figure.chart").all():
        chart.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)", timeout=30_000)
    return page, errors, away


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_page_opens_and_draws_every_chart_without_the_network(chromium, site, scheme, name):
    folder, address = site
    root = address if scheme == "http" else folder.as_uri()
    page, errors, away = visit(chromium, f"{root}/book/{name}.html")
    charts = page.evaluate(DRAWN)
    page.context.close()
    assert errors == [] and away == []
    assert all(chart["drawn"] == "live" and chart["width"] > 200 and chart["height"] > 50 for chart in charts), charts
    if name in ("market-shock", "releases", "chips", "adoption", "capital"):
        assert len(charts) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_needs_no_sideways_scroll(chromium, site, name):
    page, _, _ = visit(chromium, f"{site[1]}/book/{name}.html", width=390)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    narrow = [chart for chart in page.evaluate(DRAWN) if not 0 < chart["width"] <= 390]
    page.context.close()
    assert overflow <= 0 and narrow == []


def test_a_chart_follows_the_width_of_its_page(chromium, site):
    page, _, _ = visit(chromium, f"{site[1]}/book/market-shock.html", width=390)
    page.set_viewport_size({"width": 1280, "height": 900})
    # A chart out of view is laid out again when it comes near.
    for chart in page.locator("figure.chart").all():
        chart.scroll_into_view_if_needed()
        fits = "figure => figure.querySelector('svg').getBoundingClientRect().width === figure.querySelector('.chart-live').clientWidth"
        page.wait_for_function(fits, arg=chart.element_handle())
    page.context.close()


@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Asia/Shanghai"])
def test_the_day_of_the_shock_is_the_same_in_every_time_zone(chromium, site, zone):
    page, _, _ = visit(chromium, f"{site[1]}/book/market-shock.html", timezone_id=zone)
    said = page.locator("#chart-four-weeks [aria-roledescription='point']").evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    page.context.close()
    assert any("date: 27 Jan;" in label and "index: 83" in label for label in said), said[:3]


def test_a_chart_stays_readable_without_script(chromium, site):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site[1]}/book/market-shock.html")
    assert page.locator("figure.chart svg[role=img]").count() >= 4
    assert page.locator("figure.chart .chart-table td").count() > 100
    page.context.close()


def test_a_notebook_in_jupyter_draws_its_charts_too(chromium):
    book = load()
    chart = alt.Chart(book.users).mark_line().encode(x="date:T", y="users:Q")
    words = dict.fromkeys(["title", "subtitle", "takeaway", "source"], "a word")
    page = chromium.new_context().new_page()
    page.set_content(figure(chart, name="a-chart", table=book.users, **words).html() + interactive().data)
    page.wait_for_function("() => document.querySelector('figure.chart').dataset.drawn === 'live'")
    page.context.close()


def test_a_control_changes_its_chart_by_keyboard(chromium, site):
    page, errors, _ = visit(chromium, f"{site[1]}/book/market-shock.html")
    chart = page.locator("#chart-moves-by-share")
    before = chart.locator("svg").inner_html()
    chart.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("html => document.querySelector('#chart-moves-by-share svg').innerHTML !== html", arg=before)
    page.context.close()
    assert errors == []


def test_the_ledger_can_be_searched_and_sorted_from_file(chromium, site):
    page, errors, _ = visit(chromium, f"{site[0].as_uri()}/book/ledger.html")
    rows = page.locator("#ledger-table tbody tr")
    every = rows.count()
    page.get_by_label("Search the table").fill("5.6 million")
    page.wait_for_function("n => document.querySelectorAll('#ledger-table tbody tr:not([hidden])').length < n", arg=every)
    assert "aicerts-r1-training-cost" in page.locator("#ledger-table tbody").inner_text()
    page.get_by_label("Search the table").fill("")
    page.locator("#ledger-table th", has_text="Verdict").click()
    page.wait_for_function("() => document.querySelector('#ledger-table tbody .verdict').innerText.includes('contradicted')")
    page.context.close()
    assert errors == []


CONTRAST = """selector => {
  const light = css => css.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const text = document.querySelector(selector);
  let behind = text;
  while (getComputedStyle(behind).backgroundColor.endsWith(', 0)')) behind = behind.parentElement;
  const [a, b] = [getComputedStyle(text).color, getComputedStyle(behind).backgroundColor].map(light).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ledger", "evidence"])
def test_the_record_is_readable_light_and_dark(chromium, site, name, scheme):
    page, _, _ = visit(chromium, f"{site[1]}/book/{name}.html", color_scheme=scheme)
    page.get_by_label("Search the table").wait_for()
    contrast = {part: page.evaluate(CONTRAST, f"#{name}-table {part}") for part in ("thead th", "tbody td", "tbody a", ".record-count")}
    page.context.close()
    assert min(contrast.values()) >= 4.5, contrast


def test_a_number_leads_to_its_row(chromium, site):
    page, _, _ = visit(chromium, f"{site[1]}/book/how-to-read.html")
    page.locator("a.number", has_text="5.6 million").click()
    page.wait_for_url("**/ledger.html#aicerts-r1-training-cost")
    assert page.locator("[id='aicerts-r1-training-cost']").is_visible()
    page.context.close()


class Links(HTMLParser):
    """Collect a page's ids, its links, and what it loads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        loaded = attributes.get("href") if tag == "link" and attributes.get("rel") != "canonical" else attributes.get("src")
        if loaded:
            self.loads.append(loaded)


def test_every_internal_link_and_citation_resolves_and_nothing_is_loaded_from_elsewhere(site):
    folder, _ = site
    parsed = {path.resolve(): Links(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    broken = []
    for path, page in parsed.items():
        assert [load for load in page.loads if urlsplit(load).scheme in ("http", "https")] == [], path.name
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            fragment = unquote(parts.fragment)
            if not target.exists() or (fragment and target in parsed and fragment not in parsed[target].ids):
                broken.append(f"{path.name} -> {link}")
    assert broken == []


def test_a_page_names_no_content_network(site):
    for path in (site[0] / "book").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not any(host in text for host in ("jsdelivr", "unpkg.com", "cdnjs")), path.name


@pytest.mark.parametrize("name", ["how-to-read", "ledger", "source-contender", "source-milestones", "evidence", "derived", "data-dictionary", "status"])
def test_a_missing_value_is_not_set_in_type(site, name):
    text = (site[0] / "book" / f"{name}.html").read_text(encoding="utf-8")
    assert re.findall(r"<td[^>]*>[^<]*\b(?:NaT|nan|None)\b", text) == []


def test_two_renderings_are_the_same_byte_for_byte(site):
    from press.render import render

    folder = site[0]
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    render()
    after = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert [str(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)] == []


