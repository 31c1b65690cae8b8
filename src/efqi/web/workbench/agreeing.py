"""Agree to hours that a project needs: new ones, or hours moved from another project."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from efqi.projects.document.people import ResourceEntry
from efqi.projects.hours import can_move, given, taken, unagreed
from efqi.projects.permission import Action
from efqi.projects.workload import TIME
from efqi.reports.wording.hours import ABOUT, given_sentence, taken_sentence
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.deciding import decide
from efqi.web.workbench.models import Entry, Person, Project
from efqi.web.workbench.saving import NEW, Conflict, save_record

_KIND = "resource"


@dataclass(frozen=True, slots=True)
class Held:
    """A line of hours as it stands in the plan of a project.

    Attributes
    ----------
    project : Project
        Whose plan.
    line : ResourceEntry
        The hours.
    version : int
        Of its entry, as it was read.
    """

    project: Project
    line: ResourceEntry
    version: int

    @property
    def key(self) -> str:
        """Name it and its version in a form."""
        return f"{self.project.key}/{self.line.identifier}/{self.version}"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What someone agrees to.

    Attributes
    ----------
    to : Held
        Hours that were still to be found.
    taken_from : Held or None
        Hours of another project that are moved; None where they are new.
    minutes : int
        Minutes a week.
    by, reason : str
        Who gives them, and why.
    """

    to: Held
    taken_from: Held | None
    minutes: int
    by: str
    reason: str


class _Changed(Exception):  # noqa: N818 - undoes what was saved; nobody sees it
    """Someone else changed a line meanwhile."""


def to_be_found(project: Project) -> list[Held]:
    """List the hours of a project's plan that nobody has agreed to."""
    held = _held(project.entries.filter(kind=_KIND, deleted_at=None))
    return [each for each in held if unagreed((each.line,))]


def movable(person: Person, to: Iterable[Held]) -> list[Held]:
    """List the hours of other projects that someone may move to one of these lines.

    They are agreed, of the same role, and of projects whose hours this person may decide
    on; in the order of their titles.
    """
    wanted = tuple(to)
    found = Entry.objects.filter(
        kind=_KIND,
        deleted_at=None,
        content__line=TIME,
        project__in=projects_allowing(person, Action.AGREE_HOURS),
    ).exclude(project__in=[each.project.pk for each in wanted])
    ordered = found.select_related("project").order_by("project__title", "pk")
    return [
        each
        for each in _held(ordered)
        if any(can_move(each.line, needed.line) for needed in wanted)
    ]


def agree(agreed: Agreed, person: Person) -> bool:
    """Save who gives hours, in every plan that it changes, each with its decision.

    Returns
    -------
    bool
        False, and nothing is changed, where someone else changed a line meanwhile.
    """
    to, source = agreed.to, agreed.taken_from
    today = timezone.localdate()
    lines = given(to.line, agreed.minutes, agreed.by, today, uuid4().hex[:12])
    title = source.project.title if source else ""
    try:
        with transaction.atomic():
            _store(to, lines, person)
            said = given_sentence(lines[0], agreed.by, title)
            decide(to.project, person, ABOUT, said, agreed.reason)
            if source is not None:
                left = taken(source.line, agreed.minutes, uuid4().hex[:12])
                _store(source, left, person)
                said = taken_sentence(left[-1], to.project.title)
                decide(source.project, person, ABOUT, said, agreed.reason)
    except _Changed:
        return False
    return True


def _held(entries: Iterable[Entry]) -> list[Held]:
    return [
        Held(each.project, ResourceEntry.model_validate(each.content), each.version)
        for each in entries
    ]


def _store(held: Held, lines: Iterable[ResourceEntry], person: Person) -> None:
    read = held.version
    for line in lines:
        saved = save_record(held.project, _KIND, line, read=read, by=person)
        if isinstance(saved, Conflict):
            raise _Changed
        read = NEW
