"""How often rules signal where nothing happened, against known rates."""

import numpy as np
import pytest

from efqi.stats.spc.baseline import Baseline
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
    "poisson 1": lambda rng, shape: rng.poisson(1, shape),
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


@pytest.mark.parametrize(
    ("chart", "law", "among"),
    [
        ("c_exact", "poisson 0.3", 1),
        ("c_exact", "poisson 1", 1),
        ("p_exact", "binomial 20, .05", 20),
        ("c_exact", "poisson 20", 1),
    ],
)
def test_exact_rules_keep_to_six_per_cent_at_any_size_of_count(chart, law, among):
    values = DRAWS[law](np.random.default_rng(11), (24, 5_000)).astype(float)
    limits = process_limits(chart, values, float(among))
    told = (limits.beyond != 0).any(axis=0) | limits.runs("exact")[0].signal
    assert told.mean() < 0.06


def test_exact_runs_hold_their_rate_on_a_run_chart_of_mostly_zeros():
    # Three parts of at most 1.5 % each, whatever the law; zeros on the median are left out.
    values = np.random.default_rng(12).poisson(0.8, (24, 5_000)).astype(float)
    values *= np.random.default_rng(13).lognormal(size=values.shape)
    assert process_limits("run", values).runs("exact")[0].signal.mean() < 0.045


def test_best_and_cut_box_hold_their_specificity():
    # 92.5 % about a centre line known in advance; three standard errors of 20,000 series.
    values = np.random.default_rng(14).normal(size=(24, SERIES))
    limits = process_limits("run", values, baseline=Baseline(centre=0.0))
    error = 3 * np.sqrt(0.925 * 0.075 / SERIES)
    # Published for 24 points: 0.9293 and 0.9266.
    for test, held in (("bestbox", 0.9293), ("cutbox", 0.9266)):
        found = limits.runs(test)[0].signal.mean()
        assert abs(1 - held - found) < error
