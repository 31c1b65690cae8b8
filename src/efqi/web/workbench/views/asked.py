"""One prompt or gate: what is asked, what is found, what is missing, and the answer."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from efqi.projects.document.decision import AnswerState, Assignment, ItemAnswer
from efqi.projects.document.record import Record
from efqi.projects.permission import Action
from efqi.projects.progress import Step, steps
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.forms.asked_of_answer import ANSWER, ASSIGNMENT
from efqi.web.workbench.forms.filled import Filled
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.saving import NEW, Conflict, save_record

PROJECT = "project"
"""Stands for no cycle in an address."""
_WRITTEN = ("text", "evidence", "reason")
_TAKEN = ("owner", "due")
_LONGEST = 20_000
"""Characters that a record keeps of one text."""


@asks(Action.WRITE)
def answer(visit: Visit, item: str, cycle: str) -> HttpResponse:
    """Show one prompt or gate, and save an answer to it."""
    step = _step(visit, item, None if cycle == PROJECT else cycle)
    if visit.request.method != "POST":
        return _shown(visit, step)
    values = _posted(visit, _WRITTEN)
    state = _state(visit)
    too_long = [name for name in _WRITTEN if len(values[name]) > _LONGEST]
    if too_long:
        errors = {name: _("Use 20,000 characters or fewer") for name in too_long}
    elif state not in step.choices:
        errors = {"": _("Choose one of the answers on this page")}
    elif state is AnswerState.NOT_APPLICABLE and not values["reason"]:
        errors = {"reason": _("Give a reason: it is shown beside your name")}
    elif state is AnswerState.ANSWERED and not values["text"]:
        errors = {"text": _("Write an answer, or choose “We do not know”")}
    else:
        errors = {}
    filled = Filled(ANSWER, {**values, "state": state.value}, errors, None)
    if errors:
        return _shown(visit, step, filled)
    return _saved(visit, step, filled, _answered(visit, step, state, values))


@asks(Action.WRITE)
def assign(visit: Visit, item: str, cycle: str) -> HttpResponse:
    """Write down who does a prompt or gate, and by when."""
    step = _step(visit, item, None if cycle == PROJECT else cycle)
    if visit.request.method != "POST":
        return redirect("asked", visit.project.key, item, cycle)
    values = _posted(visit, _TAKEN)
    try:
        taken = Assignment(item=item, cycle=step.cycle, **values)
    except ValidationError as error:
        errors = {str(e["loc"][0]): _fault(str(e["loc"][0])) for e in error.errors()}
        return _shown(visit, step, Filled(ASSIGNMENT, values, errors, None))
    return _saved(visit, step, Filled(ASSIGNMENT, values, {}, None), taken)


def _fault(name: str) -> str:
    if name == "due":
        return _("By when?: write a real date")
    return _("Who does this?: write a name or a role, in one line")


def _posted(visit: Visit, names: tuple[str, ...]) -> dict[str, str]:
    return {name: visit.request.POST.get(name, "").strip() for name in names}


def _step(visit: Visit, item: str, cycle: str | None) -> Step:
    for step in steps(visit.known().facts, load_practice()):
        if (step.item.identifier, step.cycle) == (item, cycle):
            return step
    raise Http404


def _state(visit: Visit) -> AnswerState:
    try:
        return AnswerState(visit.request.POST.get("state", ""))
    except ValueError:
        return AnswerState.ANSWERED


def _answered(
    visit: Visit, step: Step, state: AnswerState, values: dict[str, str]
) -> ItemAnswer:
    return ItemAnswer(
        item=step.item.identifier,
        cycle=step.cycle,
        state=state,
        by=visit.person.name,
        at=timezone.now(),
        **values,
    )


def _saved(visit: Visit, step: Step, filled: Filled, record: Record) -> HttpResponse:
    read, kind = visit.version_read(), filled.form.kind
    saved = save_record(visit.project, kind, record, read=read, by=visit.person)
    if isinstance(saved, Conflict):
        return _shown(visit, step, filled, saved)
    return _onward(visit, step)


def _onward(visit: Visit, step: Step) -> HttpResponse:
    if step.cycle is not None:
        return redirect("cycle", visit.project.key, step.cycle)
    return redirect(step.chapter.value, visit.project.key)


def _shown(
    visit: Visit,
    step: Step,
    filled: Filled | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """Show both forms; one of them may be refused, and the other stands as it is."""
    versions = {
        "answer": _version(visit, "answer", step.answer),
        "assignment": _version(visit, "assignment", step.assignment),
    }
    context: dict[str, Any] = {
        "step": step,
        "chapter": step.chapter.value,
        "values": _kept(step),
        "errors": {},
        "versions": versions,
        "theirs": None,
    }
    if filled is None:
        return visit.show("project/asked.html", context)
    found = meanwhile(visit, None, conflict, filled)
    context |= {
        "values": {**_kept(step), **filled.values},
        "errors": filled.errors,
        "versions": versions | {filled.form.kind: found["version"]},
        "theirs": found["theirs"],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return visit.show("project/asked.html", context, status=status)


def _kept(step: Step) -> dict[str, str]:
    """Give what was written before."""
    given, taken = step.answer, step.assignment
    return {
        **{name: getattr(given, name) if given else "" for name in _WRITTEN},
        "owner": taken.owner if taken else "",
        "due": taken.due.isoformat() if taken else "",
    }


def _version(visit: Visit, kind: str, record: Record | None) -> int:
    if record is None:
        return NEW
    key = KINDS[kind].key_of(record)
    entry = visit.project.entries.filter(kind=kind, key=key).first()
    return entry.version if entry else NEW
