"""A board pack: what chosen projects show by deprivation, ethnicity, age and sex.

NHS England's statement under section 13SA of the NHS Act 2006 names these four as what a
body looks at first. A project that does not look says so in the same table.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from efqi.disclosure.release import Release, ReleasedGroup, Shown
from efqi.projects.gates.looks_at import MINIMUM, grouped_by
from efqi.projects.plan import Plan
from efqi.reports.grid import Grid
from efqi.reports.table import safe
from efqi.reports.wording.board import (
    dimension_name,
    no_action,
    not_looked,
    pack_sentences,
    pack_title,
)
from efqi.reports.wording.care import care_word
from efqi.reports.wording.dates import span
from efqi.reports.wording.doubt import category_word
from efqi.reports.wording.figure import shown_count, shown_level
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story
from efqi.reports.workbook import LEVEL, Cell, Column, Row, Sheet, write_workbook

_NOTHING = "\u2013"


@dataclass(frozen=True, slots=True)
class Packed:
    """One project of a pack.

    Attributes
    ----------
    title : str
        Its name.
    release : Release or None
        All that may be shown of it; None before there are data.
    plan : Plan or None
        Its own words.
    owners, action : str
        Who answers for it, and what is next; blank where the reader may not see that.
    """

    title: str
    release: Release | None
    plan: Plan | None
    owners: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One group of one measure of one project, or that nobody looked."""

    project: str
    by: str
    measure: str
    story: Story | None
    group: ReleasedGroup | None


def measures_of(packed: Packed) -> tuple[tuple[str, str], ...]:
    """Give names and titles of a project's measures, each once."""
    views = packed.release.views if packed.release else ()
    found = {view.measure.name: capital(view.measure.title) for view in views}
    return tuple(found.items())


def pack_lines(
    pack: Sequence[Packed], measures: frozenset[str] | None = None
) -> tuple[PackLine, ...]:
    """Give the lines of a pack: projects as given, the four ways of looking in order.

    Parameters
    ----------
    pack : sequence of Packed
        The projects.
    measures : frozenset of str, optional
        Names of the measures that are shown; all unless given.
    """
    return tuple(line for packed in pack for line in _lines(packed, measures))


def _lines(
    packed: Packed, measures: frozenset[str] | None = None
) -> tuple[PackLine, ...]:
    return tuple(line for by in MINIMUM for line in _of(packed, by, measures))


def _of(packed: Packed, by: str, measures: frozenset[str] | None) -> Iterator[PackLine]:
    stories = tuple(_stories(packed, by))
    if not stories:
        yield PackLine(packed.title, by, "", None, None)
    for story in stories:
        if measures is None or story.measure.name in measures:
            title = capital(story.title)
            for group in story.view.groups:
                yield PackLine(packed.title, by, title, story, group)


def _stories(packed: Packed, by: str) -> Iterator[Story]:
    """Give what a project shows by one way of looking, whichever measures are chosen."""
    plan, release = packed.plan, packed.release
    if plan is not None and release is not None:
        names = grouped_by(plan, by)
        for view in release.views:
            if view.dimension in names:
                yield Story(release, plan, view)


def pack_grid(packed: Packed, measures: frozenset[str] | None = None) -> Grid:
    """Write what one project shows as a table in words."""
    head = (
        say("Group"),
        say("Looked at by"),
        say("Measure"),
        say("Before"),
        say("Since the change"),
        say("Out of"),
        say("Own care"),
    )
    rows = tuple(_words(line) for line in _lines(packed, measures))
    caption = say("{project}: levels by group", project=packed.title)
    return Grid(caption, head, rows, is_wide=True)


def _words(line: PackLine) -> tuple[str, ...]:
    by = dimension_name(line.by)
    if line.story is None or line.group is None:
        return (not_looked(), by, *[_NOTHING] * 5)
    unit = line.story.unit
    return (
        line.group.label,
        by,
        line.measure,
        shown_level(line.group.before, unit),
        shown_level(line.group.after, unit),
        shown_count(line.group.after_denominator),
        care_word(line.story.care_category(line.group)),
    )


def pack_facts(pack: Sequence[Packed]) -> tuple[str, ...]:
    """Say in how many projects each way of looking was taken, and how much is unknown."""
    found = {by: [tuple(_stories(packed, by)) for packed in pack] for by in MINIMUM}
    looked = {by: sum(map(bool, stories)) for by, stories in found.items()}
    unknown = {
        by: [
            known.after.value
            for story in chain.from_iterable(stories)
            if (known := story.view.completeness) is not None
            if known.after.value is not None
        ]
        for by, stories in found.items()
    }
    return pack_sentences(len(pack), looked, unknown)


_COLUMNS = (
    Column("Project"),
    Column("Looked at by"),
    Column("Measure"),
    Column("Grouped by"),
    Column("Group"),
    Column("Level, before", LEVEL),
    Column("Out of, before"),
    Column("Level, since the change", LEVEL),
    Column("Out of, since the change"),
    Column("Unit"),
    Column("Own care"),
    Column("The gap"),
    Column("Group unknown, per cent", 1),
    Column("First and last day of the data"),
)


def _cells(line: PackLine) -> tuple[Cell, ...]:
    by = dimension_name(line.by)
    story, group = line.story, line.group
    if story is None or group is None:
        rest = len(_COLUMNS) - 5
        return (line.project, by, "", "", not_looked(), *[None] * rest)
    known = story.view.completeness
    return (
        line.project,
        by,
        line.measure,
        story.view.dimension_title,
        group.label,
        group.before,
        group.before_denominator,
        group.after,
        group.after_denominator,
        story.unit.spoken,
        care_word(story.care_category(group)),
        capital(category_word(story.verdict.category)),
        known.after if known else None,
        span(story.release.first_start, story.release.last_end),
    )


def pack_csv(lines: Sequence[PackLine]) -> str:
    """Write a pack as a table in CSV; text that a spreadsheet would run is kept as text."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.heading for column in _COLUMNS])
    for line in lines:
        writer.writerow([_plain(cell) for cell in _cells(line)])
    return written.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, Shown):
        return shown_count(cell) if cell.value is None else f"{cell.value:.10g}"
    return "" if cell is None else safe(str(cell))


def pack_xlsx(
    pack: Sequence[Packed], lines: Sequence[PackLine], *, made_on: date
) -> bytes:
    """Write a pack as an Excel workbook: levels, what can be stated, and who does what.

    Parameters
    ----------
    pack : sequence of Packed
        The projects.
    lines : sequence of PackLine
        As `pack_lines` gives them.
    made_on : date
        Day kept in the file.
    """
    decimals = [line.story.unit.decimals if line.story else 1 for line in lines]
    levels = tuple(
        Row(_cells(line), places) for line, places in zip(lines, decimals, strict=True)
    )
    stated = tuple(Row((fact,)) for fact in pack_facts(pack))
    actions = tuple(
        Row((each.title, each.owners, each.action or no_action())) for each in pack
    )
    sheets = (
        Sheet("Levels", _COLUMNS, levels),
        Sheet("Statement", (Column("What can be stated"),), stated),
        Sheet("Actions", (Column("Project"), Column("Owner"), Column("Next")), actions),
    )
    return write_workbook(sheets, pack_title(len(pack)), made_on)
