"""DuckDB and PostgreSQL count any small extract alike."""

import csv
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efqi.errors import EfqiError
from efqi.projects.parse import parse
from efqi.store.counting import count
from tests.integration.engines.plans import WAIT_MEASURES, plans

COLUMNS = ("day", "outcome", "imd", "sex", "age", "days")
CONTENT = plans()["rates and counts by week"] | {
    "group": [
        *plans()["rates and counts by week"]["group"],
        plans()["bands and areas by quarter"]["group"][2],
    ],
    "measure": [
        *plans()["rates and counts by week"]["measure"],
        *({**measure, "value_column": "days"} for measure in WAIT_MEASURES),
    ],
}
DAYS = st.dates().map(str) | st.sampled_from(
    ["2024-02-29", "2023-02-29", "2024/3/1", "2024-1-5 9:05", "31/12/2023", "soon", ""]
)
PROBABLE = st.sampled_from(["2024-01-01", "2024-02-29", "2024-12-31", "2025-1-5 9:05"])
NUMBERS = st.sampled_from(
    [
        "1,250",
        "1",
        "0.25",
        "+.5",
        "1e1",
        "-1",
        "12,5",
        "1_0x",
        "NaN",
        "inf",
        "",
        " 7 ",
        "1d",
        "0x1",
    ]
)
RECORDS = st.lists(
    st.tuples(
        st.one_of(PROBABLE, PROBABLE, PROBABLE, DAYS),
        st.sampled_from(["missed", "late", "cancelled", " missed\u2003", ""]),
        st.sampled_from(["1", "2.0", "3", "?", "n/a", "", "\u00a01 ", "4"]),
        st.sampled_from(["f", "m", "F", "NOT KNOWN", "", "x"]),
        st.one_of(st.integers(0, 130).map(str), NUMBERS),
        st.one_of(st.integers(0, 8).map(lambda n: str(n / 4)), NUMBERS),
    ),
    min_size=1,
    max_size=12,
)


def outcome(content, folder):
    try:
        table = count(parse(content), folder)
    except EfqiError as error:
        # Rows of a table have no order: of several errors, another may be told.
        return type(error), error.where.column
    return table.cells.rows(), dict(table.notes), table.incomplete_from


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=RECORDS)
def test_postgres_agrees_with_duckdb(database, rows):
    given_rows = [tuple(value or None for value in row) for row in rows]
    database.load("random", dict.fromkeys(COLUMNS, "text"), given_rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "records.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
        here = outcome(CONTENT, folder)
        data = {"date": "day", "interval": "week", "url": database.url}
        there = outcome(CONTENT | {"data": data | {"table": "random"}}, folder)
    assert there == here
