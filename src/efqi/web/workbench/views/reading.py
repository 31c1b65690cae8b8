"""Say what the answer means: one's own words, or someone's that are written down."""

from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.document.cycle import Cycle
from efqi.projects.document.people import Reading
from efqi.projects.permission import Action, Role
from efqi.projects.quoting import audience_of, has_words
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.forms.asked_of_partners import READING, READING_FOR_SOMEONE
from efqi.web.workbench.forms.filled import Filled, read, shown
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Entry
from efqi.web.workbench.plain import plain_of
from efqi.web.workbench.saving import Conflict, save_record
from efqi.web.workbench.views.plain import print_size

OWN, FOR_SOMEONE = "own", "for-someone"
"""Whose words are written."""
_DO_NOT_KNOW = "I do not know."
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@asks(Action.ADD_READING)
def reading(visit: Visit, whose: str) -> HttpResponse:
    """Ask three questions about the answer, or about a cycle."""
    is_own = whose == OWN
    if whose not in (OWN, FOR_SOMEONE):
        raise Http404
    if not is_own and Action.SEE_PEOPLE not in visit.may:
        raise PermissionDenied(Action.SEE_PEOPLE.value)
    about = _cycle(visit)
    cycle = about.identifier if about else None
    entry, before = _mine(visit, cycle) if is_own else (None, None)
    form = READING if is_own else READING_FOR_SOMEONE
    filled, errors, conflict = shown(form, before, ()), {}, None
    if visit.request.method == "POST":
        begun = before or _begun(visit, cycle, is_own=is_own)
        filled = read(form, begun, visit.request.POST)
        errors = _wrong(filled, visit, is_own=is_own)
        if isinstance(filled.record, Reading) and not errors:
            record = _said(filled.record, visit)
            version = visit.version_read()
            saved = save_record(
                visit.project, "reading", record, read=version, by=visit.person
            )
            if not isinstance(saved, Conflict):
                return _onward(visit, cycle)
            conflict = saved
    context = {
        "filled": filled,
        "errors": errors,
        **meanwhile(visit, entry, conflict, filled),
        "is_own": is_own,
        "cycle": about,
        "at": "reading",
        "plain": plain_of(
            document_of(visit.project),
            last_answer(visit.project),
            audience_of(visit.may),
            str(visit.person.account),
        ),
    }
    return visit.show(
        "plain/reading.html",
        context | print_size(visit.request),
        status=_REFUSED if errors or conflict else HTTPStatus.OK,
    )


def _onward(visit: Visit, cycle: str | None) -> HttpResponse:
    """Go where the words stand now; a partner cannot open the page of a cycle."""
    if cycle is not None and Action.READ in visit.may:
        return redirect("cycle", visit.project.key, cycle)
    return redirect(reverse("plain", args=[visit.project.key]) + "#words")


def _cycle(visit: Visit) -> Cycle | None:
    """Give the cycle that the address asks about; None for the project's answer."""
    asked = visit.request.GET.get("cycle")
    if asked is None:
        return None
    cycles = visit.project.entries.filter(kind="cycle", deleted_at=None)
    return Cycle.model_validate(get_object_or_404(cycles, key=asked).content)


def _mine(visit: Visit, cycle: str | None) -> tuple[Entry | None, Reading | None]:
    """Give what this person said of it before, so that they can change it."""
    account = str(visit.person.account)
    for entry in visit.project.entries.filter(kind="reading", deleted_at=None):
        record = Reading.model_validate(entry.content)
        if (record.account, record.cycle) == (account, cycle):
            return entry, record
    return None, None


def _begun(visit: Visit, cycle: str | None, *, is_own: bool) -> Reading:
    is_partner = Role.PATIENT_PARTNER in visit.roles
    person = visit.person
    return Reading(
        identifier=uuid4().hex[:12],
        read_at=timezone.now(),
        reader=person.name if is_own else "",
        role="patient partner" if is_own and is_partner else "",
        is_staff=is_own and not is_partner,
        cycle=cycle,
        account=str(person.account) if is_own else "",
        written_down_by="" if is_own else person.name,
    )


def _wrong(filled: Filled, visit: Visit, *, is_own: bool) -> dict[str, str]:
    """Say what keeps a reading from being saved."""
    errors = dict(filled.errors)
    record = filled.record
    if not isinstance(record, Reading):
        return errors
    if not has_words(record) and not _knows_not(visit):
        errors["true_to_life"] = _("Answer one question, or choose “I do not know”")
    if not is_own and not record.reader:
        errors["reader"] = _("Say whose words these are: a name or a code")
    if not is_own and not record.is_agreed:
        errors["is_agreed"] = _("Read it back to them, and save once they agreed")
    return errors


def _knows_not(visit: Visit) -> bool:
    return visit.request.POST.get("state") == "we do not know"


def _said(record: Reading, visit: Visit) -> Reading:
    """Write down "I do not know" as an answer."""
    if has_words(record) or not _knows_not(visit):
        return record
    return record.model_copy(update={"true_to_life": _DO_NOT_KNOW})
