"""Ratio of two weighted sums of the same independent figures."""

from collections.abc import Callable
from typing import cast

import numpy as np

from efqi.stats.limits import Figures, Floats, contrast

_HALVINGS = 60
_STEEPEST = 1e12
"""Beyond this a tangent is infinite, and below one over it, 0: both are rounding."""


def contrast_ratio(
    figures: Figures, top: Floats, bottom: Floats, *, is_signed: bool = False
) -> Figures:
    """Ratio of two contrasts that share their figures.

    Parameters
    ----------
    figures : Figures, shape (..., G)
        Independent figures with limits.
    top, bottom : ndarray of float, shape (..., G)
        Weights of the two sums. The bottom sum counts as 0 where it falls below 0.
    is_signed : bool
        Whether the top sum may be below 0; otherwise it counts as 0 there.

    Returns
    -------
    Figures, shape (...)
        NaN as point for 0 over 0; the limits then reach as far as the ratio can.

    Notes
    -----
    Limits are the ratios r at which the limit of ``top - r * bottom``, again a contrast,
    is zero (Fieller's principle; Donner and Zou 2012), so that the correlation of the
    two sums is carried. They are found by halving the angle whose tangent is r.
    """
    over, under = contrast(figures, top), contrast(figures, bottom)
    floor = -np.inf if is_signed else 0.0
    high, low = np.maximum(over.value, floor), np.maximum(under.value, 0)
    angle = np.arctan2(high, low)

    def limit(angle: Floats, side: str) -> Floats:
        wide = angle[..., None]
        line = contrast(figures, np.cos(wide) * top - np.sin(wide) * bottom)
        return cast("Floats", getattr(line, side))

    lowest = 0 * angle + np.arctan(floor)
    lower = _halve(lambda a: limit(a, "lower"), lowest, angle)
    upper = _halve(lambda a: limit(a, "upper"), angle, 0 * angle + np.pi / 2)
    none = under.lower <= 0
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.true_divide(high, low)
    at_floor = over.lower <= 0 if not is_signed else none & (over.lower < 0)
    return Figures(
        value,
        np.where(at_floor, floor, _tangent(lower) + 0 * over.lower),
        np.where(none, np.inf, _tangent(upper) + 0 * under.lower),
    )


def _tangent(angle: Floats) -> Floats:
    slope = np.tan(angle)
    size = np.abs(slope)
    slope = np.where(size > _STEEPEST, np.copysign(np.inf, slope), slope)
    return np.where(size < 1 / _STEEPEST, 0.0, slope)


def _halve(above: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Find where a falling quantity crosses 0, by halving the bracket."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_above = above(middle) > 0
        low = np.where(is_above, middle, low)
        high = np.where(is_above, high, middle)
    return (low + high) / 2
