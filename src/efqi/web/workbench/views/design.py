"""Design: who shaped the change, and how it could do harm."""

from django.http import HttpResponse

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def design(visit: Visit) -> HttpResponse:
    """Show who shaped this, and how it could harm."""
    context = chapter_context(
        visit, "design", ("participation", "driver", "idea", "risk")
    )
    return visit.show("project/design.html", context)
