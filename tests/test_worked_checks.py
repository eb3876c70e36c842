"""Each chapter's spreadsheet gives the chapter's number, and a reader can type it."""

import io
import re
import zipfile

import pytest

from press import ROOT, PressError, worked_checks
from press.downloads import files
from press.edition import load
from press.prose import links
from ledger.package import Ledger

CHAPTERS = ["market-shock", "releases", "chips", "adoption", "capital", "one-year-on"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_a_check_that_ends_in_one_of_its_numbers(chapter):
    cells = worked_checks.worked_checks()[chapter]
    assert cells[-1].result and sum(isinstance(cell.typed, str) for cell in cells) >= 1
    assert cells[-1].result in {link.key for link in links(ROOT / "book" / f"{chapter}.ipynb")}, "the chapter does not state it"


def test_the_workbook_holds_live_formulas_with_their_values():
    with zipfile.ZipFile(io.BytesIO(files()["worked-checks.xlsx"])) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="B4"><f>100\*\(B3/B2-1\)</f><v>-16\.968167\d*</v>', sheet)


@pytest.mark.parametrize(
    ("row", "change", "told"),
    [
        ("B4", {"content": "=100*(B3/B9-1)"}, "names B9, which is not a cell further up"),
        ("B4", {"content": "=100*(B2/B3-1)"}, "gives 20.43573721 percent, but nvidia-change-2025-01-27 is -16.96816716"),
        ("B4", {"content": "=WEATHER(B2)"}, "is not a spreadsheet formula that gives one number"),
        ("B3", {"content": "[no-such-row]"}, "'no-such-row', expected the id of evidence"),
        ("B4", {"unit": "USD"}, "the unit 'USD', but nvidia-change-2025-01-27 is in percent"),
    ],
)
def test_a_check_that_does_not_give_its_number_is_named(monkeypatch, row, change, told):
    book = load()
    table = book.worked_checks[(book.worked_checks["chapter"] == "market-shock") & book.worked_checks["cell"].isin(["B2", "B3", "B4"])].copy()
    for column, value in change.items():
        table.loc[table["cell"] == row, column] = value
    monkeypatch.setattr(worked_checks, "load", lambda: Ledger(book.tables | {"worked_checks": table}, None, (), book.recorded))
    worked_checks.worked_checks.cache_clear()
    try:
        with pytest.raises(PressError, match=f"market-shock {row}: .*{re.escape(told)}"):
            worked_checks.worked_checks()
    finally:
        worked_checks.worked_checks.cache_clear()
