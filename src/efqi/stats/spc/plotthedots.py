"""Rule set `nhsrplotthedots-0.2.2`: NHS England's "Making data count" as that tool has it.

Four rules on a chart's own limits, the first that fits naming the point: beyond a limit; a
trend of seven; two of three near a limit; seven on one side. Icons summarise the last point
(variation) and the limits against a target (assurance).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from efqi.stats.spc.average import Floats, Sides
from efqi.stats.spc.baseline import Baseline
from efqi.stats.spc.limits import ProcessLimits, process_limits
from efqi.stats.spc.rule_sets import RULE_SETS, rule_signals

ImprovementDirection = Literal["increase", "decrease", "neutral"]

_BETTER_SIDE = {"increase": 1, "decrease": -1}


class Cause(IntEnum):
    """Special causes; below zero the same on the low side."""

    NONE = 0
    BEYOND_LIMIT = 1
    TREND = 2
    TWO_IN_THREE = 3
    LONG_RUN = 4


_CAUSES = {
    "beyond_limit": Cause.BEYOND_LIMIT,
    "trend": Cause.TREND,
    "two_of_three": Cause.TWO_IN_THREE,
    "shift": Cause.LONG_RUN,
}


@dataclass(frozen=True, slots=True)
class PlotTheDots:
    """XmR charts of S series with the rules and icons of the tool.

    Attributes
    ----------
    limits : ProcessLimits
        Values, mean and limits, shape (T, S).
    special_cause : ndarray of int8, shape (T, S)
        A `Cause` of each point, negative on the low side.
    point_type : ndarray of str, shape (T, S)
        "common_cause", "special_cause_improvement", "special_cause_concern",
        "special_cause_neutral_high" or "special_cause_neutral_low".
    variation_icon : ndarray of str, shape (S,)
        "common_cause" or "improvement", "concern", "neutral" with "_high" or "_low": what
        the last point shows.
    assurance_icon : ndarray of str, shape (S,)
        "pass", "fail" or "inconsistent": limits of the last point against the target;
        empty without a target or a direction.
    """

    limits: ProcessLimits
    special_cause: Sides
    point_type: NDArray[np.str_]
    variation_icon: NDArray[np.str_]
    assurance_icon: NDArray[np.str_]


def plot_the_dots(
    value: Floats,
    direction: ImprovementDirection,
    *,
    target: float | None = None,
    baseline: Baseline | None = None,
) -> PlotTheDots:
    """Chart values as NHSRplotthedots 0.2.2 does.

    Parameters
    ----------
    value : ndarray of float, shape (T, S) or (T,)
        One value an interval.
    direction : str
        "increase", "decrease" or "neutral": which way is better.
    target : float, optional
        Target in the units of the value.
    baseline : Baseline, optional
        Rebase dates as `phase_starts`; `freeze` fixes limits after that many points.

    Returns
    -------
    PlotTheDots
    """
    limits = process_limits("xmr", value, baseline=baseline)
    cause = special_causes(limits)
    types = _named(np.sign(cause), direction, point=True)
    return PlotTheDots(
        limits,
        cause,
        types,
        _named(np.sign(cause[-1]), direction, point=False),
        _assurance(limits, direction, target),
    )


def special_causes(limits: ProcessLimits) -> Sides:
    """Name the special cause of each point; rules start afresh in each phase.

    A missing or excluded point ends runs and trends; an excluded one can still be beyond a
    limit. On a moving range chart only the limits are read.

    Returns
    -------
    ndarray of int8, shape (T, S)
        A `Cause`, negative on the low side.
    """
    cause = np.zeros(limits.value.shape, dtype=np.int8)
    for signal in reversed(rule_signals(limits, RULE_SETS["nhsrplotthedots-0.2.2"])):
        found = signal.side != 0
        cause[found] = (_CAUSES[signal.rule] * signal.side)[found]
    return cause


def _named(
    side: Sides, direction: ImprovementDirection, *, point: bool
) -> NDArray[np.str_]:
    """Name the side of a signal for a team that wants values to move in `direction`."""
    height = np.where(side > 0, "_high", "_low")
    if direction == "neutral":
        name = np.char.add("neutral", height)
    else:
        better = np.where(side == _BETTER_SIDE[direction], "improvement", "concern")
        name = better if point else np.char.add(better, height)
    name = np.char.add("special_cause_", name) if point else name
    return np.where(side == 0, "common_cause", name)


def _assurance(
    limits: ProcessLimits, direction: ImprovementDirection, target: float | None
) -> NDArray[np.str_]:
    lower, upper = limits.lower[-1], limits.upper[-1]
    if target is None or direction == "neutral":
        return np.full(lower.shape, "")
    low, high = ("fail", "pass") if direction == "increase" else ("pass", "fail")
    icon = np.where(lower > target, high, "inconsistent")
    return np.where(upper < target, low, icon)
