"""`efqi new`: look at an extract and write a commented plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user already knows about the extract.

    Attributes
    ----------
    date : str or None
        Column with the date of each record.
    numerator : str or None
        ``COLUMN=VALUE`` of what to count.
    groups : tuple of str
        Columns to group people by.
    change : str or None
        ``YYYY-MM-DD=LABEL`` of the change.
    """

    date: str | None = None
    numerator: str | None = None
    groups: tuple[str, ...] = ()
    change: str | None = None
