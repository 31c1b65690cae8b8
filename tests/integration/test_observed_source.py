from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from efqi.errors import ExtractError, ProjectError
from efqi.measures.dimension import UNKNOWN
from efqi.projects.parse import parse
from efqi.projects.quality import quality_findings
from efqi.store import lookup
from efqi.store.counting import count
from efqi.store.load import load
from efqi.store.measures_file import read_measures, write_measures

AREAS = Path(lookup.__file__).parent / "lookups" / "imd2025.parquet"


def uses(table):
    return {field.dimension: field for field in table.observed.fields}


def test_spellings_are_laid_out_over_time(write, records, plan):
    found = uses(count(plan, write(records)))["ethnicity"]
    assert found.starts == (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
    assert {s.value: (s.group, s.records) for s in found.spellings} == {
        "": (UNKNOWN, (0, 0, 1)),
        "Chinese": ("Asian", (1, 0, 0)),
        "Indian": ("Asian", (1, 0, 0)),
        "White": ("White", (1, 0, 2)),
        "Z": (UNKNOWN, (1, 0, 0)),
    }


def test_groups_by_bands_are_told_as_made(write, content):
    content["group"][1] = {
        "name": "age",
        "title": "age",
        "bands": [0, 50],
        "reference": "50+",
    }
    text = "day,outcome,imd,age\n2024-01-02,missed,1,40\n2024-03-02,missed,2,60\n"
    found = uses(count(parse(content), write(text)))
    assert found["age"].is_made
    assert not found["deprivation"].is_made


def with_sites(content, **data):
    content["data"] |= data
    return parse(content)


SITES = """day,outcome,imd,ethnicity,ward,ref
2024-01-02,missed,1,White,North,a
2024-01-03,attended,1,,North,b
2024-01-04,cancelled,1,Z,North,c
2024-02-05,missed,2,Z,South,d
2024-03-31,attended,,Indian,South,d
2024-03-31,attended,,Indian,,
2024-03-31,attended,,Indian,,
"""


def test_sites_are_counted_among_those_of_the_denominator(write, content):
    table = count(with_sites(content, site="ward"), write(SITES))
    assert [(s.site, s.records, dict(s.unknown)) for s in table.observed.sites] == [
        ("", 2, {"deprivation": 2, "ethnicity": 0}),
        ("North", 2, {"deprivation": 0, "ethnicity": 1}),
        ("South", 2, {"deprivation": 1, "ethnicity": 1}),
    ]


def test_other_groups_are_counted_by_site(write, content):
    content["group"][1] |= {
        "order": ["Any other", "White"],
        "values": {"Any other": "Indian"},
    }
    table = count(with_sites(content, site="ward"), write(SITES))
    assert {s.site: s.other["ethnicity"] for s in table.observed.sites} == {
        "": 2,
        "North": 0,
        "South": 1,
    }


def test_repeated_ids_are_counted_and_blanks_are_not(write, content):
    table = count(with_sites(content, id="ref"), write(SITES))
    assert table.notes["repeated_ids"] == 1


@pytest.mark.parametrize("key", ["site", "id"])
def test_column_of_sites_or_ids_that_is_missing_is_named(write, content, key):
    with pytest.raises(ExtractError, match="There is no column 'wards'"):
        count(with_sites(content, **{key: "wards"}), write(SITES))


def test_site_column_that_names_people_is_refused(write, content):
    rows = "".join(f"2024-01-02,missed,1,White,p{k},{k}\n" for k in range(10_001))
    text = SITES.splitlines()[0] + "\n" + rows
    with pytest.raises(ExtractError, match="over 10,000 sites"):
        count(with_sites(content, site="ward"), write(text))


def areas(turned=False):
    rows = duckdb.sql(
        f"SELECT lsoa, (decile + 1) // 2 FROM '{AREAS}' USING SAMPLE 400 ROWS (reservoir, 7)"  # noqa: S608
    ).fetchall()
    lines = (
        f"2024-0{1 + k % 3}-02,missed,{6 - fifth if turned else fifth},White,{lsoa.lower()}"
        for k, (lsoa, fifth) in enumerate(rows)
    )
    return "day,outcome,imd,ethnicity,lsoa21\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("turned", "expected"), [(False, (400, 400)), (True, (400, 0))]
)
def test_field_of_deprivation_is_held_against_the_lookup(
    write, content, turned, expected
):
    content["group"][0] |= {"order": [1, 2, 3, 4, 5], "reference": 5}
    (found,) = count(parse(content), write(areas(turned))).observed.areas
    assert found.lookup == "imd2025-quintile"
    middle = sum(",3,White" in line for line in areas(turned).splitlines())
    assert (found.compared, found.same - middle * turned) == expected
    assert found.turned == (400 if turned else middle)


COUNTS = """interval_start,numerator,denominator,ethnicity,deprivation
2024-01-01,10,100,,
2024-02-01,10,100,,
2024-01-01,5,60,White,
2024-02-01,5,60,WHITE,
2024-01-01,5,30,Indian,
2024-02-01,5,30,Chinese,
2024-01-01,5,10,Z,
2024-02-01,5,10,Z,
2024-01-01,1,40,White,1
2024-01-01,1,20,Z,1
2024-01-01,1,30,White,2
2024-01-01,1,0,Z,2
"""


@pytest.fixture
def crossed(counts_content):
    counts_content["data"]["site"] = "imd"
    counts_content["cross"] = [{"groups": ["deprivation", "ethnicity"]}]
    return parse(counts_content)


def test_counts_show_people_by_spelling_and_by_site(write, crossed):
    text = COUNTS.replace("1,0,Z,2\n", "0,10,Z,2\n")
    folder = write(text, "counts.csv")
    table = load(crossed, folder)
    found = uses(table)["ethnicity"]
    assert {s.value: s.records for s in found.spellings}["WHITE"] == (0, 60)
    assert {s.value: s.group for s in found.spellings}["Chinese"] == "Asian"
    assert [
        (s.site, s.records, s.unknown["ethnicity"]) for s in table.observed.sites
    ] == [
        ("1", 60, 20),
        ("2", 40, 10),
    ]


def test_cells_that_were_counted_earlier_show_no_source(write, records, plan, tmp_path):
    table = count(plan, write(records))
    write_measures(table, tmp_path / "cells.csv")
    again = read_measures(tmp_path / "cells.csv", plan)
    fields = uses(again)["ethnicity"]
    assert {s.value for s in fields.spellings} == {"Asian", "White", UNKNOWN}
    codes = [f.code for f in quality_findings(plan, again, ())]
    assert "source_not_seen" in codes
    assert not any("spelling" in code or "direction" in code for code in codes)
    assert "source_not_seen" not in [f.code for f in quality_findings(plan, table, ())]


def test_site_of_counts_is_one_of_the_groups(counts_content):
    counts_content["data"]["site"] = "ward"
    with pytest.raises(
        ProjectError, match="No \\[\\[group\\]\\] reads the column 'ward'"
    ):
        parse(counts_content)


def test_counts_have_no_id(counts_content):
    counts_content["data"]["id"] = "ref"
    with pytest.raises(ProjectError, match="Counts have no id"):
        parse(counts_content)


def test_no_site_is_looked_for_where_none_is_named(write, records, plan):
    assert count(plan, write(records)).observed.sites == ()
    assert replace(plan.source).site_column is None
