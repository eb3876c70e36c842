"""The data package is sound, and one broken cell is named with table, row, column and what was expected."""

import json
import re

import pytest
from pybtex.database import parse_file

from ledger import LedgerError, load
from ledger.validation import rows, seal, validate
from press import ROOT
from press.contents import pages
from tests.tables import change, rewrite


def valued(table):
    """The first row that states a value."""
    return next(row for row in table if row["value_low"] and row["value_high"])


def test_package_is_valid():
    assert [str(problem) for problem in validate()] == []


BREAKS = {
    "wrong type": ("claims", "value_low", lambda table: valued(table).update(value_low="five"), "number"),
    "unknown key": ("claims", "subject", lambda table: table[0].update(subject="nobody"), "nobody"),
    "word outside the list": ("evidence", "grade", lambda table: table[0].update(grade="hearsay"), "primary"),
    "missing unit": ("claims", "unit", lambda table: valued(table).update(unit=""), "the unit of"),
    "another unit than its metric": ("evidence", "unit", lambda table: valued(table).update(unit="bananas"), "in metrics.csv"),
    "low above high": ("evidence", "value_low", lambda table: valued(table).update(value_low="9e99"), "at most value_high"),
    "offset outside its article": ("claims", "end", lambda table: table[0].update(end="999999"), "characters"),
    "start after end": ("claims", "start", lambda table: table[0].update(start=table[0]["end"]), "before end"),
    "empty required cell": ("closes", "close", lambda table: table[0].update(close=""), "value"),
    "duplicate key": ("verdicts", None, lambda table: table.append(table[0]), "key"),
    "verdict without its claim": ("verdicts", "claim", lambda table: table[0].update(claim="no-such-claim"), "no-such-claim"),
    "claim without a verdict": ("verdicts", "claim", lambda table: table.pop(0), "one verdict a claim"),
    "not a number": ("evidence", "value_low", lambda table: valued(table).update(value_low="NaN"), "finite"),
    "low above high in a series": ("capex", "amount_low", lambda table: table[0].update(amount_low="9e20"), "at most amount_high"),
    "published after the review": ("evidence", "published", lambda table: table[0].update(published="2099-01-01"), "last review"),
    "unknown evidence": ("verdicts", "evidence", lambda table: table[0].update(evidence="no-such-evidence"), "evidence.csv"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_one_broken_cell_is_named(data, kind):
    table, column, change, expected = BREAKS[kind]
    rewrite(data / f"{table}.csv", change)
    seal(data)
    problems = validate(data)
    assert problems, kind
    told = str(problems[0])
    assert f"data/{table}.csv" in told and expected in told
    assert problems[0].column == column


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "told"),
    [
        ("entities", "us-shares", "part_of", "us-technology-shares", "wholes that are not a part of it in turn"),
        ("entities", "us-shares", "part_of", "nobody", "'nobody', expected the key of a row that is there"),
        ("metrics", "users", "growth_of", "no-metric", "'no-metric', expected the key of a row that is there"),
        ("conflict_readings", "exclusive-statuses-deepseek-r2", "evidence", "no-evidence", "'no-evidence', expected the key"),
        ("sources", "milestones", "published_from", "2026-01-05", "no later than published"),
    ],
)
def test_a_key_without_its_row_and_an_order_that_cannot_be_are_named(data, table, row, column, value, told):
    change(data / f"{table}.csv", row, **{column: value})
    seal(data)
    assert any(f"data/{table}.csv, row" in str(one) and told in str(one) for one in validate(data))


def test_tertiary_evidence_alone_never_decides(data):
    tertiary = next(row["evidence"] for _, row in rows(data / "evidence.csv") if row["grade"] == "tertiary")
    rewrite(data / "verdicts.csv", lambda table: table[0].update(verdict="contradicted", evidence=tertiary))
    seal(data)
    assert any("better than tertiary" in str(problem) for problem in validate(data))


def test_an_unmeant_change_is_noticed_and_a_meant_one_can_be_sealed(data):
    rewrite(data / "closes.csv", lambda table: table[0].update(close="1.23"))
    assert "make seal" in str(validate(data)[0])
    seal(data)
    assert validate(data) == []


def test_a_missing_table_and_a_malformed_one_say_which(data):
    (data / "users.csv").unlink()
    assert "data/users.csv" in str(validate(data)[0])
    with pytest.raises(LedgerError, match="data/users.csv is missing"):
        load(folder=data)
    (data / "users.csv").write_text('date,users\n"2025-01-01,1\n', encoding="utf-8")
    assert "every opened quote closed" in str(validate(data)[0])
    with pytest.raises(LedgerError, match="data/users.csv"):
        load(folder=data)
    with pytest.raises(LedgerError, match="data/users.csv"):
        seal(data)


def test_a_descriptor_that_is_not_json_says_where(data):
    (data / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(LedgerError, match="datapackage.json, line 1"):
        load(folder=data)


def test_every_citation_is_in_the_bibliography_and_every_entry_is_cited():
    entries = set(parse_file(str(ROOT / "book" / "references.bib")).entries)
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    cited = {
        row["citation"]
        for resource in package["resources"]
        for _, row in rows(ROOT / "data" / resource["path"])
        if "citation" in row
    }
    in_prose = {key for page in pages() for key in re.findall(r"\{cite\}`([^`]+)`", page.read_text(encoding="utf-8"))}
    assert cited - entries == set(), "cited, but not in book/references.bib"
    assert entries - cited - in_prose == set(), "in book/references.bib, but cited by no row and no page"
