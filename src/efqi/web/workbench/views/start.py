"""Start a project: a name, a file, what is counted, for whom, what changed."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from efqi.errors import EfqiError
from efqi.projects.document.document import Method
from efqi.projects.document.measurement import Arrival
from efqi.projects.parse import parse
from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import make_answer
from efqi.web.workbench.beginning import begin
from efqi.web.workbench.counting import count_upload
from efqi.web.workbench.document import document_of
from efqi.web.workbench.kinds import ONLY, PLAN
from efqi.web.workbench.mapping import (
    Meaning,
    guess,
    look_at,
    meaning_of,
    plan_of,
    with_groups,
)
from efqi.web.workbench.models import Person
from efqi.web.workbench.saving import NEW, save_plan
from efqi.web.workbench.uploads import Upload, find_upload, keep_upload

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@login_required
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
    if values["method"] not in {method.value for method in Method}:
        errors["method"] = _("Choose how you work")
    if errors:
        context = {"errors": errors, "values": values}
        return render(request, "start/new.html", context, status=_REFUSED)
    method = Method(values["method"])
    project = begin(person, values["title"], method, values["problem"])
    return redirect("upload", project.key)


@asks(Action.MANAGE_DATA)
def upload(visit: Visit) -> HttpResponse:
    """Take a file; what it means is asked next."""
    error = ""
    if visit.request.method == "POST":
        file = visit.request.FILES.get("file")
        if file is None:
            error = _("Choose a file")
        else:
            try:
                kept = keep_upload(file, visit.person.pk)
                guess(kept.path)
            except EfqiError as refused:
                error = str(refused)
            else:
                return redirect("confirm", visit.project.key, kept.key)
    status = _REFUSED if error else HTTPStatus.OK
    context = {"error": error, "chapter": "data"}
    return visit.show("start/upload.html", context, status=status)


@asks(Action.MANAGE_DATA)
def confirm(visit: Visit, upload_key: str) -> HttpResponse:
    """Show what the file is taken to mean; count it once that is confirmed."""
    kept = find_upload(upload_key, visit.person.pk)
    if kept is None:
        return redirect("upload", visit.project.key)
    plan = guess(kept.path)
    meaning = meaning_of(plan)
    errors: dict[str, str] = {}
    if visit.request.method == "POST":
        meaning, errors = _read(visit.request, meaning)
        if not errors:
            try:
                _count(visit, kept, meaning)
            except EfqiError as refused:
                errors = {"": str(refused)}
            else:
                return redirect("data", visit.project.key)
    context = {
        "meaning": meaning,
        "columns": look_at(kept.path),
        "errors": errors,
        "file": kept.path.name,
        "chapter": "data",
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("start/confirm.html", context, status=status)


def _read(request: HttpRequest, before: Meaning) -> tuple[Meaning, dict[str, str]]:
    posted = request.POST
    errors: dict[str, str] = {}

    def text(name: str, complaint: str) -> str:
        value = posted.get(name, "").strip()
        if not value:
            errors[name] = complaint
        return value

    def number(name: str) -> float:
        try:
            return float(posted.get(name, ""))
        except ValueError:
            errors[name] = _("Write a number, such as 2")
            return 0.0

    column, _equals, value = posted.get("outcome", "").partition("=")
    groups = posted.getlist("groups")
    if not groups:
        errors["groups"] = _("Choose at least one column that says who people are")
    meaning = Meaning(
        posted.get("date", before.date),
        (column, value) if column else None,
        text("title", _("Say what is counted")),
        text("of", _("Say among what it is counted")),
        text("better", _("Choose which way is better")),
        before.groups,
        before.compare,
        before.reference,
        _day(posted, before.change_date, errors),
        text("change_label", _("Say what changed")),
        number("margin_points"),
        number("margin_percent"),
    )
    return with_groups(meaning, groups), errors


def _day(posted: Mapping[str, str], before: date, errors: dict[str, str]) -> date:
    parts = [
        posted.get(f"change_date[{part}]", "") for part in ("year", "month", "day")
    ]
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        errors["change_date"] = _("Write a real date, such as 1 4 2025")
        return before


def _count(visit: Visit, kept: Upload, meaning: Meaning) -> None:
    content = plan_of(kept.path, visit.project.title, meaning)
    count_upload(visit.project, parse(content), kept, visit.person, Arrival.FIRST)
    entry = visit.project.entries.filter(kind=PLAN, key=ONLY).first()
    read = entry.version if entry else NEW
    save_plan(visit.project, content, read=read, by=visit.person)
    make_answer(visit.project, document_of(visit.project))
