"""The measures table: cells counted once, from which everything else comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """

    groups: tuple[str, ...]
    starts: tuple[date, ...]
    interval: Interval
    numerator: Counts
    denominator: Counts
    ratio: Counts


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """Long table of cells in the columns of ehrQL's measures output.

    Attributes
    ----------
    cells : polars.DataFrame
        ``measure, interval_start, interval_end, ratio, numerator, denominator`` and one
        text column per dimension. A null group means "not broken down by this"; unknown is
        the value ``"unknown"``. One row per measure, interval and combination of groups.
    interval : Interval
        Unit of time.
    dimensions : tuple of str
        Group columns.
    incomplete_from : date or None
        Start of the last interval where it looks unfinished.
    notes : mapping of str to int or str
        What reading the source found (rows read, rows left out and why, duplicates).
    observed : Observed or None
        What cells no longer tell of the source; None where nobody looked.
    """

    cells: pl.DataFrame
    interval: Interval
    dimensions: tuple[str, ...]
    incomplete_from: date | None = None
    notes: Mapping[str, int | str] = field(default_factory=dict)
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

        return GroupSeries(
            groups,
            starts,
            self.interval,
            *map(grid, ("numerator", "denominator", "ratio")),
        )
