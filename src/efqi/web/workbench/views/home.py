"""Home: the projects that someone is in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from efqi.web.workbench.access import projects_of
from efqi.web.workbench.models import Person
from efqi.web.workbench.partner_home import partner_projects


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what is mine; someone without a project is shown how to begin."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    projects = list(projects_of(person))
    partner = partner_projects(person)
    return render(request, "home.html", {"projects": projects, "partner": partner})
