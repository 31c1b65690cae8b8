"""The table inside a sheet: its header, its rows, and what stands round it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from efqi.errors import ExtractError, Place
from efqi.store.grid import Grid
from efqi.store.layout import column_letters
from efqi.store.reading import Reading

_SHARE_OF_HEADER = 0.75


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table found in a grid.

    Attributes
    ----------
    grid : Grid
        Where it stands.
    header : tuple of int
        Rows of the grid that hold the header, from 0.
    body : tuple of int
        Rows of the grid that hold records, from 0.
    columns : tuple of int
        Columns of the grid that it has, from 0.
    """

    grid: Grid
    header: tuple[int, ...]
    body: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def rows_outside(self) -> int:
        """Rows above and below the table that hold something: titles and footnotes."""
        inside = {*self.header, *self.body}
        return sum(
            bool(n) and row not in inside for row, n in enumerate(self.grid.filled)
        )

    def labels(self, column: int) -> tuple[str, ...]:
        """Give the header of a column, one text for each header row, on one line each."""
        texts = (self.grid.rows[row][column] for row in self.header)
        return tuple(" ".join(text.split()) for text in texts)

    def name_of(self, column: int) -> str:
        """Give the header rows of a column joined, or "column C" where they are blank."""
        joined = " ".join(dict.fromkeys(filter(None, self.labels(column))))
        return joined or f"column {column_letters(column)}"

    def names(self) -> tuple[str, ...]:
        """Give a name to every column, as `name_of` does.

        Raises
        ------
        ExtractError
            Two columns of one name, or merged header cells without a label.
        """
        names: list[str] = []
        for column in self.columns:
            name = self.name_of(column)
            if not any(self.labels(column)):
                self._check_not_merged(column)
            if name.casefold() in map(str.casefold, names):
                raise ExtractError(
                    f"Two columns are called '{name}'.",
                    where=self.grid.place(self.header[-1], column),
                    fix="Rename one of them.",
                )
            names.append(name)
        return tuple(names)

    def _check_not_merged(self, column: int) -> None:
        for top, left, bottom, right in self.grid.merged:
            is_header = top <= self.header[-1] and bottom >= self.header[0]
            if is_header and left <= column <= right:
                raise ExtractError(
                    "These merged header cells hold no label.",
                    where=self.grid.place(top, left),
                    fix="Write one, or undo the merge.",
                )


def table_of(grid: Grid, reading: Reading) -> SheetTable | None:
    """Find the table in a grid; None where there is none.

    A title holds one cell, or far fewer than the rows of the table. The header has as many
    rows as `reading` says, else as its merged cells span. Rows below a blank row that hold
    less than half of what others do, and single cells at the end, are footnotes.

    Raises
    ------
    ExtractError
        Where the plan names header rows that the grid does not have.
    """
    header = _header(grid, reading)
    if not header:
        return None
    body = _without_footnotes(grid, range(header[-1] + 1, len(grid.rows)))
    rows = [*header, *body]
    width = len(grid.rows[0])
    used = tuple(c for c in range(width) if any(grid.rows[r][c] for r in rows))
    return SheetTable(grid, header, body, used) if body and used else None


def only_table(grids: Sequence[Grid], reading: Reading) -> SheetTable:
    """Choose the one sheet that has a table.

    Raises
    ------
    ExtractError
        Where several have one, or none.
    """
    found = [t for t in (table_of(grid, reading) for grid in grids) if t is not None]
    if len(found) > 1:
        listed = ", ".join(f"'{t.grid.sheet}'" for t in found)
        raise ExtractError(
            f"Several sheets hold a table: {listed}.",
            where=Place(grids[0].file),
            fix=f'Name the one to read: sheet = "{found[0].grid.sheet}" in [data], or '
            "--sheet.",
        )
    if not found:
        raise ExtractError(
            "No table was found: a header with rows below it.",
            where=Place(grids[0].file, sheet=grids[0].sheet if len(grids) == 1 else ""),
            fix="Name the rows of its header: header_rows = [4] in [data].",
        )
    return found[0]


def _header(grid: Grid, reading: Reading) -> tuple[int, ...]:
    if reading.header_rows:
        return _named_header(grid, reading.header_rows)
    typical = median([n for n in grid.filled if n >= 2] or [0])
    needed = max(2, _SHARE_OF_HEADER * typical)
    top = next(
        (
            row
            for row, texts in enumerate(grid.rows)
            if len({*texts} - {""}) >= 2
            # The upper of several header rows may label only the first of some columns.
            and (len(reading.across) > 1 or _labelled(grid, row) >= needed)
        ),
        None,
    )
    if top is None:
        return ()
    rows = len(reading.across) or _rows_spanned(grid, top)
    return tuple(range(top, min(top + rows, len(grid.rows))))


def _labelled(grid: Grid, row: int) -> int:
    """Count the cells of a row that hold something, or are merged to hold it."""
    merged = {
        column
        for top, left, bottom, right in grid.merged
        if top <= row <= bottom
        for column in range(left, right + 1)
    }
    return sum(bool(text) or i in merged for i, text in enumerate(grid.rows[row]))


def _named_header(grid: Grid, named: tuple[int, ...]) -> tuple[int, ...]:
    position = {line: row for row, line in enumerate(grid.lines)}
    for line in named:
        if line not in position:
            raise ExtractError(
                f"There is no row {line} to hold the header.",
                where=Place(grid.file, sheet=grid.sheet),
                fix="Correct header_rows in [data] of project.toml.",
            )
    return tuple(position[line] for line in named)


def _rows_spanned(grid: Grid, top: int) -> int:
    last = top
    while True:
        ends = [
            max(bottom, row + 1 if left < right else row)
            for row, left, bottom, right in grid.merged
            if top <= row <= last and grid.rows[row][left]
        ]
        if max(ends, default=last) <= last:
            return last - top + 1
        last = max(ends)


def _without_footnotes(grid: Grid, rows: range) -> tuple[int, ...]:
    used = [row for row in rows if grid.filled[row]]
    typical = median([grid.filled[row] for row in used] or [0])
    while used and _is_footnote(grid, used, typical):
        used.pop()
    return tuple(used)


def _is_footnote(grid: Grid, used: list[int], typical: float) -> bool:
    """Whether the last row is one; of a block below a blank row, only if all of it is."""
    if typical < 2:
        return False
    if grid.filled[used[-1]] == 1:
        return True
    start = len(used) - 1
    while start and used[start] == used[start - 1] + 1:
        start -= 1
    return start > 0 and all(grid.filled[row] < typical / 2 for row in used[start:])
