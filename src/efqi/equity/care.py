"""Whether care itself changed, group by group and for everyone."""

from dataclasses import astuple, replace
from math import nan

import numpy as np

from efqi.equity.category import NARROWED_TO, WIDENED_FROM
from efqi.equity.contrast import Margin
from efqi.equity.evidence import estimates, group_counts, seen
from efqi.equity.outcome import Outcome, check_direction, outcome
from efqi.equity.timeline import Timeline
from efqi.equity.verdict import CareCategory, CareChange, Estimate
from efqi.measures.measure import Direction, Measure
from efqi.measures.table import Counts, GroupSeries
from efqi.stats.gap_model import (
    CARE_PRIOR,
    Posterior,
    Scale,
    contrast_series,
    posterior,
    stack,
)
from efqi.stats.limits import Figures

MARGINS_OF_NO_SIGN = 2
"""Margins of the gap within which the change of a level counts as none."""
LEANING = 0.8
"""Chance of either direction from which "no sign of change" would say too much."""


def care_changes(
    series: GroupSeries, measure: Measure, timeline: Timeline, margin: Margin
) -> tuple[CareChange, ...]:
    """Judge the level of every group by itself, season and drift allowed for.

    Parameters
    ----------
    series : GroupSeries
        Exact counts.
    measure : Measure
        Which way is better.
    timeline : Timeline
        Phases.
    margin : Margin
        The gap's margin, on the shown scale.

    Returns
    -------
    tuple of CareChange
        One a group. "No sign of change" needs the whole 90 % interval within twice the
        margin (a gap of one margin can open when two levels move by half of it each way,
        so a level is held to a looser standard than a gap) and neither direction likely
        by `LEANING` or more.
    """
    check_direction(measure)
    counted = outcome(series, measure, timeline.phases)
    described = _described(counted)
    weights = np.eye(len(series.groups))
    enough = [
        g
        for g, weight in enumerate(weights)
        if timeline.is_enough(seen(counted, weight))
    ]
    if not enough:
        return described
    found = _levels(counted, timeline, weights[enough])
    judged = list(described)
    for g, estimate, above in zip(
        enough, estimates(found), found.change.above_zero, strict=True
    ):
        judged[g] = _judged(described[g], estimate, float(above), measure, margin)
    return tuple(judged)


def _levels(counted: Outcome, timeline: Timeline, weights: Counts) -> Posterior:
    counts = group_counts(counted)
    series = [
        contrast_series(counts, timeline.is_after, weight, Scale.ABSOLUTE)
        for weight in weights
    ]
    return posterior(stack(series), timeline.calendar, CARE_PRIOR)


def _judged(
    described: CareChange,
    estimate: Estimate,
    above: float,
    measure: Measure,
    margin: Margin,
) -> CareChange:
    scale = measure.shown_multiplier
    change = Estimate(*(x * scale for x in astuple(estimate)))
    is_higher_better = measure.improvement_direction is Direction.HIGHER
    improved = above if is_higher_better else 1 - above
    return replace(
        described,
        change=change,
        probability_improved=improved,
        category=care_category(improved, change, margin),
    )


def care_category(
    probability_improved: float, change: Estimate, margin: Margin
) -> CareCategory:
    """Give the answer on one level that has enough intervals to be judged."""
    if probability_improved >= WIDENED_FROM:
        return CareCategory.IMPROVED
    if probability_improved <= NARROWED_TO:
        return CareCategory.WORSENED
    furthest = max(abs(change.lower), abs(change.upper))
    leans = max(probability_improved, 1 - probability_improved) >= LEANING
    if furthest <= MARGINS_OF_NO_SIGN * margin.absolute and not leans:
        return CareCategory.NO_SIGN_OF_CHANGE
    return CareCategory.CANNOT_TELL_YET


def _described(counted: Outcome) -> tuple[CareChange, ...]:
    before, after = (
        counted.pooled(phase).scaled(counted.multiplier)
        for phase in (~counted.is_after, counted.is_after)
    )
    return tuple(
        CareChange(
            group,
            _estimate(before, g),
            _estimate(after, g),
            Estimate(float(after.value[g] - before.value[g]), nan, nan),
            nan,
            CareCategory.DESCRIBE_ONLY,
        )
        for g, group in enumerate(counted.groups)
    )


def _estimate(figures: Figures, g: int) -> Estimate:
    return Estimate(
        float(figures.value[g]), float(figures.lower[g]), float(figures.upper[g])
    )
