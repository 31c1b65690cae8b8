import pytest

from efqi.disclosure.release import Measure
from efqi.measures.measure import Direction, Kind
from efqi.reports.wording.figure import unit_of
from efqi.reports.wording.measured import measured_title, ordinal


def wait(percentile=None):
    kind = Kind.MEAN if percentile is None else Kind.PERCENTILE
    return Measure(
        "wait",
        "Wait",
        "people",
        kind,
        Direction.LOWER,
        unit="days",
        percentile=percentile,
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "1st"),
        (92, "92nd"),
        (53, "53rd"),
        (11, "11th"),
        (12.0, "12th"),
        (90, "90th"),
        (97.5, "97.5th"),
    ],
)
def test_ordinal_is_written_as_it_is_said(value, words):
    assert ordinal(value) == words


@pytest.mark.parametrize(
    ("percentile", "title", "words"),
    [
        (None, "wait", "the mean wait"),
        (50.0, "wait", "the median wait"),
        (92.0, "wait", "the 92nd percentile wait"),
        (None, "average stay", "the average stay"),
        (50.0, "median wait", "the median wait"),
    ],
)
def test_title_says_which_statistic_once(percentile, title, words):
    assert measured_title(wait(percentile), title) == words


def test_unit_is_written_after_levels_and_differences():
    unit = unit_of(wait(), (14.0, 12.0))
    assert unit.level(14.0) == "14.0\u00a0days"
    assert unit.about(-3.2) == "3\u00a0days"
    assert (unit.spoken, unit.gap_spoken) == ("days", "in days")
