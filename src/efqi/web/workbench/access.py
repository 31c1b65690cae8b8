"""The one door to a project: who asks, for which, to do what."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from efqi.projects.permission import Action, Role, may
from efqi.projects.quoting import Reader
from efqi.projects.self_assessment import own_sheet
from efqi.web.workbench.models import Membership, Person, Project


def projects_of(person: Person) -> QuerySet[Project]:
    """Give the projects that someone has any role in; deleted ones are left out."""
    own = Q(memberships__person=person) | Q(programme__memberships__person=person)
    return Project.objects.filter(own, deleted_at=None).distinct()


def projects_allowing(person: Person, action: Action) -> QuerySet[Project]:
    """Give the projects in which someone may do this; deleted ones are left out."""
    return _allowing(person, action).filter(deleted_at=None)


def deleted_projects_of(person: Person) -> QuerySet[Project]:
    """Give the deleted projects that someone may bring back: whoever may delete may."""
    deleted = _allowing(person, Action.DELETE).exclude(deleted_at=None)
    return deleted.order_by("-deleted_at")


def _allowing(person: Person, action: Action) -> QuerySet[Project]:
    if person.is_superuser and may((Role.ADMINISTRATOR,), action):
        return Project.objects.all()
    roles = [role.value for role in Role if may((role,), action)]
    held = Membership.objects.filter(person=person, role__in=roles)
    own = Q(pk__in=held.values("project")) | Q(programme__in=held.values("programme"))
    return Project.objects.filter(own)


def memberships_in(project: Project) -> QuerySet[Membership]:
    """Give the roles that people have in a project, from it or from its programme."""
    where = Q(project=project)
    if project.programme_id is not None:
        where |= Q(programme_id=project.programme_id)
    return Membership.objects.filter(where)


def roles_in(person: Person, project: Project) -> frozenset[Role]:
    """Give the roles that someone has in a project.

    They come from the project, from its programme, or from keeping the service.
    """
    held = memberships_in(project).filter(person=person).values_list("role", flat=True)
    keeps = {Role.ADMINISTRATOR} if person.is_superuser else set()
    return frozenset(map(Role, held)) | keeps


def project_for(
    person: Person, key: str, action: Action
) -> tuple[Project, frozenset[Role]]:
    """Give a project to someone who may do this in it.

    Raises
    ------
    Http404
        Where there is no such project, or it is not theirs: which of the two is not said.
    PermissionDenied
        Where it is theirs, and they may not do this.
    """
    project = Project.objects.filter(key=key, deleted_at=None).first()
    roles = roles_in(person, project) if project is not None else frozenset()
    if project is None or not roles:
        raise Http404
    if not may(roles, action):
        raise PermissionDenied(action.value)
    return project, roles


def allowed(roles: Iterable[Role]) -> frozenset[Action]:
    """List what someone with these roles may do, for pages that offer it."""
    held = tuple(roles)
    return frozenset(action for action in Action if may(held, action))


def reader_of(person: Person, actions: Iterable[Action]) -> Reader:
    """Give someone who may do this in a project as a reader of its records."""
    account = str(person.account)
    return Reader(frozenset(actions), account, own_sheet(account))
