"""The charter of a project on one sheet: to read, to print, as a PDF."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from efqi.projects.gates.facts import Facts
from efqi.projects.permission import Action
from efqi.projects.progress import steps
from efqi.reports.charter import Charter, build_charter, charter_pdf
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks


@asks(Action.READ)
def charter(visit: Visit) -> HttpResponse:
    """Show the charter as it is printed."""
    context = {"chapter": "values", "sheet": _sheet(visit)}
    return visit.show("project/charter.html", context)


@asks(Action.READ)
def charter_file(visit: Visit) -> HttpResponse:
    """Give the charter as a PDF."""
    name = f"{slugify(visit.project.title) or 'project'}-charter.pdf"
    return HttpResponse(
        charter_pdf(_sheet(visit), made_on=timezone.localdate()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sheet(visit: Visit) -> Charter:
    known = visit.known()
    return build_charter(
        known.document,
        known.answered.release if known.answered else None,
        _open_gates(known.facts),
        made_on=timezone.localdate(),
    )


def _open_gates(facts: Facts) -> tuple[str, ...]:
    return tuple(
        step.item.question
        for step in steps(facts, load_practice())
        if step.gate is not None and step.is_open
    )
