"""Start a project: a name, then data, then where care stands, then the aim."""

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.agreed import agreed
from efqi.projects.document.charter import Aim
from efqi.projects.document.document import Method
from efqi.projects.permission import Action
from efqi.reports.wording.baseline import Baseline, baseline_of
from efqi.web.accounts.signed_in import signed_in
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.beginning import begin
from efqi.web.workbench.document import document_of
from efqi.web.workbench.forms.asked import FORMS
from efqi.web.workbench.forms.asked_of_values import AGREE_AGAIN
from efqi.web.workbench.forms.field import Form
from efqi.web.workbench.forms.filled import read, shown
from efqi.web.workbench.forms.offer import offered
from efqi.web.workbench.kinds import ONLY
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Person
from efqi.web.workbench.saving import Conflict, Saved, save_record

_LONGEST = {"title": 300, "problem": 20_000}
"""Characters that a project keeps of what it begins with."""
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a name, the problem in one line, and the method."""
    if request.method != "POST":
        return render(request, "start/new.html", {"errors": {}, "values": {}})
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    values = {
        name: request.POST.get(name, "").strip()
        for name in ("title", "problem", "method")
    }
    errors = {}
    if not values["title"]:
        errors["title"] = _("Give the project a name")
    for name, most in _LONGEST.items():
        if len(values[name]) > most:
            errors[name] = _("Use %(most)s characters or fewer") % {"most": f"{most:,}"}
    if values["method"] not in {method.value for method in Method}:
        errors["method"] = _("Choose how you work")
    if errors:
        context = {"errors": errors, "values": values}
        return render(request, "start/new.html", context, status=_REFUSED)
    method = Method(values["method"])
    project = begin(person, values["title"], method, values["problem"])
    return redirect("upload", project.key)


@asks(Action.READ)
def baseline(visit: Visit) -> HttpResponse:
    """Show where care stands, group by group, before an aim is set."""
    found = _baseline(visit)
    if found is None:
        return redirect("data", visit.project.key)
    context = {"baseline": found, "chapter": "data"}
    return visit.show("start/baseline.html", context)


@asks(Action.WRITE)
def aim(visit: Visit) -> HttpResponse:
    """Ask for the aim, with the level that each target starts from beside it."""
    found = _baseline(visit)
    facts = visit.known().facts
    form = offered(FORMS["aim"], facts)
    form = _beside(form, found) if found else form
    entry = visit.project.entries.filter(kind="aim", key=ONLY, deleted_at=None).first()
    begun = (
        Aim.model_validate(entry.content)
        if entry
        else Aim(
            measure=facts.plan.contrast.measure if facts.plan else "",
            group=found.worst if found else "",
        )
    )
    filled, conflict = shown(form, begun, ()), None
    if visit.request.method == "POST":
        filled = read(form, begun, visit.request.POST)
        if isinstance(filled.record, Aim):
            again = bool(filled.values[AGREE_AGAIN])
            saved = _saved(
                visit, agreed(begun, filled.record, timezone.now(), again=again)
            )
            if not isinstance(saved, Conflict):
                return redirect("overview", visit.project.key)
            conflict = saved
    context = {
        "filled": filled,
        "chapter": "values",
        **meanwhile(visit, entry, conflict, filled),
    }
    is_refused = bool(filled.errors or conflict)
    return visit.show(
        "record/edit.html", context, status=_REFUSED if is_refused else HTTPStatus.OK
    )


def _saved(visit: Visit, record: Aim) -> Saved | Conflict:
    return save_record(
        visit.project, "aim", record, read=visit.version_read(), by=visit.person
    )


def _baseline(visit: Visit) -> Baseline | None:
    answered = last_answer(visit.project)
    plan = document_of(visit.project).parsed_plan()
    if answered is None or plan is None:
        return None
    return baseline_of(answered.release, plan)


def _beside(form: Form, found: Baseline) -> Form:
    """Put the level of today under each question about a target."""
    overall = _("Now: %(level)s.") % {"level": found.total} if found.total else ""
    group = (
        _("Now, for %(group)s: %(level)s.")
        % {"group": found.worst, "level": found.worst_level}
        if found.worst
        else ""
    )
    hints = {"overall_target": overall, "group_target": group}
    # Words of a form are looked up in a catalogue, where a per cent sign opens a gap.
    fields = tuple(
        replace(field, hint=hints.get(field.path, "").replace("%", "%%") or field.hint)
        for field in form.fields
    )
    return replace(form, fields=fields)
