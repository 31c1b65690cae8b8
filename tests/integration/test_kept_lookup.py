import polars as pl
import pytest

from efqi.errors import ExtractError, StorageError
from efqi.projects.parse import parse
from efqi.store.add_lookup import add_lookup
from efqi.store.counting import count
from efqi.store.data_folder import data_folder
from efqi.store.kept_lookup import kept_names

ONSPD = """PCD7,PCD8,PCDS,LSOA11CD,LSOA21CD,CTRY25CD
SW1A1AA,SW1A 1AA,SW1A 1AA,E01000002,E01000001,E92000001
E1  1AA,E1   1AA,E1 1AA,E01000006,E01000007,E92000001
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("EFQI_HOME", str(folder))
    return folder


@pytest.fixture
def saved(write):
    return lambda content, name: write(content, name) / name


def test_directory_of_postcodes_is_recognised_and_counted_by(content, write, saved):
    kept = add_lookup(saved(ONSPD, "ONSPD_FEB_2025.csv"))
    assert (kept.name, kept.rows) == ("postcode-lsoa21", 2)
    assert (kept.key_column, kept.value_column) == ("PCDS", "LSOA21CD")
    content["group"][1] = {
        "name": "who",
        "column": "postcode",
        "lookup": "postcode-lsoa21",
        "codes": "imd2025-quintile",
    }
    rows = [f"2024-01-05,missed,1,{p}" for p in ("sw1a1aa", "E1 1AA", "ZZ1 1ZZ")]
    table = count(parse(content), write("\n".join(["day,outcome,imd,postcode", *rows])))
    by_who = table.cells.drop_nulls("who").select("who", "denominator").rows()
    assert dict(by_who) == {"4": 1.0, "1": 1.0, "unknown": 1.0}
    assert table.notes["unknown_who"] == "not in the lookup 1"


def test_lookup_of_any_columns_is_kept_by_name(saved, home):
    path = saved("area;fifth\nW01000001;1\n", "wimd.csv")
    kept = add_lookup(path, key_column="area", value_column="fifth", name="wimd2019")
    assert kept.path == home / "lookups" / "wimd2019.parquet"
    assert pl.read_parquet(kept.path).rows() == [("W01000001", "1")]
    assert kept_names() == ("wimd2019",)


def test_lookup_of_the_same_name_is_replaced(saved):
    add_lookup(saved(ONSPD, "old.csv"))
    newer = add_lookup(saved(ONSPD + "N1 1AA,N1 1AA,N1 1AA,,E01000003,\n", "new.csv"))
    assert newer.rows == 3
    assert kept_names() == ("postcode-lsoa21",)


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("a,b\n1,2\n", {}, r"x.csv.*leads from.*--from.*a, b"),
        ("pcds,b\n1,2\n", {}, r"leads to.*--to"),
        (ONSPD, {"name": "../x"}, r"name '\.\./x'.*--name"),
        (ONSPD, {"value_column": "lsoa22"}, "no column 'lsoa22'"),
        ("pcds,lsoa21\nA1 1AA,E01000001\nA11AA,E01000002\n", {}, "twice"),
    ],
)
def test_lookup_that_cannot_be_kept_is_refused(saved, text, options, message):
    with pytest.raises(ExtractError, match=message):
        add_lookup(saved(text, "x.csv"), **options)
    assert kept_names() == ()


def test_unknown_name_of_a_lookup_names_those_kept(content, write, saved):
    add_lookup(saved(ONSPD, "onspd.csv"))
    content["group"][1] = {
        "name": "who",
        "column": "imd",
        "lookup": "postcode-lsoa12",
        "codes": "imd2025-quintile",
    }
    with pytest.raises(ExtractError, match="Did you mean 'postcode-lsoa21'"):
        count(parse(content), write("day,outcome,imd\n2024-01-05,missed,1\n"))


def test_folder_that_cannot_be_written_is_said(saved, home):
    home.write_text("a file stands where the folder should be")
    with pytest.raises(StorageError, match="cannot be written"):
        add_lookup(saved(ONSPD, "onspd.csv"))


@pytest.mark.parametrize(
    ("environment", "end"),
    [({"EFQI_HOME": "/x"}, "/x"), ({"XDG_DATA_HOME": "/d"}, "/d/efqi"), ({}, "efqi")],
)
def test_data_folder_follows_the_environment(environment, end, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    assert data_folder(environment).as_posix().endswith(end)
