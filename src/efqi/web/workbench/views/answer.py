"""Answer: whether care improved, for whom, and whether the gap changed."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from efqi.projects.document.decision import Claim
from efqi.projects.gates.judge_gates import blocking
from efqi.projects.gates.looks_at import MINIMUM, looks_at
from efqi.projects.gates.not_better import not_better
from efqi.projects.permission import Action
from efqi.projects.quoting import audience_of, quotable
from efqi.reports.every_form import WRITERS, large_print
from efqi.reports.page import Page
from efqi.reports.project_words import alongside
from efqi.reports.wording.claim import missing_title, read_sentence
from efqi.web.page import Known, Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.blocked import answer_first, blocked_list
from efqi.web.workbench.document import document_of
from efqi.web.workbench.plain import names_of_members
from efqi.web.workbench.remaking import Standing
from efqi.web.workbench.talk_place import view_place
from efqi.web.workbench.talking import comments_on
from efqi.web.workbench.views.explain import explanation_key

MOST_BLOCKED = 3
"""Gates shown at the foot of the answer; the claim's page has them all."""


@asks(Action.SEE)
def answer(visit: Visit) -> HttpResponse:
    """Show whether care improved, for whom, and whether the gap changed."""
    known = visit.known()
    if known.answered is None:
        return visit.show("answer/none.html", {"chapter": "answer"})
    context = _of_view(visit, known, known.answered.page, 0)
    return visit.show("project/answer.html", context | _of_claim(visit, known))


@asks(Action.SEE)
def one_view(visit: Visit, view: str) -> HttpResponse:
    """Show the answer on another measure, or by another way of grouping people."""
    known = visit.known()
    page = known.answered.page if known.answered else None
    keys = [card.key for card in page.answers] if page else []
    if page is None or view not in keys:
        raise Http404
    return visit.show(
        "project/answer.html", _of_view(visit, known, page, keys.index(view))
    )


def _of_view(visit: Visit, known: Known, page: Page, number: int) -> dict[str, Any]:
    """Give what the page of one view shows."""
    card, part = page.answers[number], page.parts[number]
    readings = known.document.readings
    return {
        "chapter": "answer",
        "page": page,
        "card": card,
        "part": part,
        "is_first": number == 0,
        "charts": _charts(page, number),
        "panels": {each.title: each for each in part.panels if each.wide},
        "others": [each for each in page.answers if each is not card],
        "not_better": [
            (each, explanation_key(each))
            for each in not_better(known.facts)
            if (each.view.measure.name, each.view.dimension)
            == (card.measure, card.dimension)
        ],
        "read": read_sentence(readings, timezone.localdate()),
        "readings": quotable(
            readings, audience_of(visit.may), account=str(visit.person.account)
        ),
        "sees_people": visit.may_see("reading"),
        "forms": [form for form in FORMS if form not in DATA_FORMS],
        "data_forms": DATA_FORMS,
        "talk": comments_on(visit, view_place(card.key) if number else "answer"),
    }


def _charts(page: Page, number: int) -> list[Any]:
    """Give the slope and the gap chart, and any others of the view."""
    if number == 0:
        first = [page.slope, *([page.gap] if page.gap else [])]
        return [*first, *page.parts[0].figures]
    return list(page.parts[number].figures)


def _of_claim(visit: Visit, known: Known) -> dict[str, Any]:
    """Give what stands between the project and a claim, and what is not looked at.

    Both are of the team's work and not of the answer, so a partner who may see the answer
    alone does not get them.
    """
    if Action.READ not in visit.may:
        return {}
    plan, document = known.facts.plan, known.document
    gates = blocking(Claim.ADOPTED, known.facts)
    reasons = {each.dimension.casefold(): each for each in document.unlooked}
    seen = looks_at(plan) if plan else frozenset()
    return {
        "claim": document.claim.value,
        "blocked_title": missing_title(Claim.ADOPTED, gates) if gates else "",
        "blocked": blocked_list(answer_first(gates)[:MOST_BLOCKED], known.facts),
        "blocked_more": len(gates[MOST_BLOCKED:]),
        "not_looked_at": [
            (dimension, reasons.get(dimension))
            for dimension in MINIMUM
            if dimension not in seen
        ],
    }


FORMS: Mapping[str, tuple[str, str]] = {
    "html": ("text/html; charset=utf-8", ".html"),
    "large-print": ("text/html; charset=utf-8", ".large-print.html"),
    "pdf": ("application/pdf", ".pdf"),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
    "png": ("image/png", ".png"),
    "svg": ("image/svg+xml", ".svg"),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "csv": ("text/csv; charset=utf-8", ".csv"),
    "json": ("application/json", ".json"),
    "zip": ("application/zip", ".zip"),
}
"""Forms that a page offers: what each is to a browser, and how its name ends."""
DATA_FORMS = ("xlsx", "csv", "json", "zip")
"""Those for people who go on with the figures."""


@asks(Action.SEE)
def report(visit: Visit, ending: str) -> HttpResponse:
    """Give the report as a file; as a file travels, it quotes only what anyone may read."""
    answered = last_answer(visit.project)
    document = document_of(visit.project)
    plan = document.parsed_plan()
    if answered is None or plan is None or ending not in FORMS:
        raise Http404
    if visit.standing() != Standing.CURRENT:
        # A file goes on to people who cannot see that it is outdated.
        return visit.show(
            "answer/again.html", {"chapter": "answer"}, status=HTTPStatus.CONFLICT
        )
    beside = alongside(
        document,
        answered.release,
        plan,
        now=timezone.localtime(),
        names=names_of_members(visit.project),
        with_claim=Action.READ in visit.may,
    )
    write = large_print if ending == "large-print" else WRITERS[f".{ending}"]
    content_type, tail = FORMS[ending]
    name = (slugify(visit.project.title) or "report") + tail
    return HttpResponse(
        write(answered.release, plan, answered.made_on, beside),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
