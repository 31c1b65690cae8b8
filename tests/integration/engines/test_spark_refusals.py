"""What a user meets where Spark cannot count, and how Ctrl-C ends a long query."""

import os
import signal
import threading
import time

import pytest

from efqi.errors import ExtractError
from efqi.projects.parse import parse
from efqi.store.counting import count
from tests.integration.engines.plans import BASE

ROWS = "day,outcome,imd,sex\n2024-01-02,missed,1,f\n2024-02-30,missed,1,f\n"


def refused(data, folder):
    rest = {"date": "day", "interval": "month", "engine": "spark"}
    with pytest.raises(ExtractError) as caught:
        count(parse(BASE | {"data": rest | data}), folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_spark_says_what_is_wrong(spark, write):
    spark.sql("CREATE TABLE IF NOT EXISTS visits_of_spark (day DATE) USING parquet")
    folder = write(ROWS)
    assert refused({"table": "visit_of_spark"}, folder) == (
        "visit_of_spark: There is no table 'visit_of_spark'. "
        "Did you mean 'visits_of_spark'?"
    )
    assert "It has no rows." in refused({"table": "visits_of_spark"}, folder)
    assert "must be one SELECT" in refused({"query": "DROP TABLE x"}, folder)
    assert "nosuch" in refused({"query": "SELECT nosuch"}, folder)
    assert "There is no such file." in refused({"file": "record.csv"}, folder)
    assert refused({"file": "records.csv"}, folder) == (
        "records.csv, column 'day', value '2024-02-30': There is no such date. "
        "Correct it; others are written year-month-day."
    )
    ragged = write(ROWS + "2024-01-03,missed\n", "ragged.csv")
    assert "more or fewer columns" in refused({"file": "ragged.csv"}, ragged)


@pytest.mark.usefixtures("spark", "ctrl_c_heard")
def test_ctrl_c_cancels_the_job(tmp_path):
    query = (
        "SELECT '2024-01-01' AS day, CAST(count(*) AS STRING) AS outcome, '1' AS imd, "
        "'f' AS sex FROM range(10000000) AS a CROSS JOIN range(10000000) AS b"
    )
    data = {"engine": "spark", "query": query, "date": "day", "interval": "month"}
    threading.Timer(10, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        count(parse(BASE | {"data": data}), tmp_path)
    assert time.monotonic() - began < 60
