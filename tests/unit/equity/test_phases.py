from datetime import date

from efqi.equity.phases import phases
from efqi.equity.question import INCOMPLETE, TRANSITION
from efqi.measures.interval import Interval

MONTHS = Interval.MONTH.sequence(date(2025, 1, 1), date(2025, 6, 1))


def test_interval_that_begins_on_the_change_is_after_it():
    assert phases(MONTHS, Interval.MONTH, [date(2025, 3, 1)]).tolist() == [
        0, 0, 1, 1, 1, 1,
    ]  # fmt: skip


def test_interval_in_which_the_change_falls_is_a_transition():
    found = phases(MONTHS, Interval.MONTH, [date(2025, 3, 2)])
    assert found.tolist() == [0, 0, TRANSITION, 1, 1, 1]


def test_several_changes_count_up_in_any_order():
    dates = [date(2025, 5, 1), date(2025, 2, 10)]
    assert phases(MONTHS, Interval.MONTH, dates).tolist() == [
        0, TRANSITION, 1, 1, 2, 2,
    ]  # fmt: skip


def test_unfinished_interval_is_incomplete_whatever_else_it_is():
    found = phases(MONTHS, Interval.MONTH, [date(2025, 6, 3)], date(2025, 6, 1))
    assert found.tolist() == [0, 0, 0, 0, 0, INCOMPLETE]


def test_without_a_change_everything_is_before():
    assert phases(MONTHS, Interval.MONTH, []).tolist() == [0] * 6
