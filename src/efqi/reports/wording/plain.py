"""The answer in plain words: short sentences for readers of 9 to 11.

They say less than the card of the team, and never more than the numbers.
"""

import math
from collections.abc import Mapping
from typing import Final

from efqi.disclosure.release import (
    CareCategory,
    Category,
    ReleasedGroup,
    Shown,
)
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.doubt import can_wait
from efqi.reports.wording.figure import chance, number
from efqi.reports.wording.level import is_shown
from efqi.reports.wording.sentence import capital, mid_sentence, say
from efqi.reports.wording.story import Story

PLAIN_GAP: Final[Mapping[Category, str]] = {
    Category.WIDENED: "The gap has probably grown.",
    Category.NARROWED: "The gap has probably shrunk.",
    Category.REVERSED: "The gap has probably turned round.",
    Category.MIXED: "The gap grew in one way and shrank in another.",
    Category.NO_MEANINGFUL_CHANGE: "The gap stayed about the same.",
    Category.CANNOT_TELL_YET: "We cannot tell yet if the gap has changed.",
    Category.DESCRIBE_ONLY: "There is too little data to judge the gap.",
}
"""What became of the gap."""
PLAIN_GAP_MEANING: Final[Mapping[Category, str]] = {
    Category.WIDENED: "Care is now less fair than it was.",
    Category.NARROWED: "The two groups are now closer to each other.",
    Category.REVERSED: "The group that was worse off is not worse off now.",
    Category.MIXED: "There are two ways to count a gap. Here they do not agree.",
    Category.NO_MEANINGFUL_CHANGE: "If it did change, the change was too small to matter.",
    Category.CANNOT_TELL_YET: "It may have grown or shrunk.",
    Category.DESCRIBE_ONLY: "We can show what we saw. We cannot say if it will last.",
}
"""What that means."""
PLAIN_CARE: Final[Mapping[CareCategory | None, str]] = {
    CareCategory.IMPROVED: "Things got better for {group}.",
    CareCategory.WORSENED: "Things got worse for {group}.",
    CareCategory.NO_SIGN_OF_CHANGE: "We saw no change for {group}.",
    CareCategory.CANNOT_TELL_YET: "We cannot tell yet for {group}.",
    CareCategory.DESCRIBE_ONLY: "We cannot judge the change for {group}.",
    None: "There is too little to say about {group}.",
}
"""What became of one group's care."""
PLAIN_CARE_WORD: Final[Mapping[CareCategory | None, str]] = {
    CareCategory.IMPROVED: "Better",
    CareCategory.WORSENED: "Worse",
    CareCategory.NO_SIGN_OF_CHANGE: "No change seen",
    CareCategory.CANNOT_TELL_YET: "Cannot tell yet",
    CareCategory.DESCRIBE_ONLY: "Not judged",
    None: "Too little to say",
}
"""The same in a cell of a table."""


def plain_answer(story: Story) -> str:
    """Say in one short sentence what became of the gap."""
    if story.is_one_sided:
        return say("There is nothing to compare yet.")
    if _began_before(story):
        return say("The gap did not change when care changed.")
    return say(PLAIN_GAP[story.verdict.category])


def meaning_sentences(story: Story) -> tuple[str, ...]:
    """Say what the answer means, how sure it is, and what must not be overlooked."""
    if story.is_one_sided:
        return (_one_sided(story),)
    if _began_before(story):
        return (_before(story), *_sizes(story))
    verdict = story.verdict
    said = [say(PLAIN_GAP_MEANING[verdict.category]), *_sizes(story)]
    if verdict.category is Category.CANNOT_TELL_YET:
        said.insert(1, _waiting(story))
    if verdict.is_levelling_down:
        said = [
            say("Things got worse for the group that was better off."),
            say("That is why the gap shrank. That is not a success."),
            *_sizes(story),
        ]
    if verdict.category in (Category.WIDENED, Category.NARROWED):
        said += _sure(story)
    if verdict.is_below_margin:
        said.append(say("It is less than the team said would matter."))
    return tuple(said)


def _waiting(story: Story) -> str:
    if can_wait(story):
        return say("More time will help to tell.")
    return say("More time will not help. We need to count more people.")


def _sizes(story: Story) -> list[str]:
    """Say how large the gap was and is, where that may be shown."""
    absolute = story.verdict.absolute
    sizes = abs(absolute.before.value), abs(absolute.after.value)
    if not story.has_figures or not all(map(math.isfinite, sizes)):
        return []
    is_alike = number(sizes[0], 0) == number(sizes[1], 0)
    decimals = story.unit.decimals if is_alike else 0
    before, after = (_level(story, Shown(size), decimals) for size in sizes)
    template = (
        "The gap was {before} one way before, and it is {after} the other way now."
        if story.has_turned
        else "The gap was {before} before, and it is {after} now."
    )
    return [say(template, before=before, after=after)]


def _began_before(story: Story) -> bool:
    is_steady = story.verdict.category is Category.NO_MEANINGFUL_CHANGE
    return is_steady and bool(story.trend_before)


def _before(story: Story) -> str:
    if story.trend_before > 0:
        return say("It grew. But it had begun to grow before.")
    return say("It shrank. But it had begun to shrink before.")


def _one_sided(story: Story) -> str:
    if story.release.intervals_before:
        return say("The numbers stop before care changed.")
    return say("The numbers begin when care had changed.")


def _sure(story: Story) -> list[str]:
    """Say how likely the answer is, on the scale that is less sure of it."""
    verdict = story.verdict
    scales = verdict.decided_by or ("absolute",)
    chances = [getattr(verdict, scale).probability_widened for scale in scales]
    surest = min(max(p, 1 - p) for p in chances)
    said = []
    if math.isfinite(surest):
        said.append(
            say(
                "The chance that it grew is {chance}."
                if verdict.category is Category.WIDENED
                else "The chance that it shrank is {chance}.",
                chance=chance(surest),
            )
        )
    if len(scales) == 1:
        said.append(say("There are two ways to count a gap. Only one shows this."))
    return said


def about_sentences(story: Story) -> tuple[str, ...]:
    """Say what was looked at, what changed and when, and which way is better."""
    said = [
        say("We looked at {title}.", title=story.title),
        say("We looked at {count} groups of people.", count=str(len(story.groups))),
    ]
    if story.change_label:
        said.append(say("This changed: {what}.", what=mid_sentence(story.change_label)))
    said.append(
        say(
            "We set the time before {when} next to the time since then.",
            when=story.change_words,
        )
    )
    if not story.is_neutral:
        word = "higher" if story.is_higher_better else "lower"
        said.append(say("A {word} number is better.", word=word))
    worse, better = (story.name(value) for value in story.ends)
    said.append(say("We set {worse} next to {better}.", worse=worse, better=better))
    said.append(say("The gap is how far they are apart."))
    return tuple(said)


def group_sentences(story: Story) -> tuple[str, ...]:
    """Tell each group, then everyone: what became of care, and the shown levels."""
    total = () if story.total is None else (story.total,)
    return tuple(_group(story, group) for group in (*story.groups, *total))


def _group(story: Story, group: ReleasedGroup) -> str:
    category = story.care_category(group)
    name = say("all people") if group.role == "total" else story.name(group.group)
    judged = say(PLAIN_CARE[category], group=name)
    if not is_shown(group):
        return f"{judged} {say('Some numbers are hidden to protect people.')}"
    before, after = plain_levels(story, group)
    template = (
        "It was {after} before and after."
        if before == after
        else "It was {before} before and {after} after."
    )
    levels = say(template, before=before, after=after)
    if category in _MAY_BE_CHANCE and before != after:
        levels = f"{levels} {say('That could be chance.')}"
    return f"{judged} {levels}"


_MAY_BE_CHANCE = (CareCategory.NO_SIGN_OF_CHANGE, CareCategory.CANNOT_TELL_YET)


def plain_levels(story: Story, group: ReleasedGroup) -> tuple[str, str]:
    """Write the levels before and after; with a decimal only where it is needed."""
    shown = group.before, group.after
    wholes = {number(s.value, 0) for s in shown if s.value is not None}
    values = {s.value for s in shown if s.value is not None}
    decimals = 0 if len(wholes) == len(values) else story.unit.decimals
    before, after = (_level(story, level, decimals) for level in shown)
    return before, after


def _level(story: Story, shown: Shown, decimals: int) -> str:
    if shown.value is None:
        return say("hidden")
    if story.measure.kind.value != "proportion":
        return story.unit.level(shown.value)
    if 0 < shown.value < 1 and decimals == 0:
        return say("fewer than 1 in 100")
    return say("{count} in 100", count=number(shown.value, decimals))


def unknown_sentences(story: Story) -> tuple[str, ...]:
    """Say what the numbers cannot tell."""
    said = [
        say("The numbers show what happened. They do not show why."),
        say("Other things may have changed at the same time."),
    ]
    roles = {group.role for group in story.view.groups}
    if "unknown" in roles:
        said.append(say("We do not know the group of some people."))
    if not all(is_shown(group) for group in story.view.groups):
        said.append(say("Some numbers are hidden to protect people."))
    return tuple(said)


def dates_sentence(story: Story) -> str:
    """Say how old the numbers are."""
    return say(
        "The last day that we have numbers for is {last}.",
        last=full_date(story.release.last_end),
    )


def care_word(story: Story, group: ReleasedGroup) -> str:
    """Give what became of a group's care, for a cell."""
    return capital(say(PLAIN_CARE_WORD[story.care_category(group)]))
