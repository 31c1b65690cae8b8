"""Whether sites and the standard of a plan fit what it declares."""

from collections.abc import Iterator

from efqi.errors import ProjectError
from efqi.measures.standard_population import EUROPEAN_2013, european_2013
from efqi.projects.plan import Plan, PlannedStandard

Contradiction = tuple[str, str, str]


def of_sites(plan: Plan) -> Iterator[Contradiction]:
    """List what speaks against a dimension as sites: where, what, and what to do."""
    for planned in plan.dimensions:
        dimension = planned.dimension
        where = f"group '{dimension.name}' > sites"
        if dimension.is_sites and dimension.is_ordered:
            yield (
                where,
                "Sites have no order from worst to best.",
                "Delete ordered, or sites.",
            )
        if dimension.is_sites and dimension.is_overlapping:
            yield (
                where,
                "A funnel compares sites that do not overlap.",
                "Delete overlapping, or sites.",
            )


def of_standard(plan: Plan) -> Iterator[Contradiction]:
    """List what speaks against the standard: where, what, and what to do."""
    standard = plan.standard
    if standard is None:
        return
    names = [planned.dimension.name for planned in plan.dimensions]
    for key, name in [
        ("by", standard.by),
        *(("groups", name) for name in standard.groups),
    ]:
        if name not in names:
            yield (
                f"standardise > {key}",
                f"No group is called '{name}'.",
                f"The plan has: {', '.join(names)}.",
            )
            return
    yield from _of_bands(plan, standard)
    if standard.by in standard.groups:
        yield (
            "standardise > groups",
            f"'{standard.by}' cannot be standardised by itself.",
            "Take it out of groups.",
        )
    if not standard.groups:
        yield (
            "standardise",
            f"There is no group besides '{standard.by}' to standardise.",
            "Add a [[group]], or delete [standardise].",
        )
    if not any(planned.measure.kind.is_events_over_size for planned in plan.measures):
        yield (
            "standardise",
            "Only a proportion or a rate can be standardised.",
            'Use it with a measure of kind = "proportion" or "rate", or delete it.',
        )


def _of_bands(plan: Plan, standard: PlannedStandard) -> Iterator[Contradiction]:
    bands = plan.dimension(standard.by)
    if bands.is_sites:
        yield (
            "standardise > by",
            f"'{bands.name}' are sites.",
            "Standardise by what people are, such as bands of age.",
        )
    if bands.is_overlapping:
        yield (
            "standardise > by",
            f"The groups of '{bands.name}' overlap, so they are no bands.",
            "Choose a group in which everyone stands once.",
        )
    if standard.name == EUROPEAN_2013 and not standard.file:
        try:
            european_2013(bands.order)
        except ProjectError as error:
            yield "standardise > standard", error.found, error.fix
