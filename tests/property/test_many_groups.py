import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from efqi.stats import concentration, dispersion, impact
from efqi.stats.dispersion import Best, Weight
from efqi.stats.groups import proportion_groups, rate_groups
from efqi.stats.limits import Figures

CELL = st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CELLS = st.lists(CELL, min_size=2, max_size=6)
UNTIED = CELLS.filter(lambda cells: len({x / n for x, n in cells}) == len(cells))
"""A measure has a corner where groups tie; there rounding decides which way a climb goes."""
RELATIVE = {
    "variation": dispersion.coefficient_of_variation,
    "log deviation": dispersion.mean_log_deviation,
    "theil": dispersion.theil_index,
    "disparity": lambda g: dispersion.index_of_disparity(g, Weight.PEOPLE),
    "paf": lambda g: impact.population_attributable_fraction(g, Best.HIGHEST),
}
ABSOLUTE = {
    "deviation": dispersion.between_group_deviation,
    "from mean": dispersion.mean_difference_from_mean,
    "from best": lambda g: dispersion.mean_difference_from_best(g, Best.LOWEST),
    "par": lambda g: impact.population_attributable_risk(g, Best.HIGHEST),
}
BOTH = RELATIVE | ABSOLUTE


def split(cells):
    x, n = np.array(cells, float).T
    return x, n


def close(a: Figures, b: Figures, factor: float = 1) -> None:
    # Where groups tie, rounding decides which of several near maxima a climb finds.
    for name, rtol in (("value", 1e-9), ("lower", 1e-3), ("upper", 0.05)):
        here, there = getattr(a, name) * factor, getattr(b, name)
        np.testing.assert_allclose(here, there, rtol=rtol, atol=1e-6 * max(factor, 1))


@settings(deadline=None, max_examples=25)
@given(CELLS, st.randoms(use_true_random=False))
def test_names_and_places_of_groups_do_not_matter(cells, random):
    shuffled = list(cells)
    random.shuffle(shuffled)
    here, there = proportion_groups(*split(cells)), proportion_groups(*split(shuffled))
    for measure in BOTH.values():
        np.testing.assert_allclose(measure(here).value, measure(there).value, atol=1e-9)
        assert np.isnan(measure(here).upper) == np.isnan(measure(there).upper)


@settings(deadline=None, max_examples=25)
@given(UNTIED, st.floats(0.1, 100))
def test_unit_of_exposure_scales_absolute_measures_and_not_relative_ones(cells, factor):
    x, n = split(cells)
    one, other = rate_groups(x, n * factor), rate_groups(x, n)
    for measure in RELATIVE.values():
        close(measure(one), measure(other))
    for measure in ABSOLUTE.values():
        close(measure(one), measure(other), factor)


@settings(deadline=None, max_examples=25)
@given(CELL, st.integers(2, 6))
def test_equal_groups_have_none_of_any_inequality(cell, groups):
    same = proportion_groups(*split([cell] * groups))
    for measure in BOTH.values():
        f = measure(same)
        assert np.isnan(f.value) or abs(f.value) < 1e-6
        assert abs(f.lower) < 1e-6
        assert f.upper >= f.lower


@settings(deadline=None, max_examples=25)
@given(CELLS)
def test_limits_enclose_the_point_and_keep_to_what_is_possible(cells):
    groups = proportion_groups(*split(cells))
    for measure in BOTH.values():
        f = measure(groups)
        assert np.isnan(f.value) or f.lower <= f.value <= f.upper
        assert f.lower >= -1e-9
        assert not np.isnan(f.upper)


@settings(deadline=None, max_examples=25)
@given(CELLS)
def test_reading_the_order_backwards_turns_concentration_round(cells):
    x, n = split(cells)
    here, there = proportion_groups(x, n), proportion_groups(x[::-1], n[::-1])
    for measure in (
        concentration.absolute_concentration_index,
        concentration.relative_concentration_index,
        concentration.erreygers_index,
        concentration.wagstaff_index,
    ):
        close(measure(here), measure(there).scaled(-1))


@settings(deadline=None, max_examples=25)
@given(UNTIED)
@example([(0, 1), (0, 7), (0, 30), (6, 56)])
def test_counting_the_opposite_turns_erreygers_round_and_keeps_the_variance(cells):
    x, n = split(cells)
    here, there = proportion_groups(x, n), proportion_groups(n - x, n)
    close(concentration.erreygers_index(here), concentration.erreygers_index(there).scaled(-1))  # fmt: skip
    close(
        dispersion.between_group_variance(here),
        dispersion.between_group_variance(there),
    )


@settings(deadline=None, max_examples=25)
@given(CELLS, st.floats(0.1, 100))
def test_points_scale_with_the_unit_also_where_groups_tie(cells, factor):
    x, n = split(cells)
    one, other = rate_groups(x, n * factor), rate_groups(x, n)
    for measure, scale in [(m, 1) for m in RELATIVE.values()] + [
        (m, factor) for m in ABSOLUTE.values()
    ]:
        here, there = measure(one), measure(other)
        np.testing.assert_allclose(
            here.value * scale, there.value, rtol=1e-9, atol=1e-6 * max(scale, 1)
        )
        assert here.lower >= -1e-9
        assert np.isnan(here.value) or here.upper >= here.value - 1e-9
