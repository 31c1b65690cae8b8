"""An extract: one or several files opened for counting, whatever their kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from efqi.errors import ExtractError, Place
from efqi.store.engine import Progress, UnreadableError, name
from efqi.store.layout import Layout
from efqi.store.record_engine import RecordEngine
from efqi.store.workbook_marks import UNCALCULATED

_THOUSANDS = "'\\d{1,3}(,\\d{3})+(\\.\\d+)?'"
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "U", "DECIMAL")
_FRACTIONS = ("DOUBLE", "FLOAT")
_WHOLE_BELOW = 10**15


@dataclass(frozen=True, slots=True)
class Extract:
    """A file, or several of the same columns, that can be queried.

    Attributes
    ----------
    file : str
        Name for messages.
    types : mapping of str to str
        Column names in order, and their DuckDB types (all VARCHAR for CSV).
    relation : str
        What stands after FROM.
    engine : RecordEngine
        Runs the queries over its records.
    layout : Layout
        Finds a record in the user's own file.
    notes : mapping of str to (int or str)
        What was unusual about the file.
    faults : mapping of str to (int, str)
        For workbooks: column to the first record with an error ("#N/A") or a formula
        without a value.
    """

    file: str
    types: Mapping[str, str]
    relation: str
    engine: RecordEngine
    layout: Layout
    notes: Mapping[str, int | str] = field(default_factory=dict)
    faults: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def require(self, columns: Iterable[str]) -> None:
        """Check that columns exist and hold values, not errors of Excel.

        Raises
        ------
        ExtractError
            Naming the first that is missing and the nearest that is there, or the first
            cell with an error.
        """
        for column in columns:
            if column not in self.types:
                raise ExtractError(
                    f"There is no column '{column}'.",
                    where=Place(self.file),
                    fix=self._nearest(column),
                )
            if column in self.faults:
                raise self._fault(column)

    def _fault(self, column: str) -> ExtractError:
        record, fault = self.faults[column]
        if fault == UNCALCULATED:
            return ExtractError(
                "This formula has no saved value.",
                where=self.layout.place(record, column, fault),
                fix="Open the workbook in Excel, let it calculate, and save it.",
            )
        return ExtractError(
            "Excel shows an error here.",
            where=self.layout.place(record, column, fault),
            fix=f'Mend it; or, to take it as no value, set missing = ["{fault}"] in [data].',
        )

    def _nearest(self, column: str) -> str:
        lower = {c.lower(): c for c in self.types}
        close = get_close_matches(column.lower(), lower, n=1, cutoff=0.6)
        if close:
            return f"Did you mean '{lower[close[0]]}'?"
        return f"Its columns are: {', '.join(self.types)}."

    def text(self, column: str, expression: str = "") -> str:
        """Write SQL for a column as text; 3.0 reads "3", as people write it.

        Parameters
        ----------
        column : str
            Column of the file.
        expression : str
            SQL that holds its value where it goes by another name.
        """
        value = expression or name(column)
        if self.types[column] == "VARCHAR":
            return value
        as_text = f"CAST({value} AS VARCHAR)"
        if self.types[column] in _FRACTIONS:
            # Engines write large fractions each in their own way, whole numbers alike.
            return (
                f"CASE WHEN {value} = trunc({value}) AND abs({value}) < {_WHOLE_BELOW} "
                f"THEN CAST(CAST({value} AS BIGINT) AS VARCHAR) ELSE {as_text} END"
            )
        return as_text

    def number(self, column: str) -> str:
        """Write SQL for a column as a number, "1,234" too; NULL where it is none."""
        if self.types[column].startswith((*_NUMBERS, *_FRACTIONS)):
            return f"CAST({name(column)} AS DOUBLE)"
        value = self.text(column)
        # Without trim, DuckDB 2.0 moves the cast into the CSV reader, where it fails.
        plain = f"TRY_CAST(trim({value}) AS DOUBLE)"
        with_commas = f"regexp_full_match(trim({value}), {_THOUSANDS})"
        return (
            f"coalesce({plain}, CASE WHEN {with_commas} "
            f"THEN TRY_CAST(replace(trim({value}), ',', '') AS DOUBLE) END)"
        )

    def rows(
        self, query: str, on_progress: Progress | None = None
    ) -> list[tuple[Any, ...]]:
        """Run a query on the file.

        Raises
        ------
        ExtractError
            Where a row cannot be read.
        """
        try:
            return self.engine.rows(query, on_progress)
        except UnreadableError as error:
            raise self._unreadable() from error

    def keep(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Run a query on the file and keep its rows as a table of cells.

        Raises
        ------
        ExtractError
            Where a row cannot be read.
        """
        try:
            self.engine.keep(table, query, on_progress)
        except UnreadableError as error:
            raise self._unreadable() from error

    def hold(self, table: str, query: str, on_progress: Progress | None = None) -> None:
        """Name the rows of a query on the file, for the queries that follow.

        Raises
        ------
        ExtractError
            Where a row cannot be read.
        """
        try:
            self.engine.hold(table, query, on_progress)
        except UnreadableError as error:
            raise self._unreadable() from error

    def cells(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query on a table that was kept."""
        return self.engine.home.rows(query)

    def place(self, where: str, column: str) -> Place:
        """Find the first row that meets a condition.

        Parameters
        ----------
        where : str
            SQL condition that some row meets.
        column : str
            Column whose value is shown.

        Returns
        -------
        Place
            File, row, column and value. Rows of CSV are counted as an editor does (the
            header is line 1), those of Parquet from 1.
        """
        self._keep_order()
        record, value = self.rows(
            f"SELECT record, {self.text(column)} FROM "  # noqa: S608
            f"(SELECT *, row_number() OVER () AS record FROM {self.relation}) "
            f"WHERE {where} ORDER BY record LIMIT 1"
        )[0]
        return self.place_of(record, column, "" if value is None else str(value))

    def place_of(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value in a record, counted from 1."""
        return self.layout.place(record, column, value)

    def texts(self, columns: Iterable[str]) -> list[tuple[str, ...]]:
        """Read columns as text in the order of the file, trimmed, blank for none."""
        return self.in_order(f"coalesce(trim({self.text(c)}), '')" for c in columns)

    def in_order(self, expressions: Iterable[str]) -> list[tuple[Any, ...]]:
        """Work SQL out for every row, in the order of the file."""
        self._keep_order()
        chosen = ", ".join(expressions)
        return self.rows(f"SELECT {chosen} FROM {self.relation}")  # noqa: S608

    def _keep_order(self) -> None:
        self.engine.rows("SET threads=1; SET preserve_insertion_order=true")

    def _unreadable(self) -> ExtractError:
        ragged = self.layout.first_ragged()
        if ragged is None:
            return ExtractError(
                "The file cannot be told apart into rows.",
                where=Place(self.file),
                fix="A quote may stand open, or its line endings differ: save it again.",
            )
        place, found = ragged
        return ExtractError(
            f"This row has {found} columns where the header has {len(self.types)}.",
            where=place,
            fix="Put quotes around a value that holds the separator, or mend the row.",
        )
