"""The roofline model: what a chip can reach at best on work that reads memory."""

import numpy as np


def ridge_point(peak, bandwidth):
    """Return the operations for each byte from which the compute of a chip, and no longer its memory, is the limit.

    peak: operations per second (FLOP/s). bandwidth: of the memory (bytes/s). Numbers or Series of equal length;
    the result is in FLOP/byte.

    Source: Williams, Waterman and Patterson, Roofline (2009), section 3.
    """
    return peak / bandwidth


def attainable(peak, bandwidth, intensity):
    """Return the upper limit of the operations per second at an arithmetic intensity: min(peak, bandwidth x intensity).

    peak: FLOP/s. bandwidth: bytes/s. intensity: operations for each byte read from memory (FLOP/byte).
    Numbers or Series of equal length; missing inputs give missing results. It is a limit and no speed: software,
    caches and links between chips are not in it.

    Source: Williams, Waterman and Patterson, Roofline (2009), section 3.
    """
    return np.minimum(peak, bandwidth * intensity)


def crossover(peak_a: float, bandwidth_a: float, peak_b: float, bandwidth_b: float) -> float:
    """Return the intensity (FLOP/byte) above which the chip with the higher peak passes the one with the faster memory.

    peak_a, peak_b: of the two chips, FLOP/s. bandwidth_a, bandwidth_b: of their memories, bytes/s.
    NaN where the two never change places: one chip has more of both, their peaks or bandwidths are equal, or
    a value is missing.

    Source: follows from the roofs of Williams, Waterman and Patterson (2009).
    """
    if not (peak_a - peak_b) * (bandwidth_a - bandwidth_b) < 0:
        return float("nan")
    # The two roofs cut where the lower one is flat already and the higher one still rises.
    return min(peak_a, peak_b) / min(bandwidth_a, bandwidth_b)
