"""Moving ranges: the short-term variation that process limits are made from."""

import numpy as np

from efqi.stats.spc.average import Flags, Floats, mean_where

MEAN_RANGE_OF_TWO = 1.128
"""d2 for n = 2: mean range of two normal values over their standard deviation."""
RANGE_LIMIT = 3.267
"""D4 for n = 2: upper limit of a moving range over the mean moving range."""


def previous_row(included: Flags) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """Row of the included point before each point; -1 where there is none."""
    rows = np.where(included, np.arange(len(included))[:, None], -1)
    latest = np.maximum.accumulate(rows, axis=0)
    return np.vstack([np.full((1, rows.shape[1]), -1), latest[:-1]])


def value_before(values: Floats, included: Flags) -> Floats:
    """Value of the included point before each point, NaN where there is none.

    An excluded point is bridged; a missing value is not (its neighbours have no range).
    """
    rows = previous_row(included)
    return np.where(rows < 0, np.nan, np.take_along_axis(values, rows.clip(0), axis=0))


def moving_ranges(values: Floats, included: Flags) -> Floats:
    """Distance of each point from the included point before it, shape (T, S)."""
    return np.abs(values - value_before(values, included))


def mean_range(
    ranges: Floats, used: Flags, *, is_screened: bool, limit: float = RANGE_LIMIT
) -> Floats:
    """Mean moving range of each series.

    Parameters
    ----------
    ranges : ndarray of float, shape (T, S)
        Moving ranges.
    used : ndarray of bool, shape (T, S)
        Ranges of the baseline.
    is_screened : bool
        Drop ranges that are not below `limit` times the mean, once (Nelson 1982). A
        constant series then has no range left, and the mean is NaN.
    limit : float
        Screening limit.

    Returns
    -------
    ndarray of float, shape (S,)
    """
    known = used & np.isfinite(ranges)
    mean = mean_where(ranges, known)
    return mean_where(ranges, known & (ranges < limit * mean)) if is_screened else mean


def sigma_from_ranges(ranges: Floats, used: Flags, *, is_screened: bool) -> Floats:
    """Estimate sigma as the mean moving range over 1.128, shape (S,)."""
    return mean_range(ranges, used, is_screened=is_screened) / MEAN_RANGE_OF_TWO
