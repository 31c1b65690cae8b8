"""Resources: who is in the team, and who agreed to what."""

from django.http import HttpResponse

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def resources(visit: Visit) -> HttpResponse:
    """Show who has agreed to what."""
    context = chapter_context(visit, "resources", ("member", "resource"))
    return visit.show("project/resources.html", context)
