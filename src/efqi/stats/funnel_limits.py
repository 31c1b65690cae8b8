"""Exact limits for a funnel: how far chance alone carries a group of each size."""

from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, gammaincc

from efqi.stats.funnel import ACTION, WARNING
from efqi.stats.limits import Figures, Floats, as_counts, normal_quantile

Below = Callable[[Floats], Floats]
"""Probability of this many events or fewer."""


def exact_proportion_limits(
    overall: float, denominator: ArrayLike, confidence: float = WARNING
) -> Figures:
    """Limits within which chance keeps a proportion, from the binomial distribution.

    Parameters
    ----------
    overall : float
        Proportion of all groups together, taken as known.
    denominator : array_like
        Sizes; fractions are rounded.
    confidence : float
        Two-sided: 0.95 leaves 2.5 % on either side.

    Returns
    -------
    Figures
        The overall figure and its limits at each size; NaN without a size.

    Notes
    -----
    Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, draws exact limits by
    interpolating between whole counts. So do these, between mid-p probabilities
    ``P(X < x) + P(X = x) / 2``: a count lies outside just where its mid-p tail is less than
    half of ``1 - confidence``, so that line and signal agree and false signals come about
    as often as the level says, neither always more nor always less.
    """
    (n,) = as_counts(denominator)
    n = np.where(n > 0, np.round(n), np.nan)

    def below(x: Floats) -> Floats:
        k = np.clip(x, 0, n - 1)
        share = np.where(x >= n, 1.0, betainc(n - k, k + 1, 1 - overall))
        return np.where(x < 0, 0.0, share)

    spread = np.sqrt(n * overall * (1 - overall))
    lower, upper = _ends(below, n * overall, spread, n, confidence)
    return Figures(np.where(n > 0, overall, np.nan), lower / n, upper / n)


def exact_rate_limits(
    overall: float, exposure: ArrayLike, confidence: float = WARNING
) -> Figures:
    """Limits within which chance keeps a rate, from the Poisson distribution.

    With 1 as overall and expected events as exposure, those of a ratio. Arguments and
    result as `exact_proportion_limits`; exposure may be fractional.
    """
    (n,) = as_counts(exposure)
    n = np.where(n > 0, n, np.nan)
    mean = n * overall

    def below(x: Floats) -> Floats:
        return np.where(x < 0, 0.0, gammaincc(np.maximum(x, 0) + 1, mean))

    most = np.full_like(mean, np.inf)
    lower, upper = _ends(below, mean, np.sqrt(mean), most, confidence)
    return Figures(np.where(n > 0, overall, np.nan), lower / n, upper / n)


def outside(
    limits: Callable[[float, ArrayLike, float], Figures],
    overall: float,
    numerator: ArrayLike,
    denominator: ArrayLike,
) -> NDArray[np.int8]:
    """Say which groups lie outside a funnel.

    Parameters
    ----------
    limits : callable
        `exact_proportion_limits` or `exact_rate_limits`.
    overall : float
        Line of the funnel.
    numerator, denominator : array_like, shape (G,)

    Returns
    -------
    ndarray of int8, shape (G,)
        0 inside; 1 (-1) above (below) the 95 % limits; 2 (-2) the 99.8 % ones.
    """
    x, n = as_counts(numerator, denominator)
    value = np.divide(x, n, out=np.full(x.shape, np.nan), where=n > 0)
    signal = np.zeros(x.shape, dtype=np.int8)
    for code, confidence in ((1, WARNING), (2, ACTION)):
        drawn = limits(overall, n, confidence)
        signal[value > drawn.upper] = code
        signal[value < drawn.lower] = -code
    return signal


def _ends(
    below: Below, mean: Floats, spread: Floats, most: Floats, confidence: float
) -> tuple[Floats, Floats]:
    """Find the counts, between whole ones, at which the mid-p probability is a tail's."""
    z = normal_quantile(confidence)
    tail = (1 - confidence) / 2
    lower = _count_at(below, mean - z * spread, most, tail)
    upper = _count_at(below, mean + z * spread, most, 1 - tail)
    return np.maximum(lower, 0.0), np.minimum(upper, most)


def _count_at(below: Below, guess: Floats, most: Floats, probability: float) -> Floats:
    """Give the count whose mid-p probability is given; the ends where no count has it."""

    def middle(x: Floats) -> Floats:
        return (below(x - 1) + below(x)) / 2

    low = np.clip(np.floor(np.nan_to_num(guess)), 0, np.nan_to_num(most, nan=0.0))
    # The guess is near: step down until below the probability, then up to the last such.
    while (moved := (middle(low) > probability) & (low >= 0)).any():
        low = np.where(moved, low - 1, low)
    while (moved := (middle(low + 1) <= probability) & (low < most)).any():
        low = np.where(moved, low + 1, low)
    first, second = middle(low), middle(low + 1)
    step = np.divide(
        probability - first,
        second - first,
        out=np.zeros_like(first),
        where=second > first,
    )
    found = np.where((low < 0) | (first > probability), 0.0, low + step)
    return cast("Floats", np.where(np.isnan(guess), np.nan, found))
