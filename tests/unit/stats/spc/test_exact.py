import numpy as np
import pytest
from scipy import stats

from efqi.errors import MeasureError
from efqi.stats.spc.chart import control_chart
from efqi.stats.spc.limits import process_limits

TAIL = stats.norm.sf(3)


def expected_limits(law):
    counts = np.arange(0, 2_000)
    highest = counts[law.sf(counts) <= TAIL][0]
    lowest = counts[law.cdf(counts - 1) <= TAIL][-1]
    return lowest, highest


@pytest.mark.parametrize("mean", [0.05, 0.3, 1.0, 7.0, 300.0])
def test_count_limits_are_quantiles_of_the_poisson_law(mean):
    limits = process_limits("c_exact", np.full(24, mean))
    expected = expected_limits(stats.poisson(mean))
    assert (limits.lower[0, 0], limits.upper[0, 0]) == expected


@pytest.mark.parametrize("exposure", [0.4, 13.0, 1_000.0])
def test_rate_limits_follow_the_exposure_of_each_point(exposure):
    numerator, denominator = np.full(12, 2.0), np.full(12, 10.0)
    denominator[-1] = exposure
    limits = process_limits("u_exact", numerator, denominator)
    level = numerator.sum() / denominator.sum()
    low, high = expected_limits(stats.poisson(level * exposure))
    assert limits.lower[-1, 0] * exposure == pytest.approx(low)
    assert limits.upper[-1, 0] * exposure == pytest.approx(high)


@pytest.mark.parametrize(("size", "events"), [(1, 0), (20, 1), (20, 19), (400, 90)])
def test_proportion_limits_are_quantiles_of_the_binomial_law(size, events):
    numerator = np.full(12, float(events))
    numerator[0] = 1
    limits = process_limits("p_exact", numerator, float(size))
    low, high = expected_limits(stats.binom(size, numerator.sum() / size / 12))
    assert limits.lower[0, 0] * size == pytest.approx(low)
    assert limits.upper[0, 0] * size == pytest.approx(high)


def test_a_point_on_a_limit_is_inside_and_one_more_event_is_not():
    counts = np.tile([0.0, 1.0], 12)
    highest = int(process_limits("c_exact", counts).upper[0, 0])
    for last, side in ((highest, 0), (highest + 1, 1)):
        chart = control_chart(np.append(counts, last), 1.0, chart="c_exact", freeze=24)
        assert chart.special_cause[-1, 0] == side


@pytest.mark.parametrize("events", [0.0, 20.0])
def test_a_baseline_without_any_event_or_non_event_limits_nothing(events):
    limits = process_limits("p_exact", np.full(12, events), 20.0)
    assert np.isnan(limits.upper).all()
    assert not limits.beyond.any()


def test_limits_are_missing_where_nobody_was_seen():
    limits = process_limits("u_exact", np.array([1.0, 0, 2]), np.array([5.0, 0, 5]))
    assert np.isnan(limits.upper[:, 0]).tolist() == [False, True, False]


def test_counts_below_zero_are_refused():
    with pytest.raises(MeasureError, match="below zero"):
        process_limits("c_exact", np.array([1.0, -1.0]))


@pytest.mark.parametrize("rule_set", ["ihi", "nelson"])
def test_zones_near_the_centre_are_not_read_from_small_counts(rule_set):
    chart = control_chart(
        np.tile([0.0, 1.0], 12), 1.0, chart="c_exact", rule_set=rule_set
    )
    zones = {"inner_third", "outside_inner_third", "four_of_five"}
    found = [signal for signal in chart.rules if signal.rule in zones]
    assert found
    assert not any(signal.side.any() for signal in found)
