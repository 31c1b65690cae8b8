import numpy as np
import pytest
from scipy.stats import binom, poisson

from efqi.stats.funnel_limits import (
    exact_proportion_limits,
    exact_rate_limits,
    outside,
)
from efqi.stats.funnel_spread import proportion_spread, rate_spread


@pytest.mark.parametrize("overall", [0.02, 0.4, 0.97])
@pytest.mark.parametrize("size", [1, 7, 40, 1_000])
def test_a_count_is_outside_just_where_its_mid_p_tail_is_under_a_tail_of_the_level(
    overall, size
):
    x = np.arange(size + 1)
    upper = binom.sf(x, size, overall) + binom.pmf(x, size, overall) / 2
    lower = binom.cdf(x, size, overall) - binom.pmf(x, size, overall) / 2
    want = np.select(
        [upper < 0.001, upper < 0.025, lower < 0.001, lower < 0.025], [2, 1, -2, -1], 0
    )
    got = outside(exact_proportion_limits, overall, x, np.full(size + 1, size))
    assert got.tolist() == want.tolist()


def test_rates_follow_the_poisson_law_also_at_a_fractional_exposure():
    x, exposure, overall = np.arange(60), 812.5, 0.02
    mean = exposure * overall
    upper = poisson.sf(x, mean) + poisson.pmf(x, mean) / 2
    lower = poisson.cdf(x, mean) - poisson.pmf(x, mean) / 2
    want = np.select(
        [upper < 0.001, upper < 0.025, lower < 0.001, lower < 0.025], [2, 1, -2, -1], 0
    )
    got = outside(exact_rate_limits, overall, x, np.full(60, exposure))
    assert got.tolist() == want.tolist()


def test_limits_narrow_with_size_and_stay_within_what_a_proportion_can_be():
    lines = exact_proportion_limits(0.1, [1, 10, 100, 1_000, 100_000], 0.998)
    assert (np.diff(lines.upper) < 0).all()
    assert (np.diff(lines.lower) >= 0).all()
    assert lines.lower[0] == 0
    assert lines.upper[0] == pytest.approx(1, abs=0.01)
    assert lines.upper[-1] == pytest.approx(0.1, abs=0.004)


@pytest.mark.parametrize("overall", [0.0, 1.0])
def test_nobody_or_everybody_with_the_event_makes_no_signal(overall):
    n = np.array([5, 50, 500])
    got = outside(exact_proportion_limits, overall, overall * n, n)
    assert got.tolist() == [0, 0, 0]


def test_a_site_without_people_has_no_limits_and_no_signal():
    assert np.isnan(exact_proportion_limits(0.1, [0]).upper).all()
    assert np.isnan(exact_rate_limits(0.1, [0]).lower).all()
    assert outside(exact_rate_limits, 0.1, [0, 4], [0, 10]).tolist() == [0, 1]


def test_spread_of_few_groups_is_not_judged():
    assert proportion_spread(0.1, np.full(9, 10), np.full(9, 100)) is None


def test_equal_groups_have_no_spread_and_no_signal():
    found = proportion_spread(0.1, np.full(20, 10), np.full(20, 100))
    assert (found.ratio, found.between) == (pytest.approx(0), 0)
    assert not found.is_beyond_chance
    assert not found.multiplied.any()


def test_a_spread_between_groups_is_found_and_measured():
    # Rates with a between-group standard deviation of .05 on the scale of their root.
    rng = np.random.default_rng(4)
    exposure = rng.uniform(2_000, 6_000, 400)
    root = np.sqrt(0.2) + 0.05 * rng.normal(size=400)
    found = rate_spread(0.2, rng.poisson(root**2 * exposure), exposure)
    assert found.is_beyond_chance
    # Winsorised ends make it smaller: a normal law keeps .83 of its spread.
    assert 0.75 * 0.05 < found.between < 0.05
    assert np.count_nonzero(found.added) < np.count_nonzero(
        outside(exact_rate_limits, 0.2, root**2 * exposure, exposure)
    )


def test_one_wild_group_does_not_pass_for_spread_but_stands_out():
    x = np.concatenate([np.full(10, 95), np.full(10, 105), [200]])
    found = proportion_spread(0.1, x, np.full(21, 1_000))
    assert not found.is_beyond_chance
    assert found.multiplied.tolist() == [0] * 20 + [2]
