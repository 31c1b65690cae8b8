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
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Entry
from efqi.web.workbench.saving import Conflict, save_record


@asks(Action.WRITE)
def worksheet(visit: Visit, table: str) -> HttpResponse:
    """Show a table, and save its rows."""
    if table not in WORKSHEETS:
        raise Http404
    entry = _entry(visit, table)
    begun = Worksheet(kind=table)
    record = Worksheet.model_validate(entry.content) if entry else begun
    form = worksheet_form(table)
    if visit.request.method != "POST":
        return _shown(visit, table, entry, shown(form, record, ()))
    posted = visit.request.POST
    filled = _checked(table, read(form, begun, posted))
    if "more" in posted:
        return _shown(visit, table, entry, longer(filled, ROWS))
    if filled.record is None:
        return _shown(visit, table, entry, filled)
    saved = save_record(
        visit.project,
        "worksheet",
        filled.record,
        read=visit.version_read(),
        by=visit.person,
    )
    if isinstance(saved, Conflict):
        return _shown(visit, table, entry, filled, saved)
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
    entry: Entry | None,
    filled: Filled,
    conflict: Conflict | None = None,
) -> HttpResponse:
    record = filled.record
    context = {
        "chapter": "cycles",
        "kind": WORKSHEETS[table],
        "table": table,
        "filled": filled,
        **meanwhile(visit, entry, conflict, filled),
        "unfinished": unfinished(record) if isinstance(record, Worksheet) else (),
    }
    is_refused = bool(filled.errors or conflict)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return visit.show("worksheet/worksheet.html", context, status=status)
