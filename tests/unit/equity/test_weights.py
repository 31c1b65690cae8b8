from datetime import date

import numpy as np
import pytest

from efqi.equity.contrast import Contrast
from efqi.equity.outcome import adverse_outcome
from efqi.equity.phases import phases
from efqi.equity.weights import contrast_weights, ends
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Direction, Kind
from tests.unit.equity.tables import question, table

GRADIENT = Contrast("seen", "group", None, None)
PAIR = Contrast("seen", "group", "c", "a")


def outcome(people, groups, *, kind=Kind.PROPORTION, better=Direction.LOWER, months=4):
    sizes = np.tile(np.array(people, float), (months, 1))
    asked = question(groups, kind=kind, better=better)
    series = table(sizes / 4, sizes, groups).by("seen", asked.dimension)
    marks = phases(series.starts, series.interval, [date(2023, 3, 1)])
    return adverse_outcome(series, asked.measure, marks)


def test_pair_weighs_group_against_reference():
    weights = contrast_weights(PAIR, outcome([10, 20, 30], ["a", "b", "c"]))
    assert weights.tolist() == [-1, 0, 1]


def test_pair_turns_round_where_more_events_are_better():
    rates = outcome(
        [10, 20, 30], ["a", "b", "c"], kind=Kind.RATE, better=Direction.HIGHER
    )
    assert contrast_weights(PAIR, rates).tolist() == [1, 0, -1]


def test_gradient_of_equal_fifths_is_the_least_squares_slope():
    weights = contrast_weights(GRADIENT, outcome([10] * 5, list("abcde")))
    assert weights == pytest.approx([1, 0.5, 0, -0.5, -1])


def test_gradient_reads_a_straight_line_as_its_rise_from_best_to_worst_off():
    people = np.array([40, 10, 30, 20])
    share = people / people.sum()
    rank = 1 - (np.cumsum(share) - share / 2)
    weights = contrast_weights(GRADIENT, outcome(people, list("abcd")))
    assert weights @ (0.1 + 0.25 * rank) == pytest.approx(0.25)
    assert weights.sum() == pytest.approx(0, abs=1e-12)


def test_gradient_leaves_unknown_out():
    there = outcome([10, 10, 10, 99], ["a", "b", "c", UNKNOWN])
    assert contrast_weights(GRADIENT, there)[3] == 0
    assert ends(GRADIENT, there) == ("a", "c")


def test_gradient_over_people_of_one_group_only_is_no_contrast():
    weights = contrast_weights(GRADIENT, outcome([10, 0, 0], list("abc")))
    assert not weights.any()
