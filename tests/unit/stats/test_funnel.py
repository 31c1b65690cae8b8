import numpy as np

from efqi.stats.funnel import (
    proportion_limits,
    proportion_signal,
    rate_limits,
    rate_signal,
    ratio_signal,
)
from efqi.stats.proportions import wilson_proportion
from efqi.stats.rates import rate


def test_one_group_equals_the_whole_and_is_no_signal():
    assert proportion_signal([42], [100]).tolist() == [0]
    assert rate_signal([3], [17]).tolist() == [0]


def test_signals_name_side_and_strength():
    signal = proportion_signal([50, 50, 50, 90, 34], [100, 100, 100, 100, 100])
    assert signal.tolist() == [0, 0, 0, 2, -2]
    assert ratio_signal([20, 40, 3], [11, 20, 10]).tolist() == [1, 2, -1]


def test_groups_without_people_or_figure_have_no_signal_and_do_not_count():
    signal = proportion_signal([10, 90, 0, np.nan], [100, 100, 0, 50])
    assert signal.tolist() == [-2, 2, 0, 0]
    assert rate_signal([0, 0], [0, 0]).tolist() == [0, 0]


def test_sets_on_leading_axes_are_judged_each_by_itself():
    x = np.array([[10, 90], [90, 90]])
    assert proportion_signal(x, np.full((2, 2), 100)).tolist() == [[-2, 2], [0, 0]]


def test_a_limit_that_equals_the_target_is_no_signal():
    upper = rate(4, 1.0).upper
    assert ratio_signal([4], [upper]).tolist() == [0]
    assert ratio_signal([4], [upper * 1.001]).tolist() == [-1]


def test_drawn_limits_are_those_of_the_overall_figure_and_narrow_with_size():
    drawn = proportion_limits(0.2, [10, 100, 1000])
    own = wilson_proportion([2, 20, 200], [10, 100, 1000])
    np.testing.assert_allclose(drawn.lower, own.lower)
    assert np.all(np.diff(drawn.upper - drawn.lower) < 0)
    ratio = rate_limits(1.0, [5, 50], 0.998)
    assert np.all(ratio.lower < 1)
    assert np.all(ratio.upper > 1)
