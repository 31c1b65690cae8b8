import numpy as np
import pytest

from efqi.stats.spc.chart import choose_chart, control_chart
from efqi.stats.spc.subgroup import subgroup_points, summed_points

BASELINE = slice(0, 24)


def months(rng, shock=0.0, size=40, count=24):
    """Sums, sizes and deviations of months of normal values."""
    values = rng.normal(20, 5, (count, size)) + shock * rng.normal(0, 1, (count, 1))
    return values, values.sum(axis=1), np.full(count, size), values.std(axis=1, ddof=1)


def test_choose_chart_takes_xbar_where_months_vary_by_chance_alone():
    _, sums, size, deviation = months(np.random.default_rng(2))
    chart, check = choose_chart("mean", sums, size, BASELINE, deviation)
    assert (chart, check.figures["reason"], check.passed) == (
        "xbar",
        "as_measured",
        True,
    )


def test_choose_chart_takes_i_prime_where_months_vary_more():
    _, sums, size, deviation = months(np.random.default_rng(2), shock=3)
    chart, check = choose_chart("mean", sums, size, BASELINE, deviation)
    assert (chart, check.figures["reason"]) == ("ip", "overdispersed")
    assert check.figures["sigma_z"] > 1.2


def test_choose_chart_takes_i_prime_where_deviations_are_not_known():
    _, sums, size, _ = months(np.random.default_rng(2))
    chart, check = choose_chart("mean", sums, size, BASELINE)
    assert (chart, check.figures["reason"]) == ("ip", "no_deviations")


def test_choose_chart_takes_an_i_chart_of_a_percentile():
    medians = np.random.default_rng(2).normal(14, 1, 24)
    chart, check = choose_chart("percentile", medians * 50, 50.0, BASELINE)
    assert (chart, check.figures["reason"]) == ("i", "percentile")


def test_choose_chart_takes_a_run_chart_of_a_percentile_that_hardly_moves():
    medians = np.full(24, 4.0)
    medians[[3, 9, 17]] = 5.0
    chart, check = choose_chart("percentile", medians * 50, 50.0, BASELINE)
    assert (chart, check.figures["reason"], check.passed) == ("run", "tied", False)


@pytest.mark.parametrize("kind", ["mean", "percentile"])
def test_choose_chart_takes_a_run_chart_of_few_points(kind):
    _, sums, size, deviation = months(np.random.default_rng(2), count=11)
    chart, _ = choose_chart(kind, sums, size, BASELINE, deviation)
    assert chart == "run"


def test_xbar_chart_of_sums_is_that_of_the_raw_values():
    values, sums, size, deviation = months(np.random.default_rng(4))
    rows = np.repeat(np.arange(24), 40)
    raw = control_chart(subgroup_points(values.ravel(), rows), 1.0, chart="xbar")
    summed = control_chart(summed_points(sums, size, deviation), 1.0, chart="xbar")
    for line in ("value", "centre", "lower", "upper"):
        np.testing.assert_allclose(getattr(summed, line), getattr(raw, line))
