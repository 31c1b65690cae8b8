"""The measures table: cells counted once, from which everything else comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from efqi.errors import MeasureError
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.quality.observed import Observed

Counts = NDArray[np.float64]
FIXED = (
    "measure",
    "interval_start",
    "interval_end",
    "ratio",
    "numerator",
    "denominator",
)
BOUNDS = ("numerator_low", "numerator_high", "denominator_low", "denominator_high")
"""The least and the most that hidden counts can be, as columns."""


MEASURED = ("sum_of_squares", "variance")
"""Columns of a table that holds a mean (additive) or a percentile (which does not add)."""


@dataclass(frozen=True, slots=True)
class GroupSeries:
    """Exact counts of one measure over time, one column a group.

    Attributes
    ----------
    groups : tuple of str
        Group values in the order shown; `("total",)` for the whole.
    starts : tuple of date
        Every interval start without holes, length T.
    interval : Interval
        Unit of the starts.
    numerator, denominator : ndarray of float, shape (T, G)
        Exact counts; NaN where the interval has no row for the group.
    ratio : ndarray of float, shape (T, G)
        numerator / denominator, or the published value where no counts were given.
    variance : ndarray of float, shape (T, G), or None
        Sampling variance of the ratio of a mean or percentile, NaN where it is not known;
        None for counts. A percentile's numerator is its value times the people, so that
        pooled intervals weigh by their people.
    """

    groups: tuple[str, ...]
    starts: tuple[date, ...]
    interval: Interval
    numerator: Counts
    denominator: Counts
    ratio: Counts
    variance: Counts | None = None


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """Long table of cells in the columns of ehrQL's measures output.

    Attributes
    ----------
    cells : polars.DataFrame
        ``measure, interval_start, interval_end, ratio, numerator, denominator`` and one
        text column per dimension; where there is a mean or percentile, `MEASURED` too. A null group means "not broken down by this"; unknown is
        the value ``"unknown"``. One row per measure, interval and combination of groups.
    interval : Interval
        Unit of time.
    dimensions : tuple of str
        Group columns.
    incomplete_from : date or None
        Start of the last interval where it looks unfinished.
    notes : mapping of str to int or str
        What reading the source found (rows read, rows left out and why, duplicates).
    bounds : polars.DataFrame or None
        Cells that the source hides, or that hold hidden ones: ``measure, interval_start``,
        the dimensions, and the least and the most of both counts (`BOUNDS`). They stand in
        `cells` only where the two are so near that the middle may stand for them.
    observed : Observed or None
        What cells no longer tell of the source; None where nobody looked.
    """

    cells: pl.DataFrame
    interval: Interval
    dimensions: tuple[str, ...]
    incomplete_from: date | None = None
    notes: Mapping[str, int | str] = field(default_factory=dict)
    bounds: pl.DataFrame | None = None
    observed: Observed | None = None

    def total(self, measure: str) -> GroupSeries:
        """Give the counts over everyone.

        They are the rows without any group; whoever counts writes them (totals of
        overlapping groups cannot be added up afterwards).
        """
        rows = self._rows(measure, ())
        return self._series(rows.with_columns(group=pl.lit("total")), ("total",))

    def by(self, measure: str, dimension: Dimension) -> GroupSeries:
        """Give the counts by the groups of one dimension: declared order, unknown last."""
        rows = self._rows(measure, (dimension.name,))
        rows = rows.with_columns(group=pl.col(dimension.name))
        present = set(rows["group"].unique().to_list())
        unlisted = sorted(present - set(dimension.order) - {UNKNOWN})
        if unlisted:
            raise MeasureError(
                f"'{dimension.name}' has values that its order does not list: "
                f"{', '.join(unlisted)}.",
                fix="Add them to the order in project.toml, or map them to a listed value.",
            )
        groups = [g for g in (*dimension.order, UNKNOWN) if g in present]
        return self._series(rows, tuple(groups))

    def _rows(self, measure: str, broken_down_by: tuple[str, ...]) -> pl.DataFrame:
        wanted = pl.col("measure") == measure
        for name in self.dimensions:
            column = pl.col(name)
            wanted &= (
                column.is_not_null() if name in broken_down_by else column.is_null()
            )
        rows = self.cells.filter(wanted)
        if rows.is_empty():
            by = f" by {' and '.join(broken_down_by)}" if broken_down_by else ""
            raise MeasureError(f"There are no counts of '{measure}'{by}.")
        return rows

    def _series(self, rows: pl.DataFrame, groups: tuple[str, ...]) -> GroupSeries:
        span = self.cells["interval_start"]
        first, last = cast("date", span.min()), cast("date", span.max())
        starts = self.interval.sequence(first, last)
        at = {start: t for t, start in enumerate(starts)}
        column = {group: g for g, group in enumerate(groups)}
        t = [at[start] for start in rows["interval_start"]]
        g = [column[group] for group in rows["group"]]

        def grid(name: str) -> Counts:
            cells = np.full((len(starts), len(groups)), np.nan)
            cells[t, g] = rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
            return cells

        series = GroupSeries(
            groups,
            starts,
            self.interval,
            *map(grid, ("numerator", "denominator", "ratio")),
        )
        if not set(MEASURED) <= set(rows.columns):
            return series
        return with_variance(series, *map(grid, MEASURED))


def as_measured(series: GroupSeries) -> GroupSeries:
    """Give a mean or percentile its variance, NaN where the source gives none."""
    if series.variance is not None:
        return series
    nothing = np.full_like(series.ratio, np.nan)
    sums = np.where(
        np.isnan(series.numerator), series.ratio * series.denominator, series.numerator
    )
    return replace(series, numerator=sums, variance=nothing)


def with_variance(
    series: GroupSeries, sum_of_squares: Counts, variance: Counts
) -> GroupSeries:
    """Give a series its sampling variance, where it has one.

    Parameters
    ----------
    series : GroupSeries
        Sums over people, or a ratio of so many people.
    sum_of_squares : ndarray of float, shape (T, G)
        Of the values of a mean: the variance is the sample's, ``n - 1``, over n.
    variance : ndarray of float, shape (T, G)
        That of a percentile.

    Returns
    -------
    GroupSeries
        The same where both are NaN throughout.
    """
    if np.isnan(sum_of_squares).all() and np.isnan(variance).all():
        return series
    series = as_measured(series)
    sums = series.numerator
    size = np.where(series.denominator > 1, series.denominator, np.nan)
    squares = np.maximum(sum_of_squares - sums**2 / size, 0.0)
    of_mean = squares / (size - 1) / size
    return replace(series, variance=np.where(np.isnan(variance), of_mean, variance))
