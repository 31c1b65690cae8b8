"""Groups made in SQL against the same rules in plain Python."""

import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.lookup import lookup

PLAN = """
[project]
title = "t"
[data]
file = "r.csv"
date = "day"
interval = "year"
[[measure]]
name = "m"
title = "m"
of = "m"
better = "lower"
numerator = [{ column = "homeless", is_in = ["Y"] }]
[[group]]
name = "deprivation"
column = "lsoa"
codes = "imd2025-decile"
[[group]]
name = "years"
column = "age"
bands = [0, 1, 18, 65]
reference = "65+"
[[group]]
name = "plus"
title = "plus"
rules = [
  { value = "homeless", where = [{ column = "homeless", is_in = ["Y"] }] },
  { value = "old", where = [{ column = "age", at_least = 80 }] },
]
[[change]]
date = 2024-02-01
label = "c"
[contrast]
measure = "m"
group_by = "years"
compare = "0"
with = "65+"
margin_points = 1
margin_percent = 1
"""
DECILES = {
    lsoa: str(decile)
    for lsoa, decile in duckdb.sql(
        f"SELECT lsoa, decile FROM {lookup('imd2025-decile').relation} LIMIT 500"  # noqa: S608
    ).fetchall()
}
AREAS = st.sampled_from([*DECILES, "", "W01000001"])
ROWS = st.lists(
    st.tuples(
        AREAS,
        st.sampled_from([str.lower, str.upper, "  {} ".format]),
        st.integers(0, 110) | st.none(),
        st.sampled_from(["Y", "N", ""]),
    ),
    min_size=1,
    max_size=40,
)


def band(age):
    if age is None:
        return "unknown"
    return "0" if age < 1 else "1-17" if age < 18 else "18-64" if age < 65 else "65+"


def plus(age, homeless):
    groups = ["homeless"] * (homeless == "Y") + ["old"] * ((age or 0) >= 80)
    is_blank = age is None and homeless == ""
    return groups or (["unknown"] if is_blank else ["everyone else"])


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_groups_in_sql_are_those_of_python(rows):
    expected = {"deprivation": Counter(), "years": Counter(), "plus": Counter()}
    lines = ["day,lsoa,age,homeless"]
    for lsoa, written, age, homeless in rows:
        expected["deprivation"][DECILES.get(lsoa, "unknown")] += 1
        expected["years"][band(age)] += 1
        expected["plus"].update(plus(age, homeless))
        shown = "" if age is None else age
        lines.append(f"2024-03-01,{written(lsoa)},{shown},{homeless}")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "r.csv").write_text("\n".join(lines))
        cells = count(parse(tomllib.loads(PLAN)), Path(folder)).cells
    for dimension, records in expected.items():
        rows_of = cells.drop_nulls(dimension).select(dimension, "denominator").rows()
        assert dict(rows_of) == records
