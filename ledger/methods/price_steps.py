"""The lowest list price in force on each day, as steps."""

import pandas as pd


def lowest_in_force(prices: pd.DataFrame, by: list, value: str) -> pd.DataFrame:
    """Return the lowest price that each group offers, with a row for each day on which it changes.

    prices: columns effective_from and effective_to (datetime64, first and last day; an empty last day means
        that the price still holds, and a row without a first day is left out), ``by`` and ``value``.
    Returns the columns ``by``, date, ``value`` and model (whose price it is), by group and date. Between two rows
    the price stays as it was; a group without any price on a day has a missing value from then on.

    It is the price of the cheapest model, so it also falls when a weaker model comes out: no index of
    prices at constant quality.

    Source: the definition of a lower envelope, here of price lists.
    """
    dated = prices.dropna(subset=["effective_from", value])
    steps = [_steps(group, value).assign(**dict(zip(by, key))) for key, group in dated.groupby(by)]
    columns = [*by, "date", value, "model"]
    return pd.concat(steps, ignore_index=True)[columns] if steps else pd.DataFrame(columns=columns)


def _steps(group: pd.DataFrame, value: str) -> pd.DataFrame:
    ended = group["effective_to"].dropna() + pd.Timedelta(days=1)
    rows = []
    for day in sorted({*group["effective_from"], *ended}):
        valid = group[(group["effective_from"] <= day) & ~(group["effective_to"] < day)]
        best = valid.loc[valid[value].idxmin()] if len(valid) else pd.Series({value: float("nan"), "model": None})
        rows.append({"date": day, value: best[value], "model": best["model"]})
    found = pd.DataFrame(rows)
    return found[found[value].ne(found[value].shift())]
