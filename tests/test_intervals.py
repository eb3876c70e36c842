"""What is written becomes an interval, and units convert exactly."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import LedgerError
from ledger.reasoning.intervals import intervals, meet
from ledger.reasoning.units import convert

NONE = float("nan")


def interval(qualifier, low, high=None, unit="USD", first=pd.NaT, last=pd.NaT):
    row = {"qualifier": qualifier, "value_low": low, "value_high": low if high is None else high, "unit": unit, "as_of_from": first, "as_of_to": last}
    return intervals(pd.DataFrame([row]).astype({"as_of_from": "datetime64[ns]", "as_of_to": "datetime64[ns]"})).iloc[0]


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "unit", "expected"),
    [
        ("exactly", 5.6e6, None, "USD", "[5550000, 5650000)"),
        ("exactly", 5.576e6, None, "USD", "[5575500, 5576500)"),
        ("exactly", 17.1, None, "percent", "[17.05, 17.15)"),
        ("exactly", 1e12, None, "USD", "[900000000000, 1100000000000)"),
        ("exactly", 30.0, None, "percent", "[29.5, 30.5)"),
        ("exactly", 6.0, None, "count", "[6, 6]"),
        ("exactly", -30.0, None, "percent", "[-30.5, -29.5)"),
        ("nearly", 1e12, None, "USD", "[900000000000, 1000000000000)"),
        ("nearly", -20.0, None, "percent", "(-20, -18]"),
        ("about", 138e9, None, "USD", "[137000000000, 139000000000]"),
        ("over", 1e12, NONE, "USD", "(1000000000000, inf)"),
        ("at-least", 12.0, NONE, "count", "[12, inf)"),
        ("under", NONE, 10.0, "USD", "(-inf, 10)"),
        ("at-most", NONE, 128000.0, "tokens", "(-inf, 128000]"),
        ("between", 6.0, 12.0, "years", "[6, 12]"),
    ],
)
def test_the_words_say_which_ends_are_open(qualifier, low, high, unit, expected):
    found = interval(qualifier, low, low if high is None else high, unit)
    ends = "[" if found.low_closed else "(", "]" if found.high_closed else ")"
    assert f"{ends[0]}{found.low:.15g}, {found.high:.15g}{ends[1]}" == expected


def test_a_month_ends_before_the_first_day_of_the_next():
    january, first = (interval(None, NONE, NONE, "date", pd.Timestamp(a), pd.Timestamp(b)) for a, b in (("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-01")))
    assert not meet(january, first)


def test_nearly_and_over_one_value_do_not_meet():
    assert not meet(interval("nearly", 1e12), interval("over", 1e12, NONE))
    assert meet(interval("nearly", 1e12), interval("under", NONE, 1e12))


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (1, "years", "months", 12),
        (1, "hours", "minutes", 60),
        (1, "days", "hours", 24),
        (2.19, "USD/1M-tokens", "USD/tokens", Fraction(219, 10**8)),
        (17.1, "percent", "ratio", Fraction(171, 1000)),
        (3, "percentage-points", "percentage-points", 3),
    ],
)
def test_units_convert_exactly(value, unit, to, expected):
    assert convert(value, unit, to) == expected


UNITS = [("years", "months"), ("hours", "minutes"), ("percent", "ratio"), ("USD/1M-tokens", "USD/tokens"), ("days", "hours"), ("CNY/USD", "CNY/USD")]


@given(st.sampled_from(UNITS), st.fractions())
def test_a_conversion_and_its_way_back_lose_nothing(pair, value):
    unit, to = pair
    assert convert(convert(value, unit, to), to, unit) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_percent_are_hundredths_exactly(value):
    assert convert(float(value), "percent", "ratio") == Fraction(repr(float(value))) / 100


@pytest.mark.parametrize(("unit", "to"), [("USD", "CNY"), ("percent", "percentage-points"), ("months", "days"), ("chips", "dies"), ("furlongs", "days")])
def test_what_does_not_convert_is_named(unit, to):
    with pytest.raises(LedgerError, match=f"{unit}"):
        convert(1, unit, to)
