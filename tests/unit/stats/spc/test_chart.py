import numpy as np
import pytest

from efqi.stats.spc.chart import control_chart
from efqi.stats.spc.limits import process_limits

NHSR = "nhsrplotthedots-0.2.2"


def check(chart, code):
    return next(c for c in chart.checks if c.code == code)


def test_one_series_comes_back_as_one_column():
    chart = control_chart(np.arange(5.0), 1.0, chart="i")
    assert chart.value.shape == chart.special_cause.shape == (5, 1)
    assert (chart.chart, chart.rule_set) == ("i", "anhoej")


def test_a_point_beyond_three_sigma_signals_on_its_side():
    events = np.array([19.0, 23.0] * 6 + [45.0, 2.0] + [19.0, 23.0] * 6)
    chart = control_chart(events, 100.0, chart="p")
    expected = [0] * 12 + [1, -1] + [0] * 12
    assert chart.special_cause[:, 0].tolist() == expected


def test_a_run_that_is_too_long_signals_at_each_of_its_points():
    values = np.array([1.0, -1.0] * 6 + [1.0] * 10 + [-1.0, 1.0, -1.0])
    chart = control_chart(values, 1.0, chart="run", freeze=12)
    expected = [0] * 12 + [1] * 10 + [0] * 3
    assert chart.special_cause[:, 0].tolist() == expected


def test_beyond_a_limit_goes_before_the_run_it_interrupts():
    base = np.array([9.0, 11.0] * 12)
    after = np.array([10.5] * 12)
    values = np.concatenate([base, after])
    values[5] = -40.0
    chart = control_chart(values, 1.0, chart="i", freeze=24)
    limits = process_limits("i", values)
    assert limits.beyond[5, 0] == -1
    assert chart.special_cause[5, 0] == -1
    assert chart.special_cause[24:, 0].tolist() == [1] * 12


def test_later_points_are_judged_by_frozen_limits():
    baseline = np.array([20.0, 24.0, 22.0, 18.0, 26.0, 21.0] * 2)
    later = np.full(6, 50.0)
    events = np.concatenate([baseline, later])
    chart = control_chart(events, 100.0, chart="p", freeze=12)
    assert chart.centre[-1, 0] == pytest.approx(baseline.mean() / 100)
    assert (chart.special_cause[12:] == 1).all()


def test_too_few_crossings_are_a_check():
    stuck = control_chart(np.arange(24.0), 1.0, chart="run")
    assert not check(stuck, "enough_crossings").passed
    assert check(stuck, "enough_crossings").figures["phases_with_few"] == 1
    lively = control_chart(np.tile([1.0, 2.0], 12), 1.0, chart="run")
    assert check(lively, "enough_crossings").passed


@pytest.mark.parametrize(("freeze", "found"), [(None, 9), (6, 5)])
def test_the_shortest_baseline_is_reported(freeze, found):
    values = np.ones((24, 2))
    values[0, 1] = values[13, 0] = values[20, 0] = np.nan
    chart = control_chart(values, 1.0, chart="i", phase_starts=(13,), freeze=freeze)
    report = check(chart, "enough_points_for_limits")
    assert report.figures == {"found": found, "needed": 12}
    assert not report.passed


def test_a_full_baseline_passes_its_check():
    chart = control_chart(np.arange(12.0), 1.0, chart="i")
    assert check(chart, "enough_points_for_limits").passed


def test_the_nhs_rule_set_draws_individuals_with_its_rounded_constant():
    values = np.array([4.0, 6.0, 2.0, 5.0, 8.0])
    chart = control_chart(values, 1.0, chart="i", rule_set=NHSR)
    assert chart.chart == "i"
    assert chart.upper[:, 0] == pytest.approx(5 + 2.66 * 3)


def test_the_nhs_rule_set_reads_the_limits_of_other_charts():
    events = np.array([20.0, 22.0] * 4 + [25.0] * 7)
    chart = control_chart(events, 100.0, chart="p", rule_set=NHSR)
    assert chart.special_cause[8:, 0].tolist() == [1] * 7
    plain = control_chart(events, 100.0, chart="p")
    np.testing.assert_array_equal(chart.upper, plain.upper)


def test_an_unknown_rule_set_is_refused_by_name():
    with pytest.raises(ValueError, match="no rule set 'ours'"):
        control_chart(np.arange(5.0), 1.0, chart="i", rule_set="ours")
