"""Charts come alive in a real browser, and nothing on the page moves."""

import json

import pytest

from press.charts.stored import stored_charts
from press.contents import notebooks

SHIFTS = """() => {
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""
CHAPTERS = [path.stem for path in notebooks()]


def opened(chromium, address, width, **context):
    page = chromium.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    return page, said


def read_to_the_end(page):
    page.evaluate(SHIFTS)
    while True:
        page.evaluate("scrollBy(0, innerHeight / 2)")
        page.wait_for_timeout(80)
        if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2"):
            break
    page.wait_for_function("() => [...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn === 'live')", timeout=60_000)
    page.wait_for_timeout(100)


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_nothing_moves_and_nothing_is_said_while_a_chapter_is_read(chromium, site, chapter, width):
    page, said = opened(chromium, f"{site[1]}/book/{chapter}.html", width)
    read_to_the_end(page)
    moved = page.evaluate("moved")
    page.context.close()
    assert moved <= 0.02 and said == []


def test_nothing_moves_when_the_reader_touches_the_page_at_a_chart(chromium, site):
    """The chart in view comes alive there and then."""
    page, _ = opened(chromium, f"{site[1]}/book/market-shock.html", 412)
    page.evaluate(SHIFTS)
    # As a reader who had scrolled before the scripts were there.
    page.evaluate("document.querySelector('#chart-losses, figure.chart').scrollIntoView()")
    page.wait_for_function("() => document.querySelector('figure.chart').dataset.drawn === 'live'")
    moved = page.evaluate("moved")
    page.context.close()
    assert moved <= 0.02


def test_no_chart_library_is_loaded_before_the_first_sign(chromium, site):
    page, _ = opened(chromium, f"{site[1]}/book/market-shock.html", 412)
    page.wait_for_load_state("networkidle")
    assert page.locator("script[src*='vega']").count() == 0
    page.mouse.move(10, 10)
    page.wait_for_selector("script[src*='vega']", state="attached")
    page.context.close()


def test_an_address_with_a_chart_brings_it_to_life(chromium, site):
    page, _ = opened(chromium, f"{site[1]}/book/market-shock.html#chart-four-weeks", 1280)
    page.wait_for_selector("#chart-four-weeks[data-drawn=live]")
    page.context.close()


def test_a_live_chart_is_described_and_its_controls_work(chromium, site):
    page, _ = opened(chromium, f"{site[1]}/book/market-shock.html#chart-four-weeks", 1280)
    chart = page.locator("#chart-four-weeks")
    page.wait_for_selector("#chart-four-weeks[data-drawn=live]")
    assert chart.locator(".chart-live").get_attribute("aria-label") == stored_charts()["four-weeks"].takeaway
    drawn = chart.locator("svg").inner_html()
    slider = chart.get_by_label("Trading day set to 100")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('#chart-four-weeks svg').innerHTML !== before", arg=drawn)
    assert chart.locator(".chart-value").inner_text() == "0"
    page.context.close()


def test_what_a_finger_must_hit_is_large_enough(chromium, site):
    page, _ = opened(chromium, f"{site[1]}/book/market-shock.html", 390)
    small = page.locator("figure.chart :is(.chart-tools a, .chart-tools button, summary, .chart-control input, .chart-control select)").evaluate_all(
        "all => all.map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()]).filter(([, box]) => box.width && (box.height < 24 || box.width < 24))"
    )
    page.context.close()
    assert small == []


def test_without_script_a_phone_shows_its_own_picture_and_no_dead_control(chromium, site):
    page, _ = opened(chromium, f"{site[1]}/book/market-shock.html", 390, java_script_enabled=False)
    chart = page.locator("figure.chart").first
    assert chart.locator(".chart-narrow svg").is_visible() and not chart.locator(".chart-wide svg").is_visible()
    assert not chart.locator(".chart-controls").is_visible() and not chart.locator("button").is_visible()
    page.context.close()


def test_a_page_loads_what_its_charts_draw(site):
    for chapter in {chart.chapter for chart in stored_charts().values()}:
        script = (site[0] / "charts" / f"{chapter}.js").read_text(encoding="utf-8")
        drawn = json.loads(script.removeprefix("window.bookSpecs=").removesuffix(";\n"))
        assert list(drawn) == [name for name, chart in stored_charts().items() if chart.chapter == chapter]
        assert all(specification["$schema"].endswith("vega/v6.json") for specification in drawn.values())
