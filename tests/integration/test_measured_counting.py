"""Means and percentiles counted from records, against numpy on the same records."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from efqi.errors import ExtractError
from efqi.measures.measure import Kind
from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.measures_file import read_measures, write_measures

MEASURES = {
    "mean": {"kind": "mean"},
    "median": {"kind": "median"},
    "p92": {"kind": "percentile", "percentile": 92},
}


@pytest.fixture
def waits_content(content):
    shared = {
        "title": "wait",
        "of": "people seen",
        "better": "lower",
        "unit": "days",
        "value_column": "wait",
        "denominator": [{"column": "outcome", "is_not_in": ["cancelled"]}],
    }
    content["measure"] += [
        {"name": name, **shared, **keys} for name, keys in MEASURES.items()
    ]
    return content


@pytest.fixture(scope="module")
def people():
    """Records of three months: some waits blank, some groups unknown."""
    rng = np.random.default_rng(8)
    size = 2_000
    waits = np.round(rng.lognormal(2.3, 0.9, size), 1)
    return pl.DataFrame(
        {
            "day": [
                date(2024, 1, 1) + timedelta(days=int(d))
                for d in rng.integers(0, 91, size)
            ],
            "outcome": rng.choice(["attended", "missed", "cancelled"], size),
            "imd": rng.choice(["1", "2", ""], size, p=[0.2, 0.7, 0.1]),
            "ethnicity": rng.choice(["White", "Indian", "Chinese", "Z"], size),
            "wait": [None if rng.random() < 0.05 else float(w) for w in waits],
        }
    )


def values(people, **chosen):
    """Waits that count in January."""
    found = people.filter(
        pl.col("outcome") != "cancelled",
        pl.col("day").dt.month() == 1,
        pl.col("wait").is_not_null(),
        *[pl.col(c).is_in(v) for c, v in chosen.items()],
    )
    return found["wait"].to_numpy()


def cell(table, measure, **groups):
    """The January cell of a measure."""
    wanted = [
        pl.col(d) == groups[d] if d in groups else pl.col(d).is_null()
        for d in table.dimensions
    ]
    rows = table.cells.filter(
        pl.col("measure") == measure,
        pl.col("interval_start") == date(2024, 1, 1),
        *wanted,
    )
    return rows.row(0, named=True)


VIEWS = [
    ({}, {}),
    ({"deprivation": "1"}, {"imd": ["1"]}),
    ({"deprivation": "unknown"}, {"imd": [""]}),
    ({"ethnicity": "Asian"}, {"ethnicity": ["Indian", "Chinese"]}),
    (
        {"deprivation": "2", "ethnicity": "Asian"},
        {"imd": ["2"], "ethnicity": ["Indian", "Chinese"]},
    ),
]


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize(("groups", "columns"), VIEWS)
def test_cells_agree_with_numpy(waits_content, people, tmp_path, form, groups, columns):
    waits_content["cross"] = [{"groups": ["deprivation", "ethnicity"]}]
    waits_content["data"]["file"] = f"records.{form}"
    getattr(people, f"write_{form}")(tmp_path / f"records.{form}")
    table = count(parse(waits_content), tmp_path)
    expected = values(people, **columns)
    mean = cell(table, "mean", **groups)
    assert mean["denominator"] == len(expected)
    assert mean["numerator"] == pytest.approx(expected.sum())
    assert mean["sum_of_squares"] == pytest.approx((expected**2).sum())
    for name, share in (("median", 0.5), ("p92", 0.92)):
        found = cell(table, name, **groups)
        assert found["ratio"] == pytest.approx(np.quantile(expected, share))
        assert found["denominator"] == len(expected)
        assert found["numerator"] is None
        assert found["variance"] > 0


def test_means_and_proportions_come_from_one_pass(waits_content, people, tmp_path):
    people.write_csv(tmp_path / "records.csv")
    table = count(parse(waits_content), tmp_path)
    among = people.filter(
        pl.col("outcome") != "cancelled", pl.col("day").dt.month() == 1
    )
    missed = cell(table, "missed")
    assert missed["denominator"] == among.height
    assert missed["numerator"] == (among["outcome"] == "missed").sum()
    assert missed["sum_of_squares"] is None


def test_values_that_are_blank_are_counted_and_left_out(
    waits_content, people, tmp_path
):
    people.write_csv(tmp_path / "records.csv")
    notes = count(parse(waits_content), tmp_path).notes
    blank = people.filter(
        pl.col("outcome") != "cancelled", pl.col("wait").is_null()
    ).height
    assert notes["values_missing_mean"] == notes["values_missing_p92"] == blank


def test_one_person_can_be_in_several_groups_of_a_median(waits_content, tmp_path):
    del waits_content["group"][1]
    waits_content["measure"] = waits_content["measure"][2:3]
    waits_content["contrast"] |= {"measure": "median", "compare": "x", "with": "y"}
    waits_content["group"][0] = {
        "name": "deprivation",
        "title": "need",
        "rules": [
            {"value": "x", "where": [{"column": "imd", "is_in": ["1"]}]},
            {"value": "y", "where": [{"column": "ethnicity", "is_in": ["White"]}]},
        ],
        "reference": "y",
    }
    (tmp_path / "records.csv").write_text(
        "day,outcome,imd,ethnicity,wait\n"
        "2024-01-01,attended,1,White,3\n"
        "2024-01-02,attended,1,Z,5\n"
        "2024-01-03,attended,2,White,9\n"
    )
    table = count(parse(waits_content), tmp_path)
    assert cell(table, "median", deprivation="x")["ratio"] == 4.0
    assert cell(table, "median", deprivation="y")["ratio"] == 6.0
    assert cell(table, "median")["ratio"] == 5.0


@pytest.mark.parametrize("wrong", ["-3", "soon", "inf"])
def test_value_that_cannot_be_is_named(waits_content, write, wrong):
    folder = write(
        "day,outcome,imd,ethnicity,wait\n"
        "2024-01-01,attended,1,White,3\n"
        f"2024-01-02,attended,1,White,{wrong}\n"
    )
    with pytest.raises(ExtractError, match="must be a number, 0 or more") as caught:
        count(parse(waits_content), folder)
    assert caught.value.where.row == 3
    assert caught.value.where.value == wrong
    assert "at_least = 0" in caught.value.fix


def test_values_below_zero_count_where_the_plan_allows_them(waits_content, write):
    for measure in waits_content["measure"][1:]:
        measure["allow_negative"] = True
    folder = write(
        "day,outcome,imd,ethnicity,wait\n"
        "2024-01-01,attended,1,White,3\n"
        "2024-01-02,attended,1,White,-5\n"
    )
    table = count(parse(waits_content), folder)
    assert cell(table, "mean")["ratio"] == -1.0
    assert cell(table, "median")["ratio"] == -1.0


def test_cells_written_and_read_again_are_the_same(waits_content, people, tmp_path):
    people.write_csv(tmp_path / "records.csv")
    plan = parse(waits_content)
    table = count(plan, tmp_path)
    write_measures(table, tmp_path / "cells.csv")
    for measure in waits_content["measure"]:
        for key in ("numerator", "denominator", "value_column"):
            measure.pop(key, None)
    waits_content["data"] = {"file": "cells.csv", "form": "counts", "interval": "month"}
    again = read_measures(tmp_path / "cells.csv", parse(waits_content))
    for name in ("mean", "median", "p92"):
        dimension = plan.dimension("ethnicity")
        first, second = table.by(name, dimension), again.by(name, dimension)
        np.testing.assert_allclose(second.ratio, first.ratio)
        np.testing.assert_allclose(second.variance, first.variance, rtol=1e-9)
    assert Kind.MEAN in {m.measure.kind for m in plan.measures}
