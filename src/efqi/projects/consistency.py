"""Whether the parts of a plan refer only to what it declares."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from efqi.errors import Place, ProjectError
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.measure import Kind
from efqi.measures.table import FIXED
from efqi.measures.tally import Condition, Tally
from efqi.projects.breakdown_consistency import of_sites, of_standard
from efqi.projects.charting import chart_mistakes, rules_mistake
from efqi.projects.measured import contradictions_of_value
from efqi.projects.plan import Plan, PlannedDimension, PlannedMeasure, PrimaryContrast
from efqi.projects.source_choice import Contradiction, of_source

_POLICY = re.compile(r"nhs-england|opensafely-midpoint6|internal|threshold-[1-9]\d*")


def check_consistency(plan: Plan, file: str) -> None:
    """Check a plan against itself.

    Parameters
    ----------
    plan : Plan
        As its file says.
    file : str
        Name for messages.

    Raises
    ------
    ProjectError
        The first contradiction, where it stands, and what to do.
    """
    for where, found, fix in _contradictions(plan):
        raise ProjectError(found, where=Place(file, column=where), fix=fix)


def _contradictions(plan: Plan) -> Iterator[Contradiction]:
    yield from _of_project(plan)
    yield from of_source(plan.source)
    yield from _of_names(plan)
    for measure in plan.measures:
        yield from _of_measure(plan, measure)
    for dimension in plan.dimensions:
        yield from _of_dimension(dimension)
    yield from _of_changes(plan)
    yield from _of_contrast(plan)
    yield from _of_aim(plan)
    yield from of_sites(plan)
    yield from of_standard(plan)
    yield from _of_crosses(plan)


def _of_project(plan: Plan) -> Iterator[Contradiction]:
    if not _POLICY.fullmatch(plan.policy):
        yield (
            "project > policy",
            f"There is no policy '{plan.policy}'.",
            "Choose nhs-england, opensafely-midpoint6, threshold-10 (any number) or "
            "internal.",
        )
    for found, fix in rules_mistake(plan.rules):
        yield "project > rules", found, fix
    if plan.source.form == "records" and plan.source.date_column is None:
        yield (
            "data > date",
            "Records need a date.",
            'Name the column that dates each record: date = "appointment_date".',
        )
    if plan.source.form == "records" and plan.source.columns:
        yield (
            "data > columns",
            "Only a file of counts has these columns.",
            'Delete it, or set form = "counts".',
        )
    for key in ("across", "hidden", "rows"):
        if plan.source.form == "records" and getattr(plan.source, key):
            yield (
                f"data > {key}",
                "Only counts can be laid out wide, hidden at their source or chosen by row.",
                'Delete it, or set form = "counts"; records are chosen by the conditions '
                "of a measure's denominator.",
            )
    yield from _of_sites(plan)


def _of_sites(plan: Plan) -> Iterator[Contradiction]:
    source = plan.source
    if source.form == "records":
        return
    if source.id_column is not None:
        yield "data > id", "Counts have no id.", 'Delete it, or set form = "records".'
    grouped = [planned.column for planned in plan.dimensions]
    if source.site_column is not None and source.site_column not in grouped:
        yield (
            "data > site",
            f"No [[group]] reads the column '{source.site_column}'.",
            "In a file of counts a site is one of the groups: add it as a [[group]].",
        )


def _of_names(plan: Plan) -> Iterator[Contradiction]:
    measures = [m.measure.name for m in plan.measures]
    dimensions = [d.dimension.name for d in plan.dimensions]
    for section, names in (("measure", measures), ("group", dimensions)):
        for name in _repeated(names):
            yield (
                f"{section} > name",
                f"Two of [[{section}]] are called '{name}'.",
                "Rename one of them.",
            )
    for name in set(dimensions) & set(FIXED):
        yield (
            "group > name",
            f"A group cannot be called '{name}': the measures table has that column.",
            "Choose another name; column may stay as it is.",
        )


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _of_measure(plan: Plan, planned: PlannedMeasure) -> Iterator[Contradiction]:
    measure = planned.measure
    where = f"measure '{measure.name}'"
    if measure.kind is not Kind.RATE and measure.per != 1:
        yield (
            f"{where} > per",
            f"A {measure.kind} is not shown per anything.",
            'Delete per, or set kind = "rate".',
        )
    yield from contradictions_of_value(plan, planned)
    for key, found, fix in chart_mistakes(planned):
        yield f"{where} > {key}", found, fix
    if planned.numerator is None or planned.denominator is None:
        return
    if plan.source.form == "counts":
        yield (
            where,
            "Counts are already made, so there are no conditions to count by.",
            "Delete its numerator and denominator keys.",
        )
    elif measure.kind in (Kind.PROPORTION, Kind.RATE) and planned.numerator == Tally():
        yield (
            f"{where} > numerator",
            f"A {measure.kind} needs a numerator.",
            'Say which records count: numerator = [{ column = "outcome", '
            'is_in = ["did not attend"] }].',
        )
    yield from _of_conditions(where, planned)


def _of_conditions(where: str, planned: PlannedMeasure) -> Iterator[Contradiction]:
    sides = (planned.numerator or Tally(), planned.denominator or Tally())
    for side, tally in zip(("numerator", "denominator"), sides, strict=True):
        yield from _empty(f"{where} > {side}", tally.where)


def _empty(where: str, conditions: Iterable[Condition]) -> Iterator[Contradiction]:
    for condition in conditions:
        if condition == Condition(condition.column):
            yield (
                f"{where} > {condition.column}",
                "This condition asks for nothing.",
                "Give it is_in, is_not_in, at_least or at_most.",
            )


def _of_dimension(planned: PlannedDimension) -> Iterator[Contradiction]:
    dimension = planned.dimension
    where = f"group '{dimension.name}'"
    for value in _repeated(dimension.order):
        yield f"{where} > order", f"'{value}' is listed twice.", "Delete one."
    if UNKNOWN in dimension.order or "" in dimension.order:
        yield (
            f"{where} > order",
            "Unknown is not listed: it is always counted, and comes last.",
            "Take it out of order; list its spellings under unknown.",
        )
    yield from _unlisted(f"{where} > reference", [dimension.reference], dimension)
    yield from _unlisted(
        f"{where} > labels", [v for v in dimension.labels if v != UNKNOWN], dimension
    )
    yield from _unlisted(f"{where} > values", [v for v, _ in planned.values], dimension)
    spellings = {s for _, mapped in planned.values for s in mapped}
    meant = [
        *(s for _, mapped in planned.values for s in mapped),
        *planned.unknown,
        *(v for v in dimension.order if v not in spellings),
        *([planned.total] if planned.total is not None else []),
    ]
    for spelling in _repeated(meant):
        yield (
            where,
            f"'{spelling}' is given two meanings.",
            "Leave it in one place: order, one of values, unknown or total.",
        )
    for rule in planned.rules:
        yield from _empty(f"{where} > rules > {rule.value}", rule.where)
        named = [rule.value, planned.otherwise]
        yield from _unlisted(f"{where} > rules", named, dimension)


def _unlisted(
    where: str, values: Iterable[str], dimension: Dimension
) -> Iterator[Contradiction]:
    for value in values:
        if value not in dimension.order:
            yield (
                where,
                f"The order of the group '{dimension.name}' has no '{value}'.",
                _did_you_mean(value, dimension.order),
            )


def _did_you_mean(name: str, valid: Iterable[str]) -> str:
    close = get_close_matches(name, list(valid), n=1)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"It has: {', '.join(valid)}."


def _of_changes(plan: Plan) -> Iterator[Contradiction]:
    for earlier, later in pairwise(plan.changes):
        if later.date <= earlier.date:
            yield (
                "change > date",
                f"The change of {later.date} stands after that of {earlier.date}.",
                "Put the changes in order of time, each on its own day.",
            )


def _of_contrast(plan: Plan) -> Iterator[Contradiction]:
    contrast = plan.contrast
    measures = [m.measure.name for m in plan.measures]
    if contrast.measure not in measures:
        yield (
            "contrast > measure",
            f"No measure is called '{contrast.measure}'.",
            _did_you_mean(contrast.measure, measures),
        )
    dimensions = [d.dimension.name for d in plan.dimensions]
    if contrast.dimension not in dimensions:
        yield (
            "contrast > group_by",
            f"No group is called '{contrast.dimension}'.",
            _did_you_mean(contrast.dimension, dimensions),
        )
        return
    dimension = plan.dimension(contrast.dimension)
    compared = {"compare": contrast.group, "with": contrast.reference}
    for key, value in compared.items():
        if value is not None:
            yield from _unlisted(f"contrast > {key}", [value], dimension)
    yield from _of_comparison(contrast, dimension)
    first = plan.changes[0].date
    if contrast.reading_date is not None and contrast.reading_date <= first:
        yield (
            "contrast > reading_date",
            f"The result is read on {contrast.reading_date}, but the change begins on "
            f"{first}.",
            "Choose a day after the change.",
        )


def _of_comparison(
    contrast: PrimaryContrast, dimension: Dimension
) -> Iterator[Contradiction]:
    if contrast.group is None and contrast.reference is None:
        if not dimension.is_ordered:
            yield (
                "contrast > gradient",
                f"The groups of '{dimension.name}' have no order to make a gradient of.",
                "Set ordered = true in that group, or compare two groups.",
            )
    elif contrast.group is None or contrast.reference is None:
        yield (
            "contrast",
            "A contrast needs both compare and with.",
            "Give the other, or delete it and set gradient = true.",
        )
    elif contrast.group == contrast.reference:
        yield (
            "contrast > with",
            f"'{contrast.group}' is compared with itself.",
            "Name two different groups.",
        )


def _of_aim(plan: Plan) -> Iterator[Contradiction]:
    if plan.aim.group is not None:
        dimension = plan.dimension(plan.contrast.dimension)
        yield from _unlisted("aim > group", [plan.aim.group], dimension)


def _of_crosses(plan: Plan) -> Iterator[Contradiction]:
    names = [d.dimension.name for d in plan.dimensions]
    for cross in plan.crosses:
        for name in cross:
            if name not in names:
                yield (
                    "cross > groups",
                    f"No group is called '{name}'.",
                    _did_you_mean(name, names),
                )
        for name in _repeated(cross):
            yield "cross > groups", f"'{name}' is crossed with itself.", "Delete one."
