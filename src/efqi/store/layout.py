"""Where a record stands in the user's own file, as they would look it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from efqi.errors import Place
from efqi.store import text_file


class Layout(Protocol):
    """Finds records of a file again."""

    def place(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value in a record, counted from 1."""

    def first_ragged(self) -> tuple[Place, int] | None:
        """Place and column count of the first row unlike the header; None if there is none."""


@dataclass(frozen=True, slots=True)
class RecordLayout:
    """A file of records without lines, such as Parquet: counted from 1.

    Attributes
    ----------
    file : str
        Name for messages.
    path : Path or None
        The Parquet file; None for a table of a database.
    """

    file: str
    path: Path | None = None

    def place(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value in a record."""
        return Place(self.file, record, column, value)

    def first_ragged(self) -> None:
        """Give None: every record has every column."""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """A text file: its lines are counted as an editor does.

    Attributes
    ----------
    file : str
        Name for messages.
    path : Path
        File as the user has it.
    encoding, delimiter : str
        As found.
    """

    file: str
    path: Path
    encoding: str
    delimiter: str

    def place(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value; the header is line 1."""
        line = text_file.line_of(self.path, self.encoding, self.delimiter, record)
        return Place(self.file, line, column, value)

    def first_ragged(self) -> tuple[Place, int] | None:
        """Line and column count of the first row unlike the header."""
        found = text_file.first_ragged(self.path, self.encoding, self.delimiter)
        return None if found is None else (Place(self.file, found[0]), found[1])


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table inside a sheet or a laid-out text file.

    Attributes
    ----------
    file, sheet : str
        Names for messages; sheet is blank for text.
    rows : sequence of int
        Row of each record, from 1.
    columns : mapping of str to (int or sequence of int)
        Column to where it stands, from 0: the same for all records, or one for each.
    """

    file: str
    sheet: str
    rows: Sequence[int]
    columns: Mapping[str, int | Sequence[int]]

    def place(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value, with its cell in a workbook."""
        row = self.rows[record - 1]
        at = self.columns.get(column)
        if not self.sheet or at is None:
            return Place(self.file, row, column, value, self.sheet)
        position = at if isinstance(at, int) else at[record - 1]
        return Place(
            self.file, row, column, value, self.sheet, cell_name(row - 1, position)
        )

    def first_ragged(self) -> None:
        """Give None: a table has every column in every row."""


def cell_name(row: int, column: int) -> str:
    """Name a cell as Excel does, from positions counted from 0: (6, 1) is "B7"."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Name a column as Excel does, from its position counted from 0: 27 is "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
