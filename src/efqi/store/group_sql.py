"""The group of a record as SQL, where the plan makes it by lookup, bands or rules."""

from efqi.measures.bands import band_names
from efqi.measures.codes.deprivation import NO_AREA, OUTSIDE_ENGLAND
from efqi.measures.dimension import UNKNOWN
from efqi.projects.plan import Plan, PlannedDimension
from efqi.store.engine import name, text
from efqi.store.extract import Extract
from efqi.store.lookup import Lookup, lookup
from efqi.store.tally_sql import met

STRAY = "efqi: no group"
"""Stands for every value that leads to no group, until it is told as an error."""
_OLDEST = 130
_OTHER_NATIONS = r"[WSN]\d{8}|95[A-Z0-9]{6}"
_PSEUDO = "[EWSNLM]99999999"


def is_made(planned: PlannedDimension) -> bool:
    """Say whether the group is made from columns and not read from one."""
    return bool(planned.lookup or planned.bands or planned.rules)


def group_sql(extract: Extract, group: int, planned: PlannedDimension) -> str:
    """Write SQL for a group, to stand after `joined`.

    Parameters
    ----------
    extract : Extract
        Has the columns of the plan.
    group : int
        Position of the dimension in the plan.
    planned : PlannedDimension
        The dimension.

    Returns
    -------
    str
        A group, an unknown spelling, blank or `STRAY`; by rules, the positions in the order
        of every group that the record is in, such as "0,2".
    """
    if planned.rules:
        return _by_rules(extract, planned)
    if planned.bands:
        return _by_bands(extract, planned)
    if planned.lookup:
        found = f"efqi_found{group}"
        return _by_area(extract, planned, f"{found} IS NOT NULL", found)
    return name(planned.column)


def stray_sql(extract: Extract, planned: PlannedDimension) -> str:
    """Write SQL that is true where a record has a value that leads to no group."""
    made = (
        _by_bands(extract, planned)
        if planned.bands
        else _without_join(extract, planned)
    )
    return f"{made} = {text(STRAY)}"


def _without_join(extract: Extract, planned: PlannedDimension) -> str:
    found = in_lookup(extract, planned, planned.lookup or "")
    return _by_area(extract, planned, found, "''")


def in_lookup(extract: Extract, planned: PlannedDimension, lookup_name: str) -> str:
    """Write SQL that is true where an area stands in a lookup."""
    relation = lent(extract, lookup(lookup_name))
    return f"{_area(extract, planned)} IN (SELECT lsoa FROM {relation})"  # noqa: S608


def lent(extract: Extract, table: Lookup) -> str:
    """Give what stands after FROM for a lookup that ships with efqi."""
    return extract.engine.lent(f"efqi_{table.index}", table.relation)


def joined(extract: Extract, plan: Plan, relation: str) -> str:
    """Write SQL of a relation with the groups that the plan's lookups give.

    Parameters
    ----------
    extract : Extract
        Has the columns of the plan.
    plan : Plan
        Its dimensions with a lookup are joined.
    relation : str
        What stands after FROM.
    """
    for i, planned in enumerate(plan.dimensions):
        if planned.lookup:
            table = lookup(planned.lookup)
            relation += (
                f" LEFT JOIN (SELECT lsoa AS efqi_lsoa{i}, {table.group} AS "  # noqa: S608
                f"efqi_found{i} FROM {lent(extract, table)}) AS efqi_lookup{i} "
                f"ON efqi_lsoa{i} = {_area(extract, planned)}"
            )
    return relation


def _area(extract: Extract, planned: PlannedDimension) -> str:
    value = extract.text(planned.column)
    # Tidying every value doubles the cost of the join; few need it.
    is_tidy = f"strlen({value}) = 9 AND starts_with({value}, 'E')"
    return f"CASE WHEN {is_tidy} THEN {value} ELSE upper(trim({value})) END"


def _trimmed(extract: Extract, column: str) -> str:
    return f"coalesce(trim({extract.text(column)}), '')"


def _is_unknown(extract: Extract, planned: PlannedDimension, column: str) -> str:
    spellings = ("", UNKNOWN, *planned.unknown)
    listed = ", ".join(text(s.casefold()) for s in dict.fromkeys(spellings))
    return f"lower({_trimmed(extract, column)}) IN ({listed})"


def _by_area(
    extract: Extract, planned: PlannedDimension, found: str, value: str
) -> str:
    area = _area(extract, planned)
    return (
        f"CASE WHEN {found} THEN {value} "
        f"WHEN {_is_unknown(extract, planned, planned.column)} "
        f"THEN {_trimmed(extract, planned.column)} "
        f"WHEN regexp_full_match({area}, {text(_PSEUDO)}) THEN {text(NO_AREA)} "
        f"WHEN regexp_full_match({area}, {text(_OTHER_NATIONS)}) "
        f"THEN {text(OUTSIDE_ENGLAND)} ELSE {text(STRAY)} END"
    )


def _by_bands(extract: Extract, planned: PlannedDimension) -> str:
    age = extract.number(planned.column)
    youngest, *older = planned.bands
    *names_of_younger, oldest = band_names(planned.bands)
    younger = [
        f"WHEN {age} < {end} THEN {text(band)}"
        for end, band in zip(older, names_of_younger, strict=True)
    ]
    return (
        f"CASE WHEN {_is_unknown(extract, planned, planned.column)} "
        f"THEN {_trimmed(extract, planned.column)} "
        f"WHEN {age} IS NULL OR NOT {age} BETWEEN {youngest} AND {_OLDEST} "
        f"THEN {text(STRAY)} {' '.join(younger)} ELSE {text(oldest)} END"
    )


def _by_rules(extract: Extract, planned: PlannedDimension) -> str:
    order = planned.dimension.order
    met_by = {
        value: [met(extract, r.where) for r in planned.rules if r.value == value]
        for value in dict.fromkeys(rule.value for rule in planned.rules)
    }
    positions = [
        f"CASE WHEN {' OR '.join(conditions)} THEN '{order.index(value)}' END"
        for value, conditions in met_by.items()
    ]
    blank = " AND ".join(_is_unknown(extract, planned, c) for c in planned.columns)
    otherwise = f"CASE WHEN {blank} THEN '' ELSE '{order.index(planned.otherwise)}' END"
    return f"coalesce(nullif(concat_ws(',', {', '.join(positions)}), ''), {otherwise})"
