"""How well forecasts did: the share that came true with its interval, and the Brier score."""

import pandas as pd
from scipy.stats import binomtest


def hit_shares(forecasts: pd.DataFrame, by: str, hit: str = "hit") -> pd.DataFrame:
    """Return the share of forecasts that came true in each group, with a 95 percent Wilson interval.

    forecasts: one row a settled forecast; the column ``by`` names its group, ``hit`` is true or false.

    Returns a row a group: ``by``, hits and forecasts (counts), share, low and high (percent).
    Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """
    counts = forecasts.groupby(by)[hit].agg(hits="sum", forecasts="count").reset_index()
    spans = [binomtest(int(row.hits), int(row.forecasts)).proportion_ci(method="wilson") for row in counts.itertuples()]
    return counts.assign(share=100 * counts["hits"] / counts["forecasts"], low=[100 * span.low for span in spans], high=[100 * span.high for span in spans])


def brier_score(probability: pd.Series, outcome: pd.Series) -> float:
    """Return the mean squared difference between what was said and what came: 0 is best, 1 is worst.

    probability: said before, from 0 to 1. outcome: 1 where it came true, 0 where not; a number between
        them for a forecast that came true in part, which goes beyond the original score.

    No rows give NaN. Source: Brier, Verification of Forecasts Expressed in Terms of Probability (1950).
    """
    return float(((probability - outcome) ** 2).mean())
