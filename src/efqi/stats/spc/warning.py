"""Whether readings are what a control chart takes them for: fresh, and each its own.

Three things break that without any single point looking odd: totals that only grow, windows
that overlap (three-year rolling averages), and readings that take after the one before.
"""

import numpy as np
from numpy.typing import NDArray

from efqi.stats.spc.average import Flags, Floats
from efqi.stats.spc.choice import MINIMUM_POINTS

FEWEST_RISES = 8
"""Rises without a fall; independent readings make so many once in 9! series at most."""
SAME_PEOPLE = 0.05
"""Denominators within this share of the largest count as one fixed population."""
LONGEST_WINDOW = 12
"""Longest rolling window looked for, in readings."""
SPIKE = 2.6
"""Standard errors below zero at which overlapping windows are taken as found."""
ALIKE = 2.58
"""Standard errors above zero at which neighbours are too alike (.5 % of series by chance)."""


def cumulative(numerator: Floats, denominator: Floats) -> Flags:
    """Find series of running totals, such as people vaccinated so far.

    Parameters
    ----------
    numerator, denominator : ndarray of float, shape (T, S)
        Counts; NaN where missing.

    Returns
    -------
    ndarray of bool, shape (S,)
        Counts never fall, rise `FEWEST_RISES` times or more, and are out of a population
        that hardly changes.
    """
    count = np.where(np.isfinite(numerator), numerator, -np.inf)
    most = np.maximum.accumulate(count, axis=0)[:-1]
    is_next = np.isfinite(count[1:]) & np.isfinite(most)
    rises = (is_next & (count[1:] > most)).sum(axis=0)
    falls = (is_next & (count[1:] < most)).sum(axis=0)
    largest, least = (f.reduce(denominator, axis=0) for f in (np.fmax, np.fmin))
    is_fixed = largest - least <= SAME_PEOPLE * largest
    found: Flags = (falls == 0) & (rises >= FEWEST_RISES) & is_fixed
    return found


def alike_neighbours(value: Floats) -> Flags:
    """Find series whose neighbouring readings are more alike than independent ones.

    Parameters
    ----------
    value : ndarray of float, shape (T, S)
        Readings of one phase; NaN where missing.

    Returns
    -------
    ndarray of bool, shape (S,)
        Lag-1 autocorrelation exceeds its expectation without any, -1 / T, by more than
        `ALIKE` standard errors (1 / root T). Never for fewer than 12 readings.
    """
    known = np.isfinite(value).sum(axis=0)
    found = _autocorrelations(_centred(value), 1)[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        beyond = (found + 1 / known) * np.sqrt(known) > ALIKE
    alike: Flags = beyond & (known >= MINIMUM_POINTS)
    return alike


def rolling_window(value: Floats) -> int:
    """Find how many readings a rolling window spans, from the readings alone.

    When windows of k readings overlap, a first difference is what came in less what went
    out k readings ago: differences are unrelated at every lag but k, where their correlation
    is -1/2. (Independent readings have that at lag 1, drifting ones nowhere.) Autocorrelations
    of the differences about their own trend are averaged over series; their standard error
    allows for series that move together.

    Parameters
    ----------
    value : ndarray of float, shape (T, S)
        Series from one source; NaN where missing.

    Returns
    -------
    int
        Readings in a window, at least 2; 0 where none shows. A window longer than a quarter
        of the series, or than `LONGEST_WINDOW`, cannot be told.
    """
    step = _about_trend(np.diff(value, axis=0))
    step = step[:, np.nansum(step**2, axis=0) > 0]
    longest = min(LONGEST_WINDOW, len(step) // 4)
    if longest < 2 or not step.shape[1]:
        return 0
    found = _autocorrelations(step, longest).mean(axis=1)
    window = int(np.argmin(found[1:])) + 2
    spike = float(found[window - 1])
    error = 1 / np.sqrt(len(step) * _independent(step))
    is_alone = bool((found[: window - 1] > np.maximum(spike / 2, -0.2)).all())
    return window if is_alone and spike < -SPIKE * error else 0


def _centred(value: Floats) -> Floats:
    known = np.isfinite(value)
    mean = np.nansum(value, axis=0) / np.maximum(known.sum(axis=0), 1)
    centred: Floats = np.where(known, value - mean, 0.0)
    return centred


def _about_trend(step: Floats) -> Floats:
    """Differences less their straight line; 0 where missing."""
    centred = _centred(step)
    time = np.arange(len(step)) - (len(step) - 1) / 2
    slope = time @ centred / max(float(time @ time), 1.0)
    trendless: Floats = np.where(np.isfinite(step), centred - np.outer(time, slope), 0)
    return trendless


def _autocorrelations(centred: Floats, longest: int) -> NDArray[np.float64]:
    """Lags 1 to `longest`, shape (longest, S); NaN for a constant series."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.array(
            [
                (centred[lag:] * centred[:-lag]).sum(axis=0) / (centred**2).sum(axis=0)
                for lag in range(1, longest + 1)
            ]
        )


def _independent(step: Floats) -> float:
    """How many unrelated series these are worth: S^2 over the sum of all correlations."""
    scaled = step / np.sqrt((step**2).sum(axis=0))
    together = float((scaled.sum(axis=1) ** 2).sum())
    series = float(step.shape[1])
    return series**2 / max(together, series)
