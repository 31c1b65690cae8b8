"""The quality of the data as sheets of a workbook."""

from collections.abc import Iterator

from efqi.disclosure.release import Release, Shown
from efqi.projects.plan import Plan
from efqi.reports.wording.quality_field import kind_word
from efqi.reports.wording.quality_finding import (
    findings_of,
    percent_words,
    topic_of,
)
from efqi.reports.wording.sentence import say
from efqi.reports.workbook import Cell, Column, Row, Sheet


def quality_sheets(release: Release, plan: Plan) -> tuple[Sheet, ...]:
    """Give the sheets Data findings and Completeness; none where nothing was looked at."""
    if not release.quality:
        return ()
    return _findings(release, plan), _completeness(release, plan)


def _findings(release: Release, plan: Plan) -> Sheet:
    columns = (
        Column("What was looked at"),
        Column("How much it matters"),
        Column("What was found"),
        Column("What it does to the answer"),
        Column("What to do"),
    )
    rows = (
        Row((f.topic, f.matters, f.found, f.effect or None, f.action or None))
        for f in findings_of(release, plan)
    )
    return Sheet("Data findings", columns, tuple(rows))


def _completeness(release: Release, plan: Plan) -> Sheet:
    columns = (
        Column("Grouped by"),
        Column("Site"),
        Column("Interval"),
        Column("First day"),
        Column("Kind of unknown"),
        Column("Unknown, per cent"),
    )
    rows = (*_over_time(release), *_by_site(release, plan))
    return Sheet("Completeness", columns, rows)


def _over_time(release: Release) -> Iterator[Row]:
    for field in release.fields:
        for kind, shown in {"all": field.unknown, **field.kinds}.items():
            for start, share in zip(field.starts, shown, strict=True):
                cells = (
                    field.title,
                    None,
                    field.interval.value,
                    start,
                    kind_word(kind),
                    _cell(share),
                )
                yield Row(cells)


def _by_site(release: Release, plan: Plan) -> Iterator[Row]:
    for site in release.site_completeness:
        for dimension, share in site.unknown.items():
            named = site.site or say("No site named")
            title = topic_of(dimension, plan)
            yield Row((title, named, None, None, kind_word("all"), _cell(share)))


def _cell(share: Shown) -> Cell:
    """Keep a number a number; "under 1 %" is words, since it is not 0."""
    is_open = share.upper is not None or share.lower is not None
    return percent_words(share) if is_open else share
