"""Icons in words, and how much to make of them."""

import math
from collections.abc import Sequence

from efqi.disclosure.release import Assurance, ReleasedIcons, ReleasedSeries, Variation
from efqi.reports.wording.chart import is_warned, overlaps
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story

_VARIATION = {
    Variation.IMPROVEMENT: "Special cause, better",
    Variation.CONCERN: "Special cause, worse",
    Variation.SPECIAL_CAUSE: "Special cause",
    Variation.COMMON_CAUSE: "Usual variation",
    Variation.CANNOT_TELL: "Cannot tell yet",
}
_ASSURANCE = {
    Assurance.MET: "Met",
    Assurance.MISSED: "Missed",
    Assurance.HIT_AND_MISS: "Hit and miss",
    Assurance.NO_TARGET: "No target",
    Assurance.CANNOT_TELL: "Cannot tell yet",
}


def variation_word(icons: ReleasedIcons | None) -> str:
    """Say what the last reading shows."""
    return say("Too few to show") if icons is None else say(_VARIATION[icons.variation])


def assurance_word(icons: ReleasedIcons | None) -> str:
    """Say whether the target will be met as things stand."""
    return say("Too few to show") if icons is None else say(_ASSURANCE[icons.assurance])


def icon_words(story: Story, series: ReleasedSeries) -> tuple[str, ...]:
    """Give the words of one chart: its last reading and, with a target, that."""
    target = (assurance_word(series.icons),) if has_target(story) else ()
    return (variation_word(series.icons), *target)


def has_target(story: Story) -> bool:
    """Whether the measure has a target that care can meet or miss."""
    return story.measure.target is not None and not story.is_neutral


def target_words(story: Story) -> str:
    """Name the target: "target 11.0 %"."""
    return say("target {level}", level=story.unit.level(story.measure.target or 0.0))


def icon_sentences(stories: Sequence[Story]) -> tuple[str, ...]:
    """Say how the icons of some views are read, and how many chance alone makes."""
    icons = [s.icons for story in stories for s in story.view.series if s.icons]
    if all(i.variation is Variation.CANNOT_TELL for i in icons):
        return (say("No chart has enough readings yet to say anything in a word."),)
    sentences = [
        say(
            "Last reading: a special cause is one that chance seldom gives, compared with "
            "the time before {date}; usual variation is one like the others.",
            date=stories[0].change_words,
        )
    ]
    if any(map(has_target, stories)):
        sentences.append(
            say(
                "Target: met or missed means that, as things stand, nearly every reading "
                "will meet or miss it; hit and miss means now the one, now the other."
            )
        )
    if any(map(is_warned, stories)):
        sentences.append(
            say(
                "Where a warning stands over the charts, more special causes are false than "
                "chance alone would give."
            )
        )
    told = [] if overlaps(stories[0]) else [i.false_percent for i in icons]
    return (*sentences, *_by_chance([percent for percent in told if percent]))


def _by_chance(told: Sequence[float]) -> tuple[str, ...]:
    if not told:
        return ()
    none = math.prod(1 - percent / 100 for percent in told)
    return (
        say(
            "Chance alone gives a special cause to up to {each} charts in 100: with these "
            "{charts} charts, some false icon in up to {some} reports of 100. One icon is a "
            "reason to look at its chart, not a finding."
            if len(told) > 1
            else "Chance alone gives a special cause to up to {each} charts in 100. One "
            "icon is a reason to look at its chart, not a finding.",
            each=f"{max(told):g}",
            charts=str(len(told)),
            some=f"{100 * (1 - none):.0f}",
        ),
    )
