import numpy as np
import pytest

from efqi.stats.spc.baseline import Baseline
from efqi.stats.spc.limits import process_limits
from efqi.stats.spc.plotthedots import Cause, plot_the_dots, special_causes


def rising():
    return np.concatenate([np.tile([0.0, 1.0], 8), np.arange(2.0, 10.0)])


@pytest.mark.parametrize(
    ("direction", "point", "icon"),
    [
        ("increase", "special_cause_improvement", "improvement_high"),
        ("decrease", "special_cause_concern", "concern_high"),
        ("neutral", "special_cause_neutral_high", "neutral_high"),
    ],
)
def test_a_signal_is_named_by_the_direction_of_improvement(direction, point, icon):
    result = plot_the_dots(rising(), direction, baseline=Baseline(freeze=16))
    assert result.point_type[-1, 0] == point
    assert result.variation_icon[0] == icon
    assert result.point_type[3, 0] == "common_cause"


@pytest.mark.parametrize(
    ("direction", "target", "icon"),
    [
        ("increase", -50.0, "pass"),
        ("increase", 50.0, "fail"),
        ("decrease", 50.0, "pass"),
        ("decrease", -50.0, "fail"),
        ("increase", 0.5, "inconsistent"),
        ("neutral", 50.0, ""),
        ("increase", None, ""),
    ],
)
def test_assurance_compares_the_last_limits_with_the_target(direction, target, icon):
    values = np.tile([0.0, 1.0], 10)
    result = plot_the_dots(values, direction, target=target)
    assert result.assurance_icon[0] == icon


def test_rules_start_afresh_at_a_rebase():
    values = np.array([0.0, 1.0] * 5 + [0.0] * 4 + [0.0] * 4 + [1.0, 9.0] * 4)
    whole = plot_the_dots(values, "increase")
    cut = plot_the_dots(values, "increase", baseline=Baseline(phase_starts=(14,)))
    assert -whole.special_cause[12, 0] == Cause.LONG_RUN
    assert not cut.special_cause[:14].any()


def test_moving_ranges_signal_by_their_limit_only():
    values = np.concatenate([np.tile([0.0, 1.0], 8), np.tile([0.0, 0.5], 8), [9.0]])
    cause = special_causes(process_limits("mr", values))[:, 0]
    assert set(cause[:-1].tolist()) == {0}
    assert cause[-1] == Cause.BEYOND_LIMIT


def test_an_excluded_point_ends_a_run_and_can_still_be_beyond_a_limit():
    values = np.array([0.0, 1.0] * 6 + [0.9] * 4 + [30.0] + [0.9] * 4)
    out = values == 30
    limits = process_limits("xmr", values, baseline=Baseline(exclude=out))
    cause = special_causes(limits)[:, 0]
    assert cause[out].tolist() == [Cause.BEYOND_LIMIT]
    assert not cause[~out].any()
