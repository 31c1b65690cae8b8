"""The question of a report, and chart titles that are findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from efqi.disclosure.release import CareCategory, Category, ReleasedGroup
from efqi.reports.wording.dates import beginning, each
from efqi.reports.wording.sentence import capital, joined, mid_sentence, phrase, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import sizes

_WORDS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def question(story: Story) -> str:
    """Ask what the report answers."""
    templates = {
        "fall": "Did {title} fall, for whom, and did the gap change?",
        "rise": "Did {title} rise, for whom, and did the gap change?",
        "change": "Did {title} change, for whom, and did the gap change?",
    }
    if "fall" in story.title:
        templates["fall"] = "Did {title} go down, for whom, and did the gap change?"
    return say(templates[story.improve_verb], title=story.title)


def in_words(number: int) -> str:
    """Write a small number as a word."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def slope_title(story: Story) -> str:
    """Say how far the two ends moved: "Missed appointments fell by 0.2 points in …"."""
    groups = [story.group(value) for value in story.ends]
    if any(g.before.value is None or g.after.value is None for g in groups):
        return say(
            "{title} before and after {date}, group by group",
            title=story.title,
            date=story.change_words,
        )
    return say(
        "{title} {worse_moved} for {worse} and {better_moved} for {better}",
        title=story.title,
        worse_moved=_moved_by(story, groups[0]),
        worse=story.name(groups[0].group),
        better_moved=_moved_by(story, groups[1]),
        better=story.name(groups[1].group),
    )


def _moved_by(story: Story, group: ReleasedGroup) -> str:
    change = (group.after.value or 0.0) - (group.before.value or 0.0)
    if story.unit.number(change) == story.unit.number(0):
        return say("stayed level")
    template = "rose by {size}" if change > 0 else "fell by {size}"
    return say(template, size=story.unit.size(change))


def slope_subtitle(story: Story, has_intervals: bool) -> str:
    """Say what the slope chart draws and in which unit."""
    template = "{measure}, {unit}, by {dimension}."
    if has_intervals:
        template = "{measure}, {unit}, by {dimension}. Bars: 90\u00a0% interval."
    return say(
        template,
        measure=story.title,
        unit=story.unit.spoken,
        dimension=story.view.dimension_title,
    )


def gap_title(story: Story) -> str:
    """Say what became of the gap, as the title of its chart."""
    verdict = story.verdict
    if not story.has_figures:
        return say(
            "The gap over time, before and after {date}", date=story.change_words
        )
    if verdict.category is Category.NO_MEANINGFUL_CHANGE and story.trend_before:
        template = (
            "The gap grew, and that looks to have begun before {date}"
            if story.trend_before > 0
            else "The gap shrank, and that looks to have begun before {date}"
        )
        return say(template, date=story.change_words)
    if verdict.category is Category.DESCRIBE_ONLY and story.has_turned:
        return say(
            "The gap turned round after {date}: {before} one way, then {after} the other "
            "(described, not judged)",
            date=story.change_words,
            **sizes(story),
        )
    key = (verdict.category, verdict.absolute.change.value > 0)
    template = _GAP_TITLES.get(verdict.category) or _GAP_TITLES_BY_SIGN[key]
    words = say(
        template,
        size=story.unit.about(verdict.absolute.change.value),
        exact=story.unit.size(verdict.absolute.change.value),
        date=story.change_words,
        worse=story.name(verdict.worse_off_after or story.ends[0]),
    )
    if verdict.category is Category.WIDENED and _stayed(story, above=True):
        return say("{finding} and has stayed wider", finding=words)
    if verdict.category is Category.NARROWED and _stayed(story, above=False):
        return say("{finding} and has stayed narrower", finding=words)
    return words


_GAP_TITLES = {
    Category.CANNOT_TELL_YET: "We cannot tell yet whether the gap changed after {date}",
    Category.NO_MEANINGFUL_CHANGE: "The gap stayed about the same after {date}",
    Category.REVERSED: "The gap turned round after {date}: {worse} is now worse off",
}
_GAP_TITLES_BY_SIGN = {
    (Category.WIDENED, True): "The gap grew by about {size} after {date}",
    (Category.WIDENED, False): "The gap grew in relative terms after {date}",
    (Category.NARROWED, False): "The gap shrank by about {size} after {date}",
    (Category.NARROWED, True): "The gap shrank in relative terms after {date}",
    (Category.MIXED, True): (
        "The gap grew as a difference but shrank in relative terms after {date}"
    ),
    (Category.MIXED, False): (
        "The gap shrank as a difference but grew in relative terms after {date}"
    ),
    (Category.DESCRIBE_ONLY, True): (
        "The gap was {exact} larger after {date} (described, not judged)"
    ),
    (Category.DESCRIBE_ONLY, False): (
        "The gap was {exact} smaller after {date} (described, not judged)"
    ),
}


def _later_changes(story: Story) -> str:
    """Name the changes after the first, which the charts mark with a bare line."""
    later = [c for c in story.plan.changes if c.date in story.release.change_dates[1:]]
    if not later:
        return ""
    labels = tuple(f"{mid_sentence(c.label)} ({beginning(c.date)})" for c in later)
    return say(" Also marked: {changes}.", changes=joined(labels))


def _stayed(story: Story, *, above: bool) -> bool:
    """Whether every judged point since the change lies on one side of the earlier mean."""
    gap = story.gap
    if gap is None or not gap.centres or gap.centres[0] is None:
        return False
    mean = gap.centres[0]
    points = [p.difference.value for p in gap.points if p.phase > 0 and not p.left_out]
    return bool(points) and all(
        value is not None and (value > mean if above else value < mean)
        for value in points
    )


def gap_subtitle(story: Story) -> str:
    """Say what the gap chart draws, in which unit, which way is fairer."""
    gap = story.gap
    interval = story.release.interval if gap is None else gap.interval
    words = say(
        "{gap}, {unit}, {each}. Higher is less fair.",
        gap=capital(story.gap_name(story.verdict.contrast).removeprefix("the ")),
        unit=story.unit.gap_spoken,
        each=each(interval),
    )
    return words + _later_changes(story)


def groups_title(story: Story) -> str:
    """Say how many groups improved, and who did not."""
    found: dict[CareCategory | None, list[str]] = {}
    for group in story.groups:
        category = story.care_category(group)
        if category is CareCategory.DESCRIBE_ONLY:
            category = None
        found.setdefault(category, []).append(story.name(group.group))
    if found.keys() <= {None}:
        return say(
            "{title} {each}, group by group (described, not judged)",
            title=story.title,
            each=each(story.release.interval),
        )
    clauses = [
        _clause(clause, tuple(found[category]), len(story.groups))
        for category, clause in _CARE_CLAUSES.items()
        if category in found
    ]
    return capital("; ".join(clauses))


@dataclass(frozen=True, slots=True)
class _Clause:
    """The same clause for one group, two, several and all."""

    one: str
    two: str
    several: str
    everyone: str


_CARE_CLAUSES: Mapping[CareCategory | None, _Clause] = {
    CareCategory.IMPROVED: _Clause(
        "{group} improved",
        "{group} improved",
        "{groups} of {all} groups improved",
        "all {all} groups improved",
    ),
    CareCategory.WORSENED: _Clause(
        "{group} got worse",
        "{group} got worse",
        "{groups} of {all} groups got worse",
        "all {all} groups got worse",
    ),
    CareCategory.NO_SIGN_OF_CHANGE: _Clause(
        "{group} shows no sign of change",
        "{group} show no sign of change",
        "{groups} of {all} groups show no sign of change",
        "all {all} groups show no sign of change",
    ),
    CareCategory.CANNOT_TELL_YET: _Clause(
        "for {group} we cannot tell yet",
        "for {group} we cannot tell yet",
        "for {groups} of {all} groups we cannot tell yet",
        "for all {all} groups we cannot tell yet",
    ),
    None: _Clause(
        "for {group} there is too little to say",
        "for {group} there is too little to say",
        "for {groups} of {all} groups there is too little to say",
        "for all {all} groups there is too little to say",
    ),
}


def _clause(clause: _Clause, names: tuple[str, ...], all_groups: int) -> str:
    number = len(names)
    if number <= 2:
        template = clause.one if number == 1 else clause.two
        return phrase(template, group=joined(names))
    template = clause.everyone if number == all_groups else clause.several
    return phrase(template, groups=in_words(number), all=in_words(all_groups))


def groups_subtitle(story: Story) -> str:
    """Say what the small charts draw."""
    better = {
        "fall": "Lower is better.",
        "rise": "Higher is better.",
        "change": "Neither way is called better.",
    }[story.improve_verb]
    template = (
        "{measure}, {unit}, over time, on one scale. The mean before {date} runs on as "
        "dots. {better} These charts say when a group changed; only the gap chart "
        "judges the gap."
    )
    return say(
        template,
        measure=story.title,
        unit=story.unit.spoken,
        date=story.change_words,
        better=better,
    )
