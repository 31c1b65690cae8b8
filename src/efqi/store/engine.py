"""The one place that speaks to DuckDB."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from efqi.errors import StorageError
from efqi.store.interruptible import interruptible

Progress = Callable[[float], None]
"""Told the fraction done, 0 to 1, a few times a second."""

_MEMORY = "256MB"
_SETTINGS = (
    f"SET memory_limit='{_MEMORY}'",
    "SET preserve_insertion_order=false",
    "SET enable_progress_bar=true",
    "SET enable_progress_bar_print=false",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
)

QueryError = duckdb.Error
"""What a query raises."""
UnreadableError = (duckdb.InvalidInputException, duckdb.ConversionException)
"""Those of them that lie with the rows of a file."""


class Engine:
    """A DuckDB connection held to a quarter of a gigabyte; what exceeds it spills to disk.

    Queries run in a thread of their own, so that progress can be told and Ctrl-C stops
    them at once.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(
        self, query: str, on_progress: Progress | None = None
    ) -> list[tuple[Any, ...]]:
        """Run a query and give all its rows.

        Parameters
        ----------
        query : str
            SQL; texts from the user go through `text` and `name` first.
        on_progress : callable, optional
            Told the fraction done.

        Returns
        -------
        list of tuple

        Raises
        ------
        QueryError
            Where DuckDB refuses.
        StorageError
            Where there is no room to spill.
        KeyboardInterrupt
            Where the user stops it; the query is interrupted first.
        """

        def tell() -> None:
            done = self._connection.query_progress()
            if on_progress is not None and done >= 0:
                on_progress(min(done / 100, 1.0))

        try:
            return interruptible(
                lambda: self._connection.execute(query).fetchall(),
                self._connection.interrupt,
                tell,
            )
        except duckdb.Error as error:
            if _is_without_room(error):
                raise StorageError(
                    "There is no room for temporary files while counting.",
                    fix="Free some disk space, or point TMPDIR at a larger disk.",
                ) from error
            raise

    @property
    def home(self) -> "Engine":
        """Where cells are kept: here, for records that are files."""
        return self

    def keep(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Keep the rows of a query as a temporary table."""
        self.rows(f"CREATE TEMP TABLE {table} AS {query}", on_progress)

    def hold(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Keep the rows of a query as a temporary table."""
        self.keep(table, query, on_progress)

    def lent(
        self, table: str, relation: str, used: tuple[str, str] | None = None
    ) -> str:
        """Give a relation as it is: nothing has to move."""
        del table, used
        return relation

    def take(self, table: str, frame: pl.DataFrame) -> None:
        """Make a temporary table of rows that were counted elsewhere."""
        with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
            file = Path(folder) / "rows.parquet"
            frame.write_parquet(file)
            self.keep(table, f"SELECT * FROM read_parquet({text(file)})")  # noqa: S608

    def give(self, relation: str) -> pl.DataFrame:
        """Give the rows of a relation, for another engine."""
        described = self.rows(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
        rows = self.rows(f"SELECT * FROM {relation}")  # noqa: S608
        names = [column for column, *_ in described]
        return pl.DataFrame(rows, names, orient="row", infer_schema_length=None)


def _is_without_room(error: duckdb.Error) -> bool:
    is_out_of_memory = isinstance(error, duckdb.OutOfMemoryException)
    return is_out_of_memory or "No space left" in str(error)


@contextmanager
def open_engine() -> Iterator[Engine]:
    """Open an in-memory database that spills into a temporary folder, then remove both."""
    with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
        connection = duckdb.connect()
        try:
            for setting in (*_SETTINGS, f"SET temp_directory={text(folder)}"):
                connection.execute(setting)
            yield Engine(connection)
        finally:
            connection.close()


def text(value: str | Path) -> str:
    """Quote a text for SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def name(column: str) -> str:
    """Quote a column name for SQL."""
    return '"' + column.replace('"', '""') + '"'
