from datetime import date

import polars as pl
import pytest

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.quality.finding import Severity
from efqi.measures.quality.rows import (
    measure_findings,
    row_findings,
    sum_findings,
    unfinished_findings,
)
from efqi.measures.table import MeasureTable

MISSED = Measure("m", "missed", "visits", Kind.PROPORTION, Direction.LOWER)
SEX = Dimension("sex", "sex", ("M", "F"), "F")


def table(sizes, *, groups=(), numerators=None, notes=None, incomplete=None):
    starts = Interval.MONTH.sequence(date(2024, 1, 1), date(2026, 12, 1))
    rows = [
        (start, None, n, top)
        for start, n, top in zip(
            starts, sizes, numerators or [1.0] * len(sizes), strict=False
        )
        if n is not None
    ]
    rows += [(starts[0], group, n, 1.0) for group, n in groups]
    cells = pl.DataFrame(
        rows,
        schema={
            "interval_start": pl.Date,
            "sex": pl.String,
            "denominator": pl.Float64,
            "numerator": pl.Float64,
        },
        orient="row",
    ).with_columns(measure=pl.lit("m"))
    return MeasureTable(cells, Interval.MONTH, ("sex",), incomplete, notes or {})


def codes(findings):
    return {finding.code: finding for finding in findings}


@pytest.mark.parametrize(
    ("repeated", "severity"),
    [(0, Severity.FINE), (3, Severity.WORTH_KNOWING), (20, Severity.COULD_CHANGE)],
)
def test_repeated_rows_and_ids_matter_by_their_share(repeated, severity):
    notes = {"rows_read": 1000, "identical_rows": repeated, "repeated_ids": repeated}
    found = codes(row_findings(table([1.0], notes=notes)))
    assert found["identical_rows"].severity is severity
    assert found["repeated_ids"].severity is severity


def test_rows_that_nobody_counts_are_told_from_five_per_cent():
    few = codes(
        row_findings(table([1.0], notes={"rows_read": 100, "rows_not_counted": 4}))
    )
    many = codes(
        row_findings(table([1.0], notes={"rows_read": 100, "rows_not_counted": 5}))
    )
    assert few["rows_not_counted"].severity is Severity.FINE
    assert many["rows_not_counted"].severity is Severity.WORTH_KNOWING


def test_full_series_is_fine():
    found = codes(measure_findings(table([100.0] * 24), MISSED))
    assert set(found) == {"counts_possible", "intervals_whole", "ends_full"}


def test_missing_months_are_counted_with_the_first():
    sizes = [100.0] * 5 + [None, None] + [100.0] * 17
    found = codes(measure_findings(table(sizes), MISSED))["intervals_missing"]
    assert found.facts == {"missing": 2, "of": 24, "when": "2024-06-01"}
    assert found.severity is Severity.WORTH_KNOWING
    many = [100.0, None] * 12 + [100.0]
    found = codes(measure_findings(table(many), MISSED))["intervals_missing"]
    assert found.severity is Severity.COULD_CHANGE


def test_thin_last_months_are_told_as_late():
    found = codes(measure_findings(table([100.0] * 22 + [60.0, 30.0]), MISSED))
    assert found["ends_thin"].facts == {"intervals": 2, "when": "2025-11-01"}
    assert found["ends_thin"].shares["of_usual"].percent == 30


def test_season_that_was_thin_before_is_not_late():
    winter = [100.0] * 10 + [50.0, 50.0]
    found = codes(measure_findings(table(winter * 2), MISSED))
    assert "ends_full" in found


def test_month_known_to_be_unfinished_is_not_told_as_thin():
    sizes = [100.0] * 23 + [10.0]
    unfinished = table(sizes, incomplete=date(2025, 12, 1))
    assert "ends_full" in codes(measure_findings(unfinished, MISSED))
    (told,) = unfinished_findings(unfinished)
    assert told.code == "last_interval_unfinished"


def test_rate_over_one_is_worth_a_look():
    rate = Measure("m", "falls", "days", Kind.RATE, Direction.LOWER)
    over = table([10.0], numerators=[12.0])
    assert "over_denominator" in codes(measure_findings(over, rate))
    assert "counts_possible" in codes(measure_findings(table([10.0]), rate))


def test_percentages_without_counts_stop_the_answer():
    bare = table([100.0] * 3)
    without = bare.cells.with_columns(
        numerator=pl.lit(None, pl.Float64), denominator=pl.lit(None, pl.Float64)
    )
    found = codes(
        measure_findings(MeasureTable(without, Interval.MONTH, ("sex",)), MISSED)
    )
    assert found["no_counts"].severity is Severity.STOPS


@pytest.mark.parametrize(
    ("groups", "code", "unknown"),
    [
        ([("M", 50.0), ("F", 50.0)], "groups_make_the_whole", "no"),
        ([("M", 50.0), ("F", 40.0)], "groups_miss_the_whole", "no"),
        ([("M", 50.0), ("F", 40.0), (UNKNOWN, 10.0)], "groups_make_the_whole", "yes"),
    ],
)
def test_groups_are_held_against_the_whole_of_the_source(groups, code, unknown):
    (found,) = sum_findings(table([100.0], groups=groups), MISSED, SEX)
    assert (found.code, found.facts["unknown"]) == (code, unknown)


def test_overlapping_groups_are_never_summed():
    several = Dimension("sex", "sex", ("M", "F"), "F", is_overlapping=True)
    assert (
        list(sum_findings(table([100.0], groups=[("M", 90.0)]), MISSED, several)) == []
    )
