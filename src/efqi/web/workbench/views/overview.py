"""Overview: where a project is, what is next, and what is owed to whom."""

from django.http import HttpResponse
from django.utils import timezone

from efqi.projects.debt import MONEY, Debt
from efqi.projects.owed import is_due, owed
from efqi.projects.permission import Action
from efqi.projects.progress import by_chapter, next_steps, steps
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
    all_owed = owed(known.document, found)
    due = [each for each in all_owed if is_due(each, today)]
    context = {
        "chapter": "overview",
        "answered": known.answered,
        "next": next_steps(found),
        "taken": [each for each in all_owed if each.what is Debt.TAKEN_ON],
        "numbers": {cycle.identifier: cycle.number for cycle in known.document.cycles},
        "counts": by_chapter(found),
        "waiting": [each for each in due if each.what is Debt.FEEDBACK],
        "late": [each for each in due if each.what in (*MONEY, Debt.REVIEW)],
        "read": read_sentence(known.document.readings, today),
        "log": LogLine.objects.filter(project_key=visit.project.key)[:5],
        "document": known.document,
        "talk": comments_on(visit, "overview"),
    }
    return visit.show("project/overview.html", context)
