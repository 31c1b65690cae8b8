"""Delete a project: to the bin, back from it, and really gone after thirty days."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from efqi.web.workbench.models import LogLine, Person, Project

KEPT_FOR = timedelta(days=30)
"""How long a deleted project can be brought back."""


@transaction.atomic
def put_in_bin(project: Project, by: Person) -> None:
    """Take a project out of sight; nothing of it is lost yet."""
    Project.objects.filter(pk=project.pk).update(deleted_at=timezone.now())
    _log(project, by.name, "deleted the project")


@transaction.atomic
def take_from_bin(project: Project, by: Person) -> None:
    """Bring a deleted project back as it was."""
    Project.objects.filter(pk=project.pk).update(deleted_at=None)
    _log(project, by.name, "brought the project back")


def gone_on(project: Project) -> datetime | None:
    """Give the moment from which a deleted project is really gone."""
    return project.deleted_at + KEPT_FOR if project.deleted_at else None


def empty_bin(now: datetime | None = None) -> int:
    """Really delete what was in the bin for thirty days, with its exact counts.

    The log stays: that there was a project, and
    who deleted it, without a word of what it held.

    Parameters
    ----------
    now : datetime, optional
        The present moment unless given.

    Returns
    -------
    int
        How many projects are gone.
    """
    until = (now or timezone.now()) - KEPT_FOR
    gone = list(Project.objects.filter(deleted_at__lte=until))
    _overwrite_what_is_deleted()
    for project in gone:
        with transaction.atomic():
            project.delete()
            _log(project, "", "project is gone for good")
    if gone:
        _forget_the_journal()
    return len(gone)


def _overwrite_what_is_deleted() -> None:
    """Have SQLite write zeros over what is deleted; it would leave it in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _forget_the_journal() -> None:
    """Empty SQLite's journal, which still holds the pages as they were."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _log(project: Project, by: str, what: str) -> None:
    LogLine.objects.create(project_key=project.key, by=by, at=timezone.now(), what=what)
