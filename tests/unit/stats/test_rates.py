import numpy as np
import pytest
from scipy.stats import poisson

from efqi.stats.rates import rate


def test_below_ten_events_each_limit_leaves_its_tail():
    events = np.arange(1, 10)
    got = rate(events, 1.0, 0.9)
    np.testing.assert_allclose(poisson.sf(events - 1, got.lower), 0.05, rtol=1e-9)
    np.testing.assert_allclose(poisson.cdf(events, got.upper), 0.05, rtol=1e-9)


def test_byar_is_close_to_exact_from_ten_events():
    events = np.array([10, 30, 300])
    got = rate(events, 1.0, 0.95)
    np.testing.assert_allclose(poisson.sf(events - 1, got.lower), 0.025, rtol=0.03)
    np.testing.assert_allclose(poisson.cdf(events, got.upper), 0.025, rtol=0.03)


def test_exposure_may_be_fractional_and_scales():
    whole, half = rate([4, 40], [10, 100]), rate([4, 40], [5, 50])
    for name in ("value", "lower", "upper"):
        np.testing.assert_allclose(getattr(half, name), 2 * getattr(whole, name))


@pytest.mark.parametrize(
    ("x", "n"), [(0, 0), (3, 0), (np.nan, 5), (2, np.nan), (-1, 5)]
)
def test_impossible_figures_give_nan(x, n):
    got = rate(x, n)
    assert np.isnan([got.value, got.lower, got.upper]).all()


def test_no_events_reach_down_to_zero():
    got = rate(0, 50)
    assert got.value == got.lower == 0
    assert got.upper > 0
