"""Counts that a source hides: read between bounds, and used where these are near."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from efqi.errors import MeasureError, Place
from efqi.measures.suppressed import Bounds
from efqi.measures.table import BOUNDS, MeasureTable
from efqi.projects.plan import Plan
from efqi.store.cell_table import COUNTS
from efqi.store.count_values import Counted

_NEAR = 0.05
"""Width of the bounds, as a share of their middle, up to which the middle stands for all."""


@dataclass(slots=True)
class HiddenCells:
    """Counts the rows of a file, and those with a hidden count."""

    rows: int = 0
    hidden: int = 0

    def add(self, counts: Counted) -> None:
        """Take the counts of a row in."""
        self.rows += 1
        self.hidden += any(c is not None and c[0] < c[1] for c in counts[:2])

    @property
    def notes(self) -> dict[str, int | str]:
        """How many rows are hidden, and of how many; empty where none is."""
        if not self.hidden:
            return {}
        return {"hidden_cells": self.hidden, "cells_used": self.rows}


def added(counts: Iterable[Bounds | None]) -> Bounds:
    """Add bounds up; what is not there adds nothing."""
    known = [count for count in counts if count is not None]
    return sum(least for least, _ in known), sum(most for _, most in known)


def settled(plan: Plan, cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part cells into those with a count and those between bounds.

    A sum that holds hidden counts is known well enough where its bounds are within
    a twentieth of their middle: then the middle stands for it, to the nearest whole. Otherwise
    the cell is a gap. Both kinds are given back with their bounds.

    Parameters
    ----------
    plan : Plan
        For messages.
    cells : polars.DataFrame
        With `BOUNDS` as columns.

    Returns
    -------
    polars.DataFrame, polars.DataFrame
        Cells with ``numerator, denominator``; and the cells whose bounds differ.

    Raises
    ------
    MeasureError
        Where every count of a measure is hidden.
    """
    is_open = pl.any_horizontal(_width(side) > 0 for side in COUNTS)
    is_near = pl.all_horizontal(
        _width(side) <= _NEAR * _middle(side) for side in COUNTS
    )
    no_counts = pl.col(BOUNDS[0]).is_null()
    known = cells.filter(no_counts | ~is_open | is_near)
    for planned in plan.measures:
        of_measure = pl.col("measure") == planned.measure.name
        if (
            known.filter(of_measure).is_empty()
            and not cells.filter(of_measure).is_empty()
        ):
            raise MeasureError(
                f"Every count of '{planned.measure.name}' is hidden at its source.",
                where=Place(plan.source.file),
                fix="Ask for larger groups or longer intervals.",
            )
    counts = {side: _middle(side).round() for side in COUNTS}
    exact = {
        side: pl.when(_width(side) > 0).then(counts[side]).otherwise(f"{side}_low")
        for side in COUNTS
    }
    return (
        known.with_columns(**exact).drop(BOUNDS),
        cells.filter(is_open).drop("ratio"),
    )


def with_hidden(content: pl.DataFrame, table: MeasureTable) -> pl.DataFrame:
    """Put the cells between bounds into a table to be written, as "1-4".

    Parameters
    ----------
    content : polars.DataFrame
        The other cells, in the columns of ehrQL.
    table : MeasureTable
        Whose bounds are put in; where the middle stood, the bounds stand.
    """
    if table.bounds is None:
        return content
    keys = ["measure", "interval_start", *table.dimensions]
    texts = content.with_columns(pl.col(COUNTS).cast(pl.String))
    shown = table.bounds.with_columns(**{side: _shown(side) for side in COUNTS})
    others = texts.join(shown.select(keys), on=keys, how="anti", nulls_equal=True)
    return pl.concat([others, shown.drop(BOUNDS)], how="diagonal")


def _shown(side: str) -> pl.Expr:
    low, high = (
        pl.col(f"{side}_{end}").cast(pl.String).str.replace(r"\.0$", "")
        for end in ("low", "high")
    )
    return pl.when(low == high).then(low).otherwise(low + "-" + high)


def _width(side: str) -> pl.Expr:
    return pl.col(f"{side}_high") - pl.col(f"{side}_low")


def _middle(side: str) -> pl.Expr:
    return (pl.col(f"{side}_high") + pl.col(f"{side}_low")) / 2
