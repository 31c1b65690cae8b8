"""Tables that the methods work with: their columns, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, isfinite

from efqi.projects.document.charter import Worksheet


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a worksheet.

    Attributes
    ----------
    name, label : str
        Key of the row; words over it.
    choices : tuple of str
        What may be written; empty where any text may.
    is_number : bool
        Whether it holds a number.
    limits : tuple of float
        The least and the greatest number that it holds.
    is_date : bool
        Whether it holds a date, as year-month-day.
    is_needed : bool
        Whether a row is incomplete without it.
    """

    name: str
    label: str
    choices: tuple[str, ...] = ()
    is_number: bool = False
    limits: tuple[float, float] = (-inf, inf)
    is_date: bool = False
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class WorksheetKind:
    """A kind of table.

    Attributes
    ----------
    title, purpose : str
        What it is called; one line on what it is for.
    columns : tuple of Column
        In order.
    stages : tuple of str
        Stages of the methods that use it.
    """

    title: str
    purpose: str
    columns: tuple[Column, ...]
    stages: tuple[str, ...]


_SCORES = (1, 10)
_ENDS_AT = ("rule", "design", "resource", "habit", "wider conditions", "patient")

WORKSHEETS: Mapping[str, WorksheetKind] = {
    "voices": WorksheetKind(
        "Voice of the customer",
        "What people need, by whom they are, and how they were heard.",
        (
            Column("segment", "Who"),
            Column("need", "What they need"),
            Column("channel", "How they were heard"),
            Column("language", "In which language", is_needed=False),
        ),
        ("dmaic.define",),
    ),
    "requirements": WorksheetKind(
        "Critical to quality",
        "What care must do, and for whom.",
        (
            Column("need", "Need"),
            Column("requirement", "What must be true"),
            Column("scope", "For whom", ("everyone", "one group")),
            Column("group", "Which group", is_needed=False),
        ),
        ("dmaic.define",),
    ),
    "stakeholders": WorksheetKind(
        "Stakeholders",
        "Who could gain or lose, and who speaks for them.",
        (
            Column("who", "Who"),
            Column("power", "Power", ("low", "high")),
            Column("exposure", "How much it touches them", ("low", "high")),
            Column("way_in", "How they are heard", is_needed=False),
        ),
        ("dmaic.define",),
    ),
    "exclusions": WorksheetKind(
        "Who the scope leaves out",
        "The share of each group that the scope removes.",
        (
            Column("group", "Group"),
            Column("share", "Per cent left out", is_number=True),
            Column("reason", "Why", is_needed=False),
        ),
        ("dmaic.define",),
    ),
    "group_fields": WorksheetKind(
        "Can the group fields be trusted?",
        "A sample asked again: how often the record agrees with the person.",
        (
            Column("field", "Field"),
            Column("group", "Group"),
            Column("agreement", "Per cent that agree", is_number=True),
            Column("unknown", "Per cent unknown", is_number=True),
        ),
        ("dmaic.measure",),
    ),
    "defects": WorksheetKind(
        "Defects",
        "What counts as a defect, and who named it.",
        (
            Column("defect", "Defect"),
            Column("named_by", "Named by", ("staff", "patient")),
        ),
        ("dmaic.measure",),
    ),
    "between_within": WorksheetKind(
        "Between sites or within them?",
        "How much of the gap lies between sites, and how much inside each.",
        (
            Column("measure", "Measure"),
            Column("between", "Points between sites", is_number=True),
            Column("within", "Points within sites", is_number=True),
        ),
        ("dmaic.analyse",),
    ),
    "causes": WorksheetKind(
        "Chains of why",
        "Each chain ends at something that the service or its partners can change.",
        (
            Column("problem", "What happens"),
            Column("chain", "Because … because …"),
            Column("ends_at", "Ends at", _ENDS_AT),
            Column("checked_by", "Checked by", is_needed=False),
        ),
        ("dmaic.analyse", "a3.4"),
    ),
    "failures": WorksheetKind(
        "What could fail, by group",
        "Severity, occurrence and detection for each group; the highest sets the order.",
        (
            Column("failure", "What could fail"),
            Column("group", "For which group"),
            Column("severity", "Severity, 1 to 10", is_number=True, limits=_SCORES),
            Column("occurrence", "Occurrence, 1 to 10", is_number=True, limits=_SCORES),
            Column("detection", "Detection, 1 to 10", is_number=True, limits=_SCORES),
        ),
        ("dmaic.improve",),
    ),
    "control": WorksheetKind(
        "Control plan",
        "What is watched for each group, and what happens when it moves.",
        (
            Column("group", "Group, or the gap"),
            Column("chart", "Chart"),
            Column("trigger", "What sets it off"),
            Column("owner", "Who acts"),
            Column("action", "What they do"),
            Column("within", "Within how long"),
        ),
        ("dmaic.control",),
    ),
    "walks": WorksheetKind(
        "Walks of the pathway",
        "The pathway as it is for different people, step by step.",
        (
            Column("persona", "Walked for or with"),
            Column("step", "Step"),
            Column("minutes", "Minutes", is_number=True),
            Column("found", "What was found", is_needed=False),
        ),
        ("a3.2",),
    ),
    "waste": WorksheetKind(
        "Waste",
        "What is carried, and by whom.",
        (
            Column("waste", "Waste"),
            Column("borne_by", "Carried by", ("patient", "carer", "staff")),
            Column("group", "Group", is_needed=False),
            Column("minutes", "Minutes", is_number=True, is_needed=False),
        ),
        ("a3.2",),
    ),
    "targets": WorksheetKind(
        "Target for every group",
        "The same floor for all, and the day by which each group reaches it.",
        (
            Column("group", "Group"),
            Column("by", "By (year-month-day)", is_date=True),
        ),
        ("a3.3",),
    ),
    "work": WorksheetKind(
        "Who does the extra work",
        "Owner, hours, backfill, and what is taken off them.",
        (
            Column("task", "Task"),
            Column("owner", "Owner"),
            Column("hours", "Hours a week", is_number=True),
            Column("backfill", "Who covers"),
            Column("stops", "What stops", is_needed=False),
        ),
        ("a3.7",),
    ),
    "insights": WorksheetKind(
        "Insights",
        "What another site should be warned of, must keep and may change.",
        (
            Column("warning", "A warning"),
            Column("keep", "Must keep"),
            Column("may_change", "May change"),
        ),
        ("a3.9",),
    ),
}
"""Kinds of worksheet by key."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot hold what was written: its row from 1, its column."""

    row: int
    column: Column


def cell_faults(kind: str, rows: Sequence[Mapping[str, str]]) -> tuple[CellFault, ...]:
    """Find cells that hold no number, date or choice where one is asked for."""
    return tuple(
        CellFault(number, column)
        for number, row in enumerate(rows, 1)
        for column in WORKSHEETS[kind].columns
        if not _fits(column, row.get(column.name, ""))
    )


def _fits(column: Column, text: str) -> bool:
    if not text.strip():
        return True
    if column.choices:
        return text in column.choices
    if column.is_date:
        return _is_date(text)
    least, most = column.limits
    number = number_of(text)
    return not column.is_number or (number is not None and least <= number <= most)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def number_of(text: str) -> float | None:
    """Read the number in a cell; None where it holds none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def holds(kind: str, row: Mapping[str, str], *names: str) -> bool:
    """Say whether these cells of a row are all written, with what their columns hold.

    Parameters
    ----------
    kind : str
        A key of `WORKSHEETS`.
    row : mapping of str to str
        What was written, by column.
    *names : str
        Columns that are looked at.
    """
    return all(
        row.get(column.name, "").strip() and _fits(column, row[column.name])
        for column in WORKSHEETS[kind].columns
        if column.name in names
    )


def unfinished(sheet: Worksheet) -> tuple[int, ...]:
    """Give the rows, from 1, in which something that is needed is still blank."""
    needed = [c.name for c in WORKSHEETS[sheet.kind].columns if c.is_needed]
    return tuple(
        number
        for number, row in enumerate(sheet.rows, 1)
        if not all(row.get(name, "").strip() for name in needed)
    )
