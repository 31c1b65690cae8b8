"""Say which entry of the log is about which member, so that they see their own."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from efqi.projects.document.people import Participation
from efqi.projects.permission import Action, Role
from efqi.web.page import Visit, asks
from efqi.web.workbench.models import Entry, Person
from efqi.web.workbench.saving import Conflict, save_record


@asks(Action.SEE_PEOPLE)
def whose_log(visit: Visit) -> HttpResponse:
    """Link entries of the participation log to accounts of patient partners."""
    partners = _partners(visit)
    error = ""
    if visit.request.method == "POST":
        kept = [_kept(visit, entry, partners) for entry in _entries(visit)]
        if all(kept):
            return redirect("design", visit.project.key)
        error = _("Someone changed an entry while you were choosing. Choose it again.")
    context = {"entries": _entries(visit), "partners": partners, "error": error}
    return visit.show(
        "sharing/whose.html",
        context | {"at": "sharing"},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
    )


def _entries(visit: Visit) -> list[Entry]:
    return list(visit.project.entries.filter(kind="participation", deleted_at=None))


def _partners(visit: Visit) -> Mapping[str, str]:
    """Names of the project's patient partners, by the key of their account."""
    found = Person.objects.filter(
        memberships__project=visit.project,
        memberships__role=Role.PATIENT_PARTNER.value,
    )
    return {str(person.account): person.name for person in found}


def _kept(visit: Visit, entry: Entry, partners: Mapping[str, str]) -> bool:
    """Save a choice where it is another than before; False where someone was quicker."""
    chosen = visit.request.POST.get(f"account-{entry.key}")
    before = Participation.model_validate(entry.content)
    if chosen is None or chosen == before.account or chosen not in ("", *partners):
        return True
    record = before.model_copy(update={"account": chosen})
    read = visit.version_read(f"version-{entry.key}")
    saved = save_record(
        visit.project, "participation", record, read=read, by=visit.person
    )
    return not isinstance(saved, Conflict)
