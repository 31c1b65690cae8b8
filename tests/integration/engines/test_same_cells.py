"""Every engine gives the same cells and notes."""

import csv
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile

import polars as pl
import pytest

from efqi.projects.parse import parse
from efqi.store.counting import count
from tests.integration.engines.plans import BASE, COLUMNS, LOOKUP, plans, records

PLANS = plans()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("engines")
    with (made / "records.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(records())
    (made / "onspd.csv").write_text(LOOKUP)
    return made


@pytest.fixture(scope="module")
def table(database):
    rows = [tuple(value or None for value in row) for row in records()]
    database.load("visits", dict.fromkeys(COLUMNS, "text"), rows)
    return {"url": database.url, "table": "visits"}


def in_table(content, table):
    rest = {k: v for k, v in content["data"].items() if k != "file"}
    return content | {"data": rest | table}


def assert_same(here, there):
    assert here.cells.height > 10
    assert there.cells.equals(here.cells)
    assert dict(there.notes) == dict(here.notes)
    assert there.incomplete_from == here.incomplete_from
    assert there.observed == here.observed


@pytest.mark.parametrize("name", PLANS)
def test_postgres_gives_the_same_cells(name, folder, table):
    here = count(parse(PLANS[name]), folder)
    assert_same(here, count(parse(in_table(PLANS[name], table)), folder))


@pytest.mark.usefixtures("spark")
def test_spark_gives_the_same_cells(folder):
    for name in ("everything at once", "british dates by financial year"):
        content = PLANS[name]
        here = count(parse(content), folder)
        there = content | {"data": content["data"] | {"engine": "spark"}}
        assert_same(here, count(parse(there), folder))


@pytest.mark.usefixtures("spark")
def test_spark_counts_files_that_duckdb_prepares(folder):
    header, *rows = (folder / "records.csv").read_text(encoding="utf-8").splitlines()
    first = "\n".join([header, *rows[:150]])
    (folder / "part 1.csv").write_text(first, encoding="utf-8")
    with ZipFile(folder / "part 2.zip", "w") as archive:
        archive.writestr("rest.csv", "\n".join([header, *rows[150:]]))
    here = count(parse(BASE), folder)
    data = BASE["data"] | {"file": "part*", "engine": "spark"}
    there = count(parse(BASE | {"data": data}), folder)
    assert there.cells.equals(here.cells)
    assert there.notes["identical_rows"] == here.notes["identical_rows"]


TYPED = {
    "data": {"file": "typed.parquet", "date": "seen", "interval": "month"},
    "measure": [
        {
            "name": "falls",
            "title": "falls",
            "of": "bed days",
            "kind": "rate",
            "better": "lower",
            "numerator_sum": "falls",
            "denominator_sum": "days",
            "denominator": [{"column": "is_adult", "is_in": ["true"]}],
        }
    ],
    "group": [
        {"name": "ward", "title": "ward", "order": [1, 2], "reference": 2},
        {"name": "score", "title": "score", "order": ["0.5", "3"], "reference": "3"},
    ],
    "change": [{"date": date(2024, 2, 1), "label": "x"}],
    "contrast": {
        "measure": "falls",
        "group_by": "ward",
        "compare": 1,
        "with": 2,
        "margin_points": 1,
        "margin_percent": 10,
    },
    "project": {"title": "Typed"},
}


@pytest.fixture(scope="module")
def typed(folder):
    frame = pl.DataFrame(
        {
            "seen": [
                datetime.fromisoformat(f"2024-0{1 + i % 3}-{1 + i:02} 23:30")
                for i in range(24)
            ],
            "is_adult": [i % 5 != 0 for i in range(24)],
            "falls": [i % 3 for i in range(24)],
            "days": [Decimal(i) / 4 for i in range(24)],
            "ward": [None if i == 7 else 1 + i % 2 for i in range(24)],
            "score": [None if i == 9 else (0.5, 3.0)[i // 2 % 2] for i in range(24)],
        }
    )
    frame.write_parquet(folder / "typed.parquet")
    return frame


def test_engines_give_the_same_cells_of_typed_columns(folder, typed, database, spark):
    here = count(parse(TYPED), folder)
    assert here.total("falls").denominator.sum() > 0
    kinds = ("timestamp", "boolean", "smallint", "numeric(8,2)", "bigint", "real")
    database.load("typed", dict(zip(typed.columns, kinds, strict=True)), typed.rows())
    places = (
        {"url": database.url, "table": "public.typed"},
        {"url": database.url, "query": "SELECT * FROM typed ORDER BY 1;"},
    )
    for place in places:
        assert_same(here, count(parse(in_table(TYPED, place)), folder))
    spark.read.parquet(str(folder / "typed.parquet")).write.saveAsTable("typed")
    for place in (
        {"file": "typed.parquet"},
        {"table": "typed"},
        {"query": "SELECT * FROM typed"},
    ):
        content = in_table(TYPED, {"engine": "spark", **place})
        assert_same(here, count(parse(content), folder))


def test_notes_tell_the_awkward_things_at_all(folder):
    notes = count(parse(PLANS["own lookup"]), folder).notes
    assert notes["identical_rows"] == 7
    assert "not in the lookup" in notes["unknown_who"]


def test_waits_sites_and_ids_are_met_at_all(folder):
    table = count(parse(PLANS["waits by site and id"]), folder)
    assert table.notes["repeated_ids"] > 7
    assert table.notes["values_missing_wait_92"] > 10
    assert {s.site for s in table.observed.sites} == {"", "North", "South", "O'Brien's"}
    assert table.observed.areas
    assert all(area.compared > 20 for area in table.observed.areas)
    medians = table.total("median_wait")
    assert medians.ratio.min() > 0
