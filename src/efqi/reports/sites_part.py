"""The parts of a report about sites: one a measure, with a funnel for each group."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.breakdown_grid import sites_by_group_grid, sites_grid
from efqi.reports.charts.funnel import (
    NARROW,
    PANEL,
    WIDE,
    Domain,
    FunnelSize,
    funnel_chart,
    funnel_domain,
    funnel_symbols,
)
from efqi.reports.figure import Block, Figure, Part
from efqi.reports.grid import Grid
from efqi.reports.wording.funnel import (
    SiteStory,
    funnel_description,
    funnel_lead,
    funnel_sentences,
    funnel_subtitle,
    funnel_title,
    method_sentences,
)
from efqi.reports.wording.sentence import capital, say


def sites_parts(release: Release, plan: Plan) -> Iterator[Part]:
    """Give a part for each measure and dimension of sites.

    Parameters
    ----------
    release : Release
        All that may be shown.
    plan : Plan
        The team's own words.
    """
    stories = [SiteStory(release, plan, funnel) for funnel in release.funnels]
    about = groupby(stories, lambda s: (s.funnel.measure.name, s.funnel.dimension))
    for number, (_, same) in enumerate(about):
        yield _part(list(same), f"f{number}")


def _part(stories: Sequence[SiteStory], key: str) -> Part:
    everyone = stories[0]
    groups = [story for story in stories if story.funnel.group]
    common = funnel_domain(groups)
    by = list(dict.fromkeys(story.funnel.by_title for story in groups))
    return Part(
        title=say(
            "{measure} by {sites}",
            measure=capital(everyone.title),
            sites=everyone.funnel.dimension_title,
        ),
        lead=funnel_lead(everyone),
        figures=(_figure(everyone, key),) if everyone.is_drawn else (),
        panels_title=say("Sites by {by}", by=" and ".join(by))
        if groups
        else say("What the marks mean"),
        panels_subtitle=say(
            "Each group's own line and limits, on one scale. A site can lie within the "
            "limits for everyone and outside them for one group."
        )
        if groups
        else "",
        panels=tuple(
            _panel(story, common, f"{key}-g{k}") for k, story in enumerate(groups)
        ),
        symbols=funnel_symbols(everyone),
        grids=tuple(_grids(everyone, groups)),
        completeness=None,
        blocks=(
            Block(say("Which sites stand out?"), funnel_sentences(everyone)),
            *_group_blocks(groups),
            Block(say("Method"), method_sentences(everyone)),
        ),
    )


def _grids(everyone: SiteStory, groups: Sequence[SiteStory]) -> Iterator[Grid]:
    yield sites_grid(everyone)
    for _, same in groupby(groups, lambda story: story.funnel.by):
        yield sites_by_group_grid(list(same))


def _group_blocks(groups: Sequence[SiteStory]) -> Iterator[Block]:
    if groups:
        sentences = tuple(
            say("{title}.", title=funnel_title(story)) for story in groups
        )
        yield Block(say("Group by group"), sentences)


def _figure(story: SiteStory, key: str) -> Figure:
    domain = funnel_domain([story])

    def drawn(size: FunnelSize, version: str) -> str:
        return funnel_chart(story, f"{key}-{version}", size, domain)

    return Figure(
        funnel_title(story),
        funnel_subtitle(story),
        funnel_description(story),
        drawn(WIDE, "wide"),
        drawn(NARROW, "narrow"),
        sites_grid(story),
    )


def _panel(story: SiteStory, domain: Domain, key: str) -> Figure:
    chart = funnel_chart(story, key, PANEL, domain) if story.is_drawn else ""
    return Figure(
        story.funnel.group_label,
        say("{title}.", title=funnel_title(story, names_group=False)),
        funnel_description(story),
        chart,
        chart,
        sites_grid(story),
    )
