from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.measures.crossed import crossed_series
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.table import BOUNDS, MeasureTable

AREA = Dimension("area", "area", ("a", "b"), "b")
AGE = Dimension("age", "age", ("young", "old"), "old")
START = date(2024, 1, 1)
CELLS = pl.DataFrame(
    [
        ("missed", START, "a", "young", 2.0, 10.0),
        ("missed", START, "b", "young", 3.0, 12.0),
        ("missed", START, "a", None, 9.0, 30.0),
    ],
    schema=["measure", "interval_start", "area", "age", "numerator", "denominator"],
    orient="row",
)


def table(*hidden):
    rows = [("missed", START, *groups, 1.0, 7.0, 20.0, 20.0) for groups in hidden]
    bounds = pl.DataFrame(
        rows,
        schema=["measure", "interval_start", "area", "age", *BOUNDS],
        orient="row",
    )
    return MeasureTable(
        CELLS, Interval.MONTH, ("area", "age"), bounds=bounds if rows else None
    )


def test_nobody_counted_is_0_and_hidden_at_the_source_is_unknown():
    counted = crossed_series(table(), "missed", AGE, AREA)
    assert counted.parts == ("young",)
    assert counted.numerator.tolist() == [[[2], [3]]]
    hidden = crossed_series(table(("a", "old")), "missed", AGE, AREA)
    assert hidden.parts == ("young", "old")
    np.testing.assert_equal(hidden.numerator, [[[2, np.nan], [3, 0]]])
    np.testing.assert_equal(hidden.denominator, [[[10, np.nan], [12, 0]]])


@pytest.mark.parametrize("groups", [("a", None), (None, "old")])
def test_what_is_hidden_by_one_group_alone_does_not_touch_the_cross(groups):
    found = crossed_series(table(groups), "missed", AGE, AREA)
    assert found.numerator.tolist() == [[[2], [3]]]


def test_count_between_near_bounds_keeps_its_middle():
    found = crossed_series(table(("a", "young")), "missed", AGE, AREA)
    assert found.numerator.tolist() == [[[2], [3]]]
