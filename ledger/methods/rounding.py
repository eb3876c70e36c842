"""Rounded figures as intervals, and the growth that they allow.

Source: Moore, Interval Analysis (1966).
"""


def rounded(value, step: float):
    """Return the lower and upper end of what was rounded to ``value``; ``step`` is one of its last place, in its unit."""
    return value - step / 2, value + step / 2


def growth_range(before, after, step: float):
    """Return the lowest and highest growth, in percent, between two counts rounded to ``step``.

    before, after: positive numbers or Series in one unit, above half a step. It is the quotient of two intervals.
    """
    (before_low, before_high), (after_low, after_high) = rounded(before, step), rounded(after, step)
    return 100 * (after_low / before_high - 1), 100 * (after_high / before_low - 1)
