"""What run tests allow: how long a run may be on each side, how few crossings."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, ndtr

from efqi.stats.spc.average import Floats
from efqi.stats.spc.run_law import (
    crossings_and_longest,
    crossings_limit,
    longest_run_limit,
)

Counts = NDArray[np.int64]

FEW_CROSSINGS = 0.05
"""Chance of a series without special cause having fewer crossings than the least allowed."""
BOX_POINTS = (10, 100)
"""Useful points for which best box and cut box are published; Anhoej's limits elsewhere."""
BOX_SPECIFICITY = 0.925
"""Least chance that a box must hold of series without a shift."""
BOX_SHIFT = 0.8
"""Shift in standard deviations that a box is made to find."""
EXACT_LEVEL = 15
"""Chance in thousandths of each part of the exact test: runs above, runs below, crossings."""


@dataclass(frozen=True, slots=True)
class RunLimits:
    """Limits of a run test, one element a series.

    Attributes
    ----------
    above, below : ndarray of int, shape (S,)
        Longest run that chance explains on each side of the centre line.
    crossings : ndarray of int, shape (S,)
        Fewest crossings that chance explains.
    """

    above: Counts
    below: Counts
    crossings: Counts


def anhoej_limits(above: Counts, below: Counts, _crossings: Counts) -> RunLimits:
    """Anhoej and Olesen 2014 (doi:10.1371/journal.pone.0113825)."""
    useful = above + below
    longest = longest_run_allowed(useful)
    return RunLimits(longest, longest, crossings_needed(useful))


def best_box_limits(above: Counts, below: Counts, crossings: Counts) -> RunLimits:
    """Anhoej and Wentzel-Larsen 2020 (doi:10.1371/journal.pone.0233920), best box."""
    return _box_limits(above, below, crossings, is_cut=False)


def cut_box_limits(above: Counts, below: Counts, crossings: Counts) -> RunLimits:
    """Cut box of the same source: on the box's border the longest run may be shorter."""
    return _box_limits(above, below, crossings, is_cut=True)


def exact_limits(above: Counts, below: Counts, _crossings: Counts) -> RunLimits:
    """Limits given how many points lie on each side, all orders being equally likely.

    Each of the three parts signals falsely in at most 1.5 % of series, whatever the
    values' law, ties and zeros included, where the centre line comes from the points that
    are judged.
    """
    pairs = np.stack([above, below])
    found, where = np.unique(pairs, axis=1, return_inverse=True)
    rows = [_exact(int(a), int(b)) for a, b in found.T]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return RunLimits(*table[where].T)


def _exact(above: int, below: int) -> tuple[int, int, int]:
    return (
        longest_run_limit(above, below, EXACT_LEVEL),
        longest_run_limit(below, above, EXACT_LEVEL),
        crossings_limit(above, below, EXACT_LEVEL),
    )


def longest_run_allowed(useful: Counts) -> Counts:
    """``round(log2 n) + 3``; 0 without points."""
    bits = np.round(np.log2(np.maximum(useful, 1))).astype(np.int64)
    return np.where(useful > 0, bits + 3, 0)


def crossings_needed(useful: Counts) -> Counts:
    """5 % point of the binomial with ``n - 1`` chances of one half; 0 without points."""
    different, where = np.unique(useful, return_inverse=True)
    needed = [_crossings_needed(int(n)) for n in different]
    return np.array(needed, dtype=np.int64)[where]


@cache
def _crossings_needed(useful: int) -> int:
    if useful < 1:
        return 0
    chance = bdtr(np.arange(useful), useful - 1, 0.5)
    return int(np.searchsorted(chance, FEW_CROSSINGS))


@dataclass(frozen=True, slots=True)
class Box:
    """Crossings and longest runs that chance explains.

    Attributes
    ----------
    crossings, longest : int
        Fewest crossings and longest run of the best box.
    border_crossings : int
        Fewest crossings with a run of just `longest`, in the cut box.
    border_longest : int
        Longest run with just `crossings`, in the cut box.
    """

    crossings: int
    longest: int
    border_crossings: int
    border_longest: int


def _box_limits(
    above: Counts, below: Counts, crossings: Counts, *, is_cut: bool
) -> RunLimits:
    plain = anhoej_limits(above, below, crossings)
    useful = above + below
    has_box = (useful >= BOX_POINTS[0]) & (useful <= BOX_POINTS[1])
    if not has_box.any():
        return plain
    table = _box_table()[np.where(has_box, useful, BOX_POINTS[0])]
    needed, longest, border_needed, border_longest = table.T
    if is_cut:
        is_corner = crossings == needed
        is_short = (crossings < border_needed) & ~is_corner
        longest = np.where(is_corner, border_longest, longest - is_short)
    longest = np.where(has_box, longest, plain.above)
    return RunLimits(longest, longest, np.where(has_box, needed, plain.crossings))


@cache
def _box_table() -> Counts:
    """Boxes by useful points; rows below the fewest published are not used."""
    rows = [[0, 0, 0, 0]] * BOX_POINTS[0]
    for useful in range(BOX_POINTS[0], BOX_POINTS[1] + 1):
        box = run_box(useful)
        rows.append(
            [box.crossings, box.longest, box.border_crossings, box.border_longest]
        )
    return np.array(rows, dtype=np.int64)


@cache
def _laws() -> tuple[Floats, Floats]:
    most = BOX_POINTS[1]
    shifted = float(ndtr(BOX_SHIFT))
    return crossings_and_longest(most, 0.5), crossings_and_longest(most, shifted)


def run_box(useful: int) -> Box:
    """Find the best box and its cut.

    The box of highest sensitivity for the shift among those of enough specificity. Then
    cells are cut from its border, the corner first, each time the next one up or to the
    left that gains more sensitivity, while specificity stays enough: the published limits.

    Parameters
    ----------
    useful : int
        Points off the centre line, from 10 to 100.

    Returns
    -------
    Box
    """
    stable, shifted = (law[useful, :useful, : useful + 1] for law in _laws())
    held, missed = (np.cumsum(law[::-1], axis=0)[::-1] for law in (stable, shifted))
    allowed = np.where(held >= BOX_SPECIFICITY, missed, np.inf)
    place = np.unravel_index(allowed.argmin(), allowed.shape)
    crossings, longest = int(place[0]), int(place[1])
    losses, gains = (_borders(law, crossings, longest) for law in (stable, shifted))
    to_spare = float(held[crossings, longest]) - BOX_SPECIFICITY
    upwards, leftwards = _cut(losses, gains, to_spare)
    return Box(crossings, longest, crossings + upwards, longest - leftwards)


def _borders(law: Floats, crossings: int, longest: int) -> tuple[Floats, Floats]:
    """Chance of each cell from the corner on: of the right border, and of the top one."""
    cells = np.diff(law, axis=1, prepend=0)
    return cells[crossings:, longest], cells[crossings, longest:0:-1]


def _cut(
    losses: tuple[Floats, Floats], gains: tuple[Floats, Floats], to_spare: float
) -> tuple[int, int]:
    """Cells cut from the right border and from the top one, the corner counted in both."""
    if losses[0][0] > to_spare:
        return 0, 0
    to_spare -= float(losses[0][0])
    cut = [1, 1]
    while True:
        next_gain = [
            gains[b][cut[b]]
            if cut[b] < len(gains[b]) and losses[b][cut[b]] <= to_spare
            else 0.0
            for b in (0, 1)
        ]
        if not any(next_gain):
            return cut[0], cut[1]
        border = int(next_gain[1] > next_gain[0])
        to_spare -= float(losses[border][cut[border]])
        cut[border] += 1
