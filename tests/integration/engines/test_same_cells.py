"""Every engine gives the same cells and notes."""

import csv
import io

import polars as pl
import pytest

from efqi.projects.parse import parse
from efqi.store.counting import count
from tests.integration.engines.plans import COLUMNS, LOOKUP, plans, records

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
    assert here.cells.height > 20
    assert there.cells.equals(here.cells)
    assert dict(there.notes) == dict(here.notes)
    assert there.incomplete_from == here.incomplete_from


@pytest.mark.parametrize("name", PLANS)
def test_postgres_gives_the_same_cells(name, folder, table):
    here = count(parse(PLANS[name]), folder)
    assert_same(here, count(parse(in_table(PLANS[name], table)), folder))


def test_spark_gives_the_same_cells(folder, spark):
    for content in PLANS.values():
        here = count(parse(content), folder)
        there = content | {"data": content["data"] | {"engine": "spark"}}
        assert_same(here, count(parse(there), folder))


def test_notes_tell_the_awkward_things_at_all(folder):
    notes = count(parse(PLANS["own lookup"]), folder).notes
    assert notes["identical_rows"] == 7
    assert "not in the lookup" in notes["unknown_who"]
