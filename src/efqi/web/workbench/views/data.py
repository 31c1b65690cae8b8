"""Data: what is counted, for whom, what the groups show, and where the data came from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.errors import EfqiError
from efqi.projects.document.measurement import MeasureNote
from efqi.projects.parse import parse
from efqi.projects.permission import Action
from efqi.projects.plan import PlannedMeasure
from efqi.projects.recorded_changes import charting_changes, needs_reason
from efqi.web.page import Visit, asks
from efqi.web.workbench.counting import MEASURE_ADDED
from efqi.web.workbench.deciding import MOST_WORDS, decide
from efqi.web.workbench.forms.asked_of_data import (
    CHANGES_OF_CARE,
    CHARTING_FORM,
    MEASURE_FORM,
    RULE_WORDS,
    RULES,
)
from efqi.web.workbench.forms.filled import Filled, read, shown, values_of
from efqi.web.workbench.jobs import CHANGES, answer_again, promise
from efqi.web.workbench.kinds import KINDS, ONLY, PLAN
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Entry, Job, LogLine, Project
from efqi.web.workbench.saving import Conflict, Saved, save_plan, save_record
from efqi.web.workbench.talking import comments_on
from efqi.web.workbench.views.chapter import chapter_context

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
_LONGEST_LABEL = 300


@asks(Action.READ)
def data(visit: Visit) -> HttpResponse:
    """Show what the groups show, what is counted, and which data came when."""
    context = chapter_context(visit, "data", ("measure",))
    document = context["document"]
    plan = document.parsed_plan()
    notes = {note.measure: note for note in document.measures}
    context |= {
        "plan": plan,
        "measures": [
            (m.measure, _key(m), notes.get(m.measure.name))
            for m in (plan.measures if plan else ())
        ],
        "rules": RULE_WORDS.get(plan.rules, plan.rules) if plan else "",
        "versions": document.data[::-1],
        "kept": list(visit.project.cells.values_list("key", flat=True)),
        "decisions": [
            d
            for d in document.decisions
            if d.about in ("rule set", "phases", "definition", MEASURE_ADDED)
        ],
        "to_agree": _to_agree(visit.project),
        "job": visit.project.jobs.exclude(state=Job.State.DONE).last(),
    }
    context["talk"] = comments_on(visit, "data")
    return visit.show("project/data.html", context)


def _to_agree(project: Project) -> Job | None:
    """Give the correction that waits for someone to agree to it."""
    last = project.jobs.last()
    waits = last is not None and last.state == Job.State.DONE and CHANGES in last.asked
    return last if waits else None


def _key(planned: PlannedMeasure) -> str:
    return KINDS["measure"].key_of(MeasureNote(measure=planned.measure.name))


@asks(Action.WRITE)
def measure(visit: Visit, measure_key: str) -> HttpResponse:
    """Ask how a measure is counted; once locked, a change of that needs a reason."""
    planned = _planned(visit, measure_key)
    entry = _entry(visit.project, "measure", measure_key)
    before = MeasureNote.model_validate(entry.content) if entry else None
    begun = before or MeasureNote(measure=planned.measure.name)
    groups = visit.known().facts.groups
    filled, conflict = shown(MEASURE_FORM, begun, groups), None
    posted = visit.request.POST
    if visit.request.method == "POST":
        filled = read(MEASURE_FORM, begun, posted)
        note = filled.record
        if isinstance(note, MeasureNote):
            filled = replace(filled, errors=_note_mistakes(posted, before, note))
            saved = None if filled.errors else _save_note(visit, before, note)
            if isinstance(saved, Saved):
                return redirect("data", visit.project.key)
            conflict = saved
    context = {
        "measure": planned.measure,
        "filled": filled,
        "locked_at": begun.locked_at,
        "locks": posted.get("lock") == "yes",
        "reason": posted.get("reason", ""),
        "chapter": "data",
        **meanwhile(visit, entry, conflict, filled, groups),
    }
    status = _REFUSED if filled.errors or conflict else HTTPStatus.OK
    return visit.show("data/measure.html", context, status=status)


def _planned(visit: Visit, key: str) -> PlannedMeasure:
    plan = visit.known().document.parsed_plan()
    for planned in plan.measures if plan else ():
        if _key(planned) == key:
            return planned
    raise Http404


def _note_mistakes(
    posted: Mapping[str, str], before: MeasureNote | None, note: MeasureNote
) -> dict[str, str]:
    """Say what is wrong with what was written of a measure, by field."""
    reason = posted.get("reason", "").strip()
    if needs_reason(before, note) and not reason:
        return {"reason": _("The definition is locked: say why it changes")}
    if len(reason) > MOST_WORDS:
        return {"reason": _("Use 20,000 characters or fewer")}
    if _locks(posted, note) and not note.definition:
        return {"definition": _("Say how it is counted before you lock it")}
    return {}


def _locks(posted: Mapping[str, str], note: MeasureNote) -> bool:
    return posted.get("lock") == "yes" and note.locked_at is None


def _save_note(
    visit: Visit, before: MeasureNote | None, note: MeasureNote
) -> Saved | Conflict:
    """Save what was written of a measure, with the decision where it is one."""
    posted = visit.request.POST
    if _locks(posted, note):
        note = note.model_copy(update={"locked_at": timezone.now()})
    with transaction.atomic():
        saved = save_record(
            visit.project,
            "measure",
            note,
            read=visit.version_read(),
            by=visit.person,
        )
        is_decision = needs_reason(before, note) and isinstance(saved, Saved)
        if is_decision and before is not None:
            was = f"{before.role.value}: {before.definition}"
            will = f"{note.role.value}: {note.definition}"
            reason = posted.get("reason", "").strip()
            what = f"{was} → {will}"
            decide(visit.project, visit.person, "definition", what, reason)
    return saved


@asks(Action.WRITE)
def charting(visit: Visit) -> HttpResponse:
    """Change the rules of the charts or the dates of the phases: a recorded decision."""
    entry = _entry(visit.project, PLAN, ONLY)
    if entry is None:
        return redirect("data", visit.project.key)
    posted = visit.request.POST
    filled, conflict = _charted(_explicit(entry.content)), None
    if visit.request.method == "POST":
        filled = _written(posted)
        content = _charted_by(entry.content, filled)
        errors = _charting_mistakes(content) or _plan_mistakes(posted, entry, content)
        filled = replace(filled, errors=errors)
        saved = None if errors else _save_plan(visit, entry, content)
        if isinstance(saved, Saved):
            job = answer_again(visit.project, visit.person)
            return redirect("work", visit.project.key, job.key)
        conflict = saved
    context = {
        "filled": filled,
        "reason": posted.get("reason", ""),
        "chapter": "data",
        **meanwhile(visit, entry, conflict, filled),
    }
    status = _REFUSED if filled.errors or conflict else HTTPStatus.OK
    return visit.show("data/charting.html", context, status=status)


def _explicit(plan: dict[str, Any]) -> dict[str, Any]:
    """Name the rules of a plan that leaves them to what is usual."""
    return plan | {"project": {"rules": parse(plan).rules, **plan["project"]}}


def _charted(plan: dict[str, Any]) -> Filled:
    return Filled(CHARTING_FORM, values_of(CHARTING_FORM, plan, ()), {}, None)


def _written(posted: QueryDict) -> Filled:
    dates, labels = posted.getlist("date"), posted.getlist("label")
    changes = [
        {"date": day.strip(), "label": label.strip()}
        for day, label in zip(dates, labels, strict=False)
    ]
    values = {RULES: posted.get("rules", ""), CHANGES_OF_CARE: changes}
    return Filled(CHARTING_FORM, values, {}, None)


def _charted_by(plan: dict[str, Any], filled: Filled) -> dict[str, Any]:
    """Give a plan with the rules and the phases that were written, by date."""
    changes = [c for c in filled.values[CHANGES_OF_CARE] if c["date"] or c["label"]]
    return plan | {
        "project": plan["project"] | {"rules": filled.values[RULES]},
        "change": sorted(changes, key=lambda change: change["date"]),
    }


def _plan_mistakes(
    posted: Mapping[str, str], entry: Entry, content: dict[str, Any]
) -> dict[str, str]:
    """Say what keeps a plan that charts otherwise from being saved, by field."""
    reason = posted.get("reason", "").strip()
    try:
        found = list(charting_changes(parse(entry.content), parse(content)))
    except EfqiError as refused:
        return {"": str(refused)}
    if not found:
        return {"": _("Nothing is different yet")}
    if not reason:
        return {"reason": _("Say why: it is shown beside your name")}
    if len(reason) > MOST_WORDS:
        return {"reason": _("Use 20,000 characters or fewer")}
    return {}


def _save_plan(visit: Visit, entry: Entry, content: dict[str, Any]) -> Saved | Conflict:
    """Save a plan that charts otherwise, with a decision for each difference."""
    reason = visit.request.POST.get("reason", "").strip()
    with transaction.atomic():
        read = visit.version_read()
        saved = save_plan(visit.project, content, read=read, by=visit.person)
        if isinstance(saved, Conflict):
            return replace(saved, content=_explicit(saved.content))
        for about, was, will in charting_changes(parse(entry.content), parse(content)):
            what = f"{was} → {will}"
            decide(visit.project, visit.person, about, what, reason)
    return saved


def _charting_mistakes(content: dict[str, Any]) -> dict[str, str]:
    if content["project"]["rules"] not in RULE_WORDS:
        return {"rules": _("Choose the rules")}
    if not content["change"]:
        return {"changes": _("Keep at least one date on which care changed")}
    if any(len(change["label"]) > _LONGEST_LABEL for change in content["change"]):
        return {"changes": _("Use 300 characters or fewer for each change")}
    if all(change["label"] and _is_day(change["date"]) for change in content["change"]):
        return {}
    return {"changes": _("Give each change a real date and a few words")}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@asks(Action.MANAGE_DATA)
def keep(visit: Visit) -> HttpResponse:
    """Set the day on which exact counts are deleted."""
    project, posted = visit.project, visit.request.POST
    error = ""
    if visit.request.method == "POST":
        written = posted.get("until", "").strip()
        tomorrow = timezone.localdate() + timedelta(days=1)
        if written and (not _is_day(written) or date.fromisoformat(written) < tomorrow):
            error = _("Write a real date from tomorrow on, or leave it blank")
        else:
            until = date.fromisoformat(written) if written else None
            Project.objects.filter(pk=project.pk).update(exact_kept_until=until)
            LogLine.objects.create(
                project_key=project.key,
                by=visit.person.name,
                at=timezone.now(),
                what="set how long exact counts are kept",
                detail={"until": written},
            )
            return redirect("data", project.key)
    until = project.exact_kept_until
    context = {
        "error": error,
        "until": posted.get("until", until.isoformat() if until else ""),
        "chapter": "data",
    }
    status = _REFUSED if error else HTTPStatus.OK
    return visit.show("data/keep.html", context, status=status)


@asks(Action.MANAGE_DATA)
def back(visit: Visit, version_key: str) -> HttpResponse:
    """Go back to an earlier version of the data, as a new version."""
    is_there = visit.project.cells.filter(key=version_key).exists()
    if visit.request.method != "POST" or not is_there:
        raise Http404
    job = promise(visit.project, visit.person, {"back_to": version_key})
    return redirect("work", visit.project.key, job.key)


def _entry(project: Project, kind: str, key: str) -> Entry | None:
    return project.entries.filter(kind=kind, key=key, deleted_at=None).first()
