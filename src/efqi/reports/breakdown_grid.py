"""Tables of words for what is broken down twice: standardised levels and sites."""

from collections.abc import Sequence

from efqi.disclosure.release import (
    ReleasedSite,
    ReleasedStandardised,
    StandardisedLevel,
)
from efqi.reports.grid import Grid
from efqi.reports.wording.figure import (
    number,
    shown_count,
    shown_level,
)
from efqi.reports.wording.funnel import SiteStory, site_signal
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story


def standardised_grid(story: Story, shown: ReleasedStandardised) -> Grid:
    """Give crude and standardised levels side by side."""
    is_indirect = shown.standard == "indirect"
    rows = []
    for each in shown.groups:
        crude = story.group(each.group)
        ratios = [_ratio(level) for level in (each.before, each.after)]
        rows.append(
            (
                crude.label,
                shown_level(crude.before, story.unit),
                _level(story, each.before),
                *ratios[:is_indirect],
                shown_level(crude.after, story.unit),
                _level(story, each.after),
                *ratios[1 : 1 + is_indirect],
            )
        )
    expected = [
        say("Counted over expected, before"),
        say("Counted over expected, after"),
    ]
    head = (
        say("Group"),
        say("Before, as counted"),
        say("Before, standardised"),
        *expected[:is_indirect],
        say("After, as counted"),
        say("After, standardised"),
        *expected[1 : 1 + is_indirect],
    )
    caption = say(
        "Levels with {by} taken into account (90\u00a0% interval)", by=shown.by_title
    )
    return Grid(caption, head, tuple(rows), is_wide=True)


def _level(story: Story, level: StandardisedLevel) -> str:
    words = shown_level(level.value, story.unit)
    if level.lower is None or level.upper is None:
        return words
    low, high = story.unit.number(level.lower), story.unit.number(level.upper)
    return f"{words} ({low} to {high})"


def _ratio(level: StandardisedLevel) -> str:
    if level.ratio is None or level.ratio_lower is None or level.ratio_upper is None:
        return "\u2013"
    low, high = number(level.ratio_lower, 2), number(level.ratio_upper, 2)
    return f"{number(level.ratio, 2)} ({low} to {high})"


def sites_grid(story: SiteStory) -> Grid:
    """Give every site in the declared order, never by rank."""
    rows = tuple(
        (
            site.label,
            shown_count(site.denominator),
            shown_level(site.value, story.unit),
            site_signal(site),
        )
        for site in story.funnel.sites
    )
    head = (
        say("Site"),
        capital(story.funnel.measure.of),
        say("Level"),
        say("Against the limits"),
    )
    caption = say("Sites {when}, in the order of the plan", when=story.when)
    return Grid(caption, head, rows, is_wide=True)


def sites_by_group_grid(stories: Sequence[SiteStory]) -> Grid:
    """Give every site by group: level, and where it lies outside the limits."""
    first = stories[0].funnel
    labels = list(
        dict.fromkeys(s.label for story in stories for s in story.funnel.sites)
    )
    found = [{s.label: s for s in story.funnel.sites} for story in stories]
    rows = tuple(
        (
            label,
            *(
                _cell(story, sites.get(label))
                for story, sites in zip(stories, found, strict=True)
            ),
        )
        for label in labels
    )
    head = (say("Site"), *(story.funnel.group_label for story in stories))
    caption = say(
        "Sites by {by}, {when}: level, and where it lies outside the limits",
        by=first.by_title,
        when=stories[0].when,
    )
    return Grid(caption, head, rows, is_wide=True)


def _cell(story: SiteStory, site: ReleasedSite | None) -> str:
    if site is None:
        return "\u2013"
    words = shown_level(site.value, story.unit)
    return f"{words}, {site_signal(site)}" if site.signal else words
