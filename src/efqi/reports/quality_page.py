"""What an analyst reads before any chart: how good the data are."""

from collections.abc import Sequence
from dataclasses import dataclass

from efqi.disclosure.release import Release, ReleasedField, Severity
from efqi.projects.plan import Plan
from efqi.reports.charts.field import field_chart, field_high
from efqi.reports.grid import Grid
from efqi.reports.page import Block, Figure
from efqi.reports.wording.quality_field import (
    field_description,
    field_rows,
    field_subtitle,
    field_title,
    kind_word,
)
from efqi.reports.wording.quality_finding import (
    Finding,
    findings_of,
    fine_sentences,
    percent_words,
    quality_lead,
    topic_of,
)
from efqi.reports.wording.sentence import say

MOST_SITES = 25
"""Sites that a page lists; the workbook has them all."""


@dataclass(frozen=True, slots=True)
class QualityPage:
    """The part of a report on its data.

    Attributes
    ----------
    title, lead : str
        The question, and the findings in one sentence.
    findings : Grid or None
        What matters: found, what it does to the answer, what to do; worst first.
    fields_title, fields_subtitle : str
        Words over the small charts.
    fields : tuple of Figure
        Completeness over time, one a group field.
    sites : Grid or None
        Completeness by site.
    fine : Block
        What was looked at and is fine.
    """

    title: str
    lead: str
    findings: Grid | None
    fields_title: str
    fields_subtitle: str
    fields: tuple[Figure, ...]
    sites: Grid | None
    fine: Block


def quality_page(release: Release, plan: Plan) -> QualityPage | None:
    """Say and draw how good the data are; None where nothing was looked at."""
    if not release.quality:
        return None
    findings = findings_of(release, plan)
    high = field_high(release.fields)
    return QualityPage(
        say("Before the charts: how good are the data?"),
        quality_lead(findings),
        _findings(findings),
        say("How often the group is unknown"),
        say(
            "Per cent, on one scale. Not stated: asked, and did not say. Not known: a code "
            "for unknown. Not recorded: blank."
        ),
        tuple(
            _field(field, release, high, f"q{k}")
            for k, field in enumerate(release.fields)
        ),
        _sites(release, plan),
        Block(
            say("Looked at, and fine"),
            fine_sentences(findings),
        ),
    )


def _findings(findings: Sequence[Finding]) -> Grid | None:
    rows = tuple(
        (f.topic, f.matters, f.found, f.effect, f.action)
        for f in findings
        if f.severity is not Severity.FINE
    )
    head = (
        say("What was looked at"),
        say("How much it matters"),
        say("What was found"),
        say("What it does to the answer"),
        say("What to do"),
    )
    caption = say("What was found, what matters most first")
    return Grid(caption, head, rows, is_wide=True) if rows else None


def _field(field: ReleasedField, release: Release, high: float, key: str) -> Figure:
    chart = field_chart(field, release.change_dates, high, key) if field.starts else ""
    head = (say("When"), say("All unknown"), *map(kind_word, field.kinds))
    return Figure(
        field_title(field),
        field_subtitle(field) if chart else field_description(field),
        field_description(field),
        chart,
        chart,
        Grid(field_title(field), head, field_rows(field)),
    )


def _sites(release: Release, plan: Plan) -> Grid | None:
    if not release.site_completeness:
        return None
    names = [d.dimension.name for d in plan.dimensions]
    fields = [
        n for n in names if any(n in site.unknown for site in release.site_completeness)
    ]
    listed = release.site_completeness[:MOST_SITES]
    rows = tuple(
        (
            site.site or say("No site named"),
            *(
                percent_words(site.unknown[name]) if name in site.unknown else "\u2013"
                for name in fields
            ),
        )
        for site in listed
    )
    more = len(release.site_completeness) - len(listed)
    caption = say("How often the group is unknown by site, most often first")
    if more:
        template = "{caption}; {more} sites with less are left out here"
        caption = say(template, caption=caption, more=str(more))
    head = (say("Site"), *(topic_of(name, plan) for name in fields))
    return Grid(caption, head, rows, is_wide=True)
