"""The card of a number: what it says, and that it opens, stays and closes by mouse, keyboard and touch."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from ledger import load
from ledger.reasoning.conflicts import conflicts
from ledger.reasoning.derived import GRADES
from ledger.package import Ledger
from press import PressError
from press import cards as press_cards
from press.cards import cards
from press.number_nodes import machine_value

CLAIM = "claim:aicerts-r1-training-cost"
HOSTILE = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>\"']]></bdi></article></section>\u202eevil " + "x" * 10_000


class Cards(HTMLParser):
    """Collect a page's numbers, its cards with their text and links, and every id inside the section of cards."""

    def __init__(self, page):
        super().__init__()
        self.numbers, self.text, self.links, self.ids, self._row = [], {}, {}, [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "article":
            self._row = attributes.get("data-row")
            if self._row:
                self.text[self._row], self.links[self._row] = "", []
        elif self._row and tag == "a":
            self.links[self._row].append(attributes["href"])
        elif tag == "a" and attributes.get("class") == "number":
            self.numbers.append(attributes["data-row"])
        if self._row and "id" in attributes:
            self.ids.append(attributes["id"])

    def handle_endtag(self, tag):
        self._row = None if tag == "article" else self._row

    def handle_data(self, data):
        if self._row:
            self.text[self._row] += data


def words(row):
    return " ".join(Cards(cards([row])).text[row].split())


def changed(monkeypatch, table, row, **values):
    """Let cards read a ledger with a row that says something else."""
    book = load()
    frame = book.tables[table].copy()
    for column, value in values.items():
        frame.loc[frame[frame.columns[0]] == row, column] = value
    monkeypatch.setattr(press_cards, "load", lambda: Ledger(book.tables | {table: frame}, None, (), book.recorded))


# What a card says


def test_a_claims_card_says_who_said_what_how_it_was_judged_and_on_what():
    said = words(CLAIM)
    for part in ("5.6 million dollars", "$5.6 million", "Chinese AI Models Escalate Global Race", "Cost And Performance Edge", "the article", "2025-05-28"):
        assert part in said
    assert "✕ contradicted misattributed" in said and "belong to V3" in said
    assert "$5.576 million" in said and "primary" in said and "DeepSeek-AI, DeepSeek-V3 Technical Report (2024)" in said
    links = Cards(cards([CLAIM])).links[CLAIM]
    assert {"ledger.html#aicerts-r1-training-cost", "how-to-read.html#flaw-misattributed", "bibliography.html#cite-deepseek2024v3"} <= set(links)


def test_the_best_evidence_comes_first_and_the_rest_is_counted():
    book = load()
    every = pd.concat([book.evidence.set_index("evidence"), book.derived.set_index("derived")])
    weakest = every["lowest_input"].fillna(every["grade"]).map(GRADES.index)
    named = book.verdicts.set_index("claim")["evidence"].dropna().str.split()
    unsorted = named[named.map(lambda ids: len(ids) > 3 and not weakest[ids].is_monotonic_increasing)]
    assert len(unsorted) > 3
    shown = Cards(cards([f"claim:{claim}" for claim in unsorted.index])).text
    for claim, ids in unsorted.items():
        said = shown[f"claim:{claim}"]
        best = weakest[ids].sort_values().iloc[:3]
        places = {said.find(every["statement"][one]): weakest[one] for one in ids if every["statement"][one] in said}
        assert [places[place] for place in sorted(places)] == list(best), claim
        assert f"and {len(ids) - 3} more" in said


def test_a_claims_card_shows_the_claims_that_it_conflicts_with():
    book = load()
    one, other = conflicts(book)["claims"].iloc[0][:2]
    said, statements = words(f"claim:{one}"), book.claims.set_index("claim")["statement"]
    assert statements[other] in said
    assert f"ledger.html#{other}" in Cards(cards([f"claim:{one}"])).links[f"claim:{one}"]


def test_evidence_says_its_period_grade_work_and_note():
    said = words("evidence:deepseek-v3-table-1-cost")
    for part in ("$5.576 million", "2024-12-26", "primary", "DeepSeek-V3 Technical Report (2024)", "2.788 million H800 hours"):
        assert part in said


def test_a_derived_number_names_its_inputs_with_their_values():
    said = words("derived:nvidia-change-2025-01-27")
    for part in ("-16.97 %", "closes.close where ticker=NVDA and date=2025-01-27 118.42", "date=2025-01-24 142.62", "derived from secondary"):
        assert part in said.replace("−", "-")


def test_a_formula_links_to_the_rows_it_names(monkeypatch):
    changed(
        monkeypatch, "derived", "nvidia-change-2025-01-27",
        formula="[deepseek-v3-table-1-cost] / 2", inputs=pd.Series([["deepseek-v3-table-1-cost"]] * 1000), input_values=pd.Series([["$5.576 million"]] * 1000),
    )  # fmt: skip
    row = "derived:nvidia-change-2025-01-27"
    assert Cards(cards([row])).links[row].count("evidence.html#deepseek-v3-table-1-cost") == 2
    assert "prices the official training of the model" in words(row)


def test_every_row_of_the_ledger_has_a_card_in_which_nothing_missing_is_set_in_type():
    book = load()
    keys = [f"{kind}:{key}" for kind, table in (("claim", "claims"), ("evidence", "evidence"), ("derived", "derived")) for key in book.tables[table].iloc[:, 0]]
    section = Cards(cards(keys))
    assert list(section.text) == keys and section.ids == []
    assert [row for row, text in section.text.items() if re.search(r"\b(?:NaT|nan|None)\b", text)] == []


def test_an_unknown_row_is_named():
    with pytest.raises(PressError, match="claim:no-such-claim"):
        cards(["claim:no-such-claim"])


@pytest.mark.parametrize(
    ("low", "high", "unit", "value"),
    [(5.6e6, 5.6e6, "USD", "5600000"), (17.1, 17.1, "percent", "17.1"), (3.17e8, 3.38e8, "users", "317000000/338000000"),
     (1e12, None, "USD", "1000000000000"), (None, None, None, None), (None, None, "date", "2025-01-27")],
)  # fmt: skip
def test_a_machine_reads_the_value_in_its_base_unit(low, high, unit, value):
    day = pd.Timestamp("2025-01-27")
    assert machine_value({"value_low": low, "value_high": high, "unit": unit, "as_of_from": day, "as_of_to": day}) == value


# The pages


def test_each_number_of_each_page_has_its_card_and_its_value(site):
    found = 0
    for path in (site[0] / "book").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = Cards(text)
        assert [row for row in page.text if not row.startswith("term:")] == list(dict.fromkeys(page.numbers)), path.name
        assert page.ids == [] and text.count('<details class="number-list">') == bool(page.numbers)
        assert text.find("</section>", text.find('<section class="cards"')) < text.rindex("</article>")
        found += len(page.numbers)
    assert found > 100
    text = (site[0] / "book" / "how-to-read.html").read_text(encoding="utf-8")
    assert f'<a class="number" data-note="1" data-row="{CLAIM}" href="ledger.html#aicerts-r1-training-cost" id="number-1"><data value="5600000">$5.6 million</data></a>' in text


@pytest.fixture
def visit(chromium, site):
    """Open a page that stands still: charts drawn, nothing moving under the pointer."""
    contexts = []

    def open_page(name="intro", scheme="http", width=1280, **context):
        folder, address = site
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, **context))
        page = contexts[-1].new_page()
        page.goto(f"{address if scheme == 'http' else folder.as_uri()}/book/{name}.html")
        for figure in page.locator("figure.chart").all():
            figure.scroll_into_view_if_needed()
        page.wait_for_function("() => [...document.querySelectorAll('figure.chart')].every(figure => figure.dataset.drawn)", timeout=30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def numbers(page):
    return page.locator("a.number")


def opened(page, number):
    page.wait_for_function("number => number.getAttribute('aria-expanded') === 'true'", arg=number.element_handle())
    card = page.locator(".number-card")
    assert card.count() == 1 and card.is_visible()
    return card


def closed(page):
    page.wait_for_function("() => !document.querySelector('.number-card')")
    assert page.locator("a.number[aria-expanded=true]").count() == 0


def centre(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def longer_than_the_delay(page):
    page.wait_for_timeout(600)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_by_mouse_a_card_opens_stays_under_the_pointer_and_closes_when_it_leaves(visit, scheme):
    page = visit(scheme=scheme)
    number = numbers(page).nth(3)
    number.scroll_into_view_if_needed()
    before = page.evaluate("() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth, scrollY]")
    number.hover()
    card = opened(page, number)
    assert page.evaluate("() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth, scrollY]") == before
    page.mouse.move(*centre(card), steps=10)
    longer_than_the_delay(page)
    assert card.is_visible()
    page.mouse.move(1, 1)
    closed(page)


def test_escape_closes_the_card_and_leaves_pointer_and_focus_alone(visit):
    page = visit()
    number = numbers(page).nth(3)
    number.hover()
    opened(page, number)
    page.keyboard.press("Escape")
    closed(page)
    x, y = centre(number)
    page.mouse.move(x + 2, y)
    longer_than_the_delay(page)
    closed(page)
    page.mouse.move(1, 1)
    number.hover()
    opened(page, number)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_by_keyboard_tab_goes_from_the_number_through_its_card_to_the_next_number(visit, scheme):
    page = visit(scheme=scheme)
    place = page.evaluate("[...document.querySelectorAll('a.number')].findIndex(number => number.matches(':has(+ a.number)'))")
    first, second = numbers(page).nth(place), numbers(page).nth(place + 1)
    first.focus()
    card = opened(page, first)
    links = card.locator("a").count()
    assert links >= 2
    for place in range(links):
        page.keyboard.press("Tab")
        assert page.evaluate("place => document.querySelectorAll('.number-card a')[place] === document.activeElement", place)
    longer_than_the_delay(page)
    assert card.is_visible()
    page.keyboard.press("Tab")
    assert second.evaluate("number => number === document.activeElement")
    opened(page, second)
    page.keyboard.press("Escape")
    closed(page)
    assert second.evaluate("number => number === document.activeElement")
    page.keyboard.press("Shift+Tab")
    opened(page, first)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    closed(page)
    assert first.evaluate("number => number === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(ledger|evidence)\.html#"))


def test_only_one_card_is_open(visit):
    page = visit()
    one, other = numbers(page).nth(3), numbers(page).nth(4)
    one.focus()
    opened(page, one)
    other.hover()
    opened(page, other)


def test_a_resting_pointer_does_not_take_the_card_from_the_keyboard(visit):
    page = visit()
    numbers(page).nth(3).hover()
    opened(page, numbers(page).nth(3))
    for place in (1, 2):
        numbers(page).nth(place).focus()
        opened(page, numbers(page).nth(place))
    longer_than_the_delay(page)
    opened(page, numbers(page).nth(2))


@pytest.mark.parametrize("width", [320, 390])
def test_by_touch_the_first_tap_opens_and_the_second_follows_the_link(visit, width):
    page = visit(width=width, has_touch=True, is_mobile=True)
    number = numbers(page).nth(3)
    address = page.url
    number.tap()
    card = opened(page, number)
    longer_than_the_delay(page)
    assert card.is_visible() and page.url == address
    card.locator(".card-said").tap()
    longer_than_the_delay(page)
    assert card.is_visible()
    page.touchscreen.tap(2, page.viewport_size["height"] - 2 if card.bounding_box()["y"] < 400 else 120)
    closed(page)
    number.tap()
    opened(page, number)
    number.tap()
    page.wait_for_url(re.compile(r"/(ledger|evidence)\.html#"))


def test_a_link_inside_the_card_leads_to_the_ledger_by_touch(visit):
    page = visit("how-to-read", width=390, has_touch=True)
    number = numbers(page).first
    number.tap()
    opened(page, number).get_by_text("This claim in the ledger").tap()
    page.wait_for_url("**/ledger.html#aicerts-r1-training-cost")


INSIDE = """() => [...document.querySelectorAll('a.number')].flatMap(number => {
  number.focus();
  const box = document.querySelector('.number-card').getBoundingClientRect(), line = number.getBoundingClientRect();
  const seen = box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  const apart = box.top >= line.bottom - 1 || box.bottom <= line.top + 1;
  const wide = document.documentElement.scrollWidth > innerWidth;
  return seen && apart && !wide && box.height > 60 ? [] : [[number.textContent, box.toJSON(), line.toJSON()]];
})"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_card_stays_inside_the_view_and_beside_its_number(visit, width):
    page = visit("capital", width=width)
    assert page.evaluate(INSIDE) == []


CONTRASTS = """() => {
  const light = css => css.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  return [...document.querySelectorAll('.number-card *')].filter(part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(text => {
    let behind = text;
    while (getComputedStyle(behind).backgroundColor.endsWith(', 0)')) behind = behind.parentElement;
    const [a, b] = [getComputedStyle(text).color, getComputedStyle(behind).backgroundColor].map(light).sort((x, y) => y - x);
    return [text.className || text.tagName, (a + 0.05) / (b + 0.05)];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_is_readable_light_and_dark(visit, scheme):
    page = visit("capital", color_scheme=scheme)
    verdicts = set()
    for number in numbers(page).all():
        number.focus()
        card = opened(page, number)
        verdicts.update(card.locator(".verdict").all_inner_texts())
        faint = [part for part in page.evaluate(CONTRASTS) if part[1] < 4.5]
        assert faint == []
    assert len({verdict[0] for verdict in verdicts}) >= 3, verdicts


def test_links_in_a_card_are_large_enough_to_touch(visit):
    page = visit()
    numbers(page).nth(3).focus()
    heights = page.locator(".number-card a").evaluate_all("links => links.map(link => link.getBoundingClientRect().height)")
    assert heights and min(heights) >= 24


def test_a_card_respects_reduced_motion_forced_colours_and_print(visit):
    page = visit("how-to-read", reduced_motion="reduce", forced_colors="active")
    numbers(page).first.focus()
    style = page.locator(".number-card").evaluate("card => [getComputedStyle(card).animationName, getComputedStyle(card).borderTopStyle]")
    assert style == ["none", "solid"]
    page.emulate_media(media="print")
    assert not page.locator(".number-card").is_visible()


def test_without_script_a_number_is_a_plain_link_to_its_row(visit, chromium, site):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site[1]}/book/how-to-read.html")
    assert not page.locator("section.cards").is_visible()
    number = numbers(page).first
    assert number.get_attribute("aria-haspopup") is None
    number.click()
    page.wait_for_url("**/ledger.html#aicerts-r1-training-cost")
    page.context.close()


# Hostile rows


@pytest.fixture
def hostile(monkeypatch):
    changed(monkeypatch, "claims", "aicerts-r1-training-cost", statement=HOSTILE, speaker=HOSTILE, section=HOSTILE)
    return cards([CLAIM])


def test_hostile_text_is_text(hostile):
    assert "<script" not in hostile and "<img" not in hostile and hostile.count("</article>") == 1 and hostile.count("</section>") == 1
    assert HOSTILE in Cards(hostile).text[CLAIM]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_hostile_row_neither_runs_nor_breaks_the_page(chromium, site, hostile, width):
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # Ids such as a row may have, which a careless script would take for its own.
    clobbering = "".join(f'<span id="{name}"></span>' for name in ("body", "cards", "card", "current", "getElementById", "showPopover"))
    text = (site[0] / "book" / "how-to-read.html").read_text(encoding="utf-8")
    text = re.sub(r'<details class="number-list">.*?</section>\n</details>', lambda _: hostile + clobbering, text, flags=re.S)
    page.route("**/how-to-read.html", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(f"{site[1]}/book/how-to-read.html")
    number = numbers(page).first
    number.focus()
    card = opened(page, number)
    assert HOSTILE.split("\u202e")[0] in card.inner_text() and card.locator("script, img").count() == 0
    assert page.evaluate("window.ran") is None and errors == []
    assert page.evaluate(INSIDE) == []
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
    # The override ends with the text that holds it: what follows still runs from left to right.
    assert page.evaluate("""() => {
      const value = document.querySelector('.number-card .card-value').firstChild, ends = [0, value.length - 1].map(place => {
        const range = document.createRange();
        range.setStart(value, place);
        range.setEnd(value, place + 1);
        return range.getBoundingClientRect().left;
      });
      return ends[0] < ends[1];
    }""")
    page.keyboard.press("Escape")
    closed(page)
    page.context.close()
