"""Lookups against the published indices; code lists against the data dictionary.

English Indices of Deprivation 2019 File 1 and 2025 File 7 (MHCLG, OGL v3.0).
"""

import duckdb
import pytest

from efqi.measures.codes.catalogue import code_list, levels, names
from efqi.store.lookup import lookup

PUBLISHED = {
    "imd2019-decile": {
        "E01000001": "9",
        "E01000002": "10",
        "E01000003": "5",
        "E01000005": "3",
        "E01000006": "5",
        "E01021988": "1",
    },
    "imd2025-decile": {
        "E01000001": "8",
        "E01000002": "10",
        "E01000003": "8",
        "E01000005": "5",
        "E01000006": "4",
        "E01021988": "1",
    },
}


def groups_of(name):
    found = lookup(name)
    query = f"SELECT lsoa, {found.group} FROM {found.relation}"  # noqa: S608
    return dict(duckdb.sql(query).fetchall())


@pytest.mark.parametrize("name", PUBLISHED)
def test_decile_is_the_published_one(name):
    groups = groups_of(name)
    assert {lsoa: groups[lsoa] for lsoa in PUBLISHED[name]} == PUBLISHED[name]


@pytest.mark.parametrize(
    ("name", "areas"), [("imd2019-decile", 32_844), ("imd2025-decile", 33_755)]
)
def test_lookup_has_every_area_of_england_in_tenths(name, areas):
    groups = groups_of(name)
    assert len(groups) == areas
    sizes = [list(groups.values()).count(str(tenth)) for tenth in range(1, 11)]
    assert sum(sizes) == areas
    assert max(sizes) - min(sizes) <= 2


def test_core20_of_2025_has_its_6751_areas():
    assert list(groups_of("imd2025-core20").values()).count("core20") == 6_751


@pytest.mark.parametrize("index", ["imd2019", "imd2025"])
def test_quintile_and_core20_follow_from_the_decile(index):
    deciles = groups_of(f"{index}-decile")
    quintiles = groups_of(f"{index}-quintile")
    core20 = groups_of(f"{index}-core20")
    for lsoa, decile in deciles.items():
        assert quintiles[lsoa] == str((int(decile) + 1) // 2)
        assert (core20[lsoa] == "core20") == (int(decile) <= 2)


def test_ethnic_category_has_the_codes_of_the_data_dictionary():
    codes = code_list("ethnic-category-2001")
    assert sorted(codes.order) == list("ABCDEFGHJKLMNPRST")
    assert codes.labels["A"] == "White - British"
    assert codes.labels["R"] == "Other Ethnic Groups - Chinese"
    assert (codes.unknown["Z"], codes.unknown["99"]) == ("not stated", "not known")


@pytest.mark.parametrize(
    ("level", "of_chinese"),
    [
        ("high", "Other ethnic groups, with Chinese"),
        ("high-2021", "Asian or Asian British, with Chinese"),
        ("groups-2021", "Chinese"),
    ],
)
def test_every_code_of_2001_has_one_group_at_each_level(level, of_chinese):
    codes = code_list("ethnic-category-2001", level)
    of_code = {s: g for g, spellings in codes.spellings.items() for s in spellings}
    assert set("ABCDEFGHJKLMNPRST") <= set(of_code)
    assert of_code["R"] == of_chinese


@pytest.mark.parametrize(
    ("level", "of_arab", "of_roma"),
    [("high", "Other ethnic group", "White"), ("groups-2001", "S", "C")],
)
def test_every_group_of_2021_has_one_group_at_each_level(level, of_arab, of_roma):
    codes = code_list("ethnic-group-2021", level)
    of_label = {s: g for g, spellings in codes.spellings.items() for s in spellings}
    assert set(code_list("ethnic-group-2021").order) <= set(of_label)
    assert (of_label["Arab"], of_label["Roma"]) == (of_arab, of_roma)
    assert of_label["White: Roma"] == of_roma


@pytest.mark.parametrize("name", names())
def test_each_spelling_of_a_list_has_one_meaning(name):
    for level in ("", *levels(name)):
        codes = code_list(name, level)
        meant = [
            *(s for spellings in codes.spellings.values() for s in spellings),
            *(group for group in codes.order if group not in codes.spellings),
            *codes.unknown,
        ]
        folded = [" ".join(s.casefold().split()) for s in meant]
        assert len(set(folded)) == len(folded)
        assert codes.reference is None or codes.reference in codes.order
