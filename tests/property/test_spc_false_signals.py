"""How often rules signal where nothing happened, against known rates."""

import numpy as np
import pytest

from efqi.stats.spc.chart import control_chart
from efqi.stats.spc.limits import process_limits

SERIES = 20_000


def share_of_series(result):
    return (result.special_cause != 0).any(axis=0).mean()


@pytest.mark.parametrize(("points", "known"), [(12, 0.01), (24, 0.03), (48, 0.04)])
def test_anhoej_runs_rarely_signal_by_chance(points, known):
    # Rates are known to one per cent: half a per cent for rounding, and three standard
    # errors of 20,000 series.
    rng = np.random.default_rng(20261122)
    values = rng.normal(size=(points, SERIES))
    found = process_limits("run", values).runs()[0].signal.mean()
    error = 3 * np.sqrt(known * (1 - known) / SERIES)
    assert abs(found - known) < 0.005 + error


def test_plot_the_dots_rules_signal_by_chance_in_a_sixth_of_charts_of_24():
    # 18 % of in-control charts of 24 points (normal values, estimated limits).
    rng = np.random.default_rng(1)
    values = rng.normal(size=(24, SERIES))
    rules = "nhsrplotthedots-0.2.2"
    found = share_of_series(control_chart(values, 1.0, chart="i", rule_set=rules))
    error = 3 * np.sqrt(0.18 * 0.82 / SERIES)
    assert abs(found - 0.18) < 0.005 + error


def test_three_sigma_limits_of_a_p_chart_hold_their_rate():
    # One point in 370 lies outside by chance under a normal law; with n = 2,000 and p = .3
    # the binomial is close to it. Error: three standard errors of 480,000 points.
    rng = np.random.default_rng(2)
    among = np.full((24, SERIES), 2_000.0)
    events = rng.binomial(2_000, 0.3, size=among.shape).astype(float)
    chart = control_chart(events, among, chart="p")
    outside = (chart.value > chart.upper) | (chart.value < chart.lower)
    # Estimating the centre line from the same 24 points makes it rarer by a factor that the
    # normal law gives: sigma of a residual is sqrt(23 / 24) of sigma.
    assert abs(outside.mean() - 0.0022) < 0.0004


DRAWS = {
    "normal": lambda rng, shape: rng.normal(size=shape),
    "binomial 200, .2": lambda rng, shape: rng.binomial(200, 0.2, shape),
    "binomial 20, .05": lambda rng, shape: rng.binomial(20, 0.05, shape),
    "poisson 20": lambda rng, shape: rng.poisson(20, shape),
    "poisson 0.3": lambda rng, shape: rng.poisson(0.3, shape),
}


@pytest.mark.parametrize(
    ("chart", "law", "among", "documented"),
    [
        ("i", "normal", 1, 0.11),
        ("p", "binomial 200, .2", 200, 0.07),
        ("pp", "binomial 200, .2", 200, 0.11),
        ("p", "binomial 20, .05", 20, 0.22),
        ("u", "poisson 20", 200, 0.07),
        ("up", "poisson 20", 200, 0.12),
        ("u", "poisson 0.3", 1, 0.50),
        ("c", "poisson 20", 1, 0.07),
    ],
)
def test_false_alarms_of_charts_are_as_documented(chart, law, among, documented):
    values = DRAWS[law](np.random.default_rng(7), (24, SERIES)).astype(float)
    found = share_of_series(control_chart(values, float(among), chart=chart))
    error = 3 * np.sqrt(2 * documented * (1 - documented) / SERIES)
    assert abs(found - documented) < 0.005 + error
