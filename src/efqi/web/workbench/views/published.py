"""A published table of counts: which of its columns is what."""

from http import HTTPStatus
from pathlib import Path

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from efqi.errors import EfqiError, ExtractError
from efqi.projects.permission import Action
from efqi.store.published_table import (
    Chosen,
    PublishedTable,
    add_up,
    look_at_table,
)
from efqi.web.page import Visit, asks
from efqi.web.workbench.mapping import look_at
from efqi.web.workbench.uploads import drop_upload, find_upload, keep_text

_PARTS = ("period", "numerator", "denominator", "kind", "group")
_BETWEEN = "="
"""Between the column and the value of a choice."""


def is_published_table(path: Path) -> bool:
    """Say whether a file that is neither records nor plain counts is such a table."""
    try:
        return look_at_table(path) is not None
    except ExtractError:
        return False


@asks(Action.MANAGE_DATA)
def published(visit: Visit, upload_key: str) -> HttpResponse:
    """Ask which column is what, add the table up, and go on as with any counts."""
    kept = find_upload(upload_key, visit.person.pk)
    table = look_at_table(kept.path) if kept else None
    if kept is None or table is None:
        return redirect("upload", visit.project.key)
    posted, errors = visit.request.POST, dict[str, str]()
    if visit.request.method == "POST":
        chosen = _chosen(posted, table, errors)
        if chosen is not None:
            try:
                text = add_up(kept.path, chosen)
                made = keep_text(f"{kept.path.stem}.csv", text, visit.person.pk)
                look_at(made.path)
            except EfqiError as refused:
                errors[""] = str(refused)
            else:
                drop_upload(kept)
                return redirect("confirm", visit.project.key, made.key)
    context = {
        "table": table,
        "values": {part: posted.get(part, "") for part in _PARTS},
        "errors": errors,
        "file": kept.path.name,
        "chapter": "data",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return visit.show("start/published.html", context, status=status)


def _chosen(
    posted: QueryDict, table: PublishedTable, errors: dict[str, str]
) -> Chosen | None:
    offered = {
        "period": table.periods,
        "numerator": table.counts,
        "denominator": table.counts,
        "group": table.groups,
    }
    for part, columns in offered.items():
        if posted.get(part) not in columns:
            errors[part] = _("Choose a column")
    column, _equals, value = posted.get("kind", "").partition(_BETWEEN)
    kind = (column, value) if column else None
    if kind is not None and kind not in table.kinds:
        errors["kind"] = _("Choose which rows to take")
    if not errors and posted["numerator"] == posted["denominator"]:
        errors["denominator"] = _("Choose another column than the one that is counted")
    if errors:
        return None
    period, numerator, denominator, group = (str(posted[part]) for part in offered)
    return Chosen(period, numerator, denominator, group, kind)
