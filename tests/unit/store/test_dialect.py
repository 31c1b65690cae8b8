# ruff: noqa: S608
"""SQL for DuckDB in other words: what SQLGlot alone would leave wrong."""

import pytest

from efqi.errors import ExtractError, Place
from efqi.store.dialect import POSTGRES, SPARK, check_is_select, translated
from efqi.store.engine import name, text


@pytest.mark.parametrize(
    ("query", "postgres", "spark"),
    [
        ("SELECT strlen(x)", "OCTET_LENGTH(x)", "OCTET_LENGTH(x)"),
        (
            "SELECT hash(a, b)",
            "HASHTEXTEXTENDED(CAST(ROW(a, b) AS TEXT), 0)",
            "XXHASH64(a, (a IS NULL), b, (b IS NULL))",
        ),
        (
            r"SELECT regexp_full_match(a, '\d|E')",
            r"a ~ '^(?:\d|E)$'",
            r"a RLIKE '^(?:\\d|E)\\z'",
        ),
        ("SELECT * FROM (SELECT 1)", "AS efqi_part", "AS efqi_part"),
        ("SELECT 1 FROM t WHERE (true)", "FROM t WHERE TRUE", "FROM t WHERE TRUE"),
        ("SELECT count(*) FILTER (WHERE a)", "FILTER(WHERE a)", "FILTER(WHERE a)"),
    ],
)
def test_functions_are_those_of_the_engine(query, postgres, spark):
    assert postgres in translated(query, POSTGRES)
    assert spark in translated(query, SPARK)


@pytest.mark.parametrize("cast", ["DOUBLE", "DATE"])
def test_casts_are_tried_only_where_they_succeed(cast):
    for dialect in (POSTGRES, SPARK):
        made = translated(f"SELECT TRY_CAST(trim(x) AS {cast}) FROM t", dialect)
        assert made.startswith("SELECT CASE WHEN ")
        assert "\u2003" in made


def test_names_and_texts_stay_what_they_are():
    odd = 'it\'s "odd" `x` \\ 😀; DROP --'
    made = translated(f"SELECT {name(odd)} = {text(odd)} FROM t", POSTGRES)
    assert made == f"SELECT {name(odd)} = {text(odd)} FROM t"
    made = translated(f"SELECT {name(odd)} = {text(odd)} FROM t", SPARK)
    ticked = odd.replace("`", "``")
    escaped = odd.replace("\\", "\\\\").replace("'", "\\'")
    assert made == f"SELECT `{ticked}` = '{escaped}' FROM t"


def test_long_names_are_shortened_alike_everywhere():
    long = name("x" * 64)
    made = translated(f"SELECT {long} FROM (SELECT 1 AS {long}) AS t", POSTGRES)
    assert "xxx" not in made
    assert made.count('"efqi_') == 2


@pytest.mark.parametrize(
    "query", ["DROP TABLE t", "SELECT 1; SELECT 2", "SELECT 1)", "", "INSERT INTO t"]
)
def test_only_one_select_is_a_query(query):
    with pytest.raises(ExtractError, match="must be one SELECT"):
        check_is_select(query, POSTGRES, Place("q"))
    for good in (
        "SELECT 1;",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "SELECT 1 UNION SELECT 2",
    ):
        check_is_select(good, SPARK, Place("q"))
