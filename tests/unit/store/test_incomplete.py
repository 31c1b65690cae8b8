from datetime import date

import pytest

from efqi.measures.interval import Interval
from efqi.store.incomplete import incomplete_from

JAN, FEB, MAR = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


@pytest.mark.parametrize(
    ("last", "found"),
    [(31, None), (27, None), (26, MAR), (1, MAR)],
)
def test_last_month_is_unfinished_where_it_stops_early(last, found):
    days = {JAN: date(2024, 1, 30), FEB: date(2024, 2, 29), MAR: date(2024, 3, last)}
    assert incomplete_from(Interval.MONTH, days, None) == found


def test_months_stamped_on_their_first_day_are_complete():
    days = {FEB: FEB, MAR: MAR}
    assert incomplete_from(Interval.MONTH, days, None) is None


def test_one_interval_cannot_be_told():
    assert incomplete_from(Interval.MONTH, {MAR: MAR}, None) is None


@pytest.mark.parametrize(
    ("complete_to", "found"),
    [(date(2024, 3, 31), None), (date(2024, 3, 30), MAR), (date(2024, 2, 1), FEB)],
)
def test_declared_end_decides(complete_to, found):
    days = {JAN: JAN, FEB: FEB, MAR: date(2024, 3, 31)}
    assert incomplete_from(Interval.MONTH, days, complete_to) == found


def test_week_of_a_weekday_clinic_is_complete():
    monday = date(2024, 1, 1)
    days = {
        monday: date(2024, 1, 5),
        date(2024, 1, 8): date(2024, 1, 12),
        date(2024, 1, 15): date(2024, 1, 18),
    }
    assert incomplete_from(Interval.WEEK, days, None) is None
    days[date(2024, 1, 15)] = date(2024, 1, 16)
    assert incomplete_from(Interval.WEEK, days, None) == date(2024, 1, 15)
