import numpy as np
import pytest
from scipy.stats import t

from efqi.stats.means import mean, standard_deviation


def test_limits_are_students():
    values = np.array([3.0, 4.5, 8.0, 1.0])
    got = mean(values, 0.9)
    want = t.interval(0.9, 3, values.mean(), values.std(ddof=1) / 2)
    np.testing.assert_allclose([got.lower, got.upper], want)


def test_missing_measurements_are_left_out():
    got, want = mean([[1.0, np.nan, 3.0, 8.0]]), mean([1.0, 3.0, 8.0])
    assert got.lower == pytest.approx(float(want.lower))
    assert got.value == pytest.approx(4)


def test_one_measurement_says_nothing_of_spread_and_none_nothing_at_all():
    one = mean([5.0])
    assert (one.value, one.lower, one.upper) == (5, -np.inf, np.inf)
    none = mean([np.nan])
    assert np.isnan([none.value, none.lower, none.upper]).all()
    assert np.isnan(standard_deviation([5.0]))


def test_equal_measurements_have_limits_of_no_width():
    same = mean([2.0, 2.0, 2.0])
    assert same.lower == same.value == same.upper == 2
