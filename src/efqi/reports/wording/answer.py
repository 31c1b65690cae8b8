"""The answer: one sentence, then the levels, how sure, and both scales."""

from efqi.disclosure.release import Category, ReleasedGroup
from efqi.reports.wording.caution import caution_sentences
from efqi.reports.wording.figure import (
    NBSP,
    has_interval,
    percent_change,
)
from efqi.reports.wording.level import course, is_shown, moved
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import sizes, sureness_sentences

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
            "The gap took no clear step {when}: it grew, and that looks to have begun "
            "before."
            if story.trend_before > 0
            else "The gap took no clear step {when}: it shrank, and that looks to have begun "
            "before."
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
    if story.has_turned:
        return say(
            "The gap turned round after {date}, from {before} one way to {after} the "
            "other; this is described, not judged.",
            date=story.change_words,
            **sizes(story),
        )
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
    has_overall = overall is not None and is_shown(overall)
    worse, better = (story.group(value) for value in story.ends)
    sentences = []
    if overall is not None and has_overall:
        sentences.append(
            say(
                "{since}, {title} {moved} overall.",
                since=story.since,
                title=story.title,
                moved=moved(story, overall),
            )
        )
    if is_shown(worse) and is_shown(better):
        sentences.append(
            say(
                "For {worse} {title} {worse_moved}; for {better} it {better_moved}.",
                worse=story.name(worse.group),
                title="it" if has_overall else story.title,
                worse_moved=moved(story, worse),
                better=story.name(better.group),
                better_moved=moved(story, better),
            )
        )
    return (*sentences, *_opposite(story, worse, better))


def _opposite(
    story: Story, worse: ReleasedGroup, better: ReleasedGroup
) -> tuple[str, ...]:
    """Say it plainly where care got better for one group and worse for the other."""
    courses = (course(story, worse), course(story, better))
    if sorted(courses) != ["better", "worse"]:
        return ()
    gained, lost = (worse, better) if courses[0] == "better" else (better, worse)
    return (
        say(
            "That is better for {gained} and worse for {lost}.",
            gained=story.name(gained.group),
            lost=story.name(lost.group),
        ),
    )


def card_sentences(story: Story) -> tuple[str, ...]:
    """Give every sentence of the verdict card after the lead."""
    return (
        *levels_sentences(story),
        *sureness_sentences(story),
        *caution_sentences(story),
    )
