"""How often sites that are all alike lie outside a funnel."""

import numpy as np
import pytest

from efqi.stats.funnel_limits import (
    exact_proportion_limits,
    exact_rate_limits,
    outside,
)
from efqi.stats.funnel_spread import proportion_spread

SITES = 100_000


def sizes(rng):
    return np.exp(rng.uniform(np.log(200), np.log(8_000), SITES)).round()


def check(signal):
    # 95 % limits leave 5 %, 99.8 % ones .2 %. Error: three standard errors of 100,000
    # sites (.2 and .04 points), and .4 and .05 points because counts are whole.
    assert (signal != 0).mean() == pytest.approx(0.05, abs=0.0021 + 0.004)
    assert (np.abs(signal) == 2).mean() == pytest.approx(0.002, abs=0.0005 + 0.0005)


@pytest.mark.parametrize("overall", [0.02, 0.1, 0.5, 0.95])
def test_limits_of_proportions_keep_their_level(overall):
    rng = np.random.default_rng(7)
    n = sizes(rng)
    check(
        outside(
            exact_proportion_limits, overall, rng.binomial(n.astype(int), overall), n
        )
    )


@pytest.mark.parametrize("overall", [0.02, 0.3])
def test_limits_of_rates_keep_their_level(overall):
    rng = np.random.default_rng(8)
    n = sizes(rng)
    check(outside(exact_rate_limits, overall, rng.poisson(n * overall), n))


def test_sites_that_are_alike_seldom_seem_to_differ_more_than_chance():
    rng = np.random.default_rng(9)
    found = []
    for _ in range(1_000):
        n = np.exp(rng.uniform(np.log(200), np.log(8_000), 40)).round()
        found.append(proportion_spread(0.1, rng.binomial(n.astype(int), 0.1), n))
    # Nominal 5 %; winsorising makes the test cautious, so it stays under that.
    assert np.mean([each.is_beyond_chance for each in found]) < 0.05
    assert np.mean([each.ratio for each in found]) == pytest.approx(0.7, abs=0.05)
