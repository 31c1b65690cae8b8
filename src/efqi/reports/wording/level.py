"""How a shown level moved."""

from efqi.disclosure.release import ReleasedGroup
from efqi.reports.wording.figure import (
    shown_level,
)
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story


def is_shown(group: ReleasedGroup) -> bool:
    """Whether both levels of a group may be shown."""
    return group.before.value is not None and group.after.value is not None


def moved(story: Story, group: ReleasedGroup) -> str:
    """Say how a shown level moved: "fell from 12.7 % to 11.4 %"."""
    before, after = group.before.value or 0.0, group.after.value or 0.0
    old, new = story.unit.number(before), story.unit.number(after)
    if old == new:
        return say("stayed at {level}", level=shown_level(group.after, story.unit))
    template = (
        "rose from {old} to {new}" if after > before else "fell from {old} to {new}"
    )
    return say(
        template,
        old=story.unit.first_of_two(before),
        new=shown_level(group.after, story.unit),
    )


def course(story: Story, group: ReleasedGroup) -> str:
    """Say whether care got "better" or "worse" for a group, or "" where neither is known.

    Where the change could be judged, the judgement counts; where it is only described, the
    shown levels do, if they moved by half the margin of the gap or more.
    """
    before, after = group.before.value, group.after.value
    judged = "" if group.care is None else group.care.category.value
    if judged != "describe only" or before is None or after is None:
        return {"improved": "better", "worsened": "worse"}.get(judged, "")
    if abs(after - before) < story.verdict.margin.absolute / 2:
        return ""
    return "better" if (after > before) == story.is_higher_better else "worse"
