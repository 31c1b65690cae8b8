"""The chapters of a project."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from efqi.projects.document.participation_flags import overdue_feedback, unpaid
from efqi.projects.gates.facts import Facts
from efqi.projects.permission import Action
from efqi.projects.progress import by_chapter, next_steps, steps
from efqi.reports.every_form import WRITERS
from efqi.store.practice_file import load_practice
from efqi.web.page import View, Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import LogLine


@asks(Action.READ)
def overview(visit: Visit) -> HttpResponse:
    """Show where the project is, what is next, and what is owed to whom."""
    document = document_of(visit.project)
    answered = last_answer(visit.project)
    facts = Facts(document, answered.release if answered else None, timezone.now())
    found = steps(facts, load_practice())
    today = timezone.localdate()
    context = {
        "chapter": "overview",
        "answered": answered,
        "next": next_steps(found),
        "counts": by_chapter(found),
        "waiting": overdue_feedback(document.participation, today),
        "unpaid": unpaid(document.participation, today),
        "log": LogLine.objects.filter(project_key=visit.project.key)[:5],
        "document": document,
    }
    return visit.show("project/overview.html", context)


@asks(Action.READ)
def data(visit: Visit) -> HttpResponse:
    """Show what is counted, for whom, and what the groups show."""
    context = {
        "chapter": "data",
        "answered": last_answer(visit.project),
        "document": document_of(visit.project),
    }
    return visit.show("project/data.html", context)


@asks(Action.SEE)
def answer(visit: Visit) -> HttpResponse:
    """Show whether care improved, for whom, and whether the gap changed."""
    context = {
        "chapter": "answer",
        "answered": last_answer(visit.project),
        "forms": [ending.removeprefix(".") for ending in FORMS],
    }
    return visit.show("project/answer.html", context)


FORMS: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
}
"""Forms that a page offers, and what they are to a browser."""


@asks(Action.SEE)
def report(visit: Visit, ending: str) -> HttpResponse:
    """Give the report as a file; it holds what the page may show and nothing else."""
    answered = last_answer(visit.project)
    plan = document_of(visit.project).parsed_plan()
    if answered is None or plan is None or f".{ending}" not in FORMS:
        raise Http404
    write = WRITERS[f".{ending}"]
    content = write(answered.release, plan, answered.made_on)
    name = f"{slugify(visit.project.title) or 'report'}.{ending}"
    return HttpResponse(
        content,
        content_type=FORMS[f".{ending}"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chapter(name: str, kinds: tuple[str, ...]) -> View:
    """Make the view of a chapter that lists records and asks its prompts."""

    @asks(Action.READ)
    def chapter(visit: Visit) -> HttpResponse:
        document = document_of(visit.project)
        answered = last_answer(visit.project)
        facts = Facts(document, answered.release if answered else None, timezone.now())
        shown = [kind for kind in kinds if visit.may_see(kind)]
        context = {
            "chapter": name,
            "document": document,
            "kinds": shown,
            "entries": visit.project.entries.filter(deleted_at=None, kind__in=shown),
            "steps": [
                step
                for step in steps(facts, load_practice())
                if step.chapter.value == name
            ],
        }
        return visit.show(f"project/{name}.html", context)

    chapter.__name__ = name
    return chapter


values = _chapter("values", ("charter", "aim"))
resources = _chapter("resources", ("member", "resource"))
design = _chapter("design", ("participation", "driver", "idea", "risk"))
cycles = _chapter("cycles", ("cycle",))
