"""How often warnings are given without cause, and with it."""

import numpy as np
import pytest

from efqi.stats.spc.warning import alike_neighbours, cumulative, rolling_window

SERIES = 20_000


def autoregressive(rng, shape, memory):
    values = rng.normal(size=(shape[0] + 40, shape[1]))
    for t in range(1, len(values)):
        values[t] += memory * values[t - 1]
    return values[40:]


def rolling(rng, shape, window):
    values = rng.normal(size=(shape[0] + window - 1, shape[1]))
    return np.stack([values[k : k + shape[0]] for k in range(window)]).mean(axis=0)


@pytest.mark.parametrize("points", [12, 24, 60])
def test_independent_readings_are_called_alike_less_than_once_in_200(points):
    rng = np.random.default_rng(points)
    found = alike_neighbours(rng.normal(size=(points, SERIES))).mean()
    assert found < 0.005 + 3 * np.sqrt(0.005 / SERIES)


def test_readings_with_memory_are_called_alike():
    rng = np.random.default_rng(1)
    assert alike_neighbours(autoregressive(rng, (36, 2_000), 0.5)).mean() > 0.5
    assert alike_neighbours(autoregressive(rng, (60, 2_000), 0.5)).mean() > 0.8


def test_eleven_readings_are_never_called_alike():
    assert not alike_neighbours(np.arange(11.0)[:, None]).any()
    assert alike_neighbours(np.arange(12.0)[:, None]).all()


def test_missing_readings_are_no_neighbours():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(48, SERIES))
    values[::3] = np.nan
    assert alike_neighbours(values).mean() < 0.01


@pytest.mark.parametrize("groups", [1, 6])
@pytest.mark.parametrize("points", [16, 36, 84])
def test_independent_readings_roll_less_than_once_in_100(points, groups):
    rng = np.random.default_rng(points)
    tries = [rng.normal(size=(points, groups)) for _ in range(1_000)]
    # One in a hundred, and three standard errors of 1,000 tries.
    assert sum(rolling_window(values) > 0 for values in tries) < 10 + 9


@pytest.mark.parametrize("memory", [0.5, 1.0])
def test_readings_with_memory_seldom_pass_for_rolling(memory):
    rng = np.random.default_rng(3)
    tries = [autoregressive(rng, (36, 6), memory) for _ in range(400)]
    # Up to one in twelve for a random walk; its neighbours are no more independent.
    assert sum(rolling_window(values) > 0 for values in tries) < 400 / 12


def test_groups_that_move_together_do_not_pass_for_rolling():
    rng = np.random.default_rng(4)
    found = 0
    for _ in range(300):
        common = rng.normal(size=(24, 1))
        found += rolling_window(common + rng.normal(size=(24, 6)) / 2) > 0
    assert found < 3 + 6


@pytest.mark.parametrize("window", [3, 4])
def test_rolling_averages_are_found_with_their_window(window):
    rng = np.random.default_rng(5)
    tries = [rolling(rng, (36, 6), window) for _ in range(100)]
    assert sum(rolling_window(values) == window for values in tries) > 90


def test_rolling_averages_are_found_on_a_slope_and_under_any_unit():
    rng = np.random.default_rng(6)
    values = rolling(rng, (36, 6), 3) + 0.5 * np.arange(36)[:, None]
    assert rolling_window(values) == rolling_window(1e6 * values) == 3


@pytest.mark.parametrize(
    "values", [np.ones((30, 4)), np.ones((3, 4)), np.ones((30, 0))]
)
def test_nothing_rolls_without_variation_or_readings(values):
    assert rolling_window(values) == 0


def test_running_totals_are_found_and_fresh_counts_never():
    rng = np.random.default_rng(7)
    fresh = rng.binomial(20, 0.1, size=(12, SERIES)).astype(float)
    among = np.full_like(fresh, 20.0)
    assert not cumulative(fresh, among).any()
    totals = np.cumsum(rng.poisson(3, size=(24, 50)), axis=0).astype(float)
    totals[5] = np.nan
    assert cumulative(totals, np.full_like(totals, 1_000.0)).all()


def test_growing_counts_out_of_growing_denominators_are_no_running_total():
    counts = np.arange(10.0, 34.0)[:, None]
    assert cumulative(counts, np.full_like(counts, 100.0)).all()
    assert not cumulative(counts, 10 * counts).any()
    assert not cumulative(counts[::-1], np.full_like(counts, 100.0)).any()


def test_seven_rises_are_too_few_for_a_running_total():
    counts = np.arange(9.0)[:, None]
    among = np.full_like(counts, 100.0)
    assert cumulative(counts, among).all()
    assert not cumulative(counts[:8], among[:8]).any()
