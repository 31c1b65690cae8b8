"""A percentile from ordered values, and how far chance moves it."""

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.limits import Floats, normal_quantile

CONFIDENCE = 0.90
"""Of the order statistics whose distance gives the sampling variance."""
REACH = normal_quantile(CONFIDENCE)


def percentile_variance(
    lower: ArrayLike, upper: ArrayLike, size: ArrayLike, share: float
) -> Floats:
    """Sampling variance of a percentile from two order statistics around it.

    Parameters
    ----------
    lower, upper : array_like
        Values at the ranks of `ranks`.
    size : array_like
        People, n.
    share : float
        0.5 for the median.

    Returns
    -------
    ndarray of float
        ``n p (1 - p) ((upper - lower) / (upper rank - lower rank))**2``: the number of
        people below a fixed value is binomial, and the distance of two values over that of
        their ranks says what one rank is worth here (Siddiqui 1960; Bloch and Gastwirth
        1968). No distribution is assumed. NaN for a single value.
    """
    people = np.asarray(size, dtype=np.float64)
    low, high = ranks(people, share)
    with np.errstate(invalid="ignore", divide="ignore"):
        worth = (np.asarray(upper, float) - np.asarray(lower, float)) / (high - low)
    variance = people * share * (1 - share) * worth**2
    return np.where(high > low, variance, np.nan)


def ranks(size: ArrayLike, share: float) -> tuple[Floats, Floats]:
    """Ranks, from 1, between which a percentile lies in nine of ten samples.

    ``n p`` less (and 1 more than ``n p`` plus) 1.645 binomial standard deviations, rounded
    outwards and kept within 1 to n (Conover 1999, section 3.2).
    """
    people = np.asarray(size, dtype=np.float64)
    reach = REACH * np.sqrt(people * share * (1 - share))
    low = np.floor(people * share - reach)
    high = np.ceil(people * share + reach) + 1
    return np.clip(low, 1, people), np.clip(high, 1, people)


def variance_from_limits(
    lower: ArrayLike, upper: ArrayLike, confidence: float = 0.95
) -> Floats:
    """Sampling variance that published limits imply, taken as normal ones."""
    width = np.asarray(upper, dtype=np.float64) - np.asarray(lower, dtype=np.float64)
    return (width / (2 * normal_quantile(confidence))) ** 2
