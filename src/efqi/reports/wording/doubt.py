"""What would change the answer, and how much more data it would take."""

import math

from efqi.disclosure.release import Category, ScaleResult, UnknownBound
from efqi.reports.wording.dates import plural, so_many
from efqi.reports.wording.figure import count, has_interval, percent_change
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story

_FOUND = (Category.WIDENED, Category.NARROWED)
MOST_BOUNDS_NAMED = 2
_CATEGORY_WORDS = {
    Category.DESCRIBE_ONLY: "described, not judged",
    Category.MIXED: "mixed",
    Category.REVERSED: "turned round",
    Category.WIDENED: "widened",
    Category.NARROWED: "narrowed",
    Category.NO_MEANINGFUL_CHANGE: "about the same",
    Category.CANNOT_TELL_YET: "cannot tell yet",
}


def category_word(category: Category) -> str:
    """Give an answer on a gap in a word or three."""
    return say(_CATEGORY_WORDS[category])


def what_would_change(story: Story) -> tuple[str, ...]:
    """List what would overturn the answer, or what is not ruled out."""
    return (
        *_drift(story),
        *_not_ruled_out(story),
        *_unknown(story),
        *_hidden_at_source(story),
    )


def _drift(story: Story) -> tuple[str, ...]:
    verdict, date = story.verdict, story.change_words
    is_relative = verdict.decided_by == ("relative",)
    scale: ScaleResult = verdict.relative if is_relative else verdict.absolute
    drift = scale.drift_to_overturn
    if verdict.category not in _FOUND or drift is None:
        return ()
    size = percent_change(drift) if is_relative else story.unit.size(drift)
    template = (
        "A gap that was already growing by {size} a year before {date}."
        if verdict.category is Category.WIDENED
        else "A gap that was already shrinking by {size} a year before {date}."
    )
    return (say(template, size=size, date=date),)


def _not_ruled_out(story: Story) -> tuple[str, ...]:
    verdict = story.verdict
    most = verdict.absolute.largest_widening_not_ruled_out
    if verdict.category in (*_FOUND, Category.DESCRIBE_ONLY, Category.REVERSED):
        return ()
    if not most > 0:
        return ()
    return (
        say("A widening of up to {size} is not ruled out.", size=story.unit.size(most)),
    )


def _hidden_at_source(story: Story) -> tuple[str, ...]:
    """Say which answers the counts that the source hides leave open."""
    return tuple(
        say(
            "Counts that the source hides: put where they widen the gap least or most, "
            "they make the answer “{lowest}” or “{highest}”.",
            lowest=category_word(Category(str(check.figures["lowest"]))),
            highest=category_word(Category(str(check.figures["highest"]))),
        )
        for check in story.verdict.checks
        if check.code == "hidden_counts_agree" and not check.passed
    )


def _unknown(story: Story) -> tuple[str, ...]:
    different = [
        b
        for b in story.view.unknown_bounds
        if b.category is not story.view.verdict.category
    ]
    return tuple(
        say(
            "If everyone whose group is unknown belonged to {group}, the answer would "
            "be “{answer}”.",
            group=story.name(bound.group),
            answer=category_word(bound.category),
        )
        for bound in different
    )


def can_wait(story: Story) -> bool:
    """Say whether more data like these would give an answer some day."""
    absolute = story.verdict.absolute
    needed = absolute.intervals_to_see_change, absolute.intervals_to_clear
    return needed != (None, None)


def how_much_more(story: Story) -> tuple[str, ...]:
    """Say how much more data a firm answer would take, where there is none yet."""
    category = story.verdict.category
    if category is Category.DESCRIBE_ONLY:
        return (_minimum(story),)
    if category is not Category.CANNOT_TELL_YET:
        return ()
    absolute = story.verdict.absolute
    margin = story.unit.size(story.verdict.margin.absolute)
    see, clear = absolute.intervals_to_see_change, absolute.intervals_to_clear
    if not can_wait(story):
        return (
            say(
                "Waiting will not help: pool with other sites, add earlier {intervals} "
                "or join groups.",
                intervals=plural(story.release.interval),
            ),
        )
    return tuple(
        say(template, more=so_many(number, story.release.interval), margin=margin)
        for template, number in (
            (
                "About {more} more of data like these would be enough to see a change "
                "of {margin}.",
                see,
            ),
            (
                "About {more} more would be enough to show that any change is smaller "
                "than {margin}.",
                clear,
            ),
        )
        if number is not None
    )


def _minimum(story: Story) -> str:
    release = story.release
    return say(
        "To judge, we need a full year and 12 readings before the change, and 6 after. "
        "Readings so far: {before} before, {after} after.",
        before=count(release.intervals_before),
        after=count(release.intervals_after),
    )


def unknown_sentence(story: Story) -> str | None:
    """Say what the people whose group is unknown could change; None where nobody is."""
    bounds = story.view.unknown_bounds
    if not bounds:
        return None
    stands = all(b.category is story.view.verdict.category for b in bounds)
    last = say("The answer stands.") if stands else say("The answer depends on it.")
    if any(math.isnan(bound.change.value) for bound in bounds):
        return None if not stands else _unknown_hidden()
    if len(bounds) > MOST_BOUNDS_NAMED:
        return f"{_bounds_range(story)} {last}"
    return " ".join((*(_bound(story, bound) for bound in bounds), last))


def _unknown_hidden() -> str:
    return say(
        "Whichever group all the unknown belonged to, the answer would be the same."
    )


def _bounds_range(story: Story) -> str:
    changes = sorted(_told_change(story, b) for b in story.view.unknown_bounds)
    return say(
        "Whichever group all the unknown belonged to, the gap changed by {low} to {high} "
        "{unit}.",
        low=story.unit.number(changes[0]),
        high=story.unit.number(changes[-1]),
        unit=story.unit.difference_name,
    )


def _told_change(story: Story, bound: UnknownBound) -> float:
    return -bound.change.value if story.verdict.is_turned else bound.change.value


def _bound(story: Story, bound: UnknownBound) -> str:
    change = _told_change(story, bound)
    template = (
        "If all the unknown belonged to {group}, the gap grew by {size}."
        if change > 0
        else "If all the unknown belonged to {group}, the gap shrank by {size}."
    )
    return say(template, group=story.name(bound.group), size=story.unit.size(change))


def matched_months(story: Story) -> str | None:
    """Say what the same calendar months before and after show; None where unknown."""
    matched = story.verdict.matched_months
    if matched is None or math.isnan(matched.value):
        return None
    template = (
        "Comparing only the same calendar months, the gap grew by {size}"
        if matched.value > 0
        else "Comparing only the same calendar months, the gap shrank by {size}"
    )
    words = say(template, size=story.unit.size(matched.value))
    if not has_interval(matched):
        return f"{words}."
    low, high = (story.unit.number(x) for x in (matched.lower, matched.upper))
    return f"{words} (change of {low} to {high})."
