"""Fields of a form, as data."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Widget(StrEnum):
    """How a field is asked for."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SELECT = "select"
    CHOICES = "choices"
    YES = "yes"
    ROWS = "rows"
    HIDDEN = "hidden"


Choices = tuple[tuple[str, str], ...]
"""Values and the words for them."""


def choices_of(values: type[StrEnum]) -> Choices:
    """Give the values of a type as choices, each in its own words."""
    return tuple((value.value, value.value) for value in values)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a field of rows."""

    name: str
    label: str
    widget: Widget = Widget.LINE
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Attributes
    ----------
    path : str
        Where the answer stands in the record: "prediction.overall".
    label, hint : str
        The question; what helps to answer it.
    widget : Widget
        How it is asked.
    choices : tuple of (str, str)
        Values and words, for a choice.
    columns : tuple of Column
        For rows.
    per_group : bool
        For rows: one row for each group of the project, whose first column is given.
    offer : str
        For a choice among what the project holds: a key of `forms.offer.OFFERS`.
    section : str
        Heading that it stands under, folded; blank for what is asked first.
    is_mapping : bool
        For rows of two columns, or of one for each group: the record keeps them as names
        and values.
    is_kept : bool
        Whether the record holds the answer; else it only says how to save it.
    """

    path: str
    label: str
    hint: str = ""
    widget: Widget = Widget.LINE
    choices: Choices = ()
    columns: tuple[Column, ...] = ()
    per_group: bool = False
    offer: str = ""
    section: str = ""
    is_mapping: bool = False
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A page that asks for a part of one record.

    Attributes
    ----------
    kind : str
        Kind of entry that it writes.
    heading : str
        The question that the page answers.
    why : str
        Two lines on what it is for.
    fields : tuple of Field
        In order.
    button : str
        Words of the one primary button.
    then : str
        Form of the same record that follows; blank where the chapter does.
    sets : tuple of (str, str or bool)
        Paths, and what saving this page writes there by itself.
    """

    kind: str
    heading: str
    why: str
    fields: tuple[Field, ...]
    button: str = "Save"
    then: str = ""
    sets: tuple[tuple[str, str | bool], ...] = ()

    @property
    def sections(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        """Fields under their headings, in order."""
        grouped = groupby(self.fields, key=lambda field: field.section)
        return tuple((heading, tuple(fields)) for heading, fields in grouped)
