"""Counts laid out wide made long: one row for each interval and group."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from efqi.errors import ExtractError, Place
from efqi.measures.interval import Interval
from efqi.measures.suppressed import is_suppressed
from efqi.store.date_text import format_of
from efqi.store.grid import Grid
from efqi.store.period_text import period_start
from efqi.store.reading import Reading
from efqi.store.sheet_file import with_serial_days
from efqi.store.sheet_table import SheetTable

_FIGURE = re.compile(r"-?[\d,]*\.?\d*(e[+-]?\d+)?%?|n/?a|\.\.|:|-", re.IGNORECASE)
VALUE = "value"
"""Column of the figures where no label says what they count."""
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WideLayout:
    """Finds the cell that a value of the long table came from.

    Attributes
    ----------
    grid : Grid
        The sheet.
    cells : mapping of str to sequence of (int, int) or None
        Column of the long table to row and column in the grid, for each record.
    """

    grid: Grid
    cells: Mapping[str, Sequence[Cell | None]]

    def place(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value in a record, counted from 1."""
        row, at = self._cell(record, column)
        found = self.grid.place(row, at, value)
        return replace(found, column=column)

    def _cell(self, record: int, column: str) -> Cell:
        """Give the cell of a value; for a label, the first figure that it stands for."""
        others = (cells[record - 1] for cells in self.cells.values())
        at = self.cells[column][record - 1] if column in self.cells else None
        return at or next(cell for cell in others if cell is not None)

    def first_ragged(self) -> None:
        """Give None: a sheet has every column in every row."""


def is_figure(text: str) -> bool:
    """Whether a text is a number, or stands for one that is hidden or not there."""
    return bool(_FIGURE.fullmatch(text)) or is_suppressed(text)


def holds_figures(table: SheetTable, column: int) -> bool:
    """Whether a column holds figures: numbers, and perhaps marks; not only "18-34"."""
    texts = {table.grid.rows[row][column] for row in table.body}
    has_number = any(_FIGURE.fullmatch(text) for text in texts if text)
    return has_number and all(is_figure(text) for text in texts)


def is_period(text: str) -> bool:
    """Whether a text names a day or a period."""
    named = any(period_start(text, interval) for interval in Interval)
    return named or format_of([text]) is not None


def header_labels(
    table: SheetTable, dates: int | None, *, is_from_1904: bool
) -> dict[int, list[str]]:
    """Give the labels above each column; blanks of upper rows take the label to the left.

    Parameters
    ----------
    table : SheetTable
        The table.
    dates : int or None
        Position among the header rows of the one with dates.
    is_from_1904 : bool
        Whether serial numbers of days count from 1904.
    """
    labels = {c: list(table.labels(c)) for c in table.columns}
    for level in range(len(table.header) - 1):
        last = ""
        for texts in labels.values():
            last = texts[level] = texts[level] or last
    if dates is not None:
        for texts in labels.values():
            (texts[dates],) = with_serial_days(
                [texts[dates]], is_from_1904=is_from_1904
            )
    return labels


def read_wide(
    table: SheetTable, reading: Reading, *, is_from_1904: bool = False
) -> tuple[dict[str, list[str]], WideLayout, dict[str, tuple[int, str]]]:
    """Read counts laid out wide into long columns of text.

    The columns to the left are labels of rows; those to the right hold figures, and each
    header row above them is a label too. Where some label names the counts (numerator and
    denominator as the file calls them), each becomes a column.

    Parameters
    ----------
    table : SheetTable
        Where it stands.
    reading : Reading
        Its `across` names the header rows, from the top.
    is_from_1904 : bool
        Whether serial numbers of days count from 1904.

    Returns
    -------
    dict of str to list of str
        Long columns; blank for none. Records without any count are left out.
    WideLayout
        Finds each cell again.
    dict of str to (int, str)
        Column to the first record, from 1, with an error or a formula without a value.

    Raises
    ------
    ExtractError
        No columns of figures; a row without a label; a cell that is there twice.
    """
    dates = _dates_level(reading)
    headers = header_labels(table, dates, is_from_1904=is_from_1904)
    sides = _sides(table, reading, headers, dates)
    long = _Long(table, reading, headers, *sides)
    return long.read()


def _dates_level(reading: Reading) -> int | None:
    start = {"interval_start", *reading.labels[:1]}
    return next((i for i, name in enumerate(reading.across) if name in start), None)


def _sides(
    table: SheetTable,
    reading: Reading,
    headers: Mapping[int, Sequence[str]],
    dates: int | None,
) -> tuple[list[int], list[int]]:
    """Tell the columns of labels, left, from those of figures, right."""
    columns = list(table.columns)
    if dates is not None:
        figures = [c for c in columns if is_period(headers[c][dates])]
        labels = [c for c in columns if not figures or c < figures[0]]
    else:
        last = max(
            i
            for i, c in enumerate(columns)
            if i == 0
            or table.name_of(c) in reading.labels
            or not holds_figures(table, c)
        )
        labels, figures = columns[: last + 1], columns[last + 1 :]
    if not labels or not figures:
        raise ExtractError(
            "No columns of figures were found below a header of periods or groups.",
            where=table.grid.place(table.header[0], columns[0]),
            fix="Check across and header_rows in [data] of project.toml.",
        )
    return labels, figures


@dataclass(frozen=True, slots=True)
class _Long:
    """Reads one wide table."""

    table: SheetTable
    reading: Reading
    headers: Mapping[int, Sequence[str]]
    labels: Sequence[int]
    figures: Sequence[int]

    def read(
        self,
    ) -> tuple[dict[str, list[str]], WideLayout, dict[str, tuple[int, str]]]:
        names = self._names()
        counts_at = self._counts_at(names)
        cells: dict[tuple[str, ...], dict[str, Cell]] = {}
        for texts, cell in self._cells():
            count = self._only_figure if counts_at is None else texts[counts_at]
            if count.casefold() not in map(str.casefold, self.reading.counts):
                continue
            key = tuple(t for i, t in enumerate(texts) if i != counts_at)
            self._put(cells.setdefault(key, {}), self._as_named(count), cell)
        kept = {k: found for k, found in cells.items() if self._has_any(found)}
        key_names = [n for i, n in enumerate(names) if i != counts_at]
        return self._columns(key_names, kept)

    def _names(self) -> list[str]:
        return [*map(self.table.name_of, self.labels), *self.reading.across]

    @property
    def _only_figure(self) -> str:
        counts = self.reading.counts
        return VALUE if VALUE in counts else counts[0]

    def _as_named(self, count: str) -> str:
        return next(c for c in self.reading.counts if c.casefold() == count.casefold())

    def _counts_at(self, names: Sequence[str]) -> int | None:
        """Position of the label that names counts; None where none does."""
        wanted = {c.casefold() for c in self.reading.counts}
        met: list[set[str]] = [set() for _ in names]
        for texts, _ in self._cells():
            for seen, text in zip(met, texts, strict=True):
                seen.add(text.casefold())
        return next((i for i, seen in enumerate(met) if seen & wanted), None)

    def _cells(self) -> list[tuple[tuple[str, ...], Cell]]:
        found = []
        above = [""] * len(self.labels)
        for row in self.table.body:
            above = self._row_labels(row, above)
            found += [
                ((*above, *self.headers[column]), (row, column))
                for column in self.figures
            ]
        return found

    def _row_labels(self, row: int, above: Sequence[str]) -> list[str]:
        """Give the labels of a row; a blank takes the one above, except in the last."""
        texts = [self.table.grid.rows[row][c] for c in self.labels]
        if not texts[-1] and any(self.table.grid.rows[row][c] for c in self.figures):
            raise ExtractError(
                "This row has figures and no label.",
                where=self.table.grid.place(row, self.labels[-1]),
                fix="Write the group that it is for; 'All' with total = \"All\" for everyone.",
            )
        return [text or before for text, before in zip(texts, above, strict=True)]

    def _put(self, found: dict[str, Cell], count: str, cell: Cell) -> None:
        earlier = found.setdefault(count, cell)
        if earlier != cell:
            there = self.table.grid.place(*earlier)
            raise ExtractError(
                f"This period and group of '{count}' stand in "
                f"{there.cell or f'row {there.row}'} and here again.",
                where=self.table.grid.place(*cell),
                fix="Delete one, or name every header row in across.",
            )

    def _has_any(self, found: Mapping[str, Cell]) -> bool:
        return any(self.table.grid.rows[row][column] for row, column in found.values())

    def _columns(
        self, names: Sequence[str], cells: Mapping[tuple[str, ...], Mapping[str, Cell]]
    ) -> tuple[dict[str, list[str]], WideLayout, dict[str, tuple[int, str]]]:
        rows, missing = self.table.grid.rows, frozenset(self.reading.missing)
        counts = dict.fromkeys(c for found in cells.values() for c in found)
        columns = {n: [key[i] for key in cells] for i, n in enumerate(names)}
        places: dict[str, list[Cell | None]] = {}
        faults: dict[str, tuple[int, str]] = {}
        for count in counts:
            places[count] = [found.get(count) for found in cells.values()]
            texts = ["" if at is None else rows[at[0]][at[1]] for at in places[count]]
            columns[count] = ["" if text in missing else text for text in texts]
            for record, at in enumerate(places[count], 1):
                fault = self.table.grid.faults.get(at) if at else None
                if fault and fault not in missing:
                    faults.setdefault(count, (record, fault))
        return columns, WideLayout(self.table.grid, places), faults
