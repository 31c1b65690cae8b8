"""Write down a decision: who, when, what, why."""

from uuid import uuid4

from django.utils import timezone

from efqi.projects.document.decision import Decision
from efqi.web.page import Visit
from efqi.web.workbench.saving import NEW, save_record

MOST_WORDS = 20_000
"""Characters of a reason, and of what was decided."""


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
        # Both wordings may be long; the history of the record holds them whole.
        what=what if len(what) <= MOST_WORDS else f"{what[: MOST_WORDS - 1]}…",
        reason=reason,
    )
    save_record(visit.project, "decision", decision, read=NEW, by=visit.person)
