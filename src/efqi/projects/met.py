"""A plan narrowed to the groups that its data have."""

from dataclasses import replace

from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan, PlannedDimension


def met(plan: Plan, table: MeasureTable) -> Plan:
    """Leave out the groups of code lists, bands and rules that no record is in.

    A list has every trust of England, and a town may have no area of the least deprived
    fifth. An order that the plan spells out stays as it is.

    Parameters
    ----------
    plan : Plan
        The measurement plan.
    table : MeasureTable
        Its cells.

    Returns
    -------
    Plan
        Where the usual reference is not met, the last group that is met takes its place.
    """
    return replace(plan, dimensions=tuple(_met(d, table) for d in plan.dimensions))


def _met(planned: PlannedDimension, table: MeasureTable) -> PlannedDimension:
    dimension = planned.dimension
    seen = set(table.cells[dimension.name].unique())
    order = tuple(group for group in dimension.order if group in seen)
    if not planned.is_filled or not order:
        return planned
    reference = dimension.reference if dimension.reference in seen else order[-1]
    return replace(
        planned, dimension=replace(dimension, order=order, reference=reference)
    )
