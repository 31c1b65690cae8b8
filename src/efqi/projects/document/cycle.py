"""One test of change: plan, do, study, act."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from efqi.projects.document.record import Identifier, Instant, Line, Paragraph, Record


class Outcome(StrEnum):
    """How a group's result stands to what was predicted."""

    AS_EXPECTED = "as expected"
    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot tell"


class Choice(StrEnum):
    """What is done with a change after a cycle."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class GroupText(Record):
    """A text about one group."""

    group: Line
    text: Paragraph


class Prediction(Record):
    """What was expected before there were data.

    Attributes
    ----------
    overall : str
        For everyone.
    by_group : tuple of GroupText
        For each group that it was made for; the worst served among them.
    why_they_differ, would_change_our_mind : str
        The reason, and the result that would prove it wrong.
    saved_at : datetime or None
        When it was first saved whole.
    changed_at : datetime or None
        When its words were last changed after that.
    """

    overall: Paragraph = ""
    by_group: tuple[GroupText, ...] = ()
    why_they_differ: Paragraph = ""
    would_change_our_mind: Paragraph = ""
    saved_at: Instant | None = None
    changed_at: Instant | None = None


class Sample(Record):
    """Who is in the test, and who is left out.

    Attributes
    ----------
    size, unit_size : int or None
        People (or sessions) in the test, and in the whole unit.
    description : str
        Days, places, languages.
    left_out, left_out_reason : str
        Who is not in it; where nobody is, why that is known.
    include_by : date or None
        When those left out will be in.
    """

    size: int | None = None
    unit_size: int | None = None
    description: Paragraph = ""
    left_out: Paragraph = ""
    left_out_reason: Paragraph = ""
    include_by: date | None = None


class Reach(Record):
    """How far a change came, in one group."""

    group: Line
    eligible: int
    offered: int
    taken_up: int
    finished: int


class Observation(Record):
    """Something that was seen or said during a test."""

    text: Paragraph
    source_role: Line = ""
    group: Line = ""
    at: Instant | None = None


class GroupResult(Record):
    """What a group's chart showed against its prediction."""

    group: Line
    outcome: Outcome
    note: Paragraph = ""


class GroupChoice(Record):
    """What is done with a change for one group."""

    group: Line
    choice: Choice
    note: Paragraph = ""


class Study(Record):
    """What was learned.

    Attributes
    ----------
    groups_opened_at : datetime or None
        When the groups were first looked at; the total stays folded until then.
    results : tuple of GroupResult
        One a group.
    summary, rivals : str
        What it means; what else could have made this picture.
    """

    groups_opened_at: Instant | None = None
    results: tuple[GroupResult, ...] = ()
    summary: Paragraph = ""
    rivals: Paragraph = ""


class Act(Record):
    """What follows.

    Attributes
    ----------
    choice, by_group
        For the change as a whole, and for each group.
    because : str
        What a result or a story showed, and what will be different for it.
    decided_by, decided_at, review_on
        Who, when, and when it is looked at again.
    """

    choice: Choice | None = None
    by_group: tuple[GroupChoice, ...] = ()
    because: Paragraph = ""
    decided_by: Line = ""
    decided_at: Instant | None = None
    review_on: date | None = None


class Cycle(Record):
    """One PDSA cycle.

    Attributes
    ----------
    identifier, number, title
        Names it; its place in order, from 1.
    idea : str or None
        Change idea that it tests.
    because_of : str or None
        Earlier cycle that it follows from.
    started_on, ended_on : date or None
        First and last day of the test.
    prediction, sample : Prediction, Sample
        Plan.
    minutes_by_role : dict of str to int
        What it asks of each role, a week.
    stops : str
        What is put aside so that it can happen.
    stop_rule : str
        What would end the test early.
    reach : tuple of Reach
        Do: one a group.
    observations : tuple of Observation
        Do: what surprised people.
    delivered : tuple of GroupText
        Do: where it was shortened, skipped or given in the wrong form.
    study, act : Study, Act
        What was learned, and what follows.
    """

    identifier: Identifier
    number: int
    title: Line
    idea: Identifier | None = None
    because_of: Identifier | None = None
    started_on: date | None = None
    ended_on: date | None = None
    prediction: Prediction = Prediction()
    sample: Sample = Sample()
    minutes_by_role: dict[str, int] = Field(default_factory=dict)
    stops: Paragraph = ""
    stop_rule: Paragraph = ""
    reach: tuple[Reach, ...] = ()
    observations: tuple[Observation, ...] = ()
    delivered: tuple[GroupText, ...] = ()
    study: Study = Study()
    act: Act = Act()
