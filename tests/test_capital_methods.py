"""Conversion by a dated rate and the lowest price in force, held to values worked out by hand."""

import pandas as pd
import pytest

from ledger.methods.exchange import convert
from ledger.methods.price_steps import lowest_in_force

RATES = pd.DataFrame({"date": pd.to_datetime(["2025-02-24", "2025-03-06"]), "base": "USD", "quote": "CNY", "rate": [7.0, 7.5]})


def money(amount, currency, day):
    return pd.DataFrame({"amount": [amount], "currency": [currency], "day": pd.to_datetime([day])})


@pytest.mark.parametrize(
    ("amount", "currency", "day", "to", "wanted", "rate_day"),
    [
        (700.0, "CNY", "2025-02-20", "USD", 100.0, "2025-02-24"),
        (750.0, "CNY", "2025-12-31", "USD", 100.0, "2025-03-06"),
        (100.0, "USD", "2025-03-06", "CNY", 750.0, "2025-03-06"),
        (70.0, "CNY", "2025-03-01", "USD", 10.0, "2025-02-24"),  # five days from both: the earlier
    ],
)
def test_an_amount_takes_the_nearest_dated_rate(amount, currency, day, to, wanted, rate_day):
    row = convert(money(amount, currency, day), to, RATES).iloc[0]
    assert row["amount"] == pytest.approx(wanted)
    assert row["rate_date"] == pd.Timestamp(rate_day)


def test_an_amount_in_the_wanted_currency_is_kept_and_names_no_rate():
    row = convert(money(5.0, "USD", "2025-03-06"), "USD", RATES).iloc[0]
    assert row["amount"] == 5.0 and pd.isna(row["rate"]) and pd.isna(row["rate_date"])


def test_there_and_back_gives_the_same_amount():
    there = convert(money(123.0, "CNY", "2025-03-02"), "USD", RATES).iloc[0]["amount"]
    assert convert(money(there, "USD", "2025-03-02"), "CNY", RATES).iloc[0]["amount"] == pytest.approx(123.0)


def test_without_rates_another_currency_is_missing_and_the_order_of_rows_stays():
    rows = pd.concat([money(1.0, "CNY", "2025-06-01"), money(2.0, "USD", "2024-01-01")], ignore_index=True)
    assert convert(rows, "USD", RATES.iloc[:0])["amount"].tolist() == [pytest.approx(float("nan"), nan_ok=True), 2.0]
    assert convert(rows, "USD", RATES)["amount"].tolist() == [pytest.approx(1 / 7.5), 2.0]


def prices(*rows):
    frame = pd.DataFrame(rows, columns=["vendor", "model", "effective_from", "effective_to", "output"])
    return frame.assign(effective_from=pd.to_datetime(frame["effective_from"]), effective_to=pd.to_datetime(frame["effective_to"]))


def test_the_lowest_price_in_force_falls_rises_and_ends():
    rows = prices(
        ("a", "old", "2024-01-01", None, 10.0),
        ("a", "offer", "2024-03-01", "2024-03-31", 1.0),
        ("a", "dearer", "2024-05-01", None, 20.0),
        ("b", "short", "2024-02-01", "2024-02-10", 3.0),
        ("b", "undated", None, None, 0.1),
    )
    steps = lowest_in_force(rows, ["vendor"], "output")
    found = [(row.vendor, f"{row.date:%m-%d}", row.output) for row in steps.itertuples()]
    assert found[:3] == [("a", "01-01", 10.0), ("a", "03-01", 1.0), ("a", "04-01", 10.0)]
    assert found[3] == ("b", "02-01", 3.0)
    assert found[4][:2] == ("b", "02-11") and pd.isna(found[4][2])
    assert len(found) == 5


def test_no_dated_prices_give_no_steps():
    assert lowest_in_force(prices(("a", "undated", None, None, 1.0)), ["vendor"], "output").empty
