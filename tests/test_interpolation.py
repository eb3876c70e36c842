"""Bounds between counts, rounding, peaks and sampling: hand-checked values, edges and properties."""

import numpy as np
import pandas as pd
import pytest

from ledger.methods.interpolation import between, reached
from ledger.methods.peaks import mean_of_the_rest, most_time_at
from ledger.methods.rounding import growth_range
from ledger.methods.sampling import half_width

COUNTS = pd.Series([100.0, 400.0, 500.0], index=pd.to_datetime(["2025-01-01", "2025-01-11", "2025-01-21"]))


def test_half_way_the_straight_line_is_the_mean_and_constant_growth_the_geometric_mean():
    row = between(COUNTS, ["2025-01-06"]).iloc[0]
    assert row.to_list() == pytest.approx([100, 400, 250, 200])


def test_on_a_counted_day_everything_is_the_count_and_outside_nothing_is_known():
    rows = between(COUNTS, ["2025-01-11", "2024-12-31", "2025-01-22"])
    assert rows.iloc[0].to_list() == pytest.approx([400] * 4)
    assert rows.iloc[1:].isna().all(axis=None)
    assert between(COUNTS.iloc[:0], ["2025-01-11"]).isna().all(axis=None)


def test_both_paths_stay_inside_the_bounds_on_every_day():
    rows = between(COUNTS, pd.date_range(COUNTS.index[0], COUNTS.index[-1]))
    for path in ("straight line", "constant growth"):
        assert (rows[path] >= rows["low"] - 1e-9).all() and (rows[path] <= rows["high"] + 1e-9).all()
    assert (rows["constant growth"] <= rows["straight line"] + 1e-9).all()


def test_the_date_of_a_value_lies_between_the_counts_that_enclose_it():
    dates = reached(COUNTS, 200)
    assert [f"{day:%m-%d}" for day in dates] == ["01-01", "01-11", "01-04", "01-06"]
    assert reached(COUNTS, 500)["latest"] == pd.Timestamp("2025-01-21")
    assert reached(COUNTS, 501).isna().all() and reached(COUNTS, 99).isna().all()


def test_rounding_gives_the_growth_room_on_both_sides():
    assert growth_range(249, 515, 1) == pytest.approx((100 * (514.5 / 249.5 - 1), 100 * (515.5 / 248.5 - 1)))
    assert growth_range(10, 20, 0) == pytest.approx((100, 100))


def test_no_series_beats_the_bound_on_its_peaks():
    assert most_time_at(30, 13) == pytest.approx(13 / 30)
    assert most_time_at(30, 13, 1.2) == pytest.approx(11.8 / 28.8)
    assert most_time_at(pd.Series([5.0, 26.0]), 13).to_list() == pytest.approx([1, 0.5])
    for seed in range(20):
        weeks = np.random.default_rng(seed).uniform(1, 30, 52)
        assert (weeks >= 20).mean() <= most_time_at(20, weeks.mean(), weeks.min()) + 1e-12


def test_the_rest_keeps_the_mean():
    rest = mean_of_the_rest(4, 30, 13, 52)
    assert (4 * 30 + 48 * rest) / 52 == pytest.approx(13)


def test_the_error_of_a_survey():
    assert half_width(0.5, 9604) == pytest.approx(0.01, abs=1e-5)
    assert half_width(0.5, 9604, design_effect=4) == pytest.approx(0.02, abs=1e-5)
