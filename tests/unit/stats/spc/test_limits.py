import numpy as np
import pytest

from efqi.errors import MeasureError
from efqi.stats.spc.baseline import Baseline
from efqi.stats.spc.limits import CHARTS, process_limits
from efqi.stats.spc.subgroup import subgroup_points

NAN = np.nan


def column(limits, line):
    return getattr(limits, line)[:, 0]


def test_individuals_limits_follow_the_mean_moving_range():
    # mean 5; moving ranges 2, 4, 3, mean 3; sigma 3 / 1.128
    limits = process_limits("i", np.array([4.0, 6.0, 2.0, 5.0, 8.0]))
    assert column(limits, "centre").tolist() == [5.0] * 5
    ranges = (2 + 4 + 3 + 3) / 4
    assert column(limits, "upper") == pytest.approx(5 + 3 * ranges / 1.128)
    assert column(limits, "lower_warning") == pytest.approx(5 - 2 * ranges / 1.128)


def test_individuals_rounded_use_2_66():
    limits = process_limits("xmr", np.array([4.0, 6.0, 2.0, 5.0, 8.0]))
    assert column(limits, "upper") == pytest.approx(5 + 2.66 * 3)


def test_proportion_limits_equal_the_orange_juice_cans_of_montgomery():
    # 347 nonconforming cans in 30 samples of 50: p .2313, limits .0524 and .4102
    events = np.array([12.0] * 17 + [11.0] * 13)
    assert events.sum() == 347
    limits = process_limits("p", events, 50.0)
    assert column(limits, "centre") == pytest.approx(0.2313, abs=5e-5)
    assert column(limits, "lower") == pytest.approx(0.0524, abs=2e-4)
    assert column(limits, "upper") == pytest.approx(0.4102, abs=2e-4)


def test_count_limits_equal_the_circuit_boards_of_montgomery():
    # 516 nonconformities on 26 boards: c 19.85, limits 6.48 and 33.22
    counts = np.array([20.0] * 22 + [19.0] * 4)
    assert counts.sum() == 516
    limits = process_limits("c", counts, np.full(26, NAN))
    assert column(limits, "centre") == pytest.approx(19.85, abs=5e-3)
    assert column(limits, "lower") == pytest.approx(6.48, abs=5e-3)
    assert column(limits, "upper") == pytest.approx(33.22, abs=1e-2)


def test_rate_limits_narrow_with_exposure():
    limits = process_limits("u", np.array([4.0, 16.0]), np.array([1.0, 4.0]))
    upper = column(limits, "upper") - 4
    assert upper[0] == pytest.approx(2 * upper[1])


def test_laney_limits_equal_plain_ones_times_the_sigma_of_z():
    events = np.array([30.0, 60.0, 20.0, 70.0, 25.0, 55.0])
    plain = process_limits("p", events, 200.0)
    wide = process_limits("pp", events, 200.0)
    z = 3 * (plain.value - plain.centre) / (plain.upper - plain.centre)
    sigma_z = np.abs(np.diff(z[:, 0])).mean() / 1.128
    reach = column(plain, "upper") - column(plain, "centre")
    assert column(wide, "upper") == pytest.approx(
        np.minimum(1, column(plain, "centre") + sigma_z * reach)
    )


def test_run_chart_has_a_median_and_no_limits():
    limits = process_limits("run", np.array([3.0, 9.0, 1.0, NAN, 4.0]))
    assert column(limits, "centre").tolist() == [3.5] * 5
    assert np.isnan(limits.upper).all()
    assert np.isnan(limits.lower).all()


def test_screening_drops_an_outlying_moving_range_once():
    values = np.array([10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 40.0, 11.0, 10.0, 11.0])
    kept = process_limits("i", values, baseline=Baseline(is_screened=False))
    screened = process_limits("i", values)
    assert column(screened, "upper")[0] < column(kept, "upper")[0]
    # seven ranges of 1 stay, both ranges of 29 go: mean 65 / 9, times 3.267 is 23.6
    assert column(screened, "upper") == pytest.approx(values.mean() + 3 / 1.128)


def test_a_constant_series_has_limits_only_without_screening():
    values = np.full(12, 0.1)
    assert np.isnan(process_limits("i", values).upper).all()
    kept = process_limits("i", values, baseline=Baseline(is_screened=False))
    assert column(kept, "upper") == pytest.approx(0.1)
    assert not kept.beyond.any()


def test_a_missing_value_is_not_bridged_and_an_excluded_one_is():
    values = np.array([1.0, 2.0, 9.0, 4.0, 6.0])
    third = np.array([0, 0, 1, 0, 0], dtype=bool)
    missing = process_limits("mr", np.where(third, NAN, values))
    np.testing.assert_array_equal(column(missing, "value"), [NAN, 1, NAN, NAN, 2])
    excluded = process_limits("mr", values, baseline=Baseline(exclude=third))
    np.testing.assert_array_equal(column(excluded, "value"), [NAN, 1, 7, 2, 2])


def test_an_excluded_point_leaves_the_lines_and_can_still_be_beyond_them():
    values = np.array([5.0, 6.0, 5.0, 6.0, 50.0, 5.0, 6.0])
    out = values > 40
    limits = process_limits("i", values, baseline=Baseline(exclude=out))
    assert column(limits, "centre")[0] == pytest.approx(5.5)
    assert column(limits, "beyond").tolist() == [0, 0, 0, 0, 1, 0, 0]
    assert not limits.judged[4, 0]


def test_each_phase_has_its_own_lines():
    values = np.array([1.0, 2.0, 3.0, 11.0, 12.0, 16.0])
    limits = process_limits("run", values, baseline=Baseline(phase_starts=(3,)))
    assert column(limits, "centre").tolist() == [2, 2, 2, 12, 12, 12]
    assert limits.phases == (slice(0, 3), slice(3, 6))


def test_phase_starts_outside_the_points_are_empty_or_refused():
    values = np.arange(4.0)
    late = process_limits("run", values, baseline=Baseline(phase_starts=(0, 4, 9)))
    assert late.phases == (slice(0, 4),)
    with pytest.raises(ValueError, match="before the first point"):
        Baseline(phase_starts=(-1,))


def test_frozen_limits_come_from_the_first_points_of_each_phase():
    values = np.array([1.0, 3.0, 90.0, 5.0, 7.0, 80.0])
    baseline = Baseline(phase_starts=(3,), freeze=2)
    limits = process_limits("run", values, baseline=baseline)
    assert column(limits, "centre").tolist() == [2, 2, 2, 6, 6, 6]
    with pytest.raises(ValueError, match="after at least one point"):
        Baseline(freeze=0)


@pytest.mark.parametrize("chart", sorted(set(CHARTS) - {"xbar", "s", "g"}))
def test_a_given_centre_line_is_kept(chart):
    values, centre = np.array([3.0, 5.0, 4.0, 6.0, 2.0]), 0.4
    limits = process_limits(chart, values, 10.0, baseline=Baseline(centre=centre))
    assert column(limits, "centre") == pytest.approx(centre)


def test_a_given_mean_of_cases_between_events_draws_their_median():
    values = np.array([3.0, 5.0, 4.0, 6.0, 2.0])
    limits = process_limits("g", values, baseline=Baseline(centre=10.0))
    assert column(limits, "centre") == pytest.approx(6.93)
    assert column(limits, "upper") == pytest.approx(10 + 3 * np.sqrt(110))


def test_the_multiplier_scales_every_line():
    events = np.array([3.0, 9.0, 4.0])
    plain = process_limits("p", events, 40.0)
    percent = process_limits("p", events, 40.0, multiply=100.0)
    for line in ("value", "centre", "lower", "upper", "upper_warning"):
        assert column(percent, line) == pytest.approx(100 * column(plain, line))


def test_values_that_cannot_be_negative_have_no_negative_limit():
    both = np.array([[1.0, -1.0], [9.0, 9.0], [2.0, 2.0]])
    limits = process_limits("i", both, baseline=Baseline(allows_negative=False))
    assert limits.lower[0, 0] == 0
    assert limits.lower[0, 1] < 0


def test_zero_denominators_have_no_value_and_no_limit():
    limits = process_limits("p", np.array([2.0, 0.0, 3.0]), np.array([9.0, 0.0, 9.0]))
    assert np.isnan(column(limits, "value")).tolist() == [False, True, False]
    assert np.isnan(column(limits, "upper")).tolist() == [False, True, False]
    assert not np.isnan(limits.centre).any()


def test_proportion_limits_stop_at_0_and_1():
    limits = process_limits("p", np.array([1.0, 2.0, 2.0, 1.0]), 2.0)
    assert column(limits, "lower").tolist() == [0] * 4
    assert column(limits, "upper").tolist() == [1] * 4


def test_times_of_zero_are_refused():
    with pytest.raises(MeasureError, match="above zero"):
        process_limits("t", np.array([3.0, 0.0, 2.0]))


def test_negative_counts_are_refused():
    with pytest.raises(MeasureError, match="below zero"):
        process_limits("c", np.array([3.0, -1.0]))


@pytest.mark.parametrize(
    ("chart", "values", "multiply", "words"),
    [
        ("pie", [1.0], 1.0, "no chart 'pie'"),
        ("i", [], 1.0, "no points"),
        ("i", [1.0], 0.0, "above zero"),
        ("xbar", [1.0], 1.0, "needs subgroups"),
    ],
)
def test_what_cannot_be_drawn_is_refused(chart, values, multiply, words):
    with pytest.raises(ValueError, match=words):
        process_limits(chart, np.array(values), multiply=multiply)


def test_subgroups_of_one_size_use_the_mean_deviation():
    raw = np.array([1.0, 3.0, 2.0, 6.0, 4.0, 4.0])
    points = subgroup_points(raw, np.array([0, 0, 1, 1, 2, 2]))
    limits = process_limits("xbar", points)
    deviation = np.array([np.sqrt(2), np.sqrt(8), 0.0]).mean()
    assert column(limits, "value").tolist() == [2, 4, 4]
    reach = 3 * deviation / (np.sqrt(2 / np.pi) * np.sqrt(2))
    assert column(limits, "upper") == pytest.approx(10 / 3 + reach)


def test_subgroups_of_several_sizes_use_the_pooled_deviation():
    raw = np.array([1.0, 3.0, 2.0, 6.0, 4.0, 8.0])
    points = subgroup_points(raw, np.array([0, 0, 1, 1, 1, 2]))
    limits = process_limits("s", points)
    pooled = np.sqrt((2.0 + 8.0) / (1 + 2))
    assert column(limits, "centre") == pytest.approx(pooled)
    assert np.isnan(column(limits, "upper")).tolist() == [False, False, True]


def test_weighted_individuals_equal_plain_ones_where_weights_are_equal():
    events = np.array([8.0, 12.0, 9.0, 14.0, 10.0])
    weighted = process_limits("ip", events, 4.0)
    plain = process_limits("i", events, 4.0)
    reach = column(weighted, "upper") - column(weighted, "centre")
    expected = (column(plain, "upper") - column(plain, "centre")) * 1.128
    # sqrt(pi / 2) / sqrt(2) is 1 / d2 to seven figures: d2 = 1.128 is that, rounded
    assert reach == pytest.approx(expected * np.sqrt(np.pi) / 2)
