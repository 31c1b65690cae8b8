"""What to do about a field that cannot be saved as it is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.worksheets import CellFault
from efqi.reports.wording.dates import full_date
from efqi.web.workbench.forms.field import Column, Field


def error_words(code: str, label: str, limits: Mapping[str, Any]) -> str:
    """Give the sentence for a field.

    Parameters
    ----------
    code : str
        Kind of error, as pydantic names it.
    label : str
        Question that the field asks.
    limits : mapping of str to object
        Limits that were passed.
    """
    if code in ("missing", "string_too_short"):
        return _("%(label)s: write something here") % {"label": label}
    if code == "string_too_long":
        return _("%(label)s: use %(most)s characters or fewer") % {
            "label": label,
            "most": f"{limits['max_length']:,}",
        }
    if code.startswith(("int", "float", "decimal")):
        return _("%(label)s: write a number, such as 12") % {"label": label}
    if code.startswith("date"):
        return _("%(label)s: write a real date") % {"label": label}
    if code.startswith(("greater", "less")):
        return _("%(label)s: this number is out of range") % {"label": label}
    if code in ("enum", "literal_error"):
        return _("%(label)s: choose one of the answers") % {"label": label}
    return _("%(label)s: this cannot be read; write it another way") % {"label": label}


def value_words(value: Any, choices: Mapping[str, str]) -> str:
    """Write a value as the page that asks for it shows it.

    Parameters
    ----------
    value : object
        As a record holds it, as JSON.
    choices : mapping of str to str
        Words for values, where it is chosen.
    """
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ": ".join(value_words(part, {}) for part in value.values() if part)
    if isinstance(value, list):
        return "; ".join(value_words(part, choices) for part in value)
    text = str(value)
    return choices.get(text) or _moment(text)


def choice_words(asked: Field | Column) -> dict[str, str]:
    """Give the words for what a question offers; a project's own stay as they are."""
    is_own = isinstance(asked, Field) and asked.offer
    return {
        value: words if is_own or not words else _(words)
        for value, words in asked.choices
    }


def _moment(text: str) -> str:
    """Write a day or a moment as people do; anything else as it stands."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    is_day = len(text) == len("2026-01-31")
    if is_day or moment.tzinfo is None:
        return full_date(date.fromisoformat(text)) if is_day else text
    local = timezone.localtime(moment)
    return f"{full_date(local.date())}, {local:%H:%M}"


def fault_words(faults: Sequence[CellFault]) -> str:
    """Say which cell of a worksheet cannot hold what was written; the first is named."""
    first = faults[0]
    where = {"row": first.row, "column": _(first.column.label)}
    if first.column.choices:
        return _("Row %(row)s, %(column)s: choose one of the answers") % where
    if first.column.is_date:
        return (
            _("Row %(row)s, %(column)s: write a date as year-month-day: 2027-03-31")
            % where
        )
    least, most = first.column.limits
    if isfinite(most):
        between = where | {"least": f"{least:g}", "most": f"{most:g}"}
        return (
            _("Row %(row)s, %(column)s: write a number from %(least)s to %(most)s")
            % between
        )
    return _("Row %(row)s, %(column)s: write a number, such as 12") % where
