"""Excel workbooks: which sheet is read, and its cells as text."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from efqi.errors import ExtractError, Place
from efqi.store.grid import Grid
from efqi.store.workbook_marks import begins_in_1904, marks

_LARGEST = 4 << 30
_SAVE_AGAIN = "Open it in Excel and save it again as .xlsx."


def grids_of(path: Path, sheet: str) -> tuple[Grid, ...]:
    """Read the sheets of a workbook that may be meant.

    Parameters
    ----------
    path : Path
        An .xlsx or .xlsm file.
    sheet : str
        Name of the one sheet to read, hidden or not; blank for all that are visible.

    Returns
    -------
    tuple of Grid
        Empty sheets are left out.

    Raises
    ------
    ExtractError
        A damaged workbook; a sheet that is not there; nothing in any sheet.
    """
    try:
        with zipfile.ZipFile(path) as book:
            _check_size(path, book)
            with (
                path.open("rb") as file,
                CalamineWorkbook.from_filelike(file) as values,
            ):
                names = _wanted(path, values, sheet)
                grids = [_grid(path, book, values, name) for name in names]
    except (zipfile.BadZipFile, CalamineError, KeyError, EOFError, OSError) as error:
        raise ExtractError(
            "The workbook is damaged.", where=Place(path.name), fix=_SAVE_AGAIN
        ) from error
    found = tuple(g for g in grids if g.rows)
    if not found:
        raise ExtractError(
            "The workbook has nothing in it."
            if not sheet
            else "The sheet has nothing in it.",
            where=Place(path.name, sheet=sheet),
            fix="Export it again, with data; hidden sheets are read only by name.",
        )
    return found


def begins_in_1904_of(path: Path) -> bool:
    """Whether the days of a workbook are counted from 1904."""
    with zipfile.ZipFile(path) as book:
        return begins_in_1904(book)


def _check_size(path: Path, book: zipfile.ZipFile) -> None:
    size = sum(part.file_size for part in book.infolist())
    if size > _LARGEST:
        raise ExtractError(
            f"The workbook unpacks to {size / (1 << 30):.0f} GB.",
            where=Place(path.name),
            fix="Save its sheet as CSV UTF-8, and use that file.",
        )


def _wanted(path: Path, values: CalamineWorkbook, sheet: str) -> list[str]:
    tables = [s for s in values.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    names = [s.name for s in tables]
    if not sheet:
        return [s.name for s in tables if s.visible == SheetVisibleEnum.Visible]
    if sheet not in names:
        close = get_close_matches(sheet, names, n=1)
        listed = f"It has: {', '.join(names)}."
        raise ExtractError(
            f"There is no sheet '{sheet}'.",
            where=Place(path.name),
            fix=f"Did you mean '{close[0]}'?" if close else listed,
        )
    return [sheet]


def _grid(
    path: Path, book: zipfile.ZipFile, values: CalamineWorkbook, name: str
) -> Grid:
    sheet = values.get_sheet_by_name(name)
    faults = marks(book, values.sheet_names.index(name))
    rows = [
        [_text(value) for value in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    _put(rows, faults)
    filled = [sum(map(bool, row)) for row in rows]
    merged = _merged(sheet, rows)
    for top, left, bottom, right in merged:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * (right + 1 - left)
    lines = range(1, len(rows) + 1)
    return Grid(path.name, name, rows, lines, filled, merged, faults)


def _put(rows: list[list[str]], faults: Mapping[tuple[int, int], str]) -> None:
    # Cells after the last value are none of the reader's, yet an error may stand there.
    height = max((row + 1 for row, _ in faults), default=0)
    width = max((column + 1 for _, column in faults), default=0)
    width = max(width, len(rows[0]) if rows else 0)
    rows.extend([] for _ in range(height - len(rows)))
    for row in rows:
        row.extend([""] * (width - len(row)))
    for (at, column), mark in faults.items():
        rows[at][column] = mark


def _merged(
    sheet: CalamineSheet, rows: list[list[str]]
) -> tuple[tuple[int, int, int, int], ...]:
    inside = []
    width = len(rows[0]) if rows else 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top < len(rows) and left < width:
            inside.append(
                (top, left, min(bottom, len(rows) - 1), min(right, width - 1))
            )
    return tuple(inside)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _moment(value: datetime) -> str:
    is_day = value.time() == time()
    return value.date().isoformat() if is_day else value.isoformat(sep=" ")


_AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    str: str.strip,
    float: _number,
    int: str,
    bool: lambda value: str(value).upper(),
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
}


def _text(value: object) -> str:
    return _AS_TEXT[type(value)](value)
