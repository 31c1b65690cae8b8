"""A sheet as it stands: rows of texts, before anyone says which is the header."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from efqi.errors import Place
from efqi.store.layout import cell_name


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts, all of one length.

    Attributes
    ----------
    file, sheet : str
        Names for messages; sheet is blank for a text file.
    rows : sequence of list of str
        Texts, trimmed; blank for none. Merged cells are filled.
    lines : sequence of int
        Number of each row as the user sees it, from 1.
    filled : sequence of int
        How many cells of each row hold something of their own, merged cells once.
    merged : tuple of (int, int, int, int)
        First row, first column, last row and last column of merged cells, from 0.
    faults : mapping of (int, int) to str
        Row and column, from 0, of errors and formulas without a value.
    """

    file: str
    sheet: str
    rows: Sequence[list[str]]
    lines: Sequence[int]
    filled: Sequence[int]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: int, value: str | None = None) -> Place:
        """Give the place of a cell, from its positions counted from 0."""
        line = self.lines[row]
        cell = cell_name(line - 1, column) if self.sheet else ""
        return Place(self.file, line, "", value, self.sheet, cell)
