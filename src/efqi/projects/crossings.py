"""What a plan asks for besides its views: standardised levels and funnels of sites."""

from collections.abc import Iterator, Sequence

from efqi.disclosure.breakdowns import Crossings
from efqi.equity.analysis import Question
from efqi.equity.crossing import Crossing, crossing
from efqi.equity.standardise import INDIRECT, Standard, Standardisation
from efqi.measures.dimension import Dimension
from efqi.measures.standard_population import european_2013
from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan, PlannedStandard

_A_PAIR = 2


def crossings(plan: Plan, table: MeasureTable, asked: Sequence[Question]) -> Crossings:
    """Count what the plan asks for besides its views.

    Parameters
    ----------
    plan : Plan
        As its data meet it.
    table : MeasureTable
        Exact cells.
    asked : sequence of Question
        Of the views.
    """
    return Crossings(
        tuple(_standardisations(plan, table, asked)), tuple(_sites(plan, table))
    )


def _standardisations(
    plan: Plan, table: MeasureTable, asked: Sequence[Question]
) -> Iterator[Standardisation]:
    if plan.standard is None:
        return
    by = plan.dimension(plan.standard.by)
    standard = _standard(plan.standard, by)
    for question in asked:
        measure, dates = question.measure, question.change_dates
        is_wanted = question.dimension.name in plan.standard.groups
        if not is_wanted or not measure.kind.is_events_over_size:
            continue
        crossed = crossing(table, measure, by, question.dimension, dates)
        if crossed is not None:
            yield Standardisation(question, standard, crossed)


def _standard(planned: PlannedStandard, by: Dimension) -> Standard:
    if planned.file:
        populations = tuple((band, planned.populations[band]) for band in by.order)
        return Standard(planned.name, populations)
    if planned.name == INDIRECT:
        return Standard(planned.name)
    european = european_2013(by.order)
    return Standard(planned.name, tuple(zip(by.order, european, strict=True)))


def _sites(plan: Plan, table: MeasureTable) -> Iterator[Crossing]:
    dates = tuple(change.date for change in plan.changes)
    for planned in plan.measures:
        if not planned.measure.kind.is_events_over_size:
            continue
        for sites, groups in _wanted(plan):
            found = crossing(table, planned.measure, sites, groups, dates)
            if found is not None:
                yield found


def _wanted(plan: Plan) -> Iterator[tuple[Dimension, Dimension | None]]:
    """List each dimension of sites alone, then with each that it is crossed with."""
    for planned in plan.dimensions:
        sites = planned.dimension
        if not sites.is_sites:
            continue
        yield sites, None
        for cross in plan.crosses:
            others = [name for name in cross if name != sites.name]
            if sites.name in cross and len(cross) == _A_PAIR:
                yield sites, plan.dimension(others[0])
