"""Centre line and limits of any chart, for many series at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from efqi.errors import MeasureError
from efqi.stats.spc.attribute import (
    cases_between_events,
    count,
    proportion,
    proportion_laney,
    rate,
    rate_laney,
)
from efqi.stats.spc.average import Flags, Floats, Sides
from efqi.stats.spc.baseline import Baseline, Phase, Points, as_points, phases
from efqi.stats.spc.exact import count_exact, proportion_exact, rate_exact
from efqi.stats.spc.individual import (
    individuals,
    individuals_rounded,
    moving_range_chart,
    run_chart,
    time_between_events,
    weighted_individuals,
)
from efqi.stats.spc.runs import Runs, count_runs
from efqi.stats.spc.spread import Spread
from efqi.stats.spc.subgroup import subgroup_deviation, subgroup_mean

CHARTS: Mapping[str, Callable[[Phase], Spread]] = {
    "run": run_chart,
    "i": individuals,
    "xmr": individuals_rounded,
    "mr": moving_range_chart,
    "ip": weighted_individuals,
    "t": time_between_events,
    "p": proportion,
    "pp": proportion_laney,
    "u": rate,
    "up": rate_laney,
    "c": count,
    "g": cases_between_events,
    "p_exact": proportion_exact,
    "u_exact": rate_exact,
    "c_exact": count_exact,
    "xbar": subgroup_mean,
    "s": subgroup_deviation,
}
"""Formula of each chart; "xmr" is "i" with the constant rounded to 2.66."""

_OF_COUNTS = frozenset(
    {"p", "pp", "u", "up", "c", "g", "p_exact", "u_exact", "c_exact"}
)
_WITHOUT_SIZE = frozenset({"c", "c_exact"})
_OF_SUBGROUPS = frozenset({"xbar", "s"})

ON_THE_LINE = 1e-10
"""Values this close to a line, relative to the centre line, are on it (rounding)."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """Plotted values with centre line and limits.

    Attributes
    ----------
    chart : str
        A key of `CHARTS`.
    value : ndarray of float, shape (T, S)
        Plotted value; NaN where nothing is known.
    centre : ndarray of float, shape (T, S)
        Centre line of the phase.
    lower, upper : ndarray of float, shape (T, S)
        Three-sigma limits; NaN where the chart or the point has none.
    lower_warning, upper_warning : ndarray of float, shape (T, S)
        Two-sigma limits.
    judged : ndarray of bool, shape (T, S)
        Points that run rules count: known and not excluded.
    phases : tuple of slice
        Rows of each phase.
    lower_inner, upper_inner : ndarray of float, shape (T, S)
        One-sigma limits, the inner third of the chart.
    """

    chart: str
    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    lower_warning: Floats
    upper_warning: Floats
    judged: Flags
    phases: tuple[slice, ...]
    lower_inner: Floats
    upper_inner: Floats

    @property
    def beyond(self) -> Sides:
        """+1 above the upper limit, -1 below the lower one, else 0; shape (T, S)."""
        return self.outside(self.lower, self.upper)

    @property
    def near_limit(self) -> Sides:
        """+1 between the upper warning limit and the upper limit, -1 between the lower ones."""
        return np.where(self.beyond == 0, self.beyond_warning, 0).astype(np.int8)

    @property
    def beyond_warning(self) -> Sides:
        """+1 above the upper two-sigma limit, -1 below the lower one, else 0."""
        return self.outside(self.lower_warning, self.upper_warning)

    @property
    def beyond_inner(self) -> Sides:
        """+1 above the upper one-sigma limit, -1 below the lower one, else 0."""
        return self.outside(self.lower_inner, self.upper_inner)

    def outside(self, lower: Floats, upper: Floats) -> Sides:
        """+1 above `upper`, -1 below `lower`, 0 between, on a line or missing."""
        slack = ON_THE_LINE * np.abs(self.centre)
        above = np.greater(self.value, upper + slack).astype(np.int8)
        return above - np.less(self.value, lower - slack).astype(np.int8)

    @property
    def side(self) -> Sides:
        """+1 above the centre line, -1 below, 0 on it or missing; shape (T, S)."""
        apart = self.value - self.centre
        is_off = np.abs(apart) > ON_THE_LINE * np.abs(self.centre)
        return np.where(is_off, np.sign(apart), 0).astype(np.int8)

    @property
    def has_run_rules(self) -> bool:
        """Whether runs mean anything: neighbouring moving ranges share a value."""
        return self.chart != "mr"

    def rows(self, rows: slice) -> "ProcessLimits":
        """Give the chart of some rows only, as one phase."""
        if rows == slice(0, len(self.value)):
            return self
        lines = {
            name: getattr(self, name)[rows]
            for name in self.__slots__
            if name not in ("chart", "phases")
        }
        return replace(self, phases=(slice(0, rows.stop - rows.start),), **lines)

    def runs(self, test: str = "anhoej") -> tuple[Runs, ...]:
        """Count runs and crossings, one result a phase.

        Parameters
        ----------
        test : str
            A key of `efqi.stats.spc.runs.RUN_TESTS`: what makes a run too long.

        Returns
        -------
        tuple of Runs
        """
        side, judged, can_signal = self.side, self.judged, self.has_run_rules
        return tuple(
            count_runs(side[rows], judged[rows], test, can_signal=can_signal)
            for rows in self.phases
        )


def process_limits(
    chart: str,
    numerator: Floats | Points,
    denominator: Floats | float = 1.0,
    *,
    baseline: Baseline | None = None,
    multiply: float = 1.0,
) -> ProcessLimits:
    """Work out a control chart for S series at once.

    Parameters
    ----------
    chart : str
        A key of `CHARTS`.
    numerator : ndarray of float, shape (T, S) or (T,), or Points
        Counts, or single values; `Points` for subgroup charts. NaN where missing.
    denominator : ndarray of float, shape (T, S) or (T,), or float
        What they are counted among; ignored by c and c_exact.
    baseline : Baseline, optional
        Phases, freeze, exclusions, given centre line.
    multiply : float
        Factor that values and lines are shown with; applied last.

    Returns
    -------
    ProcessLimits

    Raises
    ------
    ValueError
        If there is no such chart, no point, a multiplier that is not above zero, or single
        values where the chart needs subgroups.
    MeasureError
        If the chart cannot show a value: a count below 0, a time of 0 in a t chart.
    """
    if chart not in CHARTS:
        raise ValueError(
            f"There is no chart '{chart}'; charts are {', '.join(CHARTS)}."
        )
    if multiply <= 0:
        raise ValueError("The multiplier must be above zero.")
    points, anchor = _checked(chart, numerator, denominator), baseline or Baseline()
    cut = list(phases(points, anchor))
    spreads = [CHARTS[chart](phase) for phase in cut]
    if not anchor.allows_negative:
        spreads = [_from_zero(spread) for spread in spreads]
    stacked = zip(*map(_lines, spreads), strict=True)
    lines = [np.concatenate(rows) * multiply for rows in stacked]
    judged = np.concatenate([phase.included for phase in cut]) & np.isfinite(lines[0])
    spans = tuple(anchor.spans(len(judged)))
    value, centre, lower, upper, lower_warning, upper_warning, *inner = lines
    return ProcessLimits(
        chart,
        value,
        centre,
        lower,
        upper,
        lower_warning,
        upper_warning,
        judged,
        spans,
        *inner,
    )


def _checked(
    chart: str, numerator: Floats | Points, denominator: Floats | float
) -> Points:
    if not isinstance(numerator, Points):
        if chart in _OF_SUBGROUPS:
            raise ValueError(f"Chart '{chart}' needs subgroups: see subgroup_points.")
        numerator = as_points(numerator, 1.0 if chart in _WITHOUT_SIZE else denominator)
    if not len(numerator.numerator):
        raise ValueError("There are no points to chart.")
    if chart in _OF_COUNTS and np.any(numerator.numerator < 0):
        raise MeasureError(
            "A count below zero cannot be charted.", fix="Correct the count."
        )
    return numerator


def _from_zero(spread: Spread) -> Spread:
    """Stop limits at 0 in each series without values below it."""
    is_negative = np.any(spread.value < 0, axis=0)
    floor = np.where(is_negative, spread.floor, np.maximum(spread.floor, 0))
    return replace(spread, floor=floor)


def _lines(spread: Spread) -> tuple[Floats, ...]:
    centre = np.broadcast_to(spread.centre, spread.value.shape)
    reaches = [line for sigmas in (3.0, 2.0, 1.0) for line in spread.limits(sigmas)]
    return (spread.value, centre, *reaches)
