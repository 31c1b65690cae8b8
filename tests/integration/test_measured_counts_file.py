"""Means and percentiles that were made elsewhere."""

import numpy as np
import pytest

from efqi.errors import MeasureError
from efqi.projects.parse import parse
from efqi.store.measures_file import read_measures

MEANS = """interval_start,imd,ratio,standard_deviation,denominator
2024-01-01,1,12.5,6,40
2024-01-01,2,10.0,5,90
2024-01-01,unknown,11.0,4,10
"""
MEDIANS = """interval_start,imd,ratio,lower,upper,denominator
2024-01-01,1,12.5,10,16,40
2024-01-01,2,10.0,9,11,90
"""


@pytest.fixture
def read(counts_content, write):
    del counts_content["group"][1]

    def from_text(text, **keys):
        measure = {
            "name": "missed",
            "title": "wait",
            "of": "people",
            "better": "lower",
            "unit": "days",
        }
        counts_content["measure"] = [measure | keys]
        plan = parse(counts_content)
        return plan, read_measures(write(text, "counts.csv") / "counts.csv", plan)

    return from_text


def series(plan, table):
    return table.by("missed", plan.dimension("deprivation"))


def test_mean_with_deviation_and_people_is_taken_and_added_up(read):
    plan, table = read(MEANS, kind="mean")
    found = series(plan, table)
    np.testing.assert_allclose(found.ratio, [[12.5, 10.0, 11.0]])
    np.testing.assert_allclose(found.variance, [[36 / 40, 25 / 90, 16 / 10]])
    whole = table.total("missed")
    assert whole.ratio[0, 0] == pytest.approx((12.5 * 40 + 10 * 90 + 110) / 140)
    squares = 39 * 36 + 89 * 25 + 9 * 16
    squares += 40 * 12.5**2 + 90 * 10.0**2 + 10 * 11.0**2 - 140 * whole.ratio[0, 0] ** 2
    assert whole.variance[0, 0] == pytest.approx(squares / 139 / 140)


def test_median_with_limits_and_people_is_taken_and_not_added_up(read):
    plan, table = read(MEDIANS, kind="median")
    found = series(plan, table)
    np.testing.assert_allclose(found.ratio, [[12.5, 10.0]])
    np.testing.assert_allclose(
        found.variance, [[(6 / 3.919928) ** 2, (2 / 3.919928) ** 2]], rtol=1e-6
    )
    with pytest.raises(MeasureError):
        table.total("missed")


def test_mean_without_spread_is_taken_as_published(read):
    text = "interval_start,imd,ratio\n2024-01-01,1,12.5\n2024-01-01,2,10\n"
    plan, table = read(text, kind="mean")
    found = series(plan, table)
    np.testing.assert_allclose(found.ratio, [[12.5, 10.0]])
    assert np.isnan(found.denominator).all()
    assert found.variance is None


def test_mean_without_people_of_some_groups_makes_no_whole_of_the_squares(read):
    text = (
        "interval_start,imd,numerator,denominator,sum_of_squares\n"
        "2024-01-01,1,500,40,7654\n2024-01-01,2,900,90,\n"
    )
    _, table = read(text, kind="mean")
    whole = table.total("missed")
    assert whole.ratio[0, 0] == pytest.approx(1400 / 130)
    assert whole.variance is None


@pytest.mark.parametrize(
    ("row", "kind", "message"),
    [
        ("2024-01-01,1,,10,16,40", "median", "A value is missing"),
        ("2024-01-01,1,9,10,16,40", "median", "does not lie between its limits"),
        ("2024-01-01,1,-9,10,16,40", "median", "cannot be negative"),
        ("2024-01-01,1,12,10,16,<8", "median", "suppressed"),
        ("2024-01-01,1,12,10,16,4.5", "median", "whole number"),
        ("2024-01-01,1,,10,16,40", "mean", "A value is missing"),
    ],
)
def test_row_that_cannot_be_is_named(read, row, kind, message):
    header = "interval_start,imd,ratio,lower,upper,denominator\n"
    with pytest.raises(MeasureError, match=message) as caught:
        read(header + row + "\n", kind=kind)
    assert caught.value.where.row == 2


def test_sum_of_squares_that_is_too_small_is_named(read):
    text = (
        "interval_start,imd,numerator,denominator,sum_of_squares\n"
        "2024-01-01,1,500,40,100\n"
    )
    with pytest.raises(MeasureError, match="below the square of the sum"):
        read(text, kind="mean")


def test_medians_of_several_spellings_are_not_made_one(read, counts_content):
    counts_content["group"][0]["values"] = {"1": ["one", "uno"]}
    text = MEDIANS.replace("2024-01-01,1,", "2024-01-01,one,")
    with pytest.raises(MeasureError, match="cannot be made one"):
        read(text + "2024-01-01,uno,12,10,16,40\n", kind="median")
