"""What a user meets where PostgreSQL cannot count: one sentence that says what to do."""

import _thread
import threading
import time

import pytest

from efqi.errors import ExtractError
from efqi.projects.parse import parse
from efqi.store.counting import count
from tests.integration.engines.plans import AGE, BASE, LSOA

ROW = {
    "day": "2024-01-02",
    "outcome": "missed",
    "imd": "1",
    "sex": "f",
    "age": "40",
    "lsoa": "E01000001",
}


@pytest.fixture
def visits(database):
    def loaded(**changes):
        rows = [tuple(ROW.values()), tuple((ROW | changes).values())]
        database.load("visits_bad", dict.fromkeys(ROW, "text"), rows)
        return {"url": database.url, "table": "visits_bad"}

    return loaded


def refused(data, tmp_path, *groups):
    rest = {"date": "day", "interval": "month"}
    content = BASE | {"data": rest | data, "group": [*BASE["group"], *groups]}
    with pytest.raises(ExtractError) as caught:
        count(parse(content), tmp_path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("postgres@/", "postgres@nosuch.invalid/", "there is no such host"),
        ("postgres@/", "postgres@127.0.0.1:1/", "nothing answers there"),
        ("/postgres?", "/other?", "that host has no such database"),
        ("postgres@", "somebody@", "it has no such user"),
        ("?host=", "?odd=1&host=", 'invalid URI query parameter: "odd"'),
    ],
)
def test_database_that_cannot_be_reached(visits, tmp_path, before, after, said):
    data = visits()
    url = data["url"].replace(before, after)
    if "@/" not in after and before == "postgres@/":
        url = url.partition("?")[0]
    assert said in refused(data | {"url": url}, tmp_path)


def test_missing_tables_and_columns_are_named(visits, tmp_path):
    data = visits()
    message = refused(data | {"table": "public.visit_bad"}, tmp_path)
    assert message == (
        "public.visit_bad: There is no table 'public.visit_bad'. "
        "Did you mean 'public.visits_bad'?"
    )
    message = refused(data | {"date": "dya"}, tmp_path)
    assert message == "visits_bad: There is no column 'dya'. Did you mean 'day'?"


@pytest.mark.parametrize(
    ("changes", "group", "said"),
    [
        ({"day": "2024-02-30"}, None, "column 'day', value '2024-02-30'"),
        ({"sex": "other"}, None, "column 'sex', value 'other'"),
        ({"age": "200"}, AGE, "column 'age', value '200'"),
        ({"lsoa": "E01999999"}, LSOA, "column 'lsoa', value 'E01999999'"),
    ],
)
def test_wrong_values_are_named(visits, tmp_path, changes, group, said):
    message = refused(visits(**changes), tmp_path, *([group] if group else []))
    assert message.startswith(f"visits_bad, {said}: ")


def test_empty_tables_and_wide_open_queries_are_refused(database, visits, tmp_path):
    database.run(
        "DROP TABLE IF EXISTS nobody", "CREATE TABLE nobody AS SELECT 1 AS day LIMIT 0"
    )
    visits()
    data = {"url": database.url}
    assert "no rows" in refused(data | {"table": "nobody"}, tmp_path)
    for query in (
        "DELETE FROM visits_bad",
        "SELECT 1; DROP TABLE visits_bad",
        "SELECT 1) AS x; COMMIT; DROP TABLE visits_bad; --",
    ):
        said = refused(data | {"query": query}, tmp_path)
        assert "The query must be one SELECT." in said
    twice = refused(data | {"query": "SELECT 1 AS day, 2 AS day"}, tmp_path)
    assert "Two columns are called 'day'." in twice
    assert "nosuch" in refused(data | {"query": "SELECT nosuch"}, tmp_path)


def test_queries_that_write_are_stopped_by_the_database(database, visits, tmp_path):
    data = visits()
    database.run(
        "CREATE OR REPLACE FUNCTION spoil() RETURNS text LANGUAGE sql AS "
        "$$ DELETE FROM visits_bad RETURNING day $$"
    )
    query = "SELECT spoil() AS day, outcome, imd, sex FROM visits_bad"
    said = refused({"url": database.url, "query": query}, tmp_path)
    assert "efqi only reads" in said
    assert "There is no column" in refused(data | {"date": 'x"; DROP'}, tmp_path)


def test_reading_needs_permission_and_says_so(database, visits, tmp_path):
    data = visits()
    database.run(
        "DROP ROLE IF EXISTS stranger",
        "CREATE ROLE stranger LOGIN",
    )
    url = data["url"].replace("postgres@", "stranger@")
    assert "You may not read this" in refused(data | {"url": url}, tmp_path)


@pytest.mark.usefixtures("ctrl_c_heard")
def test_ctrl_c_cancels_the_statement(database, tmp_path):
    query = "SELECT '2024-01-01' AS day, pg_sleep(60)::text AS outcome, '1' AS imd, 'f' AS sex"
    data = {"url": database.url, "query": query, "date": "day", "interval": "month"}
    threading.Timer(1.5, _thread.interrupt_main).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        count(parse(BASE | {"data": data}), tmp_path)
    assert time.monotonic() - began < 20
