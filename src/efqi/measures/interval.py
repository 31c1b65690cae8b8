"""Intervals of time: day, week, month, quarter, calendar year, financial year."""

from datetime import date, timedelta
from enum import StrEnum

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "financial_year": 12}


class Interval(StrEnum):
    """Unit of time that cells are counted by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"

    def start(self, day: date) -> date:
        """First day of the interval that holds a day; weeks begin on Monday."""
        if self is Interval.DAY:
            return day
        if self is Interval.WEEK:
            return day - timedelta(days=day.weekday())
        if self is Interval.FINANCIAL_YEAR:
            return date(day.year if day.month >= 4 else day.year - 1, 4, 1)
        months = _MONTHS[self.value]
        return date(day.year, (day.month - 1) // months * months + 1, 1)

    def next(self, start: date) -> date:
        """First day of the interval after the one that begins on `start`."""
        if self in (Interval.DAY, Interval.WEEK):
            return start + timedelta(days=1 if self is Interval.DAY else 7)
        years, month = divmod(start.month - 1 + _MONTHS[self.value], 12)
        return date(start.year + years, month + 1, 1)

    def sequence(self, first: date, last: date) -> tuple[date, ...]:
        """Every interval start from `first` to `last`, both included, gaps filled."""
        starts = [first]
        while starts[-1] < last:
            starts.append(self.next(starts[-1]))
        return tuple(starts)

    @property
    def per_year(self) -> float:
        """How many of these make a year."""
        return {"day": 365.25, "week": 52.18}.get(self.value) or 12 / _MONTHS[
            self.value
        ]

    @property
    def coarser(self) -> "Interval | None":
        """The next coarser unit that whole intervals of this one fill, or None."""
        steps = {
            Interval.DAY: Interval.WEEK,
            Interval.WEEK: None,
            Interval.MONTH: Interval.QUARTER,
            Interval.QUARTER: Interval.YEAR,
        }
        return steps.get(self)
