"""The event study gives what a calculator gives, and keeps the laws that any data must keep."""

import numpy as np
import pandas as pd
import pytest

from ledger import load
from ledger.methods.event_study import abnormal_returns, against_other_days, daily_returns

DAYS = pd.to_datetime(["2025-01-23", "2025-01-24", "2025-01-27", "2025-01-28"])
SHOCK = pd.Timestamp("2025-01-27")


def closes(**prices):
    return pd.DataFrame([{"date": day, "ticker": ticker, "close": close} for ticker, row in prices.items() for day, close in zip(DAYS, row)])


def test_returns_and_abnormal_returns_by_hand():
    returns = daily_returns(closes(CHIP=[100, 102, 81.6, 85.68], MARKET=[50, 50.5, 50, 50.25]))
    assert returns["CHIP"].tolist() == pytest.approx([2, -20, 5])
    assert returns["MARKET"].tolist() == pytest.approx([1, -0.990099, 0.5])
    abnormal = abnormal_returns(returns, "MARKET")
    assert list(abnormal.columns) == ["CHIP"]
    assert abnormal["CHIP"].tolist() == pytest.approx([1, -19.009901, 4.5])
    assert abnormal_returns(returns, "MARKET", beta=2)["CHIP"].tolist() == pytest.approx([0, -18.019802, 4])


def test_one_day_against_the_others_by_hand():
    abnormal = pd.DataFrame({"CHIP": [1.0, -3, 2, -10, 4]}, index=pd.date_range("2025-01-23", periods=5))
    row = against_other_days(abnormal, pd.Timestamp("2025-01-26")).loc["CHIP"]
    # The others are 1, -3, 2, 4: mean 1, squares 0 + 16 + 1 + 9 = 26, divided by 3.
    assert row["deviation"] == pytest.approx((26 / 3) ** 0.5)
    assert row["ratio"] == pytest.approx(-10 / (26 / 3) ** 0.5)
    assert (row["rank"], row["p"], row["smallest_p"]) == (1, 0.2, 0.2)


def test_a_longer_window_sums_its_days_and_has_no_rank():
    abnormal = pd.DataFrame({"CHIP": [1.0, -3, 2, -10, 4]}, index=pd.date_range("2025-01-23", periods=5))
    row = against_other_days(abnormal, pd.Timestamp("2025-01-26"), pd.Timestamp("2025-01-27")).loc["CHIP"]
    assert (row["car"], row["days"], row["other_days"]) == (-6, 2, 3)
    assert row["ratio"] == pytest.approx(-6 / (7**0.5 * 2**0.5))
    assert np.isnan(row["rank"]) and np.isnan(row["p"])


def test_ranks_of_all_days_share_one_law():
    """Over all days the ranks of a share are 1 to n once each, and no p is below the smallest one."""
    abnormal = pd.DataFrame({"A": np.random.default_rng(7).normal(size=19)}, index=pd.date_range("2025-01-20", periods=19))
    rows = pd.concat([against_other_days(abnormal, day) for day in abnormal.index])
    assert sorted(rows["rank"]) == list(range(1, 20))
    assert (rows["p"] >= rows["smallest_p"] - 1e-12).all()


def test_a_share_without_closes_in_the_window_has_no_result():
    returns = daily_returns(closes(CHIP=[100, 102, np.nan, 85.68], MARKET=[50, 50.5, 50, 50.25]))
    row = against_other_days(abnormal_returns(returns, "MARKET"), SHOCK).loc["CHIP"]
    assert np.isnan(row["car"]) and np.isnan(row["ratio"])


@pytest.mark.parametrize(("evidence", "ticker", "end", "column"), [
    ("nvidia-abnormal-ratio", "NVDA", None, "ratio"),
    ("apple-abnormal-ratio", "AAPL", None, "ratio"),
    ("microsoft-abnormal-ratio", "MSFT", None, "ratio"),
    ("nvidia-car-to-14-february", "NVDA", "2025-02-14", "car"),
])  # fmt: skip
def test_the_recorded_results_are_those_of_the_method(evidence, ticker, end, column):
    rows = against_other_days(recorded(), SHOCK, pd.Timestamp(end) if end else None)
    assert round(abs(rows.loc[ticker, column]), 1) == load().value(evidence)


def test_the_recorded_count_of_largest_moves_is_that_of_the_method():
    book = load()
    shares = book.tickers.loc[book.tickers["kind"] == "share", "ticker"]
    assert (against_other_days(recorded(), SHOCK).loc[shares, "rank"] == 1).sum() == book.value("largest-of-the-days")


def recorded():
    closes = load().closes
    return abnormal_returns(daily_returns(closes[closes["date"].between("2025-01-17", "2025-02-14")]), "^GSPC")
