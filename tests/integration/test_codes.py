"""Codes of the NHS in extracts: ethnic categories, areas, sex, ages, and groups by rule."""

from datetime import date

import duckdb
import pytest

from efqi.errors import ExtractError, ProjectError
from efqi.projects.answer import answer
from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.measures_file import read_measures, write_measures

JAN = date(2024, 1, 1)


@pytest.fixture
def counted(content, write):
    """Count rows by one group section, given as a dict; a denominator each."""

    def by(section, header, rows):
        content["group"][1] = {"name": "who", **section}
        content["measure"][0]["denominator"] = []
        lines = [
            f"2024-01-{i % 28 + 1:02d},missed,1,{row}" for i, row in enumerate(rows)
        ]
        text = "\n".join([f"day,outcome,imd,{header}", *lines])
        table = count(parse(content), write(text))
        cells = table.cells.drop_nulls("who")
        return dict(cells.select("who", "denominator").rows()), table

    return by


def test_ethnic_category_is_read_with_three_lines(counted):
    section = {"column": "ETHNOS", "codes": "ethnic-category-2001"}
    cells, table = counted(section, "ETHNOS", ["A", "a ", "Z", "99", "X", "", "T", "M"])
    assert cells == {"A": 2.0, "T": 1.0, "M": 1.0, "unknown": 4.0}
    assert table.notes["unknown_who"] == "not known 2, blank 1, not stated 1"


def test_high_level_groups_keep_unknown_apart(counted):
    section = {"column": "e", "codes": "ethnic-category-2001", "level": "high"}
    cells, _ = counted(section, "e", ["A", "C", "R", "S", "H", "Z"])
    assert cells == {
        "White": 2.0,
        "Other ethnic groups, with Chinese": 2.0,
        "Asian or Asian British": 1.0,
        "unknown": 1.0,
    }


def test_unknown_code_is_named_with_its_row(counted):
    section = {"column": "e", "codes": "ethnic-category-2001"}
    with pytest.raises(ExtractError, match=r"row 4, column 'e', value 'Q'.*not list"):
        counted(section, "e", ["A", "B", "Q"])


def test_misspelt_label_is_told_the_nearest(counted):
    section = {"column": "e", "codes": "ethnic-category-2001"}
    with pytest.raises(ExtractError, match="Did you mean 'White - Irish'"):
        counted(section, "e", ["White - Iris"])


LSOAS = ["E01000001", "e01000002 ", "E01000005", "", "W01000001", "E99999999"]


@pytest.mark.parametrize(
    ("codes", "cells"),
    [
        ("imd2025-decile", {"8": 1.0, "10": 1.0, "5": 1.0, "unknown": 3.0}),
        ("imd2019-decile", {"9": 1.0, "10": 1.0, "3": 1.0, "unknown": 3.0}),
        ("imd2025-quintile", {"4": 1.0, "5": 1.0, "3": 1.0, "unknown": 3.0}),
        ("imd2019-core20", {"rest": 3.0, "unknown": 3.0}),
    ],
)
def test_areas_are_looked_up(counted, codes, cells):
    found, table = counted({"column": "LSOA", "codes": codes}, "LSOA", LSOAS)
    assert found == cells
    assert table.notes["unknown_who"] == "blank 1, no area 1, outside England 1"
    assert table.notes["rows_read"] == 6


def test_core20_is_the_most_deprived_fifth(counted):
    section = {"column": "LSOA", "codes": "imd2025-core20"}
    cells, _ = counted(section, "LSOA", ["E01000007", "E01000001"])
    assert cells == {"core20": 1.0, "rest": 1.0}


def test_area_listed_as_unknown_is_unknown(counted):
    section = {"column": "l", "codes": "imd2025-quintile", "unknown": ["ZZ99 3VZ"]}
    cells, _ = counted(section, "l", ["zz99 3vz", "E01000001"])
    assert cells == {"unknown": 1.0, "4": 1.0}


@pytest.mark.parametrize(
    ("codes", "rows", "said"),
    [
        (
            "imd2025-quintile",
            ["E01000001", "E01033468", "E01033468"],
            r"row 3, column 'l', value 'E01033468': This is an LSOA of 2011, and "
            r"'imd2025-quintile' goes by those of 2021; records with such codes: 2. Set "
            r"codes = \"imd2019-quintile\"",
        ),
        (
            "imd2019-decile",
            ["E01035189"],
            r"value 'E01035189': This is an LSOA of 2021, and 'imd2019-decile' goes by "
            r"those of 2011",
        ),
        (
            "imd2025-core20",
            ["E01000001", "", "E02000001"],
            r"row 4, column 'l', value 'E02000001': This is no LSOA of 2021; records",
        ),
    ],
)
def test_area_that_leads_nowhere_is_named(counted, codes, rows, said):
    with pytest.raises(ExtractError, match=said):
        counted({"column": "l", "codes": codes}, "l", rows)


def test_area_of_a_record_that_is_not_counted_does_not_matter(content, write):
    content["group"][1] = {"name": "who", "column": "l", "codes": "imd2025-decile"}
    rows = "2024-01-01,missed,1,E01000001\n2024-01-01,cancelled,1,nowhere"
    table = count(parse(content), write(f"day,outcome,imd,l\n{rows}"))
    assert table.cells.drop_nulls("who")["who"].to_list() == ["8"]


def test_areas_are_looked_up_in_parquet(content, tmp_path):
    content["data"]["file"] = "records.parquet"
    content["group"][1] = {"name": "who", "column": "l", "codes": "imd2025-decile"}
    duckdb.sql(
        "COPY (SELECT DATE '2024-01-02' AS day, 'missed' AS outcome, 1 AS imd, "
        f"'E01000001' AS l) TO '{tmp_path / 'records.parquet'}'"
    )
    table = count(parse(content), tmp_path)
    assert table.cells.drop_nulls("who")["who"].to_list() == ["8"]


AGES = {"column": "age", "bands": [0, 18, 35, 65], "reference": "65+"}


def test_ages_are_banded(counted):
    ages = ["0", "17.9", "18", "34", "35", "64", "65", "101", "", "999"]
    cells, _ = counted({**AGES, "unknown": [999]}, "age", ages)
    assert cells == {"0-17": 2, "18-34": 2, "35-64": 2, "65+": 2, "unknown": 2}


@pytest.mark.parametrize("age", ["999", "-1", "4 months"])
def test_age_that_is_none_is_named(counted, age):
    with pytest.raises(ExtractError, match=f"row 3, column 'age', value '{age}'"):
        counted(AGES, "age", ["40", age])


def test_sex_is_read_in_any_spelling(counted):
    section = {"column": "sex", "codes": "sex"}
    cells, _ = counted(section, "sex", ["1", "M", "male", "2.0", "F", "9", "0", "X"])
    assert cells == {"1": 3.0, "2": 2.0, "unknown": 3.0}


def test_boards_are_named(counted):
    section = {"column": "icb", "codes": "ods-icb", "reference": "QHM"}
    rows = ["QHM", "E54000050", "NHS North East and North Cumbria ICB", "QMF"]
    cells, _ = counted(section, "icb", rows)
    assert cells == {"QHM": 3.0, "QMF": 1.0}


def test_places_within_boards_are_named(counted):
    section = {"column": "place", "codes": "ods-sub-icb", "reference": "00L"}
    rows = ["00L", "E38000130", "nhs north east and north cumbria icb - 00l", "00N"]
    cells, _ = counted(section, "place", rows)
    assert cells == {"00L": 3.0, "00N": 1.0}


RULES = {
    "title": "inclusion health",
    "otherwise": "everyone else",
    "rules": [
        {"value": "homeless", "where": [{"column": "home", "is_in": ["none"]}]},
        {"value": "homeless", "where": [{"column": "hostel", "is_in": ["Y"]}]},
        {"value": "drugs", "where": [{"column": "drugs", "is_in": ["Y"]}]},
    ],
}


def test_person_of_two_rules_is_counted_in_each(counted):
    rows = ["none,Y,Y", "flat,Y,N", "flat,N,N", ",,", "none,,"]
    cells, table = counted(RULES, "home,hostel,drugs", rows)
    assert cells == {
        "homeless": 3.0,
        "drugs": 1.0,
        "everyone else": 1.0,
        "unknown": 1.0,
    }
    assert table.total("missed").denominator.sum() == 5.0


def test_groups_by_rule_are_crossed(content, write):
    content["group"][1] = {"name": "who", **RULES}
    content["cross"] = [{"groups": ["deprivation", "who"]}]
    text = "day,outcome,imd,home,hostel,drugs\n2024-01-01,missed,2,none,N,Y\n"
    table = count(parse(content), write(text))
    crossed = table.cells.drop_nulls(["deprivation", "who"])
    assert crossed.select("deprivation", "who", "numerator").rows() == [
        ("2", "homeless", 1.0),
        ("2", "drugs", 1.0),
    ]


def test_column_of_a_rule_must_exist(counted):
    with pytest.raises(ExtractError, match="no column 'hostel'"):
        counted(RULES, "home,drugs", ["none,Y"])


def test_rules_that_exclude_each_other_do_not_overlap(content):
    rules = [
        {"value": "a", "where": [{"column": "x", "is_in": ["1"]}]},
        {"value": "b", "where": [{"column": "x", "is_in": ["2"]}]},
    ]
    section = {"name": "who", "title": "who", "rules": rules}
    content["group"][1] = section
    assert not parse(content).dimension("who").is_overlapping
    rules[1]["where"][0]["column"] = "y"
    assert parse(content).dimension("who").is_overlapping


BAD_SECTIONS = [
    (
        {"codes": "imd2025-quintil"},
        "the name of a list of codes, such as 'imd2025-quintile'.",
    ),
    (
        {"codes": "ethnic-category-2001", "level": "hihg"},
        "a level of its codes, such as 'high'.",
    ),
    ({"codes": "sex", "level": "high"}, "which have none: delete it"),
    ({"codes": 5}, "value '5': This must be a text in quotes"),
    ({"bands": ["young"]}, "value 'young'"),
    ({"codes": "ods-icb"}, "needs the key 'reference'"),
    ({"bands": [18, 0], "reference": "18+"}, "youngest first"),
    ({"bands": [0, 18], "codes": "sex"}, "codes says the groups"),
    ({**RULES, "codes": "sex"}, "codes says the groups"),
    ({**RULES, "order": ["homeless", "drugs"]}, "has no 'everyone else'"),
    ({"codes": "sex", "reference": "3"}, "has no '3'"),
    ({"codes": "sex", "reference": 1, "labels": 4}, "must be a table"),
    (
        {"title": "t", "rules": [{"value": "a", "where": [{"column": "x"}]}]},
        "This condition asks for nothing.",
    ),
]


@pytest.mark.parametrize(("section", "said"), BAD_SECTIONS)
def test_section_that_makes_no_sense_is_refused(content, section, said):
    content["group"][1] = {"name": "who", **section}
    with pytest.raises(ProjectError) as caught:
        parse(content)
    assert said in str(caught.value)


def test_section_overrides_its_codes(content):
    content["group"][1] = {
        "name": "who",
        "codes": "sex",
        "title": "recorded sex",
        "order": [2, 1, 9],
        "labels": {"9": "Indeterminate"},
    }
    plan = parse(content)
    dimension = plan.dimension("who")
    assert (dimension.title, dimension.order) == ("recorded sex", ("2", "1", "9"))
    assert dimension.label("2") == "Female"
    assert dimension.label("9") == "Indeterminate"
    assert "9" not in plan.dimensions[1].unknown


def test_report_leaves_out_codes_that_nobody_has(content, write):
    content["group"][1] = {"name": "who", "column": "l", "codes": "imd2025-quintile"}
    content["group"].append({"name": "t", "codes": "ods-trust", "reference": "RAL"})
    rows = [
        f"2024-{month:02d}-{day:02d},{'missed' if day % 3 else 'no'},{day % 2 + 1},"
        f"{'E01000001' if day % 2 else 'E01000007'},{'R0A' if day % 5 else 'RJ1'}"
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    table = count(
        plan := parse(content), write("\n".join(["day,outcome,imd,l,t", *rows]))
    )
    release = answer(plan, table)
    shown = {v.dimension: [g.group for g in v.groups] for v in release.views}
    assert set(shown["who"]) == {"1", "4", "total"}
    assert set(shown["t"]) == {"R0A", "RJ1", "total"}


def test_events_of_places_that_are_not_there_are_not_counted_as_none(content, write):
    content["measure"][0] |= {"kind": "count", "denominator": []}
    content["group"][1] = {"name": "t", "codes": "ods-trust", "reference": "R0A"}
    rows = "2024-01-01,missed,1,R0A\n2024-01-02,no,1,RJ1\n2024-02-01,missed,1,R0A\n"
    table = count(parse(content), write(f"day,outcome,imd,t\n{rows}"))
    by_trust = table.cells.drop_nulls("t").select("interval_start", "t", "numerator")
    assert by_trust.rows() == [
        (JAN, "R0A", 1.0),
        (date(2024, 2, 1), "R0A", 1.0),
        (JAN, "RJ1", 0.0),
        (date(2024, 2, 1), "RJ1", 0.0),
    ]


def test_counts_that_were_made_by_codes_are_read_again(content, write, tmp_path):
    content["group"][1] = {"name": "who", "column": "l", "codes": "imd2025-quintile"}
    rows = (
        "2024-01-01,missed,1,E01000001\n2024-01-02,no,2,E01000007\n2024-01-03,no,1,\n"
    )
    plan = parse(content)
    table = count(plan, write(f"day,outcome,imd,l\n{rows}"))
    write_measures(table, tmp_path / "cells.csv")
    assert read_measures(tmp_path / "cells.csv", plan).cells.equals(table.cells)
