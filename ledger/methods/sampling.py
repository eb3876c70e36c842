"""The chance error of a share that a survey found."""

import numpy as np
from scipy.stats import norm


def half_width(share, asked: int, design_effect: float = 1.0, confidence: float = 0.95):
    """Return half the width of the normal confidence interval of a share, in the unit 1.

    share: 0 to 1, number or Series. asked: people in the sample. design_effect: variance of the survey
    divided by the variance of a simple random sample of the same size.

    It tells nothing about who could not be asked, nor about what people do not remember.
    Source: Kish, Survey Sampling (1965), on the design effect.
    """
    return norm.ppf((1 + confidence) / 2) * np.sqrt(design_effect * share * (1 - share) / asked)
