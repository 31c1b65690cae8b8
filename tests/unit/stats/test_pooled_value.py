import numpy as np
import pytest

from efqi.stats.pooled_value import (
    pooled_variance,
    value_with_limits,
    variance_of_one,
)


def test_variance_of_one_is_the_pooled_sample_variance():
    rng = np.random.default_rng(1)
    samples = [rng.normal(5, 2, n) for n in (5, 9, 30)]
    size = np.array([len(s) for s in samples], float)
    variance = np.array([s.var(ddof=1) for s in samples]) / size
    apart = sum(((s - s.mean()) ** 2).sum() for s in samples)
    assert variance_of_one(variance, size) == pytest.approx(apart / (size - 1).sum())


def test_pooled_variance_is_that_of_the_mean_weighed_by_people():
    size, variance = np.array([10.0, 30.0]), np.array([4.0, 1.0])
    assert pooled_variance(variance, size) == pytest.approx(
        0.25**2 * 4.0 + 0.75**2 * 1.0
    )


def test_pooled_variance_gives_one_person_the_variance_of_the_others():
    size = np.array([10.0, 1.0])
    found = pooled_variance(np.array([0.5, np.nan]), size)
    assert found == pytest.approx((10**2 * 0.5 + 1 * 5.0) / 11**2)


def test_pooled_variance_leaves_out_intervals_of_nobody_and_is_nan_of_none():
    variance = np.array([[0.5, np.nan], [np.nan, np.nan]])
    size = np.array([[10.0, np.nan], [np.nan, 0.0]])
    found = pooled_variance(variance, size)
    assert found[0] == pytest.approx(0.5)
    assert np.isnan(found[1])


def test_value_with_limits_stops_at_the_lowest_that_is_possible():
    limits = value_with_limits(np.array([1.0]), np.array([4.0]), 0.9, 0.0)
    assert limits.lower[0] == 0.0
    assert limits.upper[0] == pytest.approx(1 + 1.644854 * 2)
