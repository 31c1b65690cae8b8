"""Values: the problem, its explanation and the aim."""

from django.http import HttpResponse

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def values(visit: Visit) -> HttpResponse:
    """Show what the project tries to change, and why there is a gap."""
    context = chapter_context(visit, "values", ("charter", "aim"))
    return visit.show("project/values.html", context)
