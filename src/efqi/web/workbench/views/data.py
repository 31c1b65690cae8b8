"""Data: what is counted, for whom, and what the groups show."""

from django.http import HttpResponse

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def data(visit: Visit) -> HttpResponse:
    """Show what is counted, for whom, and what the groups show."""
    context = chapter_context(visit, "data", ("measure",))
    return visit.show("project/data.html", context)
