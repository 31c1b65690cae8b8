"""Whether a table is laid out wide, told from its header and figures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from efqi.errors import EfqiError
from efqi.store.grid import Grid
from efqi.store.reading import Reading
from efqi.store.sheet_table import SheetTable, only_table
from efqi.store.wide import VALUE, header_labels, holds_figures, is_figure, is_period

_MOST_HEADER_ROWS = 2
_FEWEST_PERIODS = 3
_MOST_COUNTS = 6
_START, _COUNT, _GROUP = "interval_start", "count", "group"
_COUNT_WORDS = re.compile(
    r"numerator|denominator|number|count|total|population|eligible|rate|%|per ?cent|"
    r"attend|appointment|invited|booked|missed|seen|patients|people|referr",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"rate|ratio|per ?cent|proportion|pct|%|average|mean", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A table with what its header rows hold.

    Attributes
    ----------
    table : SheetTable
        The table under so many header rows.
    across : tuple of str
        What each holds.
    figures : tuple of int
        Columns with figures.
    """

    table: SheetTable
    across: tuple[str, ...]
    figures: tuple[int, ...]


def guessed(grids: Sequence[Grid], reading: Reading) -> Reading:
    """Say how a wide table is to be read; give the reading back where it is long.

    Months or years across the columns are known by their labels; groups across by two
    header rows of which the lower repeats itself, above rows of months. Of several counts
    the largest is taken as the denominator.

    Parameters
    ----------
    grids : sequence of Grid
        Sheets that may be meant; none for a file that cannot be wide.
    reading : Reading
        What is known already.
    """
    for rows in range(1, _MOST_HEADER_ROWS + 1) if grids else ():
        tried = replace(reading, across=("",) * rows)
        try:
            table = only_table(grids, tried)
        except EfqiError:
            continue
        found = _found(table)
        if found is not None:
            return _named(found, replace(reading, across=found.across))
    return reading


def _found(table: SheetTable) -> _Found | None:
    labels = header_labels(table, None, is_from_1904=False)
    figures = tuple(c for c in table.columns if holds_figures(table, c))
    levels = range(len(table.header))
    for level in levels:
        dated = tuple(c for c in figures if is_period(labels[c][level]))
        if (
            len(dated) >= _FEWEST_PERIODS
            and len({labels[c][level] for c in dated}) >= 2
        ):
            others = {labels[c][i] for c in dated for i in levels if i != level}
            if any(is_figure(text) for text in others):
                return None
            other = _COUNT if _name_counts(others) else _GROUP
            across = tuple(_START if i == level else other for i in levels)
            return _Found(table, across, dated)
    return _groups_across(table, labels, figures)


def _groups_across(
    table: SheetTable, labels: dict[int, list[str]], figures: tuple[int, ...]
) -> _Found | None:
    first = table.columns[0]
    values = [c for c in figures if c != first]
    below = [labels[c][-1] for c in values]
    if len(table.header) < 2 or not below or any(map(is_figure, below)):
        return None
    if any(below.count(text) < 2 for text in below):
        return None
    # Last, and each text once: a file of records has as many rows as it has records.
    months = {table.grid.rows[row][first] for row in table.body}
    if not all(map(is_period, months)):
        return None
    return _Found(table, (_GROUP, _COUNT), tuple(values))


def _name_counts(labels: Iterable[str]) -> bool:
    texts = set(labels)
    named = any(_COUNT_WORDS.search(text) for text in texts)
    return 2 <= len(texts) <= _MOST_COUNTS and named


def _named(found: _Found, reading: Reading) -> Reading:
    """Add what the file calls its counts, and its column of months."""
    table = found.table
    start = _START if _START in found.across else table.name_of(table.columns[0])
    sums = _sums(found)
    plain = [name for name in sums if not _RATIO.search(name)]
    ranked = sorted(plain, key=lambda name: -sums[name])
    if len(ranked) < 2:
        counts = (VALUE, "denominator", "ratio")
    else:
        counts = (ranked[1], ranked[0], "ratio")
    return replace(reading, counts=counts, labels=(start, "measure"), dated=start)


def _sums(found: _Found) -> dict[str, float]:
    """Sum the figures by the label that names counts; empty where none does."""
    table, grid = found.table, found.table.grid
    if _COUNT in found.across:
        labels = header_labels(table, None, is_from_1904=False)
        level = found.across.index(_COUNT)
        cells = [(labels[c][level], r, c) for c in found.figures for r in table.body]
    else:
        column = _column_of_counts(found)
        if column is None:
            return {}
        cells = [
            (grid.rows[r][column], r, c) for c in found.figures for r in table.body
        ]
    sums: dict[str, float] = {}
    for name, row, at in cells:
        sums[name] = sums.get(name, 0.0) + _number(grid.rows[row][at])
    return sums


def _column_of_counts(found: _Found) -> int | None:
    table = found.table
    labels = [c for c in table.columns if c < found.figures[0]]
    rows = table.grid.rows
    names = ((c, {rows[row][c] for row in table.body}) for c in labels)
    return next((c for c, texts in names if _name_counts(texts)), None)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return 0.0
