"""How a project works: its method can change at any time, and nothing is lost by that."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from efqi.projects.document.document import Method
from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.saving import save_method


@asks(Action.WRITE)
def method(visit: Visit) -> HttpResponse:
    """Ask for the method, and change it."""
    chosen = visit.project.method
    error = ""
    if visit.request.method == "POST":
        chosen = visit.request.POST.get("method", "")
        if chosen in {each.value for each in Method}:
            save_method(visit.project, Method(chosen), visit.person)
            return redirect("cycles", visit.project.key)
        error = _("Choose how you work")
    context = {
        "chapter": "cycles",
        "chosen": chosen,
        "errors": {"method": error} if error else {},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return visit.show("project/method.html", context, status=status)
