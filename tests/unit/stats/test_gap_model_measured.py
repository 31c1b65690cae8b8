import numpy as np
import pytest

from efqi.stats.gap_model import (
    GAP_PRIOR,
    Calendar,
    Counts,
    Scale,
    Variation,
    contrast_series,
    has_ratio,
    posterior,
)

PAIR = np.array([-1.0, 1.0])
AFTER = np.arange(30) >= 18


def measured(value, size=50.0, variance=1.0):
    value = np.asarray(value, dtype=float)
    size = np.broadcast_to(np.asarray(size, dtype=float), value.shape).copy()
    spread = np.broadcast_to(np.asarray(variance, dtype=float), value.shape).copy()
    return Counts(value * size, size, Variation.MEASURED, spread)


def flat(reference, group, sets=1):
    return np.broadcast_to([reference, group], (sets, 30, 2)).astype(float)


def test_contrast_series_is_the_difference_with_the_sum_of_variances():
    series = contrast_series(measured(flat(10, 14)), AFTER, PAIR, Scale.ABSOLUTE)
    assert series.values[0] == pytest.approx(4.0)
    assert series.variances[0] == pytest.approx(2.0)


def test_contrast_series_on_the_ratio_uses_the_delta_method():
    series = contrast_series(measured(flat(10, 14)), AFTER, PAIR, Scale.RELATIVE)
    assert series.values[0] == pytest.approx(np.log(1.4))
    assert series.variances[0] == pytest.approx(1 / 100 + 1 / 196)


def test_contrast_series_weighs_months_by_people_and_not_by_their_own_variance():
    variance = np.ones((1, 30, 2))
    variance[0, ::2] = 3.0
    size = np.full((1, 30, 2), 50.0)
    size[0, 5] = 200.0
    series = contrast_series(
        measured(flat(10, 14), size, variance), AFTER, PAIR, Scale.ABSOLUTE
    )
    alike = np.delete(series.variances[0, :18], 5)
    assert np.ptp(alike) == pytest.approx(0.0)
    assert series.variances[0, 5] == pytest.approx(alike[0] / 4)


def test_contrast_series_judges_values_that_are_all_the_same():
    series = contrast_series(
        measured(flat(4, 4), variance=0.0), AFTER, PAIR, Scale.ABSOLUTE
    )
    change = posterior(series, Calendar(AFTER, 12), GAP_PRIOR).change
    assert change.mean[0] == pytest.approx(0.0, abs=1e-6)
    assert 0.4 < change.above_zero[0] < 0.6


def test_contrast_series_of_values_without_spread_is_missing():
    series = contrast_series(
        measured(flat(10, 14), variance=np.nan), AFTER, PAIR, Scale.ABSOLUTE
    )
    assert np.isinf(series.variances).all()


def test_contrast_series_lends_the_spread_of_the_other_phase():
    variance = np.ones((1, 30, 2))
    variance[:, AFTER, 1] = np.nan
    series = contrast_series(
        measured(flat(10, 14), variance=variance), AFTER, PAIR, Scale.ABSOLUTE
    )
    assert series.variances[0] == pytest.approx(2.0)


def test_drift_is_expected_in_the_smaller_of_level_and_deviation():
    by_level = contrast_series(
        measured(flat(2, 2), variance=8.0), AFTER, PAIR, Scale.ABSOLUTE
    )
    by_deviation = contrast_series(
        measured(flat(37, 37), variance=0.005), AFTER, PAIR, Scale.ABSOLUTE
    )
    assert by_level.units[0] == pytest.approx(2.0)
    assert by_deviation.units[0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("group", "expected"), [(3.0, True), (0.0, False), (-2.0, False)]
)
def test_has_ratio_needs_every_level_above_zero(group, expected):
    assert has_ratio(measured(flat(5, group)), AFTER, PAIR) is expected


def test_false_alarms_of_skewed_waits_are_within_five_in_a_hundred():
    rng = np.random.default_rng(11)
    sets, months, people = 400, 36, 40
    after = np.arange(months) >= 24
    waits = rng.lognormal(2.5, 1.0, (sets, months, 2, people))
    waits *= np.exp(0.1 * rng.standard_normal((sets, months, 1, 1)))
    given = measured(waits.mean(axis=-1), people, waits.var(axis=-1, ddof=1) / people)
    for scale in Scale:
        series = contrast_series(given, after, PAIR, scale)
        change = posterior(series, Calendar(after, 12), GAP_PRIOR).change
        # Standard error of 400 sets at 5 per cent: 1.1 points.
        assert (change.above_zero >= 0.95).mean() < 0.05
        assert (change.above_zero <= 0.05).mean() < 0.05
        held = (change.quantile(0.05) <= 0) & (change.quantile(0.95) >= 0)
        assert held.mean() > 0.9
