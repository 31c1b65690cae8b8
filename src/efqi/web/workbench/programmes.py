"""Programmes: which projects belong to one, and who leads it; every change is logged."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from efqi.projects.permission import Role
from efqi.web.workbench.models import LogLine, Membership, Person, Programme, Project


def begin_programme(title: str) -> Programme:
    """Make a programme without projects."""
    return Programme.objects.create(key=uuid4().hex[:12], title=title)


@transaction.atomic
def put_in(programme: Programme, project: Project, by: Person) -> None:
    """Put a project in a programme: its leads may read it from now on."""
    Project.objects.filter(pk=project.pk).update(programme=programme)
    _log(project.key, by, "put in a programme", programme)


@transaction.atomic
def take_from(programme: Programme, project: Project, by: Person) -> None:
    """Take a project out of a programme."""
    gone = Project.objects.filter(pk=project.pk, programme=programme)
    if gone.update(programme=None):
        _log(project.key, by, "taken out of a programme", programme)


@transaction.atomic
def name_lead(programme: Programme, person: Person, by: Person) -> None:
    """Let someone lead a programme."""
    Membership.objects.get_or_create(
        programme=programme, person=person, role=Role.PROGRAMME_LEAD.value
    )
    _log("", by, "lead named", programme, person=person.name)


@transaction.atomic
def end_lead(programme: Programme, person: Person, by: Person) -> None:
    """Let someone lead a programme no more."""
    Membership.objects.filter(programme=programme, person=person).delete()
    _log("", by, "lead ended", programme, person=person.name)


def _log(key: str, by: Person, what: str, programme: Programme, **detail: str) -> None:
    LogLine.objects.create(
        project_key=key,
        by=by.name,
        at=timezone.now(),
        what=what,
        about=f"programme/{programme.key}",
        detail={"programme": programme.title, **detail},
    )
