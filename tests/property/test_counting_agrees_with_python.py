"""Counting agrees with a plain loop over the same records, in whatever order they stand."""

import csv
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.measures_file import read_measures, write_measures

CONTENT = {
    "project": {"title": "Property"},
    "data": {"file": "records.csv", "date": "day", "interval": "month"},
    "measure": [
        {
            "name": "missed",
            "title": "missed",
            "of": "appointments",
            "better": "lower",
            "numerator": [{"column": "outcome", "is_in": ["missed", "late"]}],
            "denominator": [{"column": "outcome", "is_not_in": ["cancelled"]}],
        },
        {
            "name": "days",
            "title": "events",
            "of": "days",
            "kind": "rate",
            "better": "lower",
            "numerator": [{"column": "outcome", "is_in": ["missed"]}],
            "denominator_sum": "days",
        },
    ],
    "group": [
        {"name": "sex", "title": "sex", "order": ["f", "m"], "reference": "m"},
        {
            "name": "area",
            "title": "area",
            "order": ["north", "south"],
            "reference": "south",
            "values": {"north": ["N", "NE"]},
            "unknown": ["?"],
        },
    ],
    "change": [{"date": date(2024, 2, 1), "label": "x"}],
    "contrast": {
        "measure": "missed",
        "group_by": "sex",
        "compare": "f",
        "with": "m",
        "margin_points": 1,
        "margin_percent": 10,
    },
    "cross": [{"groups": ["sex", "area"]}],
}
PLAN = parse(CONTENT)
AREAS = {"N": "north", "NE": "north", "north": "north", "south": "south"}
RECORDS = st.lists(
    st.tuples(
        st.dates(date(2024, 1, 1), date(2024, 5, 31)),
        st.sampled_from(["missed", "late", "attended", "cancelled", ""]),
        st.sampled_from(["f", "m", "F ", ""]),
        st.sampled_from(["N", "NE", "north", "south", "?", ""]),
        st.integers(0, 8).map(lambda quarters: quarters / 4),
    ),
    min_size=1,
    max_size=60,
).filter(
    lambda rows: any(r[1] != "cancelled" for r in rows) and any(r[4] > 0 for r in rows)
)


def counted(records) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as name:
        with (Path(name) / "records.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["day", "outcome", "sex", "area", "days"])
            writer.writerows(records)
        return count(PLAN, Path(name)).cells


def by_hand(records) -> dict[tuple, tuple[float, float]]:
    numerator, denominator = Counter(), Counter()
    for day, outcome, sex, area, days in records:
        groups = sex.strip().lower() or "unknown", AREAS.get(area, "unknown")
        for by_sex in (groups[0], None):
            for by_area in (groups[1], None):
                where = day.replace(day=1), by_sex, by_area
                if outcome != "cancelled":
                    denominator["missed", *where] += 1
                    numerator["missed", *where] += outcome in ("missed", "late")
                denominator["days", *where] += days
                numerator["days", *where] += outcome == "missed"
    return {k: (numerator[k], n) for k, n in denominator.items() if n > 0}


@settings(max_examples=25, deadline=None)
@given(RECORDS)
def test_counting_agrees_with_a_plain_loop(records):
    cells = counted(records).select(
        "measure", "interval_start", "sex", "area", "numerator", "denominator"
    )
    found = {tuple(row[:4]): tuple(row[4:]) for row in cells.rows()}
    assert len(found) == cells.height
    assert found == by_hand(records)


@settings(max_examples=8, deadline=None)
@given(RECORDS, st.randoms())
def test_counting_forgets_the_order_of_records(records, chance):
    shuffled = chance.sample(records, len(records))
    assert counted(records).equals(counted(shuffled))


@settings(max_examples=8, deadline=None)
@given(RECORDS)
def test_counting_comes_back_from_a_measures_file(records):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [f"{r[0]},{r[1]},{r[2]},{r[3]},{r[4]}" for r in records]
        text = "\n".join(["day,outcome,sex,area,days", *rows]) + "\n"
        (folder / "records.csv").write_text(text)
        table = count(PLAN, folder)
        write_measures(table, folder / "cells.csv")
        assert read_measures(folder / "cells.csv", PLAN).cells.equals(table.cells)


@settings(max_examples=8, deadline=None)
@given(RECORDS)
def test_counting_groups_add_up_to_everyone(records):
    cells = counted(records)
    for measure in ("missed", "days"):
        rows = cells.filter(pl.col("measure") == measure)
        whole = rows.filter(pl.col("sex").is_null(), pl.col("area").is_null())
        for dimension, other in (("sex", "area"), ("area", "sex")):
            alone = rows.filter(
                pl.col(dimension).is_not_null(), pl.col(other).is_null()
            )
            assert alone["denominator"].sum() == pytest.approx(
                whole["denominator"].sum()
            )


@settings(max_examples=8, deadline=None)
@given(RECORDS, st.integers(0, 3))
def test_counting_later_dates_move_cells_only_in_time(records, years):
    later = [(d + timedelta(days=1461 * years), *rest) for d, *rest in records]
    before, after = counted(records), counted(later)
    counts = ["measure", "sex", "area", "numerator", "denominator"]
    assert before.select(counts).equals(after.select(counts))
