"""Counting 50 million records against the bare GROUP BY of the same engine.

    python benchmarks/counting.py [--csv] [--peers] [--rows 50000000] [--repeats 3]
        [--folder FOLDER]
    python benchmarks/counting.py --growth 100000 1000000 10000000

With --csv, 10 million rows of CSV against DuckDB's own reading and counting of them. With
--peers, Polars and pandas group the same rows too (pandas needs memory for all of them).
With --growth, each number of rows in turn, and the cost of a million.

Each way of counting runs in a process of its own. CPU seconds are those of counting alone
(imports are the same in all and stand in a column of their own); memory is the peak of the
whole process. The least of the repeats counts, as other work can only add.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl

from efqi.store.counting import count
from efqi.store.plan_file import load_plan

SEED = 20250430
PLAN = """
[project]
title = "Missed appointments, benchmark"
[data]
file = "records.parquet"
date = "appointment_date"
interval = "month"
label = "Synthetic"
[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
better = "lower"
numerator = [{ column = "outcome", is_in = ["did not attend"] }]
denominator = [{ column = "outcome", is_not_in = ["cancelled"] }]
[[group]]
name = "deprivation"
title = "deprivation of home area"
order = [1, 2, 3, 4, 5]
reference = 5
ordered = true
[[group]]
name = "ethnicity"
title = "ethnic group"
order = ["Asian", "Black", "Mixed", "Other", "White"]
reference = "White"
[[group]]
name = "sex"
title = "sex"
order = ["female", "male"]
reference = "male"
[[group]]
name = "site"
title = "site"
order = ["Site 0", "Site 1", "Site 2", "Site 3", "Site 4", "Site 5", "Site 6", "Site 7"]
reference = "Site 0"
[[change]]
date = 2023-01-01
label = "Reminder texts"
[contrast]
measure = "missed"
group_by = "deprivation"
compare = 1
with = 5
margin_points = 1
margin_percent = 10
[[cross]]
groups = ["deprivation", "ethnicity"]
"""
RECORDS = """
SELECT i AS record,
  DATE '2021-01-01' + CAST(draw(i, 0) % 1461 AS INTEGER) AS appointment_date,
  CASE WHEN draw(i, 1) % 100 < 12 THEN 'did not attend'
       WHEN draw(i, 2) % 100 < 5 THEN 'cancelled' ELSE 'attended' END AS outcome,
  CAST(1 + draw(i, 3) % 5 AS TINYINT) AS deprivation,
  CASE draw(i, 4) % 6 WHEN 0 THEN 'White' WHEN 1 THEN 'Asian' WHEN 2 THEN 'Black'
       WHEN 3 THEN 'Mixed' WHEN 4 THEN 'Other' END AS ethnicity,
  CASE draw(i, 5) % 2 WHEN 0 THEN 'female' ELSE 'male' END AS sex,
  'Site ' || (draw(i, 6) % 8) AS site
FROM range({rows}) AS records(i)
"""
BARE = """
SELECT date_trunc('month', appointment_date) AS month, deprivation, ethnicity, sex, site,
  count(*) FILTER (WHERE outcome <> 'cancelled') AS denominator,
  count(*) FILTER (WHERE outcome = 'did not attend') AS numerator
FROM {relation} GROUP BY ALL
"""
ROWS = {"records.parquet": 50_000_000, "records.csv": 10_000_000}


def make(folder: Path, file: str, rows: int) -> None:
    connection = duckdb.connect()
    connection.execute(f"CREATE MACRO draw(i, k) AS hash(i * 8 + k + {SEED})")
    kind = "FORMAT csv" if file.endswith("csv") else "FORMAT parquet, COMPRESSION zstd"
    connection.execute(
        f"COPY ({RECORDS.format(rows=rows)}) TO '{folder / file}' ({kind})"
    )
    connection.close()
    (folder / "project.toml").write_text(PLAN.replace("records.parquet", file))


def run_bare(folder: Path) -> int:
    connection = duckdb.connect()
    file = folder / load_plan(folder).source.file
    reader = "read_csv" if file.suffix == ".csv" else "read_parquet"
    query = BARE.format(relation=f"{reader}('{file}')")
    return len(connection.execute(query).fetchall())


def run_count(folder: Path, *, is_checked_for_duplicates: bool) -> int:
    plan = load_plan(folder)
    table = count(plan, folder, is_checked_for_duplicates=is_checked_for_duplicates)
    return table.cells.height


KEYS = ["month", "deprivation", "ethnicity", "sex", "site"]


def run_polars(folder: Path) -> int:
    file = folder / load_plan(folder).source.file
    rows = pl.scan_csv(file) if file.suffix == ".csv" else pl.scan_parquet(file)
    day = pl.col("appointment_date").cast(pl.Date)
    cells = (
        rows.with_columns(month=day.dt.truncate("1mo"))
        .group_by(KEYS)
        .agg(
            denominator=(pl.col("outcome") != "cancelled").sum(),
            numerator=(pl.col("outcome") == "did not attend").sum(),
        )
    )
    return cells.collect(engine="streaming").height


def run_pandas(folder: Path) -> int:
    import pandas as pd  # Heavy: only the process that measures it pays.

    file = folder / load_plan(folder).source.file
    if file.suffix == ".csv":
        rows = pd.read_csv(file, parse_dates=["appointment_date"])
    else:
        rows = duckdb.connect().execute(f"SELECT * FROM '{file}'").df()
    rows["month"] = rows["appointment_date"].dt.to_period("M")
    rows["denominator"] = rows["outcome"] != "cancelled"
    rows["numerator"] = rows["outcome"] == "did not attend"
    counts = rows.groupby(KEYS, dropna=False)[["denominator", "numerator"]].sum()
    return len(counts)


PEERS = {"Polars": run_polars, "pandas": run_pandas}
WAYS = {
    "bare GROUP BY": run_bare,
    "count": lambda f: run_count(f, is_checked_for_duplicates=False),
    "count, identical rows too": lambda f: run_count(f, is_checked_for_duplicates=True),
}


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def child(way: str, folder: Path) -> None:
    imported, began = cpu(), time.perf_counter()
    cells = (WAYS | PEERS)[way](folder)
    figures = {
        "cpu": cpu() - imported,
        "imports": imported,
        "wall": time.perf_counter() - began,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "cells": cells,
    }
    print(json.dumps(figures))


def measured(way: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", way, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def grow(sizes: list[int], repeats: int) -> None:
    print(f"{'rows':>12}{'CPU s':>8}{'s a million':>13}{'peak MB':>9}")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            make(Path(temporary), "records.parquet", rows)
            runs = [measured("count", Path(temporary)) for _ in range(repeats)]
        best = min(runs, key=lambda r: r["cpu"])
        each = best["cpu"] / rows * 1e6
        print(f"{rows:12,}{best['cpu']:8.2f}{each:13.3f}{best['peak_mb']:9.0f}")


def compare(folder: Path, repeats: int, ways: tuple[str, ...]) -> None:
    runs = {way: [] for way in ways}
    for _ in range(repeats):
        for way in ways:
            runs[way].append(measured(way, folder))
    least = {way: min(r["cpu"] for r in of_way) for way, of_way in runs.items()}
    print(f"{'':28}{'CPU s':>8}{'ratio':>8}{'wall s':>8}{'imports':>9}{'peak MB':>9}")
    for way, of_way in runs.items():
        best = min(of_way, key=lambda r: r["cpu"])
        ratio = least[way] / least["bare GROUP BY"]
        peak = max(r["peak_mb"] for r in of_way)
        print(
            f"{way:28}{best['cpu']:8.2f}{ratio:8.2f}{best['wall']:8.2f}"
            f"{best['imports']:9.2f}{peak:9.0f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--growth", type=int, nargs="+")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", choices=[*WAYS, *PEERS])
    options = parser.parse_args()
    if options.child:
        child(options.child, options.folder)
        return
    if options.growth:
        grow(options.growth, options.repeats)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        file = "records.csv" if options.csv else "records.parquet"
        if not (folder / file).exists():
            make(folder, file, options.rows or ROWS[file])
        compare(folder, options.repeats, (*WAYS, *(PEERS if options.peers else ())))


if __name__ == "__main__":
    main()
