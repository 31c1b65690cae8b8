"""Make a project of someone's own."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from efqi.projects.document.charter import Charter
from efqi.projects.document.document import Method
from efqi.projects.permission import Role
from efqi.web.workbench.models import Membership, Person, Project
from efqi.web.workbench.saving import NEW, save_record


@transaction.atomic
def begin(person: Person, title: str, method: Method, problem: str) -> Project:
    """Make a project that someone owns.

    Parameters
    ----------
    person : Person
        Who begins it.
    title, problem : str
        Its name, and the problem in one line as staff first put it.
    method : Method
        How they work.
    """
    now = timezone.now()
    project = Project.objects.create(
        key=uuid4().hex[:12],
        title=title,
        method=method.value,
        created_at=now,
        changed_at=now,
    )
    make_owner(person, project)
    charter = Charter(problem=problem, first_draft=problem)
    save_record(project, "charter", charter, read=NEW, by=person)
    return project


def make_owner(person: Person, project: Project) -> None:
    """Make someone the owner of a new project.

    On one's own machine there is nobody else to read exact counts, so its owner is its
    analyst too.
    """
    is_local = settings.CONFIGURATION.is_local
    for role in (Role.OWNER, Role.ANALYST) if is_local else (Role.OWNER,):
        Membership.objects.create(person=person, project=project, role=role.value)
