"""Exact laws of crossings and longest runs about a centre line.

Two of them. Where each useful point is above the line with a known chance, independently:
the joint law of crossings and longest run (Wentzel-Larsen and Anhoej 2019,
doi:10.1371/journal.pone.0223233), worked out here from generating functions: a series is
runs above and below in turn, a run of k points above having weight ``p^k``. And where only
the order of the points is left to chance: given how many points lie on each side, all orders
are equally likely, whatever the law of the values.
"""

from functools import cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from efqi.stats.spc.average import Floats

Counts = NDArray[np.int64]


def crossings_and_longest(points: int, chance: float) -> Floats:
    """Joint law for every number of useful points up to `points`.

    Parameters
    ----------
    points : int
        Most useful points.
    chance : float
        Chance of a point to lie above the line.

    Returns
    -------
    ndarray of float, shape (points + 1, points, points + 1)
        Element ``[n, c, l]``: chance that n points cross the line c times and have no run
        longer than l.
    """
    law = np.zeros((points + 1, points, points + 1))
    for share in (chance, 1 - chance):
        weights = [_run_weights(points, share), _run_weights(points, 1 - share)]
        ways = np.zeros((points + 1, points + 1, 1))
        ways[:, 0] = 1
        for crossings in range(points):
            ways = weights[crossings % 2] @ ways
            law[:, crossings, :] += ways[:, :, 0].T
    return law


def _run_weights(points: int, chance: float) -> Floats:
    """For each longest run l the matrix that appends one run, shape (l, n, n before)."""
    length = np.subtract.outer(np.arange(points + 1), np.arange(points + 1))
    longest = np.arange(points + 1)[:, None, None]
    weight = chance ** np.maximum(length, 0)
    return np.where((length >= 1) & (length <= longest), weight, 0.0)


@cache
def longest_run_limit(same: int, other: int, level_in_1000: int) -> int:
    """Shortest length that runs of one side exceed with at most the given chance.

    Parameters
    ----------
    same, other : int
        Points on the side asked about, and on the other; all orders equally likely.
    level_in_1000 : int
        The chance, in thousandths.

    Returns
    -------
    int
        At most `same`, where no run can be too long.
    """
    orders = comb(same + other, other)
    for length in range(same):
        longer = orders - _orders_without_longer(same, other, length)
        if 1000 * longer <= level_in_1000 * orders:
            return length
    return same


def _orders_without_longer(same: int, other: int, length: int) -> int:
    """Orders in which no run of one side is longer: `same` points in ``other + 1`` places.

    By inclusion and exclusion over the places that hold more than `length`.
    """
    places = other + 1
    most = min(places, same // (length + 1))
    return sum(
        (-1) ** j * comb(places, j) * comb(same - j * (length + 1) + other, other)
        for j in range(most + 1)
    )


@cache
def crossings_limit(above: int, below: int, level_in_1000: int) -> int:
    """Most crossings that series fall short of with at most the given chance.

    Wald and Wolfowitz 1940: the law of the number of runs given the points on each side.
    """
    if not above or not below:
        return 0
    orders, fewer, crossings = comb(above + below, above), 0, 0
    while crossings < above + below:
        fewer += _orders_with_crossings(above, below, crossings)
        if 1000 * fewer > level_in_1000 * orders:
            break
        crossings += 1
    return crossings


def _orders_with_crossings(above: int, below: int, crossings: int) -> int:
    runs = crossings + 1
    few, more = runs // 2, runs - runs // 2
    starts_above = _ways(above, more) * _ways(below, few)
    return starts_above + _ways(below, more) * _ways(above, few)


def _ways(points: int, runs: int) -> int:
    """Ways to cut points into so many runs of at least one."""
    return comb(points - 1, runs - 1) if runs else 0
