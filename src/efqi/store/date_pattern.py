"""Regular expressions that match the real days of the calendar, for engines without try.

PostgreSQL has no cast that gives NULL for 30 February, and Spark reads other texts as dates
than DuckDB does. A text that matches here can be taken apart without fear.
"""

import calendar
import re
from dataclasses import dataclass

ISO_PATTERNS = ("%Y-%m-%d", "%Y/%m/%d")
"""What DuckDB reads as a date without being told how it is written."""
MONTHS = tuple(month.lower() for month in calendar.month_name[1:])
_OF_31, _OF_30 = (1, 3, 5, 7, 8, 10, 12), (4, 6, 9, 11)
_DIGITS = {"%Y": r"(\d{4})", "%y": r"(\d{1,2})"}
_YEARS = {"%Y": r"(?:19\d\d|20\d\d|2100)", "%y": r"\d{1,2}"}
_LEAP_IN_CENTURY = "[2468][048]|[13579][26]"
_LEAP_YEARS = {
    "%Y": f"(?:19(?:0[48]|{_LEAP_IN_CENTURY})|20(?:0[048]|{_LEAP_IN_CENTURY}))",
    "%y": f"(?:0?[048]|{_LEAP_IN_CENTURY})",
}
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]?\d(?::[0-5]?\d"
_ENDING = rf"(?:\s+{_CLOCK})?)?\s*"
_ISO_ENDING = (
    rf"(?:(?:T|\s+){_CLOCK}(?:\.\d*)?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?)?\s*"
)


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One way of writing dates, as `strptime` says it, without its time.

    Attributes
    ----------
    strptime : str
        Such as "%d/%m/%Y"; codes ``%d %m %b %B %Y %y``.
    is_iso : bool
        Whether a time may follow as ISO 8601 writes it, with T, fractions and zone.
    """

    strptime: str
    is_iso: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes in order."""
        return tuple(re.findall("%.", self.strptime))

    @property
    def month(self) -> str:
        """Its code of the month."""
        return next(code for code in self.codes if code in ("%m", "%b", "%B"))

    @property
    def year(self) -> str:
        """Its code of the year."""
        return next(code for code in self.codes if code in ("%Y", "%y"))

    def valid(self) -> str:
        """Match the texts that are a day of the years 1900 to 2100 and nothing else."""
        year = _YEARS[self.year]
        every = range(1, 13)
        ways = [
            (self._day("0?[1-9]|[12]\\d|3[01]"), _OF_31, year),
            (self._day("0?[1-9]|[12]\\d|30"), _OF_30, year),
            (self._day("0?[1-9]|1\\d|2[0-8]"), (2,), year),
            ("29", (2,), _LEAP_YEARS[self.year]),
        ]
        if "%d" not in self.codes:
            ways = [("", tuple(every), year)]
        written = [
            self._written({"%d": day, self.month: self._months(months), self.year: of})
            for day, months, of in ways
        ]
        return f"(?:{'|'.join(written)}){self._ending}"

    def parts(self) -> str:
        """Match a valid text, its parts as groups in the order of `codes`."""
        number = r"(\d{2})" if self._is_solid else r"(\d{1,2})"
        part = {"%d": number, "%m": number, "%b": "([a-z]+)", "%B": "([a-z]+)"}
        return self._written({**part, **_DIGITS}) + self._ending

    @property
    def _ending(self) -> str:
        return _ISO_ENDING if self.is_iso else _ENDING

    @property
    def _is_solid(self) -> bool:
        return "".join(self.codes) == self.strptime

    def _day(self, days: str) -> str:
        return f"(?:{days.replace('0?', '0') if self._is_solid else days})"

    def _months(self, months: tuple[int, ...]) -> str:
        if self.month == "%m":
            zero = "0" if self._is_solid else "0?"
            spellings = [f"{zero}{m}" if m < 10 else str(m) for m in months]
        else:
            length = 3 if self.month == "%b" else None
            spellings = [MONTHS[m - 1][:length] for m in months]
        return f"(?:{'|'.join(spellings)})"

    def _written(self, of_code: dict[str, str]) -> str:
        texts = re.split("(%.)", self.strptime)
        return "".join(
            of_code.get(t, t.replace(".", r"\.").replace(" ", r"\s+")) for t in texts
        )


def patterns_of(strptime: list[str]) -> list[DatePattern]:
    """Give the patterns of a list that may name each with and without time."""
    dates = (pattern.partition(" %H")[0] for pattern in strptime)
    return [DatePattern(date) for date in dict.fromkeys(dates)]
