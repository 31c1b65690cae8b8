"""Runs about the centre line: unusually long runs and unusually few crossings.

Anhoej and Olesen 2014 (doi:10.1371/journal.pone.0113825). Points on the centre line are
left out: they neither lengthen nor break a run.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

from efqi.stats.spc.average import Flags, Sides

Counts = NDArray[np.int64]

FEW_CROSSINGS = 0.05
"""Chance of a series without special cause having fewer crossings than the least allowed."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Run tests of one phase, one element a series.

    Attributes
    ----------
    useful : ndarray of int, shape (S,)
        Points that are known, included and off the centre line.
    longest, longest_allowed : ndarray of int, shape (S,)
        Length of the longest run, and the longest that chance explains; 0 without points.
    crossings, crossings_needed : ndarray of int, shape (S,)
        Crossings of the centre line, and the fewest that chance explains.
    signal : ndarray of bool, shape (S,)
        A run is too long or crossings are too few.
    long_run : ndarray of int8, shape (t, S)
        +1 at points of a run above the centre line that is too long, -1 below, else 0.
    """

    useful: Counts
    longest: Counts
    longest_allowed: Counts
    crossings: Counts
    crossings_needed: Counts
    signal: Flags
    long_run: Sides


def anhoej_runs(side: Sides, judged: Flags, *, can_signal: bool = True) -> Runs:
    """Count runs and crossings of S series at once.

    Parameters
    ----------
    side : ndarray of int8, shape (t, S)
        +1 above the centre line, -1 below, 0 on it.
    judged : ndarray of bool, shape (t, S)
        Points that count.
    can_signal : bool
        False where neighbouring points share data, so that long runs mean nothing.

    Returns
    -------
    Runs
    """
    side = np.where(judged, side, 0).astype(np.int8)
    counted = side != 0
    state = _carried_forward(side)
    length = run_length(state, counted)
    useful = counted.sum(axis=0)
    longest = np.where(counted, length, 0).max(axis=0, initial=0)
    crossings = (state[1:] * state[:-1] == -1).sum(axis=0)
    allowed, needed = longest_run_allowed(useful), crossings_needed(useful)
    long_run = np.where((length > allowed) & can_signal, side, 0).astype(np.int8)
    signal = can_signal & ((longest > allowed) | (crossings < needed))
    return Runs(useful, longest, allowed, crossings, needed, signal, long_run)


def longest_run_allowed(useful: Counts) -> Counts:
    """``round(log2 n) + 3``; 0 without points."""
    bits = np.round(np.log2(np.maximum(useful, 1))).astype(np.int64)
    return np.where(useful > 0, bits + 3, 0)


def crossings_needed(useful: Counts) -> Counts:
    """5 % point of the binomial with ``n - 1`` chances of one half; 0 without points."""
    different, where = np.unique(useful, return_inverse=True)
    return np.array([_crossings_needed(int(n)) for n in different], dtype=np.int64)[
        where
    ]


@cache
def _crossings_needed(useful: int) -> int:
    if useful < 1:
        return 0
    chance = bdtr(np.arange(useful), useful - 1, 0.5)
    return int(np.searchsorted(chance, FEW_CROSSINGS))


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


def _carried_forward(side: Sides) -> Sides:
    """Fill each 0 with the side before it, so that it neither makes nor breaks a run."""
    rows = np.where(side != 0, np.arange(len(side))[:, None], 0)
    latest = np.maximum.accumulate(rows, axis=0)
    return np.take_along_axis(side, latest, axis=0)
