from datetime import date

import pytest

from efqi.measures.interval import Interval

STARTS = [
    (Interval.DAY, date(2026, 3, 31), date(2026, 3, 31), date(2026, 4, 1)),
    (Interval.WEEK, date(2026, 4, 1), date(2026, 3, 30), date(2026, 4, 6)),
    (Interval.MONTH, date(2026, 12, 9), date(2026, 12, 1), date(2027, 1, 1)),
    (Interval.QUARTER, date(2026, 12, 9), date(2026, 10, 1), date(2027, 1, 1)),
    (Interval.YEAR, date(2026, 2, 28), date(2026, 1, 1), date(2027, 1, 1)),
    (Interval.FINANCIAL_YEAR, date(2026, 3, 31), date(2025, 4, 1), date(2026, 4, 1)),
    (Interval.FINANCIAL_YEAR, date(2026, 4, 1), date(2026, 4, 1), date(2027, 4, 1)),
]


@pytest.mark.parametrize(("interval", "day", "start", "following"), STARTS)
def test_interval_begins_and_follows_on(interval, day, start, following):
    assert interval.start(day) == start
    assert interval.next(start) == following


def test_interval_sequence_fills_gaps_over_a_leap_year():
    months = Interval.MONTH.sequence(date(2023, 11, 1), date(2024, 3, 1))
    assert [m.month for m in months] == [11, 12, 1, 2, 3]


@pytest.mark.parametrize(
    ("interval", "per_year"),
    [
        (Interval.DAY, 365.25),
        (Interval.MONTH, 12),
        (Interval.QUARTER, 4),
        (Interval.FINANCIAL_YEAR, 1),
    ],
)
def test_interval_says_how_many_make_a_year(interval, per_year):
    assert interval.per_year == per_year


@pytest.mark.parametrize("interval", list(Interval))
def test_coarser_interval_is_filled_by_whole_finer_ones(interval):
    if interval.coarser is None:
        return
    start = interval.coarser.start(date(2026, 5, 20))
    assert interval.start(start) == start
    assert interval.start(interval.coarser.next(start)) == interval.coarser.next(start)
