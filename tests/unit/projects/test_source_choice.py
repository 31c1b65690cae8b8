from dataclasses import dataclass

import pytest

from efqi.errors import ProjectError
from efqi.measures.interval import Interval
from efqi.projects.plan import Source
from efqi.projects.source_choice import of_source, with_engine

URL = "postgresql://me@host/db"


def source(**given):
    return Source(
        **{"file": "", "form": "records", "interval": Interval.MONTH, **given}
    )


@pytest.mark.parametrize(
    "given",
    [
        {"file": "a.csv"},
        {"file": "a.csv", "form": "counts"},
        {"file": "a.parquet", "engine": "spark"},
        {"table": "visits", "engine": "spark"},
        {"query": "SELECT 1", "engine": "spark"},
        {"url": URL, "table": "visits", "engine": "postgres"},
        {"url": "postgres:///db", "query": "SELECT 1", "engine": "postgres"},
    ],
)
def test_sources_that_can_be_counted(given):
    assert list(of_source(source(**given))) == []


@pytest.mark.parametrize(
    ("given", "key", "said"),
    [
        ({}, "data > file", "does not say where the records are"),
        ({"file": "a.csv", "query": "SELECT 1"}, "data > query", "two places"),
        ({"url": URL, "engine": "postgres"}, "data > file", "does not say where"),
        ({"table": "t", "engine": "duckdb"}, "data > engine", "not tables"),
        ({"url": URL, "table": "t"}, "data > engine", "not tables of a database"),
        ({"url": URL, "table": "t", "engine": "spark"}, "data > url", "its own tables"),
        ({"table": "t", "engine": "postgres"}, "data > engine", "none is given"),
        ({"url": URL, "file": "a.csv", "engine": "postgres"}, "data > engine", "own"),
        (
            {"table": "t", "engine": "spark", "sheet": "May"},
            "data > sheet",
            "no sheets",
        ),
        (
            {"table": "t", "engine": "spark", "form": "counts"},
            "data > form",
            "read from a file",
        ),
        (
            {"url": "mysql://host/db", "table": "t", "engine": "postgres"},
            "data > url",
            "not the address",
        ),
        (
            {"url": "postgresql://me:pw@host/db", "table": "t", "engine": "postgres"},
            "data > url",
            "A password stands",
        ),
        (
            {"url": f"{URL}?password=pw", "table": "t", "engine": "postgres"},
            "data > url",
            "A password stands",
        ),
    ],
)
def test_sources_that_contradict_themselves(given, key, said):
    where, found, fix = next(iter(of_source(source(**given))))
    assert where == key
    assert said in found
    assert fix
    assert "pw" not in str(ProjectError(found, fix=fix))


@dataclass(frozen=True)
class SomePlan:
    source: Source


@pytest.mark.parametrize(
    ("engine", "said"),
    [
        ("oracle", "There is no engine 'oracle'."),
        ("postgres", "PostgreSQL counts a table of its own"),
        ("mysql://host/db", "not the address of a PostgreSQL database"),
        ("postgresql://me:pw@host/db", "A password stands in the address"),
    ],
)
def test_engines_that_cannot_count_the_plan_are_refused(engine, said):
    table = {"table": "t", "url": URL} if "://" in engine else {"file": "a.csv"}
    with pytest.raises(ProjectError, match=said) as caught:
        with_engine(SomePlan(source(**table)), engine)
    assert str(caught.value).startswith("--engine")
    assert "pw" not in str(caught.value)


def test_another_engine_counts_the_same_records():
    plan = SomePlan(source(table="t", url=URL, engine="postgres"))
    assert with_engine(plan, None) is plan
    other = with_engine(plan, "postgresql:///other").source
    assert (other.engine, other.table, other.url) == (
        *("postgres", "t"),
        "postgresql:///other",
    )
    assert with_engine(SomePlan(source(file="a.csv")), "spark").source.engine == "spark"
