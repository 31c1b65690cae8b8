"""What a record is called by, which nobody may leave blank."""

from collections.abc import Mapping

from efqi.projects.document.change import ChangeIdea, Driver
from efqi.projects.document.charter import Member
from efqi.projects.document.people import Participation
from efqi.projects.document.record import Record

_CALLED_BY: Mapping[type[Record], tuple[str, ...]] = {
    Member: ("name",),
    Driver: ("text",),
    ChangeIdea: ("title",),
    Participation: ("person", "role"),
}


def left_blank(record: Record) -> tuple[str, ...]:
    """List the fields that a record is called by and that hold nothing.

    Pages link to a record by these words: without them nobody could open it again.
    """
    called_by = _CALLED_BY.get(type(record), ())
    return tuple(name for name in called_by if not getattr(record, name))
