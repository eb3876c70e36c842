"""A number in the text of a page is that of the row it links to."""

import json
import re

import pandas as pd
import pytest

from ledger import load
from ledger.numbers import disagreement
from press.contents import pages

LINK = re.compile(r"\[([^\]]+)\]\((claim|evidence):([^)]+)\)")
PAGES = {page.stem: page for page in pages()}


def prose(page):
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        return text
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown")


@pytest.mark.parametrize("name", PAGES)
def test_the_numbers_of_a_page_are_those_of_their_rows(name):
    book = load()
    rows = {"claim": book.claims.set_index("claim"), "evidence": book.evidence.set_index("evidence")}
    wrong = []
    for text, scheme, key in LINK.findall(prose(PAGES[name])):
        assert key in rows[scheme].index, f"{name}: unknown {scheme} {key}"
        told = disagreement(text, rows[scheme].loc[key].to_dict())
        if told:
            wrong.append(f"[{text}]({scheme}:{key}): {told}")
    assert wrong == []


def row(low, high, unit="USD", day=None):
    day = pd.NaT if day is None else pd.Timestamp(day)
    return {"value_low": low, "value_high": high, "unit": unit, "as_of_from": day, "as_of_to": day}


NONE = float("nan")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$5.576 million", row(5.576e6, 5.576e6)),
        ("6 million dollars", row(5.576e6, 5.576e6)),
        ("317 to 338 million", row(317.4e6, 338.2e6, "users")),
        ("560 kilowatts", row(560e3, 560e3, "watts")),
        ("at most 128K tokens", row(NONE, 131072, "tokens")),
        ("20 percent", row(-20, -20, "percent")),
        ("94.31 dollars on 4 April", row(94.31, 94.31, day="2025-04-04")),
        ("the R1 of GPT-4o and 910C", row(752e12, 752e12, "FLOP/s")),
        ("Ascend 950", row(NONE, NONE, None)),
    ],
)
def test_a_number_that_is_the_rounded_value_agrees(text, value):
    assert disagreement(text, value) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$5.577 million", row(5.576e6, 5.576e6)),
        ("5.6 billion dollars", row(5.576e6, 5.576e6)),
        ("316 to 338 million", row(317.4e6, 338.2e6, "users")),
        ("128K tokens", row(NONE, 256000, "tokens")),
        ("5 April", row(94.31, 94.31, day="2025-04-04")),
    ],
)
def test_another_number_is_named(text, value):
    assert "is not the value" in disagreement(text, value)
