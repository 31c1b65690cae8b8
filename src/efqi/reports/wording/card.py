"""The words of the verdict card: the answer in one sentence, its figures, what was seen."""

from efqi.disclosure.release import CareCategory, Category, Estimate, ReleasedGroup
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.dates import so_many
from efqi.reports.wording.figure import NBSP, chance, count, has_interval
from efqi.reports.wording.level import is_shown, moved
from efqi.reports.wording.quality import looked_at
from efqi.reports.wording.sentence import capital, joined, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import limits, size_with_way, sizes
from efqi.reports.wording.title import groups_title

_JUDGED = (
    CareCategory.IMPROVED,
    CareCategory.WORSENED,
    CareCategory.NO_SIGN_OF_CHANGE,
    CareCategory.CANNOT_TELL_YET,
)


def one_sentence(story: Story) -> str:
    """Say the answer for a board: the gap, then for whom care got better.

    A lead that already holds a colon or a semicolon stands alone, as does one about data
    that cannot be judged.
    """
    lead = answer_lead(story)
    is_judged = any(story.care_category(group) in _JUDGED for group in story.groups)
    if not is_judged or ":" in lead or ";" in lead or len(story.groups) < 2:
        return lead
    groups = groups_title(story)
    return say(
        "{lead}: {groups}.",
        lead=lead.removesuffix("."),
        groups=groups[:1].lower() + groups[1:],
    )


def gap_before_and_after(story: Story) -> tuple[tuple[str, str, str], ...]:
    """Give the gap before and after: what it is, its size, what else fits."""
    absolute = story.verdict.absolute
    if not story.has_figures or story.is_one_sided:
        return ()
    return tuple(
        (
            say(words),
            size_with_way(story, estimate.value),
            limits(story, estimate) if has_interval(estimate) else "",
        )
        for words, estimate in (
            ("Gap before", absolute.before),
            ("Gap after", absolute.after),
        )
    )


def best_estimate(story: Story) -> tuple[str, str, str] | None:
    """Give the best estimate of the change; None where it may not be shown."""
    if not story.has_figures or story.is_one_sided:
        return None
    name = say(
        "Change, described and not judged"
        if story.verdict.category is Category.DESCRIBE_ONLY
        else "Best estimate of the change"
    )
    if story.has_turned:
        ways = say("{before} one way, then {after} the other", **sizes(story))
        return name, say("turned round"), ways
    return name, *_change(story)


def _change(story: Story) -> tuple[str, str]:
    """Write the change of a gap that stayed the same way round, and what else fits."""
    change = story.verdict.absolute.change
    size = _wider(story, change.value, story.unit.size(change.value))
    if story.verdict.category is Category.DESCRIBE_ONLY:
        return size, ""
    grew = change.value >= 0
    likely = story.verdict.absolute.probability_widened
    fits = say(
        "{limits}; {chance} that it grew"
        if grew
        else "{limits}; {chance} that it shrank",
        limits=_fits(story, change),
        chance=chance(likely if grew else 1 - likely),
    )
    return size, fits


def _fits(story: Story, change: Estimate) -> str:
    """Write what else fits: "1.2 to 3.3 wider", "0.8 narrower to 0.8 wider"."""
    low, high = (story.unit.number(abs(x)) for x in (change.lower, change.upper))
    if change.lower >= 0:
        return say("{low} to {high} wider", low=low, high=high)
    if change.upper <= 0:
        return say("{high} to {low} narrower", low=low, high=high)
    return say(
        "{low} to {high}",
        low=_wider(story, change.lower, low),
        high=_wider(story, change.upper, high),
    )


def _wider(story: Story, change: float, size: str) -> str:
    if story.unit.number(change) == story.unit.number(0):
        return say("no change")
    return say("{size} wider" if change > 0 else "{size} narrower", size=size)


def what_was_looked_at(story: Story) -> str:
    """Say how much was seen: time, groups, counts and what is unknown."""
    return say(
        "Looked at {groups} groups: {much}",
        much=looked_at(story),
        groups=count(len(story.groups)),
    ) + _unknown(story)


def _unknown(story: Story) -> str:
    known = story.view.completeness
    if known is None or known.after.value is None:
        return ""
    return " " + say(
        "{title} unknown: {percent} since the change.",
        title=capital(story.view.dimension_title),
        percent=f"{known.after.value:.1f}{NBSP}%",
    )


def protection_sentence(story: Story) -> str:
    """Say whether the figures were changed to protect people."""
    if story.release.policy == "internal":
        return say("Exact counts: not for sharing.")
    return say("Rounded to protect people.")


def table_note(story: Story) -> str:
    """Say how to read the table of groups."""
    if story.verdict.category is Category.DESCRIBE_ONLY:
        return say(
            "Too few readings to judge any group: the levels are described only."
        )
    return say(
        "The change allows for season and drift, so it can differ a little from after "
        "minus before. Better or worse: the interval leaves out no change. Cannot tell "
        "yet: it is too wide to say."
    )


def small_group_sentences(story: Story, group: ReleasedGroup) -> tuple[str, ...]:
    """Say what is known of a group too small to follow month by month."""
    counts = (group.before_denominator.value, group.after_denominator.value)
    release, found = story.release, []
    if all(number is not None for number in counts):
        found.append(
            say(
                "{number} {of} in {time}.",
                number=count(sum(number or 0.0 for number in counts)),
                of=story.measure.of,
                time=so_many(
                    release.intervals_before + release.intervals_after, release.interval
                ),
            )
        )
    if group.care is not None and has_interval(group.care.change):
        change = group.care.change
        found.append(
            say(
                "The change could be anything from {low} to {high}.",
                low=_higher(story, change.lower),
                high=_higher(story, change.upper),
            )
        )
    return tuple(found)


def _higher(story: Story, change: float) -> str:
    if story.unit.number(change) == story.unit.number(0):
        return say("no change")
    template = "{size} lower" if change < 0 else "{size} higher"
    return say(template, size=story.unit.size(change))


def small_group_advice() -> tuple[str, ...]:
    """Say what to do for groups too small to chart, which waiting will not settle."""
    return (
        say("Do not wait for the chart: it may never have enough people to say."),
        say("Add earlier data, or pool with other sites that serve the same people."),
        say(
            "Talk with people from the group, and with those who care for them, and show "
            "what they say beside this chart."
        ),
    )


def may_say(story: Story) -> tuple[str, ...]:
    """Offer what may be said in public today, and never more than the figures.

    One sentence on everyone together, one on the gap; a third names any group whose care
    got worse, because leaving that out would mislead.
    """
    worse = tuple(
        story.name(group.group)
        for group in story.groups
        if story.care_category(group) is CareCategory.WORSENED
    )
    third = (say("Care got worse for {names}.", names=joined(worse)),) if worse else ()
    return (*_overall(story), _gap(story), *third)


def _overall(story: Story) -> tuple[str, ...]:
    total = story.total
    if total is None or story.is_one_sided:
        return ()
    category = story.care_category(total)
    if category is CareCategory.NO_SIGN_OF_CHANGE:
        return (say("{title} show no sign of change overall.", title=story.title),)
    if category in (None, CareCategory.CANNOT_TELL_YET):
        return (
            say(
                "We cannot tell yet whether {title} changed overall.", title=story.title
            ),
        )
    if not is_shown(total):
        return ()
    is_described = category is CareCategory.DESCRIBE_ONLY
    return (
        say(
            "{since}, {title} {moved} overall; this is described, not judged."
            if is_described
            else "{since}, {title} {moved} overall.",
            since=story.since,
            title=story.title,
            moved=moved(story, total),
        ),
    )


def _gap(story: Story) -> str:
    lead = answer_lead(story)
    if not lead.startswith("The gap "):
        return lead
    name = story.gap_name(story.verdict.contrast)
    return capital(name) + lead.removeprefix("The gap")
