"""Cells that come later: put behind those before them, or in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from efqi.errors import MeasureError
from efqi.measures.table import MeasureTable

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Joined:
    """Cells before and cells that came, as one.

    Attributes
    ----------
    table : MeasureTable
        Both.
    added, changed : tuple of date
        First days of the intervals that were not there, and of those whose counts are
        other than before.
    """

    table: MeasureTable
    added: tuple[date, ...]
    changed: tuple[date, ...]


def appended(before: MeasureTable, came: MeasureTable) -> Joined:
    """Put new intervals behind those that are there.

    Parameters
    ----------
    before, came : MeasureTable
        Counted by the same plan.

    Raises
    ------
    MeasureError
        Where an interval is there already.
    """
    again = sorted(_starts(before) & _starts(came))
    if again:
        named = ", ".join(f"{day:%B %Y}" for day in again[:_MOST_NAMED])
        more = len(again) - _MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        raise MeasureError(
            f"The file holds {named}{rest}, which the project has already.",
            fix="Leave them out, or say that the file corrects what is there.",
        )
    return corrected(before, came)


def corrected(before: MeasureTable, came: MeasureTable) -> Joined:
    """Put what came in the place of the same intervals, and keep all others.

    Parameters
    ----------
    before, came : MeasureTable
        Counted by the same plan.
    """
    there, new = _starts(before), _starts(came)
    kept = ~pl.col("interval_start").is_in(new)
    cells = pl.concat([before.cells.filter(kept), came.cells], how="diagonal_relaxed")
    bounds = [
        rows
        for rows in (
            None if before.bounds is None else before.bounds.filter(kept),
            came.bounds,
        )
        if rows is not None and not rows.is_empty()
    ]
    table = replace(
        came,
        cells=cells.sort(
            "measure", "interval_start", *came.dimensions, nulls_last=True
        ),
        incomplete_from=came.incomplete_from
        if max(new) >= max(there)
        else before.incomplete_from,
        bounds=pl.concat(bounds, how="diagonal_relaxed") if bounds else None,
        notes=_summed(before.notes, came.notes),
        observed=None,
    )
    return Joined(
        table,
        tuple(sorted(new - there)),
        tuple(sorted(day for day in new & there if _differs(before, came, day))),
    )


def _starts(table: MeasureTable) -> set[date]:
    return set(table.cells["interval_start"])


def _differs(before: MeasureTable, came: MeasureTable, day: date) -> bool:
    columns = ["measure", *came.dimensions, "numerator", "denominator", "ratio"]

    def rows(table: MeasureTable) -> set[tuple[object, ...]]:
        of_day = table.cells.filter(pl.col("interval_start") == day)
        counts = pl.col("numerator", "denominator", "ratio").cast(pl.Float64)
        return set(of_day.with_columns(counts).select(columns).rows())

    return rows(before) != rows(came)


def _summed(
    before: Mapping[str, int | str], came: Mapping[str, int | str]
) -> dict[str, int | str]:
    """Add up what was found in both files; words are those of the newer."""
    found = {**before, **came}
    for name, value in came.items():
        earlier = before.get(name)
        if isinstance(value, int) and isinstance(earlier, int):
            found[name] = value + earlier
    return found
