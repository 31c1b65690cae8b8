"""What someone else saved while a form was written, and the version that it hands out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from efqi.web.page import Visit
from efqi.web.workbench.forms.filled import Filled, values_of
from efqi.web.workbench.models import Entry
from efqi.web.workbench.saving import NEW, Conflict


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of someone else, as a page shows it."""

    label: str
    text: str


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
    return tuple(
        Told(field.label, str(theirs[field.path]))
        for field in filled.form.fields
        if theirs[field.path] != filled.values.get(field.path)
    )
