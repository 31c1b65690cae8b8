"""History: who changed what, when, what stood before, and how to bring it back."""

from collections.abc import Mapping
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.drawing import draw_cycles_again
from efqi.web.workbench.forms.asked import FORMS
from efqi.web.workbench.history import changes, entries_seen, versions_seen
from efqi.web.workbench.kind_words import KIND_WORDS, kind_words, record_name
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.models import Entry, EntryVersion, LogLine
from efqi.web.workbench.saving import Conflict, save_record
from efqi.web.workbench.views.projects import query_of

_PAGE = 30
_MOST_LINES = 30
_OF_ENTRIES = ("saved", "deleted", "brought back")
"""What the log says of entries: it stands on the page already, with its words."""
_NEEDS: Mapping[str, Action] = {"answer": Action.PASS_OVER}
"""What brings an earlier version back beyond leave to write: it can pass over a gate."""
CAN_COME_BACK = frozenset({form.kind for form in FORMS.values()} | set(_NEEDS))
"""Kinds whose earlier versions can be brought back: those that people write in forms. What
the workbench itself wrote down, such as data that came, stays as it happened."""


@asks(Action.READ)
def history(visit: Visit) -> HttpResponse:
    """Show what was changed in the project, the last change first."""
    asked = {name: visit.request.GET.get(name, "")[:64] for name in ("kind", "by")}
    every = versions_seen(visit)
    found = every
    if asked["kind"]:
        found = found.filter(entry__kind=asked["kind"])
    people = _people(every)
    if asked["by"]:
        found = found.filter(by__in=[key for key in people if asked["by"] == str(key)])
    page = Paginator(found, _PAGE).get_page(visit.request.GET.get("page"))
    lines = LogLine.objects.filter(project_key=visit.project.key)
    context = {
        "changes": changes(page.object_list),
        "page": page,
        "asked": asked,
        "query": query_of(asked),
        "kinds": [(k, kind_words(k)) for k in KIND_WORDS if _may_see(visit, k)],
        "people": [(str(key), name) for key, name in people.items()],
        "lines": lines.exclude(what__in=_OF_ENTRIES)[:_MOST_LINES],
    }
    return visit.show("history/project.html", context)


def _people(versions: QuerySet[EntryVersion]) -> dict[int, str]:
    """Name those who saved anything, by name."""
    found = versions.exclude(by=None).order_by("by__name", "by")
    return dict(found.values_list("by", "by__name").distinct())


def _may_see(visit: Visit, kind: str) -> bool:
    return kind not in KINDS or visit.may_see(kind)


@asks(Action.READ)
def entry_history(visit: Visit, kind: str, entry_key: str) -> HttpResponse:
    """Show every version of one record, the last first."""
    return _show(visit, _entry(visit, kind, entry_key))


def _entry(visit: Visit, kind: str, key: str) -> Entry:
    if not _may_see(visit, kind):
        raise PermissionDenied(Action.SEE_PEOPLE.value)
    return get_object_or_404(entries_seen(visit), kind=kind, key=key)


def _show(
    visit: Visit, entry: Entry, *, error: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    versions = entry.versions.select_related("entry", "by")
    page = Paginator(versions, _PAGE).get_page(visit.request.GET.get("page"))
    context = {
        "entry": entry,
        "kind": kind_words(entry.kind),
        "name": record_name(entry.kind, entry.content),
        "changes": changes(page.object_list),
        "page": page,
        "can_come_back": _can_come_back(visit, entry.kind),
        "error": error,
    }
    return visit.show("history/entry.html", context, status=status)


def _can_come_back(visit: Visit, kind: str) -> bool:
    needed = {Action.WRITE, _NEEDS.get(kind, Action.WRITE)}
    return kind in CAN_COME_BACK and needed <= visit.may


@asks(Action.WRITE)
def bring_back(visit: Visit, kind: str, entry_key: str, number: int) -> HttpResponse:
    """Make an earlier version the newest; those between stay in the history."""
    entry = _entry(visit, kind, entry_key)
    earlier = get_object_or_404(EntryVersion, entry=entry, version=number)
    if visit.request.method != "POST" or kind not in CAN_COME_BACK:
        raise Http404
    if not _can_come_back(visit, kind):
        raise PermissionDenied(_NEEDS[kind].value)
    saved = save_record(
        visit.project,
        kind,
        KINDS[kind].type.model_validate(earlier.content),
        read=visit.version_read(),
        by=visit.person,
    )
    if isinstance(saved, Conflict):
        entry.refresh_from_db()
        error = _(
            "Someone saved this after you opened the page. Look again, then choose."
        )
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(visit, entry, error=error, status=status)
    draw_cycles_again(visit.project, kind)
    return redirect("entry-history", visit.project.key, kind, entry_key)
