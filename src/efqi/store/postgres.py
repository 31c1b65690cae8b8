"""Records in a PostgreSQL database: counted there, in one transaction that may only read."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import parse_qs

import adbc_driver_manager
import polars as pl
from adbc_driver_postgresql import dbapi

from efqi.errors import ExtractError, Place
from efqi.projects.plan import Source
from efqi.store.dialect import POSTGRES, Dialect, check_is_select
from efqi.store.distant import Distant
from efqi.store.engine import Engine, name, text
from efqi.store.interruptible import interruptible
from efqi.store.layout import RecordLayout
from efqi.store.postgres_error import connection_error, query_error
from efqi.store.table_extract import SOURCE, TEXT, TableExtract

_SECONDS_TO_CONNECT = 10
_TYPES = {
    "smallint": "BIGINT",
    "integer": "BIGINT",
    "bigint": "BIGINT",
    "real": "DOUBLE",
    "double precision": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp without time zone": "TIMESTAMP",
    "timestamp with time zone": "TIMESTAMP",
}
_IN_SQL = {"DOUBLE": "double precision", TEXT: "text"}
_SETTINGS = (
    # One snapshot for all queries, and nothing may be written.
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL standard_conforming_strings = on",
    "SET LOCAL client_encoding = 'UTF8'",
    "SET LOCAL datestyle = 'ISO, YMD'",
)
_ICU = "und-x-icu"


class Postgres:
    """A connection that only reads, and what is lent to its queries.

    Nothing is created on the server, not even a temporary table, so that a role with no
    more than SELECT and a standby will do; what is lent stands in front of a query.
    """

    def __init__(self, connection: dbapi.Connection, place: Place) -> None:
        self._connection, self._place = connection, place
        self._cursor = connection.cursor()
        self._relations: dict[str, str] = {}
        for setting in _SETTINGS:
            self._cursor.execute(setting)

    def run(self, query: str) -> pl.DataFrame:
        """Run a query and give its rows.

        Raises
        ------
        ExtractError
            Where the database refuses.
        KeyboardInterrupt
            Where the user stops it; the statement is cancelled first.
        """
        whole = self._with_relations(query)
        try:
            return interruptible(lambda: self._fetched(whole), self._cursor.adbc_cancel)
        except (adbc_driver_manager.Error, pl.exceptions.PolarsError) as error:
            raise query_error(error, self._place) from error

    def _with_relations(self, query: str) -> str:
        used: list[str] = []
        # Later ones may name earlier ones.
        for table, sql in reversed(self._relations.items()):
            if any(table in named for named in (query, *used)):
                used.insert(0, sql)
        return f"WITH {', '.join(used)} {query}" if used else query

    def _fetched(self, query: str) -> pl.DataFrame:
        self._cursor.execute(query)
        frame: pl.DataFrame = self._cursor.fetch_polars()
        return frame

    def close(self) -> None:
        """End the transaction and the connection."""
        self._cursor.close()
        with suppress(adbc_driver_manager.Error):  # It may be lost already.
            self._connection.rollback()
        self._connection.close()

    def register(self, table: str, frame: pl.DataFrame) -> None:
        """Put a table in front of the queries that name it."""
        arrays = ", ".join(f"{_array(column)}" for column in frame)
        columns = ", ".join(map(name, frame.columns))
        self._relations[table] = (
            f"{table} ({columns}) AS (SELECT * FROM unnest({arrays}) AS efqi_rows)"  # noqa: S608
        )

    def view(self, table: str, query: str) -> None:
        """Put a query, by a name, in front of the queries that name it."""
        self._relations[table] = f"{table} AS NOT MATERIALIZED ({query})"

    def read_from(self, relation: str) -> Mapping[str, str]:
        """Take records from a relation; give its columns and DuckDB's types of them.

        Parameters
        ----------
        relation : str
            What stands after FROM.
        """
        types = self._types(self._columns(relation), relation)
        values = ", ".join(_as(column, kind) for column, kind in types.items())
        self._relations[SOURCE] = (
            f"{SOURCE} AS NOT MATERIALIZED (SELECT {values} FROM {relation})"  # noqa: S608
        )
        return types

    def _columns(self, relation: str) -> list[str]:
        rows = self.run(
            f"SELECT json_object_keys(row_to_json(efqi_first)) FROM {_first(relation)}"  # noqa: S608
        ).rows()
        columns = [column for (column,) in rows]
        twice = next((c for c, times in Counter(columns).items() if times > 1), None)
        if twice is not None:
            raise ExtractError(
                f"Two columns are called '{twice}'.",
                where=self._place,
                fix="Rename one of them: SELECT … AS another_name.",
            )
        if not columns:
            raise ExtractError(
                "It has no rows.",
                where=self._place,
                fix="Fill it, or name another table.",
            )
        return columns

    def _types(self, columns: list[str], relation: str) -> dict[str, str]:
        asked = ", ".join(
            f"CAST(pg_typeof({name(column)}) AS text) AS type{i}"
            for i, column in enumerate(columns)
        )
        (types,) = self.run(f"SELECT {asked} FROM {_first(relation)}").rows()  # noqa: S608
        return {c: _TYPES.get(t, TEXT) for c, t in zip(columns, types, strict=True)}

    def table(self, written: str) -> str:
        """Give the quoted name of a table as the database finds it.

        Raises
        ------
        ExtractError
            Where there is none; names the nearest.
        """
        ((found,),) = self.run(
            f"SELECT CAST(to_regclass({text(written)}) AS text)"
        ).rows()
        if found is not None:
            return str(found)
        near = get_close_matches(written, self._tables(), n=1, cutoff=0.5)
        raise ExtractError(
            f"There is no table '{written}'.",
            where=self._place,
            fix=f"Did you mean '{near[0]}'?" if near else "Write it as schema.table.",
        )

    def _tables(self) -> list[str]:
        rows = self.run(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
            "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
        ).rows()
        return [table for (table,) in rows]

    def dialect(self) -> Dialect:
        """Give PostgreSQL's SQL as this database speaks it."""
        ((encoding, lower, has_icu),) = self.run(
            "SELECT getdatabaseencoding(), lower(chr(201)) = chr(233), "  # noqa: S608
            f"EXISTS (SELECT 1 FROM pg_collation WHERE collname = {text(_ICU)})"
        ).rows()
        spaces = POSTGRES.spaces if encoding == "UTF8" else " "
        # The C locale knows the capitals of ASCII only.
        collation = _ICU if not lower and has_icu else ""
        return replace(POSTGRES, spaces=spaces, collation=collation)


def _first(relation: str) -> str:
    return f"(SELECT * FROM {relation} LIMIT 1) AS efqi_first"  # noqa: S608


def _as(column: str, kind: str) -> str:
    quoted = name(column)
    return f"CAST({quoted} AS {_IN_SQL.get(kind, kind)}) AS {quoted}"


def _array(column: pl.Series) -> str:
    elements = (
        "NULL" if value is None else '"' + re.sub(r'(["\\])', r"\\\1", str(value)) + '"'
        for value in column
    )
    element_type = "bigint" if column.dtype.is_integer() else "text"
    return f"CAST({text('{' + ','.join(elements) + '}')} AS {element_type}[])"


@contextmanager
def open_table(source: Source, home: Engine) -> Iterator[TableExtract]:
    """Open the table or query of a plan.

    Parameters
    ----------
    source : Source
        Its URL, and its table or query.
    home : Engine
        Keeps the cells.

    Raises
    ------
    ExtractError
        A database that cannot be reached, no such table, a query that is none.
    """
    place = Place(source.name)
    with _connected(source.url, place) as server:
        dialect = server.dialect()
        if source.query:
            check_is_select(source.query, dialect, place)
            relation = f"({source.query.rstrip().rstrip(';')}\n) AS efqi_query"
        else:
            relation = server.table(source.table)
        types = server.read_from(relation)
        engine = Distant(server, dialect, home)
        layout = RecordLayout(source.name)
        yield TableExtract(source.name, types, SOURCE, engine, layout)


@contextmanager
def _connected(url: str, place: Place) -> Iterator[Postgres]:
    more = f"connect_timeout={_SECONDS_TO_CONNECT}&application_name=efqi"
    try:
        connection = dbapi.connect(f"{url}{'&' if '?' in url else '?'}{more}")
    except adbc_driver_manager.Error as error:
        raise connection_error(error, *_shown(url), place) from None
    server = Postgres(connection, place)
    try:
        yield server
    finally:
        server.close()


def _shown(url: str) -> tuple[str, str]:
    address, _, settings = url.partition("://")[2].partition("?")
    given = parse_qs(settings)
    server, _, database = address.partition("/")
    host = server.rpartition("@")[2] or given.get("host", [""])[0]
    return (
        host or os.environ.get("PGHOST", "this machine"),
        database or given.get("dbname", [os.environ.get("PGDATABASE", "default")])[0],
    )
