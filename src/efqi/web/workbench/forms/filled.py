"""What was written in a form: a record, or what is wrong with it by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import uuid4

from pydantic import ValidationError

from efqi.projects.document.record import Record
from efqi.web.workbench.forms.field import Field, Form, Widget
from efqi.web.workbench.forms.wording import error_words
from efqi.web.workbench.kinds import KINDS

_BLANK_ROWS = 3
"""Rows that a page offers beyond those that are filled."""


class Posted(Protocol):
    """What a browser sent: Django's `QueryDict`."""

    def get(self, key: str, default: str, /) -> str:
        """Give the last value of a name."""

    def getlist(self, key: str, /) -> list[str]:
        """Give every value of a name."""

    def __contains__(self, key: str, /) -> bool:
        """Say whether a name was sent."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with what is in it.

    Attributes
    ----------
    form : Form
        What is asked.
    values : mapping of str to object
        What each field shows, by its path: a text, a list of texts, or rows.
    errors : mapping of str to str
        One sentence for a field that cannot be saved as it is.
    record : Record or None
        The whole record with these answers; None where there are errors.
    """

    form: Form
    values: Mapping[str, Any]
    errors: Mapping[str, str]
    record: Record | None


def shown(form: Form, record: Record | None, groups: Sequence[str]) -> Filled:
    """Fill a form with what a record holds."""
    content = record.model_dump(mode="json") if record else {}
    return Filled(form, values_of(form, content, groups), {}, record)


def values_of(
    form: Form, content: Mapping[str, Any], groups: Sequence[str]
) -> dict[str, Any]:
    """Give what each field of a form shows of a record as JSON, by its path."""
    return {field.path: _show(field, content, groups) for field in form.fields}


def suggested(filled: Filled, given: Mapping[str, str]) -> Filled:
    """Put what a link suggests into a form that is still blank there.

    Parameters
    ----------
    filled : Filled
        The form as it stands.
    given : mapping of str to str
        Texts by path; paths that the form does not ask for are left out.
    """
    blank = [path for path, value in filled.values.items() if value in ("", [])]
    here = {path: given[path] for path in blank if path in given}
    ticked = {f.path for f in filled.form.fields if f.widget is Widget.CHOICES}
    added = {path: [v] if path in ticked else v for path, v in here.items()}
    return replace(filled, values={**filled.values, **added})


def read(
    form: Form,
    record: Record | None,
    posted: Posted,
    made: type[Record] | None = None,
) -> Filled:
    """Read what was written into a copy of a record.

    Parameters
    ----------
    form : Form
        What was asked.
    record : Record or None
        What stands now; fields that the form does not ask for are kept. None for a new
        one.
    posted : Posted
        What the browser sent.
    made : type of Record, optional
        What it makes, where that is not of the form's kind.
    """
    kind = made or KINDS[form.kind].type
    content = record.model_dump(mode="json") if record else _begun(kind)
    values: dict[str, Any] = {}
    for field in form.fields:
        written = _written(field, posted)
        values[field.path] = written
        if field.is_kept:
            _put(content, field.path, _meant(field, written))
    for path, value in form.sets:
        _put(content, path, value)
    try:
        return Filled(form, values, {}, kind.model_validate(content))
    except ValidationError as error:
        return Filled(form, values, _errors(form, error), None)


def longer(filled: Filled, path: str) -> Filled:
    """Give a form with more blank rows at the end of a field; what was typed is kept."""
    rows = [*filled.values[path], *({} for _ in range(_BLANK_ROWS))]
    return Filled(filled.form, {**filled.values, path: rows}, {}, None)


def _begun(kind: type[Record]) -> dict[str, Any]:
    is_named = "identifier" in kind.model_fields
    return {"identifier": uuid4().hex[:12]} if is_named else {}


def _show(field: Field, content: Mapping[str, Any], groups: Sequence[str]) -> Any:
    value: Any = content
    for step in field.path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    if field.is_mapping:
        ends = _ends(field)
        value = [dict(zip(ends, pair, strict=True)) for pair in (value or {}).items()]
    if field.widget is Widget.ROWS:
        return _rows(field, value or [], groups)
    if field.widget is Widget.CHOICES:
        return list(value or [])
    if field.widget is Widget.LINES:
        return "\n".join(value or [])
    if field.widget is Widget.YES:
        return "yes" if value else ""
    return "" if value is None else str(value)


def _ends(field: Field) -> tuple[str, str]:
    """Name the two columns of rows that are kept as names and values."""
    first = "group" if field.per_group else field.columns[0].name
    return first, field.columns[-1].name


def _rows(
    field: Field, given: Sequence[Mapping[str, Any]], groups: Sequence[str]
) -> list[dict[str, str]]:
    names = [column.name for column in field.columns]
    rows = [
        {
            name: "" if row.get(name) is None else str(row[name])
            for name in ("group", *names)
            if name in row
        }
        for row in given
    ]
    if not field.per_group:
        return [*rows, *({} for _ in range(_BLANK_ROWS))]
    by_group = {row.get("group", ""): row for row in rows}
    everyone = dict.fromkeys((*groups, *by_group))
    return [by_group.get(group, {}) | {"group": group} for group in everyone]


def _written(field: Field, posted: Posted) -> Any:
    if field.widget is Widget.CHOICES:
        return posted.getlist(field.path)
    if field.widget is not Widget.ROWS:
        return posted.get(field.path, "").strip()
    names = [c.name for c in field.columns]
    if field.per_group:
        names = ["group", *names]
    rows: list[dict[str, str]] = []
    while any(f"{field.path}.{len(rows)}.{name}" in posted for name in names):
        at = f"{field.path}.{len(rows)}"
        rows.append({name: posted.get(f"{at}.{name}", "").strip() for name in names})
    return rows


def _meant(field: Field, written: Any) -> Any:
    """Turn what was written into what the record's type reads."""
    if field.widget is Widget.ROWS:
        asked = [c.name for c in field.columns if c.widget is not Widget.HIDDEN]
        filled = [row for row in written if any(row.get(name) for name in asked)]
        if field.is_mapping:
            name, value = _ends(field)
            return {row[name]: row[value] for row in filled}
        return [{k: v for k, v in row.items() if v} for row in filled]
    if field.widget is Widget.LINES:
        return [line.strip() for line in written.splitlines() if line.strip()]
    if field.widget is Widget.YES:
        return written == "yes"
    if field.widget in (Widget.NUMBER, Widget.DATE, Widget.CHOICE, Widget.SELECT):
        return written or None
    return written


def _put(content: dict[str, Any], path: str, value: Any) -> None:
    *parents, last = path.split(".")
    for step in parents:
        content = content.setdefault(step, {})
    if value is None:
        # Left out, so that the type's own default stands.
        content.pop(last, None)
    else:
        content[last] = value


def _errors(form: Form, error: ValidationError) -> dict[str, str]:
    found: dict[str, str] = {}
    for detail in error.errors():
        steps = [str(step) for step in detail["loc"]]
        at = ".".join(steps)
        field = next(
            (f for f in form.fields if at == f.path or at.startswith(f"{f.path}.")),
            None,
        )
        path = field.path if field else ""
        label = field.label if field else ""
        found.setdefault(
            path, error_words(detail["type"], label, detail.get("ctx", {}))
        )
    return found
