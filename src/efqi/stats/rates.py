"""Limits for one rate: events over exposure."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtr

from efqi.stats.limits import Figures, Floats, as_counts, normal_quantile

FEW = 10
"""Below this many events limits are exact."""


def rate(events: ArrayLike, exposure: ArrayLike, confidence: float = 0.95) -> Figures:
    """Rate with limits: exact below ten events, Byar's approximation above.

    Parameters
    ----------
    events, exposure : array_like
        Counts and (possibly fractional) exposure that broadcast together. An exposure of
        0 or a NaN gives NaN.
    confidence : float
        Two-sided level.

    Returns
    -------
    Figures
        Events per unit of exposure.

    Notes
    -----
    OHID, Fingertips Public Health Technical Guide. Exact: Garwood 1936. Byar: Breslow
    and Day 1987, as given there.
    """
    x, n = as_counts(events, exposure)
    z = normal_quantile(confidence)
    exact, byar = _garwood(x, float(ndtr(-z))), _byar(x, z)
    few = x < FEW
    return Figures(
        _per(x, n),
        _per(np.where(few, exact[0], byar[0]), n),
        _per(np.where(few, exact[1], byar[1]), n),
    )


def byar_rate(
    events: ArrayLike, exposure: ArrayLike, confidence: float = 0.95
) -> Figures:
    """Rate with Byar's limits at any number of events; otherwise as `rate`.

    The lower limit of no events is 0.
    """
    x, n = as_counts(events, exposure)
    lower, upper = _byar(x, normal_quantile(confidence))
    return Figures(_per(x, n), _per(np.where(x > 0, lower, 0 * x), n), _per(upper, n))


def _garwood(x: Floats, tail: float) -> tuple[Floats, Floats]:
    lower = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1), tail), 0 * x)
    return cast("Floats", lower), cast("Floats", gammaincinv(x + 1, 1 - tail))


def _byar(x: Floats, z: float) -> tuple[Floats, Floats]:
    # Below one event Byar's terms divide by zero; those limits are exact anyway.
    low, high = np.maximum(x, 1), x + 1
    return (
        low * (1 - 1 / (9 * low) - z / (3 * np.sqrt(low))) ** 3,
        high * (1 - 1 / (9 * high) + z / (3 * np.sqrt(high))) ** 3,
    )


def _per(x: Floats, n: Floats) -> Floats:
    per = np.divide(x, n, out=np.full(x.shape, np.nan), where=n > 0)
    return cast("Floats", per)
