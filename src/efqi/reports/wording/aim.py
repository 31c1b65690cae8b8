"""What the team set out to do, beside where care stands now."""

from efqi.disclosure.release import ReleasedGroup
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.figure import shown_level
from efqi.reports.wording.level import is_shown
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story


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
        _target(story, aim.overall_target, story.total),
        _target(story, aim.group_target, group),
        _failure(aim.failure_condition),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _target(story: Story, target: float | None, group: ReleasedGroup | None) -> str:
    if target is None or group is None or not is_shown(group):
        return ""
    by = story.plan.aim.by
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
