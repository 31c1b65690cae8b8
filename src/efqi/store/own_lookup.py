"""A lookup of the user's own: postcodes to areas, another nation's index."""

from dataclasses import replace
from pathlib import Path

from efqi.errors import ExtractError
from efqi.projects.plan import OwnLookup, Plan, PlannedDimension
from efqi.store.engine import name, text
from efqi.store.extract import Extract
from efqi.store.kept_lookup import kept_path
from efqi.store.opening import opened

NOT_FOUND = "not in the lookup"
"""Kind of unknown: a value that the user's lookup lacks."""


def with_own_lookups(
    plan: Plan, folder: Path, extract: Extract
) -> tuple[Plan, Extract]:
    """Give the extract a column for each lookup file of the plan, and the plan that reads it.

    Values are found whatever their capitals and blanks ("sw1a 1aa" as "SW1A1AA"). A value
    that the lookup lacks becomes `NOT_FOUND`, which is unknown.

    Parameters
    ----------
    plan : Plan
        Its dimensions may name a lookup.
    folder : Path
        Folder that file names start from.
    extract : Extract
        Has the columns of the plan.

    Raises
    ------
    ExtractError
        A file that cannot be read, a column that it lacks, or a key with two values.
    """
    dimensions = []
    for group, planned in enumerate(plan.dimensions):
        own = planned.own_lookup
        if own is not None:
            path = kept_path(own.file) if own.is_kept else folder / own.file
            with opened((path,), extract.engine.home) as file:
                read_lookup(file, own, group)
            extract, planned = _joined(extract, planned, own, group)
        dimensions.append(planned)
    return replace(plan, dimensions=tuple(dimensions)), extract


def _tidy(value: str) -> str:
    return f"upper(replace({value}, ' ', ''))"


def read_lookup(file: Extract, own: OwnLookup, group: int) -> str:
    """Read a lookup into a table of its own.

    Parameters
    ----------
    file : Extract
        The lookup's file.
    own : OwnLookup
        Says which of its columns to read.
    group : int
        Number that tells its table from those of other lookups.

    Returns
    -------
    str
        Name of the table, with the columns ``efqi_key{group}`` and ``efqi_value{group}``.

    Raises
    ------
    ExtractError
        A column that the file lacks, or a key with two values.
    """
    file.require([own.key_column, own.value_column])
    key = _tidy(file.text(own.key_column))
    value = f"coalesce(trim({file.text(own.value_column)}), '')"
    file.rows(
        f"CREATE TEMP TABLE efqi_own{group} AS SELECT {key} AS efqi_key{group}, "  # noqa: S608
        f"min({value}) AS efqi_value{group}, max({value}) AS efqi_other{group} "
        f"FROM {file.relation} WHERE {key} <> '' GROUP BY ALL"
    )
    twice = file.rows(
        f"SELECT efqi_key{group}, efqi_other{group} FROM efqi_own{group} "  # noqa: S608
        f"WHERE efqi_other{group} <> efqi_value{group} ORDER BY 1 LIMIT 1"
    )
    for found, other in twice:
        row = f"{key} = {text(found)} AND {value} = {text(other)}"
        raise ExtractError(
            "This value stands in the lookup twice, with different results.",
            where=file.place(row, own.key_column),
            fix="Keep one row for each.",
        )
    return f"efqi_own{group}"


def _joined(
    extract: Extract, planned: PlannedDimension, own: OwnLookup, group: int
) -> tuple[Extract, PlannedDimension]:
    column = f"{planned.column} > {own.value_column} ({planned.dimension.name})"
    key = _tidy(extract.text(planned.column))
    value = (
        f"CASE WHEN efqi_value{group} IS NOT NULL THEN efqi_value{group} "
        f"WHEN coalesce({key}, '') = '' THEN '' ELSE {text(NOT_FOUND)} END"
    )
    table = f"efqi_own{group}"
    asked = f"SELECT DISTINCT {key} FROM {extract.relation}"  # noqa: S608
    lent = extract.engine.lent(table, table, (f"efqi_key{group}", asked))
    relation = (
        f"(SELECT efqi_records.*, {value} AS {name(column)} "  # noqa: S608
        f"FROM {extract.relation} AS efqi_records "
        f"LEFT JOIN {lent} ON efqi_key{group} = {key})"
    )
    types = {**extract.types, column: "VARCHAR"}
    looked_up = replace(
        planned,
        column=column,
        unknown=(*planned.unknown, NOT_FOUND),
        unknown_kinds={**planned.unknown_kinds, NOT_FOUND: NOT_FOUND},
    )
    return replace(extract, types=types, relation=relation), looked_up
