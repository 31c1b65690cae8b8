"""Write any record of a project: one page, one form, nothing lost."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from efqi.projects.agreed import agreed
from efqi.projects.document.charter import Aim, Charter
from efqi.projects.document.cycle import Cycle, Prediction
from efqi.projects.document.measurement import MeasureNote
from efqi.projects.document.record import Record
from efqi.projects.gates.facts import Facts
from efqi.projects.next_cycle import next_cycle
from efqi.projects.permission import Action
from efqi.projects.prediction import stamped
from efqi.web.page import Visit, asks
from efqi.web.workbench.document import document_of
from efqi.web.workbench.drawing import draw_cycles_again
from efqi.web.workbench.forms.asked import DELETABLE, FORMS
from efqi.web.workbench.forms.asked_of_values import AGREE_AGAIN
from efqi.web.workbench.forms.fault import faults
from efqi.web.workbench.forms.field import Form
from efqi.web.workbench.forms.filled import Filled, read, shown, suggested
from efqi.web.workbench.forms.offer import offered
from efqi.web.workbench.kinds import KINDS, ONLY
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Entry
from efqi.web.workbench.saving import (
    NEW,
    Conflict,
    remove_entry,
    restore_entry,
    save_record,
)
from efqi.web.workbench.talking import comments_on
from efqi.web.workbench.views.beside import beside

CHAPTER_OF = {
    "charter": "values",
    "aim": "values",
    "sponsor": "resources",
    "measure-aims": "values",
    "member": "resources",
    "resource": "resources",
    "measure": "data",
    "cycle": "cycles",
    "explanation": "answer",
    "unlooked": "answer",
    "decision": "answer",
}
"""Chapter that a form, or a kind of record, is written in; "design" unless said."""
_BLANK = "new"
"""Stands for no entry yet in an address."""
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@asks(Action.WRITE)
def edit(visit: Visit, form_name: str, entry_key: str) -> HttpResponse:
    """Show a form, and save what was written in it."""
    form = FORMS.get(form_name)
    if form is None:
        raise Http404
    entry, begun = _opened(visit, form.kind, entry_key)
    record = _record(entry)
    facts = visit.known().facts
    groups = facts.groups
    form = offered(form, _about(facts, record))
    chapter = CHAPTER_OF.get(form_name) or CHAPTER_OF.get(form.kind, "design")
    conflict = None
    filled = suggested(shown(form, record, groups), visit.request.GET.dict())
    if visit.request.method == "POST":
        filled = read(form, record or begun, visit.request.POST)
        if filled.record is not None:
            found = _asked_here(filled, faults(filled.record, facts.document, form))
            filled = replace(filled, errors=found) if found else filled
        if filled.record is not None and not filled.errors:
            saved = save_record(
                visit.project,
                form.kind,
                _stamped(
                    filled.record, record, again=bool(filled.values.get(AGREE_AGAIN))
                ),
                # What is begun here was read by nobody, whatever its key turns out to be.
                read=visit.version_read() if entry else NEW,
                by=visit.person,
            )
            if not isinstance(saved, Conflict):
                return _onward(visit, chapter, form, saved.key)
            conflict = saved
    context: dict[str, Any] = {
        "filled": filled,
        **meanwhile(visit, entry, conflict, filled, groups),
        "chapter": chapter,
        "entry": entry,
        # A page that asks for a part of a record does not offer to delete all of it.
        "is_whole": form_name == form.kind or form.kind == "resource",
        "beside": beside(filled, record, facts.document),
        "talk": comments_on(visit, f"{entry.kind}/{entry.key}") if entry else None,
    }
    is_refused = bool(filled.errors or conflict)
    return visit.show(
        "record/edit.html", context, status=_REFUSED if is_refused else HTTPStatus.OK
    )


@asks(Action.WRITE)
def remove(visit: Visit, kind: str, entry_key: str) -> HttpResponse:
    """Delete a record; the page that follows offers to bring it back."""
    entry = _deletable(visit, kind, entry_key)
    remove_entry(entry, visit.person)
    draw_cycles_again(visit.project, kind)
    context = {"entry": entry, "chapter": CHAPTER_OF.get(kind, "design")}
    return visit.show("record/removed.html", context)


@asks(Action.WRITE)
def restore(visit: Visit, kind: str, entry_key: str) -> HttpResponse:
    """Bring a deleted record back."""
    entry = _deletable(visit, kind, entry_key)
    restore_entry(entry, visit.person)
    draw_cycles_again(visit.project, kind)
    return _shown_at(visit, CHAPTER_OF.get(kind, "design"), kind, entry.key)


def _asked_here(filled: Filled, found: Mapping[str, str]) -> dict[str, str]:
    """Keep what this page can mend; a page that does not ask for it refuses nothing."""
    return {path: words for path, words in found.items() if path in filled.values}


def _deletable(visit: Visit, kind: str, key: str) -> Entry:
    """Give the entry that a button deletes, or brings back."""
    is_offered = kind in DELETABLE and visit.request.method == "POST"
    entry = _entry(visit, kind, key) if is_offered else None
    if entry is None:
        raise Http404
    return entry


def _onward(visit: Visit, chapter: str, form: Form, key: str) -> HttpResponse:
    """Go to the form that follows, or to where the record is shown."""
    draw_cycles_again(visit.project, form.kind)
    if form.then:
        return redirect("edit", visit.project.key, form.then, key)
    return _shown_at(visit, chapter, form.kind, key)


def _shown_at(visit: Visit, chapter: str, kind: str, key: str) -> HttpResponse:
    """Go to where a record is shown: a cycle has a page of its own."""
    if kind == "cycle":
        return redirect("cycle", visit.project.key, key)
    return redirect(chapter, visit.project.key)


def _about(facts: Facts, record: Record | None) -> Facts:
    return replace(facts, cycle=record) if isinstance(record, Cycle) else facts


def _opened(visit: Visit, kind: str, key: str) -> tuple[Entry | None, Record | None]:
    """Give the entry that an address opens, or what its form begins with.

    The blank page of a measure opens what was written of it by now.
    """
    entry = _entry(visit, kind, key)
    begun = _begun(visit, kind) if key == _BLANK else None
    if begun is None:
        return entry, None
    written = visit.project.entries.filter(kind=kind, key=KINDS[kind].key_of(begun))
    return written.first(), begun


def _entry(visit: Visit, kind: str, key: str) -> Entry | None:
    """Give the entry; None for a new one.

    Raises
    ------
    Http404
        Where a key is given and nothing stands there.
    PermissionDenied
        Where it says who took part, and they may not see that.
    """
    if kind not in KINDS:
        raise Http404
    if not visit.may_see(kind):
        raise PermissionDenied(Action.SEE_PEOPLE.value)
    found = visit.project.entries.filter(kind=kind, key=key).first()
    if found is None and key not in (_BLANK, ONLY):
        raise Http404
    return found


def _record(entry: Entry | None) -> Record | None:
    if entry is None:
        return None
    return KINDS[entry.kind].type.model_validate(entry.content)


def _begun(visit: Visit, kind: str) -> Record | None:
    """Begin a record with what its form does not ask for."""
    project = visit.project
    if kind == "cycle":
        cycles = project.entries.filter(kind=kind)
        return next_cycle(dict(cycles.values_list("key", "content__number")))
    if kind == "measure":
        plan = document_of(project).parsed_plan()
        name = visit.request.GET.get("measure", "")
        if plan is None or name not in {m.measure.name for m in plan.measures}:
            raise Http404
        return MeasureNote(measure=name)
    return None


def _stamped(record: Record, before: Record | None, *, again: bool) -> Record:
    """Write down when something was said as it stands, by the rules for each."""
    now = timezone.now()
    if isinstance(record, Cycle):
        earlier = before.prediction if isinstance(before, Cycle) else Prediction()
        dated = stamped(earlier, record.prediction, now)
        return record.model_copy(update={"prediction": dated})
    if isinstance(record, Charter) and record.problem and not record.first_draft:
        return record.model_copy(update={"first_draft": record.problem})
    if isinstance(record, Aim):
        aim = before if isinstance(before, Aim) else Aim()
        return agreed(aim, record, now, again=again)
    return record
