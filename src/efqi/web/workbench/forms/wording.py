"""What to do about a field that cannot be saved as it is."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from efqi.projects.worksheets import CellFault


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
