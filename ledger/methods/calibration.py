"""How well forecasts did: what was known on a day, the share that came true with its interval, and the Brier score."""

import pandas as pd

from ledger.methods.proportions import newcombe, wilson


def as_known(forecasts: pd.DataFrame, as_of: pd.Timestamp | None) -> pd.DataFrame:
    """Return ``forecasts`` with the outcomes that were known on a day.

    forecasts: columns outcome, resolved_on (day on which the latest evidence came out), due_to and reason.
    as_of: the day; None leaves every row as it is.

    An outcome of a later day, and one that nothing had decided before its due day, becomes ``too-early``;
    whatever was not settled by then loses its reason, which may tell of later things.
    Source: our own rule, so that an edition of an early day scores nothing by hindsight.
    """
    if as_of is None:
        return forecasts
    settled = forecasts["resolved_on"] <= as_of
    over = (forecasts["outcome"] == "unknown") & (forecasts["due_to"] <= as_of)
    return forecasts.assign(
        outcome=forecasts["outcome"].where(settled | over, "too-early"),
        resolved_on=forecasts["resolved_on"].where(settled),
        reason=forecasts["reason"].where(settled, "Not settled by the day of this edition."),
    )


def hit_shares(forecasts: pd.DataFrame, by: str, hit: str = "hit") -> pd.DataFrame:
    """Return the share of forecasts that came true in each group, with a 95 percent Wilson interval.

    forecasts: one row a settled forecast; the column ``by`` names its group, ``hit`` is true or false.

    Returns a row a group: ``by``, hits and forecasts (counts), share, low and high (percent).
    Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """
    counts = forecasts.groupby(by)[hit].agg(hits="sum", forecasts="count").reset_index()
    spans = [wilson(int(row.hits), int(row.forecasts)) for row in counts.itertuples()]
    return counts.assign(
        share=100 * counts["hits"] / counts["forecasts"],
        low=[100 * low for low, _ in spans],
        high=[100 * high for _, high in spans],
    )


def hit_difference(forecasts: pd.DataFrame, by: str, first: str, second: str, hit: str = "hit") -> tuple[float, float]:
    """Return the 95 percent limits (percentage points) of the share of hits of one group minus that of another.

    forecasts: one row a settled forecast; the column ``by`` names its group, ``hit`` is true or false.
    first, second: the two groups. A group without a forecast gives NaN.

    Two intervals may overlap although their difference is clear of zero, so the difference has its own.
    Source: Newcombe, Interval Estimation for the Difference between Independent Proportions (1998), method 10.
    """
    groups = [forecasts.loc[forecasts[by] == name, hit] for name in (first, second)]
    if any(group.empty for group in groups):
        return float("nan"), float("nan")
    low, high = newcombe(*((int(group.sum()), len(group)) for group in groups))
    return 100 * low, 100 * high


def brier_score(probability: pd.Series, outcome: pd.Series) -> float:
    """Return the mean squared difference between what was said and what came: 0 is best, 1 is worst.

    probability: said before, from 0 to 1. outcome: 1 where it came true, 0 where not; a number between
        them for a forecast that came true in part, which goes beyond the original score.

    No rows give NaN. Source: Brier, Verification of Forecasts Expressed in Terms of Probability (1950).
    """
    return float(((probability - outcome) ** 2).mean())
