"""Which groups differ from the whole by more than chance."""

from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.stats.limits import Figures, Floats, as_counts
from efqi.stats.proportions import wilson_proportion
from efqi.stats.rates import rate

WARNING, ACTION = 0.95, 0.998
_SLACK = 1e-12


def proportion_signal(numerator: ArrayLike, denominator: ArrayLike) -> NDArray[np.int8]:
    """Signal of each group against the proportion of all groups together.

    Parameters
    ----------
    numerator, denominator : array_like, shape (..., G)

    Returns
    -------
    ndarray of int8, shape (..., G)
        0: the group's own Wilson limits hold the overall figure; 1 (-1): its 95 %
        limits lie above (below) it; 2 (-2): its 99.8 % limits do. A limit that equals
        it is no signal. A group without a figure has 0.
    """
    x, n = as_counts(numerator, denominator)
    return _signal(wilson_proportion, x, n, _overall(x, n))


def rate_signal(events: ArrayLike, exposure: ArrayLike) -> NDArray[np.int8]:
    """Signal of each group against the rate of all together; codes as above.

    The group's own limits are exact below ten events and Byar's above.
    """
    x, n = as_counts(events, exposure)
    return _signal(rate, x, n, _overall(x, n))


def ratio_signal(observed: ArrayLike, expected: ArrayLike) -> NDArray[np.int8]:
    """Signal of each standardised ratio, observed over expected, against 1."""
    x, n = as_counts(observed, expected)
    return _signal(rate, x, n, np.ones_like(x))


def proportion_limits(
    overall: float, denominator: ArrayLike, confidence: float = WARNING
) -> Figures:
    """Limits to draw a funnel for a proportion: Wilson's around the overall figure.

    Parameters
    ----------
    overall : float
        Proportion of all groups together, the line of the funnel.
    denominator : array_like
        Sizes at which to draw.
    confidence : float
        Usually 0.95 and 0.998.

    Returns
    -------
    Figures
        The overall figure and its limits at each size.
    """
    (n,) = as_counts(denominator)
    return wilson_proportion(overall * n, n, confidence)


def rate_limits(
    overall: float, exposure: ArrayLike, confidence: float = WARNING
) -> Figures:
    """Limits to draw a funnel for a rate, or with 1 as overall for a ratio.

    At each exposure, the limits of `rates.rate` around the number of events expected.
    """
    (n,) = as_counts(exposure)
    return rate(overall * n, n, confidence)


def _overall(x: Floats, n: Floats) -> Floats:
    given = np.isfinite(x) & (n > 0)
    top = np.where(given, x, 0.0).sum(axis=-1, keepdims=True)
    bottom = np.where(given, n, 0.0).sum(axis=-1, keepdims=True)
    out = np.full(top.shape, np.nan)
    return cast("Floats", np.divide(top, bottom, out=out, where=bottom > 0))


def _signal(
    limits: Callable[[Floats, Floats, float], Figures],
    x: Floats,
    n: Floats,
    target: Floats,
) -> NDArray[np.int8]:
    signal = np.zeros(x.shape, dtype=np.int8)
    slack = _SLACK * np.maximum(np.abs(target), _SLACK)
    for code, confidence in ((1, WARNING), (2, ACTION)):
        own = limits(x, n, confidence)
        signal[own.lower > target + slack] = code
        signal[own.upper < target - slack] = -code
    return signal
