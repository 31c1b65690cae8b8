"""Invitations: make a link, stop it, and what opens behind it."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from efqi.projects.membership import PROJECT_ROLES
from efqi.projects.permission import Action, Role
from efqi.web.accounts.letters import post
from efqi.web.accounts.newcomer import make_person, read_newcomer
from efqi.web.page import Visit, asks
from efqi.web.workbench.access import allowed, roles_in
from efqi.web.workbench.invitations import (
    State,
    accept,
    find_invitation,
    invite,
    state_of,
    withdraw,
)
from efqi.web.workbench.models import Invitation, Person
from efqi.web.workbench.role_words import ROLE_WORDS

_LONGEST_NOTE = 300
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@asks(Action.INVITE)
def new_invitation(visit: Visit) -> HttpResponse:
    """Ask who is invited as what; show the link, once."""
    errors: dict[str, str] = {}
    values = {"role": "", "email": "", "note": ""}
    if visit.request.method == "POST":
        values = {name: visit.request.POST.get(name, "").strip() for name in values}
        errors = _wrong(values)
        if not errors:
            return _invited(visit, values)
    context = {
        "chapter": "people",
        "values": values,
        "errors": errors,
        "roles": [(role, ROLE_WORDS[role]) for role in PROJECT_ROLES],
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("people/invite.html", context, status=status)


@asks(Action.INVITE)
def stop_invitation(visit: Visit, invitation_id: int) -> HttpResponse:
    """Stop an invitation from being used."""
    found = Invitation.objects.filter(project=visit.project, pk=invitation_id).first()
    if found is None or visit.request.method != "POST":
        raise Http404
    withdraw(found, by=visit.person)
    if Action.READ in visit.may:
        return redirect("people", visit.project.key)
    return redirect("home")


def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites to what, and let someone join."""
    invitation = find_invitation(secret)
    state = state_of(invitation)
    if invitation is None or state is not State.OPEN:
        return _closed(request, state)
    values = {"name": "", "email": invitation.email}
    errors: dict[str, str] = {}
    if request.method == "POST":
        person = request.user if request.user.is_authenticated else None
        if person is None:
            values, errors = read_newcomer(request.POST)
        if not errors:
            return _joined(request, invitation, person)
    context = {
        "invitation": invitation,
        "role": ROLE_WORDS[Role(invitation.role)],
        "values": values,
        "errors": errors,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return render(request, "invitation/join.html", context, status=status)


def _wrong(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    if values["role"] not in {role.value for role in PROJECT_ROLES}:
        errors["role"] = _("Choose what they may do")
    if len(values["note"]) > _LONGEST_NOTE:
        errors["note"] = _("Use 300 characters or fewer")
    try:
        if values["email"]:
            validate_email(values["email"])
    except ValidationError:
        errors["email"] = _("Write a whole e-mail address, such as ada@example.org")
    return errors


def _invited(visit: Visit, values: dict[str, str]) -> HttpResponse:
    role = Role(values["role"])
    secret = invite(
        visit.project, role, email=values["email"], note=values["note"], by=visit.person
    )
    link = visit.request.build_absolute_uri(reverse("join", args=[secret]))
    if values["email"]:
        _write(visit, values["email"], role, link)
    context = {
        "chapter": "people",
        "link": link,
        "email": values["email"],
    }
    return visit.show("people/invited.html", context)


def _write(visit: Visit, email: str, role: Role, link: str) -> None:
    who, title = visit.person.name, visit.project.title
    text = _(
        "%(who)s invites you to the improvement project “%(title)s” as: %(role)s.\n"
        "%(may)s\n\n"
        "Open this link within 14 days. It works once:\n%(link)s\n\n"
        "If you do not know why you get this, do nothing."
    ) % {
        "who": who,
        "title": title,
        "role": _(ROLE_WORDS[role].name),
        "may": _(ROLE_WORDS[role].may),
        "link": link,
    }
    post(email, _("%(who)s invites you to a project") % {"who": who}, text)


def _joined(
    request: HttpRequest, invitation: Invitation, person: Person | None
) -> HttpResponse:
    is_new = person is None
    with transaction.atomic():
        if person is None:
            person = _newcomer(request, invitation)
        is_in = accept(invitation, person)
        # Whoever comes too late leaves no account behind.
        transaction.set_rollback(not is_in)
    if not is_in:
        return _closed(request, State.USED)
    if is_new:
        login(request, person, settings.AUTHENTICATION_BACKENDS[-1])
    may = allowed(roles_in(person, invitation.project))
    page = "overview" if Action.READ in may else "answer"
    return redirect(page, invitation.project.key)


def _newcomer(request: HttpRequest, invitation: Invitation) -> Person:
    posted = request.POST
    is_verified = posted["email"].strip().casefold() == invitation.email.casefold()
    return make_person(
        posted["email"], posted["name"], posted["password"], is_verified=is_verified
    )


def _closed(request: HttpRequest, state: State) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if state is State.UNKNOWN else HTTPStatus.GONE
    context = {"state": state.value}
    return render(request, "invitation/closed.html", context, status=status)
