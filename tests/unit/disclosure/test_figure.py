import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efqi.disclosure.figure import level, probability, ratio
from efqi.measures.measure import Kind


@pytest.mark.parametrize(
    ("exact", "shown"),
    [(17.7499, 17.7), (-0.04, 0.0), (0.04, 0.0), (100.0, 100.0)],
)
def test_percentage_keeps_one_decimal(exact, shown):
    found = level(exact, Kind.PROPORTION)
    assert found == shown
    assert math.copysign(1, found) == 1 or found < 0


@pytest.mark.parametrize(
    ("exact", "shown"), [(0.0438, 0.044), (0.5, 0.5), (12.345, 12.3)]
)
def test_small_rate_keeps_two_significant_figures(exact, shown):
    assert level(exact, Kind.RATE) == shown


@pytest.mark.parametrize(
    ("exact", "shown"), [(2.2749, 2.27), (12.34, 12.3), (9.999, 10.0)]
)
def test_ratio_keeps_two_decimals_below_ten(exact, shown):
    assert ratio(exact) == shown


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (0.0421, 0.042),
        (0.5, 0.5),
        (0.9512, 0.951),
        (0.98765, 0.988),
        (0.9958, 0.9958),
        (0.99999, 0.999),
        (1.0, 0.999),
        (0.0, 0.001),
    ],
)
def test_probability_is_never_certain(exact, shown):
    assert probability(exact) == shown


@given(st.floats(0, 1))
def test_rounding_twice_is_rounding_once(value):
    once = probability(value)
    assert probability(once) == once
    assert ratio(ratio(value * 50)) == ratio(value * 50)
    for kind in Kind:
        assert level(level(value * 9, kind), kind) == level(value * 9, kind)


def test_nothing_known_stays_nothing_known():
    assert all(
        math.isnan(rounded)
        for rounded in (
            level(math.nan, Kind.RATE),
            ratio(math.nan),
            probability(math.nan),
        )
    )
