"""What someone else saved while a form was written, and the version that it hands out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as words

from efqi.web.page import Visit
from efqi.web.workbench.forms.field import Column, Field, Widget
from efqi.web.workbench.forms.filled import Filled, values_of
from efqi.web.workbench.forms.wording import choice_words, value_words
from efqi.web.workbench.models import Entry
from efqi.web.workbench.saving import NEW, Conflict

_GROUP = Column("group", words("Group"))


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as a page shows it: words, or rows under their headings."""

    label: str
    text: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def meanwhile(
    visit: Visit,
    entry: Entry | None,
    conflict: Conflict | None,
    filled: Filled,
    groups: Sequence[str] = (),
) -> dict[str, Any]:
    """Give the version that a form hands out, and what someone else saved meanwhile.

    A refused form keeps the version that its writer read. Only a form that shows what
    someone else saved hands out the version of that: nobody overwrites words unseen.

    Parameters
    ----------
    visit : Visit
        Who writes.
    entry : Entry or None
        What stands now; None where there is nothing yet.
    conflict : Conflict or None
        What kept the form from being saved, where that was someone else.
    filled : Filled
        The form with the words of whoever writes.
    groups : sequence of str
        Groups of the project, for a form that asks by group.

    Returns
    -------
    dict
        "version", and "theirs": answers that differ, or None where nobody was quicker.
    """
    if conflict is not None:
        told = _differing(conflict, filled, groups)
        return {"version": conflict.version, "theirs": told}
    if visit.request.method == "POST":
        return {"version": visit.version_read(), "theirs": None}
    return {"version": entry.version if entry else NEW, "theirs": None}


def _differing(
    conflict: Conflict, filled: Filled, groups: Sequence[str]
) -> tuple[Told, ...]:
    theirs = values_of(filled.form, conflict.content, groups)
    told = (
        (_told(field, theirs[field.path]), _told(field, filled.values.get(field.path)))
        for field in filled.form.fields
        if field.is_kept
    )
    return tuple(theirs for theirs, mine in told if theirs != mine)


def _told(field: Field, value: Any) -> Told:
    if field.widget is Widget.ROWS:
        return _table(field, value or [])
    if field.widget is Widget.YES:
        return Told(field.label, value_words(bool(value), {}))
    if isinstance(value, str):
        # Browsers end lines in their own way, which nobody wrote.
        value = "\n".join(value.splitlines())
    return Told(field.label, value_words(value or None, choice_words(field)))


def _table(field: Field, value: Sequence[Mapping[str, Any]]) -> Told:
    asked = [c for c in field.columns if c.widget is not Widget.HIDDEN]
    filled = [row for row in value if any(row.get(c.name) for c in asked)]
    shown = [*((_GROUP,) if field.per_group else ()), *asked]
    return Told(
        field.label,
        headings=tuple(column.label for column in shown),
        rows=tuple(tuple(_cell(row, column) for column in shown) for row in filled),
    )


def _cell(row: Mapping[str, Any], column: Column) -> str:
    held = row.get(column.name)
    return value_words(held, choice_words(column)) if held else ""
