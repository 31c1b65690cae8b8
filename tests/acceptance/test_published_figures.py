"""Figures that others published, reproduced from the counts in examples/."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from efqi.equity.contrast import Contrast
from efqi.equity.gap import gap_series
from efqi.equity.phases import phases
from efqi.equity.question import Question
from efqi.measures.table import GroupSeries
from efqi.store.measures_file import read_measures
from efqi.store.plan_file import load_plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def level(series: GroupSeries, group: str, first: date, last: date) -> float:
    """Pooled level of a group between two interval starts, both included."""
    g = series.groups.index(group)
    rows = [first <= start <= last for start in series.starts]
    return float(series.numerator[rows, g].sum() / series.denominator[rows, g].sum())


def by(example: str, dimension: str) -> GroupSeries:
    plan = load_plan(EXAMPLES / example)
    table = read_measures(EXAMPLES / example / plan.source.file, plan)
    return table.by(plan.contrast.measure, plan.dimension(dimension))


@pytest.mark.parametrize(
    ("group", "early_2019", "late_2021"),
    [
        ("Dementia", 82.75, 90.1),
        ("Care Home", 154.61, 166.95),
        ("Learning Disability", 122.97, 119.29),
        ("Autism", 54.91, 51.04),
    ],
)
def test_antipsychotics_per_1000_equal_macdonald_2023(group, early_2019, late_2021):
    series = by("antipsychotics", "care_group")
    early = 1000 * level(series, group, date(2019, 1, 1), date(2019, 3, 1))
    late = 1000 * level(series, group, date(2021, 10, 1), date(2021, 12, 1))
    assert early == pytest.approx(early_2019, abs=0.005)
    assert late == pytest.approx(late_2021, abs=0.05)


@pytest.mark.parametrize(
    ("dimension", "group", "first_year", "last_year"),
    [
        ("deprivation", "01 Least deprived", 58.1, 56.2),
        ("deprivation", "10 Most deprived", 41.0, 42.8),
        ("ethnicity", "White", 51.7, 51.7),
        ("ethnicity", "Asian or Asian British", 45.3, 45.1),
        ("ethnicity", "Black or Black British", 46.4, 50.5),
    ],
)
def test_recovery_equals_nhs_england_annual_reports(
    dimension, group, first_year, last_year
):
    series = by("talking-therapies", dimension)
    for year, published in ((2017, first_year), (2024, last_year)):
        got = 100 * level(series, group, date(year, 4, 1), date(year, 4, 1))
        assert got == pytest.approx(published, abs=0.05)


def test_recovery_groups_add_up_to_the_total_with_unknown():
    plan = load_plan(EXAMPLES / "talking-therapies")
    table = read_measures(EXAMPLES / "talking-therapies" / plan.source.file, plan)
    total = table.total("recovery")
    for planned in plan.dimensions:
        groups = table.by("recovery", planned.dimension)
        assert np.isfinite(groups.numerator).all()
        for name in ("numerator", "denominator"):
            np.testing.assert_array_equal(
                getattr(groups, name).sum(axis=1), getattr(total, name)[:, 0]
            )


def test_ldl_gap_equals_zhang_2014():
    plan = load_plan(EXAMPLES / "ldl-teaching-case")
    series = by("ldl-teaching-case", "ethnicity")
    contrast = Contrast("ldl_control", "ethnicity", "black", "white", is_primary=True)
    change_dates = tuple(change.date for change in plan.changes)
    asked = Question(
        plan.measure("ldl_control"),
        plan.dimension("ethnicity"),
        contrast,
        plan.contrast.margin,
        change_dates,
    )
    gap = gap_series(
        asked, series, phases(series.starts, series.interval, change_dates)
    )
    np.testing.assert_allclose(gap.difference, [5.2, np.nan, 17.2])
    assert np.isnan(gap.difference_lower).all()
