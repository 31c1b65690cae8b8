"""Design: who shaped the change, and how it could do harm."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from efqi.projects.debt import MONEY, Debt, late_to_people
from efqi.projects.document.participation_flags import participation_flags
from efqi.projects.drivers import every, tree
from efqi.projects.permission import Action
from efqi.projects.risks import not_looked_at, ranked
from efqi.reports.driver_diagram import driver_diagram, driver_png
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.document import document_of
from efqi.web.workbench.talking import comments_on
from efqi.web.workbench.views.chapter import chapter_context

NEWEST = 5
"""Entries of the participation log that the chapter shows."""
SUGGESTED = 3
"""Ways to harm that the chapter suggests at a time."""


@asks(Action.READ)
def design(visit: Visit) -> HttpResponse:
    """Show who shaped this, and how it could harm."""
    context = chapter_context(
        visit, "design", ("participation", "driver", "idea", "risk")
    )
    document = context["document"]
    practice = load_practice()
    branches = tree(document.drivers, document.ideas)
    left = not_looked_at(practice.mechanisms, document)
    known = {driver.identifier for driver in document.drivers}
    context |= _people(visit, context) | {
        "diagram": driver_diagram(document),
        "branches": list(every(branches)),
        "loose": [idea for idea in document.ideas if not known & set(idea.drivers)],
        "measures": _titles(context),
        "risks": ranked(document.risks),
        "mechanisms": {m.identifier: m for m in practice.mechanisms},
        "scales": practice.risk_scales,
        "suggested": left[:SUGGESTED],
        "left": len(left),
    }
    context["newest"] = context["log"][:NEWEST]
    context["talk"] = comments_on(visit, "design")
    return visit.show("project/design.html", context)


@asks(Action.READ)
def log(visit: Visit) -> HttpResponse:
    """Show everyone who took part, by date."""
    context = chapter_context(visit, "design", ("participation",))
    return visit.show("design/log.html", context | _people(visit, context))


@asks(Action.READ)
def harms(visit: Visit) -> HttpResponse:
    """Show every way in which a change can widen a gap, to pick from."""
    document = document_of(visit.project)
    practice = load_practice()
    context = {
        "chapter": "design",
        "left": not_looked_at(practice.mechanisms, document),
        "looked": ranked(risk for risk in document.risks if risk.mechanism),
        "mechanisms": {m.identifier: m for m in practice.mechanisms},
        "scales": practice.risk_scales,
    }
    return visit.show("design/harms.html", context)


@asks(Action.READ)
def driver_picture(visit: Visit, ending: str) -> HttpResponse:
    """Give the driver diagram as a file."""
    diagram = driver_diagram(document_of(visit.project))
    if diagram is None or ending not in ("svg", "png"):
        raise Http404
    is_svg = ending == "svg"
    name = f"{slugify(visit.project.title) or 'project'}-drivers.{ending}"
    return HttpResponse(
        diagram.svg.encode() if is_svg else driver_png(diagram),
        content_type="image/svg+xml" if is_svg else "image/png",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _people(visit: Visit, context: dict[str, Any]) -> dict[str, Any]:
    """Give the participation log, newest first, and what in it waits for someone."""
    document, today = context["document"], timezone.localdate()
    given = document.participation
    agreed = document.aim.agreed_at
    shown = context["entries"]
    return {
        "log": sorted(given, key=lambda entry: entry.on, reverse=True),
        "flags": participation_flags(
            given,
            today,
            aim_agreed_on=timezone.localdate(agreed) if agreed else None,
            worst_served=document.aim.group,
        ),
        "waiting": late_to_people(given, today, Debt.FEEDBACK),
        "owed_payments": late_to_people(given, today, *MONEY),
        "today": today,
        "versions": {e.key: e.version for e in shown if e.kind == "participation"},
        "ladder": {each.step: each for each in load_practice().ladder},
        "may_see_people": visit.may_see("participation"),
    }


def _titles(context: dict[str, Any]) -> dict[str, str]:
    plan = context["document"].parsed_plan()
    return {m.measure.name: m.measure.title for m in plan.measures} if plan else {}
