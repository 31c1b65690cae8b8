"""The gap between two groups, or along a gradient, in every interval."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.equity.directed_gap import DirectedGap, directed_gap
from efqi.equity.outcome import adverse_outcome
from efqi.equity.question import GapSeries, Question
from efqi.equity.verdict import Estimate
from efqi.measures.table import Counts, GroupSeries
from efqi.stats.limits import Figures

_Slopes = tuple[Estimate | None, Estimate | None, Estimate | None, Estimate | None]


def gap_series(
    question: Question, groups: GroupSeries, phases: NDArray[np.int64]
) -> GapSeries:
    """Gap of the main contrast in every interval, and the slope in each phase.

    The gap is that of the *adverse* outcome, group minus (and over) reference: above 0
    (above 1) the group is worse off. Where more of a proportion is better, the adverse
    outcome is what is left of the denominator; where more of a rate or a count is better
    there is no such rest, and the gap is reference minus (and over) group.

    Parameters
    ----------
    question : Question
        Measure, dimension and contrast. A contrast without group is the gradient: the
        first-listed end of the order against the last, unknown left out.
    groups : GroupSeries
        Exact counts by the groups of the dimension, or published ratios without counts.
    phases : ndarray of int, shape (T,)
        0 before the first change, 1 and above after it, negative where not judged; such
        intervals have a gap but belong to no phase.

    Returns
    -------
    GapSeries
        Differences on the measure's shown scale, 90 % limits. NaN where an interval or a
        group has no data, where a ratio is infinite or 0/0, and for the limits of
        published ratios. Slopes weigh groups by their size in the baseline throughout, so
        that a change of who was counted is not read as a change of the gap.

    Raises
    ------
    MeasureError
        Where the measure does not say which way is better.
    """
    judged = adverse_outcome(groups, question.measure, phases)
    every = adverse_outcome(groups, question.measure, np.zeros_like(phases))
    gap = directed_gap(question.contrast, every.levels(), judged)
    before, after = (judged.pooled(chosen) for chosen in (phases == 0, phases >= 1))
    slopes: _Slopes = (None, None, None, None)
    if question.dimension.is_ordered:
        gradient = replace(question.contrast, group=None, reference=None)
        slopes = _slopes(
            directed_gap(gradient, before, judged),
            directed_gap(gradient, after, judged),
        )
    return GapSeries(*_finite(gap.difference), *_finite(gap.ratio), *slopes)


def _slopes(before: DirectedGap, after: DirectedGap) -> _Slopes:
    return (
        _estimate(before.difference),
        _estimate(after.difference),
        _estimate(before.ratio),
        _estimate(after.ratio),
    )


def _estimate(figures: Figures) -> Estimate:
    return Estimate(*(float(limit) for limit in _finite(figures)))


def _finite(figures: Figures) -> tuple[Counts, Counts, Counts]:
    """Value and limits with NaN for infinity, which no chart or table can show."""

    def shown(limit: ArrayLike) -> Counts:
        return np.where(np.isfinite(limit), limit, np.nan)

    return shown(figures.value), shown(figures.lower), shown(figures.upper)
