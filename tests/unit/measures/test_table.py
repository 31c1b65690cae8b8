from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.errors import MeasureError
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.table import MeasureTable

DEPRIVATION = Dimension("fifth", "deprivation", ("1", "5"), "5", is_ordered=True)


def table(rows):
    cells = pl.DataFrame(
        rows,
        schema={
            "measure": pl.String,
            "interval_start": pl.Date,
            "interval_end": pl.Date,
            "ratio": pl.Float64,
            "numerator": pl.Float64,
            "denominator": pl.Float64,
            "fifth": pl.String,
            "sex": pl.String,
        },
        orient="row",
    )
    return MeasureTable(cells, Interval.MONTH, ("fifth", "sex"))


def row(month, numerator, denominator, fifth=None, sex=None):
    start = date(2026, month, 1)
    ratio = numerator / denominator
    return ("missed", start, start, ratio, numerator, denominator, fifth, sex)


ROWS = [
    row(1, 9, 100),
    row(1, 5, 40, "1"),
    row(1, 3, 50, "5"),
    row(1, 1, 10, UNKNOWN),
    row(3, 8, 100),
    row(3, 4, 40, "1"),
    row(3, 4, 60, "5"),
    row(1, 2, 30, "1", "female"),
]


def test_table_gives_groups_in_declared_order_with_unknown_last():
    series = table(ROWS).by("missed", DEPRIVATION)
    assert series.groups == ("1", "5", UNKNOWN)
    assert series.numerator[0].tolist() == [5, 3, 1]


def test_table_keeps_a_missing_month_as_a_gap():
    series = table(ROWS).by("missed", DEPRIVATION)
    assert [start.month for start in series.starts] == [1, 2, 3]
    assert np.isnan(series.numerator[1]).all()
    assert np.isnan(series.numerator[2, 2])


def test_table_total_ignores_crossed_and_grouped_rows():
    total = table(ROWS).total("missed")
    assert total.groups == ("total",)
    np.testing.assert_array_equal(total.denominator[:, 0], [100, np.nan, 100])


def test_table_names_a_value_that_the_order_does_not_list():
    with pytest.raises(MeasureError, match=r"'fifth' has values .* 3"):
        table([*ROWS, row(1, 1, 2, "3")]).by("missed", DEPRIVATION)


def test_table_says_when_a_measure_was_not_counted():
    with pytest.raises(MeasureError, match="no counts of 'waited' by fifth"):
        table(ROWS).by("waited", DEPRIVATION)


def test_dimension_label_falls_back_to_the_value():
    labelled = Dimension("fifth", "deprivation", ("1",), "1", labels={"1": "Most"})
    assert labelled.label("1") == "Most"
    assert labelled.label("2") == "2"
    assert labelled.label(UNKNOWN) == "Unknown"
