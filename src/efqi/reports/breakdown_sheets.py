"""Sheets of a workbook for standardised levels and for sites."""

from collections.abc import Iterator, Sequence

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.wording.funnel import SiteStory, site_signal
from efqi.reports.wording.sentence import capital
from efqi.reports.wording.story import Story
from efqi.reports.workbook import LEVEL, Column, Row, Sheet

_RATIO_DECIMALS = 2


def breakdown_sheets(
    stories: Sequence[Story], release: Release, plan: Plan
) -> Iterator[Sheet]:
    """Give the sheets Standardised and Sites, each where there is something to show.

    Parameters
    ----------
    stories : sequence of Story
        The views with their words.
    release : Release
        All that may be shown.
    plan : Plan
        The team's own words.
    """
    if any(story.view.standardised for story in stories):
        yield _standardised_sheet(stories)
    if release.funnels:
        yield _sites_sheet([SiteStory(release, plan, f) for f in release.funnels])


def _standardised_sheet(stories: Sequence[Story]) -> Sheet:
    columns = (
        Column("Measure"),
        Column("Grouped by"),
        Column("Group"),
        Column("When"),
        Column("As counted", LEVEL),
        Column("Standardised", LEVEL),
        Column("90 % interval from", LEVEL),
        Column("to", LEVEL),
        Column("Counted over expected", _RATIO_DECIMALS),
        Column("Unit"),
        Column("Standard"),
    )
    rows = [row for story in stories for row in _standardised_rows(story)]
    return Sheet("Standardised", columns, tuple(rows))


def _standardised_rows(story: Story) -> Iterator[Row]:
    shown = story.view.standardised
    if shown is None:
        return
    for each in shown.groups:
        crude = story.group(each.group)
        for when, counted, level in (
            ("before", crude.before, each.before),
            ("after", crude.after, each.after),
        ):
            cells = (
                capital(story.title),
                story.view.dimension_title,
                crude.label,
                when,
                counted,
                level.value,
                level.lower,
                level.upper,
                level.ratio,
                story.unit.spoken,
                shown.standard,
            )
            yield Row(cells, story.unit.decimals)


def _sites_sheet(stories: Sequence[SiteStory]) -> Sheet:
    columns = (
        Column("Measure"),
        Column("Site"),
        Column("Whose care"),
        Column("Counted"),
        Column("Out of"),
        Column("Level", LEVEL),
        Column("Unit"),
        Column("Against the limits"),
    )
    rows = tuple(
        Row(
            (
                capital(story.title),
                site.label,
                story.funnel.group_label or "everyone's",
                site.numerator,
                site.denominator,
                site.value,
                story.unit.spoken,
                site_signal(site),
            ),
            story.unit.decimals,
        )
        for story in stories
        for site in story.funnel.sites
    )
    return Sheet("Sites", columns, rows)
