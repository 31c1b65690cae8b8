import numpy as np
import pytest

from efqi.stats.spc.baseline import Baseline
from efqi.stats.spc.chart import RULE_SETS, control_chart
from efqi.stats.spc.limits import process_limits
from efqi.stats.spc.rules import NO_SIDE

QUIET = [0.0, 1, -1, 0.5, -0.5, 1, -1, 0.5, -0.5, 1, -1, 0.5, -0.5]


def chart(values, rule_set, kind="i", **options):
    return control_chart(
        np.array(values), 1.0, chart=kind, rule_set=rule_set, **options
    )


def fired(result):
    return {s.rule: np.flatnonzero(s.side[:, 0]).tolist() for s in result.rules}


def test_every_rule_of_a_set_is_told_in_order_also_where_it_is_silent():
    result = chart(QUIET, "nelson")
    assert [s.rule for s in result.rules] == [r.code for r in RULE_SETS["nelson"].rules]
    assert [s.points for s in result.rules] == [1, 9, 6, 14, 3, 5, 15, 8]


def test_each_rule_that_fits_a_point_is_told():
    values = [*QUIET, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
    found = fired(chart(values, "mdc", freeze=len(QUIET)))
    last = len(values) - 1
    assert all(last in found[rule] for rule in ("beyond_limit", "trend", "shift"))


def test_a_pattern_without_a_side_is_told_but_takes_no_side():
    values = [*([2.0, -2] * 6), *([0.1, -0.1] * 10)]
    result = chart(values, "ihi")
    inner = next(s for s in result.rules if s.rule == "inner_third")
    assert (inner.side[12:] == NO_SIDE).all()
    assert not result.special_cause[14:].any()


@pytest.mark.parametrize("rule_set", sorted(RULE_SETS))
def test_on_a_run_chart_only_rules_without_limits_fire(rule_set):
    rng = np.random.default_rng(3)
    values = np.concatenate([rng.normal(size=24), [50.0], rng.normal(size=12) + 9])
    found = fired(chart(values, rule_set, "run"))
    by_limits = {
        "beyond_limit", "two_of_three", "four_of_five", "inner_third",
        "outside_inner_third",
    }  # fmt: skip
    assert all(not points for rule, points in found.items() if rule in by_limits)
    assert any(found.values())


@pytest.mark.parametrize("rule_set", sorted(RULE_SETS))
def test_on_a_moving_range_chart_only_limits_are_read(rule_set):
    result = chart([*QUIET, *np.linspace(0, 3, 12), 60], rule_set, "mr")
    found = fired(result)
    assert found.pop("beyond_limit")
    assert not any(found.values())


def test_rules_start_afresh_in_each_phase():
    values = [1.0] * 3 + [-1.0] * 4 + [1.0] * 5 + [3.0] * 4 + [1.0] * 3
    across = chart(values, "mdc", "run", centre=0.0)
    apart = chart(values, "mdc", "run", centre=0.0, phase_starts=(12,))
    assert fired(across)["shift"] == list(range(7, 19))
    assert fired(apart)["shift"] == list(range(12, 19))


@pytest.mark.parametrize(("improvement_side", "expected"), [(0, 1), (1, 1), (-1, -1)])
def test_mdc_shows_improvement_where_rules_disagree(improvement_side, expected):
    # The last seven points fall while they still lie above the mean: a shift up and a
    # trend down. Trend goes first, so without a direction the point shows the fall.
    falling = [*([0.0, 0.4] * 10), *np.linspace(9, 3, 7)]
    options = {"freeze": 20, "improvement_side": improvement_side}
    result = chart(falling, "mdc", "run", centre=0.2, **options)
    found = {s.rule: int(s.side[-3, 0]) for s in result.rules}
    assert (found["trend"], found["shift"]) == (-1, 1)
    without = -1 if improvement_side == 0 else expected
    assert result.special_cause[-3, 0] == without


def test_mdc_counts_points_beyond_three_sigma_among_two_of_three():
    values = [*QUIET, 2.5, 9.0, 2.0]
    options = {"freeze": len(QUIET), "centre": 0.0}
    lines = chart(values, "mdc", **options)
    sigma = (lines.upper[0, 0] - lines.centre[0, 0]) / 3
    values[-3:] = [2.5 * sigma, 9 * sigma, 0.5 * sigma]
    assert fired(chart(values, "mdc", **options))["two_of_three"] == [13, 14]
    nhsr = chart(values, "nhsrplotthedots-0.2.2", **options)
    assert fired(nhsr)["two_of_three"] == []


def test_mdc_keeps_outlying_moving_ranges_and_the_rounded_constant():
    values = np.array([*QUIET, 30.0])
    ranges = np.abs(np.diff(values)).mean()
    result = chart(values, "mdc")
    np.testing.assert_allclose(result.upper - result.centre, 2.66 * ranges)
    narrower = chart(values, "mdc", is_screened=True)
    assert (narrower.upper < result.upper).all()


@pytest.mark.parametrize("rule_set", sorted(RULE_SETS))
def test_screening_is_an_option_of_every_rule_set(rule_set):
    values = np.array([*QUIET, 30.0])
    kept, dropped = (chart(values, rule_set, is_screened=s) for s in (False, True))
    assert (dropped.upper < kept.upper).all()


def test_freeze_works_inside_phases_with_exclusions_and_a_given_centre():
    rng = np.random.default_rng(8)
    values = rng.normal(size=40)
    values[[3, 25]] = 40.0
    exclude = np.zeros(40, dtype=bool)
    exclude[[3, 25]] = True
    options = {"phase_starts": (20,), "freeze": 12, "exclude": exclude}
    result = control_chart(values, 1.0, chart="i", **options)
    for start in (0, 20):
        kept = [i for i in range(start, start + 12) if not exclude[i]]
        ranges = np.abs(np.diff(values[kept]))
        ranges = ranges[ranges < 3.267 * ranges.mean()]
        np.testing.assert_allclose(result.centre[start, 0], values[kept].mean())
        reach = 3 * ranges.mean() / 1.128
        np.testing.assert_allclose(
            result.upper[start + 19, 0], values[kept].mean() + reach
        )
    assert result.special_cause[[3, 25], 0].tolist() == [1, 1]
    given = control_chart(values, 1.0, chart="i", centre=5.0, **options)
    assert (given.centre == 5.0).all()


def test_boxes_are_reached_through_the_rule_set():
    # 15 points, 5 crossings, a run of 7: inside the best box, cut away by the cut box.
    pattern = [1] * 7 + [-1, 1, -1, 1, -1, -1, -1, -1]
    values = np.array(pattern, dtype=float)
    expected = {"anhoej": False, "bestbox": False, "cutbox": True}
    for rule_set, is_signal in expected.items():
        result = chart(values, rule_set, "run", centre=0.0)
        assert bool(fired(result)["long_run"]) is is_signal, rule_set


@pytest.mark.parametrize("useful", [5, 9, 101, 140])
def test_outside_their_published_range_boxes_are_anhoejs_limits(useful):
    values = np.where(np.arange(useful) % 2, 1.0, -1.0)
    limits = process_limits("run", values, baseline=Baseline(centre=0.0))
    plain = limits.runs()[0]
    for test in ("bestbox", "cutbox"):
        boxed = limits.runs(test)[0]
        assert boxed.longest_allowed == plain.longest_allowed
        assert boxed.crossings_needed == plain.crossings_needed


def test_the_exact_test_says_where_it_cannot_tell():
    counts = np.zeros((24, 2))
    counts[5, 0] = 1
    counts[::2, 1] = 3
    result = control_chart(counts, 1.0, chart="c_exact", rule_set="exact")
    told = next(c for c in result.checks if c.code == "runs_can_tell")
    assert (told.passed, told.figures["phases_that_cannot"]) == (False, 1)


def test_the_exact_test_finds_sparse_counts_that_rise_at_half_time():
    counts = np.array(
        [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 1, 1, 1, 3, 1, 1, 2, 1, 1, 1.0]
    )
    result = control_chart(counts, 1.0, chart="c_exact", rule_set="exact")
    assert (result.special_cause[12:] == 1).all()
