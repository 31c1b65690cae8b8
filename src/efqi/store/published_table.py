"""A table of counts as public bodies publish it, once someone says which column is what.

One row stands for a period, a group and often an organisation; several columns hold counts,
and one may say by what people are grouped in the row.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from efqi.errors import ExtractError, Place
from efqi.measures.interval import Interval
from efqi.store.engine import name
from efqi.store.extract import Extract
from efqi.store.opening import open_extract
from efqi.store.period_text import period_start
from efqi.store.profile import ColumnProfile, first_rows, profiles

_MOST_KINDS = 20
"""Values of a column that may say which rows to take."""
_HEAD = ("measure", "interval_start", "interval_end", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """What such a table offers to choose from.

    Attributes
    ----------
    periods, counts, groups : tuple of str
        Columns that name periods, that hold numbers, that hold groups.
    kinds : tuple of (str, str)
        Column and value by which rows can be taken, such as ("breakdown", "Ethnicity").
    """

    periods: tuple[str, ...]
    counts: tuple[str, ...]
    groups: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people say that its columns mean.

    Attributes
    ----------
    period, numerator, denominator, group : str
        Columns.
    kind : tuple of (str, str) or None
        Column and value of the rows to take; None for all of them.
    """

    period: str
    numerator: str
    denominator: str
    group: str
    kind: tuple[str, str] | None = None


def look_at_table(path: Path) -> PublishedTable | None:
    """Say what a table of counts offers; None where it is no such table.

    Parameters
    ----------
    path : Path
        CSV, Excel or Parquet.
    """
    with open_extract(path) as extract:
        found = list(profiles(first_rows(extract)[0]).values())
    periods = tuple(c.name for c in found if c.period is not None)
    counts = tuple(c.name for c in found if c.is_number and c.name not in periods)
    groups = tuple(c.name for c in found if c.is_groups and c.name not in periods)
    if not periods or len(counts) < 2 or not groups:
        return None
    return PublishedTable(periods, counts, groups, tuple(_kinds(found, periods)))


def _kinds(
    found: list[ColumnProfile], periods: tuple[str, ...]
) -> list[tuple[str, str]]:
    return [
        (column.name, value)
        for column in found
        if column.is_groups and column.name not in periods
        if len(column.known) <= _MOST_KINDS
        for value in column.known
    ]


def add_up(path: Path, chosen: Chosen) -> str:
    """Add a table up by period and group, as a file of counts that efqi reads.

    A row in which one of the two counts is hidden or blank is left out whole, so that what
    is added up on both sides is of the same rows.

    Parameters
    ----------
    path : Path
        The table.
    chosen : Chosen
        What its columns mean.

    Returns
    -------
    str
        CSV with a row for each period and group.

    Raises
    ------
    ExtractError
        A column that is not there, or no row that can be counted.
    """
    columns = (chosen.period, chosen.numerator, chosen.denominator, chosen.group)
    with open_extract(path) as extract:
        extract.require([*columns, *(chosen.kind or ())[:1]])
        interval = profiles(first_rows(extract)[0])[chosen.period].period
        rows = extract.rows(_query(extract, chosen))
    if interval is None or not rows:
        raise ExtractError(
            "No row of the table can be counted so.",
            where=Place(path.name, column=chosen.group),
            fix="Choose other columns, or other rows.",
        )
    group = chosen.kind[1] if chosen.kind else chosen.group
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_HEAD, group))
    for period, label, numerator, denominator in rows:
        first, last = _days(period, interval)
        counts = (_plain(numerator), _plain(denominator))
        writer.writerow((chosen.numerator, first, last, *counts, label))
    return out.getvalue()


def _plain(count: float) -> str:
    """Write a count as people do; a fraction stays one, and is judged later."""
    return repr(count) if count % 1 else str(int(count))


def _query(extract: Extract, chosen: Chosen) -> str:
    numerator, denominator = map(extract.number, (chosen.numerator, chosen.denominator))
    period, group = map(extract.text, (chosen.period, chosen.group))
    taken = f"{numerator} IS NOT NULL AND {denominator} IS NOT NULL"
    if chosen.kind:
        column, value = chosen.kind
        words = value.replace("'", "''")
        taken += f" AND trim({extract.text(column)}) = '{words}'"
    return (
        f"SELECT trim({period}) AS period, coalesce(trim({group}), '') AS label, "  # noqa: S608
        f"sum({numerator}), sum({denominator}) FROM {extract.relation} "
        f"WHERE {taken} AND {name(chosen.period)} IS NOT NULL "
        "GROUP BY period, label ORDER BY period, label"
    )


def _days(period: str, interval: Interval) -> tuple[date, date]:
    start = period_start(period, interval)
    if start is None:
        raise ExtractError(
            "This is no period as the others are.", where=Place(value=period)
        )
    return start, interval.next(start) - timedelta(days=1)
