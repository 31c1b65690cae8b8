"""Limits as the R package healthequal 1.0.1 gives them, for comparison only.

They treat a group at 0 or 100 per cent as known exactly. Use `efqi.stats.inequality`.
"""

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.limits import Figures, Floats, normal_quantile


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
