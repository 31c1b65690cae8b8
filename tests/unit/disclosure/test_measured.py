"""Means and percentiles: shown only of enough people, no finer than they support."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.disclosure.attack import what_is_known
from efqi.disclosure.make import release
from efqi.disclosure.measured import supported
from efqi.disclosure.policy import policy
from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MEASURED, MeasureTable
from efqi.stats.percentile import percentile_variance, ranks

MEAN = Measure("wait", "wait", "people", Kind.MEAN, Direction.LOWER, unit="days")
MEDIAN = Measure(
    "wait",
    "wait",
    "people",
    Kind.PERCENTILE,
    Direction.LOWER,
    unit="days",
    percentile=50.0,
)
CHANGE = date(2024, 7, 1)


def analysed(sizes, measure, seed=1, months=27, unit=Interval.MONTH):
    """Analysis of lognormal waits; sizes are people a month of groups g0, g1, ..."""
    rng = np.random.default_rng(seed)
    names = tuple(f"g{g}" for g in range(len(sizes)))
    rows, start = [], date(2023, 1, 1)
    for _ in range(months):
        waits = [rng.lognormal(2.5, 0.8, size) for size in sizes]
        rows += [
            row(measure, start, each, name)
            for each, name in zip(waits, names, strict=True)
            if len(each)
        ]
        rows.append(row(measure, start, np.concatenate(waits), None))
        start = unit.next(start)
    cells = pl.DataFrame(rows, orient="row", infer_schema_length=None, schema=SCHEMA)
    question = Question(
        measure,
        Dimension("area", "area", names, names[0]),
        Contrast("wait", "area", names[1], names[0], is_primary=True),
        Margin(1, 10),
        (CHANGE,),
    )
    return analyse(MeasureTable(cells, unit, ("area",)), question)


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


def row(measure, start, waits, group):
    size = float(len(waits))
    if measure.kind is Kind.MEAN:
        parts = (waits.mean(), waits.sum(), size, group, (waits**2).sum(), None)
    else:
        ordered = np.sort(waits)
        low, high = (ordered[int(rank) - 1] for rank in ranks(size, 0.5))
        value = np.median(waits)
        variance = float(percentile_variance(value, low, high, size, 0.5))
        known = None if np.isnan(variance) else variance
        parts = (value, None, size, group, None, known)
    return ("wait", start, start, *parts)


def shown(found, group):
    (view,) = found.views
    return next(g for g in view.groups if g.group == group)


def points(found, group):
    (view,) = found.views
    return next(s for s in view.series if s.group == group).points


@pytest.mark.parametrize(
    ("value", "error", "expected"),
    [
        (14.237, 0.08, 14.2),
        (14.237, 0.8, 14.0),
        (14.637, 0.8, 14.5),
        (14.237, 3.0, 14.0),
        (15.237, 4.9, 16.0),
        (14.237, 12.0, 10.0),
        (14.237, float("nan"), 14.2),
        (0.04321, 0.0012, 0.043),
    ],
)
def test_supported_rounds_to_the_standard_error_below(value, error, expected):
    assert supported(value, error**2, MEAN) == expected


@pytest.mark.parametrize(
    "name", ["nhs-england", "opensafely-midpoint6", "threshold-10"]
)
@pytest.mark.parametrize("measure", [MEAN, MEDIAN])
def test_release_passes_its_audit_and_shows_no_sum(name, measure):
    found = release([analysed((300, 60, 40), measure)], policy(name))
    passed = {check.code for check in found.checks if check.passed}
    assert passed >= {
        "counts_obey_policy",
        "values_follow_from_counts",
        "no_exact_figures",
        "small_counts_uncertain",
    }
    for point in points(found, "g1"):
        assert point.numerator.value is None
        assert point.value.value is not None
        assert point.lower is None or point.lower >= 0


def test_mean_of_too_few_people_is_pooled_into_longer_stretches():
    found = release([analysed((300, 60, 3), MEAN)], policy("nhs-england"))
    (view,) = found.views
    small = next(s for s in view.series if s.group == "g2")
    assert small.interval is Interval.QUARTER
    assert small.is_coarsened


def test_percentile_needs_enough_people_on_its_smaller_side():
    mean = release([analysed((300, 60, 12), MEAN)], policy("threshold-10"))
    median = release([analysed((300, 60, 12), MEDIAN)], policy("threshold-10"))
    units = [
        next(s.interval for s in found.views[0].series if s.group == "g2")
        for found in (mean, median)
    ]
    assert units == [Interval.MONTH, Interval.QUARTER]


def test_pooled_percentile_is_the_mean_of_months_weighed_by_people():
    analysis = analysed((300, 60, 40), MEDIAN)
    before = analysis.phases == 0
    size = analysis.groups.denominator[before, 1]
    exact = np.average(analysis.groups.ratio[before, 1], weights=size)
    group = shown(release([analysis], policy("nhs-england")), "g1")
    assert group.before.value == pytest.approx(exact, abs=0.051)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("measure", [MEAN, MEDIAN])
def test_hidden_group_cannot_be_had_back_from_the_total(seed, measure):
    """A group of one a month among others: the sum left over is never of it alone."""
    terms = policy("threshold-10")
    analysis = analysed((200, 40, 30, 1), measure, seed, months=24)
    found = release([analysis], terms)
    for cell, (low, high) in what_is_known(found, terms).ranges.items():
        assert cell.counted == "denominator"
        assert low >= 10 or high == 0 or high - low + 1 >= 3
    (view,) = found.views
    for series in view.series:
        for point in series.points:
            if point.value.value is not None:
                assert point.denominator.value >= 10


def test_phase_without_intervals_has_no_value():
    analysis = analysed((300, 60, 40), MEAN, months=17)
    group = shown(release([analysis], policy("nhs-england")), "g1")
    assert group.before.value is not None
    assert group.after.value is None
    assert group.after.reason == "no_data"


def test_one_far_value_coarsens_the_mean_that_it_moves():
    rng = np.random.default_rng(5)
    near = rng.normal(10, 1, 12)
    far = np.append(near[:-1], 400.0)
    means = [x.mean() for x in (near, far)]
    errors = [x.var(ddof=1) / 12 for x in (near, far)]
    told = [supported(m, e, MEAN) for m, e in zip(means, errors, strict=True)]
    assert told[0] == pytest.approx(means[0], abs=0.06)
    # To the nearest twenty, of twelve people: the far value is known to 120 days either
    # way.
    assert told[1] % 20 == 0


def test_group_of_one_and_the_same_value_is_hidden_where_all_is_disclosive():
    analysis = analysed((300, 60, 40), MEAN)
    same = analysis.groups.variance.copy()
    same[:, 2] = 0.0
    object.__setattr__(analysis.groups, "variance", same)
    assert not points(release([analysis], policy("opensafely-round5")), "g2")
    assert points(release([analysis], policy("opensafely-midpoint6")), "g2")


def test_values_published_without_people_are_shown_as_published():
    analysis = analysed((300, 60, 40), MEAN)
    cells = pl.DataFrame(
        [
            ("wait", start, start, float(ratio), None, None, group, None, None)
            for g, group in enumerate(analysis.groups.groups)
            for start, ratio in zip(
                analysis.groups.starts, analysis.groups.ratio[:, g], strict=True
            )
        ],
        orient="row",
        schema=SCHEMA,
    )
    bare = analyse(MeasureTable(cells, Interval.MONTH, ("area",)), analysis.question)
    found = release([bare], policy("nhs-england"))
    assert bare.verdict.category.value == "describe only"
    assert "spread_given" in {c.code for c in bare.verdict.checks if not c.passed}
    assert shown(found, "g1").before.value == pytest.approx(
        np.mean(analysis.groups.ratio[analysis.phases == 0, 1]), abs=0.051
    )
