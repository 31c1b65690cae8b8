"""Answer: whether care improved, for whom, and whether the gap changed."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from efqi.projects.permission import Action
from efqi.reports.every_form import WRITERS
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.document import document_of


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
