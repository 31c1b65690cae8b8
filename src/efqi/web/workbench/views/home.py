"""Home: mine, next, and owed."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from efqi.projects.permission import Action
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.listing import listed
from efqi.web.workbench.models import OwedItem, Person
from efqi.web.workbench.notifying import unread
from efqi.web.workbench.partner_home import partner_projects

_MOST = 8
"""Rows of one list; the rest is a page of its own."""
_MOST_NOTICES = 50
_SOON = timedelta(days=14)
"""What is due later than this can wait for another day's page."""


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what is mine, next and owed; who has no project is shown how to begin."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    partner = partner_projects(person)
    mine = {"partner": partner} if partner is not None else _projects(person)
    return render(request, "home.html", {**mine, **_notices(person)})


def _projects(person: Person) -> dict[str, object]:
    """Give the projects of someone, and what their teams owe."""
    seen = projects_allowing(person, Action.SEE).select_related("summary")
    mine = list(seen[: _MOST + 1])
    today = timezone.localdate()
    readable = projects_allowing(person, Action.READ)
    owed = OwedItem.objects.filter(project__in=readable, due_on__lte=today + _SOON)
    return {
        "projects": listed(person, mine[:_MOST]),
        "has_more": len(mine) > _MOST,
        "owed": owed.select_related("project")[:_MOST],
        "late": owed.filter(due_on__lt=today).count(),
    }


def _notices(person: Person) -> dict[str, object]:
    found = unread(person, _MOST_NOTICES)
    return {"notices": found[:_MOST], "unread": len(found)}
