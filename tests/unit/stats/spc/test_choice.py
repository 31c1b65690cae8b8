import numpy as np
import pytest
from scipy.special import pdtr, pdtrc

from efqi.stats.spc.chart import choose_chart, control_chart
from efqi.stats.spc.choice import SUITED, asked_chart

ALL = slice(None)
AMONG = np.full(24, 500.0)


def binomial(mean, extra=0.0, seed=3, among=AMONG):
    rng = np.random.default_rng(seed)
    level = np.clip(rng.normal(mean, extra, size=among.shape), 0, 1)
    return rng.binomial(among.astype(int), level).astype(float)


def poisson(mean, extra=0.0, seed=3):
    rng = np.random.default_rng(seed)
    return rng.poisson(np.abs(rng.normal(mean, extra, size=24))).astype(float)


@pytest.mark.parametrize(
    ("kind", "events", "chart"),
    [
        ("proportion", binomial(0.2), "p"),
        ("proportion", binomial(0.2, extra=0.08), "pp"),
        ("rate", poisson(40), "u"),
        ("rate", poisson(40, extra=15), "up"),
        ("count", poisson(40), "c"),
        ("count", poisson(40, extra=15), "i"),
    ],
)
def test_extra_variation_chooses_the_wider_chart(kind, events, chart):
    chosen, check = choose_chart(kind, events, AMONG, ALL)
    assert chosen == chart == check.figures["chart"]
    is_wide = chart in {"pp", "up", "i"}
    assert check.passed is not is_wide
    assert (check.figures["sigma_z"] > 1.2) is is_wide
    assert check.figures["reason"] == ("overdispersed" if is_wide else "as_counted")


def test_sigma_of_z_is_worked_out_on_the_baseline_only():
    calm, wild = binomial(0.2), binomial(0.2, extra=0.1)
    events, among = np.concatenate([calm, wild]), np.tile(AMONG, 2)
    assert choose_chart("proportion", events, among, slice(0, 24))[0] == "p"
    assert choose_chart("proportion", events, among, slice(24, 48))[0] == "pp"


def test_eleven_points_are_too_few_and_twelve_enough():
    events = binomial(0.2)
    few, check = choose_chart("proportion", events, AMONG, slice(0, 11))
    assert (few, check.figures["reason"]) == ("run", "few_points")
    assert check.figures["points"] == 11
    assert choose_chart("proportion", events, AMONG, slice(0, 12))[0] != "run"


def test_missing_points_and_zero_denominators_do_not_count():
    events, among = binomial(0.2), AMONG.copy()
    events[:7], among[7:13] = np.nan, 0.0
    chosen, check = choose_chart("proportion", events, among, ALL)
    assert (chosen, check.figures["points"]) == ("run", 11)


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        ("proportion", np.full(24, 4.0)),
        ("proportion", AMONG - 4.0),
        ("rate", np.full(24, 4.0)),
        ("count", np.full(24, 4.0)),
        ("proportion", np.zeros(24)),
    ],
)
def test_small_counts_of_events_or_non_events_have_no_limits(kind, events):
    chosen, check = choose_chart(kind, events, AMONG, ALL)
    assert (chosen, check.figures["reason"]) == ("run", "small_counts")
    assert not check.passed
    assert "sigma_z" not in check.figures


def test_many_events_of_a_rate_need_no_non_events():
    assert choose_chart("rate", AMONG - 4.0, AMONG, ALL)[0] in {"u", "up"}


def test_a_ratio_without_counts_is_charted_as_individuals():
    ratio, unknown = np.linspace(1, 2, 24), np.full(24, np.nan)
    chosen, check = choose_chart("rate", ratio, unknown, ALL)
    assert (chosen, check.figures["reason"]) == ("i", "ratio_only")
    assert choose_chart("rate", ratio, unknown, slice(0, 5))[0] == "run"


def test_a_constant_series_has_no_sigma_of_z_and_a_plain_chart():
    chosen, check = choose_chart("proportion", np.full(24, 100.0), AMONG, ALL)
    assert chosen == "p"
    assert "sigma_z" not in check.figures


def test_counts_do_not_read_the_denominator():
    events = poisson(40)
    assert choose_chart("count", events, np.full(24, np.nan), ALL)[0] == "c"


def test_counts_themselves_are_not_among_the_figures():
    _, check = choose_chart("proportion", binomial(0.2), AMONG, ALL)
    assert set(check.figures) == {
        "chart",
        "reason",
        "points",
        "points_needed",
        "sigma_z",
        "sigma_z_allowed",
    }


def test_three_sigma_limits_of_counts_from_5_hold_as_documented():
    means = np.linspace(5, 100, 20_001)
    above = pdtrc(np.floor(means + 3 * np.sqrt(means)), means)
    lowest = np.ceil(means - 3 * np.sqrt(means)) - 1
    below = np.where(lowest >= 0, pdtr(np.maximum(lowest, 0), means), 0)
    assert (above + below).max() < 0.0071


@pytest.mark.parametrize("kind", ["proportion", "rate", "count"])
def test_every_suited_chart_is_drawn_when_asked_for(kind):
    events = poisson(40)
    own = choose_chart(kind, events, AMONG, ALL)[0]
    for asked in SUITED[kind]:
        chart, check = asked_chart(kind, events, AMONG, ALL, asked)
        assert chart == asked == check.figures["chart"]
        if asked != own:
            assert check.figures["reason"] == "asked_for"
            assert check.figures["would_choose"] == own
            assert check.figures["because"] == "as_counted"
        control_chart(events, AMONG, chart=chart)


def test_no_chart_asked_for_leaves_the_choice_to_the_data():
    events = binomial(0.2, extra=0.08)
    chosen = choose_chart("proportion", events, AMONG, ALL)
    assert asked_chart("proportion", events, AMONG, ALL, "") == chosen
    assert asked_chart("proportion", events, AMONG, ALL, "pp") == chosen


def test_limits_are_drawn_from_six_points_when_asked_for_and_from_five_not():
    events = binomial(0.2)
    assert asked_chart("proportion", events, AMONG, slice(6), "p")[0] == "p"
    chart, check = asked_chart("proportion", events, AMONG, slice(5), "p")
    assert (chart, check.figures["reason"]) == ("run", "few_points")
    assert check.figures["asked"] == "p"


def test_a_chart_of_counts_is_not_drawn_of_ratios():
    ratios, nothing = binomial(0.2) / AMONG, np.full(24, np.nan)
    chart, check = asked_chart("proportion", ratios, nothing, ALL, "p")
    assert (chart, check.figures["reason"]) == ("i", "ratio_only")
    assert check.figures["asked"] == "p"
    assert asked_chart("proportion", ratios, nothing, ALL, "run")[0] == "run"
