"""The one place that speaks to DuckDB."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb

from efqi.errors import StorageError

Progress = Callable[[float], None]
"""Told the fraction done, 0 to 1, a few times a second."""

_MEMORY = "256MB"
_SECONDS_BETWEEN_REPORTS = 0.1
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
        answer: list[list[tuple[Any, ...]]] = []
        failure: list[Exception] = []
        finished = Event()

        def run() -> None:
            try:
                answer.append(self._connection.execute(query).fetchall())
            except Exception as error:
                failure.append(error)
            finally:
                finished.set()

        Thread(target=run, daemon=True).start()
        self._wait(finished, on_progress)
        if failure:
            raise _translated(failure[0])
        return answer[0]

    def _wait(self, finished: Event, on_progress: Progress | None) -> None:
        try:
            while not finished.wait(_SECONDS_BETWEEN_REPORTS):
                done = self._connection.query_progress()
                if on_progress is not None and done >= 0:
                    on_progress(min(done / 100, 1.0))
        except BaseException:
            self._connection.interrupt()
            finished.wait()
            raise


def _translated(error: Exception) -> Exception:
    if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in str(error):
        return StorageError(
            "There is no room for temporary files while counting.",
            fix="Free some disk space, or point TMPDIR at a larger disk.",
        )
    return error


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
