"""Worksheets: the tables that DMAIC and A3 work with, one page for all of them."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from efqi.projects.document.charter import Worksheet
from efqi.projects.permission import Action
from efqi.projects.worksheets import WORKSHEETS, cell_faults, unfinished
from efqi.web.page import Visit, asks
from efqi.web.workbench.forms.asked_of_worksheets import ROWS, worksheet_form
from efqi.web.workbench.forms.filled import Filled, longer, read, shown
from efqi.web.workbench.forms.wording import fault_words
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.models import Entry
from efqi.web.workbench.saving import NEW, Conflict, save_record, version_read


@asks(Action.WRITE)
def worksheet(visit: Visit, sheet: str) -> HttpResponse:
    """Show a table, and save its rows."""
    if sheet not in WORKSHEETS:
        raise Http404
    entry = _entry(visit, sheet)
    begun = Worksheet(kind=sheet)
    record = Worksheet.model_validate(entry.content) if entry else begun
    form = worksheet_form(sheet)
    version = entry.version if entry else NEW
    if visit.request.method != "POST":
        return _shown(visit, sheet, shown(form, record, ()), version)
    posted = visit.request.POST
    filled = _checked(sheet, read(form, begun, posted))
    if "more" in posted:
        version = version_read(posted)
        return _shown(visit, sheet, longer(filled, ROWS), version)
    if filled.record is None:
        return _shown(visit, sheet, filled, version_read(posted))
    saved = save_record(
        visit.project,
        "worksheet",
        filled.record,
        read=version_read(posted),
        by=visit.person,
    )
    if isinstance(saved, Conflict):
        theirs = Worksheet.model_validate(saved.content)
        return _shown(visit, sheet, filled, saved.version, theirs)
    return redirect("worksheet", visit.project.key, sheet)


def _entry(visit: Visit, sheet: str) -> Entry | None:
    key = KINDS["worksheet"].key_of(Worksheet(kind=sheet))
    return visit.project.entries.filter(kind="worksheet", key=key).first()


def _checked(sheet: str, filled: Filled) -> Filled:
    """Refuse what a column cannot hold; each sentence names its row."""
    faults = cell_faults(sheet, filled.values[ROWS])
    if not faults:
        return filled
    return Filled(filled.form, filled.values, {ROWS: fault_words(faults)}, None)


def _shown(
    visit: Visit,
    sheet: str,
    filled: Filled,
    version: int,
    theirs: Worksheet | None = None,
) -> HttpResponse:
    record = filled.record
    context = {
        "chapter": "cycles",
        "kind": WORKSHEETS[sheet],
        "sheet": sheet,
        "filled": filled,
        "version": version,
        "theirs": theirs,
        "unfinished": unfinished(record) if isinstance(record, Worksheet) else (),
    }
    is_refused = bool(filled.errors) or theirs is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return visit.show("worksheet/worksheet.html", context, status=status)
