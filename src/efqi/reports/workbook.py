"""A workbook as data: sheets of rows whose cells are numbers, dates, words or hidden."""

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any, Final

from xlsxwriter import Workbook

from efqi.disclosure.release import Shown
from efqi.reports.charts.palette import INK, PALE
from efqi.reports.office import FONT, PROGRAM, noon, printable, repacked
from efqi.reports.wording.figure import hidden_reason

Cell = str | float | date | Shown | None
"""A hidden number is written as its reason in words; None leaves the cell empty."""

LEVEL: Final = -1
"""Decimals of a column whose rows say how many."""
_WIDEST: Final = 64
_NARROWEST: Final = 9
_LINE_HEIGHT: Final = 13.0


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of a column, and how many decimals its numbers show."""

    heading: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `decimals` holds for columns that leave it to the row."""

    cells: tuple[Cell, ...]
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one header row."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def write_workbook(sheets: Sequence[Sheet], title: str, made_on: date) -> bytes:
    """Write sheets as an Excel file.

    Parameters
    ----------
    sheets : sequence of Sheet
        In order.
    title : str
        Kept in the file's properties.
    made_on : date
        Day kept in the file; the same input gives the same bytes.

    Returns
    -------
    bytes
        A whole file. Words are always text, also where they begin as a formula would.
    """
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True})
    book.set_properties(
        {"title": printable(title), "author": PROGRAM, "created": noon(made_on)}
    )
    formats = _Formats(book)
    for sheet in sheets:
        _write_sheet(book, sheet, formats)
    book.close()
    return repacked(written.getvalue())


class _Formats:
    """The few cell formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[int, Any] = {}
        self._base = {"font_name": FONT, "font_size": 10, "valign": "top"}
        self.words = self._format(
            text_wrap=True, quote_prefix=True, indent=1, align="left"
        )
        self.date = self._format(num_format="d mmm yyyy", align="left")
        head = {"bold": True, "text_wrap": True, "bottom": 2, "bg_color": PALE}
        self.head = self._format(**head, font_color=INK, indent=1, align="left")
        self.number_head = self._format(**head, font_color=INK, align="right")

    def _format(self, **more: object) -> Any:
        return self._book.add_format({**self._base, **more})

    def number(self, decimals: int) -> Any:
        """Give the format of numbers with so many decimals."""
        if decimals not in self._numbers:
            places = "." + "0" * decimals if decimals else ""
            self._numbers[decimals] = self._format(num_format=f"#,##0{places}")
        return self._numbers[decimals]


def _write_head(written: Any, sheet: Sheet, formats: _Formats) -> list[float]:
    """Write the headings; give the widths of the columns."""
    widths = [
        _width(column.heading, (row.cells[number] for row in sheet.rows))
        for number, column in enumerate(sheet.columns)
    ]
    headings = tuple(column.heading for column in sheet.columns)
    written.set_row(0, _height(headings, widths))
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        is_number = any(_is_number(row.cells[number]) for row in sheet.rows)
        form = formats.number_head if is_number else formats.head
        written.write_string(0, number, heading, form)
        written.set_column(number, number, width)
    return widths


def _write_sheet(book: Any, sheet: Sheet, formats: _Formats) -> None:
    written = book.add_worksheet(sheet.name)
    widths = _write_head(written, sheet, formats)
    for line, row in enumerate(sheet.rows, start=1):
        written.set_row(line, _height(row.cells, widths))
        for number, (cell, column) in enumerate(
            zip(row.cells, sheet.columns, strict=True)
        ):
            own = column.decimals == LEVEL
            decimals = row.decimals if own else column.decimals
            _write_cell(written, (line, number), cell, decimals, formats)
    written.freeze_panes(1, 0)
    written.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    written.set_landscape()
    written.set_paper(9)
    written.fit_to_pages(1, 0)
    written.repeat_rows(0)


def _write_cell(
    sheet: Any,
    at: tuple[int, int],
    cell: Cell,
    decimals: int,
    formats: _Formats,
) -> None:
    if isinstance(cell, Shown):
        cell = hidden_reason(cell) if cell.value is None else cell.value
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return
    if isinstance(cell, str):
        sheet.write_string(*at, printable(cell), formats.words)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, noon(cell).replace(hour=0), formats.date)
    else:
        sheet.write_number(*at, cell, formats.number(decimals))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, float | Shown)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Give a row's height, points: programs other than Excel do not fit it to words."""
    lines = max(
        len(wrap(cell, int(width))) if isinstance(cell, str) else 1
        for cell, width in zip(cells, widths, strict=True)
    )
    return _LINE_HEIGHT * max(lines, 1) + 2


def _width(heading: str, cells: Iterable[Cell]) -> float:
    longest = max(map(len, heading.split()), default=0) + 3
    for cell in cells:
        if isinstance(cell, Shown) and cell.value is None:
            cell = hidden_reason(cell)
        longest = max(longest, len(cell) + 3 if isinstance(cell, str) else 12)
    return min(max(longest, _NARROWEST), _WIDEST)
