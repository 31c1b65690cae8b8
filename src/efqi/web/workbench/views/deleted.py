"""Delete a project, and bring it back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.access import deleted_projects_of
from efqi.web.workbench.deleting import KEPT_FOR, gone_on, put_in_bin, take_from_bin
from efqi.web.workbench.models import Person


@asks(Action.DELETE)
def delete_project(visit: Visit) -> HttpResponse:
    """Ask whether the project should be deleted, and delete it."""
    if visit.request.method == "POST":
        put_in_bin(visit.project, visit.person)
        return redirect("bin")
    return visit.show("project/delete.html", {"days": KEPT_FOR.days})


@login_required
def view_bin(request: HttpRequest) -> HttpResponse:
    """List the deleted projects that someone can bring back, and bring one back."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    found = deleted_projects_of(person)
    if request.method == "POST":
        project = get_object_or_404(found, key=request.POST.get("key", ""))
        take_from_bin(project, person)
        return redirect("projects")
    projects = [(project, gone_on(project)) for project in found]
    context = {"projects": projects, "days": KEPT_FOR.days}
    return render(request, "bin.html", context)
