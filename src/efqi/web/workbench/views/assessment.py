"""Self-assessment: each person alone, then the spread; never a total or a rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from efqi.projects.document.people import AssessmentSheet, Score
from efqi.projects.permission import Action
from efqi.projects.practice import Aspect, AssessmentItem
from efqi.projects.quoting import may_name, may_read
from efqi.projects.self_assessment import (
    has_seen,
    is_claimed,
    is_for_another,
    own_sheet,
    rescored,
    spreads,
)
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.access import reader_of
from efqi.web.workbench.document import document_of
from efqi.web.workbench.forms.asked_of_assessment import SCORE_LABELS, sheet_form
from efqi.web.workbench.forms.filled import Filled, Posted, values_of
from efqi.web.workbench.forms.wording import error_words
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Entry
from efqi.web.workbench.saving import Conflict, save_record

MINE, ANOTHER = "mine", "new"
"""Sheets by how they are asked for: one's own, and one written down for someone else."""
_KIND = "assessment"


@asks(Action.READ)
def assessment(visit: Visit) -> HttpResponse:
    """Show the spread of every item that this person has scored, or may only read."""
    content = load_practice().assessment
    document = document_of(visit.project)
    reader = reader_of(visit.person, visit.may)
    sheets = {sheet.identifier: sheet for sheet in document.assessments}
    mine = sheets.get(reader.sheet)
    writes = Action.WRITE in visit.may
    found = spreads(content, document.assessments, timezone.localdate())
    context = {
        "chapter": "values",
        "content": content,
        "aspects": [
            (
                aspect,
                [spread for spread in found if spread.item.aspect is aspect],
                not writes or has_seen(mine, aspect),
            )
            for aspect in Aspect
        ],
        "others": [
            (
                sheet.by if may_name(sheet, reader) else _("Someone"),
                sheet,
                may_read(sheet, reader),
            )
            for sheet in document.assessments
            if sheet.identifier != reader.sheet
        ],
        "has_begun": mine is not None,
    }
    return visit.show("assessment/spread.html", context)


@asks(Action.WRITE)
def assess(visit: Visit, sheet: str, aspect: str) -> HttpResponse:
    """Ask one person, alone, for the scores of one aspect."""
    if aspect not in set(Aspect):
        raise Http404
    if sheet != MINE and Action.SEE_PEOPLE not in visit.may:
        raise PermissionDenied(Action.SEE_PEOPLE.value)
    asked = Aspect(aspect)
    entry = _entry(visit, sheet)
    begun = _begun(visit, sheet, entry)
    given, conflict = _shown(begun), None
    if visit.request.method == "POST":
        given = _read(_items(asked), visit.request.POST)
        made = _named(begun, sheet, visit.request.POST, given.errors)
        if not given.errors:
            content = load_practice().assessment
            whole = rescored(made, asked, content, given.scores)
            saved = save_record(
                visit.project,
                _KIND,
                whole,
                read=visit.version_read(),
                by=visit.person,
            )
            if not isinstance(saved, Conflict):
                return _next(visit, sheet, saved.key, asked)
            conflict = replace(saved, content=_part(saved.content, asked))
        begun = made
    aspects = list(Aspect)
    context = {
        "chapter": "values",
        "content": load_practice().assessment,
        "aspect": asked,
        "step": aspects.index(asked) + 1,
        "items": _items(asked),
        "given": given,
        "sheet": begun,
        "is_another": sheet != MINE,
        **meanwhile(visit, entry, conflict, _filled(asked, begun, given.scores)),
    }
    is_refused = bool(given.errors or conflict)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return visit.show("assessment/sheet.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _Given:
    """What stands in the form: texts by name, sentences by name, and what they mean."""

    texts: Mapping[str, str]
    errors: dict[str, str]
    scores: tuple[Score, ...] = ()
    claimed: frozenset[str] = frozenset()


def _items(aspect: Aspect) -> tuple[AssessmentItem, ...]:
    items = load_practice().assessment.items
    return tuple(item for item in items if item.aspect is aspect)


def _part(sheet: dict[str, Any], aspect: Aspect) -> dict[str, Any]:
    """Give a sheet with the scores of one aspect: a form asks for no others."""
    items = {item.identifier for item in _items(aspect)}
    return sheet | {"scores": [s for s in sheet["scores"] if s["item"] in items]}


def _filled(aspect: Aspect, begun: AssessmentSheet, scores: Sequence[Score]) -> Filled:
    """Give what was written as a form that is compared with what another wrote."""
    form = sheet_form(_items(aspect))
    content = begun.model_copy(update={"scores": tuple(scores)}).model_dump(mode="json")
    return Filled(form, values_of(form, content, ()), {}, None)


def _own(visit: Visit) -> str:
    return own_sheet(str(visit.person.account))


def _entry(visit: Visit, sheet: str) -> Entry | None:
    if sheet == ANOTHER:
        return None
    key = _own(visit) if sheet == MINE else sheet
    found = visit.project.entries.filter(kind=_KIND, key=key).first()
    if sheet != MINE and (found is None or not _is_for_another(found)):
        raise Http404
    return found


def _is_for_another(entry: Entry) -> bool:
    return is_for_another(AssessmentSheet.model_validate(entry.content))


def _begun(visit: Visit, sheet: str, entry: Entry | None) -> AssessmentSheet:
    if entry is not None:
        return AssessmentSheet.model_validate(entry.content)
    is_mine = sheet == MINE
    return AssessmentSheet(
        identifier=_own(visit) if is_mine else f"other{uuid4().hex[:12]}",
        by=visit.person.name[:300] if is_mine else "",
        on=timezone.localdate(),
        is_outside=not is_mine,
    )


def _named(
    begun: AssessmentSheet, sheet: str, posted: Posted, errors: dict[str, str]
) -> AssessmentSheet:
    """Take over who is asked, where that is someone else."""
    if sheet == MINE:
        return begun
    by = posted.get("by", "").strip()[:300]
    if not by:
        errors["by"] = _("Whose scores are these?: write something here")
    is_outside = posted.get("is_outside", "") == "yes"
    return begun.model_copy(update={"by": by, "is_outside": is_outside})


def _shown(sheet: AssessmentSheet) -> _Given:
    texts: dict[str, str] = {}
    for score in sheet.scores:
        texts[f"score.{score.item}"] = str(score.score)
        texts[f"evidence.{score.item}"] = score.evidence
        day = score.evidence_on
        texts[f"evidence_on.{score.item}"] = day.isoformat() if day else ""
    today = timezone.localdate()
    claimed = (score.item for score in sheet.scores if is_claimed(score, today))
    return _Given(texts, {}, claimed=frozenset(claimed))


def _read(items: Sequence[AssessmentItem], posted: Posted) -> _Given:
    texts: dict[str, str] = {}
    errors: dict[str, str] = {}
    scores: list[Score] = []
    for item in items:
        names = {part: f"{part}.{item.identifier}" for part in SCORE_LABELS}
        written = {part: posted.get(name, "").strip() for part, name in names.items()}
        texts |= {names[part]: text for part, text in written.items()}
        if not any(written.values()):
            continue
        filled = {part: text for part, text in written.items() if text}
        try:
            scores.append(Score.model_validate({"item": item.identifier, **filled}))
        except ValidationError as error:
            for detail in error.errors():
                part = str(detail["loc"][0])
                label = f"{item.name}, {SCORE_LABELS[part].lower()}"
                errors[names[part]] = error_words(
                    detail["type"], label, detail.get("ctx", {})
                )
    return _Given(texts, errors, tuple(scores))


def _next(visit: Visit, sheet: str, key: str, aspect: Aspect) -> HttpResponse:
    """Go on to the next aspect, or to the spread after the last."""
    aspects = list(Aspect)
    after = aspects[aspects.index(aspect) + 1 :]
    if not after:
        return redirect("assessment", visit.project.key)
    name = MINE if sheet == MINE else key
    return redirect("assess", visit.project.key, name, after[0].value)
