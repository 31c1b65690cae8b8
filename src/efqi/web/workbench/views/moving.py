"""Take a project away as one file, or bring one."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from efqi.errors import EfqiError
from efqi.projects.permission import Action
from efqi.store.bundle import ENDING
from efqi.store.bundle_reading import LARGEST, read_bundle
from efqi.web.accounts.signed_in import signed_in
from efqi.web.page import Visit, asks
from efqi.web.workbench.models import Person
from efqi.web.workbench.moving import export, take_in

_EXTRAS = (("people", Action.SEE_PEOPLE), ("exact", Action.SEE_EXACT))
"""What goes along only when it is asked for, and by whom it may be."""


@asks(Action.READ)
def take(visit: Visit) -> HttpResponse:
    """Ask what goes along, and give the project as one file."""
    if visit.request.method != "POST":
        return visit.show("moving/take.html", {"chapter": "overview"})
    wanted = visit.request.POST.getlist("with")
    for name, action in _EXTRAS:
        if name in wanted and action not in visit.may:
            raise PermissionDenied(action.value)
    content = export(
        visit.project,
        visit.person,
        with_people="people" in wanted,
        with_exact="exact" in wanted,
    )
    name = f"{slugify(visit.project.title)[:80] or 'project'}{ENDING}"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@signed_in
def bring(request: HttpRequest) -> HttpResponse:
    """Take in a project from a file."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    error = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        most = min(LARGEST, settings.CONFIGURATION.largest_upload)
        if file is None:
            error = _("Choose a file")
        elif (file.size or 0) > most:
            error = _("Choose a file of %(most)s MB or less") % {
                "most": most // 1024**2
            }
        else:
            try:
                project = take_in(read_bundle(file.read(), file.name or ""), person)
            except EfqiError as refused:
                error = str(refused)
            else:
                return redirect("overview", project.key)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "moving/bring.html", {"error": error}, status=status)
