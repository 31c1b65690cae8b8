"""Limits as the R package healthequal 1.0.1 gives them, for comparison only.

They treat a group at 0 or 100 per cent as known exactly. Use `efqi.stats.inequality`.
"""

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.limits import Figures, Floats, normal_quantile

ZERO_STANDS_FOR = 1e-6
"""Per cent."""


def normal_difference(
    figures: tuple[ArrayLike, ArrayLike],
    errors: tuple[ArrayLike, ArrayLike],
    confidence: float = 0.95,
) -> Figures:
    """First figure minus second, with plain normal limits from their standard errors."""
    (first, second), (error, other) = _floats(figures), _floats(errors)
    reach = normal_quantile(confidence) * np.hypot(error, other)
    value = first - second
    return Figures(value, value - reach, value + reach)


def log_normal_ratio(
    figures: tuple[ArrayLike, ArrayLike],
    errors: tuple[ArrayLike, ArrayLike],
    confidence: float = 0.95,
) -> Figures:
    """First figure over second, with delta-method limits on the log scale."""
    (first, second), (error, other) = _floats(figures), _floats(errors)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = first / second
        relative = np.hypot(error / first, other / second)
        reach = np.exp(normal_quantile(confidence) * relative)
        return Figures(value, value / reach, value * reach)


def _floats(pair: tuple[ArrayLike, ArrayLike]) -> tuple[Floats, Floats]:
    first, second = (np.asarray(p, dtype=np.float64) for p in pair)
    return first, second


def between_group_variance_limits(
    figures: ArrayLike, errors: ArrayLike, share: ArrayLike, confidence: float = 0.95
) -> Figures:
    """Between-group variance with normal limits from a fourth-order standard error."""
    y, error, w = (np.asarray(a, dtype=np.float64) for a in (figures, errors, share))
    apart = y - (w * y).sum(axis=-1, keepdims=True)
    variance = error**2
    spread = 4 * (w**2 * variance * apart**2).sum(axis=-1) + 2 * (
        (w**2 * variance).sum(axis=-1) ** 2
        - (w**4 * variance**2).sum(axis=-1)
        + (w**2 * (1 - w) ** 2 * variance**2).sum(axis=-1)
    )
    value = (w * apart**2).sum(axis=-1)
    reach = normal_quantile(confidence) * np.sqrt(spread)
    return Figures(value, value - reach, value + reach)


def without_zeros(percent: ArrayLike) -> Floats:
    """Give figures in per cent with a millionth of one in place of every 0.

    So the package does before mean log deviation and Theil's index.
    """
    y = np.asarray(percent, dtype=np.float64)
    return np.where(y == 0, ZERO_STANDS_FOR, y)
