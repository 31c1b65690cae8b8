"""Limits for one mean."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, stdtrit

from efqi.stats.limits import Figures, Floats, normal_quantile


def mean(values: ArrayLike, confidence: float = 0.95) -> Figures:
    """Mean over the last axis, with Student's t limits on n - 1 degrees of freedom.

    Parameters
    ----------
    values : array_like, shape (..., n)
        Measurements; NaN is left out.
    confidence : float
        Two-sided level.

    Returns
    -------
    Figures, shape (...)
        One measurement gives a mean with infinite limits, none gives NaN.
    """
    given = np.asarray(values, dtype=np.float64)
    count = np.isfinite(given).sum(axis=-1)
    centre = _over(np.nansum(given, axis=-1), count)
    tail = 1 - float(ndtr(-normal_quantile(confidence)))
    error = standard_deviation(given) / np.sqrt(np.maximum(count, 1))
    reach = np.where(count > 1, stdtrit(np.maximum(count - 1, 1), tail) * error, np.inf)
    return Figures(centre, centre - reach, centre + reach)


def standard_deviation(values: ArrayLike) -> Floats:
    """Give a sample's standard deviation (n - 1) over the last axis, without NaN."""
    given = np.asarray(values, dtype=np.float64)
    count = np.isfinite(given).sum(axis=-1)
    centre = _over(np.nansum(given, axis=-1), count)
    squares = np.nansum((given - centre[..., None]) ** 2, axis=-1)
    return cast("Floats", np.sqrt(_over(squares, count - 1)))


def _over(total: Floats, count: np.ndarray) -> Floats:
    top, bottom = np.asarray(total, float), np.asarray(count, float)
    out = np.full(top.shape, np.nan)
    return cast("Floats", np.divide(top, bottom, out=out, where=bottom > 0))
