"""Centre line and limits as they may be drawn.

Limits that were worked out from exact counts would give those counts away: half the
width of a p chart's limits is three standard deviations over the root of the exact
denominator. So the lines drawn are the same formulas at the *shown* counts; what points
signal is judged against the exact lines.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from efqi.disclosure.coarsening import Strand
from efqi.disclosure.measured import rounded, supported
from efqi.disclosure.policy import Policy
from efqi.disclosure.rounding import protect
from efqi.measures.measure import Kind, Measure
from efqi.measures.table import Counts
from efqi.stats.spc.chart import ControlChart

FEWEST_TO_AVERAGE = 6
"""From this many points on, a mean of exact values gives no single one away."""

_SPREAD: Mapping[str, Callable[[float], float]] = {
    "p": lambda centre: np.sqrt(centre * (1 - centre)),
    "pp": lambda centre: np.sqrt(centre * (1 - centre)),
    "u": np.sqrt,
    "up": np.sqrt,
    "c": np.sqrt,
    "ip": lambda _: 1.0,  # Its sigma comes from the readings, whatever their mean.
}


_OF_SUBGROUPS = ("ip", "xbar")
"""Charts of values whose limits narrow as people grow."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one chart on the shown scale, not yet rounded; shape (T,), NaN for none."""

    centre: Counts
    lower: Counts
    upper: Counts


def shown_lines(
    exact: ControlChart,
    counts: Strand,
    baseline: NDArray[np.bool_],
    measure: Measure,
    policy: Policy,
) -> Lines:
    """Draw the lines of one series from its shown counts.

    Parameters
    ----------
    exact : ControlChart
        Lines from exact counts, one series.
    counts : Strand
        The exact counts.
    baseline : ndarray of bool, shape (T,)
        Intervals that the lines are made from.
    measure, policy
        Scale and protection.

    Returns
    -------
    Lines
    """
    exact_centre, exact_upper, exact_lower = (
        line[:, 0] for line in (exact.centre, exact.upper, exact.lower)
    )
    half = np.fmax(exact_upper - exact_centre, exact_centre - exact_lower)
    scale = measure.shown_multiplier
    centre = _centre(exact, counts, baseline, measure, policy)
    if exact.chart in _SPREAD and counts.has_counts:
        spread = _SPREAD[exact.chart]
        at_exact, at_shown = spread(exact_centre[0] / scale), spread(centre / scale)
        widen = at_shown / at_exact if at_exact > 0 else 0.0
        half = _at_shown_size(exact.chart, half, counts, policy) * widen
    if exact.chart in _OF_SUBGROUPS and counts.has_counts:
        half = _at_shown_size(exact.chart, half, counts, policy)
    ceiling = scale if exact.chart in ("p", "pp") else np.inf
    drawn = np.where(np.isnan(exact_centre), np.nan, centre)
    return Lines(drawn, np.maximum(drawn - half, 0), np.minimum(drawn + half, ceiling))


def _at_shown_size(chart: str, half: Counts, counts: Strand, policy: Policy) -> Counts:
    """Half-width of limits at the denominators as shown; a c chart has none."""
    if chart == "c":
        return half
    # A limit stopped at 0 or 100 % understates the width; the widest was not stopped.
    per_root = np.nanmax(half * np.sqrt(counts.denominator), initial=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = protect(counts.denominator, policy).value
        return np.where(size > 0, per_root / np.sqrt(size), np.nan)


def _centre(
    exact: ControlChart,
    counts: Strand,
    baseline: NDArray[np.bool_],
    measure: Measure,
    policy: Policy,
) -> float:
    used = baseline & ~np.isnan(exact.value[:, 0])
    if not used.any():
        return np.nan
    if not counts.has_counts:
        return float(exact.centre[0, 0])
    if measure.kind.is_measured:
        return _centre_of_values(exact, counts, used, measure)
    numerator, denominator = protect(counts.pooled(used), policy).value
    if exact.chart == "c":
        return float(numerator / used.sum())
    if exact.chart in _SPREAD:
        return float(measure.shown_multiplier * numerator / denominator)
    return line_through(exact, _shown_values(counts, measure, policy), used)


def _centre_of_values(
    exact: ControlChart, counts: Strand, used: NDArray[np.bool_], measure: Measure
) -> float:
    """Mean of people on a chart of subgroups, else of the intervals' values as shown."""
    if exact.chart in _OF_SUBGROUPS:
        total, people = counts.pooled(used)
        variance = counts.variance_of([used])
        error = math.nan if variance is None else float(variance[0])
        return supported(total / people, error, measure)
    return line_through(exact, rounded(counts, measure), used)


def line_through(exact: ControlChart, shown: Counts, used: NDArray[np.bool_]) -> float:
    """Mean (median on a run chart) of values, without giving a single one away.

    The exact mean of at least `FEWEST_TO_AVERAGE` values; otherwise, and for a median,
    that of the shown values.
    """
    if exact.chart == "run":
        return float(np.nanmedian(shown[used]))
    if used.sum() >= FEWEST_TO_AVERAGE:
        return float(exact.centre[np.flatnonzero(used)[0], 0])
    return float(np.nanmean(shown[used]))


def _shown_values(counts: Strand, measure: Measure, policy: Policy) -> Counts:
    numerator = protect(counts.numerator, policy).value
    if measure.kind is Kind.COUNT:
        return numerator
    with np.errstate(divide="ignore", invalid="ignore"):
        values = numerator / protect(counts.denominator, policy).value
    return measure.shown_multiplier * values
