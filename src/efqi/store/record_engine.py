"""What an engine must do so that records can be counted where they lie."""

from typing import Any, Protocol

import polars as pl

from efqi.store.engine import Engine, Progress

Row = tuple[Any, ...]


class RecordEngine(Protocol):
    """Runs the counting, which is written once, in DuckDB's SQL.

    Attributes
    ----------
    home : Engine
        The DuckDB that holds the cells; itself where records are files.
    """

    @property
    def home(self) -> Engine:
        """The DuckDB that holds the cells."""

    def rows(self, query: str, on_progress: Progress | None = None) -> list[Row]:
        """Run a query over the records and give all its rows."""

    def keep(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Run a query over the records and keep its rows at home, as a table."""

    def hold(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Name the rows of a query over the records, for the queries that follow.

        They are kept, but made anew for every query that names them where nothing may be
        written.
        """

    def lent(
        self, table: str, relation: str, used: tuple[str, str] | None = None
    ) -> str:
        """Give what a relation of home is called where the records lie.

        Parameters
        ----------
        table : str
            Name for it there.
        relation : str
            What stands after FROM at home.
        used : tuple of str, optional
            A column of the relation, and a query over the records for the values of it
            that they use: an engine elsewhere is lent only those rows.
        """


class Server(Protocol):
    """Another database, as little of it as counting needs."""

    def run(self, query: str) -> pl.DataFrame:
        """Run a query in its own SQL and give its rows; Ctrl-C cancels it."""

    def register(self, table: str, frame: pl.DataFrame) -> None:
        """Make a table known to the queries that follow, and to nobody else."""

    def view(self, table: str, query: str) -> None:
        """Make a query in its own SQL known by a name, in the same way."""
