"""The people of a project: who they are in it, and how that is changed."""

from collections.abc import Iterable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from efqi.projects.membership import PROJECT_ROLES
from efqi.projects.permission import Action, Role
from efqi.web.page import Visit, asks
from efqi.web.workbench.invitations import open_invitations
from efqi.web.workbench.membership import give_roles
from efqi.web.workbench.models import Membership, Person
from efqi.web.workbench.role_words import ROLE_WORDS

_LAST_OWNER = (
    "Somebody must own the project. Make someone else an owner first, then try again."
)
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@asks(Action.READ)
def people(visit: Visit) -> HttpResponse:
    """List who belongs to the project, and as what."""
    project = visit.project
    rows = Membership.objects.select_related("person").order_by("person__name", "pk")
    leads = rows.filter(programme__project=project)
    may_invite = Action.INVITE in visit.may
    context = {
        "chapter": "people",
        "members": _by_person(rows.filter(project=project)),
        "leads": _by_person(leads),
        "invitations": open_invitations(project) if may_invite else [],
        "words": ROLE_WORDS,
    }
    return visit.show("people/people.html", context)


@asks(Action.INVITE)
def member(visit: Visit, person_id: int) -> HttpResponse:
    """Change what someone is in the project."""
    person, held = _member(visit, person_id)
    error = ""
    if visit.request.method == "POST":
        held = set(_chosen(visit))
        if not held:
            error = _("Choose at least one role, or take them out of the project")
        elif give_roles(visit.project, person, held, by=visit.person):
            return _back(visit, person)
        else:
            error = _(_LAST_OWNER)
    context = {
        "chapter": "people",
        "member": person,
        "roles": [(role, ROLE_WORDS[role]) for role in PROJECT_ROLES],
        "held": {role.value for role in held},
        "error": error,
    }
    status = _REFUSED if error else HTTPStatus.OK
    return visit.show("people/member.html", context, status=status)


@asks(Action.INVITE)
def take_out(visit: Visit, person_id: int) -> HttpResponse:
    """Ask whether someone leaves the project, and take them out."""
    person, _held = _member(visit, person_id)
    return _leaving(visit, person, is_self=False)


@asks(Action.READ)
def leave(visit: Visit) -> HttpResponse:
    """Ask whether one leaves the project oneself, and go."""
    person, _held = _member(visit, visit.person.pk)
    return _leaving(visit, person, is_self=True)


def _leaving(visit: Visit, person: Person, *, is_self: bool) -> HttpResponse:
    error = ""
    if visit.request.method == "POST":
        if give_roles(visit.project, person, (), by=visit.person):
            return redirect("home") if is_self else _back(visit, person)
        error = _(_LAST_OWNER)
    context = {
        "chapter": "people",
        "member": person,
        "is_self": is_self,
        "error": error,
    }
    status = _REFUSED if error else HTTPStatus.OK
    return visit.show("people/leave.html", context, status=status)


def _back(visit: Visit, person: Person) -> HttpResponse:
    # Whoever changed their own role may not see the page that they changed it from.
    if person == visit.person:
        return redirect("home")
    return redirect("people", visit.project.key)


def _chosen(visit: Visit) -> list[Role]:
    """Read the roles of a form; one that no project gives is refused.

    Raises
    ------
    PermissionDenied
        For a role over many projects, which the form does not offer.
    """
    offered = {role.value: role for role in PROJECT_ROLES}
    try:
        return [offered[value] for value in visit.request.POST.getlist("roles")]
    except KeyError:
        raise PermissionDenied(Action.INVITE.value) from None


def _member(visit: Visit, person_id: int) -> tuple[Person, set[Role]]:
    held = visit.project.memberships.filter(person_id=person_id)
    rows = list(held.select_related("person"))
    if not rows:
        raise Http404
    return rows[0].person, {Role(row.role) for row in rows}


def _by_person(rows: Iterable[Membership]) -> list[tuple[Person, list[Role]]]:
    found: dict[Person, list[Role]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(Role(row.role))
    return list(found.items())
