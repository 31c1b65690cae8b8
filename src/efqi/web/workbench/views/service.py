"""The service: its programmes and people, and nothing of what projects hold."""

from collections.abc import Callable
from http import HTTPStatus

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from efqi.projects.permission import Role
from efqi.web.accounts.administrators import administrators_only
from efqi.web.workbench.models import Person, Programme, Project
from efqi.web.workbench.programmes import (
    begin_programme,
    end_lead,
    name_lead,
    put_in,
    take_from,
)

_LONGEST_TITLE = 300
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@administrators_only
def service(request: HttpRequest) -> HttpResponse:
    """List programmes and people."""
    context = {
        "programmes": Programme.objects.annotate(projects=Count("project")).order_by(
            "title"
        ),
        "people": Person.objects.order_by("name", "pk"),
    }
    return render(request, "service/service.html", context)


@administrators_only
def new_programme(request: HttpRequest) -> HttpResponse:
    """Ask for the name of a programme, and make it."""
    title, error = request.POST.get("title", "").strip(), ""
    if request.method == "POST":
        if title and len(title) <= _LONGEST_TITLE:
            return redirect("service_programme", begin_programme(title).key)
        error = _("Give the programme a name of 300 characters or fewer")
    context = {"title": title, "error": error}
    status = _REFUSED if error else HTTPStatus.OK
    return render(request, "service/new_programme.html", context, status=status)


@administrators_only
def programme(request: HttpRequest, programme_key: str) -> HttpResponse:
    """Show which projects a programme has and who leads it; change either."""
    found = get_object_or_404(Programme, key=programme_key)
    errors: dict[str, str] = {}
    if request.method == "POST":
        field, wrong = _changed(request, found)
        if not wrong:
            return redirect("service_programme", found.key)
        errors = {field: wrong}
    leads = Person.objects.filter(
        memberships__programme=found, memberships__role=Role.PROGRAMME_LEAD.value
    )
    context = {
        "programme": found,
        "projects": Project.objects.filter(programme=found, deleted_at=None),
        "leads": leads.order_by("name", "pk"),
        "errors": errors,
        "values": request.POST,
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return render(request, "service/programme.html", context, status=status)


def _changed(request: HttpRequest, found: Programme) -> tuple[str, str]:
    """Make the change that a form asks for; give the field and what is wrong with it."""
    field = next((name for name in _CHANGES if name in request.POST), "project")
    return field, _CHANGES[field](request, found, request.POST.get(field, "").strip())


def _put_in(request: HttpRequest, found: Programme, key: str) -> str:
    project = _project(key)
    if project is None:
        return _("There is no project with this key")
    put_in(found, project, _keeper(request))
    return ""


def _take_from(request: HttpRequest, found: Programme, key: str) -> str:
    project = _project(key)
    if project is not None:
        take_from(found, project, _keeper(request))
    return ""


def _name_lead(request: HttpRequest, found: Programme, email: str) -> str:
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        return _("There is no account with this address")
    name_lead(found, person, _keeper(request))
    return ""


def _end_lead(request: HttpRequest, found: Programme, email: str) -> str:
    person = Person.objects.filter(email__iexact=email).first()
    if person is not None:
        end_lead(found, person, _keeper(request))
    return ""


_CHANGES: dict[str, Callable[[HttpRequest, Programme, str], str]] = {
    "project": _put_in,
    "project_out": _take_from,
    "lead": _name_lead,
    "lead_out": _end_lead,
}


def _project(key: str) -> Project | None:
    return Project.objects.filter(key=key, deleted_at=None).first()


def _keeper(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    return person
