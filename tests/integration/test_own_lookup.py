import pytest

from efqi.errors import ExtractError
from efqi.projects.parse import parse
from efqi.store.counting import count

POSTCODES = """pcds,lsoa21
SW1A 1AA,E01000001
E1 1AA,E01000007
E1 1AB,
E1 1AC,E02000001
E1 1AA,E01000007
"""
LOOKUP = {"file": "onspd.csv", "from": "pcds", "to": "lsoa21"}


@pytest.fixture
def by_postcode(content, write):
    def counted(postcodes, onspd=POSTCODES, **section):
        given = {"lookup": LOOKUP, "codes": "imd2025-quintile", **section}
        given = {key: value for key, value in given.items() if value is not None}
        content["group"][1] = {"name": "who", "column": "postcode", **given}
        rows = [f"2024-01-05,missed,1,{postcode}" for postcode in postcodes]
        write(onspd, "onspd.csv")
        return count(
            parse(content), write("\n".join(["day,outcome,imd,postcode", *rows]))
        )

    return counted


def groups(table):
    return dict(table.cells.drop_nulls("who").select("who", "denominator").rows())


def test_postcodes_lead_to_deprivation(by_postcode):
    table = by_postcode(["SW1A 1AA", "sw1a1aa", "E1 1AA", "E1 1AB", "", "ZZ99 3VZ"])
    assert groups(table) == {"4": 2.0, "1": 1.0, "unknown": 3.0}
    assert table.notes["unknown_who"] == "blank 2, not in the lookup 1"
    assert table.notes["rows_read"] == 6
    assert table.notes["identical_rows"] == 0


def test_index_of_another_nation_is_looked_up(by_postcode):
    index = "area,fifth\nW01000001,1\nW01000002,5\n"
    table = by_postcode(
        ["W01000001", "W01000002", "W01000002"],
        index,
        lookup={"file": "onspd.csv", "from": "area", "to": "fifth"},
        codes=None,
        title="deprivation",
        order=["1", "5"],
        reference="5",
    )
    assert groups(table) == {"1": 1.0, "5": 2.0}


def test_bands_are_made_of_what_a_lookup_gives(by_postcode):
    table = by_postcode(["a", "b"], "pcds,lsoa21\na,17\nb,70\n", **AGES)
    assert groups(table) == {"0-17": 1.0, "65+": 1.0}


AGES = {"codes": None, "bands": [0, 18, 65], "reference": "65+"}


def test_area_that_a_lookup_gives_is_checked_with_its_row(by_postcode):
    postcodes = ["E1 1AA"] * 3000 + ["E1 1AC"] + ["SW1A 1AA"] * 3000
    with pytest.raises(ExtractError, match=r"row 3002, column .*value 'E02000001'"):
        by_postcode(postcodes)


def test_postcode_of_two_areas_is_refused(by_postcode):
    with pytest.raises(ExtractError, match=r"onspd.csv, row 7.*'SW1A1AA'.*twice"):
        by_postcode(["E1 1AA"], POSTCODES + "SW1A1AA,E01000009\n")


def test_lookup_must_have_its_columns(by_postcode):
    with pytest.raises(
        ExtractError, match=r"no column 'lsoa21'\. Did you mean 'lsoa11'"
    ):
        by_postcode(["E1 1AA"], POSTCODES.replace("lsoa21", "lsoa11"))


def test_lookup_file_must_exist(by_postcode):
    lookup = {**LOOKUP, "file": "onsp.csv"}
    with pytest.raises(ExtractError, match=r"Did you mean 'onspd\.csv'"):
        by_postcode(["E1 1AA"], lookup=lookup)
