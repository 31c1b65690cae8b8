"""The project document: one project, whole, at one time."""

from enum import StrEnum
from typing import Any, Final, Literal

from efqi.projects.aimed_plan import aimed, aimed_content
from efqi.projects.document.change import ChangeIdea, Driver, Risk
from efqi.projects.document.charter import Aim, Charter, Member, Worksheet
from efqi.projects.document.cycle import Cycle
from efqi.projects.document.decision import (
    AnswerState,
    Assignment,
    Claim,
    Decision,
    ItemAnswer,
)
from efqi.projects.document.measurement import (
    DataVersion,
    GroupExplanation,
    MeasureNote,
    Unlooked,
)
from efqi.projects.document.people import (
    AssessmentSheet,
    Participation,
    Reading,
    ResourceEntry,
)
from efqi.projects.document.record import Identifier, Instant, Line, Record
from efqi.projects.parse import parse
from efqi.projects.plan import Plan

VERSION: Final = 1
"""Version of the document's form; a newer one is refused, an older one is brought up."""


class Method(StrEnum):
    """The improvement method that a project follows; every one runs PDSA cycles."""

    MODEL_FOR_IMPROVEMENT = "mfi"
    PDSA = "pdsa"
    DMAIC = "dmaic"
    A3 = "a3"


class ProjectDocument(Record):
    """A whole project.

    Attributes
    ----------
    version : int
        Form of the document.
    identifier, title, method, created_at
        Names it; what people call it; how it works; when it began.
    claim : Claim
        What it says of itself.
    example : str
        What a worked example is made of ("All data are invented"); blank for a project of
        one's own.
    charter, aim, team
        What it is about, what it set out to do, who is in it.
    plan : dict or None
        The measurement plan as `project.toml` holds it; None before there is one.
    measures, data, explanations, unlooked
        What was decided about measures, which data came, why a group is not better, what
        is not looked at.
    drivers, ideas, risks, cycles
        Causes, changes, harms, tests.
    participation, readings, resources, assessments
        Who took part, what they made of the answer, what was agreed, how the team sees
        itself.
    worksheets : tuple of Worksheet
        Tables of the method's own.
    answers, assignments, decisions
        Prompts and gates answered by people, and taken on by them; choices made.
    """

    version: Literal[1] = VERSION
    identifier: Identifier
    title: Line
    method: Method = Method.MODEL_FOR_IMPROVEMENT
    created_at: Instant
    claim: Claim = Claim.UNDER_WAY
    example: Line = ""
    charter: Charter = Charter()
    aim: Aim = Aim()
    team: tuple[Member, ...] = ()
    plan: dict[str, Any] | None = None
    measures: tuple[MeasureNote, ...] = ()
    data: tuple[DataVersion, ...] = ()
    explanations: tuple[GroupExplanation, ...] = ()
    unlooked: tuple[Unlooked, ...] = ()
    drivers: tuple[Driver, ...] = ()
    ideas: tuple[ChangeIdea, ...] = ()
    risks: tuple[Risk, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    participation: tuple[Participation, ...] = ()
    readings: tuple[Reading, ...] = ()
    resources: tuple[ResourceEntry, ...] = ()
    assessments: tuple[AssessmentSheet, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()
    answers: tuple[ItemAnswer, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def parsed_plan(self) -> Plan | None:
        """Give the measurement plan with the team's aim; None before there is a plan.

        Raises
        ------
        ProjectError
            Where the plan breaks the rules of `project.toml`.
        """
        return None if self.plan is None else aimed(parse(self.plan), self.aim)

    def plan_content(self) -> dict[str, Any] | None:
        """Give the same as `project.toml` holds it."""
        if self.plan is None:
            return None
        return aimed_content(self.plan, parse(self.plan), self.aim)

    def rows(self, kind: str) -> tuple[dict[str, str], ...]:
        """Give the rows of a worksheet; none where it was not begun."""
        return tuple(
            row for sheet in self.worksheets if sheet.kind == kind for row in sheet.rows
        )

    def answer_to(self, item: str, cycle: str | None = None) -> ItemAnswer | None:
        """Give the last answer to a prompt or gate."""
        given = [a for a in self.answers if (a.item, a.cycle) == (item, cycle)]
        return max(given, key=lambda answer: answer.at, default=None)

    def assigned(self, item: str, cycle: str | None = None) -> Assignment | None:
        """Give who took on a prompt or gate; None where nobody did."""
        given = (a for a in self.assignments if (a.item, a.cycle) == (item, cycle))
        return next(given, None)

    def passed_over(self, item: str, cycle: str | None = None) -> ItemAnswer | None:
        """Give the answer by which a gate was passed over, where it was."""
        answer = self.answer_to(item, cycle)
        if answer is not None and answer.state is AnswerState.PASSED_OVER:
            return answer
        return None
