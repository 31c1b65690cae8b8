"""Monthly numbers that someone types or pastes, as the counts file that they stand for."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from efqi.measures.interval import Interval

TYPED = "typed numbers.csv"
"""Name of the file that they become; the readers of counts files judge it."""
MOST_MONTHS = 36
MOST_GROUPS = 12
_YEARS = range(1900, 2200)
_HEAD = ("interval_start", "group", "numerator", "denominator")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(-\d{1,2})?")
_WORDS = re.compile(r"([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
_NAMES = (
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
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was typed so far.

    Attributes
    ----------
    lines : str
        Lines of month, group, how many, out of how many.
    names, first, count : str
        Groups, one a line; the first month; how many months: what a table is made of.
    groups : tuple of str
        Columns of the table; empty before one was asked for.
    months : tuple of date
        Its rows.
    cells : mapping of str to str
        What stands in the table: "0.1.n" and "0.1.d" for the first month's second group.
    errors : mapping of str to str
        One sentence for a field that is wrong.
    """

    lines: str = ""
    names: str = ""
    first: str = ""
    count: str = ""
    groups: tuple[str, ...] = ()
    months: tuple[date, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def sheet_of(sent: Mapping[str, str]) -> Sheet:
    """Read the page as it was sent.

    Parameters
    ----------
    sent : mapping of str to str
        A GET asks for a table of these groups and months; a POST sends numbers.
    """
    lines = sent.get("lines", "")
    names, first = sent.get("names", ""), sent.get("first", "").strip()
    count = sent.get("count", "").strip()
    if not names.strip() and not first:
        return Sheet(lines=lines)
    groups = tuple(dict.fromkeys(n.strip() for n in names.splitlines() if n.strip()))
    start = month_of(first)
    errors = {}
    if not 2 <= len(groups) <= MOST_GROUPS:
        errors["names"] = _("Name 2 to %(most)d groups, one on each line") % {
            "most": MOST_GROUPS
        }
    if start is None:
        errors["first"] = _("Write a month, such as April 2025")
    if not (count.isdecimal() and 1 <= int(count) <= MOST_MONTHS):
        errors["count"] = _("Write a number from 1 to %(most)d") % {"most": MOST_MONTHS}
    if errors or start is None:
        return Sheet(lines, names, first, count, errors=errors)
    months = [start]
    while len(months) < int(count):
        months.append(Interval.MONTH.next(months[-1]))
    cells = {
        name: value.strip()
        for name, value in sent.items()
        if re.fullmatch(r"\d+\.\d+\.[nd]", name)
    }
    return Sheet(lines, names, first, count, groups, tuple(months), cells)


def month_of(words: str) -> date | None:
    """Read a month: "2025-04", "April 2025", "Apr-25"; None where it is none."""
    words = words.strip()
    if found := _MONTH.fullmatch(words):
        year, month = int(found[1]), int(found[2])
    elif (found := _WORDS.fullmatch(words)) and found[1][:3].lower() in _NAMES:
        year, month = int(found[2]), _NAMES.index(found[1][:3].lower()) + 1
        year += 2000 if year < 100 else 0
    else:
        return None
    return date(year, month, 1) if 1 <= month <= 12 and year in _YEARS else None


def as_text(sheet: Sheet) -> str:
    """Write what was typed as a file of counts; blank where nothing was.

    Cells that are blank are left out; what is wrong with the others is found by the
    reader of counts files, with its row.
    """
    rows = [*_pasted(sheet.lines), *_tabled(sheet)]
    if not rows:
        return ""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_HEAD, *rows])
    return out.getvalue()


def _pasted(lines: str) -> list[list[str]]:
    """Read lines with commas, semicolons or the tabs that a spreadsheet copies."""
    rows: list[list[str]] = []
    for line in lines.splitlines():
        if not line.strip():
            continue
        mark = "\t" if "\t" in line else ";" if ";" in line else ","
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
        month = month_of(cells[0])
        if month is None and not rows and not re.search(r"\d", line):
            continue  # A row of headings.
        rows.append([month.isoformat() if month else cells[0], *cells[1:]])
    return rows


def _tabled(sheet: Sheet) -> list[list[str]]:
    rows = []
    for m, month in enumerate(sheet.months):
        for g, group in enumerate(sheet.groups):
            numerator = sheet.cells.get(f"{m}.{g}.n", "")
            denominator = sheet.cells.get(f"{m}.{g}.d", "")
            if numerator or denominator:
                rows.append([month.isoformat(), group, numerator, denominator])
    return rows
