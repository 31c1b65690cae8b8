"""The one pass over all records: cells at the finest combination of groups."""

from collections.abc import Iterator

from efqi.errors import ExtractError, Place
from efqi.measures.interval import Interval
from efqi.measures.tally import Tally
from efqi.projects.plan import Plan, PlannedDimension, PlannedMeasure
from efqi.store.date_column import DateColumn
from efqi.store.engine import Progress, name, text
from efqi.store.extract import Extract
from efqi.store.group_sql import STRAY, group_sql, is_made, joined
from efqi.store.grouping import meanings, nearest_group
from efqi.store.measured_sql import is_wrong, measured_columns
from efqi.store.stray import stray_error
from efqi.store.tally_sql import is_amount, met

_MOST_VALUES = 1_000
_ROWS_TRIED = 20_000
_EVERY_RECORD = Tally()
START = {
    Interval.DAY: "efqi_day",
    Interval.WEEK: "date_trunc('week', efqi_day)",
    Interval.MONTH: "date_trunc('month', efqi_day)",
    Interval.QUARTER: "date_trunc('quarter', efqi_day)",
    Interval.YEAR: "date_trunc('year', efqi_day)",
    Interval.FINANCIAL_YEAR: (
        "date_trunc('year', efqi_day - INTERVAL 3 MONTH) + INTERVAL 3 MONTH"
    ),
}
"""SQL of the first day of each interval."""


def tally_finest(
    plan: Plan, extract: Extract, dates: DateColumn, on_progress: Progress | None
) -> None:
    """Make the table `finest`, one row per interval and combination of raw values.

    Its columns: ``start`` (NULL where the date is wrong), ``group0``… as they stand in the
    file or as `group_sql` makes them, ``numerator0, denominator0``… of each measure, ``wrong0``… (amounts that are no
    number or negative), those of `measured_columns`, ``last_day, records, counted`` (records in any denominator).

    Parameters
    ----------
    plan : Plan
        What is counted, for whom.
    extract : Extract
        A file that has every column of the plan.
    dates : DateColumn
        How its dates are read.
    on_progress : callable or None
        Told the fraction done.

    Raises
    ------
    ExtractError
        Where a group column clearly names each person: told before all is counted.
    """
    for dimension in plan.dimensions:
        _check_is_groups(plan, extract, dimension)
    columns = [f"CAST({START[plan.source.interval]} AS DATE) AS start"]
    columns += [
        f"{group_sql(extract, i, planned)} AS group{i}"
        for i, planned in enumerate(plan.dimensions)
    ]
    for i, planned in enumerate(plan.measures):
        if planned.measure.kind.is_measured:
            columns += measured_columns(extract, i, planned)
            continue
        columns += [
            f"{_total(extract, *_denominator(extract, planned))} AS denominator{i}",
            f"{_total(extract, *_numerator(extract, planned))} AS numerator{i}",
        ]
    for i, (column, where) in enumerate(_amounts(plan, extract)):
        wrong = f"{where} AND NOT {is_amount(extract, column)}"
        columns.append(f"count(*) FILTER (WHERE {wrong}) AS wrong{i}")
    dated = f"(SELECT *, {dates.sql} AS efqi_day FROM {extract.relation})"  # noqa: S608
    keys = ", ".join(str(i + 1) for i in range(1 + len(plan.dimensions)))
    extract.keep(
        "finest",
        f"SELECT {', '.join(columns)}, "  # noqa: S608
        "max(efqi_day) AS last_day, count(*) AS records, "
        f"count(*) FILTER (WHERE {_in_any(plan, extract)}) AS counted "
        f"FROM {joined(extract, plan, dated)} GROUP BY {keys}",
        on_progress,
    )


def _check_is_groups(plan: Plan, extract: Extract, planned: PlannedDimension) -> None:
    """Look at the first rows: millions of values would fill the disk before any error."""
    if is_made(planned) or planned.rules:
        return
    ((values,),) = extract.rows(
        f"SELECT count(DISTINCT {name(planned.column)}) FROM (SELECT * "  # noqa: S608
        f"FROM {extract.relation} WHERE {_in_any(plan, extract)} LIMIT {_ROWS_TRIED})"
    )
    if values > _MOST_VALUES:
        raise _too_many_values(extract, planned)


def _too_many_values(extract: Extract, planned: PlannedDimension) -> ExtractError:
    return ExtractError(
        f"The group '{planned.dimension.name}' has over {_MOST_VALUES:,} values.",
        where=Place(extract.file, column=planned.column),
        fix="Choose a column with groups, not one that names each person.",
    )


def _denominator(extract: Extract, planned: PlannedMeasure) -> tuple[Tally, str]:
    tally = planned.denominator or _EVERY_RECORD
    return tally, met(extract, tally.where)


def _numerator(extract: Extract, planned: PlannedMeasure) -> tuple[Tally, str]:
    tally = planned.numerator or _EVERY_RECORD
    within = _denominator(extract, planned)[1]
    return tally, f"{within} AND {met(extract, tally.where)}"


def _total(extract: Extract, tally: Tally, where: str) -> str:
    if tally.sum_of is None:
        return f"count(*) FILTER (WHERE {where})"
    return f"sum({extract.number(tally.sum_of)}) FILTER (WHERE {where})"


def _amounts(plan: Plan, extract: Extract) -> Iterator[tuple[str, str]]:
    for planned in plan.measures:
        if planned.measure.kind.is_measured:
            continue
        for side in (_denominator, _numerator):
            tally, where = side(extract, planned)
            if tally.sum_of is not None:
                yield tally.sum_of, where


def _in_any(plan: Plan, extract: Extract) -> str:
    denominators = (_denominator(extract, m)[1] for m in plan.measures)
    return " OR ".join(f"({where})" for where in dict.fromkeys(denominators))


def check_finest(plan: Plan, extract: Extract, dates: DateColumn) -> None:
    """Check dates, amounts and group values of the records that are counted.

    Parameters
    ----------
    plan, extract, dates
        As given to `tally_finest`.

    Raises
    ------
    ExtractError
        Naming file, row, column and value of the first that is wrong.
    """
    ((undated,),) = extract.cells(
        "SELECT coalesce(sum(counted), 0) FROM finest WHERE start IS NULL"
    )
    if undated:
        raise dates.error(extract, _in_any(plan, extract), int(undated))
    for i, (column, where) in enumerate(_amounts(plan, extract)):
        ((wrong,),) = extract.cells(f"SELECT sum(wrong{i}) FROM finest")  # noqa: S608
        if wrong:
            where = f"{where} AND NOT {is_amount(extract, column)}"
            raise ExtractError(
                "An amount must be a number, 0 or more.",
                where=extract.place(where, column),
                fix="Correct it, or leave this row out.",
            )
    for i, measure in enumerate(plan.measures):
        if measure.measure.kind.is_measured:
            _check_measured(extract, i, measure)
    for i, planned in enumerate(plan.dimensions):
        _check_values(plan, extract, i, planned)


def _check_measured(extract: Extract, index: int, planned: PlannedMeasure) -> None:
    ((unfit,),) = extract.cells(f"SELECT sum(unfit{index}) FROM finest")  # noqa: S608
    if not unfit:
        return
    signed = planned.measure.allows_negative
    raise ExtractError(
        f"A value of '{planned.measure.name}' must be a number"
        f"{'' if signed else ', 0 or more'}.",
        where=extract.place(is_wrong(extract, planned), planned.value_column or ""),
        fix="Correct it, or leave it blank: the record is then not counted."
        if signed
        else "Correct it, or leave it blank: the record is then not counted. If values "
        "below 0 are right, set allow_negative = true; to leave them all out, add the "
        f'condition {{ column = "{planned.value_column}", at_least = 0 }} to the '
        "denominator.",
    )


def _check_values(
    plan: Plan, extract: Extract, group: int, planned: PlannedDimension
) -> None:
    values = values_of(extract, group, planned)
    if STRAY in values:
        raise stray_error(extract, planned, _in_any(plan, extract))
    if len(values) > _MOST_VALUES:
        raise _too_many_values(extract, planned)
    unlisted = meanings(planned, values).unlisted
    if unlisted:
        raise _unlisted(plan, extract, planned, unlisted)


def _unlisted(
    plan: Plan, extract: Extract, planned: PlannedDimension, unlisted: tuple[str, ...]
) -> ExtractError:
    values = ", ".join(map(text, unlisted))
    where = (
        f"{extract.text(planned.column)} IN ({values}) AND ({_in_any(plan, extract)})"
    )
    place = extract.place(where, planned.column)
    others = [f"'{v}'" for v in unlisted if v != place.value]
    also = f" Nor does it list {', '.join(others[:10])}." if others else ""
    return ExtractError(
        f"The order of the group '{planned.dimension.name}' does not list this value.{also}",
        where=place,
        fix=nearest_group(planned, place.value or ""),
    )


def values_of(extract: Extract, group: int, planned: PlannedDimension) -> list[str]:
    """Give the raw values of a group column among counted records; blank for none.

    Parameters
    ----------
    extract : Extract
        A file that has been tallied.
    group : int
        Position of the dimension in the plan.
    planned : PlannedDimension
        The dimension.
    """
    rows = extract.cells(
        f"SELECT DISTINCT {group_text(extract, group, planned)} FROM finest "  # noqa: S608
        f"WHERE counted > 0 LIMIT {_MOST_VALUES + 1}"
    )
    return [value for (value,) in rows]


def group_text(extract: Extract, group: int, planned: PlannedDimension) -> str:
    """Write SQL for a group column of `finest` as text; blank where it is NULL."""
    column = f"group{group}"
    as_text = column if is_made(planned) else extract.text(planned.column, column)
    return f"coalesce({as_text}, '')"
