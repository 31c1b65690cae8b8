"""Counts of the groups that a gap compares, exact or shown, for one and the same formula."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from efqi.disclosure.coarsening import Strand
from efqi.disclosure.measured import as_shown
from efqi.disclosure.policy import Policy
from efqi.disclosure.rounding import protect
from efqi.equity.analysis import GapSeries, Question
from efqi.equity.contrast import Contrast
from efqi.equity.gap import gap_series
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Direction, Kind
from efqi.measures.table import Counts, GroupSeries

Strands = Mapping[str, Strand | None]
"""Exact counts of each group by name; None for one that is hidden as a whole."""


def contrasted(contrast: Contrast, groups: Sequence[str]) -> tuple[str, ...]:
    """List which of the groups that are there a contrast compares."""
    if contrast.group is None or contrast.reference is None:
        return tuple(group for group in groups if group != UNKNOWN)
    return contrast.group, contrast.reference


def members(strands: Strands, contrast: Contrast) -> dict[str, Strand] | None:
    """Give the strands of a contrast, or None where one of them is hidden."""
    names = contrasted(contrast, list(strands))
    found = {name: each for name in names if (each := strands.get(name)) is not None}
    return found if len(found) == len(names) else None


def gap_over_time(
    strands: Mapping[str, Strand], question: Question, policy: Policy | None
) -> GapSeries:
    """Work out the main contrast of strands that share their intervals.

    Parameters
    ----------
    strands : mapping of str to Strand
        Groups of the contrast, over the same intervals.
    question : Question
        What was asked.
    policy : Policy or None
        Makes the counts into shown ones first; None leaves them exact.

    Returns
    -------
    GapSeries
        NaN where a count is hidden or not there.
    """
    several = list(strands.values())
    if question.measure.kind.is_measured:
        return _gap_of_values(strands, question, policy)
    numerator = np.column_stack([each.numerator for each in several])
    denominator = np.column_stack([each.denominator for each in several])
    if question.measure.kind is Kind.COUNT:
        denominator = np.where(np.isnan(denominator), 1.0, denominator)
    elif policy is not None:
        denominator = protect(denominator, policy).value
    if policy is not None:
        numerator = protect(numerator, policy).value
    first = several[0]
    series = GroupSeries(
        tuple(strands),
        first.starts,
        first.interval,
        numerator,
        denominator,
        np.full_like(numerator, np.nan),
    )
    return gap_series(_as_rate(question), series, first.phases)


def _gap_of_values(
    strands: Mapping[str, Strand], question: Question, policy: Policy | None
) -> GapSeries:
    several, first = list(strands.values()), next(iter(strands.values()))
    parts = [
        (each.ratio, each.denominator, each.variance)
        if policy is None
        else as_shown(each, question.measure, policy)
        for each in several
    ]
    value, people, variance = (
        np.column_stack(part) for part in zip(*parts, strict=True)
    )
    series = GroupSeries(
        tuple(strands),
        first.starts,
        first.interval,
        value * people,
        people,
        value,
        variance,
    )
    return gap_series(_as_rate(question), series, first.phases)


def phase_gaps(
    strands: Strands, question: Question, policy: Policy
) -> GapSeries | None:
    """Work out the main contrast before and after (T = 2) from pooled counts as shown.

    Returns
    -------
    GapSeries or None
        None where a group is hidden or has no counts; NaN where a count is hidden.
    """
    found = members(strands, question.contrast)
    if found is None or not all(each.has_counts for each in found.values()):
        return None
    pooled = {name: by_phase(each) for name, each in found.items()}
    if question.measure.kind is Kind.COUNT:
        pooled = {
            name: replace(pooled[name], denominator=known_intervals(each))
            for name, each in found.items()
        }
    return gap_over_time(pooled, question, policy)


def by_phase(fine: Strand) -> Strand:
    """Pool a strand into two intervals: before the first change and since."""
    sums = [fine.pooled(phase) for phase in (fine.phases == 0, fine.phases > 0)]
    numerator, denominator = np.array(sums, dtype=np.float64).T
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = numerator / denominator
    starts = fine.starts[:1] * 2
    return Strand(
        fine.interval,
        starts,
        np.arange(2),
        numerator,
        denominator,
        ratio,
        (),
        fine.variance_of((fine.phases == 0, fine.phases > 0)),
        fine.smaller_side,
    )


def known_intervals(fine: Strand) -> Counts:
    """Count the intervals with data before the first change and since, shape (2,)."""
    known = ~np.isnan(fine.numerator)
    phases = (fine.phases == 0, fine.phases > 0)
    return np.array([np.count_nonzero(known & phase) for phase in phases], dtype=float)


def _as_rate(question: Question) -> Question:
    """Ask the same of a plain count as of a rate over intervals.

    A measure without direction is read as it is: more of it is a wider gap.
    """
    measure = question.measure
    if measure.kind is Kind.COUNT:
        measure = replace(measure, kind=Kind.RATE)
    if measure.improvement_direction is Direction.NEUTRAL:
        measure = replace(measure, improvement_direction=Direction.LOWER)
    return replace(question, measure=measure)
