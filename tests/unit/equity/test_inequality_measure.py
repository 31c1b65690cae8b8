import numpy as np
import pytest

from efqi.equity.inequality_measure import (
    INEQUALITY_MEASURES,
    compare,
    default_name,
    suitable,
)
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Direction, Kind, Measure

NAMES = ("worst", "middle", "best")
N = (1000, 1000, 1000)
BY_NAME = {each.name: each for each in INEQUALITY_MEASURES}
EACH = pytest.mark.parametrize("name", BY_NAME)


def dimension(*, is_ordered=True, reference="best"):
    return Dimension("area", "area", NAMES, reference, is_ordered=is_ordered)


def measure(kind=Kind.PROPORTION, direction=Direction.LOWER, per=1.0):
    return Measure("did", "did", "people", kind, direction, per=per)


def value(name, numerator, asked=None, by=None, size=N):
    compared = compare(
        (numerator, N), size, NAMES, asked or measure(), by or dimension()
    )
    return float(BY_NAME[name].figures(compared).value)


@EACH
def test_more_is_less_fair_when_less_of_the_measure_is_better(name):
    narrow, wide = (250, 200, 150), (320, 200, 80)
    assert value(name, wide) > value(name, narrow)


@EACH
def test_more_is_less_fair_when_more_of_a_proportion_is_better(name):
    asked = measure(direction=Direction.HIGHER)
    as_lower = value(name, (250, 200, 150))
    assert value(name, (750, 800, 850), asked) == pytest.approx(as_lower)


@pytest.mark.parametrize(
    "name", [each.name for each in INEQUALITY_MEASURES if not each.needs_proportion]
)
def test_more_is_less_fair_when_more_of_a_rate_is_better(name):
    asked = measure(Kind.RATE, Direction.HIGHER, per=1000)
    assert value(name, (80, 200, 320), asked) > value(name, (150, 200, 250), asked) > 0


def test_figures_are_on_the_shown_scale():
    assert value("highest_minus_lowest", (250, 200, 150)) == pytest.approx(10)
    assert value("highest_over_lowest", (250, 200, 150)) == pytest.approx(5 / 3)
    spread = value("between_group_deviation", (250, 200, 150))
    assert value("between_group_variance", (250, 200, 150)) == pytest.approx(spread**2)


def test_groups_weigh_as_before_the_change():
    level = value("population_attributable_risk", (250, 200, 150), size=(8, 1, 1))
    assert level == pytest.approx(0.8 * 10 + 0.1 * 5)


def test_a_group_without_a_figure_leaves_no_measure():
    for each in INEQUALITY_MEASURES:
        counts = (250, np.nan, 150), (1000, np.nan, 1000)
        found = each.figures(compare(counts, N, NAMES, measure(), dimension()))
        assert np.isnan([found.value, found.lower, found.upper]).all(), each.name


def test_loss_is_counted_against_the_best_served_end_or_the_best_group():
    turned = (150, 250, 200)
    assert value("population_attributable_risk", turned) == 0
    unordered = dimension(is_ordered=False)
    found = value("population_attributable_risk", turned, by=unordered)
    assert found == pytest.approx(5)


def test_measures_suit_what_is_measured():
    ordered = {each.name for each in suitable(measure(), dimension())}
    rates = {each.name for each in suitable(measure(Kind.RATE), dimension())}
    unordered = suitable(measure(), dimension(is_ordered=False))
    assert ordered == set(BY_NAME)
    assert ordered - rates == {"erreygers_index", "wagstaff_index"}
    assert not any(each.needs_order for each in unordered)
    assert default_name(dimension()) == "slope_index"
    assert default_name(dimension(is_ordered=False)) == "between_group_deviation"


def test_difference_from_a_reference_without_figures_is_unknown():
    assert np.isnan(
        value(
            "mean_difference_from_reference",
            (250, 200, 150),
            by=dimension(reference="x"),
        )
    )
