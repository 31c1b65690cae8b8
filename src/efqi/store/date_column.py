"""The date column of an extract: how it is written, and rows where it is wrong."""

from dataclasses import dataclass

from efqi.errors import ExtractError
from efqi.store.date_text import (
    FIRST_POSSIBLE,
    LAST_POSSIBLE,
    DateFormat,
    format_of,
    trouble_with,
)
from efqi.store.engine import name
from efqi.store.extract import Extract

_ROWS_LOOKED_AT = 100_000
_DATES_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column with dates.

    Attributes
    ----------
    column : str
        Name in the extract.
    format : DateFormat or None
        How it is written; None for true dates, or where nothing can be read.
    sql : str
        SQL that gives a DATE, NULL where there is none that is possible.
    """

    column: str
    format: DateFormat | None
    sql: str

    def error(self, extract: Extract, where: str, count: int) -> ExtractError:
        """Make the error for the first of some rows whose date is wrong.

        Parameters
        ----------
        extract : Extract
            The file.
        where : str
            SQL that is true for rows that need a date.
        count : int
            How many such rows have none.
        """
        place = extract.place(f"({self.sql}) IS NULL AND ({where})", self.column)
        found, fix = trouble_with(place.value or "", self.format)
        more = f" So it is in {count:,} rows." if count > 1 else ""
        return ExtractError(found + more, where=place, fix=fix)


def read_date_column(extract: Extract, column: str) -> DateColumn:
    """Look at a date column to tell how it is written.

    Parameters
    ----------
    extract : Extract
        The file.
    column : str
        A column that it has.
    """
    declared = extract.types[column]
    if declared == "DATE" or declared.startswith("TIMESTAMP"):
        return DateColumn(column, None, _possible(f"CAST({name(column)} AS DATE)"))
    as_text = extract.text(column)
    sample = extract.rows(
        f"SELECT DISTINCT value FROM (SELECT {as_text} AS value "  # noqa: S608
        f"FROM {extract.relation} LIMIT {_ROWS_LOOKED_AT}) "
        f"WHERE value IS NOT NULL LIMIT {_DATES_LOOKED_AT}"
    )
    written = format_of(value for (value,) in sample)
    day = written.sql(as_text) if written else "CAST(NULL AS DATE)"
    return DateColumn(column, written, _possible(day))


def _possible(day: str) -> str:
    span = f"DATE '{FIRST_POSSIBLE}' AND DATE '{LAST_POSSIBLE}'"
    return f"CASE WHEN {day} BETWEEN {span} THEN {day} END"
