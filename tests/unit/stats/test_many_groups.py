from collections.abc import Callable

import numpy as np
import pytest

from efqi.stats import concentration, dispersion, impact
from efqi.stats.curved_gradient import Curve, curved_gradient
from efqi.stats.dispersion import Best, Weight
from efqi.stats.groups import Groups, proportion_groups, rate_groups
from efqi.stats.inequality import difference
from efqi.stats.limits import Figures, contrast
from efqi.stats.proportions import proportion

FROM_EQUAL: dict[str, Callable[[Groups], Figures]] = {
    "variance": dispersion.between_group_variance,
    "deviation": dispersion.between_group_deviation,
    "variation": dispersion.coefficient_of_variation,
    "log deviation": dispersion.mean_log_deviation,
    "theil": dispersion.theil_index,
    "disparity": dispersion.index_of_disparity,
    "from mean": dispersion.mean_difference_from_mean,
    "from best": lambda g: dispersion.mean_difference_from_best(g, Best.LOWEST),
    "from reference": lambda g: dispersion.mean_difference_from_reference(g, 0),
    "par": lambda g: impact.population_attributable_risk(g, Best.HIGHEST),
    "paf": lambda g: impact.population_attributable_fraction(g, Best.HIGHEST),
}
SIGNED: dict[str, Callable[[Groups], Figures]] = {
    "aci": concentration.absolute_concentration_index,
    "rci": concentration.relative_concentration_index,
    "erreygers": concentration.erreygers_index,
    "wagstaff": concentration.wagstaff_index,
    "par, last": lambda g: impact.population_attributable_risk(g, Best.HIGHEST, -1),
    "paf, last": lambda g: impact.population_attributable_fraction(g, Best.HIGHEST, -1),
}
ALL = FROM_EQUAL | SIGNED
EACH = pytest.mark.parametrize("measure", ALL.values(), ids=ALL)
EACH_FROM_EQUAL = pytest.mark.parametrize(
    "measure", FROM_EQUAL.values(), ids=FROM_EQUAL
)
X, N = np.array([40, 30, 22, 15, 8]), np.array([210, 190, 205, 180, 200])


def sides(f: Figures) -> np.ndarray:
    return np.array([f.value, f.lower, f.upper])


@EACH
def test_one_group_or_none_gives_nan(measure):
    for x, n in (([4], [10]), ([4, 0], [10, 0]), ([0, 0], [0, 0])):
        assert np.isnan(sides(measure(proportion_groups(x, n)))).all()


@EACH
@pytest.mark.parametrize("count", [2, 3, 4])
def test_few_groups_have_limits_around_the_point(measure, count):
    value, lower, upper = sides(measure(proportion_groups(X[:count], N[:count])))
    assert np.isfinite([value, lower, upper]).all()
    assert lower <= value <= upper
    assert lower < upper or value == 0


@EACH
def test_an_empty_group_changes_no_point(measure):
    x, n = np.insert(X, 2, 0), np.insert(N, 2, 0)
    whole, with_empty = (
        measure(proportion_groups(X, N)),
        measure(proportion_groups(x, n)),
    )
    np.testing.assert_allclose(with_empty.value, whole.value)
    np.testing.assert_allclose(with_empty.upper, whole.upper, rtol=1e-3)
    assert with_empty.lower <= whole.lower + 1e-9


@EACH
def test_many_sets_at_once_equal_one_at_a_time(measure):
    rng = np.random.default_rng(4)
    n = rng.integers(5, 60, (2, 3, 4))
    x = rng.binomial(n, 0.4)
    whole = sides(measure(proportion_groups(x, n)))
    assert whole.shape == (3, 2, 3)
    single = sides(measure(proportion_groups(x[1, 2], n[1, 2])))
    np.testing.assert_allclose(single, whole[:, 1, 2], rtol=1e-6, atol=1e-9)


@EACH_FROM_EQUAL
def test_equal_groups_have_zero_and_a_lower_limit_of_zero(measure):
    value, lower, upper = sides(measure(proportion_groups([6] * 4, [30] * 4)))
    assert value == pytest.approx(0, abs=1e-10)
    assert lower == pytest.approx(0, abs=1e-10)
    assert upper > 0


@EACH_FROM_EQUAL
def test_groups_that_differ_beyond_doubt_have_a_lower_limit_above_zero(measure):
    groups = proportion_groups([300, 500, 800], [1000, 1000, 1000])
    assert measure(groups).lower > 0


@EACH
def test_nobody_and_everybody_have_a_defined_answer(measure):
    for x in ([0] * 5, [20] * 5):
        value, lower, upper = sides(measure(proportion_groups(x, [20] * 5)))
        assert np.isnan(value) or value == pytest.approx(0, abs=1e-10)
        assert lower <= 1e-10
        assert upper >= -1e-10


def test_zero_over_zero_has_no_point_but_says_how_far_it_could_go():
    none = proportion_groups([0] * 5, [20] * 5)
    for measure in (dispersion.theil_index, dispersion.coefficient_of_variation):
        value, lower, upper = sides(measure(none))
        assert np.isnan(value)
        assert lower == 0
        assert upper > 0
    value, lower, upper = sides(concentration.relative_concentration_index(none))
    assert np.isnan(value)
    assert (lower, upper) == (-1, 1)


def test_log_deviation_is_infinite_where_one_group_has_none():
    value, lower, upper = sides(
        dispersion.mean_log_deviation(proportion_groups([0, 40, 50], [200] * 3))
    )
    assert value == upper == np.inf
    assert 0 < lower < np.inf


def test_ties_for_best_share_the_distance_of_nought():
    tied = proportion_groups([50, 50, 20], [100] * 3)
    got = dispersion.mean_difference_from_best(tied, Best.HIGHEST)
    assert got.value == pytest.approx(0.1)


def test_people_weigh_more_where_there_are_more():
    groups = proportion_groups([90, 10, 40], [100, 1000, 100])
    even = dispersion.mean_difference_from_reference(groups, 0)
    people = dispersion.mean_difference_from_reference(groups, 0, Weight.PEOPLE)
    assert even.value == pytest.approx((0.89 + 0.5) / 3)
    assert people.value == pytest.approx((0.89 * 1000 + 0.5 * 100) / 1200)


def test_two_groups_reduce_to_the_limits_of_their_difference():
    x, n = np.array([60, 20]), np.array([100, 100])
    got = dispersion.mean_difference_from_best(proportion_groups(x, n), Best.HIGHEST)
    gap = difference(proportion(60, 100), proportion(20, 100))
    np.testing.assert_allclose(2 * sides(got), sides(gap), rtol=1e-5)


def test_a_weighted_sum_keeps_its_contrast_limits_on_the_near_side():
    # From a reference that is far above all others the measure is a contrast.
    groups = proportion_groups([900, 300, 200, 250], [1000] * 4)
    got = dispersion.mean_difference_from_reference(groups, 0)
    line = contrast(groups.near, np.array([0.75, -0.25, -0.25, -0.25]))
    np.testing.assert_allclose(got.upper, line.upper, rtol=1e-6)
    wide = (line.value - line.lower) * groups.stretch
    np.testing.assert_allclose(got.value - got.lower, wide, rtol=1e-3)


def test_attributable_risk_is_nought_where_the_reference_is_worse():
    groups = proportion_groups(X, N)
    for measure in (
        impact.population_attributable_risk,
        impact.population_attributable_fraction,
    ):
        assert measure(groups, Best.HIGHEST, 0).value > 0
        assert measure(groups, Best.LOWEST, 0).value == 0
        assert measure(groups, Best.LOWEST, 4).value < 0


def test_attributable_fraction_agrees_with_the_delta_method_in_large_groups():
    x, n = X * 100, N * 100
    groups, p, w = proportion_groups(x, n), x / n, n / n.sum()
    got = impact.population_attributable_fraction(groups, Best.LOWEST, 4)
    mu = (w * p).sum()
    gradient = ((np.arange(5) == 4) - p[4] / mu * w) / mu
    error = np.sqrt((gradient**2 * p * (1 - p) / n).sum())
    np.testing.assert_allclose(got.upper - got.lower, 392 * error, rtol=0.01)


def test_concentration_of_a_falling_outcome_is_below_zero():
    groups = proportion_groups(X, N)
    for measure in ("absolute", "relative"):
        assert (
            getattr(concentration, f"{measure}_concentration_index")(groups).upper < 0
        )


def test_all_cases_in_the_last_of_many_groups_are_nearly_fully_concentrated():
    groups = proportion_groups([0] * 9 + [100], [1000] * 10)
    assert concentration.relative_concentration_index(groups).value == pytest.approx(
        0.9
    )


def test_rates_are_weighted_by_exposure():
    groups = rate_groups([5, 30], [10.0, 30.0])
    np.testing.assert_allclose(groups.share, [0.25, 0.75])
    assert dispersion.between_group_variance(groups).value == pytest.approx(
        0.25 * 0.375**2 + 0.75 * 0.125**2
    )


def test_curved_gradient_of_a_logit_line_finds_it():
    place = (np.arange(5) + 0.5) / 5
    chance = 1 / (1 + np.exp(2 - 1.5 * place))
    n = np.full(5, 10_000_000)
    got = curved_gradient(proportion_groups(np.round(chance * n), n), Curve.LOGIT)
    ends = 1 / (1 + np.exp([2, 0.5]))
    assert got.start.value == pytest.approx(ends[0], rel=1e-4)
    assert got.end.value == pytest.approx(ends[1], rel=1e-4)
    assert got.slope.value == pytest.approx(ends[1] - ends[0], rel=1e-3)
    assert got.relative.value == pytest.approx(ends[1] / ends[0], rel=1e-3)
    assert got.slope.lower < got.slope.value < got.slope.upper


def test_curved_gradient_is_nan_where_a_group_has_no_place_on_the_scale():
    for x in ([0, 5, 9], [3, 5, 30]):
        got = curved_gradient(proportion_groups(x, [30] * 3), Curve.LOGIT)
        assert np.isnan(sides(got.slope)).all()


@EACH_FROM_EQUAL
def test_limits_hold_the_truth_where_all_are_equal_but_one(measure):
    # 1,000 sets: the observed share has a standard error of 0.7 points at 95 %.
    n, chance = np.array([200, 100, 40, 60, 400]), np.array([0.3, 0.3, 0.3, 0.5, 0.3])
    truth = Figures(chance, chance, chance)
    want = measure(Groups(truth, truth, 1.0, n / n.sum())).value
    x = np.random.default_rng(5).binomial(n, chance, (1000, 5))
    got = measure(proportion_groups(x, n))
    assert np.mean((got.lower <= want) & (got.upper >= want)) > 0.93
