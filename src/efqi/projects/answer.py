"""From a plan and its cells to the one thing that may be shown."""

from collections.abc import Iterator
from dataclasses import replace

from efqi.disclosure.choices import Choices
from efqi.disclosure.coarsening import units_from
from efqi.disclosure.make import release
from efqi.disclosure.policy import policy as named_policy
from efqi.disclosure.quality import (
    released_field,
    released_findings,
    released_site_completeness,
)
from efqi.disclosure.release import Release
from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast
from efqi.equity.hidden_counts import with_hidden_counts
from efqi.measures.dimension import Dimension
from efqi.measures.table import MeasureTable
from efqi.projects.charting import charting
from efqi.projects.crossings import crossings
from efqi.projects.met import met
from efqi.projects.plan import Plan
from efqi.projects.quality import quality_findings, unknown_uses
from efqi.stats.check import Check


def answer(
    plan: Plan,
    table: MeasureTable,
    *,
    policy: str | None = None,
    inequality: str | None = None,
) -> Release:
    """Analyse every measure by every dimension and release what may be shown.

    Parameters
    ----------
    plan : Plan
        The measurement plan.
    table : MeasureTable
        Exact cells counted by that plan.
    policy : str, optional
        Disclosure policy in place of the plan's.
    inequality : str, optional
        Measure of inequality to follow over time, in place of the one that suits.

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
    narrowed, terms = met(plan, table), named_policy(policy or plan.policy)
    asked = questions(narrowed)
    analyses = [
        with_hidden_counts(table, analyse(table, question)) for question in asked
    ]
    found = release(
        analyses,
        terms,
        checks=(*table_checks(table), *value_checks(plan, table)),
        choices=Choices(
            inequality or "", charting(plan), crossings(narrowed, table, asked)
        ),
    )
    units = units_from(table.interval, plan.changes[0].date)
    return replace(
        found,
        quality=released_findings(quality_findings(narrowed, table, analyses), terms),
        fields=tuple(
            released_field(use, units, terms) for use in unknown_uses(narrowed, table)
        ),
        site_completeness=released_site_completeness(
            table.observed.sites if table.observed else (), terms
        ),
    )


def value_checks(plan: Plan, table: MeasureTable) -> Iterator[Check]:
    """Say how many records lack the value of a mean or percentile."""
    told = set()
    for planned in plan.measures:
        missing = table.notes.get(f"values_missing_{planned.measure.name}", 0)
        said = (planned.measure.title, missing)
        # A mean and a percentile of one wait lack the same records.
        if planned.value_column is not None and said not in told:
            told.add(said)
            figures = {"title": planned.measure.title, "rows": missing}
            yield Check("values_missing", missing == 0, figures)


def table_checks(table: MeasureTable) -> Iterator[Check]:
    """Say what reading the source found that a reader of the answer should know."""
    repeated = table.notes.get("identical_rows")
    if repeated is not None:
        yield Check("identical_rows", repeated == 0, {"rows": repeated})
    hidden = table.notes.get("hidden_cells")
    if hidden is not None:
        of_all = {"cells": hidden, "used": table.notes["cells_used"]}
        yield Check("hidden_cells", False, of_all)
    yield Check("last_interval_complete", table.incomplete_from is None)
    if "windows_overlapping" in table.notes:
        yield Check("intervals_apart", False)


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
