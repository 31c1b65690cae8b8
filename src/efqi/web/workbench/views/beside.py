"""What stands beside a form to help whoever writes in it; nothing of it is forced."""

from dataclasses import dataclass

from efqi.projects.document.charter import Charter
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.record import Record
from efqi.projects.drivers import below
from efqi.projects.phrases import Phrase, phrases
from efqi.projects.practice import Mechanism
from efqi.store.practice_file import load_practice
from efqi.web.workbench.forms.field import Widget
from efqi.web.workbench.forms.filled import Filled


@dataclass(frozen=True, slots=True)
class Beside:
    """Help beside a form.

    Attributes
    ----------
    phrases : tuple of Phrase
        Words that were found in the texts and put the cause into people.
    mechanism : Mechanism or None
        The way to harm that a risk is about.
    first_draft : str
        The problem as it was first written, where it has changed since.
    below : int
        How many causes lead to this one, and will stand alone once it is deleted.
    """

    phrases: tuple[Phrase, ...]
    mechanism: Mechanism | None
    first_draft: str
    below: int


def beside(filled: Filled, record: Record | None, document: ProjectDocument) -> Beside:
    """Give what stands beside a form.

    Parameters
    ----------
    filled : Filled
        The form, with what is in it now.
    record : Record or None
        What was saved; None for a new one.
    document : ProjectDocument
        The project.
    """
    key = getattr(record, "identifier", "")
    is_cause = filled.form.kind == "driver" and record is not None
    return Beside(
        tuple(dict.fromkeys(phrases(_texts(filled)))),
        _mechanism(filled),
        _first_draft(filled, record),
        len(below(key, document.drivers)) if is_cause else 0,
    )


def _texts(filled: Filled) -> str:
    written = (Widget.LINE, Widget.TEXT)
    fields = [field for field in filled.form.fields if field.widget in written]
    return "\n".join(filled.values[field.path] for field in fields)


def _mechanism(filled: Filled) -> Mechanism | None:
    chosen = filled.values.get("mechanism", "")
    found = (m for m in load_practice().mechanisms if m.identifier == chosen)
    return next(found, None) if filled.form.kind == "risk" else None


def _first_draft(filled: Filled, record: Record | None) -> str:
    if not isinstance(record, Charter) or "problem" not in filled.values:
        return ""
    return record.first_draft if record.first_draft != record.problem else ""
