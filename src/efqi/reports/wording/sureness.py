"""How sure the answer is: the estimate, what else fits, the chance, both scales."""

from efqi.disclosure.release import Category, Estimate
from efqi.reports.wording.figure import (
    chance,
    has_interval,
    percent_change,
    times,
)
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story


def sureness_sentences(story: Story) -> tuple[str, ...]:
    """Say the best estimate, what else fits, the chance, and the relative scale."""
    if story.is_one_sided:
        return ()
    if not story.has_figures:
        return (say("The figures of this gap are hidden to protect people."),)
    if story.verdict.category is Category.DESCRIBE_ONLY:
        return (_described_gap(story), *relative_sentences(story))
    return (_best_estimate(story), *relative_sentences(story))


def _described_gap(story: Story) -> str:
    absolute = story.verdict.absolute
    return say(
        "The gap was {before} before {date} and {after} after it.",
        before=gap_size(story, absolute.before),
        after=gap_size(story, absolute.after),
        date=story.change_words,
    )


def sizes(story: Story) -> dict[str, str]:
    """Give the size of the gap before and after, whichever way round it stood."""
    absolute, size = story.verdict.absolute, story.unit.size
    return {"before": size(absolute.before.value), "after": size(absolute.after.value)}


def size_with_way(story: Story, gap: float) -> str:
    """Write the size of a gap, and that it stands the other way round where it does."""
    size, written = story.unit.size(gap), story.unit.number
    is_turned = gap < 0 and written(gap) != written(0)
    return say("{size} the other way round", size=size) if is_turned else size


def gap_size(story: Story, gap: Estimate) -> str:
    """Write a gap with what else fits: "9.9 points (9.4 to 10.4)"."""
    size = size_with_way(story, gap.value)
    if not has_interval(gap):
        return size
    return f"{size} ({limits(story, gap)})"


def limits(story: Story, estimate: Estimate) -> str:
    """Write an interval in words: "9.4 to 10.4"."""
    low, high = story.unit.number(estimate.lower), story.unit.number(estimate.upper)
    return f"{low} to {high}"


def _best_estimate(story: Story) -> str:
    absolute = story.verdict.absolute
    if story.trend_before:
        return say(
            "Our best estimate of a step {when} is {size}; the data fit anything from "
            "{fits}.",
            when=story.when_words,
            size=story.unit.size(absolute.change.value),
            fits=_fits(story, absolute.change),
        )
    if story.has_turned:
        return say(
            "Our best estimate is that the gap turned round: it was {before} before {date} "
            "and {after} after it.",
            before=gap_size(story, absolute.before),
            after=gap_size(story, absolute.after),
            date=story.change_words,
        )
    grew, likely = absolute.change.value >= 0, absolute.probability_widened
    return say(
        "Our best estimate is that the gap {grew}; the data fit anything from {fits}. "
        "The chance that it grew is {chance}."
        if grew
        else "Our best estimate is that the gap {grew}; the data fit anything from "
        "{fits}. The chance that it shrank is {chance}.",
        grew=_grew(story, absolute.change.value),
        fits=_fits(story, absolute.change),
        chance=chance(likely if grew else 1 - likely),
    )


def _grew(story: Story, change: float) -> str:
    if story.unit.number(change) == story.unit.number(0):
        return say("stayed the same")
    template = "grew by {size}" if change > 0 else "shrank by {size}"
    return say(template, size=story.unit.size(change))


def _fits(story: Story, change: Estimate) -> str:
    low, high = (story.unit.number(abs(x)) for x in (change.lower, change.upper))
    if change.lower >= 0:
        return say("{low} to {high} larger", low=low, high=high)
    if change.upper <= 0:
        return say("{high} to {low} smaller", low=low, high=high)
    return say("{low} smaller to {high} larger", low=low, high=high)


def relative_sentences(story: Story) -> tuple[str, ...]:
    """Say the same in relative terms, and whether that agrees."""
    relative = story.verdict.relative
    if not min(relative.before.value, relative.after.value, relative.change.value) > 0:
        if story.verdict.category is Category.DESCRIBE_ONLY or not story.measure.unit:
            return (say("No ratio can be given here."),)
        return (
            say(
                "A ratio is not defined where a level is not above 0, so the answer rests "
                "on the difference."
            ),
        )
    return (
        f"{_agreement(story)} {_ratios(story)}",
        *_relative_doubt(story),
    )


_UNSURE = (Category.CANNOT_TELL_YET, Category.NO_MEANINGFUL_CHANGE)


def _agreement(story: Story) -> str:
    """Say whether the ratio moved the same way; without a finding, only as an estimate."""
    absolute, relative = story.verdict.absolute, story.verdict.relative
    if story.has_turned:
        return say("In relative terms:")
    grew, ratio_grew = absolute.change.value > 0, relative.change.value > 1
    if story.verdict.category in _UNSURE:
        if percent_change(relative.change.value) == percent_change(1.0):
            return say("In relative terms our best estimate is no change:")
        if grew == ratio_grew:
            return say("In relative terms our best estimate points the same way:")
        return say("In relative terms our best estimate points the other way:")
    if grew == ratio_grew:
        return (
            say("In relative terms it grew too:")
            if grew
            else say("In relative terms it shrank too:")
        )
    return (
        say("In relative terms it grew instead:")
        if ratio_grew
        else say("In relative terms it shrank instead:")
    )


def _ratios(story: Story) -> str:
    relative = story.verdict.relative
    return say(
        _ratio_template(story),
        worse=story.name(story.ends[0]),
        better=story.name(story.ends[1]),
        title=story.title,
        before=times(relative.before.value),
        after=times(relative.after.value),
    )


def _ratio_template(story: Story) -> str:
    if story.is_gradient:
        return (
            "along the slope, the worst-off end stood at {before} times the best-off end "
            "before, and {after} times after."
        )
    if story.is_higher_better and story.measure.kind.value == "proportion":
        return (
            "the share missing out was {before} times as high for {worse} as for {better} "
            "before, and {after} times after."
        )
    if story.is_higher_better:
        return (
            "the figure for {better} was {before} times that for {worse} before, and "
            "{after} times after."
        )
    return (
        "the figure for {worse} was {before} times that for {better} before, and {after} "
        "times after."
    )


def _relative_doubt(story: Story) -> tuple[str, ...]:
    """Say it where only one scale carries the evidence."""
    verdict = story.verdict
    if verdict.category not in (Category.WIDENED, Category.NARROWED, Category.MIXED):
        return ()
    if verdict.decided_by == ("absolute",):
        template = (
            "In relative terms alone we could not be sure: the chance that it grew is "
            "{chance}."
        )
        return (say(template, chance=chance(verdict.relative.probability_widened)),)
    if verdict.decided_by == ("relative",):
        template = (
            "As a difference alone we could not be sure: the chance that it grew is "
            "{chance}."
        )
        return (say(template, chance=chance(verdict.absolute.probability_widened)),)
    return ()
