"""The aim of a project as its plan has it: written once, in the document, and followed."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from efqi.measures.dimension import Dimension
from efqi.projects.document.charter import Aim
from efqi.projects.plan import Plan, ProjectAim


def aimed(plan: Plan, aim: Aim) -> Plan:
    """Put what a team set out to do in the place of the plan's own aim.

    The plan's aim is about its declared contrast: targets for another measure, or for a
    group of another dimension, stay out of it. The target for everyone is that of the
    measure, too, so that its charts are judged by it.

    Parameters
    ----------
    plan : Plan
        As `project.toml` has it.
    aim : Aim
        As the team wrote it; while nothing is written, the plan's own stands.
    """
    if aim == Aim():
        return plan
    about = aim.measure or plan.contrast.measure
    measures = tuple(
        replace(planned, measure=replace(planned.measure, target=aim.overall_target))
        if planned.measure.name == about and aim.overall_target is not None
        else planned
        for planned in plan.measures
    )
    return replace(plan, measures=measures, aim=_aim(plan, aim))


def aimed_content(content: Mapping[str, Any], before: Plan, aim: Aim) -> dict[str, Any]:
    """Write a plan as `project.toml` holds it, with the aim as `aimed` puts it there.

    Parameters
    ----------
    content : mapping
        The plan before.
    before : Plan
        The same, parsed.
    aim : Aim
        As the team wrote it.
    """
    after = aimed(before, aim)
    targets = {m.measure.name: m.measure.target for m in after.measures}
    return {
        **content,
        "aim": asdict(after.aim),
        "measure": [
            {**section, "target": targets[section["name"]]}
            for section in content["measure"]
        ],
    }


def _aim(plan: Plan, aim: Aim) -> ProjectAim:
    """Give the part of an aim that is about the declared contrast."""
    said = ProjectAim(
        statement=aim.statement, by=aim.by, failure_condition=aim.failure_condition
    )
    contrast = plan.contrast
    if aim.measure not in ("", contrast.measure):
        return said
    said = replace(said, overall_target=aim.overall_target)
    group = (
        _group(plan.dimension(contrast.dimension), aim.group)
        if aim.dimension in ("", contrast.dimension)
        else None
    )
    if group is None:
        return said
    return replace(said, group=group, group_target=aim.group_target)


def _group(dimension: Dimension, words: str) -> str | None:
    """Give the group that words or a value name; None where they name none."""
    return next(
        (
            value
            for value in dimension.order
            if words in (value, dimension.label(value))
        ),
        None,
    )
