"""What the team set out to do, beside where care stands now."""

from collections.abc import Sequence

from efqi.disclosure.release import ReleasedGroup
from efqi.projects.document.charter import Aim
from efqi.projects.plan import ProjectAim
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.figure import shown_level
from efqi.reports.wording.level import is_shown
from efqi.reports.wording.sentence import say, shortened
from efqi.reports.wording.story import Story

_MOST_LETTERS = 240


def aim_told(stories: Sequence[Story], aim: Aim | None) -> tuple[str, ...]:
    """Say what was aimed for, and of a project also whether that is reached.

    Parameters
    ----------
    stories : sequence of Story
        Every view; the primary first.
    aim : Aim or None
        The project's, which may be about any view; a blank one leaves it to the plan.
        None for a plan alone.

    Returns
    -------
    tuple of str
        Empty where nothing was aimed for.
    """
    if aim is None:
        return aim_sentences(stories[0])
    has_target = (aim.overall_target, aim.group_target) != (None, None)
    if not (aim.statement or has_target):
        planned = stories[0].plan.aim
        return (*_stated(planned.statement), *_targets(stories[0], planned))
    about = [story for story in stories if _is_about(story, aim)]
    found = ((story, _group(story, aim.group)) for story in about)
    story, group = next(
        (each for each in found if each[1]), (about[0] if about else None, None)
    )
    declared = ProjectAim(
        overall_target=aim.overall_target,
        group=group,
        group_target=aim.group_target,
        by=aim.by,
        failure_condition=shortened(aim.failure_condition, _MOST_LETTERS),
    )
    told = _targets(story, declared) if story else ()
    return (*_stated(aim.statement), *told)


def _stated(statement: str) -> tuple[str, ...]:
    words = shortened(statement, _MOST_LETTERS)
    return (words,) if words else ()


def _is_about(story: Story, aim: Aim) -> bool:
    view = story.view
    measure = {view.measure.name.casefold(), view.measure.title.casefold(), ""}
    dimension = {view.dimension.casefold(), view.dimension_title.casefold(), ""}
    return aim.measure.casefold() in measure and aim.dimension.casefold() in dimension


def _group(story: Story, name: str) -> str | None:
    """Find a group by its value or its label."""
    named = (
        group.group
        for group in story.groups
        if name.casefold() in (group.group.casefold(), group.label.casefold())
    )
    return next(named, None)


def _targets(story: Story, aim: ProjectAim) -> tuple[str, ...]:
    """Give each target with the shown level since, and whether it is reached."""
    group = next((g for g in story.view.groups if g.group == aim.group), None)
    targets = (aim.overall_target, story.total), (aim.group_target, group)
    told = (
        _with_reached(story, aim, target, whose)
        for target, whose in targets
        if target is not None and whose is not None
    )
    return tuple(s for s in (*told, _failure(aim.failure_condition)) if s)


def _with_reached(
    story: Story, aim: ProjectAim, target: float, group: ReleasedGroup
) -> str:
    told = _target(story, aim, target, group)
    if not told:
        return say(
            "For {group}: {target} was aimed for; where it stands cannot be shown.",
            group=story.name(group.group),
            target=story.unit.level(target),
        )
    return f"{told} {_reached(story, aim, target, group.after.value or 0.0)}".strip()


def _reached(story: Story, aim: ProjectAim, target: float, level: float) -> str:
    """Say whether a level, as it is shown, has reached a target."""
    if story.is_neutral:
        return ""
    is_same = story.unit.number(level) == story.unit.number(target)
    if is_same or (level > target) == story.is_higher_better:
        return say("That is reached.")
    is_over = aim.by is not None and story.release.last_end >= aim.by
    return say("That was not reached.") if is_over else say("That is not reached yet.")


def aim_sentences(story: Story) -> tuple[str, ...]:
    """Give the aim's targets, overall and for its group, with the shown level since.

    Parameters
    ----------
    story : Story
        The primary view.

    Returns
    -------
    tuple of str
        Empty where the plan declares no target.
    """
    aim = story.plan.aim
    group = next((g for g in story.view.groups if g.group == aim.group), None)
    sentences = (
        _target(story, aim, aim.overall_target, story.total),
        _target(story, aim, aim.group_target, group),
        _failure(aim.failure_condition),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _target(
    story: Story, aim: ProjectAim, target: float | None, group: ReleasedGroup | None
) -> str:
    if target is None or group is None or not is_shown(group):
        return ""
    by = aim.by
    template = (
        "For {group}: {target} was aimed for; it has been {level} since the change."
        if by is None
        else "For {group}: {target} by {day} was aimed for; it has been {level} since the "
        "change."
    )
    return say(
        template,
        group=story.name(group.group),
        target=story.unit.level(target),
        day="" if by is None else full_date(by),
        level=shown_level(group.after, story.unit),
    )


def _failure(condition: str) -> str:
    if not condition:
        return ""
    return say(
        "Failure was declared as: {condition}", condition=condition.rstrip(".") + "."
    )
