"""Write down a decision: who, when, what, why."""

from uuid import uuid4

from django.utils import timezone

from efqi.projects.document.decision import Decision
from efqi.web.workbench.models import Person, Project
from efqi.web.workbench.saving import NEW, save_record

MOST_WORDS = 20_000
"""Characters of a reason, and of what was decided."""


def decide(project: Project, by: Person, about: str, what: str, reason: str) -> None:
    """Record a decision.

    Parameters
    ----------
    project : Project
        Where it belongs.
    by : Person
        Who decides.
    about, what, reason : str
        What kind of decision; how it was and will be; why.
    """
    decision = Decision(
        identifier=uuid4().hex[:12],
        at=timezone.now(),
        by=by.name,
        about=about,
        # Both wordings may be long; the history of the record holds them whole.
        what=what if len(what) <= MOST_WORDS else f"{what[: MOST_WORDS - 1]}…",
        reason=reason,
    )
    save_record(project, "decision", decision, read=NEW, by=by)
