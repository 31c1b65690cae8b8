"""What is wrong with a record that its type alone cannot see."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.blanks import left_blank
from efqi.projects.days import ends_before_it_starts, still_to_come
from efqi.projects.document.change import Driver
from efqi.projects.document.charter import Charter, Lens
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.record import Record
from efqi.projects.drivers import leads_to_itself
from efqi.store.practice_file import load_practice
from efqi.web.workbench.forms.field import Form
from efqi.web.workbench.forms.wording import error_words


def faults(record: Record, document: ProjectDocument, form: Form) -> Mapping[str, str]:
    """Give a sentence for each field that does not fit the rest of the project.

    Parameters
    ----------
    record : Record
        As someone wants to save it.
    document : ProjectDocument
        The project as it stands.
    form : Form
        What was asked: no other field is found fault with for being blank.
    """
    blank = left_blank(record)
    unnamed = {
        field.path: error_words("missing", _(field.label), {})
        for field in form.fields
        if field.path in blank
    }
    if unnamed:
        return unnamed
    if isinstance(record, Driver) and leads_to_itself(record, document.drivers):
        return {
            "parent": _(
                "What does it lead to?: a cause cannot lead to itself, not even by a "
                "way round. Choose another, or none"
            )
        }
    if isinstance(record, Charter) and not _suits(record):
        return {
            "clinical_area": _(
                "Which of the five areas?: this one belongs to the other approach"
            )
        }
    return _impossible_days(record)


def _impossible_days(record: Record) -> Mapping[str, str]:
    found = {
        name: _("Write the day on which it happened: it cannot lie in the future")
        for name in still_to_come(record, timezone.localdate())
    }
    if ends_before_it_starts(record):
        found["ended_on"] = _("Last day: it cannot come before the first day")
    return found


def _suits(charter: Charter) -> bool:
    """Say whether the area is one of its lens; an area of the team's own always is."""
    core = load_practice().core20plus5
    inside = {
        Lens.ADULTS: {area.area for area in core.adults},
        Lens.CHILDREN: {area.area for area in core.children},
    }
    of = {lens for lens, areas in inside.items() if charter.clinical_area in areas}
    return not of or charter.lens is None or charter.lens in of
