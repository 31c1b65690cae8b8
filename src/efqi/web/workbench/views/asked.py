"""One prompt or gate: what is asked, what is found, what is missing, and the answer."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.document.decision import AnswerState, ItemAnswer
from efqi.projects.permission import Action
from efqi.projects.progress import Step, steps
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.saving import NEW, Conflict, save_record

PROJECT = "project"
"""Stands for no cycle in an address."""
_NEEDS_REASON = (AnswerState.PASSED_OVER, AnswerState.NOT_APPLICABLE)


@asks(Action.WRITE)
def answer(visit: Visit, item: str, cycle: str) -> HttpResponse:
    """Show one prompt or gate, and save an answer to it."""
    step = _step(visit, item, None if cycle == PROJECT else cycle)
    errors: dict[str, str] = {}
    values = {
        "text": step.answer.text if step.answer else "",
        "evidence": step.answer.evidence if step.answer else "",
        "reason": step.answer.reason if step.answer else "",
    }
    if visit.request.method == "POST":
        values = {name: visit.request.POST.get(name, "").strip() for name in values}
        state = _state(visit)
        if state in _NEEDS_REASON and not values["reason"]:
            errors["reason"] = _("Give a reason: it is shown beside your name")
        elif state is AnswerState.ANSWERED and not values["text"]:
            errors["text"] = _("Write an answer, or choose “We do not know”")
        elif _saved(visit, step, state, values):
            return redirect(step.chapter.value, visit.project.key)
        else:
            errors[""] = _("Someone answered while you were writing; yours is below")
    context = {"step": step, "values": values, "errors": errors}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return visit.show(
        "project/asked.html",
        context | {"chapter": step.chapter.value, "version": _version(visit, step)},
        status=status,
    )


def _step(visit: Visit, item: str, cycle: str | None) -> Step:
    for step in steps(visit.known().facts, load_practice()):
        if (step.item.identifier, step.cycle) == (item, cycle):
            return step
    raise Http404


def _state(visit: Visit) -> AnswerState:
    try:
        state = AnswerState(visit.request.POST.get("state", ""))
    except ValueError:
        return AnswerState.ANSWERED
    if state is AnswerState.PASSED_OVER and Action.PASS_OVER not in visit.may:
        raise PermissionDenied(Action.PASS_OVER.value)
    return state


def _saved(
    visit: Visit, step: Step, state: AnswerState, values: dict[str, str]
) -> bool:
    record = ItemAnswer(
        item=step.item.identifier,
        cycle=step.cycle,
        state=state,
        by=visit.person.name,
        at=timezone.now(),
        **values,
    )
    read = int(visit.request.POST.get("version") or NEW)
    saved = save_record(visit.project, "answer", record, read=read, by=visit.person)
    return not isinstance(saved, Conflict)


def _version(visit: Visit, step: Step) -> int:
    if step.answer is None:
        return NEW
    key = KINDS["answer"].key_of(step.answer)
    entry = visit.project.entries.filter(kind="answer", key=key).first()
    return entry.version if entry else NEW
