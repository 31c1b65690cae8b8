"""Write down a decision: who, when, what, why."""

from uuid import uuid4

from django.utils import timezone

from efqi.projects.document.decision import Decision
from efqi.web.page import Visit
from efqi.web.workbench.saving import NEW, save_record


def decide(visit: Visit, about: str, what: str, reason: str) -> None:
    """Record a decision of whoever is at the page.

    Parameters
    ----------
    visit : Visit
        Who decides, in which project.
    about, what, reason : str
        What kind of decision; how it was and will be; why.
    """
    decision = Decision(
        identifier=uuid4().hex[:12],
        at=timezone.now(),
        by=visit.person.name,
        about=about,
        what=what,
        reason=reason,
    )
    save_record(visit.project, "decision", decision, read=NEW, by=visit.person)
