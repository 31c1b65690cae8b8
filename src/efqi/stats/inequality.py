"""Gaps between two groups, and gradients over ordered groups."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.contrast_ratio import contrast_ratio
from efqi.stats.limits import Figures, Floats, contrast


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
    start, end = end_coefficients(figures, size)
    return contrast(figures, end - start)


def fitted_ends(figures: Figures, size: ArrayLike) -> tuple[Figures, Figures]:
    """Start and end of the line that `slope_index` fits; arguments as there."""
    start, end = end_coefficients(figures, size)
    return contrast(figures, start), contrast(figures, end)


def relative_index(figures: Figures, size: ArrayLike) -> Figures:
    """Relative index of inequality: end over start of the line of `slope_index`.

    Arguments as `slope_index`. An end of the line that falls below 0 counts as 0, so the
    index runs from 0 to infinity; NaN where both ends are 0.

    Notes
    -----
    Limits as `contrast_ratio.contrast_ratio`.
    """
    start, end = end_coefficients(figures, size)
    return contrast_ratio(figures, end, start)


def end_coefficients(figures: Figures, size: ArrayLike) -> tuple[Floats, Floats]:
    """Weights that give the two ends of the least-squares line, shape (..., G)."""
    people = np.asarray(size, dtype=np.float64)
    people = np.where(np.isfinite(figures.value) & (people > 0), people, 0.0)
    share = _quotient(people, people.sum(axis=-1, keepdims=True))
    place = np.cumsum(share, axis=-1) - share / 2 - 0.5
    spread = (share * place**2).sum(axis=-1, keepdims=True)
    tilt = _quotient(share * place, spread)
    return share - tilt / 2, share + tilt / 2


def _reach(limit: Floats, value: Floats) -> Floats:
    return limit * (2 * value - limit)


def _root(product: Floats, taken: Floats) -> Floats:
    return cast("Floats", np.sqrt(np.maximum(product**2 - taken, 0)))


def _quotient(top: Floats, bottom: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return cast("Floats", np.true_divide(top, bottom))
