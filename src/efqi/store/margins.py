"""What the plan asks for and a measures file lacks, added up where that is allowed."""

import polars as pl

from efqi.errors import MeasureError, Place
from efqi.measures.table import BOUNDS
from efqi.projects.plan import Plan
from efqi.store.cell_table import sets_of

_KEYS = ("measure", "interval_start")


def with_margins(plan: Plan, cells: pl.DataFrame) -> pl.DataFrame:
    """Give the cells of each grouping that the plan asks for.

    A grouping that the file lacks is added up from the smallest one that holds it, over
    dimensions that do not overlap; of several, from that of the earlier dimension. Where
    that is not allowed, everyone is left out: some sources publish no whole.

    Parameters
    ----------
    plan : Plan
        Its sets are wanted; rows of other groupings are left out.
    cells : polars.DataFrame
        As `read_measures` makes them.

    Raises
    ------
    MeasureError
        Where groups are neither there nor can be added up.
    """
    wanted = [
        _grouping(
            plan, cells.filter(pl.col("measure") == m.measure.name), by, m.measure.name
        )
        for m in plan.measures
        for by in sets_of(plan)
    ]
    return pl.concat(wanted)


def _grouping(
    plan: Plan, cells: pl.DataFrame, by: tuple[str, ...], measure: str
) -> pl.DataFrame:
    found = _rows(plan, cells, by)
    if not found.is_empty():
        return found
    for more in _larger(plan, cells, by):
        counts = _rows(plan, cells, more)
        if counts[BOUNDS[0]].null_count() == 0:
            return _added_up(plan, counts, by)
    if not by:
        return found
    raise MeasureError(
        f"There are no counts of '{measure}' by {' and '.join(by)}, and none can be "
        "added up.",
        where=Place(plan.source.file),
        fix="Add rows for them, or take it out of project.toml.",
    )


def _rows(plan: Plan, cells: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    names = [d.dimension.name for d in plan.dimensions]
    return cells.filter(
        *[pl.col(n).is_not_null() if n in by else pl.col(n).is_null() for n in names]
    )


def _larger(
    plan: Plan, cells: pl.DataFrame, by: tuple[str, ...]
) -> list[tuple[str, ...]]:
    names = [d.dimension.name for d in plan.dimensions]
    overlapping = {
        d.dimension.name for d in plan.dimensions if d.dimension.is_overlapping
    }
    filled = cells.select(pl.col(n).is_not_null() for n in names).unique().rows()
    there = [tuple(n for n, f in zip(names, row, strict=True) if f) for row in filled]
    usable = [
        more
        for more in there
        if set(by) < set(more) and not overlapping & (set(more) - set(by))
    ]
    return sorted(usable, key=lambda more: (len(more), [names.index(n) for n in more]))


def _added_up(plan: Plan, counts: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    names = [d.dimension.name for d in plan.dimensions]
    absent = [pl.lit(None, pl.String).alias(n) for n in names if n not in by]
    squares = [c for c in ("sum_of_squares",) if c in counts.columns]
    lost = [c for c in ("ratio", "variance") if c in counts.columns]
    return (
        counts.group_by(*_KEYS, *by)
        .agg(pl.col(BOUNDS).sum(), *map(_whole_sum, squares))
        .with_columns(
            *[pl.lit(None, pl.Float64).alias(column) for column in lost], *absent
        )
        .select(counts.columns)
    )


def _whole_sum(column: str) -> pl.Expr:
    """Add up a column; nothing where a part of it is missing."""
    return pl.when(pl.col(column).null_count() == 0).then(pl.col(column).sum())
