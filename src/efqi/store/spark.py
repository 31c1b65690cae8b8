"""Records that Spark reads: files, tables of its catalogue, or a query."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from logging import CRITICAL
from pathlib import Path
from uuid import uuid4

import polars as pl
from py4j.protocol import Py4JJavaError
from pyspark.errors import AnalysisException, PySparkException
from pyspark.logger import PySparkLogger
from pyspark.sql import DataFrame, SparkSession

from efqi.errors import ExtractError, Place
from efqi.projects.plan import Source
from efqi.store.dialect import SPARK, check_is_select
from efqi.store.distant import Distant
from efqi.store.engine import Engine
from efqi.store.extract import Extract, opened
from efqi.store.interruptible import Answer, interruptible
from efqi.store.table_extract import SOURCE, TEXT, TableExtract

_TYPES = {
    "tinyint": "BIGINT",
    "smallint": "BIGINT",
    "int": "BIGINT",
    "bigint": "BIGINT",
    "float": "DOUBLE",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "timestamp_ntz": "TIMESTAMP",
}
_IN_SQL = {TEXT: "STRING"}
_CHARSETS = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}
_POLARS = {
    "int": pl.Int32,
    "bigint": pl.Int64,
    "double": pl.Float64,
    "boolean": pl.Boolean,
    "string": pl.String,
    "date": pl.Date,
    "timestamp": pl.Datetime,
}
_SETTINGS = {
    # What cannot be read is NULL or told by name, as in DuckDB; never an error of a row.
    "spark.sql.ansi.enabled": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.groupByOrdinal": "true",
}
_LOG = Path(__file__).with_name("spark-log4j2.properties")
_OWN_SESSION = {
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOG.as_uri()}",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


class Spark:
    """A session of its own within Spark, so that nothing of the user's is changed."""

    def __init__(self, session: SparkSession, place: Place) -> None:
        self.session, self._place = session.newSession(), place
        self._job = f"efqi-{uuid4()}"
        for key, value in _SETTINGS.items():
            self.session.conf.set(key, value)
        # It writes a trace of what is told as an error in one sentence.
        PySparkLogger.getLogger("SQLQueryContextLogger").setLevel(CRITICAL)

    def run(self, query: str) -> pl.DataFrame:
        """Run a query and give its rows.

        Raises
        ------
        ExtractError
            Where Spark refuses.
        KeyboardInterrupt
            Where the user stops it; the job is cancelled first.
        """
        return self._stoppable(lambda: self._fetched(query))

    def _fetched(self, query: str) -> pl.DataFrame:
        found = self.session.sql(query)
        schema = {column: _POLARS[kind] for column, kind in found.dtypes}
        return pl.DataFrame([tuple(r) for r in found.collect()], schema, orient="row")

    def _stoppable(self, work: Callable[[], Answer]) -> Answer:
        context = self.session.sparkContext

        def named() -> Answer:
            context.setJobGroup(self._job, "efqi", interruptOnCancel=True)
            return work()

        try:
            return interruptible(named, lambda: context.cancelJobGroup(self._job))
        except (PySparkException, Py4JJavaError) as error:
            raise _refused(error, self._place) from error

    def register(self, table: str, frame: pl.DataFrame) -> None:
        """Make a view of a table, in this session alone."""
        columns = (
            f"`{column}` {'BIGINT' if kind.is_integer() else 'STRING'}"
            for column, kind in frame.schema.items()
        )
        given = self.session.createDataFrame(frame.rows(), ", ".join(columns))
        given.createOrReplaceTempView(table)

    def read_from(self, relation: DataFrame) -> Mapping[str, str]:
        """Take records from a frame; give its columns and DuckDB's types of them."""
        if self._stoppable(relation.isEmpty):
            raise ExtractError(
                "It has no rows.",
                where=self._place,
                fix="Fill it, or name other records.",
            )
        types = {column: _TYPES.get(kind, TEXT) for column, kind in relation.dtypes}
        values = [_as(column, kind) for column, kind in types.items()]
        relation.selectExpr(*values).createOrReplaceTempView(SOURCE)
        return types

    def table(self, written: str) -> DataFrame:
        """Give a table of the catalogue.

        Raises
        ------
        ExtractError
            Where there is none; names the nearest.
        """
        try:
            return self.session.table(written)
        except AnalysisException:
            schema = written.rpartition(".")[0] or None
            tables = [t.name for t in self.session.catalog.listTables(schema)]
            near = get_close_matches(written.rpartition(".")[2], tables, n=1)
            raise ExtractError(
                f"There is no table '{written}'.",
                where=self._place,
                fix=f"Did you mean '{near[0]}'?"
                if near
                else "Write it as schema.table.",
            ) from None

    def file(self, path: Path, found: Extract) -> DataFrame:
        """Read a CSV file, all as text, or a Parquet file.

        Parameters
        ----------
        path : Path
            The file.
        found : Extract
            What DuckDB found out about it.
        """
        address = path.resolve().as_uri()
        if found.lines is None:
            return self.session.read.parquet(address)
        encoding = found.lines.encoding
        return self.session.read.csv(
            address,
            schema=", ".join(f"{_quoted(column)} STRING" for column in found.types),
            sep=found.lines.delimiter,
            encoding=_CHARSETS.get(encoding, encoding),
            quote='"',
            escape='"',
            header=True,
            multiLine=True,
            mode="FAILFAST",
        )


def _quoted(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"


def _as(column: str, kind: str) -> str:
    return f"CAST({_quoted(column)} AS {_IN_SQL.get(kind, kind)}) AS {_quoted(column)}"


def _refused(error: PySparkException | Py4JJavaError, place: Place) -> ExtractError:
    said = str(error)
    if "MALFORMED" in said:
        return ExtractError(
            "A row has more or fewer columns than the header.",
            where=place,
            fix="Count with --engine duckdb to see which, and mend it.",
        )
    reasons = re.findall(r"\[[A-Z_.]+\] ([^\n]+)", said) or [
        said.strip().split("\n")[0]
    ]
    return ExtractError(
        f"Spark refuses: {reasons[-1].strip().rstrip('.')}.",
        where=place,
        fix="Check file, table, query and columns in project.toml.",
    )


@contextmanager
def open_source(source: Source, folder: Path, home: Engine) -> Iterator[TableExtract]:
    """Open the file, table or query of a plan.

    Parameters
    ----------
    source : Source
        Its file, table or query.
    folder : Path
        Folder that the file name starts from.
    home : Engine
        Keeps the cells.

    Raises
    ------
    ExtractError
        No Java, no such file or table, a query that is none.
    """
    place = Place(source.name)
    notes: Mapping[str, str] = {}
    with ExitStack() as files:
        if source.file:
            path = folder / source.file
            found = files.enter_context(opened(path, home))
        server = Spark(_session(place), place)
        try:
            if source.file:
                records, notes = server.file(path, found), found.notes
            elif source.query:
                check_is_select(source.query, SPARK, place)
                records = server.session.sql(source.query.rstrip().rstrip(";"))
            else:
                records = server.table(source.table)
            types = server.read_from(records)
        except PySparkException as error:
            raise _refused(error, place) from error
        engine = Distant(server, SPARK, home)
        yield TableExtract(source.name, types, SOURCE, engine, notes=notes)


def _session(place: Place) -> SparkSession:
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    builder = SparkSession.builder.appName("efqi")
    for key, value in _OWN_SESSION.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except PySparkException as error:
        raise ExtractError(
            "Spark does not start.",
            where=place,
            fix="It needs Java 17 or later: install it, or set JAVA_HOME to where it is.",
        ) from error
