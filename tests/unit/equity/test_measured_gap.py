"""The gap in a mean or percentile, from table to verdict."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.equity.verdict import Category
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MEASURED, MeasureTable

SCHEMA = {
    "measure": pl.String,
    "interval_start": pl.Date,
    "interval_end": pl.Date,
    "ratio": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "area": pl.String,
    **dict.fromkeys(MEASURED, pl.Float64),
}


def mean_of(direction=Direction.LOWER, **keys):
    return Measure("wait", "wait", "people", Kind.MEAN, direction, unit="days", **keys)


def table_of(levels, sizes, *, spread=5.0, seed=1, months=36):
    """Normal values: levels, of shape (T, G), of so many people; the last are unknown."""
    rng = np.random.default_rng(seed)
    names = ["a", "b", UNKNOWN][: len(sizes)]
    rows, start = [], date(2022, 1, 1)
    for t in range(months):
        samples = [
            rng.normal(level, spread, size)
            for level, size in zip(levels[t], sizes, strict=True)
        ]
        groups = [*zip(names, samples, strict=True), (None, np.concatenate(samples))]
        rows += [
            (
                "wait",
                start,
                start,
                values.mean(),
                values.sum(),
                float(len(values)),
                name,
                (values**2).sum(),
                None,
            )
            for name, values in groups
        ]
        start = Interval.MONTH.next(start)
    cells = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return MeasureTable(cells, Interval.MONTH, ("area",))


def analysis_of(before, after, measure=None, sizes=(60, 300), **keys):
    levels = np.array([before] * 24 + [after] * 12, dtype=float)
    question = Question(
        measure or mean_of(),
        Dimension("area", "area", ("a", "b"), "b"),
        Contrast("wait", "area", "a", "b", is_primary=True),
        Margin(1, 5),
        (date(2024, 1, 1),),
    )
    return analyse(table_of(levels, sizes, **keys), question)


def test_gap_in_means_narrows_on_both_scales():
    verdict = analysis_of((20, 12), (15, 12)).verdict
    assert verdict.category is Category.NARROWED
    assert verdict.decided_by == ("absolute", "relative")
    assert verdict.absolute.before.value == pytest.approx(8, abs=0.5)
    assert verdict.absolute.change.lower < -5 < verdict.absolute.change.upper
    assert verdict.relative.change.value == pytest.approx(15 / 20, abs=0.05)


def test_gap_is_turned_where_more_is_better():
    higher = mean_of(Direction.HIGHER)
    verdict = analysis_of((12, 20), (15, 20), higher).verdict
    assert verdict.category is Category.NARROWED
    assert verdict.worse_off_before == "a"
    assert verdict.absolute.before.value == pytest.approx(8, abs=0.5)


def test_ratio_of_values_below_zero_is_not_defined_and_the_difference_decides():
    signed = mean_of(allows_negative=True)
    verdict = analysis_of((4, -3), (-1, -3), signed).verdict
    assert verdict.category is Category.NARROWED
    assert verdict.decided_by == ("absolute",)
    assert np.isnan(verdict.relative.change.value)
    assert np.isnan(verdict.relative.before.value)
    assert np.isnan(verdict.relative.probability_widened)


def test_slope_of_values_below_zero_has_no_ratio():
    levels = np.array([(4, -3)] * 36, dtype=float)
    question = Question(
        mean_of(allows_negative=True),
        Dimension("area", "area", ("a", "b"), "b", is_ordered=True),
        Contrast("wait", "area", None, None, is_primary=True),
        Margin(1, 5),
        (date(2024, 1, 1),),
    )
    gap = analyse(table_of(levels, (60, 300)), question).gap
    assert gap.slope_before.value > 0
    assert np.isnan(gap.relative_slope_before.value)


def test_scaling_the_unit_scales_the_gap_and_keeps_the_answer():
    one = analysis_of((20, 12), (17, 12)).verdict
    levels = np.array([(20, 12)] * 24 + [(17, 12)] * 12, dtype=float)
    table = table_of(levels, (60, 300))
    hours = table.cells.with_columns(
        pl.col("ratio", "numerator") * 24, pl.col("sum_of_squares") * 24**2
    )
    question = Question(
        mean_of(),
        Dimension("area", "area", ("a", "b"), "b"),
        one.contrast,
        Margin(24, 5),
        (date(2024, 1, 1),),
    )
    other = analyse(MeasureTable(hours, Interval.MONTH, ("area",)), question).verdict
    assert other.category is one.category
    assert other.absolute.change.value == pytest.approx(24 * one.absolute.change.value)
    assert other.relative.change.value == pytest.approx(one.relative.change.value)


def test_unknown_people_bound_a_mean_and_not_a_percentile():
    mean = analysis_of((20, 12, 16), (15, 12, 16), sizes=(60, 300, 30))
    assert len(mean.unknown_bounds) == 2
    plain = mean.verdict.absolute.change.value
    found = [bound.change.value for bound in mean.unknown_bounds]
    assert all(abs(value) < abs(plain) + 0.5 for value in found)
    median = Measure(
        "wait",
        "wait",
        "people",
        Kind.PERCENTILE,
        Direction.LOWER,
        unit="days",
        percentile=50.0,
    )
    other = analysis_of((20, 12, 16), (15, 12, 16), median, sizes=(60, 300, 30))
    assert other.unknown_bounds == ()


def test_pooled_level_and_limits_are_those_of_all_people():
    analysis = analysis_of((20, 12), (15, 12), spread=6.0)
    care = next(c for c in analysis.care if c.group == "a")
    # 24 months of 60 people: the standard error is 6 / sqrt(1440).
    assert care.before.value == pytest.approx(20, abs=0.5)
    half = (care.before.upper - care.before.lower) / 2
    assert half == pytest.approx(1.645 * 6 / np.sqrt(1440), rel=0.05)


def test_lower_limit_of_a_wait_is_not_below_zero():
    analysis = analysis_of((0.5, 1), (0.5, 1), sizes=(3, 3), spread=4.0)
    assert all(c.before.lower >= 0 for c in analysis.care)
