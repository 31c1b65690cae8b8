"""Periods as people write them: "Apr-23", "2021 Q2", "2021/22", "April 2021 to March 2022"."""

import re
from collections.abc import Iterable
from datetime import date

from efqi.measures.interval import Interval

_MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_NAMED_MONTH = re.compile(r"([a-z]{3})[a-z]*\.?[ /'-]*(\d{4}|\d\d)?")
_NUMBERED_MONTH = re.compile(r"(\d{4})[-/](\d\d)|(\d\d)/(\d{4})")
_QUARTER = re.compile(r"(\d{4})[ -]?q([1-4])|q([1-4])[ ,/-]*(\d{4})")
_FINANCIAL_QUARTER = re.compile(
    r"(?P<year>\d{4}[-/](?:\d{4}|\d\d))[ ,]*q(?P<quarter>[1-4])|"
    r"q(?P<quarter_first>[1-4])[ ,]*(?P<year_last>\d{4}[-/](?:\d{4}|\d\d))"
)
_YEAR = re.compile(r"[12]\d{3}")
_TWO_YEARS = re.compile(r"(?:fy ?)?(\d{4}|\d\d) ?(?:[-/]|to) ?(\d{4}|\d\d)")
_ENDING_YEAR = re.compile(
    r"fy ?'?(\d{4}|\d\d)|year (?:ending|ended|to) (?:31 )?mar.* (\d{4})"
)
_BETWEEN = re.compile(r" to | until | - |-")
# A plain year is a calendar year until the plan says otherwise.
_GUESSED = (Interval.MONTH, Interval.QUARTER, Interval.YEAR, Interval.FINANCIAL_YEAR)


def period_start(text: str, interval: Interval) -> date | None:
    """Read the first day of a period; None where the text names none of that length.

    Parameters
    ----------
    text : str
        "Apr-23", "2023-04", "Q2 2021", "2021/22 Q1", "2021/22", "FY22" (the year that ends
        in March 2022), "April 2021 to March 2022", "2021".
    interval : Interval
        How long the period is. A year from April is a financial year.
    """
    tidy = " ".join(text.casefold().replace("\N{EN DASH}", "-").split())
    readers = {
        Interval.MONTH: _month,
        Interval.QUARTER: _quarter,
        Interval.FINANCIAL_YEAR: _financial_year,
        Interval.YEAR: _year,
    }
    reader = readers.get(interval)
    return None if reader is None else reader(tidy) or _span(tidy, interval)


def interval_of(texts: Iterable[str]) -> Interval | None:
    """Say which interval some texts all name, each another; None where they name none."""
    different = {text for text in texts if text}
    for interval in _GUESSED:
        starts = {period_start(text, interval) for text in different}
        if different and None not in starts and len(starts) == len(different):
            return interval
    return None


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _named_month(text: str, year: int | None = None) -> date | None:
    found = _NAMED_MONTH.fullmatch(text)
    if found is None or found[1] not in _MONTHS:
        return None
    of_year = _full_year(found[2]) if found[2] else year
    return None if of_year is None else date(of_year, _MONTHS.index(found[1]) + 1, 1)


def _month(text: str) -> date | None:
    found = _NUMBERED_MONTH.fullmatch(text)
    if found is None:
        return _named_month(text)
    year, month = int(found[1] or found[4]), int(found[2] or found[3])
    return date(year, month, 1) if 1 <= month <= 12 and year > 0 else None


def _quarter(text: str) -> date | None:
    if found := _QUARTER.fullmatch(text):
        year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
        return date(year, quarter * 3 - 2, 1)
    if found := _FINANCIAL_QUARTER.fullmatch(text):
        start = _financial_year(found["year"] or found["year_last"])
        months = 3 * int(found["quarter"] or found["quarter_first"])
        return start and date(start.year + months // 12, (months + 1) % 12, 1)
    return None


def _financial_year(text: str) -> date | None:
    if found := _ENDING_YEAR.fullmatch(text):
        return date(_full_year(found[1] or found[2]) - 1, 4, 1)
    if found := _TWO_YEARS.fullmatch(text):
        first, last = _full_year(found[1]), found[2]
        is_next = int(last) == (first + 1) % 10 ** len(last)
        return date(first, 4, 1) if is_next else None
    return date(int(text), 4, 1) if _YEAR.fullmatch(text) else None


def _year(text: str) -> date | None:
    return date(int(text), 1, 1) if _YEAR.fullmatch(text) else None


def _span(text: str, interval: Interval) -> date | None:
    """Read "April 2021 to June 2021", whose year may stand once."""
    for between in _BETWEEN.finditer(text):
        last = _month(text[between.end() :].strip())
        if last is None:
            continue
        words = text[: between.start()].strip()
        first = _month(words) or _named_month(words, last.year)
        is_whole = first is not None and interval.start(first) == first
        if (
            first is not None
            and is_whole
            and Interval.MONTH.next(last) == interval.next(first)
        ):
            return first
    return None
