"""Counts by interval and group made into a `MeasureTable`."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from efqi.errors import MeasureError, Place
from efqi.measures.interval import Interval
from efqi.measures.measure import Kind
from efqi.measures.table import FIXED, MEASURED, MeasureTable
from efqi.projects.plan import Plan

COUNTS = ("numerator", "denominator")


def sets_of(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Give the groupings that the plan asks for: everyone, each alone, each cross."""
    names = [planned.dimension.name for planned in plan.dimensions]
    alone = [(dimension,) for dimension in names]
    crosses = [tuple(n for n in names if n in cross) for cross in plan.crosses]
    return tuple(dict.fromkeys([(), *alone, *crosses]))


def made_table(
    plan: Plan,
    cells: pl.DataFrame,
    incomplete_from: date | None,
    notes: Mapping[str, int | str],
) -> MeasureTable:
    """Put cells into the columns and order of a measures table.

    Parameters
    ----------
    plan : Plan
        Names the measures and dimensions.
    cells : polars.DataFrame
        ``measure, interval_start, ratio, numerator, denominator`` and the dimensions, with
        `MEASURED` where a mean or percentile is planned; cells of nobody (denominator 0)
        are left out, and are gaps.

    Raises
    ------
    MeasureError
        Where nothing is left, or a proportion exceeds 1.
    """
    events = [m.measure.name for m in plan.measures if m.measure.kind is Kind.COUNT]
    # A plain count is of one interval, however many groups are added up.
    is_event = pl.col("measure").is_in(events) & pl.col("numerator").is_not_null()
    cells = cells.with_columns(
        denominator=pl.when(is_event).then(1.0).otherwise("denominator")
    )
    nobody = pl.col("denominator").eq_missing(0.0)
    without_exposure = cells.filter(nobody, pl.col("numerator") > 0).height
    if without_exposure:
        notes = {**notes, "cells_left_out_without_exposure": without_exposure}
    cells = cells.filter(~nobody)
    for planned in plan.measures:
        rows = cells.filter(pl.col("measure") == planned.measure.name)
        if rows.is_empty():
            raise MeasureError(
                f"Nothing is counted in the denominator of '{planned.measure.name}'.",
                where=Place(plan.source.name),
                fix="Check the conditions of its denominator in project.toml.",
            )
        if planned.measure.kind is Kind.PROPORTION:
            _check_within_denominator(plan, rows)
    names = tuple(planned.dimension.name for planned in plan.dimensions)
    return MeasureTable(
        _ordered(plan, cells, names),
        plan.source.interval,
        names,
        incomplete_from,
        notes,
    )


def _check_within_denominator(plan: Plan, rows: pl.DataFrame) -> None:
    over = rows.filter(pl.col("numerator") > pl.col("denominator"))
    if over.is_empty():
        return
    cell = over.sort("interval_start").row(0, named=True)
    raise MeasureError(
        f"In '{cell['measure']}' the numerator ({cell['numerator']:g}) is over the "
        f"denominator ({cell['denominator']:g}) on {cell['interval_start']}.",
        where=Place(plan.source.name),
        fix='If it is not a proportion, set kind = "rate".',
    )


def _ordered(plan: Plan, cells: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    measures = [planned.measure.name for planned in plan.measures]
    rank = [_rank(plan, n) for n in names]
    counted = pl.col("numerator") / pl.col("denominator")
    return (
        cells.with_columns(
            interval_end=_ends(plan.source.interval, cells["interval_start"]),
            ratio=pl.coalesce(counted, "ratio"),
        )
        .sort(
            pl.col("measure").cast(pl.Enum(measures)),
            *[pl.col(n).is_not_null() for n in names],
            *rank,
            "interval_start",
        )
        .select(*FIXED, *names, *measured_columns(plan))
    )


def measured_columns(plan: Plan) -> tuple[str, ...]:
    """Give the columns that means and percentiles add to a table, where there are any."""
    return MEASURED if any(m.measure.kind.is_measured for m in plan.measures) else ()


def _rank(plan: Plan, dimension: str) -> pl.Expr:
    ranks = {group: i for i, group in enumerate(plan.dimension(dimension).order)}
    unknown_last = len(ranks)
    return pl.col(dimension).replace_strict(
        ranks, default=unknown_last, return_dtype=pl.Int64
    )


def _ends(interval: Interval, starts: pl.Series) -> pl.Series:
    one_day = timedelta(days=1)
    ends = {start: interval.next(start) - one_day for start in starts.unique()}
    return starts.replace_strict(ends, return_dtype=pl.Date)
