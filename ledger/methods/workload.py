"""The price of a fixed workload: the same text through every model's price list."""

import pandas as pd

MILLION = 1e6


def workload_cost(prices: pd.DataFrame, read: float, written: float, cached: float = 0.0) -> pd.Series:
    """Return what a workload costs at each row's list price.

    prices: columns input, output and cached_input, money per million tokens. A row without a price for
        cached input pays the full input price for all that it reads.
    read, written: tokens of the workload (count). cached: the part of what is read that the provider
        has seen just before, from 0 to 1.

    The result is in the money of ``prices``. It takes a token of every maker as the same piece of text,
    which they are not, and it ignores batch discounts and long-text surcharges.

    Source: our own definition; it follows how providers bill, by the token read, read again and written.
    """
    again = prices["cached_input"].fillna(prices["input"])
    reading = read * ((1 - cached) * prices["input"] + cached * again)
    return (reading + written * prices["output"]) / MILLION
