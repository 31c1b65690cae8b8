"""Overview: where a project is, what is next, and what is owed to whom."""

from django.http import HttpResponse
from django.utils import timezone

from efqi.projects.decided import due_for_review
from efqi.projects.document.participation_flags import overdue_feedback, unpaid
from efqi.projects.permission import Action
from efqi.projects.progress import by_chapter, next_steps, owed, steps
from efqi.reports.wording.claim import read_sentence
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.models import LogLine
from efqi.web.workbench.talking import comments_on


@asks(Action.READ)
def overview(visit: Visit) -> HttpResponse:
    """Show where the project is, what is next, and what is owed to whom."""
    known = visit.known()
    found = steps(known.facts, load_practice())
    today = timezone.localdate()
    context = {
        "chapter": "overview",
        "answered": known.answered,
        "next": next_steps(found),
        "owed": owed(found, today),
        "numbers": {cycle.identifier: cycle.number for cycle in known.document.cycles},
        "counts": by_chapter(found),
        "waiting": overdue_feedback(known.document.participation, today),
        "unpaid": unpaid(known.document.participation, today),
        "due": due_for_review(known.document.decisions, today),
        "read": read_sentence(known.document.readings, today),
        "log": LogLine.objects.filter(project_key=visit.project.key)[:5],
        "document": known.document,
        "talk": comments_on(visit, "overview"),
    }
    return visit.show("project/overview.html", context)
