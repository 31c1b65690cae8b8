"""Exact counts are deleted on the day that a project set, for real."""

from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from efqi.web.workbench.models import Cells, LogLine, Project

_COUNTS = "exact counts"
_DELETED, _FORGOTTEN = "deleted", "overwritten"
"""What the log says of exact counts: their rows are gone; these are gone from its files too."""


def first_day_to_delete(today: date, months: int) -> date:
    """Give the day so many months from today; the 28th where the month is shorter."""
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, min(today.day, 28))


def set_day_to_delete(project: Project) -> None:
    """Set the day on which exact counts that came in go, where this service has one.

    A day that is still to come stays as people set it. One that has come is used up: what
    was due on it is gone, and what comes now is kept for a time of its own.
    """
    today, months = timezone.localdate(), settings.CONFIGURATION.keep_exact_months
    day = first_day_to_delete(today, months) if months else None
    is_open = Q(exact_kept_until=None) | Q(exact_kept_until__lte=today)
    Project.objects.filter(is_open, pk=project.pk).update(exact_kept_until=day)


def due(today: date) -> list[Project]:
    """List the projects whose exact counts are to be deleted, and are still there."""
    return list(
        Project.objects.filter(exact_kept_until__lte=today, cells__isnull=False)
        .distinct()
        .order_by("pk")
    )


def delete_due(today: date | None = None) -> int:
    """Delete the exact counts of every project whose day has come.

    Answers that were released stay. `forget_deleted` takes what the counts were out of the
    database's files.

    Parameters
    ----------
    today : date, optional
        The day to judge by.

    Returns
    -------
    int
        How many projects lost theirs.
    """
    projects = due(today or timezone.localdate())
    if not projects:
        return 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Deleted pages are overwritten, and not only given back.
            cursor.execute("PRAGMA secure_delete = ON")
    for project in projects:
        with transaction.atomic():
            number, _ = Cells.objects.filter(project=project).delete()
            LogLine.objects.create(
                project_key=project.key,
                by="",
                at=timezone.now(),
                what=_DELETED,
                about=_COUNTS,
                detail={"versions": number},
            )
    return len(projects)


def forget_deleted() -> None:
    """Rewrite what the database keeps of exact counts that were deleted, until it is done.

    They cannot be read from its files any more then; copies of those are not reached.
    """
    log = LogLine.objects.filter(about=_COUNTS)
    last = log.filter(what__in=(_DELETED, _FORGOTTEN)).order_by("-pk").first()
    if last is not None and last.what == _DELETED and _is_rewritten():
        LogLine.objects.create(at=timezone.now(), what=_FORGOTTEN, about=_COUNTS)


def _is_rewritten() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, *_pages = cursor.fetchone()
            return not is_busy
        cursor.execute(f"VACUUM (FULL) {Cells._meta.db_table}")
        return True
