from datetime import date

import polars as pl
import pytest

from efqi.errors import MeasureError
from efqi.measures.arrival import appended, corrected
from efqi.measures.interval import Interval
from efqi.measures.table import MeasureTable


def table(counts, incomplete_from=None, rows_read=10):
    """Cells of one measure by one group: {month: numerator}."""
    rows = [
        ("missed", date(2025, month, 1), date(2025, month, 28), None, n, 100, group)
        for month, n in counts.items()
        for group in (None, "1")
    ]
    cells = pl.DataFrame(
        rows,
        orient="row",
        schema={
            "measure": pl.String,
            "interval_start": pl.Date,
            "interval_end": pl.Date,
            "ratio": pl.Float64,
            "numerator": pl.Int64,
            "denominator": pl.Int64,
            "imd": pl.String,
        },
    )
    notes = {"rows_read": rows_read, "encoding": "cp1252"}
    return MeasureTable(cells, Interval.MONTH, ("imd",), incomplete_from, notes)


def numerators(found):
    rows = found.table.cells.filter(pl.col("imd").is_null())
    return dict(zip(rows["interval_start"].dt.month(), rows["numerator"], strict=True))


def test_new_months_stand_behind_those_before():
    found = appended(table({1: 5, 2: 6}), table({3: 7}))
    assert numerators(found) == {1: 5, 2: 6, 3: 7}
    assert (found.added, found.changed) == ((date(2025, 3, 1),), ())
    assert found.table.notes == {"rows_read": 20, "encoding": "cp1252"}


def test_month_that_is_there_already_is_refused_by_its_name():
    with pytest.raises(
        MeasureError, match="February 2025, March 2025, April 2025 and 1"
    ):
        appended(table(dict.fromkeys(range(1, 6), 5)), table({2: 1, 3: 1, 4: 1, 5: 1}))


def test_corrected_months_take_the_place_of_the_same_and_differences_are_named():
    found = corrected(table({1: 5, 2: 6, 3: 7}), table({2: 6, 3: 9, 4: 8}))
    assert numerators(found) == {1: 5, 2: 6, 3: 9, 4: 8}
    assert found.added == (date(2025, 4, 1),)
    assert found.changed == (date(2025, 3, 1),)


def test_unfinished_month_is_that_of_whoever_holds_the_last_one():
    unfinished = date(2025, 3, 1)
    assert corrected(
        table({1: 5, 3: 7}, unfinished), table({1: 4})
    ).table.incomplete_from == (unfinished)
    assert (
        corrected(table({3: 7}, unfinished), table({3: 9})).table.incomplete_from
        is None
    )
