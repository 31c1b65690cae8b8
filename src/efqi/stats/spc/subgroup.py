"""Charts of subgroups of measured values: their means (xbar) and spread (s)."""

import numpy as np
from scipy.special import gammaln

from efqi.stats.spc.average import Floats, mean_where, ratio, total_where
from efqi.stats.spc.baseline import Baseline, Phase, Points, as_points, phases
from efqi.stats.spc.spread import Spread


def subgroup_points(values: Floats, subgroup: np.ndarray) -> Points:
    """Sum, size and standard deviation of each subgroup of raw values.

    Parameters
    ----------
    values : ndarray of float, shape (R,)
        Raw values; missing ones are left out.
    subgroup : ndarray, shape (R,)
        Label of the subgroup of each value; subgroups come in the order of the labels.

    Returns
    -------
    Points
        One series, shape (T, 1); the deviation of a single value is NaN.
    """
    labels, row = np.unique(subgroup, return_inverse=True)
    known = np.isfinite(values)

    def total(x: Floats) -> Floats:
        sums = np.bincount(row[known], weights=x[known], minlength=len(labels))
        return sums.astype(np.float64)

    size = total(np.ones_like(values))
    sums = total(values)
    apart = values - ratio(sums, size)[row]
    deviation = np.sqrt(ratio(total(apart**2), size - 1))
    return Points(sums[:, None], size[:, None], deviation[:, None])


def summed_points(
    sums: Floats, size: Floats | float, deviation: Floats | None
) -> Points:
    """Give subgroups of which only sums, sizes and deviations are known, shape (T, 1)."""
    points = as_points(sums, size)
    if deviation is None:
        return points
    return Points(
        points.numerator,
        points.denominator,
        np.reshape(deviation, (-1, 1)).astype(float),
    )


def measured_phase(
    sums: Floats, size: Floats | float, baseline: slice, deviation: Floats | None
) -> Phase:
    """Give the baseline of one series of subgroups, of which limits are made."""
    points = summed_points(sums, size, deviation).rows(baseline)
    return next(phases(points, Baseline()))


def subgroup_mean(phase: Phase) -> Spread:
    """Xbar chart: weighted mean; sigma ``s / (c4 sqrt(n))`` (Montgomery, ch. 6)."""
    sigma = ratio(typical_deviation(phase), mean_of_deviation(phase.points.denominator))
    sigma = sigma * ratio(np.ones_like(sigma), np.sqrt(phase.points.denominator))
    return Spread(phase.value, phase.pooled_level(), sigma)


def subgroup_deviation(phase: Phase) -> Spread:
    """S chart: typical deviation; sigma ``s sqrt(1 - c4^2) / c4`` (Montgomery, ch. 6)."""
    centre = phase.centre_or(typical_deviation(phase)[0])
    c4 = mean_of_deviation(phase.points.denominator)
    sigma = centre * np.sqrt(ratio(1 - c4**2, c4**2))
    return Spread(phase.points.deviation, centre, sigma, floor=0)


def mean_of_deviation(size: Floats) -> Floats:
    """c4: mean of the standard deviation of `size` standard normal values; NaN below 2."""
    n = np.where(size >= 2, size, np.nan)
    return np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2))


def typical_deviation(phase: Phase) -> Floats:
    """Mean deviation where all subgroups are of one size, else pooled, shape (t, S).

    Pooled: root of the sum of ``(n - 1) s^2`` over the sum of ``n - 1`` (Montgomery, ch.
    6). Rows repeat one value a series, so that sizes and deviations go together.
    """
    size = phase.points.denominator
    used = phase.used & np.isfinite(phase.points.deviation)
    is_even = np.fmin.reduce(size, axis=0) == np.fmax.reduce(size, axis=0)
    squares = total_where((size - 1) * phase.points.deviation**2, used)
    pooled = np.sqrt(ratio(squares, total_where(size - 1, used)))
    typical = np.where(is_even, mean_where(phase.points.deviation, used), pooled)
    return np.broadcast_to(typical, phase.value.shape)
