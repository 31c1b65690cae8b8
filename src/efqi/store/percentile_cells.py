"""Percentiles, counted anew for every declared view because they do not add up."""

import polars as pl

from efqi.measures.measure import Kind
from efqi.projects.plan import Plan, PlannedMeasure
from efqi.stats.percentile import REACH, percentile_variance
from efqi.store.date_column import DateColumn
from efqi.store.engine import Progress, text
from efqi.store.extract import Extract
from efqi.store.finest_cells import START, group_text, values_of
from efqi.store.group_sql import group_sql, joined
from efqi.store.grouping import meanings
from efqi.store.measured_sql import is_measured, value

_VALUES = "efqi_measured"


def has_percentiles(plan: Plan) -> bool:
    """Say whether a plan asks for any."""
    return any(m.measure.kind is Kind.PERCENTILE for m in plan.measures)


def keep_values(
    plan: Plan, extract: Extract, dates: DateColumn, on_progress: Progress | None = None
) -> None:
    """Make the table `efqi_measured` in a second pass: what percentiles are taken from.

    Its columns: ``start``, ``group0``… as in the table `finest`, and ``value<i>`` of each
    measure that is a percentile, NULL for a record that does not count there.

    Parameters
    ----------
    plan, extract, dates, on_progress
        As given to `tally_finest`.
    """
    columns = [f"CAST({START[plan.source.interval]} AS DATE) AS start"]
    columns += [
        f"{group_sql(extract, i, planned)} AS group{i}"
        for i, planned in enumerate(plan.dimensions)
    ]
    among = []
    for i, planned in enumerate(plan.measures):
        if planned.measure.kind is Kind.PERCENTILE:
            where = is_measured(extract, planned)
            number = value(extract, planned)
            columns.append(f"CASE WHEN {where} THEN {number} END AS value{i}")
            among.append(f"({where})")
    dated = f"(SELECT *, {dates.sql} AS efqi_day FROM {extract.relation})"  # noqa: S608
    extract.hold(
        _VALUES,
        f"SELECT {', '.join(columns)} "  # noqa: S608
        f"FROM {joined(extract, plan, dated)} WHERE {' OR '.join(among)}",
        on_progress,
    )


def percentile_cells(
    plan: Plan, extract: Extract, by: tuple[str, ...], index: int
) -> pl.DataFrame:
    """Give one percentile of every interval and group of a view.

    Parameters
    ----------
    plan : Plan
        What is counted.
    extract : Extract
        One whose values have been kept.
    by : tuple of str
        Dimensions of the view; none is everyone.
    index : int
        Position of the measure in the plan.

    Returns
    -------
    polars.DataFrame
        ``interval_start``, the dimensions, ``ratio`` (the percentile, between two values as
        most software has it: rank ``1 + (n - 1) p``) and its ``variance``.
    """
    share = _share(plan.measures[index])
    rows = extract.rows(_query(plan, extract, by, index))
    schema = {
        "interval_start": pl.Date,
        **dict.fromkeys(by, pl.String),
        **dict.fromkeys(("below", "above", "low", "high", "people"), pl.Float64),
    }
    found = pl.DataFrame(rows, schema=schema, orient="row")
    part = (1 + (found["people"] - 1) * share) % 1
    value = found["below"] + part * (found["above"] - found["below"])
    variance = percentile_variance(
        value.to_numpy(),
        found["low"].to_numpy(),
        found["high"].to_numpy(),
        found["people"].to_numpy(),
        share,
    )
    return found.select(
        "interval_start",
        *by,
        ratio=value,
        variance=pl.Series(variance, dtype=pl.Float64).fill_nan(None),
    )


def _share(planned: PlannedMeasure) -> float:
    return (planned.measure.percentile or 0.0) / 100


def _query(plan: Plan, extract: Extract, by: tuple[str, ...], index: int) -> str:
    """Write the ranks in plain SQL, so that any engine gives the same values."""
    share = _share(plan.measures[index])
    dimensions = [i for i, p in enumerate(plan.dimensions) if p.dimension.name in by]
    keys = ", ".join(["start", *(f"into{i}" for i in dimensions)])
    grouped = _VALUES + "".join(_mapping(plan, extract, i) for i in dimensions)
    within = f"OVER (PARTITION BY {keys}"
    rank = f"1 + (people - 1) * {share!r}"
    middle = f"(people + 1) * {share!r}"
    reach = (
        f"least({REACH!r} * sqrt(people * {share * (1 - share)!r}), "
        f"people * {min(share, 1 - share) / 2!r})"
    )
    at = {
        "below": f"floor({rank})",
        "above": f"ceil({rank})",
        "low": f"greatest(1, floor({middle} - {reach}))",
        "high": f"least(people, ceil({middle} + {reach}))",
    }
    picked = [
        f"max(CASE WHEN place = {place} THEN efqi_value END) AS {name}"
        for name, place in at.items()
    ]
    return (
        f"SELECT {keys}, {', '.join(picked)}, max(people) AS people FROM ("  # noqa: S608
        f"SELECT {keys}, value{index} AS efqi_value, "
        f"row_number() {within} ORDER BY value{index}) AS place, "
        # Without the cast, ranks are decimals in some engines, and rounded otherwise.
        f"CAST(count(*) {within}) AS DOUBLE) AS people FROM {grouped} "
        f"WHERE value{index} IS NOT NULL) AS ranked GROUP BY {keys}"
    )


def _mapping(plan: Plan, extract: Extract, dimension: int) -> str:
    """Join raw values to the group, or groups, that each means."""
    planned = plan.dimensions[dimension]
    found = meanings(planned, values_of(extract, dimension, planned)).groups
    pairs = ", ".join(
        f"({text(raw)}, {text(group)})"
        for raw, groups in found.items()
        for group in groups
    )
    return (
        f" JOIN (VALUES {pairs}) AS meaning{dimension}(raw{dimension}, into{dimension}) "
        f"ON raw{dimension} = {group_text(extract, dimension, planned)}"
    )
