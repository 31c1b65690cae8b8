"""Which days of a record cannot be."""

from collections.abc import Mapping
from datetime import date

from efqi.projects.document.charter import Charter
from efqi.projects.document.cycle import Cycle
from efqi.projects.document.people import Participation, ResourceEntry
from efqi.projects.document.record import Record

_HAPPENED: Mapping[type[Record], tuple[str, ...]] = {
    Charter: ("sponsor_agreed_on",),
    Participation: ("paid_on", "feedback_given"),
    ResourceEntry: ("agreed_on",),
}


def still_to_come(record: Record, today: date) -> tuple[str, ...]:
    """List the fields that say what has happened, on a day that is still to come.

    Parameters
    ----------
    record : Record
        As someone wants to save it.
    today : date
        The last day on which something can have happened.
    """
    names = _HAPPENED.get(type(record), ())
    return tuple(name for name in names if (getattr(record, name) or today) > today)


def ends_before_it_starts(record: Record) -> bool:
    """Say whether a test of change would end before its first day."""
    if not isinstance(record, Cycle) or record.started_on is None:
        return False
    return record.ended_on is not None and record.ended_on < record.started_on
