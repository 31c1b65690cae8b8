"""Several groups at once, with the limits that measures of inequality are made from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri, ndtr

from efqi.stats.limits import Figures, Floats, normal_quantile
from efqi.stats.proportions import proportion
from efqi.stats.rates import rate

Limits = Callable[[ArrayLike, ArrayLike, float], Figures]


@dataclass(frozen=True, slots=True)
class Groups:
    """Figures of independent groups on the last axis, shape (..., G).

    Attributes
    ----------
    near : Figures
        Figures with limits at the confidence asked for.
    far : Figures
        The same with wider limits, which hold for all differences between groups at
        once (Scheffe 1953: chi-squared with G - 1 degrees of freedom).
    stretch : float
        How many times further than `near` all differences at once reach, where limits
        are symmetric.
    share : ndarray of float
        Share of people or exposure in each group; 0 for a group that is left out
        because it is empty or has no figure.
    """

    near: Figures
    far: Figures
    stretch: float
    share: Floats

    @property
    def value(self) -> Floats:
        """Figures of the groups; 0 where a group is left out (its share is 0)."""
        return cast("Floats", np.where(self.share > 0, self.near.value, 0.0))

    @property
    def even(self) -> Floats:
        """The same weight for every group that is not left out."""
        counted = (self.share > 0).astype(np.float64)
        number = counted.sum(axis=-1, keepdims=True)
        return cast("Floats", counted / np.maximum(number, 1))

    @property
    def is_enough(self) -> np.ndarray:
        """Whether two or more groups have a figure, shape (...)."""
        return np.asarray((self.share > 0).sum(axis=-1) >= 2)


def proportion_groups(
    numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95
) -> Groups:
    """Give groups of proportions, weighted by people; limits by `proportion`."""
    return _groups(proportion, numerator, denominator, confidence)


def rate_groups(
    events: ArrayLike, exposure: ArrayLike, confidence: float = 0.95
) -> Groups:
    """Give groups of rates, weighted by exposure; limits as `rates.rate`."""
    return _groups(rate, events, exposure, confidence)


def _groups(limits: Limits, x: ArrayLike, n: ArrayLike, confidence: float) -> Groups:
    near = limits(x, n, confidence)
    size = np.broadcast_to(np.asarray(n, dtype=np.float64), near.value.shape)
    size = np.where(np.isfinite(near.value), size, 0.0)
    total = size.sum(axis=-1, keepdims=True)
    share = np.divide(size, total, out=np.zeros_like(size), where=total > 0)
    radius = float(np.sqrt(chdtri(max(near.value.shape[-1] - 1, 1), 1 - confidence)))
    far = limits(x, n, float(2 * ndtr(radius) - 1))
    return Groups(near, far, radius / normal_quantile(confidence), share)
