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
from efqi.web.workbench.saving import NEW, Conflict, save_record


@asks(Action.WRITE)
def worksheet(visit: Visit, table: str) -> HttpResponse:
    """Show a table, and save its rows."""
    if table not in WORKSHEETS:
        raise Http404
    entry = _entry(visit, table)
    begun = Worksheet(kind=table)
    record = Worksheet.model_validate(entry.content) if entry else begun
    form = worksheet_form(table)
    version = entry.version if entry else NEW
    if visit.request.method != "POST":
        return _shown(visit, table, shown(form, record, ()), version)
    posted = visit.request.POST
    filled = _checked(table, read(form, begun, posted))
    if "more" in posted:
        version = visit.version_read()
        return _shown(visit, table, longer(filled, ROWS), version)
    if filled.record is None:
        return _shown(visit, table, filled, visit.version_read())
    saved = save_record(
        visit.project,
        "worksheet",
        filled.record,
        read=visit.version_read(),
        by=visit.person,
    )
    if isinstance(saved, Conflict):
        theirs = Worksheet.model_validate(saved.content)
        return _shown(visit, table, filled, saved.version, theirs)
    return redirect("worksheet", visit.project.key, table)


def _entry(visit: Visit, table: str) -> Entry | None:
    key = KINDS["worksheet"].key_of(Worksheet(kind=table))
    return visit.project.entries.filter(kind="worksheet", key=key).first()


def _checked(table: str, filled: Filled) -> Filled:
    """Refuse what a column cannot hold; each sentence names its row."""
    faults = cell_faults(table, filled.values[ROWS])
    if not faults:
        return filled
    return Filled(filled.form, filled.values, {ROWS: fault_words(faults)}, None)


def _shown(
    visit: Visit,
    table: str,
    filled: Filled,
    version: int,
    theirs: Worksheet | None = None,
) -> HttpResponse:
    record = filled.record
    context = {
        "chapter": "cycles",
        "kind": WORKSHEETS[table],
        "table": table,
        "filled": filled,
        "version": version,
        "theirs": theirs,
        "unfinished": unfinished(record) if isinstance(record, Worksheet) else (),
    }
    is_refused = bool(filled.errors) or theirs is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return visit.show("worksheet/worksheet.html", context, status=status)
