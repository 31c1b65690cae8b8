"""Dates as people write them: one way of writing per file, told from the data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from efqi.store.engine import text

_TIMES = ("", " %H:%M", " %H:%M:%S")
_ISO = "year-month-day"
_FORMATS = {
    _ISO: ("%Y-%m-%d", "%Y/%m/%d"),
    "day/month/year": ("%d/%m/%Y",),
    "month/day/year": ("%m/%d/%Y",),
    "day-month-year": ("%d-%m-%Y",),
    "day.month.year": ("%d.%m.%Y",),
    "day month name year": ("%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d-%b-%y"),
    "day/month/two-digit year": ("%d/%m/%y",),
    "yearmonthday": ("%Y%m%d",),
    "year-month": ("%Y-%m",),
}
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_EXCEL_DAY_0 = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 60_000)
FIRST_POSSIBLE, LAST_POSSIBLE = date(1901, 1, 1), date(2100, 12, 31)
"""Dates outside these are slips of typing, or the zero of some system."""


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One way of writing dates.

    Attributes
    ----------
    words : str
        As a message names it: "day/month/year".
    """

    words: str

    def sql(self, column: str) -> str:
        """Write SQL that reads a text column as DATE, NULL where it is not written so."""
        if self.words == _ISO:
            # Without trim, DuckDB 2.0 moves the cast into the CSV reader, where it fails.
            return f"TRY_CAST(trim({column}) AS DATE)"
        patterns = ", ".join(text(f + t) for f in _FORMATS[self.words] for t in _TIMES)
        return f"CAST(TRY_STRPTIME(trim({column}), [{patterns}]) AS DATE)"

    def read(self, written: str) -> date | None:
        """Read one date; None where it is not written so or is impossible."""
        written = _ISO_TIME.sub(r"\1", written.strip())
        for pattern in (f + t for f in _FORMATS[self.words] for t in _TIMES):
            try:
                day = datetime.strptime(written, pattern).replace(tzinfo=UTC).date()
            except ValueError:
                continue
            return day if FIRST_POSSIBLE <= day <= LAST_POSSIBLE else None
        return None


def format_of(written: Iterable[str]) -> DateFormat | None:
    """Find the way of writing that reads the most of some dates; None if none reads any.

    Where several do, the earlier of the list wins, so 03/04/2024 is 3 April unless some
    date of the file (04/13/2024) can only be month first.

    Parameters
    ----------
    written : iterable of str
        Dates as they stand.
    """
    dates = [w for w in written if w.strip()]
    best, most = None, 0
    for words in _FORMATS:
        each = DateFormat(words)
        read = sum(each.read(w) is not None for w in dates)
        if read > most:
            best, most = each, read
        if most == len(dates):
            break
    return best


def is_serial(written: str) -> bool:
    """Say whether a text could be the number that Excel keeps for a day of our time."""
    serial = written.strip().partition(".")[0]
    return serial.isdecimal() and int(serial) in _EXCEL_SERIALS


def trouble_with(written: str, usual: DateFormat | None) -> tuple[str, str]:
    """Say what is wrong with a date and what to do.

    Parameters
    ----------
    written : str
        A date that `usual` does not read.
    usual : DateFormat or None
        How the file's other dates are written; None where none can be read.

    Returns
    -------
    tuple of str
        What was found, and the fix.
    """
    if not written.strip():
        return "The date is missing.", "Fill it in, or leave this row out."
    if is_serial(written):
        serial = written.strip().partition(".")[0]
        day = _EXCEL_DAY_0 + timedelta(days=int(serial))
        return (
            f"The date is an Excel serial number (it stands for {day.isoformat()}).",
            "In Excel format the whole column as a date (yyyy-mm-dd) and save again.",
        )
    if usual is None:
        return "This cannot be read as a date.", "Write dates as 2024-05-31."
    other = next(
        (f for f in map(DateFormat, _FORMATS) if f.read(written) is not None), None
    )
    if other is not None and other != usual:
        return (
            f"The date is written {other.words}, where others are {usual.words}.",
            "Write every date the same way; 2024-05-31 is safest.",
        )
    return "There is no such date.", f"Correct it; others are written {usual.words}."
