"""Limits of what is curved or has corners in the figures of several groups."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from efqi.stats.groups import Groups
from efqi.stats.limits import Figures, Floats, total

Measure = Callable[[Floats], Floats]
"""From figures, shape (..., G), to a measure, shape (...)."""

_CLIMBS = 3
_PARTS = (1.0, 0.5)
_ROUNDS = 3
_NUDGE = 1e-6
_TIE_DECIMALS = 9
_STEEPEST = 1e12


def projected(measure: Measure, groups: Groups) -> Figures:
    """Limits of a measure that is 0 where all groups are equal and grows with distance.

    The upper limit is the most, the lower limit the least that the measure can be while
    the groups stay within an ellipsoid around their figures, whose half axes are the
    distances to each group's own limits. For a weighted sum this is the method of
    variance estimates recovery (Zou and Donner 2008, `limits.contrast`).

    Parameters
    ----------
    measure : callable
        The measure of figures of shape (..., G).
    groups : Groups

    Returns
    -------
    Figures, shape (...)
        NaN for fewer than two groups. Where the measure is undefined at the figures
        (e.g. 0 over 0) the point is NaN and the limits stand.

    Notes
    -----
    Chance alone makes groups look unequal. Equality is one point, so the lower limit
    must hold for every direction away from it at once and uses the groups' `far`
    limits (Scheffe 1953); the upper limit needs one direction only and uses `near`.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value = measure(groups.value)
        upper = np.fmax(value, _most(measure, _Box(groups, groups.near)))
        far = _Box(groups, groups.far, groups.stretch)
        lower = np.fmin(value, _least(measure, far))
    enough = groups.is_enough
    return Figures(*(np.where(enough, f, np.nan) for f in (value, lower, upper)))


def projected_smooth(measure: Measure, groups: Groups) -> Figures:
    """Limits of a smooth measure that may take either sign; otherwise as `projected`.

    Such a measure has a direction of its own everywhere, so both limits use `near`.
    """

    def turned(figures: Floats) -> Floats:
        return -measure(figures)

    with np.errstate(divide="ignore", invalid="ignore"):
        value = measure(groups.value)
        box = _Box(groups, groups.near)
        upper = np.fmax(value, _most(measure, box))
        lower = np.fmin(value, -_most(turned, box))
    enough = groups.is_enough
    return Figures(*(np.where(enough, f, np.nan) for f in (value, lower, upper)))


class _Box:
    """The ellipsoid, with each group's own distance up and down as unit."""

    def __init__(self, groups: Groups, limits: Figures, stretch: float = 1) -> None:
        used = groups.share > 0
        self.value = groups.value
        self.lower = np.where(used, limits.lower, 0.0)
        self.upper = np.where(used, limits.upper, 0.0)
        near = groups.near
        self.up = np.where(used, near.upper - near.value, 0.0) * stretch
        self.down = np.where(used, near.value - near.lower, 0.0) * stretch

    def at(self, move: Floats) -> Floats:
        return np.clip(self.value + move * self.unit(move), self.lower, self.upper)

    def unit(self, move: Floats) -> Floats:
        return np.where(move > 0, self.up, self.down)


def _most(measure: Measure, box: _Box) -> Floats:
    """Climb from the figures, and from every way to pull the groups apart."""
    best = measure(box.value)
    for move in _alone(box):
        best = np.fmax(best, measure(box.at(move)))
    nobody = np.zeros(box.value.shape, dtype=bool)
    axis = np.maximum(box.up, box.down)
    for start in (np.zeros_like(box.value), *_apart(box)):
        best, move = np.fmax(best, measure(box.at(start))), start
        for _ in range(_CLIMBS):
            slopes = _slopes(measure, box.at(move), axis, nobody)
            move = _on_edge(slopes * box.unit(np.where(move == 0, slopes, move)))
            best = np.fmax(best, measure(box.at(move)))
    return best


def _alone(box: _Box) -> Iterator[Floats]:
    """Move one group, all others still."""
    groups = box.value.shape[-1]
    for way in (1.0, -1.0):
        for group in range(groups):
            yield np.where(np.arange(groups) == group, way, 0.0) + 0.0 * box.value


def _apart(box: _Box) -> Iterator[Floats]:
    """Move the highest few up and all others down.

    Tied groups are ranked both ways round, so that counting the opposite of the outcome
    tries the same moves.
    """
    groups = box.value.shape[-1]
    rank, other = _ranks(box.value), groups - 1 - _ranks(-box.value)
    for order in (rank,) if (rank == other).all() else (rank, other):
        for size in range(1, groups):
            move = np.where(order >= groups - size, 1.0, -1.0)
            yield _on_edge(move * box.unit(move))


def _least(measure: Measure, box: _Box) -> Floats:
    """Join neighbours, then go downhill with what is left of the ellipsoid."""
    away = _to_equal(box, np.ones(box.value.shape, dtype=bool))
    best = np.where(_length(away)[..., 0] <= 1, 0.0, measure(box.at(_within(away))))
    for joined in _neighbours(box):
        start, step = _downhill(measure, box, joined)
        for part in _PARTS:
            there = start + part * step - box.value
            move = _within(_over(there, box.unit(there)))
            best = np.fmin(best, measure(box.at(move)))
    return best


def _downhill(
    measure: Measure, box: _Box, joined: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Make some groups equal; give the way on, with them moving as one.

    The measure has corners where groups are equal; along them it is smooth.
    """
    away = _to_equal(box, joined)
    target = box.value + away * box.unit(away)
    axis = np.where(away == 0, np.maximum(box.up, box.down), box.unit(away))
    together = _joint_axis(axis, joined)
    slope = -_slopes(measure, target, together, joined)
    axis = np.where(joined, axis, box.unit(slope))
    step = slope * np.where(joined, together, axis) ** 2
    length = _length(_over(step, axis))
    left = np.sqrt(np.maximum(1 - _length(away) ** 2, 0))
    return target, _over(left, length) * step


def _slopes(
    measure: Measure, target: Floats, axis: Floats, joined: NDArray[np.bool_]
) -> Floats:
    level = measure(target)
    nudge = _NUDGE * axis.max(axis=-1, keepdims=True)
    shift = np.where(joined, nudge, 0.0)
    slopes = np.where(joined, (measure(target + shift) - level)[..., None], 0.0)
    for group in range(target.shape[-1]):
        there = target.copy()
        there[..., group] += np.where(joined[..., group], 0.0, nudge[..., 0])
        slopes[..., group] += measure(there) - level
    return np.nan_to_num(_over(slopes, nudge), posinf=_STEEPEST, neginf=-_STEEPEST)


def _joint_axis(axis: Floats, joined: NDArray[np.bool_]) -> Floats:
    """Give half axes; that of joined groups is how far they can go together."""
    precision = np.where(joined & (axis > 0), _over(1.0, axis**2), 0.0)
    shared = np.sqrt(precision.sum(axis=-1, keepdims=True))
    return np.where(joined, _over(1.0, shared), axis)


def _to_equal(box: _Box, joined: NDArray[np.bool_]) -> Floats:
    """Give moves that make some groups equal, at the value nearest to all of them."""
    weight = np.where(joined & (box.up + box.down > 0), 1.0, 0.0)
    for _ in range(_ROUNDS):
        middle = (total(weight, box.value) / weight.sum(axis=-1))[..., None]
        unit = box.unit(middle - box.value)
        weight = np.where((weight > 0) & (unit > 0), unit**-2.0, 0.0)
    return np.nan_to_num(np.where(weight > 0, (middle - box.value) / unit, 0.0))


def _neighbours(box: _Box) -> Iterator[NDArray[np.bool_]]:
    """Name no groups, then every run of two or more that stand next to each other."""
    groups = box.value.shape[-1]
    rank = _ranks(box.value)
    yield np.zeros(rank.shape, dtype=bool)
    for size in range(2, groups):
        for first in range(groups - size + 1):
            yield (rank >= first) & (rank < first + size)


def _ranks(value: Floats) -> NDArray[np.intp]:
    """Rank figures; those that differ by rounding alone tie, in the order given."""
    largest = np.abs(value).max(axis=-1, keepdims=True)
    rounded = np.round(_over(value, largest), _TIE_DECIMALS)
    return rounded.argsort(axis=-1, kind="stable").argsort(axis=-1)


def _on_edge(move: Floats) -> Floats:
    return _over(move, _length(move))


def _within(move: Floats) -> Floats:
    return np.asarray(move / np.maximum(_length(move), 1))


def _length(move: Floats) -> Floats:
    return np.sqrt(total(move, move))[..., None]


def _over(top: Floats | float, bottom: Floats) -> Floats:
    """Divide; 0 where the bottom is 0 (a group that cannot move)."""
    quotient = np.divide(top, np.where(bottom > 0, bottom, 1.0))
    return np.where(bottom > 0, quotient, 0.0)
