"""Which few groups make up most of the events, in words."""

from efqi.disclosure.release import ReleasedPareto
from efqi.reports.wording.figure import count
from efqi.reports.wording.sentence import capital, joined, say
from efqi.reports.wording.story import Story

MOST = 80.0
"""Per cent of events that the first few groups are said to reach."""


def few(found: ReleasedPareto) -> int:
    """Count the groups, most events first, that reach `MOST` per cent."""
    return 1 + sum(share < MOST for share in found.cumulative_percent[:-1])


def pareto_title(story: Story, found: ReleasedPareto) -> str:
    """Say how many groups make up most of the events."""
    first, of = few(found), len(found.labels)
    share = f"{found.cumulative_percent[first - 1]:g}\u00a0%"
    what = story.measure.title
    if first == of:
        return say("{what} are spread over all {of} groups", what=what, of=str(of))
    if first == 1:
        return say(
            "{group} alone makes up {share} of {what}",
            group=found.labels[0],
            share=share,
            what=what,
        )
    return say(
        "{first} of {of} groups make up {share} of {what}",
        first=str(first),
        of=str(of),
        share=share,
        what=what,
    )


def pareto_subtitle(story: Story) -> str:
    """Say what is drawn."""
    return say(
        "{what} since {date}, by {dimension}: most first, with the share reached so far. "
        "Large groups have more events; this is not a rate.",
        what=capital(story.measure.title),
        date=story.change_words,
        dimension=story.view.dimension_title,
    )


def pareto_description(story: Story, found: ReleasedPareto) -> str:
    """Tell the chart with its numbers."""
    rows = (
        say(
            "{group}: {events}, {share} up to here.",
            group=label,
            events=count(events),
            share=f"{share:g}\u00a0%",
        )
        for label, events, share in zip(
            found.labels, found.counts, found.cumulative_percent, strict=True
        )
    )
    return " ".join((f"{pareto_title(story, found)}.", *rows))


def pareto_notes(found: ReleasedPareto) -> tuple[str, ...]:
    """Name the groups that are in no sum."""
    if not found.hidden:
        return ()
    return (say("Hidden, and in no sum: {groups}.", groups=joined(found.hidden)),)
