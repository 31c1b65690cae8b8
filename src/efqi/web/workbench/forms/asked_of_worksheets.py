"""The form of a worksheet: one field of rows with the columns of its kind."""

from efqi.projects.worksheets import WORKSHEETS
from efqi.projects.worksheets import Column as SheetColumn
from efqi.web.workbench.forms.field import Column, Field, Form, Widget

ROWS = "rows"
"""Path of the one field."""


def worksheet_form(sheet: str) -> Form:
    """Give the form of a kind of worksheet.

    Parameters
    ----------
    sheet : str
        A key of `WORKSHEETS`.
    """
    kind = WORKSHEETS[sheet]
    columns = tuple(map(_column, kind.columns))
    field = Field(ROWS, "Rows", "", Widget.ROWS, columns=columns)
    return Form("worksheet", kind.title, kind.purpose, (field,))


def _column(column: SheetColumn) -> Column:
    widget = Widget.NUMBER if column.is_number else Widget.LINE
    choices = tuple((choice, choice) for choice in column.choices)
    return Column(column.name, column.label, widget, choices)
