"""Intervals around a share of right answers: Wilson for one share, Newcombe for the distance of two."""

from scipy.stats import binomtest


def wilson(right: int, questions: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the lower and upper share (0 to 1) that fit ``right`` answers out of ``questions``.

    right, questions: counts. confidence: from 0 to 1, of the interval.

    It holds for independent questions of one difficulty and covers chance alone. Raises ValueError
    when ``right`` is above ``questions`` or no question was asked.

    Source: Wilson (1927); recommended for small numbers by Brown, Cai and DasGupta (2001), through scipy.
    """
    limits = binomtest(right, questions).proportion_ci(confidence, method="wilson")
    return float(limits.low), float(limits.high)


def newcombe(first: tuple[int, int], second: tuple[int, int], confidence: float = 0.95) -> tuple[float, float]:
    """Return the limits (-1 to 1) of the first share minus the second.

    first, second: right answers and questions (counts). confidence: from 0 to 1, of the interval.

    The two must be independent; two models on the same
    questions are not, and a paired method would then give other limits.

    Source: Newcombe (1998), method 10, which joins two Wilson intervals.
    """
    (low, high), (other_low, other_high) = wilson(*first, confidence), wilson(*second, confidence)
    share, other = first[0] / first[1], second[0] / second[1]
    below = ((share - low) ** 2 + (other_high - other) ** 2) ** 0.5
    above = ((high - share) ** 2 + (other - other_low) ** 2) ** 0.5
    return share - other - below, share - other + above
