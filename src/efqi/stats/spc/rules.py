"""Rules that name a special cause: one rule, one function, all series at once.

Each rule reads the chart of one phase and gives every point +1 (it belongs to a signal on
the high side), -1 (the low side), `NO_SIDE` (a pattern without a side) or 0. A point that
is missing or excluded keeps its place in a window, counts towards nothing and ends a run;
all points of a pattern carry it, or of "two of three" those that are far out. Limits that a
chart does not have (a run chart) never signal.
"""

import numpy as np
from numpy.typing import NDArray

from efqi.stats.spc.average import Flags, Sides
from efqi.stats.spc.limits import ProcessLimits
from efqi.stats.spc.runs import carried_forward, run_length

NO_SIDE = 2
"""Code of a pattern that has no side, such as too little variation."""
_MISSING = 2
"""State of a point that ends a run."""


def beyond_limit(limits: ProcessLimits, _points: int) -> Sides:
    """One point beyond a three-sigma limit; one on the limit is not beyond it."""
    return limits.beyond


def same_side(limits: ProcessLimits, points: int) -> Sides:
    """So many neighbours on one side of the centre; one on the line ends the run."""
    side = _where_judged(limits, limits.side)
    return _kept(run_length(side, side != 0) >= points, side)


def same_side_skipping_line(limits: ProcessLimits, points: int) -> Sides:
    """So many neighbours on one side; one on the line neither ends nor lengthens the run."""
    side = _where_judged(limits, limits.side)
    state = carried_forward(np.where(limits.judged, side, _MISSING).astype(np.int8))
    return _kept(run_length(state, side != 0) >= points, side)


def trend(limits: ProcessLimits, points: int) -> Sides:
    """So many neighbours that all rise or all fall; two equal ones end the trend."""
    step = _steps(limits)
    return _towards_next(_kept(run_length(step, step != 0) >= points - 1, step))


def trend_skipping_ties(limits: ProcessLimits, points: int) -> Sides:
    """So many points that rise or fall; one that repeats the one before is passed over."""
    step = _steps(limits)
    is_known = limits.judged[1:] & limits.judged[:-1]
    state = carried_forward(np.where(is_known, step, _MISSING).astype(np.int8))
    return _towards_next(_kept(run_length(state, step != 0) >= points - 1, state))


def alternating(limits: ProcessLimits, points: int) -> Sides:
    """So many neighbours that go up and down in turn."""
    step = _steps(limits)
    turns = step[1:] * step[:-1] == -1
    is_long = turns & (run_length(turns.astype(np.int8), turns) >= points - 2)
    found = np.zeros(limits.value.shape, dtype=np.bool_)
    for ahead in range(3):
        found[ahead : ahead + len(is_long)] |= is_long
    return _without_side(found)


def two_of_three_near_limit(limits: ProcessLimits, _points: int) -> Sides:
    """Two of three between two and three sigma, all three on that side of the centre."""
    return _gathered(limits, limits.near_limit, (3, 2), is_one_sided=True)


def two_of_three_far_out(limits: ProcessLimits, _points: int) -> Sides:
    """Two of three beyond two sigma, all three on that side of the centre."""
    return _gathered(limits, limits.beyond_warning, (3, 2), is_one_sided=True)


def two_of_three(limits: ProcessLimits, _points: int) -> Sides:
    """Two of three beyond two sigma on one side, the third anywhere."""
    return _gathered(limits, limits.beyond_warning, (3, 2))


def four_of_five(limits: ProcessLimits, _points: int) -> Sides:
    """Four of five beyond one sigma on one side, the fifth anywhere."""
    return _gathered(limits, limits.beyond_inner, (5, 4))


def inner_third(limits: ProcessLimits, points: int) -> Sides:
    """So many neighbours within one sigma: less variation than the limits tell of."""
    has_zone = limits.judged & np.isfinite(limits.lower_inner + limits.upper_inner)
    return _unbroken(has_zone & (limits.beyond_inner == 0), points)


def outside_inner_third(limits: ProcessLimits, points: int) -> Sides:
    """So many neighbours beyond one sigma, on whichever side: two processes mixed."""
    return _unbroken(_where_judged(limits, limits.beyond_inner) != 0, points)


def _unbroken(holds: Flags, points: int) -> Sides:
    length = run_length(holds.astype(np.int8), holds)
    return _without_side(holds & (length >= points))


def _gathered(
    limits: ProcessLimits,
    far: Sides,
    window_and_needed: tuple[int, int],
    *,
    is_one_sided: bool = False,
) -> Sides:
    """Far points of each window that has enough of them on one side."""
    window, needed = window_and_needed
    far = _where_judged(limits, far)
    side = _where_judged(limits, limits.side)
    found = np.zeros(far.shape, dtype=np.int8)
    for sign in (1, -1):
        is_signal = _in_windows(far == sign, window) >= needed
        if is_one_sided:
            is_signal &= _in_windows(side == sign, window) == window
        found[(far == sign) & _covered(is_signal, window, len(far))] = sign
    return found


def _in_windows(hit: Flags, window: int) -> NDArray[np.int32]:
    """Hits in each window of so many rows, by its first row."""
    ended = np.zeros((len(hit) + 1, hit.shape[1]), dtype=np.int32)
    np.cumsum(hit, axis=0, out=ended[1:])
    return ended[window:] - ended[:-window]


def _covered(starts: Flags, window: int, rows: int) -> Flags:
    """Rows that lie in any of the windows that begin at `starts`."""
    found = np.zeros((rows, starts.shape[1]), dtype=np.bool_)
    for ahead in range(window):
        found[ahead : ahead + len(starts)] |= starts
    return found


def _steps(limits: ProcessLimits) -> Sides:
    """+1 where the next point is higher, -1 lower, 0 equal or not known."""
    value = np.where(limits.judged, limits.value, np.nan)
    return np.nan_to_num(np.sign(np.diff(value, axis=0))).astype(np.int8)


def _towards_next(steps: Sides) -> Sides:
    """Direction at each point of a trend: towards its next point, at the end from the last."""
    still = np.zeros((1, steps.shape[1]), dtype=np.int8)
    ahead, behind = np.vstack([steps, still]), np.vstack([still, steps])
    return np.where(ahead != 0, ahead, behind).astype(np.int8)


def _where_judged(limits: ProcessLimits, sides: Sides) -> Sides:
    return _kept(limits.judged, sides)


def _kept(where: Flags, sides: Sides) -> Sides:
    return np.where(where, sides, 0).astype(np.int8)


def _without_side(found: Flags) -> Sides:
    return np.where(found, NO_SIDE, 0).astype(np.int8)
