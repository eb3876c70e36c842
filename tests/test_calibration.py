"""Scores of forecasts equal values worked out by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from ledger.methods.calibration import as_known, brier_score, hit_difference, hit_shares


def test_an_early_day_knows_no_later_outcome():
    rows = pd.DataFrame(
        [("hit", "2025-07-23", "2025-12-31"), ("miss", "2026-01-19", "2026-01-31"), ("unknown", None, "2025-09-30"), ("unknown", None, None), ("too-early", None, "2030-12-31")],
        columns=["outcome", "resolved_on", "due_to"],
    ).assign(reason="told")
    rows[["resolved_on", "due_to"]] = rows[["resolved_on", "due_to"]].apply(pd.to_datetime)
    known = as_known(rows, pd.Timestamp("2025-12-31"))
    assert list(known["outcome"]) == ["hit", "too-early", "unknown", "too-early", "too-early"]
    assert list(known["reason"] == "told") == [True, False, False, False, False]
    assert as_known(rows, None) is rows
    assert set(as_known(rows, pd.Timestamp("2025-01-31"))["outcome"]) == {"too-early"}


def test_wilson_bounds_are_those_of_the_formula():
    few = pd.DataFrame({"wording": ["will"] * 4, "hit": [True, True, True, False]})
    (row,) = hit_shares(few, "wording").to_dict("records")
    z, n, p = 1.959964, 4, 0.75
    middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert (row["hits"], row["forecasts"], row["share"]) == (3, 4, 75)
    assert (row["low"], row["high"]) == pytest.approx((100 * (middle - half), 100 * (middle + half)), abs=1e-3)


def test_a_group_where_all_came_true_keeps_room_for_chance():
    (row,) = hit_shares(pd.DataFrame({"wording": ["may"], "hit": [True]}), "wording").to_dict("records")
    # 1 of 1 by Wilson: 1 / (1 + 1.96 ** 2) = 20.7 percent.
    assert row["high"] == 100 and row["low"] == pytest.approx(20.65, abs=0.01)


def test_no_settled_forecast_gives_no_row():
    assert hit_shares(pd.DataFrame({"wording": pd.Series(dtype=str), "hit": pd.Series(dtype=bool)}), "wording").empty


def test_brier_score_of_a_forecaster_of_rain():
    said, came = pd.Series([0.9, 0.9, 0.2]), pd.Series([1, 0, 0])
    # (0.01 + 0.81 + 0.04) / 3
    assert brier_score(said, came) == pytest.approx(0.286667, abs=1e-6)
    assert math.isnan(brier_score(said.iloc[:0], came.iloc[:0]))


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 1])), min_size=1))
def test_a_score_lies_between_best_and_worst_and_half_is_a_quarter(pairs):
    said, came = (pd.Series(column, dtype=float) for column in zip(*pairs))
    assert 0 <= brier_score(said, came) <= 1
    assert brier_score(said * 0 + 0.5, came) == pytest.approx(0.25)


def test_the_difference_of_two_groups_is_that_of_the_paper():
    counts = [("will", 56, 70), ("may", 48, 80)]
    rows = pd.DataFrame([(name, place < hits) for name, hits, total in counts for place in range(total)], columns=["wording", "hit"])
    # Newcombe 1998, example (a) of table II: 56 of 70 against 48 of 80.
    assert hit_difference(rows, "wording", "will", "may") == pytest.approx((5.24, 33.39), abs=0.005)
    assert all(math.isnan(limit) for limit in hit_difference(rows, "wording", "will", "expected"))
