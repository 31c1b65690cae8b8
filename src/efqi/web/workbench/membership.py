"""Give and take roles in a project; every change is logged."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from efqi.projects.membership import loses_its_owner
from efqi.projects.permission import Role
from efqi.web.workbench.models import LogLine, Membership, Person, Project


def held_in(project: Project) -> dict[int, set[Role]]:
    """Give the roles that people with an open account have in a project itself."""
    held: dict[int, set[Role]] = {}
    rows = project.memberships.filter(person__is_active=True)
    for person, role in rows.values_list("person_id", "role"):
        held.setdefault(person, set()).add(Role(role))
    return held


@transaction.atomic
def give_roles(
    project: Project, person: Person, roles: Collection[Role], *, by: Person
) -> bool:
    """Let someone have these roles in a project and no others.

    Parameters
    ----------
    project : Project
        Where.
    person : Person
        Who.
    roles : collection of Role
        None takes them out of the project.
    by : Person
        Who decides.

    Returns
    -------
    bool
        False where nobody would own the project: nothing is changed then.
    """
    # One change at a time: two owners who take each other out leave one of them.
    Project.objects.select_for_update().get(pk=project.pk)
    held = held_in(project)
    before = held.get(person.pk, set())
    if loses_its_owner(held, held | {person.pk: set(roles)}):
        return False
    own = Membership.objects.filter(project=project, person=person)
    own.exclude(role__in=[role.value for role in roles]).delete()
    for role in set(roles) - before:
        own.get_or_create(project=project, person=person, role=role.value)
    if set(roles) != before:
        _log(project, person, before, roles, by)
    return True


def log_people(project: Project, by: Person, what: str, **detail: object) -> None:
    """Write down what was done about the people of a project."""
    LogLine.objects.create(
        project_key=project.key,
        by=by.name,
        at=timezone.now(),
        what=what,
        about="people",
        detail=detail,
    )


def _log(
    project: Project,
    person: Person,
    before: Collection[Role],
    after: Collection[Role],
    by: Person,
) -> None:
    what = "roles changed" if before and after else "joined" if after else "left"
    log_people(
        project,
        by,
        what,
        person=person.name,
        before=sorted(before),
        after=sorted(after),
    )
