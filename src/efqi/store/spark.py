"""Records that Spark reads: files, tables of its catalogue, or a query."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from difflib import get_close_matches
from logging import CRITICAL
from pathlib import Path
from tempfile import TemporaryDirectory
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
from efqi.store.engine import Engine, text
from efqi.store.extract import Extract
from efqi.store.interruptible import Answer, interruptible
from efqi.store.layout import RecordLayout, TextLayout
from efqi.store.opening import opened
from efqi.store.reading import paths_of, reading_of
from efqi.store.table_extract import SOURCE, TEXT, TableExtract
from efqi.store.text_file import is_gzip

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
_PLAIN_PATH = re.compile(r"(?:/(?![._])[\w.+-]+)+", re.ASCII)
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
        self._kept: list[DataFrame] = []
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

    def view(self, table: str, query: str) -> None:
        """Make a view of a query, in this session alone; kept until `close`."""
        kept = self.session.sql(query).persist()
        self._kept.append(kept)
        kept.createOrReplaceTempView(table)

    def close(self) -> None:
        """Let go of what is kept."""
        for kept in self._kept:
            kept.unpersist()

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

    @property
    def is_on_this_machine(self) -> bool:
        """Say whether Spark's workers see the files of this machine."""
        return str(self.session.sparkContext.master).startswith("local")

    def csv(self, layout: TextLayout, columns: Iterable[str]) -> DataFrame:
        """Read a CSV file, all as text.

        Parameters
        ----------
        layout : TextLayout
            The file, its encoding and delimiter.
        columns : iterable of str
            Its header.
        """
        return self.session.read.csv(
            layout.path.resolve().as_uri(),
            schema=", ".join(f"{_quoted(column)} STRING" for column in columns),
            sep=layout.delimiter,
            encoding=_CHARSETS.get(layout.encoding, layout.encoding),
            quote='"',
            escape='"',
            header=True,
            multiLine=True,
            mode="FAILFAST",
        )

    def parquet(self, path: Path) -> DataFrame:
        """Read a Parquet file."""
        return self.session.read.parquet(path.resolve().as_uri())


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
    """Open the files, table or query of a plan.

    Parameters
    ----------
    source : Source
        Its files, table or query.
    folder : Path
        Folder that file names start from.
    home : Engine
        Keeps the cells; reads files that Spark cannot.

    Raises
    ------
    ExtractError
        No Java, no such file or table, a query that is none.
    """
    place = Place(source.name)
    paths = paths_of(source, folder) if source.file else ()
    with ExitStack() as files:
        found = None
        if paths:
            found = files.enter_context(opened(paths, home, reading_of(source)))
        server = Spark(_session(place), place)
        files.callback(server.close)
        workspace = Path(files.enter_context(TemporaryDirectory(prefix="efqi-")))
        try:
            if found is not None:
                records = _of_files(server, found, paths, workspace)
            else:
                records = _of_table(server, source, place)
            types = server.read_from(records)
        except PySparkException as error:
            raise _refused(error, place) from error
        engine = Distant(server, SPARK, home)
        layout = RecordLayout(source.name)
        table = TableExtract(source.name, types, SOURCE, engine, layout)
        yield _as_found(table, found)


def _as_found(table: TableExtract, found: Extract | None) -> TableExtract:
    if found is None:
        return table
    return replace(table, layout=found.layout, notes=found.notes, faults=found.faults)


def _of_table(server: Spark, source: Source, place: Place) -> DataFrame:
    if not source.query:
        return server.table(source.table)
    check_is_select(source.query, SPARK, place)
    return server.session.sql(source.query.rstrip().rstrip(";"))


def _of_files(
    server: Spark, found: Extract, paths: Sequence[Path], workspace: Path
) -> DataFrame:
    layout = found.layout
    is_one = isinstance(layout, TextLayout | RecordLayout) and layout.path in paths
    if is_one and _is_plain(paths[0]):
        if isinstance(layout, TextLayout):
            return server.csv(layout, found.types)
        return server.parquet(paths[0])
    if not server.is_on_this_machine:
        raise ExtractError(
            "A cluster of Spark reads one CSV or Parquet file; not several, no workbook, "
            "Arrow or compressed file.",
            where=Place(found.file),
            fix="Give a table or a query of Spark's, or count with --engine duckdb.",
        )
    prepared = workspace / "records.parquet"
    found.rows(f"COPY (SELECT * FROM {found.relation}) TO {text(prepared)}")  # noqa: S608
    return server.parquet(prepared)


def _is_plain(path: Path) -> bool:
    # Spark tells gzip by the ending, and reads some characters of a path as a pattern.
    is_named_plainly = _PLAIN_PATH.fullmatch(str(path.resolve())) is not None
    return is_named_plainly and is_gzip(path) == (path.suffix == ".gz")


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
