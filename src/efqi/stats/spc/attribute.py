"""Charts of counts: p and u (also in Laney's form), c, and g."""

import numpy as np

from efqi.stats.spc.average import Floats, mean_where, median_where, ratio
from efqi.stats.spc.baseline import Phase
from efqi.stats.spc.moving_range import moving_ranges, sigma_from_ranges
from efqi.stats.spc.spread import Spread

MEDIAN_OF_GEOMETRIC = 0.693
"""Median over mean of a geometric count, log 2, as the g chart rounds it."""


def proportion(phase: Phase) -> Spread:
    """P chart: binomial sigma ``sqrt(p (1 - p) / n)`` (Montgomery, ch. 7)."""
    centre = phase.pooled_level()
    return Spread(
        phase.value, centre, binomial_sigma(phase, centre), floor=0, ceiling=1
    )


def rate(phase: Phase) -> Spread:
    """U chart: Poisson sigma ``sqrt(u / n)`` (Montgomery, ch. 7)."""
    centre = phase.pooled_level()
    return Spread(phase.value, centre, poisson_sigma(phase, centre), floor=0)


def proportion_laney(phase: Phase) -> Spread:
    """P prime chart: binomial sigma times the observed sigma of z (Laney 2002)."""
    centre = phase.pooled_level()
    sigma = binomial_sigma(phase, centre)
    sigma = sigma * observed_sigma(phase, centre, sigma)
    return Spread(phase.value, centre, sigma, floor=0, ceiling=1)


def rate_laney(phase: Phase) -> Spread:
    """U prime chart: Poisson sigma times the observed sigma of z (Laney 2002)."""
    centre = phase.pooled_level()
    sigma = poisson_sigma(phase, centre)
    sigma = sigma * observed_sigma(phase, centre, sigma)
    return Spread(phase.value, centre, sigma, floor=0)


def count(phase: Phase) -> Spread:
    """C chart: mean count and its square root (Montgomery, ch. 7)."""
    centre = phase.centre_or(mean_where(phase.value, phase.used))
    return Spread(phase.value, centre, np.sqrt(centre), floor=0)


def cases_between_events(phase: Phase) -> Spread:
    """G chart: limits ``g + 3 sqrt(g (g + 1))`` about the mean, centre line the median."""
    mean = phase.centre_or(mean_where(phase.value, phase.used))
    centre = median_where(phase.value, phase.used)
    if phase.centre is not None:
        centre = MEDIAN_OF_GEOMETRIC * mean
    sigma = np.sqrt(mean * (mean + 1))
    return Spread(phase.value, centre, sigma, around=mean, floor=0)


def observed_sigma(phase: Phase, centre: Floats, sigma: Floats) -> Floats:
    """Sigma of z from moving ranges: above 1 where counts vary more than by chance.

    Parameters
    ----------
    phase : Phase
        Points.
    centre : ndarray of float, shape (S,)
        Centre line.
    sigma : ndarray of float, shape (t, S)
        Sigma of each point were it chance alone.

    Returns
    -------
    ndarray of float, shape (S,)
    """
    z = ratio(phase.value - centre, sigma)
    ranges = moving_ranges(z, phase.included)
    return sigma_from_ranges(ranges, phase.used, is_screened=phase.is_screened)


def binomial_sigma(phase: Phase, centre: Floats) -> Floats:
    """``sqrt(p (1 - p) / n)``, shape (t, S)."""
    variance = np.clip(centre * (1 - centre), 0, None)
    return np.sqrt(
        ratio(np.broadcast_to(variance, phase.value.shape), phase.points.denominator)
    )


def poisson_sigma(phase: Phase, centre: Floats) -> Floats:
    """``sqrt(u / n)``, shape (t, S)."""
    return np.sqrt(
        ratio(np.broadcast_to(centre, phase.value.shape), phase.points.denominator)
    )
