"""Money in one currency, by the dated rate nearest to its day."""

import pandas as pd


def convert(money: pd.DataFrame, to: str, rates: pd.DataFrame) -> pd.DataFrame:
    """Return each amount in the currency ``to``, with the rate used and its day.

    money: columns amount, currency and day (datetime64). rates: columns date, base, quote and rate
        (units of quote for one of base), one pair of currencies.
    Returns amount, rate and rate_date on the index of ``money``. An amount that is already in ``to`` keeps
    its value and has no rate. Of two rates equally near the earlier is used. Without any rate, amounts in
    another currency are missing.

    A spot rate says what the sum would have bought in the other currency on that day; it is neither an average
    of the period in which the money is spent nor a purchasing power parity.

    Source: International Monetary Fund, Balance of Payments and International Investment Position Manual,
    sixth edition (2009), chapter 3, for the market rate of the day; the nearest rate on record stands for it.
    """
    days = money["day"].rename("wanted").rename_axis("row").reset_index().sort_values("wanted", kind="stable")
    dated = rates[["date", "base", "quote", "rate"]].sort_values("date")
    found = (
        pd.merge_asof(days, dated, left_on="wanted", right_on="date", direction="nearest").set_index("row").reindex(money.index)
    )
    factor = found["rate"].where(found["quote"].eq(to), 1 / found["rate"])
    same = money["currency"].eq(to)
    return pd.DataFrame(
        {
            "amount": money["amount"].where(same, money["amount"] * factor),
            "rate": found["rate"].mask(same),
            "rate_date": found["date"].mask(same),
        }
    )
