"""Records that lie in another database: counted there, with the cells brought home."""

from efqi.store.dialect import Dialect, translated
from efqi.store.engine import Engine, Progress
from efqi.store.record_engine import Row, Server


class Distant:
    """Translates what counting asks and brings home what comes back.

    Parameters
    ----------
    server : Server
        Runs the queries over records.
    dialect : Dialect
        Its SQL.
    home : Engine
        Keeps the cells.
    """

    def __init__(self, server: Server, dialect: Dialect, home: Engine) -> None:
        self._server, self._dialect, self.home = server, dialect, home
        self._lent: set[str] = set()

    def rows(self, query: str, on_progress: Progress | None = None) -> list[Row]:
        """Run a query over the records and give all its rows.

        Raises
        ------
        ExtractError
            Where the other engine refuses.
        KeyboardInterrupt
            Where the user stops it; the statement is cancelled first.
        """
        del on_progress  # Neither engine tells how far it is.
        return self._server.run(translated(query, self._dialect)).rows()

    def keep(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Run a query over the records and keep its rows at home, as a table."""
        del on_progress
        self.home.take(table, self._server.run(translated(query, self._dialect)))

    def hold(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Name the rows of a query over the records, for the queries that follow."""
        del on_progress
        self._server.view(table, translated(query, self._dialect))

    def lent(
        self, table: str, relation: str, used: tuple[str, str] | None = None
    ) -> str:
        """Send a relation of home along with the queries that name it; give its name."""
        if table in self._lent:
            return table
        if used is not None:
            column, asked = used
            self.keep(f"{table}_used", f"SELECT * FROM ({asked}) AS efqi_used")  # noqa: S608
            relation = (
                f"(SELECT * FROM {relation} WHERE {column} IN (FROM {table}_used))"  # noqa: S608
            )
        self._server.register(table, self.home.give(relation))
        self._lent.add(table)
        return table
