"""Save, delete and bring back entries; nothing that was acknowledged is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from pydantic_core import to_jsonable_python

from efqi.projects.document.document import Method
from efqi.projects.document.record import Record
from efqi.web.workbench.kinds import KINDS, ONLY, PLAN
from efqi.web.workbench.models import Entry, EntryVersion, LogLine, Person, Project

NEW = 0
"""Version that a writer names who saw no entry yet."""
_LONGEST = 10
"""Digits of a number that no version reaches."""


def version_read(posted: Mapping[str, str], name: str = "version") -> int:
    """Give the version that a form was filled from; `NEW` where it names none."""
    named = posted.get(name, "")
    return int(named) if named.isdecimal() and len(named) < _LONGEST else NEW


@dataclass(frozen=True, slots=True)
class Saved:
    """An entry that was saved, and the version that it has now."""

    key: str
    version: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Someone else saved first: what stands there now, and its version."""

    content: Any
    version: int
    by: str


def save_record(
    project: Project, kind: str, record: Record, *, read: int, by: Person | None
) -> Saved | Conflict:
    """Save a record of a project.

    Parameters
    ----------
    project : Project
        Where it belongs.
    kind : str
        A key of `KINDS`.
    record : Record
        Already checked by its type.
    read : int
        Version that its writer had before them; `NEW` where there was none.
    by : Person or None
        The writer.

    Returns
    -------
    Saved or Conflict
        A conflict changes nothing.
    """
    key = KINDS[kind].key_of(record)
    return _save(project, (kind, key), record.model_dump(mode="json"), read, by)


def save_plan(
    project: Project, plan: dict[str, Any], *, read: int, by: Person | None
) -> Saved | Conflict:
    """Save the measurement plan, as `save_record` does a record."""
    return _save(project, (PLAN, ONLY), to_jsonable_python(plan), read, by)


@transaction.atomic
def save_method(project: Project, method: Method, by: Person | None) -> None:
    """Change how a project works; what other methods asked for is kept as it is."""
    now = timezone.now()
    Project.objects.filter(pk=project.pk).update(method=method.value, changed_at=now)
    LogLine.objects.create(
        project_key=project.key,
        by=by.name if by else "",
        at=now,
        what="saved",
        about="method",
        detail={"from": project.method, "to": method.value},
    )


@transaction.atomic
def _save(
    project: Project, place: tuple[str, str], content: Any, read: int, by: Person | None
) -> Saved | Conflict:
    kind, key = place
    now = timezone.now()
    # The row is changed only if it still has the version that was read.
    changed = Entry.objects.filter(
        project=project, kind=kind, key=key, version=read
    ).update(content=content, version=F("version") + 1, changed_at=now, deleted_at=None)
    entry, is_new = Entry.objects.get_or_create(
        project=project,
        kind=kind,
        key=key,
        defaults={
            "content": content,
            "changed_at": now,
            "position": Entry.objects.filter(project=project, kind=kind).count(),
        },
    )
    if not (changed or is_new):
        return _conflict(entry)
    add_version(entry, by)
    _log(entry, by, "saved")
    return Saved(key, entry.version)


def _conflict(entry: Entry) -> Conflict:
    last = entry.versions.select_related("by").first()
    name = last.by.name if last and last.by else ""
    return Conflict(entry.content, entry.version, name)


@transaction.atomic
def remove_entry(entry: Entry, by: Person | None) -> None:
    """Delete an entry; it can be brought back."""
    now = timezone.now()
    Entry.objects.filter(pk=entry.pk).update(
        deleted_at=now, changed_at=now, version=F("version") + 1
    )
    entry.refresh_from_db()
    add_version(entry, by)
    _log(entry, by, "deleted")


@transaction.atomic
def restore_entry(entry: Entry, by: Person | None) -> None:
    """Bring a deleted entry back as it was."""
    Entry.objects.filter(pk=entry.pk).update(
        deleted_at=None, changed_at=timezone.now(), version=F("version") + 1
    )
    entry.refresh_from_db()
    add_version(entry, by)
    _log(entry, by, "brought back")


def add_version(entry: Entry, by: Person | None) -> None:
    """Write down what an entry holds now."""
    EntryVersion.objects.create(
        entry=entry,
        version=entry.version,
        content=entry.content,
        is_deleted=entry.deleted_at is not None,
        by=by,
        at=entry.changed_at if entry.deleted_at is None else entry.deleted_at,
    )


def _log(entry: Entry, by: Person | None, what: str) -> None:
    project = entry.project
    Project.objects.filter(pk=project.pk).update(changed_at=entry.changed_at)
    LogLine.objects.create(
        project_key=project.key,
        by=by.name if by else "",
        at=timezone.now(),
        what=what,
        about=f"{entry.kind}/{entry.key}",
        detail={"version": entry.version},
    )
