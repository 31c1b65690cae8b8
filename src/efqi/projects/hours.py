"""Hours of a plan that change hands: who gives them, and what is then missing where."""

from collections.abc import Iterable, Iterator
from datetime import date

from efqi.projects.document.people import ResourceEntry
from efqi.projects.workload import TIME, planned_minutes

WEEK = 7 * 24 * 60
"""Minutes of a week: nobody gives more."""


def unagreed(entries: Iterable[ResourceEntry]) -> tuple[ResourceEntry, ...]:
    """List the hours of a plan that nobody has agreed to."""
    return tuple(e for e in entries if e.line == TIME and e.agreed_on is None)


def can_move(entry: ResourceEntry, to: ResourceEntry) -> bool:
    """Say whether hours can be moved: they are agreed, and of the same role.

    Hours of a nurse do not fill what is missing of an analyst.
    """
    return (
        entry.line == TIME
        and entry.agreed_on is not None
        and planned_minutes(entry) > 0
        and _role(entry) == _role(to)
    )


def given(
    entry: ResourceEntry, minutes: int, by: str, on: date, rest: str
) -> tuple[ResourceEntry, ...]:
    """Agree to hours that were still to be found.

    Parameters
    ----------
    entry : ResourceEntry
        The line that nobody has agreed to.
    minutes : int
        Minutes a week that are given.
    by, on : str, date
        Who agrees, and when.
    rest : str
        Identifier of the line that holds what is still to be found.

    Returns
    -------
    tuple of ResourceEntry
        The line as agreed; after it the rest, where less was given than is planned.
    """
    agreed = _with_minutes(entry, minutes, by, on)
    return (agreed, *_left(entry, planned_minutes(entry) - minutes, rest))


def taken(entry: ResourceEntry, minutes: int, rest: str) -> tuple[ResourceEntry, ...]:
    """Take hours away from the project that they were agreed for.

    The work stays in its plan: what is taken is to be found again.

    Parameters
    ----------
    entry : ResourceEntry
        The line that was agreed.
    minutes : int
        Minutes a week that are taken: no more than are planned.
    rest : str
        Identifier of the line that holds what is to be found again.

    Returns
    -------
    tuple of ResourceEntry
        The line with what stays; after it what is to be found again. Only the latter, in
        the line's own place, where nothing stays.
    """
    stays = planned_minutes(entry) - minutes
    if stays <= 0:
        return (_with_minutes(entry, minutes, "", None),)
    kept = _with_minutes(entry, stays, entry.agreed_by, entry.agreed_on)
    return (kept, *_left(entry, minutes, rest))


def _left(
    entry: ResourceEntry, minutes: float, identifier: str
) -> Iterator[ResourceEntry]:
    if minutes > 0:
        found = _with_minutes(entry, minutes, "", None)
        yield found.model_copy(update={"identifier": identifier})


def _with_minutes(
    entry: ResourceEntry, minutes: float, by: str, on: date | None
) -> ResourceEntry:
    values = {**entry.values, "minutes_week": f"{minutes:g}"}
    changed = {"values": values, "agreed_by": by, "agreed_on": on}
    return entry.model_copy(update=changed)


def _role(entry: ResourceEntry) -> str:
    return entry.values.get("role", "").strip().casefold()
