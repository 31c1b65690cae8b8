"""An extract: a CSV or Parquet file opened for counting, whatever its encoding."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from efqi.errors import ExtractError, Place
from efqi.store import text_file
from efqi.store.engine import (
    Engine,
    Progress,
    QueryError,
    UnreadableError,
    name,
    open_engine,
    text,
)
from efqi.store.record_engine import RecordEngine

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "U", "DECIMAL")
_FRACTIONS = ("DOUBLE", "FLOAT")
_WHOLE_BELOW = 10**15


@dataclass(frozen=True, slots=True)
class Extract:
    """A file that can be queried.

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
    lines : TextLayout or None
        How the text is laid out; None for Parquet.
    notes : mapping of str to str
        What was unusual about the file.
    """

    file: str
    types: Mapping[str, str]
    relation: str
    engine: RecordEngine
    lines: "TextLayout | None" = None
    notes: Mapping[str, str] = field(default_factory=dict)

    def require(self, columns: Iterable[str]) -> None:
        """Check that columns exist.

        Raises
        ------
        ExtractError
            Naming the first that is missing and the nearest that is there.
        """
        for column in columns:
            if column not in self.types:
                raise ExtractError(
                    f"There is no column '{column}'.",
                    where=Place(self.file),
                    fix=self._nearest(column),
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
        """Write SQL for a column as a number; NULL where it is none."""
        if self.types[column].startswith((*_NUMBERS, *_FRACTIONS)):
            return f"CAST({name(column)} AS DOUBLE)"
        # Without trim, DuckDB 2.0 moves the cast into the CSV reader, where it fails.
        return f"TRY_CAST(trim({self.text(column)}) AS DOUBLE)"

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
        row = self.lines.line_of(record) if self.lines else record
        return Place(self.file, row, column, value)

    def texts(self, columns: Iterable[str]) -> list[tuple[str, ...]]:
        """Read columns as text in the order of the file, trimmed, blank for none."""
        self._keep_order()
        chosen = ", ".join(f"coalesce(trim({self.text(c)}), '')" for c in columns)
        return self.rows(f"SELECT {chosen} FROM {self.relation}")  # noqa: S608

    def _keep_order(self) -> None:
        self.engine.rows("SET threads=1; SET preserve_insertion_order=true")

    def _unreadable(self) -> ExtractError:
        ragged = self.lines.first_ragged() if self.lines else None
        if ragged is None:
            return ExtractError(
                "The file cannot be told apart into rows.",
                where=Place(self.file),
                fix="A quote may stand open, or its line endings differ: save it again.",
            )
        line, found = ragged
        return ExtractError(
            f"This row has {found} columns where the header has {len(self.types)}.",
            where=Place(self.file, line),
            fix="Put quotes around a value that holds the separator, or mend the row.",
        )


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How a text file is laid out.

    Attributes
    ----------
    path : Path
        File as the user has it.
    encoding, delimiter : str
        As found.
    """

    path: Path
    encoding: str
    delimiter: str

    def line_of(self, record: int) -> int:
        """Line on which a record stands."""
        return text_file.line_of(self.path, self.encoding, self.delimiter, record)

    def first_ragged(self) -> tuple[int, int] | None:
        """Line and column count of the first row unlike the header."""
        return text_file.first_ragged(self.path, self.encoding, self.delimiter)


@contextmanager
def open_extract(path: Path) -> Iterator[Extract]:
    """Open a CSV (plain or gzip) or Parquet file for queries.

    Parameters
    ----------
    path : Path
        The file; its content, not its name, decides whether it is Parquet.

    Yields
    ------
    Extract

    Raises
    ------
    ExtractError
        No such file, empty, header only, spreadsheet, or unreadable text.
    """
    _check_exists(path)
    with open_engine() as engine, opened(path, engine) as extract:
        yield extract


@contextmanager
def opened(path: Path, engine: Engine) -> Iterator[Extract]:
    """Open one more file in an engine, as `open_extract` does."""
    _check_exists(path)
    if _is_parquet(path):
        yield _parquet(path, engine)
    else:
        with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
            yield _csv(path, engine, Path(folder))


def _check_exists(path: Path) -> None:
    if path.is_file():
        return
    beside = [p.name for p in path.parent.glob("*") if p.is_file()]
    close = get_close_matches(path.name, beside, n=1)
    raise ExtractError(
        "There is no such file.",
        where=Place(str(path)),
        fix=f"Did you mean '{close[0]}'?" if close else "Check its name and folder.",
    )


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _parquet(path: Path, engine: Engine) -> Extract:
    relation = f"read_parquet({text(path)})"
    try:
        described = engine.rows(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
        is_empty = not engine.rows(f"SELECT 1 FROM {relation} LIMIT 1")  # noqa: S608
    except QueryError as error:
        raise ExtractError(
            "The Parquet file is damaged.",
            where=Place(path.name),
            fix="Copy or export it again.",
        ) from error
    if is_empty:
        raise ExtractError(
            "The file has columns but no rows.",
            where=Place(path.name),
            fix="Export it again, with data.",
        )
    types = {row[0]: row[1] for row in described}
    return Extract(path.name, types, relation, engine)


def _csv(path: Path, engine: Engine, workspace: Path) -> Extract:
    encoding = text_file.encoding_of(path)
    delimiter = text_file.delimiter_of(path, encoding)
    columns = text_file.header_of(path, encoding, delimiter)
    readable = path
    notes = {}
    if not encoding.startswith("utf-8"):
        readable = workspace / "utf-8.csv"
        text_file.transcode(path, encoding, readable)
        notes["encoding"] = encoding
    all_text = ", ".join(f"{text(c)}: 'VARCHAR'" for c in columns)
    relation = (
        f"read_csv({text(readable)}, auto_detect=false, header=true, "
        f"delim={text(delimiter)}, quote='\"', escape='\"', "
        f"columns={{{all_text}}})"
    )
    types = dict.fromkeys(columns, "VARCHAR")
    layout = TextLayout(path, encoding, delimiter)
    return Extract(path.name, types, relation, engine, layout, notes)
