"""Measures files: counts already made, in the columns of ehrQL's measures output."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from efqi.errors import ExtractError, MeasureError, Place
from efqi.measures.table import BOUNDS, MEASURED, MeasureTable
from efqi.projects.plan import Plan
from efqi.store.atomic_write import atomic_write, atomic_write_bytes
from efqi.store.cell_table import COUNTS, made_table, measured_columns
from efqi.store.count_rows import CountFile, CountRow
from efqi.store.count_values import Counted, counted, starts_of
from efqi.store.grouping import TOTAL, grouping, nearest_group
from efqi.store.hidden_cells import HiddenCells, added, settled, with_hidden
from efqi.store.incomplete import incomplete_from
from efqi.store.margins import with_margins
from efqi.store.measured_rows import measured
from efqi.store.observe_counts import observed_in_counts
from efqi.store.opening import open_extract
from efqi.store.reading import Reading
from efqi.store.window_ends import windows_overlapping


def read_measures(
    path: Path | Sequence[Path], plan: Plan, reading: Reading | None = None
) -> MeasureTable:
    """Read counts that were made elsewhere.

    Source labels are mapped to the groups of the plan, and added up where several mean one
    group. What the plan asks for and the file lacks (everyone, a dimension alone) is added
    up where the groups do not overlap.

    Parameters
    ----------
    path : Path or sequence of Path
        Files with ehrQL's columns. ``interval_end`` and ``ratio`` may be missing,
        and ``measure`` where the plan has one measure. A row may hold only a ratio. For
        means and percentiles, `SPREADS` may stand beside them.
    plan : Plan
        Measures and dimensions to take; other rows are left out.
    reading : Reading, optional
        How the files are laid out, where it is not plain.

    Returns
    -------
    MeasureTable
        With notes ``rows_read, rows_left_out`` and, where there are any,
        ``windows_overlapping`` (intervals that end after the next began) and ``encoding``.

    Raises
    ------
    ExtractError
        A file, column, date or group value that cannot be read; with its place.
    MeasureError
        A count that is missing, hidden without a word of its bounds, negative, fractional, repeated or over its
        denominator, with its place; a grouping that cannot be added up.
    """
    with open_extract(path, reading or Reading()) as extract:
        file = CountFile(extract, plan)
        rows, rows_read = file.rows()
        hidden = HiddenCells()
        cells = with_margins(plan, _cells(file, rows, hidden))
        observed = observed_in_counts(file, rows)
        notes: dict[str, int | str] = {
            "rows_read": rows_read,
            "rows_left_out": rows_read - len(rows),
            **hidden.notes,
            **extract.notes,
        }
        if overlapping := windows_overlapping(file, rows, starts_of(file, rows)):
            notes["windows_overlapping"] = overlapping
    source = plan.source
    starts = dict.fromkeys(cells["interval_start"])
    unfinished = source.is_complete_to and incomplete_from(
        source.interval, {start: start for start in starts}, source.is_complete_to
    )
    known, bounds = settled(plan, cells)
    table = made_table(plan, known, unfinished, notes)
    if not bounds.is_empty():
        table = replace(table, bounds=bounds)
    return replace(table, observed=observed)


def _cells(file: CountFile, rows: list[CountRow], hidden: HiddenCells) -> pl.DataFrame:
    plan = file.plan
    starts = starts_of(file, rows)
    meanings = _meanings(file, rows)
    cells: dict[tuple[str | date | None, ...], CellRows] = {}
    for row in rows:
        measure = row.fixed["measure"]
        start = starts[row.fixed["interval_start"]]
        groups = [meanings[d][spelling] for d, spelling in row.groups.items()]
        spellings = tuple(
            "" if group is None else spelling
            for group, spelling in zip(groups, row.groups.values(), strict=True)
        )
        kind = plan.measure(measure).kind
        read = measured if kind.is_measured else counted
        counts = read(file, row, plan.measure(measure))
        hidden.add(counts)
        cell = cells.setdefault((measure, start, *groups), CellRows(file))
        cell.add(row, spellings, counts)
    schema = {
        "measure": pl.String,
        "interval_start": pl.Date,
        **dict.fromkeys(meanings, pl.String),
        **dict.fromkeys((*BOUNDS, "ratio", *MEASURED), pl.Float64),
    }
    records = [(*key, *_flat(cell.total())) for key, cell in cells.items()]
    return pl.DataFrame(records, schema=schema, orient="row").select(
        "measure",
        "interval_start",
        "ratio",
        *BOUNDS,
        *meanings,
        *measured_columns(plan),
    )


def _flat(counts: Counted) -> tuple[float | None, ...]:
    nothing = (None, None)
    numerator, denominator, *others = counts
    return (*(numerator or nothing), *(denominator or nothing), *others)


def _meanings(
    file: CountFile, rows: list[CountRow]
) -> dict[str, dict[str, str | None]]:
    meanings = {}
    for planned in file.plan.dimensions:
        dimension = planned.dimension.name
        found = grouping(planned, {row.groups[dimension] for row in rows} - {""})
        if found.unlisted:
            spelling = found.unlisted[0]
            row = next(r for r in rows if r.groups[dimension] == spelling)
            raise ExtractError(
                f"The order of the group '{dimension}' does not list this value.",
                where=file.extract.place_of(
                    row.record, file.group_columns()[dimension], spelling
                ),
                fix=nearest_group(planned, spelling),
            )
        groups = {s: None if g == TOTAL else g for s, g in found.groups.items()}
        meanings[dimension] = groups | {"": None}
    return meanings


@dataclass(slots=True)
class CellRows:
    """The rows of one cell: one for each spelling of its groups."""

    file: CountFile
    rows: dict[tuple[str, ...], tuple[CountRow, Counted]] = field(default_factory=dict)

    def add(self, row: CountRow, spellings: tuple[str, ...], counts: Counted) -> None:
        """Take a row in.

        Raises
        ------
        ExtractError
            Where the cell has one already (two names for everyone may agree).
        """
        earlier, same = self.rows.setdefault(spellings, (row, counts))
        if earlier is row or (earlier.groups != row.groups and same == counts):
            return
        here = self.file.place(row, "interval_start")
        there = self.file.place(earlier, "interval_start")
        if there.file != here.file and same == counts:
            return
        raise MeasureError(
            f"This interval and group of '{row.fixed['measure']}' stand in "
            f"{_elsewhere(there, here)} and here again.",
            where=here,
            fix="Delete one; or name the column that tells them apart in a [[group]].",
        )

    def total(self) -> Counted:
        """Add up the spellings.

        Raises
        ------
        ExtractError
            Where a ratio without counts would have to be added.
        """
        counts = [counts for _, counts in self.rows.values()]
        if len(counts) == 1:
            return counts[0]
        row = next(iter(self.rows.values()))[0]
        if any(numerator is None for numerator, *_ in counts):
            raise MeasureError(
                "Ratios of several source groups cannot be made one without counts.",
                where=self.file.place(row, "ratio"),
                fix="Give numerators and denominators, or keep the groups apart.",
            )
        numerators, denominators, _, squares, _ = zip(*counts, strict=True)
        return (
            added(numerators),
            added(denominators),
            None,
            None if None in squares else sum(s or 0.0 for s in squares),
            None,
        )


def _elsewhere(there: Place, here: Place) -> str:
    """Say where the other row is: its file too, where that is another."""
    at = f"cell {there.cell}" if there.cell else f"row {there.row}"
    return at if there.file == here.file else f"{there.file}, {at},"


def write_measures(table: MeasureTable, path: Path) -> None:
    """Write a table as a measures file that `read_measures` and ehrQL's tools read.

    Parameters
    ----------
    table : MeasureTable
        Exact counts: confidential until released. What its source hides is written as
        the least and the most it can be: "1-4".
    path : Path
        Ends in ``.csv`` or ``.parquet``. The file is whole or not there.

    Raises
    ------
    ExtractError
        Another ending.
    StorageError
        Full disk, read-only folder.
    """
    cells = table.cells
    content = cells.with_columns(_whole(cells, column) for column in COUNTS)
    if table.bounds is not None:
        content = with_hidden(content, table)
    if path.suffix == ".csv":
        atomic_write_bytes(path, content.write_csv(line_terminator="\n").encode())
    elif path.suffix == ".parquet":
        atomic_write(path, content.write_parquet)
    else:
        raise ExtractError(
            "A measures file ends in .csv or .parquet.", where=Place(str(path))
        )


def _whole(cells: pl.DataFrame, column: str) -> pl.Series:
    counts = cells[column]
    is_whole = bool((counts.drop_nulls() % 1 == 0).all())
    return counts.cast(pl.Int64) if is_whole else counts
