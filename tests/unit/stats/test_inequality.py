import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import confint_proportions_2indep

from efqi.stats.inequality import (
    difference,
    fitted_ends,
    ratio,
    relative_index,
    slope_index,
)
from efqi.stats.limits import Figures, contrast
from efqi.stats.proportions import proportion, wilson_proportion
from efqi.stats.rates import rate

X = np.array([412, 300, 188, 120, 77])
N = np.array([2100, 1900, 1500, 1200, 1100])


def figures(f):
    return np.array([f.value, f.lower, f.upper])


@pytest.mark.parametrize(("x1", "x2"), [(56, 48), (9, 3), (0, 0), (10, 0)])
def test_difference_of_wilson_proportions_is_newcombes(x1, x2):
    n1, n2 = 70, 80
    got = difference(wilson_proportion(x1, n1), wilson_proportion(x2, n2))
    want = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    np.testing.assert_allclose([got.lower, got.upper], want, atol=1e-10)


def test_ratio_limits_make_one_limit_of_the_contrast_zero():
    group, reference = proportion([40, 3], [80, 30]), proportion([20, 9], [90, 300])
    got = ratio(group, reference)
    pair = Figures(
        *(np.stack([getattr(group, n), getattr(reference, n)], -1)
          for n in ("value", "lower", "upper"))
    )  # fmt: skip
    for limit, side in ((got.lower, "lower"), (got.upper, "upper")):
        line = contrast(pair, np.stack([np.ones(2), -limit], -1))
        np.testing.assert_allclose(getattr(line, side), 0, atol=1e-12)


def test_ratio_of_two_groups_equals_relative_index_limits():
    two = proportion([9, 30], [40, 60])
    start, end = (Figures(two.value[i], two.lower[i], two.upper[i]) for i in (0, 1))
    # Two equal groups sit at .25 and .75; the line's ends lie half a step beyond.
    got = relative_index(two, [1, 1])
    assert got.value == pytest.approx(
        (1.5 * end.value - 0.5 * start.value) / (1.5 * start.value - 0.5 * end.value)
    )


def test_ratio_with_no_events_needs_no_correction():
    some, none = proportion(5, 20), proportion(0, 20)
    up, down, nothing = ratio(some, none), ratio(none, some), ratio(none, none)
    assert up.value == np.inf
    assert up.upper == np.inf
    assert up.lower > 1
    assert down.value == down.lower == 0
    assert down.upper == pytest.approx(1 / up.lower)
    assert np.isnan(nothing.value)
    assert (nothing.lower, nothing.upper) == (0, np.inf)


def test_slope_index_is_the_weighted_least_squares_slope():
    share = N / N.sum()
    place = share.cumsum() - share / 2
    line = sm.WLS(X / N, sm.add_constant(place), weights=N).fit().params
    got = slope_index(proportion(X, N), N)
    start, end = fitted_ends(proportion(X, N), N)
    np.testing.assert_allclose([start.value, got.value], line)
    assert end.value - start.value == pytest.approx(float(got.value))
    assert relative_index(proportion(X, N), N).value == pytest.approx(
        float(end.value / start.value)
    )


def test_slope_limits_agree_with_the_sampling_error_of_large_groups():
    share = N / N.sum()
    place = share.cumsum() - share / 2 - 0.5
    tilt = share * place / (share * place**2).sum()
    p = X / N
    error = np.sqrt((tilt**2 * p * (1 - p) / N).sum())
    got = slope_index(proportion(X, N), N)
    np.testing.assert_allclose(got.upper - got.lower, 2 * 1.959964 * error, rtol=0.01)


@pytest.mark.parametrize("index", [slope_index, relative_index])
def test_gradient_leaves_out_groups_without_people_or_figure(index):
    whole = index(proportion(X, N), N)
    x, n = np.insert(X.astype(float), 2, np.nan), np.insert(N.astype(float), 2, 0)
    np.testing.assert_allclose(figures(index(proportion(x, n), n)), figures(whole))
    n[2] = 500
    np.testing.assert_allclose(figures(index(proportion(x, n), n)), figures(whole))


@pytest.mark.parametrize("index", [slope_index, relative_index])
@pytest.mark.parametrize("size", [[30], [30, 0], [0, 0]])
def test_gradient_of_fewer_than_two_groups_is_nan(index, size):
    got = index(proportion(np.minimum(size, 7), size), size)
    assert np.isnan(figures(got)).all()


def test_gradient_of_all_zero_and_all_event_groups_is_flat_with_limits():
    size = np.full(5, 20)
    for x in (0 * size, size):
        got = slope_index(proportion(x, size), size)
        assert got.value == pytest.approx(0, abs=1e-12)
        assert -1 < got.lower < 0 < got.upper < 1
    every = relative_index(proportion(size, size), size)
    assert every.value == pytest.approx(1)
    assert every.lower < 1 < every.upper
    none = relative_index(proportion(0 * size, size), size)
    assert np.isnan(none.value)
    assert (none.lower, none.upper) == (0, np.inf)


def test_relative_index_counts_an_end_below_zero_as_zero():
    size = np.full(5, 20)
    falling = relative_index(proportion([9, 0, 0, 0, 0], size), size)
    rising = relative_index(proportion([0, 0, 0, 0, 9], size), size)
    assert falling.value == 0
    assert rising.value == np.inf
    assert rising.lower == pytest.approx(1 / falling.upper)


def test_many_sets_at_once_equal_one_at_a_time():
    rng = np.random.default_rng(3)
    n = rng.integers(1, 60, (4, 6, 5))
    x = rng.binomial(n, 0.2)
    for index in (slope_index, relative_index):
        whole = index(proportion(x, n), n)
        assert whole.value.shape == whole.lower.shape == (4, 6)
        single = index(proportion(x[2, 3], n[2, 3]), n[2, 3])
        np.testing.assert_allclose(
            figures(single), [whole.value[2, 3], whole.lower[2, 3], whole.upper[2, 3]]
        )


def test_limits_of_rare_skewed_groups_hold_the_truth():
    # 4,000 sets: the observed share has a standard error of 0.35 points at 95 %.
    n = np.array([400, 200, 100, 40, 10])
    place = (n.cumsum() - n / 2) / n.sum()
    x = np.random.default_rng(8).binomial(n, 0.004 + 0.02 * place, (4000, 5))
    slope = slope_index(proportion(x, n), n)
    relative = relative_index(proportion(x, n), n)
    assert np.mean((slope.lower <= 0.02) & (slope.upper >= 0.02)) > 0.93
    assert np.mean((relative.lower <= 6) & (relative.upper >= 6)) > 0.93


def test_scaled_and_inverted_keep_limits_in_order():
    got = difference(rate(3, 10), rate(8, 10))
    turned = got.scaled(-1000)
    assert turned.lower < turned.value < turned.upper
    assert turned.value == pytest.approx(500)
    once = ratio(rate(3, 10), rate(8, 10))
    twice = ratio(rate(8, 10), rate(3, 10))
    np.testing.assert_allclose(figures(once.inverted()), figures(twice))
