"""`--engine` and the keys of [data] choose what counts."""

import os
import subprocess
import sys

import pytest

from tests.integration.engines.plans import BASE, COLUMNS, records

PROJECT = """
[project]
title = "Engines"
[data]
{data}
date = "day"
interval = "month"
[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
better = "lower"
numerator = [{{ column = "outcome", is_in = ["missed"] }}]
[[group]]
name = "imd"
title = "deprivation"
order = [1, 2, 3]
reference = 3
unknown = ["?", "N/A"]
[[change]]
date = 2024-02-01
label = "x"
[contrast]
measure = "missed"
group_by = "imd"
compare = 1
with = 3
margin_points = 1
margin_percent = 10
"""


def efqi(*arguments, cwd, **environment):
    command = [sys.executable, "-c", "from efqi.cli.main import main; main()"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, **environment},
    )


@pytest.fixture
def project(tmp_path):
    rows = [",".join(COLUMNS[:4]), *(",".join(row[:4]) for row in records(60))]
    (tmp_path / "records.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "project.toml").write_text(PROJECT.format(data='file = "records.csv"'))
    return tmp_path


def test_a_url_on_the_command_line_counts_there(project, database):
    columns = dict.fromkeys(COLUMNS[:4], "text")
    database.load(
        "few", columns, [tuple(v or None for v in r[:4]) for r in records(60)]
    )
    here = efqi("count", ".", cwd=project)
    expected = (project / "cells.csv").read_text()
    data = 'url = "postgresql://nobody@127.0.0.1:1/none"\ntable = "few"'
    (project / "project.toml").write_text(PROJECT.format(data=data))
    there = efqi("count", ".", "--engine", database.url, cwd=project)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == here.stdout
    assert (project / "cells.csv").read_text() == expected
    report = efqi(
        "report", ".", "--engine", database.url, "--out", "r.json", cwd=project
    )
    assert report.returncode == 0
    unreachable = efqi("count", ".", cwd=project)
    assert unreachable.returncode == 3
    assert "cannot be reached: nothing answers there" in unreachable.stderr


@pytest.mark.usefixtures("spark")
def test_spark_starts_quietly_and_counts_a_file(project):
    here = efqi("count", ".", cwd=project)
    there = efqi(
        *("count", ".", "--engine", "spark"),
        cwd=project,
        PYSPARK_SUBMIT_ARGS="--master local[2] --driver-memory 512m pyspark-shell",
    )
    assert there.returncode == 0, there.stderr
    assert there.stdout == here.stdout
    assert "WARN " not in there.stderr


def test_spark_without_java_says_so(project):
    there = efqi(
        *("count", ".", "--engine", "spark"),
        cwd=project,
        JAVA_HOME=str(project),
        PATH=str(project),
    )
    assert there.returncode == 3
    assert "It needs Java 17" in there.stderr.splitlines()[-1]


def test_a_password_on_the_command_line_is_refused(project):
    url = "postgresql://me:secret@host/db"
    refused = efqi("count", ".", "--engine", url, cwd=project)
    assert refused.returncode == 5
    assert "A password stands in the address" in refused.stderr
    assert "secret" not in refused.stderr


def test_duckdb_starts_without_the_other_engines(project):
    heavy = "{'sqlglot', 'pyspark', 'adbc_driver_manager'}"
    code = (
        "import sys; sys.argv = ['efqi', 'count', '.']\n"
        "from efqi.cli.main import main\n"
        "try:\n    main()\nfinally:\n"
        f"    assert not {heavy} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert BASE["data"]["file"] == "records.csv"
