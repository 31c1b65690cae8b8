"""The control chart that the rest of the product asks for: lines, and which points signal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from efqi.stats.check import Check
from efqi.stats.spc.average import Floats, Sides
from efqi.stats.spc.baseline import Baseline, Points
from efqi.stats.spc.choice import MINIMUM_POINTS, choose_chart
from efqi.stats.spc.limits import ProcessLimits, process_limits
from efqi.stats.spc.plotthedots import special_causes

__all__ = ["ControlChart", "choose_chart", "control_chart"]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Control charts of S series over T intervals.

    Attributes
    ----------
    chart : str
        A key of `efqi.stats.spc.limits.CHARTS`.
    rule_set : str
        "anhoej" or "nhsrplotthedots-0.2.2".
    value : ndarray of float, shape (T, S)
        Numerator over denominator times `multiply`; NaN where nothing is known.
    centre, lower, upper : ndarray of float, shape (T, S)
        Centre line and three-sigma limits on the same scale; limits are NaN on a run chart.
    special_cause : ndarray of int8, shape (T, S)
        +1 a signal on the high side, -1 on the low side, 0 none.
    checks : tuple of Check
        "enough_points_for_limits": the shortest baseline of any phase and series.
        "enough_crossings" (anhoej): phases in which the centre line is crossed too seldom, a
        signal of the series as a whole that no single point carries.
    """

    chart: str
    rule_set: str
    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    special_cause: Sides
    checks: tuple[Check, ...]


def control_chart(  # noqa: PLR0913 - each is a choice that the caller's plan makes
    numerator: Floats | Points,
    denominator: Floats | float,
    *,
    chart: str,
    rule_set: str = "anhoej",
    phase_starts: Sequence[int] = (),
    freeze: int | None = None,
    exclude: NDArray[np.bool_] | None = None,
    multiply: float = 1.0,
) -> ControlChart:
    """Draw the lines and find the signals of S series at once.

    Rule set "anhoej": a point signals beyond three sigma, or as part of a run that is longer
    than chance explains, on the side of that run; beyond three sigma goes first where the
    two disagree. Too few crossings say that the series is not stable without saying where,
    so they are a check and not a signal of any point. Runs count every point of a phase,
    also those after a frozen baseline.

    Rule set "nhsrplotthedots-0.2.2": the tool's four rules (see
    `efqi.stats.spc.plotthedots`). Its own chart is "i", drawn with 2.66 as it does; on other
    charts the same rules read that chart's limits.

    Parameters
    ----------
    numerator : ndarray of float, shape (T, S) or (T,), or Points
        Counts or values; NaN where a series has no history. `Points` for subgroups.
    denominator : ndarray of float, shape (T, S) or (T,), or float
        What they are counted among; 1 for values that are plotted as they are.
    chart : str
        A key of `efqi.stats.spc.limits.CHARTS`.
    rule_set : str
        "anhoej" or "nhsrplotthedots-0.2.2".
    phase_starts : sequence of int
        Rows (from 0) at which limits are made anew.
    freeze : int, optional
        Limits of each phase come from its first `freeze` points.
    exclude : ndarray of bool, shape (T, S) or (T,), optional
        Points left out of limits and runs, still plotted.
    multiply : float
        Factor that values and lines are shown with.

    Returns
    -------
    ControlChart

    Raises
    ------
    ValueError
        If there is no such chart or rule set.
    MeasureError
        If values cannot be shown by the chart.
    """
    if rule_set not in RULE_SETS:
        known = ", ".join(RULE_SETS)
        raise ValueError(f"There is no rule set '{rule_set}'; rule sets are {known}.")
    baseline = Baseline(tuple(phase_starts), freeze, exclude)
    is_rounded = chart == "i" and rule_set == NHSR
    limits = process_limits(
        "xmr" if is_rounded else chart,
        numerator,
        denominator,
        baseline=baseline,
        multiply=multiply,
    )
    special_cause, checks = RULE_SETS[rule_set](limits)
    enough = _enough_points(limits, freeze)
    return ControlChart(
        chart,
        rule_set,
        limits.value,
        limits.centre,
        limits.lower,
        limits.upper,
        special_cause,
        (enough, *checks),
    )


def _anhoej(limits: ProcessLimits) -> tuple[Sides, tuple[Check, ...]]:
    found, beyond = limits.runs(), limits.beyond
    in_run = np.concatenate([runs.long_run for runs in found])
    few = sum(int((r.crossings < r.crossings_needed).sum()) for r in found)
    check = Check("enough_crossings", few == 0, {"phases_with_few": few})
    return np.where(beyond != 0, beyond, in_run).astype(np.int8), (check,)


def _nhsr(limits: ProcessLimits) -> tuple[Sides, tuple[Check, ...]]:
    return np.sign(special_causes(limits)).astype(np.int8), ()


def _enough_points(limits: ProcessLimits, freeze: int | None) -> Check:
    """Fewest points that any limits were made from."""
    found = min(
        int(limits.judged[rows][:freeze].sum(axis=0).min(initial=len(limits.value)))
        for rows in limits.phases
    )
    figures = {"found": found, "needed": MINIMUM_POINTS}
    return Check("enough_points_for_limits", found >= MINIMUM_POINTS, figures)


NHSR = "nhsrplotthedots-0.2.2"
RULE_SETS: Mapping[str, Callable[[ProcessLimits], tuple[Sides, tuple[Check, ...]]]] = {
    "anhoej": _anhoej,
    NHSR: _nhsr,
}
"""What each rule set makes of the lines: the side of each point's signal, and checks."""
