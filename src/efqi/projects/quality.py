"""Every finding on the data of a plan, worst first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from efqi.equity.analysis import Analysis
from efqi.equity.verdict import Category
from efqi.measures.dimension import UNKNOWN
from efqi.measures.quality.completeness import Field, field_findings
from efqi.measures.quality.direction import direction_findings
from efqi.measures.quality.drift import drift_findings
from efqi.measures.quality.field_counts import FieldCounts
from efqi.measures.quality.finding import Finding, Severity
from efqi.measures.quality.observed import FieldUse, Observed
from efqi.measures.quality.rows import (
    measure_findings,
    row_findings,
    sum_findings,
    unfinished_findings,
)
from efqi.measures.quality.unknown_use import UnknownUse, unknown_use
from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan, PlannedDimension

_RANK = list(Severity)


def quality_findings(
    plan: Plan, table: MeasureTable, analyses: Sequence[Analysis]
) -> tuple[Finding, ...]:
    """Look at everything that is known of the data before an answer is read.

    Parameters
    ----------
    plan : Plan
        Narrowed to the groups that the data have.
    table : MeasureTable
        Exact cells, and what reading the source saw.
    analyses : sequence of Analysis
        They say whether the unknown could change an answer.

    Returns
    -------
    tuple of Finding
        Worst first, then in the order of the plan. What was looked at and is fine is
        among them.
    """
    seen = table.observed or Observed(is_source=False)
    unseen = [Finding("source_not_seen", Severity.WORTH_KNOWING)]
    found = chain(
        [] if seen.is_source else unseen,
        _of_fields(plan, seen, analyses),
        _of_sums(plan, table),
        row_findings(table),
        unfinished_findings(table),
        *(measure_findings(table, planned.measure) for planned in plan.measures),
    )
    return tuple(sorted(found, key=lambda finding: _RANK.index(finding.severity)))


def unknown_uses(plan: Plan, table: MeasureTable) -> tuple[UnknownUse, ...]:
    """Give how often each field is unknown over time, by kind."""
    seen = table.observed or Observed()
    return tuple(
        unknown_use(planned.dimension, use, planned.unknown_kinds)
        for planned, use in _pairs(plan, seen)
        if any(s.group == UNKNOWN for s in use.spellings)
    )


def _pairs(plan: Plan, seen: Observed) -> Iterator[tuple[PlannedDimension, FieldUse]]:
    uses = {use.dimension: use for use in seen.fields if use.starts}
    for planned in plan.dimensions:
        if planned.dimension.name in uses:
            yield planned, uses[planned.dimension.name]


def _of_fields(
    plan: Plan, seen: Observed, analyses: Iterable[Analysis]
) -> Iterator[Finding]:
    tried = [a for a in analyses if _is_tried(a)]
    open_to = {a.question.dimension.name: False for a in tried}
    open_to |= {a.question.dimension.name: True for a in tried if _is_open(a)}
    areas = {area.dimension: area for area in seen.areas}
    for planned, use in _pairs(plan, seen):
        dimension = planned.dimension
        counts = FieldCounts(use, plan.changes[0].date)
        yield from field_findings(
            Field(
                dimension,
                counts,
                planned.unknown_kinds,
                open_to.get(dimension.name),
                plan.source.form == "records",
            ),
            seen.sites if planned.column != plan.source.site_column else (),
        )
        if seen.is_source:
            yield from drift_findings(dimension, counts)
            yield from direction_findings(dimension, use, areas.get(dimension.name))


def _is_tried(analysis: Analysis) -> bool:
    is_judged = analysis.verdict.category is not Category.DESCRIBE_ONLY
    return is_judged and bool(analysis.unknown_bounds)


def _is_open(analysis: Analysis) -> bool:
    category = analysis.verdict.category
    return any(bound.category is not category for bound in analysis.unknown_bounds)


def _of_sums(plan: Plan, table: MeasureTable) -> Iterator[Finding]:
    """Files of counts give their own whole; records are summed by efqi."""
    if plan.source.form == "counts":
        measure = plan.measure(plan.contrast.measure)
        for planned in plan.dimensions:
            yield from sum_findings(table, measure, planned.dimension)
