"""What a project counts, and which data it has had."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from efqi.projects.document.record import Identifier, Instant, Line, Paragraph, Record


class MeasureRole(StrEnum):
    """What a measure is for."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class CareAim(StrEnum):
    """The six things that good care is."""

    SAFE = "safe"
    TIMELY = "timely"
    EFFECTIVE = "effective"
    EFFICIENT = "efficient"
    EQUITABLE = "equitable"
    PERSON_CENTRED = "person-centred"


class MeasureNote(Record):
    """What a team decided about one measure of its plan.

    Attributes
    ----------
    measure : str
        Name in the plan.
    role : MeasureRole
        Outcome, process or balancing.
    definition, locked_at
        How it is counted, in words; since when that may not change.
    upstream : str
        Who never reaches the point where it starts to count.
    same_experience : str
        Whether it counts the same experience the same way for everyone.
    small_groups : dict of str to str
        For a group too small to chart, by its words: what is done for it instead.
    aims : tuple of CareAim
        Which of the six aims of good care it shows.
    """

    measure: Line
    role: MeasureRole = MeasureRole.OUTCOME
    definition: Paragraph = ""
    locked_at: Instant | None = None
    upstream: Paragraph = ""
    same_experience: Paragraph = ""
    small_groups: dict[str, Paragraph] = Field(default_factory=dict)
    aims: tuple[CareAim, ...] = ()


class Arrival(StrEnum):
    """How data came to stand beside those before them."""

    FIRST = "first"
    APPENDED = "appended"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    RESTORED = "restored"


class DataVersion(Record):
    """One arrival of data; the records themselves are never kept.

    Attributes
    ----------
    identifier : str
        Names it.
    arrived_at, by
        When, and who brought it.
    arrival : Arrival
        What it did to the data before.
    file : str
        Name of the file, for people; "typed" where there was none.
    rows_read : int
        Records, or rows of counts.
    covers_to : date or None
        Last day it covers in full.
    digest : str
        SHA-256 of the file, so that an analyst can tell which one it was.
    note : str
        Why it came.
    months_added, months_changed : tuple of date
        First days of the intervals that were not there before, and of those whose counts
        are other than before.
    """

    identifier: Identifier
    arrived_at: Instant
    by: Line = ""
    arrival: Arrival = Arrival.FIRST
    file: Line = ""
    rows_read: int = 0
    covers_to: date | None = None
    digest: Line = ""
    note: Paragraph = ""
    months_added: tuple[date, ...] = ()
    months_changed: tuple[date, ...] = ()


class GroupExplanation(Record):
    """Why a group is not better, and who looks into it."""

    measure: Line
    dimension: Line
    group: Line
    explanation: Paragraph
    owner: Line
    written_at: Instant


class Unlooked(Record):
    """A way of grouping people that a project does not look at, and why."""

    dimension: Line
    reason: Paragraph
    by: Line
    at: Instant
