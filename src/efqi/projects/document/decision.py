"""What was answered, decided and claimed."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from efqi.projects.document.record import Identifier, Instant, Line, Paragraph, Record


class AnswerState(StrEnum):
    """How a prompt or gate was answered by people."""

    ANSWERED = "answered"
    UNKNOWN = "we do not know"
    NOT_APPLICABLE = "not applicable"
    PASSED_OVER = "passed over"


class ItemAnswer(Record):
    """An answer to one prompt or gate.

    Attributes
    ----------
    item : str
        Of the practice content, such as "mfi.aim.4".
    cycle : str or None
        Cycle that it is about, for items of a PDSA cycle.
    state : AnswerState
        A gate is passed over by a named person with a reason; "not applicable" needs a
        reason too.
    text, evidence : str
        The answer, and where its evidence lies.
    by, at
        Who, and when.
    reason : str
        Why it was passed over or does not apply.
    """

    item: Line
    cycle: Identifier | None = None
    state: AnswerState
    text: Paragraph = ""
    evidence: Paragraph = ""
    by: Line
    at: Instant
    reason: Paragraph = ""


class Assignment(Record):
    """Someone takes on a prompt or gate; whether it is done is computed, never typed.

    Attributes
    ----------
    item, cycle
        Of the practice content; the cycle that it is asked about.
    owner : str
        Who does it.
    due : date
        By when.
    """

    item: Line
    cycle: Identifier | None = None
    owner: Line = Field(min_length=1)
    due: date


class Claim(StrEnum):
    """What a project can say of itself; gates can block all but the first."""

    UNDER_WAY = "under way"
    ADOPTED = "adopted"
    SPREAD = "spread"
    CLOSED = "closed"


class Decision(Record):
    """A choice that a later reader should be able to question.

    Attributes
    ----------
    identifier, at, by
        Names it; when; who.
    about : str
        "claim", "rule set", "phase", "adopt although a group is worse" and so on.
    what, reason : str
        What was decided, and why.
    review_on : date or None
        When it is looked at again.
    groups : tuple of str
        Groups that it answers for, as "measure/dimension/group"; empty where it is not
        about groups.
    """

    identifier: Identifier
    at: Instant
    by: Line
    about: Line
    what: Paragraph
    reason: Paragraph = ""
    review_on: date | None = None
    groups: tuple[Line, ...] = ()
