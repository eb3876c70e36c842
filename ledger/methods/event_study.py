"""Event study: what shares did beyond the market around a day, and how unusual that was among their other days.

Source: MacKinlay, Event Studies in Economics and Finance (1997).
"""

import numpy as np
import pandas as pd


def daily_returns(closes: pd.DataFrame) -> pd.DataFrame:
    """Return simple daily returns in percent: one row a trading day, one column a ticker.

    closes: columns date, ticker, close (one row a ticker and day). A return runs from the ticker's own close
        before, so that exchanges may close on different days; the first day has none.
    """
    ordered = closes.sort_values(["ticker", "date"])
    ordered = ordered.assign(change=100 * ordered.groupby("ticker")["close"].pct_change(fill_method=None))
    return ordered.pivot(index="date", columns="ticker", values="change").dropna(how="all")


def abnormal_returns(returns: pd.DataFrame, benchmark: str, beta: float = 1.0) -> pd.DataFrame:
    """Return the return of every column less ``beta`` times that of the column ``benchmark``.

    returns: percent, as `daily_returns` gives them. With a beta of one these are market-adjusted returns:
    nothing is estimated, which a short record does not allow. Any other beta is the caller's assumption.

    The result is in percentage points. Source: MacKinlay, Event Studies in Economics and Finance (1997).
    """
    return returns.sub(beta * returns[benchmark], axis=0).drop(columns=benchmark)


def against_other_days(abnormal: pd.DataFrame, start, end=None) -> pd.DataFrame:
    """Compare the abnormal return summed from ``start`` to ``end`` (CAR) with all days outside of that window.

    abnormal: percentage points, one row a trading day, one column a share or portfolio.
    start, end: first and last day of the window, both inside; without ``end`` the window is one day.

    One row a column of ``abnormal``: car; days (in the window); other_days; deviation (standard deviation of
    the other days, percentage points); ratio, car / (deviation * sqrt(days)), which is like a t-value;
    and for a window of one day rank (1 is the largest size of all days), p = rank / (other_days + 1) and
    smallest_p, the least that this many days can give. Both tails count. Ranks take the days as exchangeable;
    the ratio takes them as independent and of equal spread.

    Source: Brown and Warner, Using Daily Stock Returns (1985).
    """
    inside = (abnormal.index >= start) & (abnormal.index <= (start if end is None else end))
    window, others = abnormal[inside], abnormal[~inside]
    days, other_days = window.count(), others.count()
    car, deviation = window.sum(min_count=1), others.std()
    table = pd.DataFrame({"car": car, "days": days, "other_days": other_days, "deviation": deviation})
    table["ratio"] = car / (deviation * np.sqrt(days))
    table["rank"] = (1 + (others.abs() >= car.abs()).sum()).where(days == 1)
    table["p"] = table["rank"] / (other_days + 1)
    table["smallest_p"] = (1 / (other_days + 1)).where(days == 1)
    return table
