"""Methods that several chapters share, against values worked out by hand."""

import pandas as pd
import pytest

from ledger.methods.compute import model_flops_utilisation, training_flops
from ledger.methods.workload import workload_cost


def test_training_compute_is_six_times_parameters_times_tokens():
    # DeepSeek-V3: 37 billion active parameters, 14.8 trillion tokens.
    assert training_flops(37e9, 14.8e12) == pytest.approx(3.2856e24)
    assert training_flops(37e9, 14.8e12, operations=8) == pytest.approx(4.3808e24)
    assert training_flops(pd.Series([37e9, None]), 1e12).isna().tolist() == [False, True]


def test_utilisation_is_the_share_of_the_peak():
    # 2.664 million hours at 989 TFLOPS could do 9.4849e24 operations.
    assert model_flops_utilisation(3.2856e24, 2.664e6, 989e12) == pytest.approx(0.34640, abs=5e-6)
    assert model_flops_utilisation(3600.0, 1.0, 1.0) == 1.0


def test_a_workload_costs_what_its_price_list_says():
    prices = pd.DataFrame({"input": [0.27, 10.0], "output": [1.10, 30.0], "cached_input": [0.07, None]})
    plain = workload_cost(prices, read=1e6, written=1e6)
    assert plain.tolist() == pytest.approx([1.37, 40.0])
    # Half of what is read is cached: 0.5 x 0.27 + 0.5 x 0.07 = 0.17; without a price for it, nothing is saved.
    assert workload_cost(prices, read=1e6, written=0, cached=0.5).tolist() == pytest.approx([0.17, 10.0])
    assert workload_cost(prices, read=0, written=0).tolist() == [0, 0]
