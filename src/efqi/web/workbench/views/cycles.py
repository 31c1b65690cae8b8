"""Cycles: what was predicted, tried and learned."""

from django.http import HttpResponse

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def cycles(visit: Visit) -> HttpResponse:
    """Show what was predicted, tried and learned."""
    context = chapter_context(visit, "cycles", ("cycle",))
    return visit.show("project/cycles.html", context)
