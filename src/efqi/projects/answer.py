"""From a plan and its cells to the one thing that may be shown."""

from collections.abc import Iterator

from efqi.disclosure.make import release
from efqi.disclosure.policy import policy as named_policy
from efqi.disclosure.release import Release
from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast
from efqi.measures.dimension import Dimension
from efqi.measures.table import MeasureTable
from efqi.projects.crossings import crossings
from efqi.projects.met import met
from efqi.projects.plan import Plan
from efqi.stats.check import Check


def answer(plan: Plan, table: MeasureTable, *, policy: str | None = None) -> Release:
    """Analyse every measure by every dimension and release what may be shown.

    Parameters
    ----------
    plan : Plan
        The measurement plan.
    table : MeasureTable
        Exact cells counted by that plan.
    policy : str, optional
        Disclosure policy in place of the plan's.

    Returns
    -------
    Release
        The primary view first, then the others in the plan's order.

    Raises
    ------
    MeasureError
        Where the cells cannot answer the plan.
    DisclosureError
        Where the policy is unknown or its own audit finds a leak.
    """
    plan = met(plan, table)
    asked = questions(plan)
    analyses = [analyse(table, question) for question in asked]
    return release(
        analyses,
        named_policy(policy or plan.policy),
        checks=table_checks(table),
        crossings=crossings(plan, table, asked),
    )


def table_checks(table: MeasureTable) -> Iterator[Check]:
    """Say what reading the source found that a reader of the answer should know."""
    repeated = table.notes.get("identical_rows")
    if repeated is not None:
        yield Check("identical_rows", repeated == 0, {"rows": repeated})
    yield Check("last_interval_complete", table.incomplete_from is None)


def questions(plan: Plan) -> list[Question]:
    """List what the plan asks: every measure by every dimension, the primary first."""
    asked = sorted(_questions(plan), key=lambda q: not q.contrast.is_primary)
    return list(asked)


def _questions(plan: Plan) -> Iterator[Question]:
    dates = tuple(change.date for change in plan.changes)
    for planned in plan.measures:
        for grouped in plan.dimensions:
            contrast = _contrast(plan, planned.measure.name, grouped.dimension)
            # Sites are compared by funnels; one against another only where declared.
            if grouped.dimension.is_sites and not contrast.is_primary:
                continue
            yield Question(
                planned.measure,
                grouped.dimension,
                contrast,
                plan.contrast.margin,
                dates,
            )


def _contrast(plan: Plan, measure: str, dimension: Dimension) -> Contrast:
    """Give the declared contrast where it belongs here, else first group v reference."""
    declared = plan.contrast
    if (declared.measure, declared.dimension) == (measure, dimension.name):
        return Contrast(
            measure, dimension.name, declared.group, declared.reference, is_primary=True
        )
    others = [group for group in dimension.order if group != dimension.reference]
    return Contrast(
        measure, dimension.name, others[0] if others else None, dimension.reference
    )
