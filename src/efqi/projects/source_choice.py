"""Where records lie and which engine counts them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args
from urllib.parse import parse_qs

from efqi.errors import Place, ProjectError
from efqi.projects.plan import Engine, Plan, Source

Contradiction = tuple[str, str, str]
"""Key, what was found, what to do."""

_SCHEMES = ("postgresql://", "postgres://")
_TABLE = 'url = "postgresql://user@host/database" and table = "schema.table"'


def of_source(source: Source) -> Iterator[Contradiction]:
    """Give what contradicts itself in where the records lie.

    Parameters
    ----------
    source : Source
        As the project file says.
    """
    given = [k for k in ("file", "table", "query") if getattr(source, k)]
    if not given:
        yield (
            "data > file",
            "[data] does not say where the records are.",
            f'Give file = "extract.csv", or {_TABLE}.',
        )
    elif len(given) > 1:
        yield (
            f"data > {given[1]}",
            f"The records are said to be in two places: {' and '.join(given)}.",
            "Delete one of the two.",
        )
    if source.form == "counts" and not source.file:
        yield (
            "data > form",
            "Counts already made are read from a file.",
            'Give file, or set form = "records".',
        )
    if not source.file and (source.sheet or source.header_rows):
        yield (
            f"data > {'sheet' if source.sheet else 'header_rows'}",
            "A table of a database has no sheets and header rows.",
            "Delete the line.",
        )
    yield from _of_url(source)
    yield from _of_engine(source)


def _of_url(source: Source) -> Iterator[Contradiction]:
    if not source.url:
        return
    if source.url.startswith(_SCHEMES) and _has_password(source.url):
        yield (
            "data > url",
            "A password stands in the address of the database.",
            "Take it out, and change it if others saw it. efqi reads PGPASSWORD or "
            "~/.pgpass.",
        )
    if not source.url.startswith(_SCHEMES):
        yield (
            "data > url",
            "This is not the address of a PostgreSQL database.",
            "Write it as postgresql://user@host/database.",
        )


def _has_password(url: str) -> bool:
    # Taken apart by hand: urlsplit refuses some addresses that PostgreSQL reads.
    address, _, settings = url.partition("://")[2].partition("?")
    user = address.partition("/")[0].rpartition("@")[0]
    return bool(user.partition(":")[2] or parse_qs(settings).get("password"))


def _of_engine(source: Source) -> Iterator[Contradiction]:
    engine = source.engine
    if engine == "postgres" and (source.file or not source.url):
        yield (
            "data > engine",
            "PostgreSQL counts a table of its own, and none is given.",
            f"Give {_TABLE}, or leave engine out.",
        )
    elif engine == "duckdb" and source.url:
        yield (
            "data > engine",
            "DuckDB counts files, not tables of a database.",
            "Leave engine out, or give file in place of url.",
        )
    elif engine == "duckdb" and not source.file:
        yield (
            "data > engine",
            "DuckDB counts files, not tables.",
            'Set engine = "spark", or give url.',
        )
    elif engine == "spark" and source.url:
        yield (
            "data > url",
            "Spark counts files and its own tables.",
            'Leave url out, or set engine = "postgres".',
        )


def with_engine(plan: Plan, chosen: str | None) -> Plan:
    """Give the plan with another engine, or another database.

    Parameters
    ----------
    plan : Plan
        As its file says.
    chosen : str or None
        "duckdb", "postgres", "spark", the URL of a PostgreSQL database, or None to leave
        the plan as it is.

    Raises
    ------
    ProjectError
        No such engine, or one that cannot count the records of the plan.
    """
    if chosen is None:
        return plan
    source = _changed(plan.source, chosen)
    for key, found, fix in of_source(source):
        raise ProjectError(found, where=Place("--engine", column=key), fix=fix)
    return replace(plan, source=source)


def _changed(source: Source, chosen: str) -> Source:
    if "://" in chosen:
        return replace(source, engine="postgres", url=chosen)
    for engine in get_args(Engine):
        if engine == chosen:
            return replace(source, engine=engine)
    raise ProjectError(
        f"There is no engine '{chosen}'.",
        where=Place("--engine"),
        fix="Choose duckdb, postgres, spark, or give a URL such as "
        "postgresql://user@host/database.",
    )
