"""Everything exact about one measure by one dimension, before protection."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from efqi.equity.care import care_changes
from efqi.equity.contrast import Contrast
from efqi.equity.gap import gap_series
from efqi.equity.judge import Setting, judge
from efqi.equity.outcome import adverse_outcome
from efqi.equity.phases import phases
from efqi.equity.question import INCOMPLETE, TRANSITION, GapSeries, Question
from efqi.equity.timeline import Timeline
from efqi.equity.unknowns import unknown_bounds
from efqi.equity.verdict import CareChange, UnknownBound, Verdict
from efqi.equity.weights import check_contrast
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Measure
from efqi.measures.table import GroupSeries, MeasureTable, as_measured
from efqi.stats.multiplicity import benjamini_hochberg

__all__ = [
    "INCOMPLETE",
    "TRANSITION",
    "Analysis",
    "GapSeries",
    "Question",
    "analyse",
]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Exact results of one question; confidential until released.

    Attributes
    ----------
    question : Question
        What was asked.
    total, groups : GroupSeries
        Exact counts over everyone, and by group (unknown last).
    phases : ndarray of int, shape (T,)
        0 before the first change, k since the k-th; `TRANSITION` or `INCOMPLETE` where an
        interval is not judged.
    gap : GapSeries
        The main contrast over time.
    verdict : Verdict
        Main contrast.
    exploratory : tuple of Verdict
        Every other contrast: each group against the reference and, for ordered
        dimensions, the gradient.
    discoveries : tuple of bool
        Whether each exploratory verdict stands after Benjamini-Hochberg at 10 %.
    care : tuple of CareChange
        One for each group (unknown included), then one for "total".
    unknown_bounds : tuple of UnknownBound
        What unknown groups could change; empty where none are unknown.
    """

    question: Question
    total: GroupSeries
    groups: GroupSeries
    phases: NDArray[np.int64]
    gap: GapSeries
    verdict: Verdict
    exploratory: tuple[Verdict, ...]
    discoveries: tuple[bool, ...]
    care: tuple[CareChange, ...]
    unknown_bounds: tuple[UnknownBound, ...]


def analyse(table: MeasureTable, question: Question) -> Analysis:
    """Answer one question: the gap, the verdict on it, and everything beside it.

    Parameters
    ----------
    table : MeasureTable
        Exact cells.
    question : Question
        Measure, dimension, main contrast, margin and dated changes.

    Returns
    -------
    Analysis
        Confidential until released.

    Raises
    ------
    MeasureError
        Where the measure has no counts or no direction, or the contrast's groups are not
        there.
    """
    groups = _of_kind(
        table.by(question.measure.name, question.dimension), question.measure
    )
    check_contrast(question.contrast, question.dimension, set(groups.groups))
    total = _of_kind(_total(table, question.measure.name, groups), question.measure)
    timeline = Timeline(
        groups.starts,
        groups.interval,
        phases(
            groups.starts,
            groups.interval,
            question.change_dates,
            table.incomplete_from,
        ),
    )
    care = care_changes(
        _side_by_side(groups, total), question.measure, timeline, question.margin
    )
    setting = Setting(
        adverse_outcome(groups, question.measure, timeline.phases),
        timeline,
        question.margin,
        {change.group: change for change in care},
    )
    judged = judge(setting, [question.contrast, *_others(question, groups.groups)])
    stands = benjamini_hochberg([each.tail for each in judged])
    return Analysis(
        question,
        total,
        groups,
        timeline.phases,
        gap_series(question, groups, timeline.phases),
        judged[0].verdict,
        tuple(each.verdict for each in judged[1:]),
        tuple(map(bool, stands[1:])),
        care,
        unknown_bounds(setting, question.contrast, groups, question.measure),
    )


def _others(question: Question, groups: tuple[str, ...]) -> list[Contrast]:
    """Every other contrast: each known group against the reference, and the gradient."""
    main, dimension = question.contrast, question.dimension
    reference = main.reference or dimension.reference
    known = [group for group in groups if group != UNKNOWN]
    pairs = [(g, reference) for g in known if reference in known and g != reference]
    is_gradient = dimension.is_ordered and len(known) > 2
    every: list[tuple[str | None, str | None]] = [
        *pairs,
        *([(None, None)] if is_gradient else []),
    ]
    asked = (None, None) if main.group is None else (main.group, main.reference)
    return [
        Contrast(main.measure, main.dimension, group, against)
        for group, against in every
        if (group, against) != asked
    ]


def _total(table: MeasureTable, measure: str, groups: GroupSeries) -> GroupSeries:
    """Give the counts over everyone; empty where the source publishes none."""
    is_total = pl.col("measure") == measure
    for name in table.dimensions:
        is_total &= pl.col(name).is_null()
    if not table.cells.filter(is_total).is_empty():
        return table.total(measure)
    nothing = np.full((len(groups.starts), 1), np.nan)
    return replace(
        groups,
        groups=("total",),
        numerator=nothing,
        denominator=nothing,
        ratio=nothing,
        variance=None,
    )


def _side_by_side(groups: GroupSeries, total: GroupSeries) -> GroupSeries:
    return replace(
        groups,
        groups=(*groups.groups, *total.groups),
        numerator=np.hstack([groups.numerator, total.numerator]),
        denominator=np.hstack([groups.denominator, total.denominator]),
        ratio=np.hstack([groups.ratio, total.ratio]),
        variance=None
        if groups.variance is None or total.variance is None
        else np.hstack([groups.variance, total.variance]),
    )


def _of_kind(series: GroupSeries, measure: Measure) -> GroupSeries:
    return as_measured(series) if measure.kind.is_measured else series
