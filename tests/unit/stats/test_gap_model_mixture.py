import numpy as np
import pytest
from scipy.stats import norm

from efqi.stats.gap_model import Mixture


def test_mixture_of_one_component_is_that_normal():
    one = Mixture(np.ones((1, 2)), np.array([[1.0, -2.0]]), np.array([[0.5, 3.0]]))
    for probability in (0.05, 0.5, 0.95):
        expected = norm.ppf(probability, [1.0, -2.0], [0.5, 3.0])
        assert one.quantile(probability) == pytest.approx(expected, abs=1e-9)
    assert one.above_zero == pytest.approx(norm.sf(0, [1.0, -2.0], [0.5, 3.0]))
    assert one.deviation == pytest.approx([0.5, 3.0])


def test_mixture_quantile_gives_back_its_probability():
    rng = np.random.default_rng(2)
    weights = rng.dirichlet(np.ones(20), 5).T
    mixture = Mixture(weights, rng.normal(0, 2, (20, 5)), rng.uniform(0.1, 4, (20, 5)))
    for probability in (0.01, 0.05, 0.5, 0.95, 0.99):
        quantile = mixture.quantile(probability)
        assert mixture.below(quantile) == pytest.approx(probability, abs=1e-9)


def test_mixture_mean_and_deviation_equal_those_of_draws():
    rng = np.random.default_rng(4)
    weights, means = np.array([[0.3], [0.7]]), np.array([[-1.0], [2.0]])
    mixture = Mixture(weights, means, np.array([[1.0], [0.5]]))
    part = rng.random(400_000) < 0.3
    draws = np.where(part, rng.normal(-1, 1, part.size), rng.normal(2, 0.5, part.size))
    assert mixture.mean[0] == pytest.approx(draws.mean(), abs=0.01)
    assert mixture.deviation[0] == pytest.approx(draws.std(), abs=0.01)
    assert mixture.above_zero[0] == pytest.approx((draws > 0).mean(), abs=0.005)
