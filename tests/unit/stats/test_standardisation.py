import numpy as np
import pytest

from efqi.stats.proportions import proportion, wilson_proportion
from efqi.stats.rates import byar_rate, rate
from efqi.stats.standardisation import (
    directly_standardised_proportion,
    directly_standardised_rate,
    directly_standardised_repeats,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
    indirectly_standardised_share,
)

X, N, S = np.array([12, 30, 25]), np.array([400, 600, 200]), np.array([5, 3, 2])


def sides(f):
    return np.array([f.value, f.lower, f.upper])


def test_direct_rate_is_the_standards_mean_of_the_bands_rates():
    got = directly_standardised_rate(X, N, S)
    assert got.value == pytest.approx((S * X / N).sum() / 10)
    assert got.lower < got.value < got.upper


def test_one_band_keeps_byars_limits():
    got, want = directly_standardised_rate([40], [200], [7]), byar_rate(40, 200)
    np.testing.assert_allclose(sides(got), sides(want))


def test_under_ten_events_no_direct_rate_is_given():
    assert np.isnan(sides(directly_standardised_rate([4, 5], [90, 90], [1, 1]))).all()
    assert np.isfinite(
        sides(directly_standardised_rate([5, 5], [90, 90], [1, 1]))
    ).all()


def test_a_band_of_the_standard_without_exposure_gives_nan():
    got = directly_standardised_rate([10, 5, 0], [90, 90, 0], [1, 1, 1])
    assert np.isnan(sides(got)).all()
    unused = directly_standardised_rate([10, 5, 0], [90, 90, 0], [1, 1, 0])
    assert np.isfinite(sides(unused)).all()


def test_direct_rates_stack_on_leading_axes():
    many = directly_standardised_rate(np.stack([X, 2 * X]), N, S)
    assert many.value.shape == (2,)
    np.testing.assert_allclose(
        sides(many)[:, 0], sides(directly_standardised_rate(X, N, S))
    )


def test_repeats_of_one_event_each_equal_the_plain_rate():
    got = directly_standardised_repeats([X], [1], N, S)
    np.testing.assert_allclose(sides(got), sides(directly_standardised_rate(X, N, S)))


def test_repeats_keep_the_rate_and_widen_its_limits():
    once, thrice = np.array([6, 15, 10]), np.array([2, 5, 5])
    got = directly_standardised_repeats([once, thrice], [1, 3], N, S)
    plain = directly_standardised_rate(once + 3 * thrice, N, S)
    assert got.value == pytest.approx(float(plain.value))
    ratio = (got.upper - got.lower) / (plain.upper - plain.lower)
    assert 1.3 < ratio < np.sqrt(3)


def test_a_population_against_itself_has_a_ratio_of_one():
    got = indirectly_standardised_ratio(X, N, X, N)
    np.testing.assert_allclose(sides(got), sides(rate(X.sum(), X.sum())))
    assert got.value == pytest.approx(1)
    per = indirectly_standardised_rate(X, N, X, N)
    assert per.value == pytest.approx(X.sum() / N.sum())


def test_nothing_expected_gives_nan_and_no_observed_gives_a_limit():
    assert np.isnan(sides(indirectly_standardised_ratio([3], [10], [0], [10]))).all()
    none = indirectly_standardised_ratio([0], [10], [5], [10])
    assert none.value == none.lower == 0
    assert none.upper == pytest.approx(3.68888 / 5, rel=1e-4)


def test_a_band_without_people_adds_nothing_expected():
    got = indirectly_standardised_ratio([3, 0], [10, 0], [5, 1], [10, 0])
    assert got.value == pytest.approx(3 / 5)


def test_direct_proportion_is_the_standards_mean_and_one_band_keeps_wilsons_limits():
    got = directly_standardised_proportion(X, N, S)
    assert got.value == pytest.approx((S * X / N).sum() / 10)
    one, want = (
        directly_standardised_proportion([40], [200], [7]),
        wilson_proportion(40, 200),
    )
    np.testing.assert_allclose(sides(one), sides(want))


def test_direct_proportion_of_those_without_is_what_is_left():
    given = directly_standardised_proportion(X, N, S)
    other = directly_standardised_proportion(N - X, N, S)
    np.testing.assert_allclose(
        sides(given), 1 - sides(other)[[0, 2, 1]], rtol=0, atol=1e-12
    )


def test_under_ten_with_or_without_the_event_no_direct_proportion_is_given():
    n = np.array([100, 100])
    for x in ([4, 5], [96, 95]):
        assert np.isnan(sides(directly_standardised_proportion(x, n, [1, 1]))).all()
    got = directly_standardised_proportion([10, 5, 0], [90, 90, 0], [1, 1, 1])
    assert np.isnan(sides(got)).all()


def test_indirect_share_has_the_ratios_value_and_the_proportions_limits():
    reference = np.array([60, 80, 90]), np.array([900, 1000, 600])
    share = indirectly_standardised_share(X, N, *reference)
    ratio = indirectly_standardised_ratio(X, N, *reference)
    assert share.value == pytest.approx(float(ratio.value))
    assert ratio.lower < share.lower < share.upper < ratio.upper
    own = indirectly_standardised_share(X, N, X, N)
    np.testing.assert_allclose(
        sides(own), sides(proportion(67, 1200)) / (67 / 1200), rtol=1e-12
    )


@pytest.mark.parametrize(
    "shares", [(0.02, 0.05, 0.2), (0.3, 0.5, 0.7), (0.1, 0.1, 0.1)]
)
@pytest.mark.parametrize("people", [300, 3_000])
def test_direct_proportions_limits_cover_the_truth(shares, people):
    # 20,000 draws: three standard errors of 90 % are .64 points; the construction itself
    # is off by up to half a point here.
    rng = np.random.default_rng(3)
    n = (np.array([0.5, 0.3, 0.2]) * people).astype(int)
    x = rng.binomial(n, shares, (20_000, 3))
    got = directly_standardised_proportion(x, n, S, 0.9)
    truth = (S * np.array(shares)).sum() / S.sum()
    given = np.isfinite(got.value)
    held = (got.lower <= truth) & (truth <= got.upper)
    assert given.mean() > 0.97
    assert held[given].mean() == pytest.approx(0.9, abs=0.0114)
