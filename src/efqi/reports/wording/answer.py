"""The answer: one sentence, then the levels, how sure, and both scales."""

from efqi.disclosure.release import Category, Estimate, ReleasedGroup
from efqi.reports.wording.figure import (
    NBSP,
    chance,
    has_interval,
    percent_change,
    shown_level,
    times,
)
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story

VERY_PROBABLY_ABOVE = 0.99

_LEADS = {
    (Category.WIDENED, "both"): (
        "The gap probably widened, by about {size}.",
        "The gap very probably widened, by about {size}.",
    ),
    (Category.NARROWED, "both"): (
        "The gap probably narrowed, by about {size}.",
        "The gap very probably narrowed, by about {size}.",
    ),
    (Category.WIDENED, "absolute"): (
        "The gap probably widened as a difference, by about {size}.",
        "The gap very probably widened as a difference, by about {size}.",
    ),
    (Category.NARROWED, "absolute"): (
        "The gap probably narrowed as a difference, by about {size}.",
        "The gap very probably narrowed as a difference, by about {size}.",
    ),
    (Category.WIDENED, "relative"): (
        "The gap probably widened in relative terms, by about {percent}.",
        "The gap very probably widened in relative terms, by about {percent}.",
    ),
    (Category.NARROWED, "relative"): (
        "The gap probably narrowed in relative terms, by about {percent}.",
        "The gap very probably narrowed in relative terms, by about {percent}.",
    ),
}


def answer_lead(story: Story) -> str:
    """Say what became of the gap, in one sentence."""
    category = story.verdict.category
    if story.is_one_sided:
        return _one_sided(story)
    if not story.has_figures:
        return say(_BARE_LEADS[category])
    if category in (Category.WIDENED, Category.NARROWED):
        return _moved(story)
    return _OTHER_LEADS[category](story)


def _one_sided(story: Story) -> str:
    template = (
        "There is nothing to compare yet: the data end before {date}."
        if story.release.intervals_before
        else "There is nothing to compare: the data hold nothing from before {date}."
    )
    return say(template, date=story.change_words)


_BARE_LEADS = {
    Category.WIDENED: "The gap probably widened.",
    Category.NARROWED: "The gap probably narrowed.",
    Category.REVERSED: "The gap has probably turned round.",
    Category.MIXED: "The answer is mixed: one scale says grew, the other shrank.",
    Category.NO_MEANINGFUL_CHANGE: "The gap stayed about the same.",
    Category.CANNOT_TELL_YET: "We cannot tell yet whether the gap changed.",
    Category.DESCRIBE_ONLY: "The gap is too thinly counted to describe safely.",
}


def _moved(story: Story) -> str:
    verdict = story.verdict
    scales = verdict.decided_by
    scale = scales[0] if len(scales) == 1 else "both"
    probable, very_probable = _LEADS[verdict.category, scale]
    certainty = min(
        max(p, 1 - p)
        for p in (
            getattr(verdict, s).probability_widened for s in scales or ("absolute",)
        )
    )
    return say(
        very_probable if certainty > VERY_PROBABLY_ABOVE else probable,
        size=story.unit.about(verdict.absolute.change.value),
        percent=percent_change(verdict.relative.change.value),
    )


def _reversed(story: Story) -> str:
    worse = story.verdict.worse_off_after
    if worse is None:
        return say("The gap has closed: neither group is worse off now.")
    return say(
        "The gap has probably turned round: {worse} is now worse off.",
        worse=story.name(worse),
    )


def _no_meaningful_change(story: Story) -> str:
    margin = story.verdict.margin
    if story.trend_before:
        template = (
            "The gap took no step {when}: it was already growing, and went on."
            if story.trend_before > 0
            else "The gap took no step {when}: it was already shrinking, and went on."
        )
        return say(template, when=story.when_words)
    if story.verdict.decided_by == ("relative",):
        return say(
            "The gap stayed about the same in relative terms: any change was probably "
            "smaller than the {margin} that would matter.",
            margin=f"{margin.relative:g}{NBSP}%",
        )
    return say(
        "The gap stayed about the same: any change was probably smaller than the "
        "{margin} that would matter.",
        margin=story.unit.size(margin.absolute),
    )


def _cannot_tell(story: Story) -> str:
    if not has_interval(story.verdict.absolute.change):
        return say("We cannot tell yet whether the gap changed.")
    return say(
        "We cannot tell yet whether the gap changed: it may have {low} or {high}.",
        low=_may_have(story, story.verdict.absolute.change.lower),
        high=_may_have(story, story.verdict.absolute.change.upper),
    )


def _may_have(story: Story, change: float) -> str:
    if story.unit.number(change) == story.unit.number(0):
        return say("stayed the same")
    template = "grown by {size}" if change > 0 else "shrunk by {size}"
    return say(template, size=story.unit.size(change))


def _mixed(story: Story) -> str:
    template = (
        "The answer is mixed: the gap grew as a difference but shrank in relative terms."
        if story.verdict.absolute.change.value > 0
        else "The answer is mixed: the gap shrank as a difference but grew in relative "
        "terms."
    )
    return say(template)


def _described(story: Story) -> str:
    change = story.verdict.absolute.change.value
    if story.unit.number(change) == story.unit.number(0):
        return say(
            "The gap was the same size after {date}; this is described, not judged.",
            date=story.change_words,
        )
    template = (
        "The gap was {size} larger after {date}; this is described, not judged."
        if change > 0
        else "The gap was {size} smaller after {date}; this is described, not judged."
    )
    return say(template, size=story.unit.size(change), date=story.change_words)


_OTHER_LEADS = {
    Category.REVERSED: _reversed,
    Category.NO_MEANINGFUL_CHANGE: _no_meaningful_change,
    Category.CANNOT_TELL_YET: _cannot_tell,
    Category.MIXED: _mixed,
    Category.DESCRIBE_ONLY: _described,
}


def levels_sentences(story: Story) -> tuple[str, ...]:
    """Say how the level moved overall and in the two groups, from shown values only."""
    overall = story.total
    sentences = []
    if overall is not None and _is_shown(overall):
        sentences.append(
            say(
                "{since}, {title} {moved} overall.",
                since=story.since,
                title=story.title,
                moved=moved(story, overall),
            )
        )
    groups = [story.group(value) for value in story.ends]
    if all(map(_is_shown, groups)):
        sentences.append(
            say(
                "For {worse} it {worse_moved}; for {better} it {better_moved}.",
                worse=story.name(groups[0].group),
                worse_moved=moved(story, groups[0]),
                better=story.name(groups[1].group),
                better_moved=moved(story, groups[1]),
            )
        )
    return tuple(sentences)


def _is_shown(group: ReleasedGroup) -> bool:
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


def card_sentences(story: Story) -> tuple[str, ...]:
    """Give every sentence of the verdict card after the lead."""
    return (
        *levels_sentences(story),
        *sureness_sentences(story),
        *caution_sentences(story),
    )


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


def gap_size(story: Story, gap: Estimate) -> str:
    """Write a gap with what else fits: "9.9 points (9.4 to 10.4)"."""
    size = story.unit.size(gap.value)
    if gap.value < 0:
        size = say("{size} the other way round", size=size)
    if not has_interval(gap):
        return size
    return f"{size} ({limits(story, gap)})"


def limits(story: Story, estimate: Estimate) -> str:
    """Write an interval in words: "9.4 to 10.4"."""
    low, high = story.unit.number(estimate.lower), story.unit.number(estimate.upper)
    return f"{low} to {high}"


def _best_estimate(story: Story) -> str:
    absolute = story.verdict.absolute
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
        return (say("No ratio can be given here."),)
    return (
        f"{_agreement(story)} {_ratios(story)}",
        *_relative_doubt(story),
    )


_UNSURE = (Category.CANNOT_TELL_YET, Category.NO_MEANINGFUL_CHANGE)


def _agreement(story: Story) -> str:
    """Say whether the ratio moved the same way; without a finding, only as an estimate."""
    absolute, relative = story.verdict.absolute, story.verdict.relative
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
    before, after = relative.before.value, relative.after.value
    return say(
        _ratio_template(story),
        worse=story.name(story.ends[0]),
        better=story.name(story.ends[1]),
        title=story.title,
        before=times(before, after),
        after=times(after, before),
    )


def _ratio_template(story: Story) -> str:
    if story.is_gradient:
        return (
            "along the slope, the worst-off end stood at {before} times the best-off end "
            "before, and {after} times after."
        )
    if story.is_higher_better and story.measure.kind.value == "proportion":
        return (
            "the share without {title} was {before} times as high for {worse} as for {better} "
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


def caution_sentences(story: Story) -> tuple[str, ...]:
    """Say what a reader must not overlook: small, levelling down, turned round."""
    verdict, sentences = story.verdict, []
    if story.trend_before:
        sentences.append(_trend(story))
    if verdict.is_below_margin:
        sentences.append(
            say(
                "That is less than the {margin} the team said would matter.",
                margin=story.unit.size(verdict.margin.absolute),
            )
        )
    if verdict.is_levelling_down:
        sentences.append(_levelling_down(story))
    if verdict.absolute.before.value < 0 <= verdict.absolute.after.value:
        sentences.append(
            say(
                "Before {date}, {better} was the worse-off group.",
                date=story.change_words,
                better=story.name(story.ends[1]),
            )
        )
    return tuple(sentences)


def _trend(story: Story) -> str:
    absolute = story.verdict.absolute
    return say(
        "On average the gap was {before} before and {after} after; what the step does not "
        "explain was already under way before {date}.",
        before=story.unit.size(absolute.before.value),
        after=story.unit.size(absolute.after.value),
        date=story.change_words,
    )


def _levelling_down(story: Story) -> str:
    better = story.group(story.ends[1])
    if not _is_shown(better):
        return say("This is levelling down: care in the better-off group got worse.")
    return say(
        "This is levelling down: for {better}, the better-off group, {title} {moved}.",
        better=story.name(better.group),
        title=story.title,
        moved=moved(story, better),
    )
