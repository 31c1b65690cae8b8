"""Means and percentiles as the gap model takes them: levels and spreads of a phase."""

import numpy as np

from efqi.stats.limits import Floats
from efqi.stats.pooled_value import variance_of_one

_LEAST_SPREAD = 1e-3
"""Spread of one person's value, as a part of the level, below which it is rounding."""


def phase_level(value: Floats, size: Floats) -> Floats:
    """Mean over intervals weighed by people, shape (R, G), NaN where there are none.

    Parameters
    ----------
    value, size : ndarray of float, shape (R, T, G)
        Values, and people; 0 people where an interval is missing.
    """
    people = size.sum(axis=1)
    total = (np.where(size > 0, value, 0.0) * size).sum(axis=1)
    return np.where(people > 0, total / np.where(people > 0, people, 1.0), np.nan)


def phase_spread(variance: Floats, size: Floats, level: Floats) -> Floats:
    """Variance of one person's value in a phase, shape (R, G), never 0.

    Parameters
    ----------
    variance, size : ndarray of float, shape (R, T, G)
        Sampling variances and people of the phase.
    level : ndarray of float, shape (R, G)
        As `phase_level`; where all values are one and the same, the spread is a
        thousandth of it.
    """
    spread = variance_of_one(variance, size, axis=1)[:, 0]
    least = np.maximum((_LEAST_SPREAD * level) ** 2, np.finfo(float).tiny)
    return np.maximum(spread, least)


def unit_of_drift(level: Floats, spread: Floats) -> Floats:
    """Size in which drift is expected: the level or one deviation, whichever is less.

    Waits drift by parts of their level, as rates do; a temperature, whose level is large
    beside its spread, does not.
    """
    deviation = np.sqrt(spread)
    return np.where(level > 0, np.minimum(level, deviation), deviation)
