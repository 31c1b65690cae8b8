"""Which record types of a project document stand in which entries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from efqi.projects.document.change import ChangeIdea, Driver, Risk
from efqi.projects.document.charter import Aim, Charter, Member, Worksheet
from efqi.projects.document.cycle import Cycle
from efqi.projects.document.decision import Assignment, Decision, ItemAnswer
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
from efqi.projects.document.record import Record

ONLY = "only"
"""Key of a record that a project has once."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    Attributes
    ----------
    field : str
        Field of `ProjectDocument` that holds it.
    type : type of Record
        What it is.
    key : callable or None
        Gives a record's key; None where a project has one such record.
    names_people : bool
        True where it says who took part, which not every role may see.
    """

    field: str
    type: type[Record]
    key: Callable[..., str] | None
    names_people: bool = False

    def key_of(self, record: Record) -> str:
        """Give the key that a record is kept by."""
        return ONLY if self.key is None else self.key(record)


def _identifier(record: Driver) -> str:
    return record.identifier


def _digest(*parts: str | None) -> str:
    """Make a key of names that hold any characters."""
    return sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()[:32]


KINDS: Mapping[str, Kind] = {
    "charter": Kind("charter", Charter, None),
    "aim": Kind("aim", Aim, None),
    "member": Kind("team", Member, _identifier),
    "measure": Kind("measures", MeasureNote, lambda r: _digest(r.measure)),
    "data": Kind("data", DataVersion, _identifier),
    "explanation": Kind(
        "explanations",
        GroupExplanation,
        lambda r: _digest(r.measure, r.dimension, r.group),
    ),
    "unlooked": Kind("unlooked", Unlooked, lambda r: _digest(r.dimension)),
    "driver": Kind("drivers", Driver, _identifier),
    "idea": Kind("ideas", ChangeIdea, _identifier),
    "risk": Kind("risks", Risk, _identifier),
    "cycle": Kind("cycles", Cycle, _identifier),
    "participation": Kind(
        "participation", Participation, _identifier, names_people=True
    ),
    "reading": Kind("readings", Reading, _identifier, names_people=True),
    "resource": Kind("resources", ResourceEntry, _identifier),
    "assessment": Kind("assessments", AssessmentSheet, _identifier),
    "worksheet": Kind("worksheets", Worksheet, lambda r: _digest(r.kind)),
    "answer": Kind("answers", ItemAnswer, lambda r: _digest(r.item, r.cycle)),
    "assignment": Kind("assignments", Assignment, lambda r: _digest(r.item, r.cycle)),
    "decision": Kind("decisions", Decision, _identifier),
}
"""Kinds by the name that entries carry. The measurement plan is kept beside them, as the
one kind that is not a record: see `efqi.web.workbench.document`."""
PLAN = "plan"
"""Kind of the entry that holds the measurement plan."""
