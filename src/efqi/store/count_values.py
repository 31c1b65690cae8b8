"""Numbers and dates of a measures file, each checked where it stands."""

import math
import re
from collections.abc import Iterable
from datetime import date

from efqi.errors import ExtractError, MeasureError
from efqi.measures.interval import Interval
from efqi.measures.measure import Kind, Measure
from efqi.store.count_rows import CountFile, CountRow
from efqi.store.date_text import format_of, trouble_with

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_SUPPRESSED = re.compile(r"[<*\[].*|c|x|-|\.\.|suppressed|redacted", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})([-/](\d\d|\d{4}))?")
_LEAVE_OUT = "Correct it, or delete the row: the interval is then a gap."
Counted = tuple[float | None, ...]
"""Numerator, denominator, ratio, and `MEASURED`; None where there is none."""


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
        start = _year_start(text, interval) or read
        if start is None:
            found, fix = trouble_with(text, written)
            place = file.place(row, "interval_start")
            raise ExtractError(found, where=place, fix=fix)
        _check_begins(file, row, start, next(iter(starts.values()), start))
        starts[text] = start
    return starts


def _year_start(text: str, interval: Interval) -> date | None:
    year = _YEAR.fullmatch(text)
    if year is None or interval not in (Interval.YEAR, Interval.FINANCIAL_YEAR):
        return None
    return date(int(year[1]), 1 if interval is Interval.YEAR else 4, 1)


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
        Missing, suppressed, negative, fractional, not a number, or over the denominator.
    """
    is_fraction_allowed = {
        "numerator": False,
        "denominator": measure.kind is Kind.RATE,
        "ratio": True,
    }
    values = {
        column: number(file, row, column, is_fraction_allowed[column])
        for column in is_fraction_allowed
    }
    if measure.kind is Kind.COUNT:
        values["denominator"] = 1.0
    if values["numerator"] is None or values["denominator"] is None:
        return _only_ratio(file, row, measure, values)
    if measure.kind is not Kind.COUNT:
        _check_within(file, row, measure, values["numerator"], values["denominator"])
    return values["numerator"], values["denominator"], None, None, None


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
    if _SUPPRESSED.fullmatch(text):
        raise MeasureError(
            "This count is suppressed, so what it hides cannot be counted.",
            where=file.place(row, column),
            fix="Ask for exact counts, or for larger groups or longer intervals.",
        )
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    try:
        found = float(plain)
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
    file: CountFile, row: CountRow, measure: Measure, values: dict[str, float | None]
) -> Counted:
    absent = [c for c in ("numerator", "denominator") if values[c] is None]
    is_published_ratio = "numerator" in absent and (
        measure.kind is Kind.COUNT or len(absent) == 2
    )
    if values["ratio"] is None or not is_published_ratio:
        raise MeasureError(
            "A count is missing.",
            where=file.place(row, absent[0]),
            fix="Give numerator and denominator, or only a ratio, or delete the row: the "
            "interval is then a gap.",
        )
    if measure.kind is Kind.PROPORTION and values["ratio"] > 1:
        raise MeasureError(
            "A proportion cannot be over 1.",
            where=file.place(row, "ratio"),
            fix="Divide per cent by 100.",
        )
    return None, None, values["ratio"], None, None


def _check_within(
    file: CountFile,
    row: CountRow,
    measure: Measure,
    numerator: float,
    denominator: float,
) -> None:
    if numerator > denominator and (
        measure.kind is Kind.PROPORTION or denominator == 0
    ):
        raise MeasureError(
            f"The numerator is over the denominator ({denominator:.15g}).",
            where=file.place(row, "numerator"),
            fix='Correct it; if it is not a proportion, set kind = "rate".',
        )
