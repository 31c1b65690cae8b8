"""Mixtures of normal distributions: probabilities, means, quantiles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]
_TAIL = 9.0
"""Standard deviations beyond which a normal component holds nothing."""
_HALVINGS = 48


@dataclass(frozen=True, slots=True)
class Mixture:
    """R mixtures of C normal distributions.

    Attributes
    ----------
    weights, means, deviations : ndarray of float, shape (C, R)
        Weights add up to 1 over the components.
    """

    weights: Floats
    means: Floats
    deviations: Floats

    @property
    def mean(self) -> Floats:
        """Mean of each mixture, shape (R,)."""
        return np.asarray((self.weights * self.means).sum(axis=0))

    @property
    def deviation(self) -> Floats:
        """Standard deviation of each mixture, shape (R,)."""
        square = self.deviations**2 + (self.means - self.mean) ** 2
        return np.asarray(np.sqrt((self.weights * square).sum(axis=0)))

    def below(self, value: Floats | float) -> Floats:
        """Probability below a value, shape (R,)."""
        return np.asarray(
            (self.weights * ndtr((value - self.means) / self.deviations)).sum(axis=0)
        )

    @property
    def above_zero(self) -> Floats:
        """Probability above zero, shape (R,)."""
        return np.asarray(
            (self.weights * ndtr(self.means / self.deviations)).sum(axis=0)
        )

    def quantile(self, probability: float) -> Floats:
        """Value with that probability below it, shape (R,), by bisection."""
        low = (self.means - _TAIL * self.deviations).min(axis=0)
        high = (self.means + _TAIL * self.deviations).max(axis=0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            is_below = self.below(middle) < probability
            low, high = (
                np.where(is_below, middle, low),
                np.where(is_below, high, middle),
            )
        return np.asarray((low + high) / 2)
