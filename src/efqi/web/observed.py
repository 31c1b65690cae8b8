"""What can be seen of a running service: its files, database and settings."""

from dataclasses import dataclass

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import connection

from efqi.web.workbench.models import Person, Project


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen.

    Attributes
    ----------
    database : str
        Kind of database.
    is_debugging : bool
        Whether errors would show what stands behind them.
    home_is_private : bool
        Whether only the service's own user can open its folder.
    administrators : int
        People who keep the service.
    without_end : int
        Projects that hold exact counts and no day on which these are deleted.
    errors : tuple of str
        What Django's own checks found.
    """

    database: str
    is_debugging: bool
    home_is_private: bool
    administrators: int
    without_end: int
    errors: tuple[str, ...]


def observe() -> Observed:
    """Look."""
    keepers = Person.objects.filter(is_superuser=True, is_active=True)
    held = Project.objects.filter(
        cells__isnull=False, exact_kept_until=None, deleted_at=None
    )
    found = run_checks(include_deployment_checks=False)
    return Observed(
        connection.vendor,
        settings.DEBUG,
        settings.CONFIGURATION.home.stat().st_mode & 0o077 == 0,
        keepers.count(),
        held.distinct().count(),
        tuple(str(each.msg) for each in found if each.level >= ERROR),
    )
