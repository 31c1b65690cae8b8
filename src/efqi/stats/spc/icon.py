"""What a chart says in one word: variation from its last point, assurance from its limits.

Variation asks whether something unusual is going on now: as in "Making data count" (NHS
England) only the last point is asked. Assurance asks whether a target will be met if nothing
changes: limits wholly on its better side meet it, wholly on its worse side miss it, and limits
with the target between them will do now one and now the other.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from efqi.stats.spc.average import Floats, Sides
from efqi.stats.spc.choice import MINIMUM_POINTS

WELL_FOUNDED = 24
"""Points from which limits are known well enough to halve the false icons."""


class Variation(StrEnum):
    """What the last point shows."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    COMMON_CAUSE = "common_cause"
    SPECIAL_CAUSE = "special_cause"
    CANNOT_TELL = "cannot_tell"


class Assurance(StrEnum):
    """What the limits say of a target."""

    MET = "met"
    MISSED = "missed"
    HIT_AND_MISS = "hit_and_miss"
    NO_TARGET = "no_target"
    CANNOT_TELL = "cannot_tell"


def variation(
    last: Sides, points: NDArray[np.int64], better: int
) -> tuple[Variation, ...]:
    """Say what the last point of each of S series shows.

    Parameters
    ----------
    last : ndarray of int8, shape (S,)
        Side of the special cause at the last judged point: +1, -1, or 0 for none.
    points : ndarray of int, shape (S,)
        Points that the rules could judge.
    better : int
        Side that is better: +1, -1, or 0 where neither is.

    Returns
    -------
    tuple of Variation, length S
        `CANNOT_TELL` below `MINIMUM_POINTS` points; `SPECIAL_CAUSE` where neither side is
        better.
    """
    return tuple(
        _variation(int(side), better) if count >= MINIMUM_POINTS else _UNKNOWN
        for side, count in zip(last, points, strict=True)
    )


_UNKNOWN = Variation.CANNOT_TELL


def _variation(side: int, better: int) -> Variation:
    if side == 0:
        return Variation.COMMON_CAUSE
    if better == 0:
        return Variation.SPECIAL_CAUSE
    return Variation.IMPROVEMENT if side == better else Variation.CONCERN


def assurance(
    lower: Floats, upper: Floats, target: float | None, better: int
) -> tuple[Assurance, ...]:
    """Say whether each of S series will meet a target if nothing changes.

    Parameters
    ----------
    lower, upper : ndarray of float, shape (S,)
        Limits of the process as it is now; NaN where there are none.
    target : float or None
        Target on the scale of the limits.
    better : int
        Side of the target that meets it: +1, -1, or 0 where neither does.

    Returns
    -------
    tuple of Assurance, length S
        `NO_TARGET` without a target or a better side; `CANNOT_TELL` without limits. A limit
        that lies on the target is not beyond it.
    """
    if target is None or better == 0:
        return (Assurance.NO_TARGET,) * len(lower)
    ends = np.sort(np.stack([lower, upper]) * better, axis=0)
    worst, best = ends[0], ends[1]
    return tuple(
        _assurance(float(w), float(b), target * better)
        for w, b in zip(worst, best, strict=True)
    )


def _assurance(worst: float, best: float, target: float) -> Assurance:
    if np.isnan(worst) or np.isnan(best):
        return Assurance.CANNOT_TELL
    if worst > target:
        return Assurance.MET
    return Assurance.MISSED if best < target else Assurance.HIT_AND_MISS


def false_icon_percent(rule_set: str, points: int) -> float | None:
    """Give how many charts in 100 show a special cause at their last point by chance.

    Parameters
    ----------
    rule_set : str
        Rules that points signal by.
    points : int
        Points that the limits were made from.

    Returns
    -------
    float or None
        At most so many, whatever the chart (p, p', c, i, run), for readings after a baseline
        of that length; None for rules that were not measured.

    Notes
    -----
    Simulated by `benchmarks/truth/false_icons.py`: the last of 12 points after the baseline.
    """
    few, many = _FALSE_ICONS.get(rule_set, (None, None))
    return many if points >= WELL_FOUNDED else few


_FALSE_ICONS: Mapping[str, tuple[float, float]] = {
    "anhoej": (4.0, 2.0),
    "nhsrplotthedots-0.2.2": (7.0, 5.0),
}
"""Per cent for limits from at least 12, and from at least 24, points."""
