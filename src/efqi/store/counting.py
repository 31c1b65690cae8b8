"""Records into cells: one streaming pass over an extract, whatever its size."""

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import polars as pl

from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Kind
from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan, PlannedDimension
from efqi.store.cell_table import COUNTS, made_table, measured_columns, sets_of
from efqi.store.date_column import DateColumn, read_date_column
from efqi.store.engine import Progress, name
from efqi.store.extract import Extract
from efqi.store.finest_cells import check_finest, group_text, tally_finest, values_of
from efqi.store.grouping import meanings
from efqi.store.incomplete import incomplete_from
from efqi.store.measured_cells import measured_cells, squares_of, values_missing
from efqi.store.observe import observed_in, repeated_ids
from efqi.store.own_lookup import with_own_lookups
from efqi.store.percentile_cells import has_percentiles, keep_values
from efqi.store.records import open_records
from efqi.store.tally_sql import columns_of
from efqi.store.unknown_kinds import unknown_kinds

_ROWS_COMPARED_IN_FULL = 5_000_000
_SHARE_COMPARED = 4


def count(
    plan: Plan,
    folder: Path,
    *,
    on_progress: Progress | None = None,
    is_checked_for_duplicates: bool = True,
) -> MeasureTable:
    """Count the records of the plan's extract into cells.

    Cells are made once at the finest combination of interval and groups, then added up to
    everyone, each dimension alone and each declared cross. A record counts in a numerator
    only where it is in the denominator. A measure of kind count has denominator 1 (one
    interval), and 0 where an interval has records but none of the group.

    Parameters
    ----------
    plan : Plan
        What is counted, for whom, by which interval.
    folder : Path
        Folder that the plan's file names start from.
    on_progress : callable, optional
        Told the fraction done, 0 to 1.
    is_checked_for_duplicates : bool
        Whether identical rows are counted into the notes, which about doubles the time.
        Beyond 5 million rows a quarter of them, drawn by hash, stands for all.

    Returns
    -------
    MeasureTable
        With notes ``rows_read, rows_not_counted, last_record, identical_rows``; for means and
        percentiles, ``values_missing_<measure>`` where any are blank; for codes
        that tell kinds of unknown, ``unknown_<dimension>``; and, for text, ``date_format`` and (where it is not UTF-8) ``encoding``.

    Raises
    ------
    ExtractError
        A file, table, row or value that cannot be read as the plan says; with its place.
    MeasureError
        A measure that counts nobody, or a proportion over 1.
    KeyboardInterrupt
        Where the user stops it; nothing is left behind.
    """
    source = plan.source
    with open_records(source, folder) as records:
        records.require(columns_of(plan))
        plan, extract = with_own_lookups(plan, folder, records)
        dates = read_date_column(extract, source.date_column or "")
        share = 0.5 if is_checked_for_duplicates else 1.0
        tally_finest(plan, extract, dates, _part(on_progress, 0.0, share))
        check_finest(plan, extract, dates)
        if has_percentiles(plan):
            keep_values(plan, extract, dates)
        notes = _notes(extract, dates) | unknown_kinds(plan, extract)
        notes |= values_missing(plan, extract)
        notes |= repeated_ids(plan, records)
        observed = observed_in(plan, extract)
        if is_checked_for_duplicates:
            rest = _part(on_progress, share, 1.0)
            notes["identical_rows"] = _identical_rows(
                records, int(notes["rows_read"]), rest
            )
        cells = pl.concat([_cells(plan, extract, by) for by in sets_of(plan)])
        table = made_table(plan, cells, _incomplete_from(plan, extract), notes)
        return replace(table, observed=observed)


def _part(on_progress: Progress | None, start: float, end: float) -> Progress | None:
    if on_progress is None:
        return None
    return lambda done: on_progress(start + done * (end - start))


def _notes(extract: Extract, dates: DateColumn) -> dict[str, int | str]:
    ((read, counted, last),) = extract.cells(
        "SELECT sum(records), sum(counted), max(last_day) FROM finest"
    )
    notes: dict[str, int | str] = {
        "rows_read": int(read),
        "rows_not_counted": int(read - counted),
        "last_record": str(last),
        **extract.notes,
    }
    if dates.format is not None:
        notes["date_format"] = dates.format.words
    return notes


def _identical_rows(extract: Extract, read: int, on_progress: Progress | None) -> int:
    columns = ", ".join(map(name, extract.types))
    share = 1 if read <= _ROWS_COMPARED_IN_FULL else _SHARE_COMPARED
    # Two of 50 million rows share a 64-bit hash by chance in one file of ten thousand.
    ((compared, different),) = extract.rows(
        f"SELECT CAST(coalesce(sum(times), 0) AS BIGINT), count(*) FROM (SELECT row_hash, count(*) AS "  # noqa: S608
        f"times FROM (SELECT hash({columns}) AS row_hash FROM {extract.relation}) "
        f"WHERE row_hash % {share} = 0 GROUP BY row_hash)",
        on_progress,
    )
    return int(compared - different) * share


def _incomplete_from(plan: Plan, extract: Extract) -> date | None:
    last_days = extract.cells(
        "SELECT start, max(last_day) FROM finest WHERE counted > 0 GROUP BY start"
    )
    source = plan.source
    return incomplete_from(source.interval, dict(last_days), source.is_complete_to)


def _cells(plan: Plan, extract: Extract, by: tuple[str, ...]) -> pl.DataFrame:
    names = [planned.dimension.name for planned in plan.dimensions]
    sums = _grouped(plan, extract, by)
    of_measures = []
    for i, planned in enumerate(plan.measures):
        cells = sums.select(
            "interval_start", *by, *[pl.col(f"{c}{i}").alias(c) for c in COUNTS]
        )
        if planned.measure.kind is Kind.COUNT:
            cells = _with_zeros(plan, cells, by)
        if planned.measure.kind.is_measured:
            cells = measured_cells(plan, extract, by, i, cells, sums)
        of_measures.append(cells.with_columns(measure=pl.lit(planned.measure.name)))
    absent = [pl.lit(None, pl.String).alias(n) for n in names if n not in by]
    together = pl.concat(of_measures, how="diagonal")
    empty = [c for c in ("ratio", *measured_columns(plan)) if c not in together.columns]
    return together.with_columns(
        *absent, *[pl.lit(None, pl.Float64).alias(column) for column in empty]
    ).select(
        "measure", "interval_start", "ratio", *COUNTS, *names, *measured_columns(plan)
    )


def _grouped(plan: Plan, extract: Extract, by: tuple[str, ...]) -> pl.DataFrame:
    dimensions = [
        (i, planned)
        for i, planned in enumerate(plan.dimensions)
        if planned.dimension.name in by
    ]
    keys = ["start", *(group_text(extract, i, planned) for i, planned in dimensions)]
    columns = [f"{side}{i}" for i in range(len(plan.measures)) for side in COUNTS]
    columns += squares_of(plan)
    sums = [f"CAST(coalesce(sum({column}), 0) AS DOUBLE)" for column in columns]
    rows = extract.cells(
        f"SELECT {', '.join([*keys, *sums])} FROM finest "  # noqa: S608
        f"WHERE counted > 0 GROUP BY {', '.join(keys)}"
    )
    schema = {
        "interval_start": pl.Date,
        **dict.fromkeys(by, pl.String),
        **dict.fromkeys(columns, pl.Float64),
    }
    cells = pl.DataFrame(rows, schema=schema, orient="row")
    for i, planned in dimensions:
        cells = _in_groups(cells, planned, values_of(extract, i, planned))
    return cells.group_by("interval_start", *by).agg(pl.col(columns).sum())


def _in_groups(
    cells: pl.DataFrame, planned: PlannedDimension, values: list[str]
) -> pl.DataFrame:
    """Put each cell into its group, and into every one where groups overlap."""
    column = planned.dimension.name
    belongs = [
        (value, group)
        for value, groups in meanings(planned, values).groups.items()
        for group in groups
    ]
    schema = {column: pl.String, "efqi_group": pl.String}
    to_group = pl.DataFrame(belongs, schema=schema, orient="row")
    joined = cells.join(to_group, on=column, how="inner")
    return joined.drop(column).rename({"efqi_group": column})


def _with_zeros(plan: Plan, cells: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    starts = cells["interval_start"].unique().to_list()
    groups = []
    for planned in plan.dimensions:
        order = planned.dimension.order
        if planned.dimension.name in by:
            seen = set(cells[planned.dimension.name])
            possible = [g for g in order if g in seen] if planned.is_filled else order
            groups.append([*possible, *([UNKNOWN] if UNKNOWN in seen else [])])
    every = pl.DataFrame(
        list(product(starts, *groups)),
        schema=cells.select("interval_start", *by).schema,
        orient="row",
    )
    return (
        every.join(cells, on=["interval_start", *by], how="left")
        .with_columns(pl.col("numerator").fill_null(0.0))
        .select(cells.columns)
    )
