"""The roofline model and the measures of the export rule against values worked out by hand."""

import math

import pandas as pd
import pytest

from ledger.methods.export_rule import performance_density, total_processing_performance
from ledger.methods.roofline import attainable, crossover, ridge_point


def test_ridge_point_of_an_h100():
    # 989.4 TFLOPS over 3.35 TB/s
    assert ridge_point(989.4e12, 3.35e12) == pytest.approx(295.34, abs=0.005)


def test_attainable_below_at_and_above_the_ridge():
    # 3.35 x 40 = 134; the ridge gives the peak itself; above it nothing more
    assert attainable(989.4e12, 3.35e12, 40) == pytest.approx(134e12)
    assert attainable(148e12, 4e12, ridge_point(148e12, 4e12)) == pytest.approx(148e12)
    assert attainable(148e12, 4e12, 1000) == 148e12


def test_attainable_takes_series_and_keeps_gaps():
    reached = attainable(pd.Series([989.4e12, None]), pd.Series([3.35e12, 4e12]), 40)
    assert reached[0] == pytest.approx(134e12) and math.isnan(reached[1])


def test_crossover_of_h20_and_h100():
    # 148 / 3.35; the order of the two chips does not matter
    assert crossover(148e12, 4e12, 989.4e12, 3.35e12) == pytest.approx(44.179, abs=0.0005)
    assert crossover(989.4e12, 3.35e12, 148e12, 4e12) == pytest.approx(44.179, abs=0.0005)


@pytest.mark.parametrize("peaks", [(148e12, 4e12, 2500e12, 8e12), (989e12, 3.35e12, 989e12, 4.8e12), (math.nan, 4e12, 989e12, 3.35e12)])
def test_chips_that_never_change_places_have_no_crossover(peaks):
    assert math.isnan(crossover(*peaks))


@pytest.mark.parametrize("chips", [(148e12, 4e12, 989.4e12, 3.35e12), (776e12, 3.2e12, 148e12, 4e12)])
def test_at_the_crossover_both_chips_reach_the_same(chips):
    at = crossover(*chips)
    assert attainable(*chips[:2], at) == pytest.approx(attainable(*chips[2:], at))


def test_total_processing_performance_and_density_of_an_h20():
    # 148 TFLOPS x 16 bits = 296 TFLOPS x 8 bits = 2,368; over 814 square millimetres 2.91
    tpp = total_processing_performance(148e12, 16)
    assert tpp == pytest.approx(2368) == total_processing_performance(296e12, 8)
    assert performance_density(tpp, 814) == pytest.approx(2.909, abs=0.0005)
