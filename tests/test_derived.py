"""The book's own arithmetic: computed from rows, with units, intervals and grades; a bad formula is named with its cell."""

import pytest

from ledger import LedgerError, load
from ledger.errors import CellError
from ledger.reasoning.derived import GRADES
from ledger.validation import seal, validate
from tests.tables import change, rewrite

ROW = "llama-405b-hours-over-v3"
OTHER = "llama-4-maverick-hours-over-v3"
# Stored by hand before formulas existed, and worked out again on paper: 30.84 / 2.788 million hours.
KNOWN = 11.0617

BROKEN = {
    "a cycle": ({ROW: f"[{OTHER}] * 2", OTHER: f"[{ROW}]"}, f"a cycle, {ROW} -> {OTHER} -> {ROW}", "formulas that lead to evidence"),
    "an unknown reference": ({ROW: "[no-such-row] / 2"}, "no-such-row", "the id of evidence, a claim or a derived number"),
    "an unknown column": ({ROW: "[closes.price where ticker=NVDA]"}, "the column 'price'", "close"),
    "an unknown condition": ({ROW: "count([closes where colour=red])"}, "colour=red", "a column of data/closes.csv"),
    "a unit that does not fit": ({ROW: "[llama-3-1-405b-hours]"}, "gpu_hours", "a formula in ratio"),
    "two units in one sum": ({ROW: "[llama-3-1-405b-hours] + [deepseek-v3-table-1-cost]"}, "gpu_hours", "a formula in ratio"),
    "a range for a value": ({ROW: "[deepseek-v2-price] / [gpt-4-turbo-price.low]"}, "'deepseek-v2-price', which is a range", "[deepseek-v2-price.low]"),
    "an open side": ({ROW: "[llama-3-1-405b-training-tokens.high] / [deepseek-v3-training-tokens]"}, "states no value on that side", "a formula in ratio"),
    "several rows for one": ({ROW: "[closes.close where ticker=NVDA]"}, "a reference to 2", "expected one row, or sum, min, max"),
    "no row for one": ({ROW: "[closes.close where ticker=NOBODY]"}, "a reference to 0 rows", "expected one row"),
    "an empty cell": ({ROW: "sum([training_runs.gpu_hours where run=minimax-m1-rl]) / [llama-3-1-405b-hours]"}, "without a value", "a formula in ratio"),
    "code": ({ROW: "__import__('os')"}, "__import__", "one of sum, min, max"),
    "an attribute": ({ROW: "[llama-3-1-405b-hours].real"}, "real", "numbers, references"),
    "a division by zero": ({ROW: "[llama-3-1-405b-hours] / ([deepseek-v3-table-1-hours] - [deepseek-v3-table-1-hours])"}, "a division by zero", "a divisor that is not zero"),
    "broken brackets": ({ROW: "([llama-3-1-405b-hours]"}, "expected arithmetic", "a formula in ratio"),
}  # fmt: skip


def set_formulas(data, formulas):
    """Write formulas into derived.csv; return the row number, as a spreadsheet counts, of the first."""
    numbers = {}

    def change(table):
        for number, row in enumerate(table, start=2):
            if row["derived"] in formulas:
                row["formula_low"], row["formula_high"] = formulas[row["derived"]], ""
                numbers[row["derived"]] = number

    rewrite(data / "derived.csv", change)
    return numbers


def value_of(name, data=None, **edition):
    book = load(folder=data, **edition) if data else load(**edition)
    return book.derived.set_index("derived").loc[name]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_bad_formula_is_named_with_its_cell(data, kind):
    formulas, found, expected = BROKEN[kind]
    numbers = set_formulas(data, formulas)
    with pytest.raises(CellError) as caught:
        load(folder=data)
    problem = caught.value.problem
    assert (problem.table, problem.row, problem.column) == ("derived.csv", numbers[ROW], "formula_low")
    told = str(problem)
    assert found in told and expected in told


def test_the_check_of_the_package_tells_of_a_bad_formula_too(data):
    set_formulas(data, {ROW: "[no-such-row]"})
    seal(data)
    assert any("data/derived.csv" in str(problem) and "no-such-row" in str(problem) for problem in validate(data))


def test_a_known_number_comes_out_with_the_interval_that_its_rounded_inputs_leave():
    row = value_of(ROW)
    assert row["value_low"] == row["value_high"] == pytest.approx(KNOWN, abs=5e-5)
    assert row["low"] == pytest.approx(30.835 / 2.7885) and row["high"] == pytest.approx(30.845 / 2.7875)


@pytest.mark.parametrize(
    ("formula", "unit", "value"),
    [
        ("1 - 1 / 4", "ratio", 0.75),
        ("sum([training_runs.gpu_hours where model=DeepSeek-V3]) / [llama-3-1-405b-hours]", "ratio", 2.788 / 30.84),
        ("count([training_runs where model=DeepSeek-V3 and gpu_hours>5000])", "ratio", 2),
        ("mean([training_runs.gpu_hours where model=DeepSeek-V3]) / max([training_runs.gpu_hours where model=DeepSeek-V3])", "ratio", 2.788 / 3 / 2.664),
    ],
)
def test_formulas_reach_over_tables(data, formula, unit, value):
    set_formulas(data, {ROW: formula})
    assert value_of(ROW, data)["value_low"] == pytest.approx(value)


def test_values_come_in_the_units_of_their_metric():
    assert value_of("deepseek-v2-over-gpt-4-turbo")[["value_low", "value_high"]].tolist() == pytest.approx([100 * 0.28 / 30, 100 * 0.14 / 10])
    assert value_of("llama-3-1-405b-implied-rate")["value_low"] == pytest.approx(170 / 30.84)
    assert value_of("o1-to-r1-months")["value_low"] == pytest.approx(46 / 30.44)
    assert value_of("wechat-after-app-fame")[["value_low", "value_high"]].tolist() == [20, 21]
    assert value_of("cloudmatrix-memory")["value_low"] == 384 * 128e9


def test_a_formula_follows_its_inputs(data):
    rewrite(data / "evidence.csv", lambda table: next(row for row in table if row["evidence"] == "llama-3-1-405b-hours").update(value_low="33456000", value_high="33456000"))
    assert value_of(ROW, data)["value_low"] == pytest.approx(12)


def test_no_value_lies_outside_its_own_interval():
    derived = load().derived
    lower, upper = derived.dropna(subset="value_low"), derived.dropna(subset="value_high")
    assert (lower["low"] <= lower["value_low"]).all() and (upper["value_high"] <= upper["high"]).all()


def test_an_edition_knows_a_number_only_once_every_input_is_published():
    # Meta published Llama 3.1 in July 2024 and Llama 4 in April 2025, DeepSeek on 26 December 2024.
    assert value_of(ROW, as_of="2025-01-28")["published"].strftime("%Y-%m-%d") == "2024-12-26"
    assert OTHER not in set(load(as_of="2025-01-28").derived["derived"]) and OTHER in set(load(as_of="2025-06-30").derived["derived"])


def test_a_number_is_as_weak_as_its_weakest_input_however_deep(data):
    assert value_of(ROW)["lowest_input"] == "primary"
    set_formulas(data, {ROW: "[comparable-us-run-like-for-like] / [deepseek-v3-table-1-cost]", "comparable-us-run-like-for-like": "[gpt-oss-120b-hours] * [deepseek-v3-rental-rate]"})
    row = value_of(ROW, data)
    assert row["lowest_input"] == "tertiary" and GRADES.index("tertiary") == len(GRADES) - 1
    assert {"meta2024llama31"}.isdisjoint(row["citations"]) and {"lephongphu2025gptoss", "deepseek2024v3"} <= set(row["citations"])


def test_a_formula_error_is_a_ledger_error():
    assert issubclass(CellError, LedgerError)


@pytest.mark.parametrize("formula", ["[aicerts-r1-training-cost]", "[5600000 USD]"])
def test_a_claim_and_a_typed_figure_cannot_prove_anything(data, formula):
    change(data / "derived.csv", "comparable-us-run-like-for-like", formula_low=formula)
    derived = load(folder=data).derived.set_index("derived")
    assert derived.loc["comparable-us-run-like-for-like", "lowest_input"] == "tertiary"


def test_arithmetic_on_a_claim_goes_with_its_article():
    assert "users-february-claim-increase" in set(load().derived["derived"])
    assert "users-february-claim-increase" not in set(load(exclude_sources=["milestones"]).derived["derived"])


@pytest.mark.parametrize("formula", ["reference_0", "2 ** 2 ** 999", "1" + " + 1" * 3000])
def test_a_formula_that_would_never_end_or_names_what_it_may_not_is_refused(data, formula):
    change(data / "derived.csv", "llama-405b-hours-over-v3", formula_low=formula)
    with pytest.raises(CellError, match="derived.csv, row .*, column formula_low"):
        load(folder=data)


def test_a_statement_with_another_number_than_its_value_is_named(data):
    change(data / "derived.csv", "nvidia-change-2025-01-27", statement="Nvidia fell 17.96 percent on 27 January 2025.")
    seal(data)
    told = [str(problem) for problem in validate(data)]
    assert any("data/derived.csv, row 2, column statement: found 'Nvidia fell 17.96 percent" in one and "-16.97 %" in one for one in told), told
