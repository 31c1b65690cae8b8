"""What the gap model makes of several contrasts, run in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from efqi.equity.contrast import Margin
from efqi.equity.outcome import CONFIDENCE, Outcome
from efqi.equity.timeline import Timeline
from efqi.equity.verdict import Estimate
from efqi.measures.table import Counts
from efqi.stats.gap_model import (
    CLEAR,
    GAP_PRIOR,
    MODEST_PRIOR,
    SEE,
    Posterior,
    Projection,
    Scale,
    Series,
    contrast_series,
    has_ratio,
    posterior,
    project,
    stack,
)
from efqi.stats.gap_model import Counts as GroupCounts
from efqi.stats.multiplicity import two_sided

TAIL = (1 - CONFIDENCE) / 2


@dataclass(frozen=True, slots=True)
class ScaleEvidence:
    """One contrast on one scale, in working units: proportions or rates, or log ratios.

    Attributes
    ----------
    change : Estimate
        Level change of the gap, drift allowed for, 90 % interval.
    above_zero : float
        Probability that it is above zero.
    steady_change, steady_deviation : float
        Change and its standard deviation if there was no drift.
    before_above_zero, after_above_zero : float
        Probability that the gap itself was above zero in each phase, if there was no
        drift.
    intervals_to_see, intervals_to_clear : int or None
        Further intervals until the margin could be seen, or ruled out.
    """

    change: Estimate
    above_zero: float
    steady_change: float
    steady_deviation: float
    before_above_zero: float
    after_above_zero: float
    intervals_to_see: int | None
    intervals_to_clear: int | None


@dataclass(frozen=True, slots=True)
class GapEvidence:
    """One contrast on both scales.

    Attributes
    ----------
    absolute, relative : ScaleEvidence
        Both scales; the relative one is NaN where a value is not above zero.
    matched : Estimate
        Absolute change from the same calendar months before and after, working units.
    tail : float
        Two-sided tail of the stronger scale under modest drift, by which findings among
        many are ranked.
    """

    absolute: ScaleEvidence
    relative: ScaleEvidence
    matched: Estimate
    tail: float


_NO_RATIO = ScaleEvidence(Estimate(nan, nan, nan), nan, nan, nan, nan, nan, None, None)


def group_counts(outcome: Outcome) -> GroupCounts:
    """Give the counts of an outcome as one set for the gap model."""
    return GroupCounts(
        outcome.numerator[None],
        outcome.denominator[None],
        outcome.variation,
        None if outcome.variance is None else outcome.variance[None],
    )


def seen(outcome: Outcome, weights: Counts) -> NDArray[np.bool_]:
    """Where every group of a contrast has counts, shape (T,); nowhere for no contrast."""
    used = group_counts(outcome).is_seen[0][:, weights != 0]
    return np.asarray(used.all(axis=1) & weights.any())


def published(outcome: Outcome, weights: Counts) -> NDArray[np.bool_]:
    """Where every group of a contrast has a value, with or without counts, shape (T,)."""
    used = np.isfinite(outcome.ratio[:, weights != 0])
    return np.asarray(used.all(axis=1) & weights.any())


def gap_evidence(
    outcome: Outcome, weights: Sequence[Counts], timeline: Timeline, margin: Margin
) -> list[GapEvidence]:
    """Judge contrasts that have enough intervals.

    Parameters
    ----------
    outcome : Outcome
        Adverse counts.
    weights : sequence of ndarray, each of shape (G,)
        Contrasts.
    timeline : Timeline
        Phases.
    margin : Margin
        For the projection.

    Returns
    -------
    list of GapEvidence
        One a contrast, in order.
    """
    if not weights:
        return []
    counts, is_after = group_counts(outcome), timeline.is_after
    is_ratio = [has_ratio(counts, is_after, weight) for weight in weights]
    scales = [
        stack(
            [
                # What has no ratio is judged twice as a difference; the second is dropped.
                contrast_series(counts, is_after, w, scale if has else Scale.ABSOLUTE)
                for w, has in zip(weights, is_ratio, strict=True)
            ]
        )
        for scale in Scale
    ]
    both = stack(scales)
    found = posterior(both, timeline.calendar, GAP_PRIOR)
    projection = project(both, timeline.calendar, GAP_PRIOR, found)
    targets = np.repeat(
        [margin.absolute / outcome.multiplier, np.log1p(margin.relative / 100)],
        len(weights),
    )
    columns = _columns(found, projection, targets)
    modest = posterior(both, timeline.calendar, MODEST_PRIOR).change.above_zero
    tails = two_sided(modest).reshape(2, -1).min(axis=0)
    return [
        GapEvidence(absolute, relative if has else _NO_RATIO, match, float(tail))
        for absolute, relative, match, tail, has in zip(
            columns[: len(weights)],
            columns[len(weights) :],
            _matched(scales[0], timeline),
            tails,
            is_ratio,
            strict=True,
        )
    ]


def estimates(found: Posterior) -> list[Estimate]:
    """Give the change of every series with its 90 % interval."""
    change = found.change
    ends = (change.mean, change.quantile(TAIL), change.quantile(1 - TAIL))
    return [Estimate(*map(float, row)) for row in zip(*ends, strict=True)]


def _columns(
    found: Posterior, projection: Projection, targets: Counts
) -> list[ScaleEvidence]:
    changes = estimates(found)
    see, clear = projection.first(targets / SEE), projection.first(targets / CLEAR)
    above = found.change.above_zero
    steady = found.steady_change
    before, after = found.steady_before.above_zero, found.steady_after.above_zero
    return [
        ScaleEvidence(
            changes[i],
            float(above[i]),
            float(steady.mean[i]),
            float(steady.deviation[i]),
            float(before[i]),
            float(after[i]),
            see[i],
            clear[i],
        )
        for i in range(len(changes))
    ]


def _matched(absolute: Series, timeline: Timeline) -> list[Estimate]:
    variances = np.where(timeline.matched(), absolute.variances, np.inf)
    matched = Series(absolute.values, variances, absolute.units)
    return estimates(posterior(matched, timeline.calendar, GAP_PRIOR))
