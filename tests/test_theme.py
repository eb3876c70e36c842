"""The page around the text: colours, contents, headings, landmarks, and only the scripts that it needs."""

import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup

from press import ROOT
from press.contents import pages

NAMES = [page.stem for page in pages()]
SOURCES = {path.name: path for folder in ("press/theme/scripts", "ledger/display") for path in (ROOT / folder).glob("*.js")}
INK = "() => getComputedStyle(document.querySelector('figure.chart .chart-view text')).fill"
PAPER = "() => getComputedStyle(document.documentElement).backgroundColor"


def brightness(colour):
    """Return the mean of red, green and blue of a CSS colour, 0 to 255."""
    return sum(map(float, re.findall(r"[\d.]+", colour)[:3])) / 3


class Outline(HTMLParser):
    """The headings of a page in order, its landmarks and its language."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.landmarks, self.language = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("header", "main", "footer") or (tag in ("nav", "aside") and "aria-label" in attributes):
            self.landmarks.append((tag, attributes.get("aria-label")))
        if tag == "html":
            self.language = attributes.get("lang")


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_in_order_and_landmarks_have_names(site, name):
    outline = Outline((site[0] / "book" / f"{name}.html").read_text(encoding="utf-8"))
    steps = [after - before for before, after in zip(outline.headings, outline.headings[1:])]
    assert outline.headings[0] == 1 and outline.headings.count(1) == 1 and max(steps, default=0) <= 1, outline.headings
    assert outline.language == "en" and len(set(outline.landmarks)) == len(outline.landmarks)
    assert {"header", "main", "footer"} <= {tag for tag, _ in outline.landmarks} and ("nav", "Contents of the book") in outline.landmarks


USES = {
    "page.js": ".site-colours",
    "search-box.js": ".site-search",
    "charts.js": "figure.chart",
    "start-charts.js": "figure.chart",
    "copy-citation.js": "button[data-citation]",
    "copy-code.js": ".cell_input .highlight",
    "tables.js": ".record-table.searchable",
    "cite.js": "a.cite",
    "cards.js": "section.cards",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_the_scripts_that_it_uses_and_no_other(site, name):
    page = BeautifulSoup((site[0] / "book" / f"{name}.html").read_text(encoding="utf-8"), "html5lib")
    needed = [script for script, used in USES.items() if page.select_one(used)]
    # The first one is the template's own, before the first paint.
    held = [script.string.strip() for script in page.select("script:not([type])")][1:]
    assert page.select("script[src]") == []
    assert held == [SOURCES[script].read_text(encoding="utf-8").strip() for script in needed]


def test_the_colours_follow_the_reader_at_once_and_are_remembered(chromium, site):
    page = chromium.new_context(color_scheme="light").new_page()
    page.goto(f"{site[1]}/book/intro.html")
    light = page.evaluate(PAPER), page.evaluate(INK)
    page.get_by_role("combobox", name="Colours").select_option("dark")
    dark = page.evaluate(PAPER), page.evaluate(INK)
    page.reload()
    kept = page.evaluate(PAPER), page.evaluate(INK)
    page.get_by_role("combobox", name="Colours").select_option("")
    system = page.evaluate(PAPER), page.evaluate(INK)
    page.context.close()
    assert brightness(light[0]) > 200 > 60 > brightness(light[1])
    assert brightness(dark[0]) < 60 < 200 < brightness(dark[1])
    assert kept == dark and system == light


def test_without_script_the_colours_are_the_systems(chromium, site):
    page = chromium.new_context(color_scheme="dark", java_script_enabled=False).new_page()
    page.goto(f"{site[1]}/book/rules.html")
    shown = page.locator(".site-colours").is_visible(), page.locator("#contents").count()
    page.context.close()
    context = chromium.new_context(color_scheme="dark")
    scripted = context.new_page()
    scripted.goto(f"{site[1]}/book/rules.html")
    dark = scripted.evaluate(PAPER)
    context.close()
    assert shown == (False, 1) and brightness(dark) < 60


def test_the_contents_open_on_a_phone_and_close_with_escape(chromium, site):
    page = chromium.new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{site[0].as_uri()}/book/chips.html")
    contents, button = page.get_by_role("navigation", name="Contents of the book"), page.get_by_role("button", name="Contents")
    assert not contents.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert contents.is_visible() and contents.locator("[aria-current=page]").inner_text().startswith("Chips")
    page.keyboard.press("Escape")
    assert not contents.is_visible() and button.evaluate("button => button === document.activeElement")
    page.context.close()


def test_the_first_tab_skips_to_the_text(chromium, site):
    page = chromium.new_context().new_page()
    page.goto(f"{site[0].as_uri()}/book/rules.html")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_the_systems_own_contrast_reaches_the_charts(chromium, site):
    page = chromium.new_context(forced_colors="active", color_scheme="dark").new_page()
    page.goto(f"{site[1]}/book/intro.html")
    ink, paper = page.evaluate(INK), page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    probe = "() => { const it = document.createElement('p'); it.style.color = 'CanvasText'; document.body.append(it); return getComputedStyle(it).color; }"
    wanted = page.evaluate(probe)
    faint = page.evaluate("() => getComputedStyle(document.querySelector('figure.chart .chart-view line')).stroke")
    page.context.close()
    assert ink == wanted and ink != paper and brightness(faint) < brightness(ink)


def test_nothing_moves_for_a_reader_who_wants_no_motion(chromium, site):
    page = chromium.new_context(reduced_motion="reduce").new_page()
    page.goto(f"{site[1]}/book/market-shock.html")
    page.locator("a.number").first.hover()
    page.locator(".number-card").wait_for()
    moving = page.evaluate("() => document.getAnimations().length + (getComputedStyle(document.documentElement).scrollBehavior === 'smooth')")
    page.context.close()
    assert moving == 0


@pytest.mark.parametrize("name", ["rules", "how-to-read", "market-shock"])
def test_previous_and_next_say_their_titles(chromium, site, name):
    page = chromium.new_context().new_page()
    page.goto(f"{site[0].as_uri()}/book/{name}.html")
    place = NAMES.index(name)
    for relation, neighbour in (("prev", NAMES[place - 1]), ("next", NAMES[place + 1])):
        link = page.locator(f".neighbours a[rel={relation}]")
        assert link.get_attribute("href") == f"{neighbour}.html" and len(link.inner_text().split()) >= 2
    page.context.close()
