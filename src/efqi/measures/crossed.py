"""Counts of one measure by two dimensions at once, or by one, as arrays."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.table import Counts, MeasureTable

EVERYONE = ""
"""Group that stands for everyone where only one dimension breaks down the counts."""


@dataclass(frozen=True, slots=True)
class CrossedSeries:
    """Exact counts by group and part over time.

    Attributes
    ----------
    groups : tuple of str
        Values of the first dimension, or `EVERYONE`; unknown last.
    parts : tuple of str
        Values of the second dimension, unknown last.
    starts : tuple of date
        Every interval start, length T.
    numerator, denominator : ndarray of float, shape (T, G, P)
        0 where nobody was counted; NaN where the source gives no counts, or hides one.
    """

    groups: tuple[str, ...]
    parts: tuple[str, ...]
    starts: tuple[date, ...]
    numerator: Counts
    denominator: Counts


def crossed_series(
    table: MeasureTable,
    measure: str,
    by: Dimension,
    dimension: Dimension | None = None,
) -> CrossedSeries:
    """Take the counts by the parts of `by`, for each group of `dimension` or everyone.

    Parameters
    ----------
    table : MeasureTable
        Exact cells.
    measure : str
        Name of the measure.
    by, dimension : Dimension
        Values outside their order, other than unknown, are left out.

    Returns
    -------
    CrossedSeries
        Without groups where the table has no such cells.
    """
    starts = _starts(table)
    group = pl.lit(EVERYONE) if dimension is None else pl.col(dimension.name)
    used = [by.name] if dimension is None else [dimension.name, by.name]
    rows = _rows(table, measure, used, starts)
    rows = rows.with_columns(efqi_group=group, efqi_part=pl.col(by.name))
    groups = _present(rows["efqi_group"], dimension)
    parts = _present(rows["efqi_part"], by)
    shape = len(starts), len(groups), len(parts)
    numerator, denominator = np.zeros(shape), np.zeros(shape)
    at_time = {start: t for t, start in enumerate(starts)}
    at_group = {value: g for g, value in enumerate(groups)}
    at_part = {value: p for p, value in enumerate(parts)}
    columns = ("interval_start", "efqi_group", "efqi_part", "numerator", "denominator")
    for start, value, part, above, below in rows.select(columns).iter_rows():
        if value in at_group and part in at_part:
            place = at_time[start], at_group[value], at_part[part]
            numerator[place] = np.nan if above is None else above
            denominator[place] = np.nan if below is None else below
    return CrossedSeries(groups, parts, starts, numerator, denominator)


def _rows(
    table: MeasureTable, measure: str, used: list[str], starts: tuple[date, ...]
) -> pl.DataFrame:
    """Give the cells by some dimensions and no others; what the source hides comes first."""
    is_wanted = [
        pl.col("measure") == measure,
        *(
            pl.col(name).is_not_null() if name in used else pl.col(name).is_null()
            for name in table.dimensions
        ),
    ]
    rows = table.cells.filter(*is_wanted)
    if table.bounds is None:
        return rows
    # Without counts, unless a cell follows that its near bounds stand for.
    hidden = table.bounds.filter(*is_wanted, pl.col("interval_start").is_in(starts))
    places = hidden.select("interval_start", *table.dimensions)
    return pl.concat([places, rows], how="diagonal_relaxed")


def _present(values: pl.Series, dimension: Dimension | None) -> tuple[str, ...]:
    order = (EVERYONE,) if dimension is None else (*dimension.order, UNKNOWN)
    seen = set(values.unique())
    return tuple(value for value in order if value in seen)


def _starts(table: MeasureTable) -> tuple[date, ...]:
    span = table.cells["interval_start"]
    first, last = span.min(), span.max()
    if not isinstance(first, date) or not isinstance(last, date):
        return ()
    return table.interval.sequence(first, last)
