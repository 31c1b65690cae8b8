"""Pareto: which few categories make up most of the events."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.errors import MeasureError


@dataclass(frozen=True, slots=True)
class Pareto:
    """Categories from most to fewest events.

    Attributes
    ----------
    category : tuple of str, length K
        Names; categories with equal counts stay in the order in which they were given.
    count : ndarray of float, shape (K,)
        Events.
    share : ndarray of float, shape (K,)
        Share of all events, from 0 to 1; NaN where there are no events at all.
    cumulative_share : ndarray of float, shape (K,)
        Share of this category and those before it; exactly 1 at the last.
    """

    category: tuple[str, ...]
    count: NDArray[np.float64]
    share: NDArray[np.float64]
    cumulative_share: NDArray[np.float64]


def pareto(category: Sequence[str], count: ArrayLike) -> Pareto:
    """Sort categories by their events and cumulate them.

    Parameters
    ----------
    category : sequence of str, length K
        One name a category.
    count : array_like, shape (K,)
        Events of each.

    Returns
    -------
    Pareto

    Raises
    ------
    ValueError
        If there is not one count a category.
    MeasureError
        If a category stands twice, or a count is missing, infinite or below zero.
    """
    counts = np.asarray(count, dtype=np.float64)
    if counts.shape != (len(category),):
        raise ValueError("There must be one count for each category.")
    _refuse_bad(category, counts)
    order = np.argsort(-counts, kind="stable")
    sorted_counts = counts[order]
    total = counts.sum()
    running = np.cumsum(sorted_counts)
    unknown = np.full(counts.shape, np.nan)
    return Pareto(
        tuple(category[i] for i in order),
        sorted_counts,
        sorted_counts / total if total > 0 else unknown,
        running / running[-1] if total > 0 else unknown,
    )


def _refuse_bad(category: Sequence[str], counts: NDArray[np.float64]) -> None:
    if len(set(category)) < len(category):
        twice = next(name for name in category if list(category).count(name) > 1)
        raise MeasureError(
            f"Category '{twice}' stands twice.", fix="Add its counts together."
        )
    bad = ~np.isfinite(counts) | (counts < 0)
    if bad.any():
        found = int(np.flatnonzero(bad)[0])
        raise MeasureError(
            f"Category '{category[found]}' has a count of {counts[found]}.",
            fix="Give a count of 0 or more.",
        )
