"""A sheet made into a table that can be queried."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from efqi.store.layout import TableLayout
from efqi.store.reading import Reading
from efqi.store.sheet_table import SheetTable

_DAY_0 = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_SERIALS = range(10_000, 80_000)


def read_table(
    table: SheetTable, reading: Reading, *, is_from_1904: bool = False
) -> tuple[dict[str, list[str]], TableLayout, dict[str, tuple[int, str]]]:
    """Read a table into columns of text.

    Parameters
    ----------
    table : SheetTable
        Where it stands.
    reading : Reading
        Names the column with dates and what is missing.
    is_from_1904 : bool
        Whether serial numbers of days count from 1904.

    Returns
    -------
    dict of str to list of str
        Columns; blank for none.
    TableLayout
        Finds each cell again.
    dict of str to (int, str)
        Column to the first record, from 1, with an error or a formula without a value.
    """
    grid, missing = table.grid, frozenset(reading.missing)
    names = dict(zip(table.names(), table.columns, strict=True))
    columns = {
        name: [
            "" if (text := grid.rows[row][at]) in missing else text
            for row in table.body
        ]
        for name, at in names.items()
    }
    if reading.dated in columns:
        columns[reading.dated] = with_serial_days(
            columns[reading.dated], is_from_1904=is_from_1904
        )
    layout = TableLayout(
        grid.file, grid.sheet, [grid.lines[row] for row in table.body], names
    )
    return columns, layout, _faults(table, names, missing)


def _faults(
    table: SheetTable, names: Mapping[str, int], missing: frozenset[str]
) -> dict[str, tuple[int, str]]:
    record_of = {row: record for record, row in enumerate(table.body, 1)}
    name_of = {at: name for name, at in names.items()}
    found: dict[str, tuple[int, str]] = {}
    for (row, at), fault in sorted(table.grid.faults.items()):
        if row in record_of and at in name_of and fault not in missing:
            found.setdefault(name_of[at], (record_of[row], fault))
    return found


def with_serial_days(texts: Sequence[str], *, is_from_1904: bool) -> list[str]:
    """Write Excel's serial numbers of days as dates; leave other texts as they are."""
    return [_day(text, _DAY_0[is_from_1904]) for text in texts]


def _day(text: str, day_0: date) -> str:
    whole = text.partition(".")[0]
    if not whole.isdigit() or int(whole) not in _SERIALS:
        return text
    return (day_0 + timedelta(days=int(whole))).isoformat()


def write_columns(columns: Mapping[str, Sequence[str]], path: Path) -> None:
    """Write columns of text as Parquet, blanks as NULL."""
    schema = dict.fromkeys(columns, pl.String)
    frame = pl.DataFrame(dict(columns), schema=schema)
    blank = pl.all().replace("", None)
    frame.with_columns(blank).write_parquet(path, compression="uncompressed")
