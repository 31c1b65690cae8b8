"""What each column of an extract holds."""

import re
from dataclasses import dataclass, replace

from efqi.measures.interval import Interval
from efqi.store.date_text import format_of
from efqi.store.extract import Extract
from efqi.store.period_text import interval_of

_ROWS_LOOKED_AT = 1_000_000
_LOOKED_AT = "looked_at"
_VALUES_LOOKED_AT = 2_000
_MOST_GROUPS = 40
_SHARE_OF_DATES = 0.95
_DATE_TYPES = ("DATE", "TIMESTAMP")
_DATE_NAME = re.compile(r"date|_on$|week|month|period|year|day", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
UNKNOWN_SPELLING = re.compile(
    r"\?+|n/?a|null|not (stated|known|recorded|given|available).*|unknown.*|missing|"
    r"refused|prefer not.*|invalid.*|unspecified|z",
    re.IGNORECASE,
)
"""Values that usually mean that nobody knows."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column.

    Attributes
    ----------
    name : str
        As in the file.
    values : tuple of str
        Its values without blanks, commonest first; the commonest 2,000 at most.
    is_date : bool
        Whether it holds dates.
    is_always_filled : bool
        Whether no row is blank.
    period : Interval or None
        Which interval its values name, such as "2021/22"; None where they do not.
    """

    name: str
    values: tuple[str, ...]
    is_date: bool
    is_always_filled: bool
    period: Interval | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """Values that do not mean unknown."""
        return tuple(v for v in self.values if not UNKNOWN_SPELLING.fullmatch(v))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Values that mean unknown."""
        return tuple(v for v in self.values if UNKNOWN_SPELLING.fullmatch(v))

    @property
    def is_groups(self) -> bool:
        """Whether it has a few values that could be groups."""
        return not self.is_date and 2 <= len(self.known) <= _MOST_GROUPS

    @property
    def is_number(self) -> bool:
        """Whether every value is a number."""
        return bool(self.values) and all(_NUMBER.fullmatch(v) for v in self.values)


def first_rows(extract: Extract) -> tuple[Extract, bool]:
    """Read the first million rows once, for every question that is asked of them.

    Parameters
    ----------
    extract : Extract
        The file.

    Returns
    -------
    tuple of (Extract, bool)
        Those rows; whether they are all.
    """
    extract.keep(
        _LOOKED_AT,
        f"SELECT * FROM {extract.relation} LIMIT {_ROWS_LOOKED_AT + 1}",  # noqa: S608
    )
    ((rows,),) = extract.engine.rows(f"SELECT count(*) FROM {_LOOKED_AT}")  # noqa: S608
    return replace(extract, relation=_LOOKED_AT), rows <= _ROWS_LOOKED_AT


def profiles(extract: Extract) -> dict[str, ColumnProfile]:
    """Look at every column.

    Parameters
    ----------
    extract : Extract
        Its first rows.

    Returns
    -------
    dict of str to ColumnProfile
        In the order of the file.
    """
    return {column: _profile(extract, column) for column in extract.types}


def _profile(extract: Extract, column: str) -> ColumnProfile:
    rows = extract.rows(
        f"SELECT value, count(*) AS times FROM (SELECT "  # noqa: S608
        f"coalesce(trim({extract.text(column)}), '') AS value "
        f"FROM {extract.relation}) "
        f"GROUP BY value ORDER BY times DESC, value LIMIT {_VALUES_LOOKED_AT}"
    )
    values = tuple(value for value, _ in rows if value)
    is_date = extract.types[column].startswith(_DATE_TYPES) or _are_dates(
        column, values
    )
    period = interval_of(values) if len(values) > 1 else None
    if period is not None and not _may_date(column, values):
        period = None
    return ColumnProfile(column, values, is_date, len(values) == len(rows), period)


def _are_dates(column: str, values: tuple[str, ...]) -> bool:
    written = format_of(values)
    if written is None:
        return False
    read = sum(written.read(value) is not None for value in values)
    return read >= _SHARE_OF_DATES * len(values) and _may_date(column, values)


def _may_date(column: str, values: tuple[str, ...]) -> bool:
    """Whether values that read as dates are meant so: plain numbers need a name for it."""
    is_plain_number = all(_NUMBER.fullmatch(value) for value in values)
    return bool(_DATE_NAME.search(column)) or not is_plain_number
