import numpy as np
import pytest

from efqi.stats import dispersion
from efqi.stats.groups import proportion_groups
from efqi.stats.limits import Figures
from efqi.stats.phase_change import change, ratio_change


def figures(*ends):
    return Figures(*(np.array(end, float) for end in ends))


def test_change_adds_squares_of_the_distances_to_the_limits():
    found = change(figures(5, 2, 9), figures(3, 1, 7))
    assert float(found.value) == 2
    assert float(found.lower) == pytest.approx(2 - np.hypot(3, 4))
    assert float(found.upper) == pytest.approx(2 + np.hypot(4, 2))


def test_change_of_what_chance_pushes_adds_the_distances():
    found = change(figures(5, 2, 9), figures(3, 1, 7), is_pushed=True)
    assert (float(found.lower), float(found.upper)) == (2 - 7, 2 + 6)


@pytest.mark.parametrize("is_pushed", [True, False])
def test_ratio_change_turns_round_with_the_ratio(is_pushed):
    after, before = figures(2, 1.5, 3), figures(1.2, 1.0, 1.6)
    found = ratio_change(after, before, is_pushed=is_pushed)
    turned = ratio_change(after.inverted(), before.inverted(), is_pushed=is_pushed)
    assert float(found.value) == pytest.approx(2 / 1.2)
    assert float(turned.inverted().lower) == pytest.approx(float(found.lower))
    assert float(turned.inverted().upper) == pytest.approx(float(found.upper))


@pytest.mark.parametrize(
    ("after", "before", "limits"),
    [
        ((0, 0, 3), (2, 1, 4), (0, 3)),
        ((np.inf, 2, np.inf), (2, 1, 4), (0.5, np.inf)),
        ((0, 0, 3), (0, 0, 4), (0, np.inf)),
        ((0, 0, 3), (np.inf, 2, np.inf), (0, 1.5)),
    ],
)
def test_ratio_change_keeps_limits_at_zero_and_infinity(after, before, limits):
    found = ratio_change(figures(*after), figures(*before))
    assert (float(found.lower), float(found.upper)) == limits


def test_change_with_an_unknown_phase_is_unknown():
    nothing = figures(np.nan, np.nan, np.nan)
    for found in (
        change(figures(5, 2, 9), nothing),
        ratio_change(nothing, figures(1, 0.5, 2)),
    ):
        assert np.isnan([found.value, found.lower, found.upper]).all()


def test_an_infinite_phase_has_no_change_and_a_missing_limit_stays_open():
    found = change(figures(np.inf, 2, np.inf), figures(np.inf, 1, np.inf))
    assert np.isnan(found.value)
    found = change(figures(5, 2, np.inf), figures(3, 1, 7), is_pushed=True)
    assert (float(found.value), float(found.upper)) == (2, np.inf)


def test_limits_of_change_hold_where_groups_stay_alike():
    """Chance pushes small groups further apart: the change must still reach 0."""
    rng = np.random.default_rng(3)
    size = np.full(5, 100), np.full(5, 30)
    before, after = (
        dispersion.between_group_deviation(
            proportion_groups(rng.binomial(n, 0.2, (400, 5)), n)
        )
        for n in size
    )
    found = change(after, before, is_pushed=True)
    assert ((found.lower <= 0) & (found.upper >= 0)).mean() > 0.95
    assert (found.value > 0).mean() > 0.8


def test_highest_and_lowest_are_the_outermost_groups():
    groups = proportion_groups([10, 40, 25], [100, 100, 100])
    apart = dispersion.highest_minus_lowest(groups)
    times = dispersion.highest_over_lowest(groups)
    assert float(apart.value) == pytest.approx(0.3)
    assert float(times.value) == pytest.approx(4)
    assert 0 < float(apart.lower) < 0.3 < float(apart.upper)
    assert 1 < float(times.lower) < 4 < float(times.upper)


def test_highest_over_lowest_of_equal_groups_reaches_one():
    found = dispersion.highest_over_lowest(proportion_groups([20, 20], [100, 100]))
    assert (float(found.value), float(found.lower)) == (1, 1)
    none = dispersion.highest_over_lowest(proportion_groups([0, 20], [100, 100]))
    assert np.isinf(float(none.value))
