"""The control chart that the rest of the product asks for: lines, and which points signal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from efqi.stats.check import Check
from efqi.stats.spc.average import Floats, Sides
from efqi.stats.spc.baseline import Baseline, Points
from efqi.stats.spc.choice import MINIMUM_POINTS, choose_chart
from efqi.stats.spc.limits import ProcessLimits, process_limits
from efqi.stats.spc.rule_sets import (
    RULE_SETS,
    RuleSignal,
    judge,
    leading_side,
    run_checks,
)

__all__ = ["RULE_SETS", "ControlChart", "RuleSignal", "choose_chart", "control_chart"]

_Values = TypeVar("_Values", Floats | Points, Floats, Floats | float, NDArray[np.bool_])
_BLOCK = 1_000


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Control charts of S series over T intervals.

    Attributes
    ----------
    chart : str
        A key of `efqi.stats.spc.limits.CHARTS`.
    rule_set : str
        A key of `efqi.stats.spc.rule_sets.RULE_SETS`.
    value : ndarray of float, shape (T, S)
        Numerator over denominator times `multiply`; NaN where nothing is known.
    centre, lower, upper : ndarray of float, shape (T, S)
        Centre line and three-sigma limits on the same scale; limits are NaN on a run chart.
    special_cause : ndarray of int8, shape (T, S)
        +1 a signal on the high side, -1 on the low side, 0 none. Patterns that have no side
        (too little variation, saw teeth) are in `rules` only.
    checks : tuple of Check
        "enough_points_for_limits": the shortest baseline of any phase and series.
        "enough_crossings" (sets with a run test): phases in which the centre line is crossed
        too seldom, a signal of the series as a whole that no single point carries.
        "runs_can_tell" (exact): phases whose points could not have signalled in any order.
    rules : tuple of RuleSignal
        Which rule fired at which point, in the order in which rules name a point; a point
        can fit several.
    """

    chart: str
    rule_set: str
    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    special_cause: Sides
    checks: tuple[Check, ...]
    rules: tuple[RuleSignal, ...]


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
    centre: float | None = None,
    is_screened: bool | None = None,
    improvement_side: int = 0,
) -> ControlChart:
    """Draw the lines and find the signals of S series at once.

    Rule sets are tables in `efqi.stats.spc.rule_sets`; docs/reference/spc/ has a page on
    each. A run chart has no limits, so rules that read limits find nothing there; on a
    moving range chart only limits are read. Runs count every point of a phase, also those
    after a frozen baseline. Where rules disagree on a point, the first rule of the set
    gives the side; in set "mdc" an improvement goes first if `improvement_side` is known.

    Parameters
    ----------
    numerator : ndarray of float, shape (T, S) or (T,), or Points
        Counts or values; NaN where a series has no history. `Points` for subgroups.
    denominator : ndarray of float, shape (T, S) or (T,), or float
        What they are counted among; 1 for values that are plotted as they are.
    chart : str
        A key of `efqi.stats.spc.limits.CHARTS`.
    rule_set : str
        A key of `efqi.stats.spc.rule_sets.RULE_SETS`.
    phase_starts : sequence of int
        Rows (from 0) at which limits are made anew.
    freeze : int, optional
        Limits of each phase come from its first `freeze` points.
    exclude : ndarray of bool, shape (T, S) or (T,), optional
        Points left out of limits and runs, still plotted.
    multiply : float
        Factor that values and lines are shown with.
    centre : float, optional
        Centre line that is given rather than estimated, before `multiply`.
    is_screened : bool, optional
        Whether outlying moving ranges are dropped once; by default as the rule set has it.
    improvement_side : int
        +1 where higher is better, -1 where lower is, 0 where neither or not known.

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
    rules = RULE_SETS[rule_set]
    screened = rules.is_screened if is_screened is None else is_screened
    parts = [
        process_limits(
            "xmr" if chart == "i" and rules.is_rounded else chart,
            _of_series(numerator, series),
            _of_series(denominator, series),
            baseline=Baseline(
                tuple(phase_starts),
                freeze,
                None if exclude is None else _of_series(exclude, series),
                centre,
                screened,
            ),
            multiply=multiply,
        )
        for series in _blocks(numerator, denominator)
    ]
    judged = [judge(part, rules) for part in parts]
    signals = tuple(
        map(_side_by_side, zip(*(found for found, _ in judged), strict=True))
    )
    runs = [phase for _, found in judged for phase in found]
    return ControlChart(
        chart,
        rule_set,
        np.hstack([part.value for part in parts]),
        np.hstack([part.centre for part in parts]),
        np.hstack([part.lower for part in parts]),
        np.hstack([part.upper for part in parts]),
        leading_side(signals, rules, improvement_side),
        (_enough_points(parts, freeze), *run_checks(runs, rules.run_test)),
        signals,
    )


def _blocks(numerator: Floats | Points, denominator: Floats | float) -> list[slice]:
    """Cut many series into blocks that fit the processor's cache: cost stays linear."""
    wide = [
        np.shape(values)[1]
        for values in (numerator, denominator)
        if not isinstance(values, Points) and np.ndim(values) == 2
    ]
    starts = range(0, max(wide, default=1), _BLOCK) or [0]
    return [slice(start, start + _BLOCK) for start in starts]


def _of_series(values: _Values, series: slice) -> _Values:
    """Columns of a block; what holds for all series is left whole."""
    if isinstance(values, Points) or np.ndim(values) < 2 or np.shape(values)[1] == 1:
        return values
    block: _Values = np.asarray(values)[:, series]
    return block


def _side_by_side(signals: tuple[RuleSignal, ...]) -> RuleSignal:
    side = np.hstack([signal.side for signal in signals])
    return RuleSignal(signals[0].rule, signals[0].points, side)


def _enough_points(parts: Sequence[ProcessLimits], freeze: int | None) -> Check:
    """Fewest points that any limits were made from."""
    found = min(
        int(part.judged[rows][:freeze].sum(axis=0).min(initial=len(part.value)))
        for part in parts
        for rows in part.phases
    )
    figures = {"found": found, "needed": MINIMUM_POINTS}
    return Check("enough_points_for_limits", found >= MINIMUM_POINTS, figures)
