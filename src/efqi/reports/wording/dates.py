"""How dates and stretches of time are written, the British way."""

from datetime import date, timedelta

from efqi.disclosure.release import Interval

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_UNITS = {
    Interval.DAY: ("day", "days"),
    Interval.WEEK: ("week", "weeks"),
    Interval.MONTH: ("month", "months"),
    Interval.QUARTER: ("quarter", "quarters"),
    Interval.YEAR: ("year", "years"),
    Interval.FINANCIAL_YEAR: ("financial year", "financial years"),
}


def full_date(day: date) -> str:
    """Write a day: "31 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_year(day: date) -> str:
    """Write a month: "April 2025"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def beginning(day: date) -> str:
    """Write when something began: the month where it was the first of one."""
    return month_year(day) if day.day == 1 else full_date(day)


def preposition(day: date) -> str:
    """Give "in" before a month, "on" before a day."""
    return "in" if day.day == 1 else "on"


def span(first: date, last: date) -> str:
    """Write a stretch of time: "April 2023 to March 2025"."""
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    write = month_year if whole_months else full_date
    start, end = write(first), write(last)
    return start if start == end else f"{start} to {end}"


def interval_name(start: date, interval: Interval) -> str:
    """Name one interval in a table: "April 2025", "April to June 2025", "2024/25"."""
    if interval is Interval.WEEK:
        return f"week of {full_date(start)}"
    if interval is Interval.QUARTER:
        return f"{MONTHS[start.month - 1]} to {MONTHS[start.month + 1]} {start.year}"
    return axis_date(start, interval)


def axis_date(start: date, interval: Interval) -> str:
    """Write an interval on a time axis, short."""
    if interval is Interval.YEAR:
        return str(start.year)
    if interval is Interval.FINANCIAL_YEAR:
        return f"{start.year}/{(start.year + 1) % 100:02d}"
    if interval in (Interval.DAY, Interval.WEEK):
        return full_date(start)
    return month_year(start)


def each(interval: Interval) -> str:
    """Say that something is drawn per interval: "each month"."""
    return f"each {_UNITS[interval][0]}"


def so_many(number: int, interval: Interval) -> str:
    """Count intervals: "1 month", "36 months"."""
    return f"{number}\u00a0{_UNITS[interval][number != 1]}"


def plural(interval: Interval) -> str:
    """Name several intervals: "months"."""
    return _UNITS[interval][1]
