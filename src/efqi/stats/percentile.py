"""A percentile from ordered values, and how far chance moves it."""

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.limits import Floats, normal_quantile

CONFIDENCE = 0.90
"""Of the order statistics whose distance gives the sampling variance."""
REACH = normal_quantile(CONFIDENCE)


def percentile_variance(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, size: ArrayLike, share: float
) -> Floats:
    """Give the sampling variance of a percentile from two order statistics around it.

    Parameters
    ----------
    value : array_like
        The percentile.
    lower, upper : array_like
        Values at the ranks of `ranks`.
    size : array_like
        People, n.
    share : float
        0.5 for the median.

    Returns
    -------
    ndarray of float
        ``n p (1 - p) w**2``: the number of people below a fixed value is binomial, and w,
        the distance of two values over that of their ranks, says what one rank is worth
        here (Siddiqui 1960; Bloch and Gastwirth 1968). No distribution is assumed. Where
        the lower value is above 0, w is the value times the distance of the logarithms,
        which long waits pull apart less. NaN for a single value.
    """
    people, at = np.asarray(size, dtype=np.float64), np.asarray(value, np.float64)
    below, above = np.asarray(lower, np.float64), np.asarray(upper, np.float64)
    low, high = ranks(people, share)
    with np.errstate(invalid="ignore", divide="ignore"):
        in_logs = at * np.log(above / below)
        apart = np.where((below > 0) & (at > 0), in_logs, above - below)
        variance = people * share * (1 - share) * (apart / (high - low)) ** 2
    return np.where(high > low, variance, np.nan)


def ranks(size: ArrayLike, share: float) -> tuple[Floats, Floats]:
    """Give the ranks, from 1, of the two values that tell how far apart people lie at a percentile.

    ``(n + 1) p`` less and plus 1.645 binomial standard deviations, but no further than
    half-way to the nearer end, because the last values of a skewed tail lie far apart;
    rounded outwards and kept within 1 to n.
    """
    people = np.asarray(size, dtype=np.float64)
    reach = REACH * np.sqrt(people * share * (1 - share))
    reach = np.minimum(reach, people * min(share, 1 - share) / 2)
    middle = (people + 1) * share
    low, high = np.floor(middle - reach), np.ceil(middle + reach)
    return np.clip(low, 1, people), np.clip(high, 1, people)


def variance_from_limits(
    lower: ArrayLike, upper: ArrayLike, confidence: float = 0.95
) -> Floats:
    """Give the sampling variance that published limits imply, taken as normal ones."""
    width = np.asarray(upper, dtype=np.float64) - np.asarray(lower, dtype=np.float64)
    return (width / (2 * normal_quantile(confidence))) ** 2
