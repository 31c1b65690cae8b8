import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from efqi.stats.inequality import difference, ratio, relative_index, slope_index
from efqi.stats.limits import Figures
from efqi.stats.proportions import proportion
from efqi.stats.rates import rate

CELL = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CELLS = st.lists(CELL, min_size=1, max_size=6)


def close(a: Figures, b: Figures) -> None:
    for name in ("value", "lower", "upper"):
        np.testing.assert_allclose(
            getattr(a, name), getattr(b, name), rtol=1e-6, atol=1e-9
        )


def split(cells):
    x, n = np.array(cells, float).T
    return x, n


@given(CELL, CELL)
def test_swapping_two_groups_turns_the_gap_round(a, b):
    a, b = proportion(*a), proportion(*b)
    close(difference(a, b), difference(b, a).scaled(-1))
    close(ratio(a, b), ratio(b, a).inverted())


@given(CELL, CELL)
def test_counting_the_opposite_turns_the_difference_round(a, b):
    here = difference(proportion(*a), proportion(*b))
    there = difference(proportion(a[1] - a[0], a[1]), proportion(b[1] - b[0], b[1]))
    close(here, there.scaled(-1))


@given(CELLS)
@example([(0, 32), (1, 1)])
def test_reading_the_order_backwards_turns_the_gradient_round(cells):
    x, n = split(cells)
    forwards, backwards = proportion(x, n), proportion(x[::-1], n[::-1])
    close(slope_index(forwards, n), slope_index(backwards, n[::-1]).scaled(-1))
    close(relative_index(forwards, n), relative_index(backwards, n[::-1]).inverted())


@given(CELLS, st.floats(0.1, 1e4))
def test_unit_of_exposure_scales_the_slope_and_not_the_ratio(cells, factor):
    x, n = split(cells)
    one, other = rate(x, n), rate(x, n * factor)
    close(slope_index(one, n), slope_index(other, n * factor).scaled(factor))
    close(relative_index(one, n), relative_index(other, n * factor))


@given(CELLS)
def test_points_lie_within_their_limits(cells):
    x, n = split(cells)
    for f in (proportion(x, n), rate(x, n), slope_index(proportion(x, n), n)):
        known = ~np.isnan(f.value)
        assert np.all(f.lower[known] <= f.value[known])
        assert np.all(f.value[known] <= f.upper[known])


@given(CELLS)
def test_difference_stays_within_what_proportions_allow(cells):
    x, n = split(cells)
    f = difference(proportion(x, n), proportion(x[::-1], n[::-1]))
    known = ~np.isnan(f.value)
    assert np.all(f.lower[known] >= -1 - 1e-12)
    assert np.all(f.upper[known] <= 1 + 1e-12)
