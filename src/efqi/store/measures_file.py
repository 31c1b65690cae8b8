"""Measures files: counts already made, in the columns of ehrQL's measures output."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from efqi.errors import ExtractError, Place
from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan
from efqi.store.atomic_write import atomic_write
from efqi.store.cell_table import COUNTS, made_table
from efqi.store.count_rows import CountFile, CountRow
from efqi.store.count_values import Counted, counted, starts_of
from efqi.store.extract import open_extract
from efqi.store.grouping import TOTAL, grouping, nearest_group
from efqi.store.incomplete import incomplete_from
from efqi.store.margins import with_margins


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
        A value that is missing, suppressed, negative, fractional, repeated or over its
        denominator; with its place.
    MeasureError
        A grouping that is not there and cannot be added up.
    """
    with open_extract(path) as extract:
        file = CountFile(extract, plan)
        rows, rows_read = file.rows()
        cells = with_margins(plan, _cells(file, rows))
        notes = {
            "rows_read": rows_read,
            "rows_left_out": rows_read - len(rows),
            **extract.notes,
        }
    source = plan.source
    starts = dict.fromkeys(cells["interval_start"])
    unfinished = source.is_complete_to and incomplete_from(
        source.interval, {start: start for start in starts}, source.is_complete_to
    )
    return made_table(plan, cells, unfinished, notes)


def _cells(file: CountFile, rows: list[CountRow]) -> pl.DataFrame:
    plan = file.plan
    dimensions = [d.dimension.name for d in plan.dimensions]
    _check_not_repeated(file, rows)
    starts = starts_of(file, rows)
    groups = _groups(file, rows)
    records = [
        (
            row.fixed["measure"],
            starts[row.fixed["interval_start"]],
            *counted(file, row, plan.measure(row.fixed["measure"])),
            *[groups[d][row.groups[d]] for d in dimensions],
        )
        for row in rows
    ]
    schema = {
        "measure": pl.String,
        "interval_start": pl.Date,
        **dict.fromkeys((*COUNTS, "ratio"), pl.Float64),
        **dict.fromkeys(dimensions, pl.String),
    }
    cells = pl.DataFrame(records, schema=schema, orient="row")
    return _merged(file, cells, dimensions)


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
