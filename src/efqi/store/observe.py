"""What counting leaves behind of the source: spellings, sites, areas, repeated ids."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from efqi.errors import ExtractError, Place
from efqi.measures.dimension import UNKNOWN
from efqi.measures.interval import Interval
from efqi.measures.quality.field_counts import other_groups
from efqi.measures.quality.observed import (
    AreaUse,
    FieldUse,
    Observed,
    SiteUse,
    Spelling,
)
from efqi.projects.plan import Plan, PlannedDimension
from efqi.store.engine import text
from efqi.store.extract import Extract
from efqi.store.finest_cells import group_text
from efqi.store.group_sql import group_sql, is_made, joined, lent
from efqi.store.grouping import meanings
from efqi.store.lookup import Lookup
from efqi.store.tally_sql import met

SEVERAL = "efqi: several groups"
"""Stands for the groups of a record that is in more than one."""
_MOST_SITES = 10_000
_ROWS_LOOKED_UP = 1_000_000
_AREA_NAME = re.compile(r"lsoa", re.IGNORECASE)
_NUMBER = re.compile("[0-9]{1,9}")
_LEVELS = {5: "quintile", 10: "decile"}


def observed_in(plan: Plan, extract: Extract) -> Observed:
    """Look at an extract that has been tallied and checked.

    Spellings over time come from the cells of the tally and cost nothing more. Sites take
    one more pass over the records, and only where the plan names their column.

    Parameters
    ----------
    plan : Plan
        What was tallied.
    extract : Extract
        With the table `finest`.

    Raises
    ------
    ExtractError
        Where the column of sites has more values than there are sites.
    """
    fields = tuple(
        _field(plan, extract, i, planned) for i, planned in enumerate(plan.dimensions)
    )
    areas = (
        _area_use(extract, planned, use)
        for planned, use in zip(plan.dimensions, fields, strict=True)
    )
    return Observed(
        fields, _sites(plan, extract, fields), tuple(a for a in areas if a is not None)
    )


def repeated_ids(plan: Plan, records: Extract) -> dict[str, int]:
    """Count the rows whose id stands in an earlier row; nothing where no id is named."""
    column = plan.source.id_column
    if column is None:
        return {}
    key = f"trim({records.text(column)})"
    # Groups of hashes can be spilled to disk; a count of distinct values cannot.
    ((repeated,),) = records.rows(
        f"SELECT CAST(coalesce(sum(times - 1), 0) AS BIGINT) FROM (SELECT count(*) AS times "  # noqa: S608
        f"FROM {records.relation} WHERE {key} <> '' GROUP BY hash({key}))"
    )
    return {"repeated_ids": int(repeated)}


def _field(
    plan: Plan, extract: Extract, group: int, planned: PlannedDimension
) -> FieldUse:
    rows = extract.cells(
        f"SELECT start, {group_text(extract, group, planned)} AS value, sum(counted) "  # noqa: S608
        "FROM finest WHERE counted > 0 GROUP BY ALL"
    )
    groups = {
        value: found[0] if len(found) == 1 else SEVERAL
        for value, found in meanings(planned, {v for _, v, _ in rows}).groups.items()
    }
    use = field_use(
        planned, plan.source.interval, ((s, v, groups[v], float(n)) for s, v, n in rows)
    )
    return replace(use, is_made=is_made(planned))


def field_use(
    planned: PlannedDimension,
    interval: Interval,
    rows: Iterable[tuple[date, str, str, float]],
) -> FieldUse:
    """Lay the records of each spelling out over time.

    Parameters
    ----------
    planned : PlannedDimension
        The dimension.
    interval : Interval
        Unit of time.
    rows : iterable of (date, str, str, float)
        Interval start, value as it stands in the source, its group, records.
    """
    by_value: dict[tuple[str, str], dict[date, float]] = defaultdict(dict)
    for start, value, group, records in rows:
        over_time = by_value[value, group]
        over_time[start] = over_time.get(start, 0.0) + records
    met_on = {start for over_time in by_value.values() for start in over_time}
    starts = interval.sequence(min(met_on), max(met_on)) if met_on else ()
    spellings = tuple(
        Spelling(value, group, tuple(over_time.get(start, 0.0) for start in starts))
        for (value, group), over_time in sorted(by_value.items())
    )
    return FieldUse(planned.dimension.name, starts, spellings)


def _sites(
    plan: Plan, extract: Extract, fields: tuple[FieldUse, ...]
) -> tuple[SiteUse, ...]:
    column = plan.source.site_column
    # How often a site names no site says nothing of it.
    told = {i: d for i, d in enumerate(plan.dimensions) if d.columns != (column,)}
    if column is None or not told:
        return ()
    sums = [
        f"count(*) FILTER (WHERE {_is_one_of(extract, i, planned, values)}) AS {of}{i}"
        for i, planned in told.items()
        for of, values in zip(
            ("unknown", "other"), _values(planned, fields[i]), strict=True
        )
    ]
    rows = extract.rows(
        f"SELECT coalesce(trim({extract.text(column)}), '') AS site, count(*) AS records, "  # noqa: S608
        f"{', '.join(sums)} FROM {joined(extract, plan, extract.relation)} "
        f"WHERE {_is_counted(plan, extract)} GROUP BY 1 LIMIT {_MOST_SITES + 1}"
    )
    if len(rows) > _MOST_SITES:
        raise ExtractError(
            f"There are over {_MOST_SITES:,} sites.",
            where=Place(extract.file, column=column),
            fix="Choose a column that names sites, not one that names each person.",
        )
    names = [planned.dimension.name for planned in told.values()]
    return tuple(
        SiteUse(
            site,
            float(records),
            dict(zip(names, map(float, parts[::2]), strict=True)),
            dict(zip(names, map(float, parts[1::2]), strict=True)),
        )
        for site, records, *parts in sorted(rows)
    )


def _values(planned: PlannedDimension, use: FieldUse) -> tuple[list[str], list[str]]:
    """Give the values that mean unknown, and those that mean an "other" group."""
    others = other_groups(planned.dimension)
    return (
        [s.value for s in use.spellings if s.group == UNKNOWN],
        [s.value for s in use.spellings if s.group in others],
    )


def _is_one_of(
    extract: Extract, group: int, planned: PlannedDimension, values: list[str]
) -> str:
    if not values:
        return "false"
    made = group_sql(extract, group, planned)
    written = made if is_made(planned) else extract.text(planned.column)
    return f"coalesce({written}, '') IN ({', '.join(map(text, values))})"


def _is_counted(plan: Plan, extract: Extract) -> str:
    wheres = (m.denominator.where if m.denominator else () for m in plan.measures)
    return " OR ".join(f"({met(extract, where)})" for where in dict.fromkeys(wheres))


def _area_use(
    extract: Extract, planned: PlannedDimension, use: FieldUse
) -> AreaUse | None:
    """Hold a field of fifths or tenths against the lookups, where areas stand beside it."""
    level = _LEVELS.get(len(planned.dimension.order))
    areas = [c for c in extract.types if _AREA_NAME.search(c) and c != planned.column]
    if level is None or use.is_made or not areas or not planned.dimension.is_ordered:
        return None
    compared = [
        _compared(extract, planned, use, area, Lookup(index, level))
        for area in areas
        for index in ("imd2019", "imd2025")
    ]
    return max(compared, key=lambda found: max(found.same, found.turned))


def _compared(
    extract: Extract, planned: PlannedDimension, use: FieldUse, area: str, by: Lookup
) -> AreaUse:
    groups, name = len(planned.dimension.order), planned.dimension.name
    own = _own_number(extract, planned, use)
    if own is None:
        return AreaUse(name, by.name, 0, 0, 0)
    ((compared, same, turned),) = extract.rows(
        f"SELECT count(*) AS compared, "  # noqa: S608
        "count(*) FILTER (WHERE own = found) AS same, "
        f"count(*) FILTER (WHERE own = {groups + 1} - found) AS turned FROM "
        f"(SELECT {own} AS own, upper(trim({extract.text(area)})) AS area "
        f"FROM {extract.relation} LIMIT {_ROWS_LOOKED_UP}) AS efqi_looked_up "
        f"JOIN (SELECT lsoa, CAST({by.group} AS BIGINT) AS found "
        f"FROM {lent(extract, by)}) AS efqi_by_area "
        "ON area = lsoa WHERE own IS NOT NULL"
    )
    return AreaUse(name, by.name, int(compared), int(same), int(turned))


def _own_number(
    extract: Extract, planned: PlannedDimension, use: FieldUse
) -> str | None:
    """Write SQL for the number in each spelling; None where there is no number."""
    numbers = {s.value: _NUMBER.search(s.value) for s in use.spellings}
    cases = [
        f"WHEN {text(value)} THEN {int(found[0])}"
        for value, found in numbers.items()
        if found
    ]
    if not cases:
        return None
    return f"CASE {extract.text(planned.column)} {' '.join(cases)} END"
