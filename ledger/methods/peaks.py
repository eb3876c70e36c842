"""An average and its peaks: how often a series can have been high when only its mean is known.

Source: Markov's inequality, applied to the distance from the lowest value.
"""

import numpy as np


def most_time_at(level, mean: float, lowest: float = 0.0):
    """Return the largest share (0 to 1) of periods in which a series can have stood at ``level`` or above.

    mean: of all periods; lowest: what no period is below. All in one unit, with level > lowest.
    The bound is reached when every other period stands at ``lowest``; below the mean it is 1.
    """
    return np.minimum((mean - lowest) / (level - lowest), 1.0)


def mean_of_the_rest(peak_periods, level: float, mean: float, periods: int):
    """Return the mean of the other periods when ``peak_periods`` of all ``periods`` stood at ``level``.

    ``mean`` of all periods and ``level`` are in one unit, which the result has too.
    """
    return (mean * periods - level * peak_periods) / (periods - peak_periods)
