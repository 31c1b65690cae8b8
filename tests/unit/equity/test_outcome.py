from datetime import date

import numpy as np
import pytest

from efqi.equity.outcome import adverse_outcome
from efqi.equity.phases import phases
from efqi.errors import MeasureError
from efqi.measures.measure import Direction, Kind
from tests.unit.equity.tables import question, table

EVENTS = [[30, 10], [20, 12], [24, 9], [18, 8]]
PEOPLE = [[100, 50], [80, 60], [96, 45], [72, 40]]


def outcome(kind, better, change=date(2023, 3, 1), **how):
    asked = question(kind=kind, better=better)
    series = table(EVENTS, PEOPLE, ["a", "b"], **how).by("seen", asked.dimension)
    marks = phases(series.starts, series.interval, [change])
    return adverse_outcome(series, asked.measure, marks)


def test_proportion_of_which_more_is_better_becomes_its_complement():
    found = outcome(Kind.PROPORTION, Direction.HIGHER)
    assert found.numerator[0].tolist() == [70, 40]
    assert found.ratio[0] == pytest.approx([0.7, 0.8])
    assert found.sign == 1


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.COUNT])
def test_rate_of_which_more_is_better_is_read_the_other_way_round(kind):
    found = outcome(kind, Direction.HIGHER)
    assert found.numerator[0].tolist() == [30, 10]
    assert found.sign == -1


def test_plain_count_is_pooled_to_its_mean_an_interval():
    found = outcome(Kind.COUNT, Direction.LOWER)
    assert found.pooled(~found.is_after).value.tolist() == [25, 11]


def test_transition_belongs_to_no_phase():
    found = outcome(Kind.PROPORTION, Direction.LOWER, change=date(2023, 2, 9))
    assert np.isnan(found.numerator[1]).all()
    assert found.pooled(~found.is_after).value == pytest.approx([0.3, 0.2])


def test_published_values_without_counts_are_averaged_without_limits():
    found = outcome(Kind.PROPORTION, Direction.LOWER, ratio_only=True)
    pooled = found.pooled(~found.is_after)
    assert pooled.value == pytest.approx([0.275, 0.2])
    assert np.isnan(pooled.lower).all()


def test_measure_without_direction_is_refused():
    with pytest.raises(MeasureError, match="improvement_direction"):
        outcome(Kind.PROPORTION, Direction.NEUTRAL)
