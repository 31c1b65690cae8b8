import numpy as np
import pytest

from efqi.stats.percentile import percentile_variance, ranks, variance_from_limits


def estimates(rng, size, share, draw, sets=4000):
    """Percentiles of samples, and the variance that each sample gives itself."""
    values = np.sort(draw(rng, (sets, size)), axis=1)
    low, high = (int(rank) - 1 for rank in ranks(size, share))
    at = np.quantile(values, share, axis=1)
    return at, percentile_variance(at, values[:, low], values[:, high], size, share)


def waits(rng, shape):
    return rng.lognormal(2.5, 0.8, shape)


def scores(rng, shape):
    return rng.normal(0, 3, shape)


@pytest.mark.parametrize("draw", [waits, scores])
@pytest.mark.parametrize(
    ("size", "share", "highest"),
    [(20, 0.5, 1.5), (200, 0.5, 1.25), (200, 0.92, 1.5), (60, 0.92, 2.2)],
)
def test_percentile_variance_is_that_of_repeated_samples_or_above(
    draw, size, share, highest
):
    at, variance = estimates(np.random.default_rng(3), size, share, draw)
    # 4,000 samples know a variance to about 2.5 per cent.
    assert 0.9 < variance.mean() / at.var() < highest


def test_percentile_variance_follows_the_unit():
    low, high = ranks(40, 0.5)
    one = percentile_variance(10.0, 8.0, 13.0, 40, 0.5)
    assert percentile_variance(240.0, 192.0, 312.0, 40, 0.5) == pytest.approx(576 * one)
    assert (low, high) == (15, 26)


def test_percentile_variance_of_one_person_is_unknown():
    assert np.isnan(percentile_variance(4.0, 4.0, 4.0, 1, 0.5))


def test_ranks_stay_within_the_values_and_hold_the_percentile():
    size = np.arange(1, 300)
    for share in (0.05, 0.5, 0.92, 0.99):
        low, high = ranks(size, share)
        assert (low >= 1).all()
        assert (high <= size).all()
        assert (low <= np.ceil((size + 1) * share)).all()
        assert (low <= high).all()


def test_variance_from_limits_gives_back_a_standard_error():
    assert variance_from_limits(10 - 1.959964 * 2, 10 + 1.959964 * 2) == pytest.approx(
        4.0
    )
