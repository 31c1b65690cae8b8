"""Measures files: counts already made, in the columns of ehrQL's measures output."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from efqi.errors import ExtractError, MeasureError, Place
from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan
from efqi.store.atomic_write import atomic_write, atomic_write_bytes
from efqi.store.cell_table import COUNTS, made_table
from efqi.store.count_rows import CountFile, CountRow
from efqi.store.count_values import Counted, counted, starts_of
from efqi.store.extract import open_extract
from efqi.store.grouping import TOTAL, grouping, nearest_group
from efqi.store.incomplete import incomplete_from
from efqi.store.margins import with_margins
from efqi.store.observe_counts import observed_in_counts


def read_measures(path: Path, plan: Plan) -> MeasureTable:
    """Read counts that were made elsewhere.

    Source labels are mapped to the groups of the plan, and added up where several mean one
    group. What the plan asks for and the file lacks (everyone, a dimension alone) is added
    up where the groups do not overlap.

    Parameters
    ----------
    path : Path
        CSV or Parquet with ehrQL's columns. ``interval_end`` and ``ratio`` may be missing,
        and ``measure`` where the plan has one measure. A row may hold only a ratio.
    plan : Plan
        Measures and dimensions to take; other rows are left out.

    Returns
    -------
    MeasureTable
        With notes ``rows_read, rows_left_out`` and, where it is not UTF-8, ``encoding``.

    Raises
    ------
    ExtractError
        A file, column, date or group value that cannot be read; with its place.
    MeasureError
        A count that is missing, suppressed, negative, fractional, repeated or over its
        denominator, with its place; a grouping that cannot be added up.
    """
    with open_extract(path) as extract:
        file = CountFile(extract, plan)
        rows, rows_read = file.rows()
        cells = with_margins(plan, _cells(file, rows))
        observed = observed_in_counts(file, rows)
        notes: dict[str, int | str] = {
            "rows_read": rows_read,
            "rows_left_out": rows_read - len(rows),
            **extract.notes,
        }
    source = plan.source
    starts = dict.fromkeys(cells["interval_start"])
    unfinished = source.is_complete_to and incomplete_from(
        source.interval, {start: start for start in starts}, source.is_complete_to
    )
    return replace(made_table(plan, cells, unfinished, notes), observed=observed)


def _cells(file: CountFile, rows: list[CountRow]) -> pl.DataFrame:
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
        counts = counted(file, row, plan.measure(measure))
        cell = cells.setdefault((measure, start, *groups), CellRows(file))
        cell.add(row, spellings, counts)
    schema = {
        "measure": pl.String,
        "interval_start": pl.Date,
        **dict.fromkeys(meanings, pl.String),
        **dict.fromkeys((*COUNTS, "ratio"), pl.Float64),
    }
    records = [(*key, *cell.total()) for key, cell in cells.items()]
    return pl.DataFrame(records, schema=schema, orient="row").select(
        "measure", "interval_start", "ratio", *COUNTS, *meanings
    )


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
        line = self.file.extract.place_of(earlier.record, "", "").row
        raise MeasureError(
            f"This interval and group of '{row.fixed['measure']}' stand in row {line} "
            "and here again.",
            where=self.file.place(row, "interval_start"),
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
        if any(numerator is None for numerator, _, _ in counts):
            raise MeasureError(
                "Ratios of several source groups cannot be made one without counts.",
                where=self.file.place(row, "ratio"),
                fix="Give numerators and denominators, or keep the groups apart.",
            )
        return (
            sum(numerator or 0.0 for numerator, _, _ in counts),
            sum(denominator or 0.0 for _, denominator, _ in counts),
            None,
        )


def write_measures(table: MeasureTable, path: Path) -> None:
    """Write a table as a measures file that `read_measures` and ehrQL's tools read.

    Parameters
    ----------
    table : MeasureTable
        Exact counts: confidential until released.
    path : Path
        Ends in ``.csv`` or ``.parquet``. The file is whole or not there.

    Raises
    ------
    ExtractError
        Another ending.
    StorageError
        Full disk, read-only folder.
    """
    content = table.cells.with_columns(_whole(table.cells, column) for column in COUNTS)
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
