"""Values of several intervals made one: weighed by people, with what chance adds."""

import numpy as np

from efqi.stats.limits import Figures, Floats, normal_quantile


def variance_of_one(variance: Floats, size: Floats, axis: int = 0) -> Floats:
    """Give the sampling variance of a single person's value, pooled over intervals.

    Parameters
    ----------
    variance : ndarray of float
        Sampling variance of each interval's value; NaN where it is not known (one person).
    size : ndarray of float
        People, n; NaN or 0 where there are none.
    axis : int
        Axis of the intervals; it stays, with length 1.

    Returns
    -------
    ndarray of float
        Sum of ``(n - 1) (n v)`` over sum of ``n - 1``. One interval's own variance goes up
        and down with its value where values are skewed, and would weigh low values more;
        the pooled one does not. NaN where no interval has one.
    """
    known = np.isfinite(variance) & (size > 1)
    weight = np.where(known, size - 1, 0.0)
    single = np.where(known, variance * size, 0.0)
    total = weight.sum(axis=axis, keepdims=True)
    pooled = (weight * single).sum(axis=axis, keepdims=True)
    return np.where(total > 0, pooled / np.where(total > 0, total, 1.0), np.nan)


def pooled_variance(variance: Floats, size: Floats) -> Floats:
    """Give the variance of the mean of intervals weighed by people; the first axis goes.

    Sum of ``n**2 v`` over the square of the sum of n; an interval of one person takes the
    pooled variance of one.
    """
    there = np.isfinite(size) & (size > 0)
    people = np.where(there, size, 0.0)
    single = variance_of_one(variance, size) / np.where(there, size, 1.0)
    each = np.where(np.isfinite(variance), variance, single)
    total = people.sum(axis=0)
    squares = np.where(there, people**2 * each, 0.0).sum(axis=0)
    return np.where(total > 0, squares / np.where(total > 0, total, 1.0) ** 2, np.nan)


def value_with_limits(
    value: Floats, variance: Floats, confidence: float, lowest: float = -np.inf
) -> Figures:
    """Give values with normal limits, which do not pass below what is possible."""
    reach = normal_quantile(confidence) * np.sqrt(variance)
    return Figures(value, np.maximum(value - reach, lowest), value + reach)
