"""The gap over time as it may be shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from efqi.disclosure.coarsening import Strand, coarsen
from efqi.disclosure.figure import level, ratio, unknown
from efqi.disclosure.gap_counts import Strands, gap_over_time, members, phase_gaps
from efqi.disclosure.lines import FEWEST_TO_AVERAGE
from efqi.disclosure.protect_series import LEFT_OUT, Terms
from efqi.disclosure.release import (
    Estimate,
    ReleasedGap,
    ReleasedGapPoint,
    Shown,
)
from efqi.disclosure.rounding import NO_DATA
from efqi.equity.analysis import GapSeries, Question
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction
from efqi.measures.table import Counts
from efqi.stats.spc.chart import control_chart

Levels = tuple[float | None, ...]
Slope = tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class GapOverTime:
    """The gap at one unit of time: exact for judging, shown for drawing.

    Attributes
    ----------
    interval, starts, phases
        As in `Strand`.
    exact : ndarray of float, shape (T,)
        Difference from exact counts.
    shown : GapSeries
        Both scales from counts as shown.
    """

    interval: Interval
    starts: tuple[date, ...]
    phases: NDArray[np.int64]
    exact: Counts
    shown: GapSeries


def released_gap(
    strands: Strands, question: Question, published: GapSeries, terms: Terms
) -> ReleasedGap | None:
    """Release the main contrast over time.

    Its points come from counts as shown, at the finest unit at which every group of the
    contrast may be shown. Means and limits are those of the exact gaps, made anew at each
    change; signals since the first change are judged against the mean before it.

    Parameters
    ----------
    strands : mapping of str to Strand or None
        Exact counts of each group, None for one that is hidden as a whole.
    question : Question
        What was asked.
    published : GapSeries
        The exact gap; its values are shown where the source gives no counts.
    terms : Terms
        What the view is released on.

    Returns
    -------
    ReleasedGap or None
        None where a group of the contrast cannot be shown at any unit.
    """
    compared = members(strands, question.contrast)
    if compared is None:
        return None
    over_time = (
        _from_counts(compared, question, terms)
        if all(each.has_counts for each in compared.values())
        else _published(next(iter(compared.values())), published)
    )
    if over_time is None:
        return None
    return ReleasedGap(
        over_time.interval,
        _points(over_time, question),
        *lines(over_time),
        *_slopes(strands, question, published, terms),
    )


def _from_counts(
    compared: dict[str, Strand], question: Question, terms: Terms
) -> GapOverTime | None:
    shared = aligned(compared, terms)
    if shared is None:
        return None
    first = next(iter(shared.values()))
    return GapOverTime(
        first.interval,
        first.starts,
        first.phases,
        gap_over_time(shared, question, None).difference,
        gap_over_time(shared, question, terms.policy),
    )


def aligned(compared: dict[str, Strand], terms: Terms) -> dict[str, Strand] | None:
    """Give groups at the finest unit, and in the intervals, at which all may be shown.

    Parameters
    ----------
    compared : dict of str to Strand
        Exact counts of each group.
    terms : Terms
        What the view is released on.

    Returns
    -------
    dict of str to Strand or None
        None where a group cannot be shown at any unit.
    """
    policy, kind = terms.policy, terms.measure.kind
    alone = [coarsen(each, policy, kind) for each in compared.values()]
    if any(counts is None for counts in alone):
        return None
    unit = max((c.interval for c in alone if c is not None), key=terms.units.index)
    together = {
        name: counts
        for name, each in compared.items()
        if (counts := coarsen(replace(each, units=(unit,)), policy, kind)) is not None
    }
    starts = sorted(set.intersection(*(set(c.starts) for c in together.values())))
    return {
        name: counts.only(np.array([start in starts for start in counts.starts]))
        for name, counts in together.items()
    }


def _published(member: Strand, published: GapSeries) -> GapOverTime:
    return GapOverTime(
        member.interval,
        member.starts,
        member.phases,
        published.difference,
        published,
    )


def _points(gap: GapOverTime, question: Question) -> tuple[ReleasedGapPoint, ...]:
    kind, shown = question.measure.kind, gap.shown
    found = signals(gap, question.measure.improvement_direction)

    def on_scale(values: Counts, t: int) -> float:
        return level(float(values[t]), kind)

    def times(values: Counts, t: int) -> float:
        return ratio(float(values[t]))

    return tuple(
        ReleasedGapPoint(
            start,
            _shown(on_scale(shown.difference, t)),
            unknown(on_scale(shown.difference_lower, t)),
            unknown(on_scale(shown.difference_upper, t)),
            _shown(times(shown.ratio, t)),
            unknown(times(shown.ratio_lower, t)),
            unknown(times(shown.ratio_upper, t)),
            max(int(gap.phases[: t + 1].max()), 0),
            found[t],
            LEFT_OUT.get(int(gap.phases[t]), ""),
        )
        for t, start in enumerate(gap.starts)
    )


def _shown(value: float) -> Shown:
    return Shown(value) if np.isfinite(value) else Shown(None, NO_DATA)


def signals(gap: GapOverTime, direction: Direction) -> list[str]:
    """Judge exact values against their mean before the first change, one word a point."""
    judged, baseline = gap.phases >= 0, np.flatnonzero(gap.phases == 0)
    if not baseline.size:
        return [""] * len(gap.starts)
    chart = control_chart(
        gap.exact, 1.0, chart="i", freeze=int(baseline[-1]) + 1, exclude=~judged
    )
    sides = np.where(judged, chart.special_cause[:, 0], 0)
    # More is less fair, whichever way the measure itself is better.
    words = {1: "concern", -1: "improvement", 0: ""}
    if direction is Direction.NEUTRAL:
        words = {1: "neutral", -1: "neutral", 0: ""}
    return [words[int(side)] for side in sides]


def lines(gap: GapOverTime, decimals: int = 1) -> tuple[Levels, Levels, Levels]:
    """Mean and natural process limits of each phase, rounded."""
    count = int(gap.phases.max(initial=0)) + 1
    found = [_phase_lines(gap, gap.phases == phase, decimals) for phase in range(count)]
    centres, lowers, uppers = zip(*found, strict=True)
    return centres, lowers, uppers


def _phase_lines(
    gap: GapOverTime, phase: NDArray[np.bool_], decimals: int
) -> tuple[float | None, float | None, float | None]:
    exact = gap.exact[phase]
    if np.count_nonzero(np.isfinite(exact)) < FEWEST_TO_AVERAGE:
        shown = gap.shown.difference[phase]
        known = shown[np.isfinite(shown)]
        mean = round(float(known.mean()), decimals) + 0.0 if known.size else None
        return mean, None, None
    chart = control_chart(exact, 1.0, chart="i")
    centre = float(chart.centre[0, 0])
    half = float(np.fmax.reduce(chart.upper[:, 0])) - centre
    # A gap may change sign, so its lower limit is not stopped at 0 as the chart's is.
    middle, low, high = (
        unknown(round(line, decimals) + 0.0)
        for line in (centre, centre - half, centre + half)
    )
    return middle, low, high


def _slopes(
    strands: Strands, question: Question, published: GapSeries, terms: Terms
) -> tuple[Slope, Slope, Slope, Slope]:
    """Slope and relative index before and after, from pooled counts as shown."""
    gradient = replace(question.contrast, group=None, reference=None)
    asked = replace(question, contrast=gradient)
    has_counts = any(each is not None and each.has_counts for each in strands.values())
    found = phase_gaps(strands, asked, terms.policy) if has_counts else published
    if not question.dimension.is_ordered or found is None:
        return None, None, None, None
    kind = question.measure.kind

    def slope(estimate: Estimate | None) -> Slope:
        return _ends(estimate, lambda end: level(end, kind))

    return (
        slope(found.slope_before),
        slope(found.slope_after),
        _ends(found.relative_slope_before, ratio),
        _ends(found.relative_slope_after, ratio),
    )


def _ends(estimate: Estimate | None, rounded: Callable[[float], float]) -> Slope:
    if estimate is None or np.isnan(estimate.value):
        return None
    return (
        rounded(estimate.value),
        rounded(estimate.lower),
        rounded(estimate.upper),
    )
