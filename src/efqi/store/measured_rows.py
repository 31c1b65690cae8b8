"""Means and percentiles of a measures file: value, people, and how far values spread."""

from efqi.errors import MeasureError
from efqi.measures.measure import Kind, Measure
from efqi.stats.percentile import variance_from_limits
from efqi.store.count_rows import SPREADS, CountFile, CountRow
from efqi.store.count_values import Counted, number

Numbers = dict[str, float | None]
_ROUNDING = 1e-6


def measured(file: CountFile, row: CountRow, measure: Measure) -> Counted:
    """Read a mean or percentile.

    Parameters
    ----------
    file : CountFile
        For messages.
    row : CountRow
        A mean: its sum (``numerator``) or value (``ratio``), people (``denominator``), and
        ``sum_of_squares`` or ``standard_deviation``. A percentile: its value, people, and
        ``variance`` or 95 % limits (``lower``, ``upper``). Without people or spread the
        value is taken as published.
    measure : Measure
        Says whether values may be negative.

    Returns
    -------
    tuple
        As `Counted`.

    Raises
    ------
    MeasureError
        A number that is missing, impossible, or contradicts another; with its place.
    """
    signed = ("numerator", "ratio", "lower", "upper")
    found = {
        column: number(
            file,
            row,
            column,
            is_fraction_allowed=column != "denominator",
            is_negative_allowed=measure.allows_negative and column in signed,
        )
        for column in ("numerator", "denominator", "ratio", *SPREADS)
    }
    if found["denominator"] == 0:
        return (0.0, 0.0), (0.0, 0.0), None, None, None
    if measure.kind is Kind.PERCENTILE:
        return _percentile(file, row, found)
    return _mean(file, row, found)


def _mean(file: CountFile, row: CountRow, found: Numbers) -> Counted:
    people, total, value = found["denominator"], found["numerator"], found["ratio"]
    if total is None and value is None:
        raise _missing(file, row, "ratio", "numerator and denominator, or ratio")
    if people is None:
        if value is None:
            raise _missing(file, row, "denominator", "how many people the sum is of")
        return None, None, value, None, None
    total = value * people if total is None and value is not None else total or 0.0
    squares, deviation = found["sum_of_squares"], found["standard_deviation"]
    least = total**2 / people
    if squares is None and deviation is not None:
        squares = (people - 1) * deviation**2 + least
    if squares is not None and squares < least * (1 - _ROUNDING):
        raise MeasureError(
            f"The sum of squares is below the square of the sum over people ({least:.6g}).",
            where=file.place(row, "sum_of_squares"),
            fix="Correct it; it is the sum of each value times itself.",
        )
    return (total, total), (people, people), None, squares, None


def _percentile(file: CountFile, row: CountRow, found: Numbers) -> Counted:
    value, lower, upper = found["ratio"], found["lower"], found["upper"]
    if value is None:
        raise _missing(file, row, "ratio", "the percentile")
    variance = found["variance"]
    if variance is None and lower is not None and upper is not None:
        if not lower <= value <= upper:
            raise MeasureError(
                f"The value ({value:g}) does not lie between its limits.",
                where=file.place(row, "lower"),
                fix="Correct lower, upper or ratio.",
            )
        variance = float(variance_from_limits(lower, upper))
    people = found["denominator"]
    count = None if people is None else (people, people)
    return None, count, value, None, variance


def _missing(file: CountFile, row: CountRow, column: str, needed: str) -> MeasureError:
    return MeasureError(
        "A value is missing.",
        where=file.place(row, column),
        fix=f"Give {needed}, or delete the row: the interval is then a gap.",
    )
