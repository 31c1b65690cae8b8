"""Gaps between two groups, and gradients over ordered groups."""

from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.limits import Figures, Floats, contrast

_ROUNDING = 1e-12
_HALVINGS = 60


def difference(group: Figures, reference: Figures) -> Figures:
    """Difference of two independent figures, group minus reference.

    Limits combine those of the two figures (Newcombe 1998, method 10; Zou and Donner
    2008), so they cover as well as the limits that go in.

    Parameters
    ----------
    group, reference : Figures
        Proportions or rates with limits, of shapes that broadcast together.

    Returns
    -------
    Figures
    """
    value = group.value - reference.value
    down = np.hypot(group.value - group.lower, reference.upper - reference.value)
    up = np.hypot(group.upper - group.value, reference.value - reference.lower)
    return Figures(value, value - down, value + up)


def ratio(group: Figures, reference: Figures) -> Figures:
    """Ratio of two independent figures, group over reference.

    Parameters
    ----------
    group, reference : Figures
        Proportions or rates with limits, of shapes that broadcast together.

    Returns
    -------
    Figures
        A reference of 0 gives an infinite point and upper limit; 0 over 0 gives NaN as
        point, with the limits 0 and infinity.

    Notes
    -----
    Limits are the ratios at which the limit of `group - ratio * reference` is zero
    (Donner and Zou 2012). No continuity correction is needed at zero events.
    """
    product = group.value * reference.value
    low = _reach(group.lower, group.value)
    low_reference = _reach(reference.lower, reference.value)
    lower = _quotient(
        low, product + _root(product, low * _reach(reference.upper, reference.value))
    )
    upper = _quotient(
        product + _root(product, _reach(group.upper, group.value) * low_reference),
        low_reference,
    )
    return Figures(
        _quotient(group.value, reference.value),
        np.where(group.lower <= 0, 0 * product, lower),
        np.where(reference.lower <= 0, product + np.inf, upper),
    )


def slope_index(figures: Figures, size: ArrayLike) -> Figures:
    """Slope index of inequality over ordered groups.

    The difference between the two ends of the weighted least-squares line through the
    groups, each placed at the middle of its share of people from 0 to 1.

    Parameters
    ----------
    figures : Figures, shape (..., G)
        Proportions or rates in the order of the gradient.
    size : array_like, shape (..., G)
        People (or exposure) in each group, which set its place and its weight. A group
        of size 0, or without a figure, is left out.

    Returns
    -------
    Figures, shape (...)
        End minus start of the order: above 0 where figures rise along it. NaN for fewer
        than two groups. Limits carry the sampling error of every group.
    """
    start, end = _end_coefficients(figures, size)
    return contrast(figures, end - start)


def fitted_ends(figures: Figures, size: ArrayLike) -> tuple[Figures, Figures]:
    """Start and end of the line that `slope_index` fits; arguments as there."""
    start, end = _end_coefficients(figures, size)
    return contrast(figures, start), contrast(figures, end)


def relative_index(figures: Figures, size: ArrayLike) -> Figures:
    """Relative index of inequality: end over start of the line of `slope_index`.

    Arguments as `slope_index`. An end of the line that falls below 0 counts as 0, so the
    index runs from 0 to infinity; NaN where both ends are 0.

    Notes
    -----
    Limits are the ratios r at which the limit of `end - r * start` is zero, a contrast of
    the groups, so the correlation of the two ends is carried. They are found by halving
    the angle whose tangent is r.
    """
    start, end = _end_coefficients(figures, size)
    at_start, at_end = contrast(figures, start), contrast(figures, end)
    top, bottom = (_end_value(figures, weights) for weights in (end, start))
    angle = np.arctan2(top, bottom)

    def limit(angle: Floats, side: str) -> Floats:
        wide = angle[..., None]
        line = contrast(figures, np.cos(wide) * end - np.sin(wide) * start)
        return cast("Floats", getattr(line, side))

    lower = _halve(lambda a: limit(a, "lower"), 0 * angle, angle)
    upper = _halve(lambda a: limit(a, "upper"), angle, 0 * angle + np.pi / 2)
    return Figures(
        _quotient(top, bottom),
        np.where(at_end.lower <= 0, 0.0, _tangent(lower) + 0 * at_end.lower),
        np.where(at_start.lower <= 0, np.inf, _tangent(upper) + 0 * at_start.lower),
    )


def _end_coefficients(figures: Figures, size: ArrayLike) -> tuple[Floats, Floats]:
    """Weights that give the two ends of the least-squares line, shape (..., G)."""
    people = np.asarray(size, dtype=np.float64)
    people = np.where(np.isfinite(figures.value) & (people > 0), people, 0.0)
    share = _quotient(people, people.sum(axis=-1, keepdims=True))
    place = np.cumsum(share, axis=-1) - share / 2 - 0.5
    spread = (share * place**2).sum(axis=-1, keepdims=True)
    tilt = _quotient(share * place, spread)
    return share - tilt / 2, share + tilt / 2


def _tangent(angle: Floats) -> Floats:
    """Tangent that is infinite, and 0, where halving ended at the edge of its bracket."""
    edged = np.where(angle > np.pi / 2 - _ROUNDING, np.inf, np.tan(angle))
    return np.where(angle < _ROUNDING, 0.0, edged)


def _end_value(figures: Figures, weights: Floats) -> Floats:
    """Value of the line at one end; below 0, or a rounding error above it, it is 0."""
    terms = weights * np.where(weights == 0, 0.0, figures.value)
    value = terms.sum(axis=-1)
    return np.where(value <= _ROUNDING * np.abs(terms).sum(axis=-1), 0.0, value)


def _reach(limit: Floats, value: Floats) -> Floats:
    return limit * (2 * value - limit)


def _root(product: Floats, taken: Floats) -> Floats:
    return cast("Floats", np.sqrt(np.maximum(product**2 - taken, 0)))


def _quotient(top: Floats, bottom: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return cast("Floats", np.true_divide(top, bottom))


def _halve(above: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Find where a falling quantity crosses 0, by halving the bracket."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_above = above(middle) > 0
        low = np.where(is_above, middle, low)
        high = np.where(is_above, high, middle)
    return (low + high) / 2
