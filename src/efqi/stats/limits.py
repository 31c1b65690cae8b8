"""Figures with limits, and the limits of what is made from several of them."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """Point estimates with limits, all of one shape; NaN where nothing can be said.

    Attributes
    ----------
    value, lower, upper : ndarray of float
        Points and limits in the unit of whoever made them.
    """

    value: Floats
    lower: Floats
    upper: Floats

    def scaled(self, factor: float) -> "Figures":
        """Give the same figures in another unit; a negative factor swaps the limits."""
        ends = (self.lower * factor, self.upper * factor)
        return Figures(self.value * factor, *(ends if factor >= 0 else ends[::-1]))

    def inverted(self) -> "Figures":
        """Give one over the figures (ratios read the other way round)."""
        with np.errstate(divide="ignore"):
            return Figures(1 / self.value, 1 / self.upper, 1 / self.lower)


def normal_quantile(confidence: float) -> float:
    """Give the two-sided standard normal quantile: 1.96 for 0.95.

    Raises
    ------
    ValueError
        If `confidence` is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"Confidence must lie between 0 and 1, not {confidence}.")
    return float(ndtri(0.5 + confidence / 2))


def as_counts(*counts: ArrayLike) -> tuple[Floats, ...]:
    """Give floats of one shape; a negative or infinite figure becomes NaN."""
    arrays = np.broadcast_arrays(*(np.asarray(c, dtype=np.float64) for c in counts))
    return tuple(
        cast("Floats", np.where(np.isfinite(a) & (a >= 0), a, np.nan)) for a in arrays
    )


def contrast(figures: Figures, coefficients: ArrayLike) -> Figures:
    """Weighted sum of independent figures over the last axis.

    Limits by the method of variance estimates recovery (Zou and Donner 2008), which
    keeps each figure's own skewness: the distance from a point to the limit on the side
    that matters stands for its standard error.

    Parameters
    ----------
    figures : Figures, shape (..., G)
        Independent figures with limits.
    coefficients : array_like, shape (..., G)
        Weights; a figure with coefficient 0 is left out, even where it is NaN.

    Returns
    -------
    Figures, shape (...)
    """
    weight = np.asarray(coefficients, dtype=np.float64)
    rises = weight > 0
    to_lower, to_upper = figures.value - figures.lower, figures.upper - figures.value
    down, up = np.where(rises, to_lower, to_upper), np.where(rises, to_upper, to_lower)
    value = _sum(weight, figures.value)
    return Figures(
        value,
        value - np.sqrt(_sum(weight**2, down**2)),
        value + np.sqrt(_sum(weight**2, up**2)),
    )


def total(weight: Floats, terms: Floats) -> Floats:
    """Give the weighted sum over the last axis."""
    return np.asarray(np.einsum("...g,...g->...", weight, terms))


def _sum(weight: Floats, terms: Floats) -> Floats:
    used = np.where(weight != 0, terms, 0.0)
    return total(weight, used)
