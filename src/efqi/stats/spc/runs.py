"""Runs about the centre line: unusually long runs and unusually few crossings.

Points on the centre line are left out: they neither lengthen nor break a run. What counts
as unusual, a run test says (`efqi.stats.spc.run_limits`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from efqi.stats.spc.average import Flags, Sides
from efqi.stats.spc.run_limits import (
    RunLimits,
    anhoej_limits,
    best_box_limits,
    cut_box_limits,
    exact_limits,
)

Counts = NDArray[np.int64]

RUN_TESTS: Mapping[str, Callable[[Counts, Counts, Counts], RunLimits]] = {
    "anhoej": anhoej_limits,
    "bestbox": best_box_limits,
    "cutbox": cut_box_limits,
    "exact": exact_limits,
}
"""Limits of each run test, from points above, points below and crossings."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Run tests of one phase, one element a series.

    Attributes
    ----------
    useful : ndarray of int, shape (S,)
        Points that are known, included and off the centre line.
    longest, longest_allowed : ndarray of int, shape (S,)
        Length of the longest run, and the longest that chance explains (on its side, where
        a test tells sides apart); 0 without points.
    crossings, crossings_needed : ndarray of int, shape (S,)
        Crossings of the centre line, and the fewest that chance explains.
    signal : ndarray of bool, shape (S,)
        A run is too long or crossings are too few.
    long_run : ndarray of int8, shape (t, S)
        +1 at points of a run above the centre line that is too long, -1 below, else 0.
    could_signal : ndarray of bool, shape (S,)
        Some order of the same points would have been a signal.
    """

    useful: Counts
    longest: Counts
    longest_allowed: Counts
    crossings: Counts
    crossings_needed: Counts
    signal: Flags
    long_run: Sides
    could_signal: Flags


def anhoej_runs(side: Sides, judged: Flags, *, can_signal: bool = True) -> Runs:
    """Count runs and crossings of S series at once, judged by Anhoej's rules."""
    return count_runs(side, judged, "anhoej", can_signal=can_signal)


def count_runs(
    side: Sides, judged: Flags, test: str, *, can_signal: bool = True
) -> Runs:
    """Count runs and crossings of S series at once.

    Parameters
    ----------
    side : ndarray of int8, shape (t, S)
        +1 above the centre line, -1 below, 0 on it.
    judged : ndarray of bool, shape (t, S)
        Points that count.
    test : str
        A key of `RUN_TESTS`.
    can_signal : bool
        False where neighbouring points share data, so that long runs mean nothing.

    Returns
    -------
    Runs
    """
    side = np.where(judged, side, 0).astype(np.int8)
    state = carried_forward(side)
    length = run_length(state, side != 0)
    above, below = (side == 1).sum(axis=0), (side == -1).sum(axis=0)
    crossings = (state[1:] * state[:-1] == -1).sum(axis=0)
    limits = RUN_TESTS[test](above, below, crossings)
    longest_above = np.where(side == 1, length, 0).max(axis=0, initial=0)
    longest_below = np.where(side == -1, length, 0).max(axis=0, initial=0)
    is_too_long = (longest_above > limits.above) | (longest_below > limits.below)
    is_long = length > np.where(side > 0, limits.above, limits.below)
    fewest = ((above > 0) & (below > 0)).astype(np.int64)
    could = (
        (above > limits.above) | (below > limits.below) | (limits.crossings > fewest)
    )
    return Runs(
        useful=above + below,
        longest=np.maximum(longest_above, longest_below),
        longest_allowed=np.where(
            longest_above >= longest_below, limits.above, limits.below
        ),
        crossings=crossings,
        crossings_needed=limits.crossings,
        signal=can_signal & (is_too_long | (crossings < limits.crossings)),
        long_run=np.where(is_long & can_signal, side, 0).astype(np.int8),
        could_signal=can_signal & could,
    )


def run_length(state: Sides, counted: Flags) -> Counts:
    """Count the points in the run of equal neighbours that each point belongs to."""
    if not state.size:
        return np.zeros(state.shape, dtype=np.int64)
    starts = np.ones(state.shape, dtype=np.bool_)
    starts[1:] = state[1:] != state[:-1]
    label = np.cumsum(starts.T.ravel()).reshape(state.T.shape).T - 1
    lengths = np.bincount(label.ravel(), weights=counted.ravel())
    counts: Counts = lengths.astype(np.int64)[label]
    return counts


def carried_forward(side: Sides) -> Sides:
    """Fill each 0 with the side before it, so that it neither makes nor breaks a run."""
    rows = np.where(side != 0, np.arange(len(side))[:, None], 0)
    latest = np.maximum.accumulate(rows, axis=0)
    return np.take_along_axis(side, latest, axis=0)
