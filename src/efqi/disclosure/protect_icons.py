"""Icons of a chart, read off what is shown of it.

Nothing exact is asked again, so the icons tell no more than points, signals and counts that
are released already.
"""

from collections.abc import Sequence

import numpy as np

from efqi.disclosure.figure import level
from efqi.disclosure.icons import ReleasedIcons
from efqi.disclosure.release import ReleasedPoint, ReleasedSeries
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import Counts
from efqi.stats.spc.chart import control_chart
from efqi.stats.spc.choice import MINIMUM_POINTS
from efqi.stats.spc.icon import Variation, assurance, false_icon_percent, variation

_BETTER = {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NEUTRAL: 0}
_NO_LIMITS = (float("nan"), float("nan"))


def released_icons(series: ReleasedSeries, measure: Measure) -> ReleasedIcons | None:
    """Give the icons of a released chart.

    Parameters
    ----------
    series : ReleasedSeries
        With its points.
    measure : Measure
        Direction and target.

    Returns
    -------
    ReleasedIcons or None
        None where the chart has no points to show.
    """
    points = judged(series)
    if not points:
        return None
    better = _BETTER[measure.improvement_direction]
    side = {"improvement": better, "concern": -better, "neutral": 1}
    last = np.array([side.get(points[-1].signal, 0)], dtype=np.int8)
    (now,) = variation(last, np.array([_could_signal(series.chart, points)]), better)
    lower, upper = _limits_now(series, points, measure)
    (later,) = assurance(np.array([lower]), np.array([upper]), measure.target, better)
    of_limits = [p for p in points if p.phase == 0] or points
    told = now is not Variation.CANNOT_TELL
    chance = false_icon_percent(series.rule_set, len(of_limits)) if told else None
    return ReleasedIcons(now, later, chance)


def judged(series: ReleasedSeries) -> list[ReleasedPoint]:
    """Give the points that are known and judged."""
    return [p for p in series.points if not p.left_out and p.value.value is not None]


def _could_signal(chart: str, points: Sequence[ReleasedPoint]) -> int:
    """Count the points that rules could judge: off the median, or within limits' reach."""
    if chart == "run":
        return sum(p.value.value != p.centre for p in points)
    return len(points) if _drawn_limits(points[-1]) != _NO_LIMITS else 0


def _drawn_limits(point: ReleasedPoint) -> tuple[float, float]:
    if point.lower is None or point.upper is None:
        return _NO_LIMITS
    return point.lower, point.upper


def _limits_now(
    series: ReleasedSeries, points: Sequence[ReleasedPoint], measure: Measure
) -> tuple[float, float]:
    """Give the limits of the process as it is now, on the shown scale.

    Those of the latest phase where it is long enough to have some; else those drawn, unless
    something has signalled since: then they describe a process that is no more. A target
    for a plain count is for the interval counted, so it does not fit longer stretches.
    """
    if series.chart == "run" or (measure.kind is Kind.COUNT and series.is_coarsened):
        return _NO_LIMITS
    latest = [p for p in points if p.phase == points[-1].phase]
    if len(latest) >= MINIMUM_POINTS:
        return _own_limits(series.chart, latest, measure)
    if any(p.signal for p in points if p.phase > 0):
        return _NO_LIMITS
    return _drawn_limits(points[-1])


def _own_limits(
    chart: str, points: Sequence[ReleasedPoint], measure: Measure
) -> tuple[float, float]:
    counted, among, multiply = shown_counts_of(points, measure)
    if measure.kind.is_measured:
        # Sums and deviations are never shown: the values alone say how far they vary.
        chart = "i"
    drawn = control_chart(counted, among, chart=chart, multiply=multiply)
    lower, upper = drawn.lower[-1, 0], drawn.upper[-1, 0]
    return level(float(lower), measure.kind), level(float(upper), measure.kind)


def shown_counts_of(
    points: Sequence[ReleasedPoint], measure: Measure
) -> tuple[Counts, Counts | float, float]:
    """Give numerators, denominators and multiplier that make the values as shown.

    Where the source gives values alone, they are numerators out of 1.
    """
    if all(p.numerator.value is None for p in points):
        return column([p.value.value for p in points]), 1.0, 1.0
    counted = column([p.numerator.value for p in points])
    if measure.kind is Kind.COUNT:
        return counted, 1.0, 1.0
    among = column([p.denominator.value for p in points])
    return counted, among, measure.shown_multiplier


def column(values: Sequence[float | None]) -> Counts:
    """Give values as an array, NaN where there is none."""
    return np.array([np.nan if v is None else v for v in values])
