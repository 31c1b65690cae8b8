"""Numbers and dates of a measures file, each checked where it stands."""

import math
import re
from collections.abc import Iterable
from datetime import date

from efqi.errors import ExtractError, MeasureError
from efqi.measures.interval import Interval
from efqi.measures.measure import Kind, Measure
from efqi.measures.suppressed import Bounds, bounds_of, is_suppressed
from efqi.store.count_rows import CountFile, CountRow
from efqi.store.date_text import format_of, trouble_with
from efqi.store.period_text import period_start

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_LEAVE_OUT = "Correct it, or delete the row: the interval is then a gap."
Counted = tuple[Bounds | None, Bounds | None, float | None, float | None, float | None]
"""Numerator, denominator, ratio, and `MEASURED`; None where there is none.

A count is given as the least and the most it can be, which differ where its source hides it.
"""


def starts_of(file: CountFile, rows: Iterable[CountRow]) -> dict[str, date]:
    """Read every interval start, and check that it begins an interval.

    Parameters
    ----------
    file : CountFile
        Gives the interval.
    rows : iterable of CountRow
        All rows that are used.

    Raises
    ------
    ExtractError
        A date that is missing, impossible, written otherwise or inside an interval.
    """
    interval = file.plan.source.interval
    first_with = {row.fixed["interval_start"]: row for row in reversed(list(rows))}
    written = format_of(first_with)
    starts: dict[str, date] = {}
    for text, row in sorted(first_with.items(), key=lambda item: item[1].record):
        read = written.read(text) if written is not None else None
        # A quarter or year may be named by its first month: whether it begins is checked.
        named = period_start(text, interval) or period_start(text, Interval.MONTH)
        start = named or read
        if start is None:
            found, fix = trouble_with(text, written)
            place = file.place(row, "interval_start")
            raise ExtractError(found, where=place, fix=fix)
        _check_begins(file, row, start, next(iter(starts.values()), start))
        starts[text] = start
    return starts


def _check_begins(file: CountFile, row: CountRow, start: date, first: date) -> None:
    interval = file.plan.source.interval
    if interval is Interval.WEEK:
        begins, expected = start.weekday() == first.weekday(), f"others: {first:%A}"
    else:
        expected_start = interval.start(start)
        begins, expected = start == expected_start, f"it begins {expected_start}"
    if not begins:
        raise ExtractError(
            f"This is not the first day of an interval ({expected}).",
            where=file.place(row, "interval_start"),
            fix="Correct it, or set another interval in [data] of project.toml.",
        )


def counted(file: CountFile, row: CountRow, measure: Measure) -> Counted:
    """Read the counts of a row.

    Parameters
    ----------
    file : CountFile
        For messages.
    row : CountRow
        The row.
    measure : Measure
        Its kind says what may be fractional.

    Raises
    ------
    ExtractError
        Missing, hidden without a word of what it can be, negative, fractional, not a
        number, or over the denominator.
    """
    is_fraction_allowed = {
        "numerator": False,
        "denominator": measure.kind is Kind.RATE,
        "ratio": True,
    }
    values = {
        column: _bounds(file, row, column, is_fraction_allowed[column])
        for column in is_fraction_allowed
    }
    if measure.kind is Kind.COUNT:
        values["denominator"] = (1.0, 1.0)
    numerator, denominator = values["numerator"], values["denominator"]
    if numerator is None or denominator is None:
        return _only_ratio(file, row, measure, values)
    if measure.kind is not Kind.COUNT:
        _check_within(file, row, measure, numerator, denominator)
    if measure.kind is Kind.PROPORTION:
        numerator = numerator[0], min(numerator[1], denominator[1])
        denominator = max(denominator[0], numerator[0]), denominator[1]
    return numerator, denominator, None, None, None


def _bounds(
    file: CountFile, row: CountRow, column: str, is_fraction_allowed: bool
) -> Bounds | None:
    """Give the least and the most that a count can be; None where nothing stands."""
    text, hidden = row.fixed[column], file.plan.source.hidden
    if text not in hidden and not is_suppressed(text):
        found = number(file, row, column, is_fraction_allowed)
        return None if found is None else (found, found)
    bounds = bounds_of(text, hidden)
    if column == "ratio":
        return None
    if bounds is None:
        raise MeasureError(
            "This count is hidden, and its mark does not say what it can be.",
            where=file.place(row, column),
            fix=f'Say so in [data]: hidden = {{ "{text}" = "1-7" }}, as its publisher '
            "explains.",
        )
    return bounds


def number(
    file: CountFile,
    row: CountRow,
    column: str,
    is_fraction_allowed: bool,
    is_negative_allowed: bool = False,
) -> float | None:
    """Read one number of a row; None where it is blank.

    Raises
    ------
    MeasureError
        Suppressed, no number, or negative or fractional where it may not be.
    """
    text = row.fixed[column]
    if not text:
        return None
    if is_suppressed(text):
        raise MeasureError(
            "This value is suppressed at its source, so nothing can be made of it.",
            where=file.place(row, column),
            fix="Ask for larger groups or longer intervals, or delete the row.",
        )
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    is_per_cent = column == "ratio" and plain.endswith("%")
    try:
        found = float(plain.rstrip("%")) / 100 if is_per_cent else float(plain)
    except ValueError:
        raise MeasureError(
            "This is not a number.", where=file.place(row, column), fix=_LEAVE_OUT
        ) from None
    if not math.isfinite(found):
        return None
    if found < 0 and not is_negative_allowed:
        raise MeasureError(
            "A count cannot be negative.",
            where=file.place(row, column),
            fix=_LEAVE_OUT,
        )
    if not (is_fraction_allowed or found.is_integer()):
        raise MeasureError(
            "A count must be a whole number.",
            where=file.place(row, column),
            fix='Correct it; only the denominator of a measure with kind = "rate" may have '
            "a fraction.",
        )
    return found


def _only_ratio(
    file: CountFile, row: CountRow, measure: Measure, values: dict[str, Bounds | None]
) -> Counted:
    absent = [c for c in ("numerator", "denominator") if values[c] is None]
    is_published_ratio = "numerator" in absent and (
        measure.kind is Kind.COUNT or len(absent) == 2
    )
    ratio = values["ratio"]
    if ratio is None or not is_published_ratio:
        raise MeasureError(
            "A count is missing.",
            where=file.place(row, absent[0]),
            fix="Give numerator and denominator, or only a ratio, or delete the row: the "
            "interval is then a gap.",
        )
    if measure.kind is Kind.PROPORTION and ratio[1] > 1:
        raise MeasureError(
            "A proportion cannot be over 1.",
            where=file.place(row, "ratio"),
            fix="Divide per cent by 100.",
        )
    return None, None, ratio[1], None, None


def _check_within(
    file: CountFile,
    row: CountRow,
    measure: Measure,
    numerator: Bounds,
    denominator: Bounds,
) -> None:
    least, most = numerator[0], denominator[1]
    if least > most and (measure.kind is Kind.PROPORTION or most == 0):
        raise MeasureError(
            f"The numerator is over the denominator ({most:.15g}).",
            where=file.place(row, "numerator"),
            fix='Correct it; if it is not a proportion, set kind = "rate".',
        )
