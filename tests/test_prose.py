"""A number in the text of a page is that of the row it links to, and no number stands alone."""

import pandas as pd
import pytest

from ledger import load
from ledger.display.names import names
from ledger.display.numbers import disagreement, mended
from press.numbers import check
from press.prose import bare, links

NAMES = names(load().tables)
NONE = float("nan")


def test_every_number_of_every_page_has_its_row():
    census = check()
    assert census.faults == []
    assert census.bound.total() > 250 and census.bound["derived"] > 40


def row(low, high=None, unit="USD", first=None, last=None, qualifier=None):
    first = pd.NaT if first is None else pd.Timestamp(first)
    return {
        "value_low": low, "value_high": low if high is None else high, "unit": unit, "qualifier": qualifier,
        "as_of_from": first, "as_of_to": first if last is None else pd.Timestamp(last),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$5.576 million", row(5.576e6)),
        ("6 million dollars", row(5.576e6)),
        ("317 to 338 million", row(317.4e6, 338.2e6, "users")),
        ("800,000 to one million dies", row(8e5, 1e6, "dies")),
        ("560 kilowatts", row(560e3, unit="watts")),
        ("300 PFLOPS", row(300e15, unit="FLOP/s")),
        ("at most 128K tokens", row(NONE, 131072, "tokens")),
        ("over one trillion dollars", row(1e12, NONE, qualifier="over")),
        ("nearly $1 trillion", row(1e12, qualifier="nearly")),
        ("94.31 dollars on 4 April", row(94.31, first="2025-04-04")),
        ("due in early 2026", row(NONE, unit="date", first="2026-01-01", last="2026-03-31")),
        ("19 percent", row(0.194, unit="ratio")),
        ("¥1 trillion", row(1e12, unit="CNY")),
        ("under 10 dollars per million tokens", row(NONE, 10.0, "USD/1M-tokens", qualifier="under")),
        ("1.24 to 1.3 percentage points", row(1.24, 1.3, "percentage-points")),
        ("more than 100 million dollars", row(170e6)),
        ("the R1 of GPT-4o and 910C", row(752e12, unit="FLOP/s")),
    ],
)
def test_a_number_that_is_the_rounded_value_agrees(text, value):
    assert disagreement(text, value, NAMES) is None


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("$5.577 million", row(5.576e6), "another value"),
        ("5.6 billion dollars", row(5.576e6), "another value"),
        ("316 to 338 million", row(317.4e6, 338.2e6, "users"), "another value"),
        ("317 million", row(317.4e6, 338.2e6, "users"), "one value, where the row has a range"),
        ("128K tokens", row(NONE, 131072, "tokens"), "written as a value, where the row has a bound"),
        ("5 April", row(94.31, first="2025-04-04"), "5 April is not in the row's period"),
        ("in 2024", row(NONE, unit="date", first="2026-01-01"), "2024 is not in the row's period"),
        ("5.6 million yuan", row(5.6e6), "written in CNY, the row is in USD"),
        ("5.6 million", row(5.6e6), "written without its unit"),
        ("18.8 percent", row(18.8, unit="percentage-points"), "written in percent, the row is in percentage-points"),
        ("1 trillion dollars", row(1e12, qualifier="nearly"), "written without 'nearly'"),
        ("over 1 trillion dollars", row(1e12, qualifier="nearly"), "written with 'over' for 'nearly'"),
        ("20 percent", row(-20, unit="percent"), "written without a minus or a word such as fell"),
        ("-20 percent", row(20, unit="percent"), "written with a minus"),
        ("over 200 million dollars", row(170e6), "another value"),
        ("more than 1 dollar", row(170e6), "another value"),
        ("nearly $5.2 million", row(5.6e6), "another value"),
        ("nearly 30 percent", row(31.0, unit="percent", qualifier="nearly"), "another value"),
        ("about 560 kilowatts", row(570e3, unit="watts", qualifier="about"), "another value"),
        ("$5.6 mn", row(5.6), "the word 'mn' was not understood"),
        ("$5.6 Billion", row(5.6), "the word 'Billion' was not understood"),
        ("HK$5.6 million", row(5.6e6), "written in a currency"),
        ("560 megawatts", row(560, unit="watts"), "another value"),
        ("$2 per thousand tokens", row(2, unit="USD/1M-tokens"), "written in another number of tokens"),
    ],
)
def test_what_differs_is_named(text, value, told):
    assert disagreement(text, value, NAMES).startswith(told)


@pytest.mark.parametrize(
    ("sentence", "value", "agrees"),
    [
        ("The price was cut by 20 percent.", -20, True),
        ("It stood 20 percent below its start, after a gain in March.", -20, True),
        ("After the fall of Monday it rose by 20 percent.", -20, False),
        ("The share fell by 20 percent.", 20, False),
        ("After the fall of Monday it rose by 20 percent.", 20, True),
    ],
)
def test_the_words_around_a_link_tell_its_sign(sentence, value, agrees):
    change = row(value, unit="percent") | {"metric": "share-price-change"}
    assert (disagreement("20 percent", change, NAMES, sentence) is None) == agrees


@pytest.mark.parametrize(
    ("text", "value", "new"),
    [
        ("5.576 million dollars", row(5.676e6), "5.676 million dollars"),
        ("$5.6 million", row(7.14e6), "$7.1 million"),
        ("317 to 338 million", row(321.2e6, 340e6, "users"), "321 to 340 million"),
        ("17.1 percent", row(17.2, unit="percent"), "17.2 percent"),
        ("about five years", row(6, unit="years", qualifier="about"), "about 6 years"),
        ("1 trillion dollars", row(1e12, qualifier="nearly"), "nearly 1 trillion dollars"),
        ("560 kilowatts", row(560e3, unit="watts", qualifier="about"), "about 560 kilowatts"),
        ("110 million downloads", row(1.2e8, NONE, "count"), "at least 120 million downloads"),
        ("5.6 million yuan", row(5.6e6), "$5.6 million"),
        ("4 April", row(NONE, unit="date", first="2025-04-07"), "2025-04-07"),
    ],
)
def test_a_stale_number_is_mended_in_its_own_style_where_that_is_right(text, value, new):
    assert mended(text, value, NAMES) == new
    assert disagreement(new, value, NAMES) is None


@pytest.fixture
def page(tmp_path):
    def write(text):
        path = tmp_path / "page.md"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "text",
    [
        "On 27 January 2025 and from 24 to 28 January, in March 2020, in 2025, on 2025-01-27.",
        "R1, V3, GPT-4o, H100 and the Llama 3.1 405B of the S&P 500.",
        "Set the rate to `5.5`.\n\n```\n42\n```\n\n1. First\n2. Second\n",
        "It cost [5.6 million dollars](claim:aicerts-r1-training-cost) {cite}`deepseek2024v3`.",
        "See [the table](https://example.org/2/3).",
        "One of the two articles.",
    ],
)
def test_dates_names_code_and_links_need_no_row(page, text):
    assert bare(page(text), NAMES)[0] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It cost 5.6 million.", "5.6"),
        ("It cost $5 then.", "$5"),
        ("A fall of seven percent.", "seven percent"),
        ("Over one trillion dollars.", "one trillion"),
        ("Some half a billion yuan.", "half a billion"),
        ("Some 2,025 chips.", "2,025"),
        ("# What 42 means", "42"),
        ("```{dropdown} What 42 is\nA number.\n```", "42"),
        ("<p>Some 77 chips</p>", "77"),
        ("It cost USD99 then.", "USD99"),
        ("Some 2024 chips.", "2024"),
        ("Some six thousand dollars.", "six thousand"),
        ("| a | 17.1 % |\n|---|---|\n| b | c |", "17.1 %"),
    ],
)
def test_a_bare_number_is_found_with_its_line(page, text, number):
    assert bare(page(f"First.\n\n{text}"), NAMES)[0] == [("page.md, line 3", number)]


def test_a_link_is_found_with_its_words_and_place(page):
    (link,) = links(page("One.\n\nTwo\nprices [fell](evidence:some-id) today."))
    assert (link.text, link.scheme, link.key, link.place) == ("fell", "evidence", "some-id", "page.md, line 4")
    assert "prices fell today" in link.sentence
