"""Bring data: a file or typed numbers, what they mean, and how far the counting is."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.errors import EfqiError, ExtractError
from efqi.projects.document.measurement import Arrival, MeasureRole
from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.counting import Asked
from efqi.web.workbench.document import document_of
from efqi.web.workbench.jobs import CHANGES, promise
from efqi.web.workbench.mapping import (
    Meaning,
    look_at,
    meaning_of,
    plan_of,
    sides_of,
)
from efqi.web.workbench.meaning_form import blocks_of, read_meaning, texts_of
from efqi.web.workbench.models import Job
from efqi.web.workbench.more_measures import (
    MoreMeasure,
    counted_already,
    read_more,
    with_measures,
)
from efqi.web.workbench.typed import TYPED, as_text, sheet_of
from efqi.web.workbench.uploads import Upload, find_upload, keep_text, keep_upload
from efqi.web.workbench.views.published import is_published_table

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
_MEASURE = "measure"
"""Sent in place of an arrival where a file comes again for another measure of it."""
_LATER = (
    Arrival.APPENDED.value,
    Arrival.CORRECTED.value,
    Arrival.REPLACED.value,
    _MEASURE,
)


@asks(Action.MANAGE_DATA)
def upload(visit: Visit) -> HttpResponse:
    """Take a file; what it means, or what it does to the data before, is known next."""
    errors: dict[str, str] = {}
    is_later = visit.project.cells.exists()
    posted = visit.request.POST
    if visit.request.method == "POST":
        file = visit.request.FILES.get("file")
        if file is None:
            errors["file"] = _("Choose a file")
        if is_later and posted.get("arrival") not in _LATER:
            errors["arrival"] = _("Choose what the file does")
        if file is not None and not errors:
            try:
                return _taken(visit, keep_upload(file, visit.person.pk), is_later)
            except EfqiError as refused:
                errors["file"] = str(refused)
    context = {
        "errors": errors,
        "is_later": is_later,
        "arrival": posted.get("arrival", visit.request.GET.get("arrival", "")),
        "note": posted.get("note", ""),
        "chapter": "data",
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("start/upload.html", context, status=status)


@asks(Action.MANAGE_DATA)
def typed(visit: Visit) -> HttpResponse:
    """Take monthly numbers that are typed or pasted."""
    sheet = sheet_of(visit.request.GET)
    errors: dict[str, str] = dict(sheet.errors)
    is_later = visit.project.cells.exists()
    if visit.request.method == "POST":
        sheet = sheet_of(visit.request.POST)
        errors = dict(sheet.errors)
        text = as_text(sheet)
        if not text and not errors:
            errors["lines"] = _("Type or paste at least one month")
        if is_later and visit.request.POST.get("arrival") not in _LATER:
            errors["arrival"] = _("Choose what the numbers do")
        if not errors:
            try:
                return _taken(visit, keep_text(TYPED, text, visit.person.pk), is_later)
            except EfqiError as refused:
                errors["lines"] = str(refused)
    context = {
        "sheet": sheet,
        "errors": errors,
        "is_later": is_later,
        "arrival": visit.request.POST.get("arrival", ""),
        "note": visit.request.POST.get("note", ""),
        "chapter": "data",
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("start/typed.html", context, status=status)


def _taken(visit: Visit, kept: Upload, is_later: bool) -> HttpResponse:
    """Go on with a file: new months are counted as before, others are asked about."""
    arrival = visit.request.POST.get("arrival", "")
    if is_later and arrival == _MEASURE:
        return redirect("another-measure", visit.project.key, kept.key)
    if is_later and arrival != Arrival.REPLACED.value:
        asked = Asked(
            kept.key,
            visit.person.pk,
            None,
            arrival,
            visit.request.POST.get("note", "").strip(),
            kept.path.name == TYPED,
        )
        job = promise(visit.project, visit.person, asked.content())
        return redirect("work", visit.project.key, job.key)
    try:
        look_at(kept.path)
    except ExtractError:
        if not is_published_table(kept.path):
            raise
        return redirect("published", visit.project.key, kept.key)
    return redirect("confirm", visit.project.key, kept.key)


@asks(Action.MANAGE_DATA)
def confirm(visit: Visit, upload_key: str) -> HttpResponse:
    """Show what the file is taken to mean; have it counted once that is confirmed."""
    kept = find_upload(upload_key, visit.person.pk)
    if kept is None:
        return redirect("upload", visit.project.key)
    look = look_at(kept.path)
    meaning = meaning_of(_plan_before(visit, kept) or look.plan)
    errors: dict[str, str] = {}
    if visit.request.method == "POST":
        meaning, errors = read_meaning(visit.request.POST, meaning)
        if not errors:
            try:
                job = _promised(visit, kept, meaning)
            except EfqiError as refused:
                errors = {"": str(refused)}
            else:
                return redirect("work", visit.project.key, job.key)
    context = {
        "meaning": meaning,
        "columns": look.columns,
        "sides": sides_of(kept.path, visit.project.title, meaning),
        "texts": texts_of(visit.request.POST, meaning),
        "more": blocks_of(visit.request.POST, meaning),
        "errors": errors,
        "file": "" if kept.path.name == TYPED else kept.path.name,
        "chapter": "data",
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("start/confirm.html", context, status=status)


def _plan_before(visit: Visit, kept: Upload) -> Mapping[str, Any] | None:
    """Give what was confirmed before counting failed, so that nothing is lost."""
    last = visit.project.jobs.filter(asked__upload=kept.key).last()
    return last.asked.get("plan") if last else None


def _promised(visit: Visit, kept: Upload, meaning: Meaning) -> Job:
    content = plan_of(kept.path, visit.project.title, meaning)
    today = timezone.localdate()
    content["contrast"].setdefault("declared_on", today)
    is_first = not visit.project.entries.filter(kind="data").exists()
    asked = Asked(
        kept.key,
        visit.person.pk,
        _as_json(content),
        (Arrival.FIRST if is_first else Arrival.REPLACED).value,
        typed=kept.path.name == TYPED,
        roles=_roles(content, meaning),
    )
    return promise(visit.project, visit.person, asked.content())


def _roles(content: Mapping[str, Any], meaning: Meaning) -> dict[str, str]:
    """Give what each measure is for, where there are several to tell apart."""
    if not meaning.more:
        return {}
    roles = (MeasureRole.OUTCOME.value, *(more.role for more in meaning.more))
    names = (measure["name"] for measure in content["measure"])
    return dict(zip(names, roles, strict=True))


@asks(Action.MANAGE_DATA)
def another_measure(visit: Visit, upload_key: str) -> HttpResponse:
    """Ask what else is counted in a file that came again; the plan gets that measure."""
    kept = find_upload(upload_key, visit.person.pk)
    plan = document_of(visit.project).plan
    if kept is None or plan is None:
        return redirect("upload", visit.project.key)
    posted, errors = visit.request.POST, dict[str, str]()
    more: MoreMeasure | None = MoreMeasure()
    can_be_added = plan["data"].get("form", "records") == "records"
    if visit.request.method == "POST" and can_be_added:
        more = read_more(posted, "", errors)
        if more is None:
            errors["outcome"] = _("Choose which records count")
        elif counted_already(plan, more.outcome):
            errors["outcome"] = _("This is counted already")
        if not posted.get("reason", "").strip():
            errors["reason"] = _("Say why: it is shown beside your name")
        if more is not None and not errors:
            job = _promised_measure(visit, kept, plan, more)
            return redirect("work", visit.project.key, job.key)
    context = {
        "more": more or MoreMeasure(),
        "outcomes": look_at(kept.path).columns.outcomes if can_be_added else (),
        "can_be_added": can_be_added,
        "counted": [measure["title"] for measure in plan["measure"]],
        "reason": posted.get("reason", ""),
        "errors": errors,
        "chapter": "data",
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("start/another_measure.html", context, status=status)


def _promised_measure(
    visit: Visit, kept: Upload, plan: Mapping[str, Any], more: MoreMeasure
) -> Job:
    section = with_measures(plan, [more])["measure"][-1]
    asked = Asked(
        kept.key,
        visit.person.pk,
        None,
        Arrival.REPLACED.value,
        visit.request.POST["reason"].strip(),
        measure=section,
        roles={section["name"]: more.role},
    )
    return promise(visit.project, visit.person, asked.content())


def _as_json(value: Any) -> Any:
    """Write days as texts, as the database keeps them."""
    if isinstance(value, dict):
        return {name: _as_json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@asks(Action.MANAGE_DATA)
def work(visit: Visit, job_key: str) -> HttpResponse:
    """Show how far the counting is; go on once it is done, or say why it failed."""
    job = visit.project.jobs.filter(key=job_key).first()
    if job is None:
        raise Http404
    if job.state == Job.State.DONE and CHANGES in job.asked:
        return redirect("correction", visit.project.key, job.key)
    if job.state == Job.State.DONE:
        return redirect(_next(visit), visit.project.key)
    kept = find_upload(job.asked.get("upload", ""), visit.person.pk)
    context = {
        "job": job,
        "stages": list(Job.Stage),
        "back": _way_back(visit, job, kept),
        "chapter": "data",
    }
    return visit.show("start/work.html", context)


@asks(Action.MANAGE_DATA)
def correction(visit: Visit, job_key: str) -> HttpResponse:
    """Show what a correction would change; count it for good once someone agrees."""
    job = visit.project.jobs.filter(key=job_key).first()
    if job is None or CHANGES not in job.asked:
        raise Http404
    kept = find_upload(job.asked["upload"], job.asked["person"])
    if visit.request.method == "POST" and kept is not None:
        asked = {name: value for name, value in job.asked.items() if name != CHANGES}
        agreed = promise(visit.project, visit.person, asked | {"is_agreed": True})
        return redirect("work", visit.project.key, agreed.key)
    context = {
        "changes": job.asked[CHANGES],
        "note": job.asked["note"],
        "is_there": kept is not None,
        "chapter": "data",
    }
    return visit.show("data/correction.html", context)


def _next(visit: Visit) -> str:
    has_aim = visit.project.entries.filter(kind="aim", deleted_at=None).exists()
    return "data" if has_aim else "baseline"


def _way_back(visit: Visit, job: Job, kept: Upload | None) -> str:
    """Lead to where the file's meaning can be corrected, or another be brought."""
    if kept is not None and job.asked.get("measure"):
        return reverse("another-measure", args=[visit.project.key, kept.key])
    if kept is not None and job.asked.get("plan"):
        return reverse("confirm", args=[visit.project.key, kept.key])
    return reverse("upload", args=[visit.project.key])
