from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from efqi.stats.gap_model import (
    CARE_PRIOR,
    GAP_PRIOR,
    MODEST_PRIOR,
    Calendar,
    Prior,
    Series,
    posterior,
)

SPREADS = (0.3, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2)
CORRELATIONS = {0: 4, 0.2: 2, 0.4: 1, 0.6: 0.5, 0.8: 0.25}


def calendar(before=14, after=8, per_year=12.0):
    return Calendar(np.arange(before + after) >= before, per_year)


def noise(count=3, length=22, missing=()):
    rng = np.random.default_rng(8)
    values = rng.normal(0.1, 0.05, (count, length))
    variances = rng.uniform(0.001, 0.003, (count, length))
    values[:, list(missing)], variances[:, list(missing)] = 0.0, np.inf
    return Series(values, variances, np.full(count, 0.2))


def dense(series, when, prior, row):
    """The same posterior of one series by inverting the whole covariance matrix."""
    seen = np.isfinite(series.variances[row])
    at, value = np.flatnonzero(seen), series.values[row][seen]
    variance, unit = series.variances[row][seen], series.units[row]
    years = when.years
    nuisance = [np.cos(2 * np.pi * years), np.sin(2 * np.pi * years)]
    season = np.array(nuisance).T[seen] if prior.season else np.zeros((len(at), 0))
    levels = np.array([~when.is_after, when.is_after], float).T[seen]
    full = np.column_stack([levels, years[seen], season])
    residual = value - full @ np.linalg.lstsq(full, value, rcond=None)[0]
    scatter = max((residual**2).sum() / (len(at) - full.shape[1]), variance.mean() / 2)
    grid = [
        (share * weight, drift, spread, correlation)
        for share, drift in prior.drifts
        for spread in SPREADS
        for correlation, weight in CORRELATIONS.items()
    ]
    logs, means, spreads = [], [], []
    for weight, drift, spread, correlation in grid:
        v = np.diag(variance) + spread**2 * scatter * correlation ** np.abs(
            np.subtract.outer(at, at)
        )
        v += (drift * unit) ** 2 * np.outer(years[seen], years[seen])
        v += (prior.season * unit) ** 2 * season @ season.T
        found, covariance, fit = least_squares(levels, v, value)
        logs.append(np.log(weight) + fit)
        means.append(found[1] - found[0])
        spreads.append(np.sqrt(np.array([-1, 1]) @ covariance @ [-1, 1]))
    weights = np.exp(np.array(logs) - max(logs))
    weights /= weights.sum()
    means, spreads = np.array(means), np.array(spreads)
    return weights @ means, weights @ ndtr(means / spreads)


def least_squares(levels, v, value):
    """Estimate, covariance and log likelihood with both levels integrated out."""
    inverse = np.linalg.inv(v)
    information = levels.T @ inverse @ levels
    found = np.linalg.solve(information, levels.T @ inverse @ value)
    rest = value - levels @ found
    logs = np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1]
    return found, np.linalg.inv(information), -0.5 * (logs + rest @ inverse @ rest)


@pytest.mark.parametrize("prior", [GAP_PRIOR, CARE_PRIOR, MODEST_PRIOR])
@pytest.mark.parametrize("missing", [(), (3, 4, 17)])
def test_posterior_equals_the_dense_calculation(prior, missing):
    series, when = noise(missing=missing), calendar()
    change = posterior(series, when, prior).change
    for row in range(3):
        mean, above = dense(series, when, prior, row)
        assert change.mean[row] == pytest.approx(mean, rel=1e-7)
        assert change.above_zero[row] == pytest.approx(above, rel=1e-7)


def test_posterior_of_many_series_equals_each_alone():
    series, when = noise(count=150), calendar()
    together = posterior(series, when, GAP_PRIOR).change
    alone = Series(series.values[[140]], series.variances[[140]], series.units[[140]])
    assert posterior(alone, when, GAP_PRIOR).change.mean == pytest.approx(
        together.mean[[140]]
    )


def test_posterior_does_not_depend_on_the_unit():
    series, when = noise(), calendar()
    larger = Series(series.values * 1e5, series.variances * 1e10, series.units * 1e5)
    change = posterior(series, when, GAP_PRIOR).change
    scaled = posterior(larger, when, GAP_PRIOR).change
    assert scaled.above_zero == pytest.approx(change.above_zero)
    assert scaled.quantile(0.95) == pytest.approx(1e5 * change.quantile(0.95))


def test_posterior_finds_a_step_and_its_size():
    series, when = noise(), calendar()
    stepped = replace(series, values=series.values + 0.2 * when.is_after)
    found = posterior(stepped, when, GAP_PRIOR)
    assert (found.change.above_zero > 0.99).all()
    assert found.change.mean == pytest.approx(0.2, abs=0.06)
    assert found.steady_after.mean == pytest.approx(0.3, abs=0.06)
    assert found.steady_before.mean == pytest.approx(0.1, abs=0.06)
    assert found.steady_change.mean == pytest.approx(
        found.steady_after.mean - found.steady_before.mean
    )


def test_posterior_does_not_mistake_a_steady_drift_for_a_step():
    when = calendar(36, 12)
    years = when.years
    rng = np.random.default_rng(3)
    values = 0.1 * years + rng.normal(0, 0.01, (20, 48))
    series = Series(values, np.full((20, 48), 0.01**2), np.ones(20))
    with_drift = posterior(series, when, GAP_PRIOR).change
    without = posterior(series, when, Prior(drifts=((1.0, 0.0),))).change
    assert (without.above_zero > 0.99).all()
    assert (with_drift.above_zero > 0.95).mean() < 0.2


def test_posterior_sees_more_in_a_year_of_days_than_in_two_months():
    days = calendar(400, 200, 365.25)
    rng = np.random.default_rng(5)
    values = rng.normal(0.1, 0.05, (1, 600)) + 0.02 * days.is_after
    series = Series(values, np.full((1, 600), 0.05**2), np.array([0.1]))
    assert posterior(series, days, GAP_PRIOR).change.above_zero[0] > 0.95
