"""What a project is about, who asked for it, and what it set out to do."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from efqi.projects.document.record import Identifier, Instant, Line, Paragraph, Record


class Lens(StrEnum):
    """Which of the two Core20PLUS5 approaches a project looks through."""

    ADULTS = "adults"
    CHILDREN = "children"


class Member(Record):
    """Someone in the team.

    Attributes
    ----------
    identifier : str
        Names the member in other records.
    name, role, band : str
        As they wish to be named; what they do; pay band, where that matters for fairness.
    is_staff : bool
        False for patient partners, carers and people from the community.
    """

    identifier: Identifier
    name: Line
    role: Line = ""
    band: Line = ""
    is_staff: bool = True


class Charter(Record):
    """The problem and its frame.

    Attributes
    ----------
    problem, first_draft : str
        The problem as it stands, and as staff first wrote it, before people were heard.
    explanation, disproof : str
        Why there is a gap, and what would prove that wrong.
    scope, exclusions : str
        What is in, what is left out and whom that removes.
    closes_gap : bool
        Whether closing the difference between groups is in scope.
    sponsor, sponsor_agreed_on
        Who answers for it, and since when.
    organisation : str
        Where it runs.
    contact : str
        How anyone may ask about it; shown on shared pages.
    lens, clinical_area, plus_groups
        Core20PLUS5: which approach, which of the five areas, which local groups.
    """

    problem: Paragraph = ""
    first_draft: Paragraph = ""
    explanation: Paragraph = ""
    disproof: Paragraph = ""
    scope: Paragraph = ""
    exclusions: Paragraph = ""
    closes_gap: bool = False
    sponsor: Line = ""
    sponsor_agreed_on: date | None = None
    organisation: Line = ""
    contact: Line = ""
    lens: Lens | None = None
    clinical_area: Line = ""
    plus_groups: tuple[Line, ...] = ()


class Aim(Record):
    """What was set out to be done, for everyone and for one group.

    Attributes
    ----------
    statement : str
        The aim as a sentence.
    measure, dimension, group : str
        Names of the plan that the targets are about; the group worst served.
    overall_target, group_target, floor : float or None
        On the scale shown; the floor is the level that no group stays below.
    by : date or None
        Day by which they should be reached.
    failure_condition : str
        Result that would be called a failure, whatever the average does.
    agreed_at : datetime or None
        When it was agreed.
    """

    statement: Paragraph = ""
    measure: Line = ""
    dimension: Line = ""
    group: Line = ""
    overall_target: float | None = None
    group_target: float | None = None
    floor: float | None = None
    by: date | None = None
    failure_condition: Paragraph = ""
    agreed_at: Instant | None = None


class Worksheet(Record):
    """A table of a method's own, such as failure modes: rows of texts by column.

    Attributes
    ----------
    kind : str
        A key of `efqi.projects.worksheets.WORKSHEETS`, which says its columns.
    rows : tuple of dict
        Column to what was written; a column that is left out is blank.
    """

    kind: Line
    rows: tuple[dict[str, Paragraph], ...] = Field(default=(), max_length=500)
