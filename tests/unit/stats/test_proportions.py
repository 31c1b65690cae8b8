import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from efqi.stats.proportions import exact_proportion, proportion, wilson_proportion

X = np.array([0, 1, 5, 9, 10, 50, 90, 91, 99, 100])
N = 100


@pytest.mark.parametrize(
    ("limits", "oracle"), [(wilson_proportion, "wilson"), (exact_proportion, "beta")]
)
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
def test_limits_equal_statsmodels(limits, oracle, confidence):
    got = limits(X, N, confidence)
    lower, upper = proportion_confint(X, N, alpha=1 - confidence, method=oracle)
    np.testing.assert_allclose(got.lower, lower, atol=1e-12)
    np.testing.assert_allclose(got.upper, upper, atol=1e-12)


def test_proportion_is_exact_below_ten_events_or_non_events():
    got, exact, wilson = (
        f(X, N) for f in (proportion, exact_proportion, wilson_proportion)
    )
    few = np.minimum(X, N - X) < 10
    np.testing.assert_array_equal(got.lower, np.where(few, exact.lower, wilson.lower))
    np.testing.assert_array_equal(got.upper, np.where(few, exact.upper, wilson.upper))


@pytest.mark.parametrize("limits", [proportion, wilson_proportion, exact_proportion])
@pytest.mark.parametrize(
    ("x", "n"), [(0, 0), (3, 0), (np.nan, 5), (2, np.nan), (6, 5), (-1, 5), (1, np.inf)]
)
def test_impossible_counts_give_nan(limits, x, n):
    got = limits(x, n)
    assert np.isnan([got.value, got.lower, got.upper]).all()


def test_none_and_all_touch_their_boundary():
    got = proportion([0, 7], [7, 7])
    np.testing.assert_array_equal(got.value, [0, 1])
    assert got.lower[0] == 0
    assert got.upper[1] == 1
    assert 0 < got.upper[0] < 1
    assert 0 < got.lower[1] < 1


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_confidence_outside_nought_to_one_is_refused(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        proportion(1, 2, confidence)
