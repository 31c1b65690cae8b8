"""Explain a group that is not better, or a way of grouping that is not looked at."""

from dataclasses import replace
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.document.measurement import GroupExplanation, Unlooked
from efqi.projects.document.record import Record
from efqi.projects.gates.looks_at import MINIMUM
from efqi.projects.gates.not_better import NotBetter, not_better
from efqi.projects.permission import Action
from efqi.reports.wording.care import care_word, whose_care
from efqi.reports.wording.sentence import capital
from efqi.web.page import Visit, asks
from efqi.web.workbench.forms.asked_of_answer import EXPLANATION, UNLOOKED
from efqi.web.workbench.forms.field import Form
from efqi.web.workbench.forms.filled import Filled, read, shown
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.saving import Conflict, save_record


def explanation_of(group: NotBetter) -> GroupExplanation:
    """Give what is written about a group, or a blank to begin with."""
    if group.explanation is not None:
        return group.explanation
    return GroupExplanation(
        measure=group.view.measure.name,
        dimension=group.view.dimension,
        group=group.group.group,
        explanation="",
        owner="",
        written_at=timezone.now(),
    )


def explanation_key(group: NotBetter) -> str:
    """Give the key by which the page of a group's explanation is found."""
    return KINDS["explanation"].key_of(explanation_of(group))


@asks(Action.WRITE)
def explain(visit: Visit, entry_key: str) -> HttpResponse:
    """Ask why a group is not better, and who looks into it."""
    group = next(
        (g for g in not_better(visit.known().facts) if explanation_key(g) == entry_key),
        None,
    )
    if group is None:
        raise Http404
    form = replace(
        EXPLANATION,
        heading=_("%(group)s: why not better, and who looks into it?")
        % {"group": whose_care(group.figures)},
        why=_("%(measure)s: %(word)s. %(why)s")
        % {
            "measure": capital(group.view.measure.title),
            "word": care_word(group.category).lower(),
            "why": _(EXPLANATION.why),
        },
    )
    return _asked(visit, form, explanation_of(group))


@asks(Action.WRITE)
def not_looked_at(visit: Visit, dimension: str) -> HttpResponse:
    """Ask why people are not grouped in one of the ways that every project looks at."""
    if dimension not in MINIMUM:
        raise Http404
    form = replace(
        UNLOOKED,
        heading=_("Why do you not look at %(dimension)s?") % {"dimension": dimension},
    )
    by = visit.person.name
    begun = Unlooked(dimension=dimension, reason="", by=by, at=timezone.now())
    return _asked(visit, form, begun)


def _asked(visit: Visit, form: Form, begun: Record) -> HttpResponse:
    """Show a form whose every question needs an answer, and save what was written."""
    entry = visit.project.entries.filter(
        kind=form.kind, key=KINDS[form.kind].key_of(begun)
    ).first()
    record = KINDS[form.kind].type.model_validate(entry.content) if entry else begun
    filled, conflict = shown(form, record, ()), None
    if visit.request.method == "POST":
        filled = _complete(read(form, begun, visit.request.POST))
        if filled.record is not None:
            saved = save_record(
                visit.project,
                form.kind,
                filled.record,
                read=visit.version_read(),
                by=visit.person,
            )
            if not isinstance(saved, Conflict):
                return redirect("answer", visit.project.key)
            conflict = saved
    status = HTTPStatus.OK
    if filled.errors or conflict:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "filled": filled,
        **meanwhile(visit, entry, conflict, filled),
        "chapter": "answer",
        "entry": entry if entry is not None and entry.deleted_at is None else None,
    }
    return visit.show("record/edit.html", context, status=status)


def _complete(filled: Filled) -> Filled:
    """Refuse a form with a question left open."""
    errors = dict(filled.errors)
    for field in filled.form.fields:
        if not filled.values[field.path]:
            errors[field.path] = _("Write an answer: %(label)s") % {
                "label": _(field.label)
            }
    return replace(filled, errors=errors, record=None) if errors else filled
