"""Several files as one extract, and the kinds of file that hold them."""

import gzip
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest

from efqi.errors import EfqiError
from efqi.projects.parse import parse
from efqi.store import opening
from efqi.store.counting import count
from efqi.store.engine import name
from efqi.store.load import load
from efqi.store.opening import open_extract

HEADER = "day,outcome,imd,ethnicity\n"
JANUARY = f"{HEADER}2024-01-02,missed,1,White\n2024-01-03,attended,2,White\n"
MARCH = "imd,ethnicity,outcome,day\n1,White,attended,2024-03-01\n2,Asian,missed,2024-03-02\n"
BOTH = JANUARY + "2024-03-01,attended,1,White\n2024-03-02,missed,2,Asian\n"


@pytest.fixture
def of_files(content, tmp_path):
    def made(file, **files):
        for stem, text in files.items():
            raw = text if isinstance(text, bytes) else text.encode()
            (tmp_path / stem.replace("_", ".")).write_bytes(raw)
        content["data"]["file"] = file
        return parse(content), tmp_path

    return made


@pytest.mark.parametrize(
    "file", ["*.csv", ["a.csv", "b.csv"], ["b.csv", "a.*", "b.csv"]]
)
def test_files_below_each_other_count_as_one(of_files, file, content):
    plan, folder = of_files(file, a_csv=JANUARY, b_csv=MARCH)
    table = count(plan, folder)
    (folder / "whole").write_text(BOTH)
    content["data"]["file"] = "whole"
    assert table.cells.equals(count(parse(content), folder).cells)
    assert table.notes["files"] == 2
    assert table.notes["rows_read"] == 4


def test_rows_that_stand_in_two_files_are_reported(of_files):
    plan, folder = of_files("*.csv", a_csv=JANUARY, b_csv=JANUARY)
    assert count(plan, folder).notes["identical_rows"] == 2


def test_files_of_different_kinds_are_joined_as_text(of_files):
    parquet = io.BytesIO()
    frame = pl.read_csv(MARCH.encode()).with_columns(pl.col("day").str.to_date())
    frame.write_parquet(parquet)
    plan, folder = of_files(
        ["a.csv", "b.parquet"], a_csv=JANUARY, b_parquet=parquet.getvalue()
    )
    assert count(plan, folder).notes["rows_read"] == 4


def test_a_bad_row_is_told_with_its_own_file(of_files):
    bad = MARCH + "1,White,missed,2024-02-31\n"
    plan, folder = of_files("*.csv", a_csv=JANUARY, b_csv=bad)
    with pytest.raises(
        EfqiError, match=r"^b\.csv, row 4, column 'day', value '2024-02"
    ):
        count(plan, folder)
    ragged = MARCH + "1,White,missed,2024-02-01,more\n"
    plan, folder = of_files("*.csv", a_csv=JANUARY, b_csv=ragged)
    with pytest.raises(EfqiError, match=r"^b\.csv, row 4: This row has 5 columns"):
        count(plan, folder)


def test_files_with_other_columns_are_told(of_files):
    plan, folder = of_files(
        "*.csv", a_csv=JANUARY, b_csv=MARCH.replace("outcome", "result")
    )
    with pytest.raises(EfqiError) as error:
        count(plan, folder)
    assert str(error.value).startswith(
        "b.csv: This file lacks 'outcome' and has also 'result', unlike 'a.csv'."
    )


def test_a_pattern_without_a_file_is_told(of_files):
    plan, folder = of_files("x-*.csv", a_csv=JANUARY)
    with pytest.raises(EfqiError, match="No file has a name like this"):
        count(plan, folder)


COUNTS = (
    "interval_start,numerator,denominator,imd\n2024-{m}-01,{n},9,1\n2024-{m}-01,2,9,2\n"
)


@pytest.fixture
def counts_of(counts_content, tmp_path):
    def made(*texts):
        counts_content["group"] = counts_content["group"][:1]
        counts_content["data"]["file"] = "*.csv"
        for i, text in enumerate(texts):
            (tmp_path / f"{i}.csv").write_text(text)
        return load(parse(counts_content), tmp_path)

    return made


def test_a_month_in_two_files_counts_once_if_they_agree(counts_of):
    january, february = (COUNTS.format(m=m, n=1) for m in ("01", "02"))
    table = counts_of(january, january + february.partition("\n")[2])
    whole = table.cells.filter(pl.col("deprivation").is_null())
    assert whole["numerator"].to_list() == [3.0, 3.0]


def test_a_month_in_two_files_that_differ_is_told_with_both(counts_of):
    with pytest.raises(EfqiError) as error:
        counts_of(COUNTS.format(m="01", n=1), COUNTS.format(m="01", n=5))
    said = str(error.value)
    assert said.startswith("1.csv, row 2, column 'interval_start', value '2024-01-01'")
    assert "stand in 0.csv, row 2, and here again" in said


def zipped(text, name="inside.csv"):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
        archive.writestr("__MACOSX/._inside.csv", "x")
    return content.getvalue()


def arrow(text):
    content = io.BytesIO()
    frame = pl.read_csv(text.encode())
    frame.with_columns(pl.col("ethnicity").cast(pl.Categorical)).write_ipc(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("file", "raw"),
    [
        ("records.csv", gzip.compress(BOTH.encode())),
        ("records.zip", zipped(BOTH)),
        ("records.arrow", arrow(BOTH)),
        ("records.feather", arrow(BOTH)),
    ],
    ids=["gzip", "zip", "arrow", "feather"],
)
def test_kinds_of_file_are_told_by_their_content(content, tmp_path, file, raw):
    (tmp_path / "plain.csv").write_text(BOTH)
    content["data"]["file"] = "plain.csv"
    expected = count(parse(content), tmp_path).cells
    (tmp_path / file).write_bytes(raw)
    content["data"]["file"] = file
    assert count(parse(content), tmp_path).cells.equals(expected)


def test_a_bad_row_in_a_zip_names_the_zip(of_files):
    plan, folder = of_files("a.zip", a_zip=zipped(BOTH + ",missed,1,White\n"))
    with pytest.raises(EfqiError, match=r"^a\.zip, row 6, column 'day', value ''"):
        count(plan, folder)


def test_a_damaged_arrow_file_is_told(of_files):
    plan, folder = of_files("a.arrow", a_arrow=b"ARROW1\0\0nothing")
    with pytest.raises(EfqiError, match="The Arrow file is damaged"):
        count(plan, folder)


@pytest.mark.parametrize("asked", ["SELECT 1", "SELECT broken FROM nowhere"])
def test_a_file_that_changes_while_it_is_read_is_told(tmp_path, asked):
    path = tmp_path / "a.csv"
    path.write_text(JANUARY)

    def read_while_it_grows(path: Path) -> None:
        with open_extract(path) as extract:
            path.write_text(BOTH)
            if "broken" in asked:
                extract.require(["broken"])

    with pytest.raises(EfqiError, match=r"^a\.csv: The file changed while it was read"):
        read_while_it_grows(path)


def test_a_column_that_names_each_person_is_told_early(content, tmp_path, monkeypatch):
    rows = "".join(f"2024-01-02,missed,1,person {i}\n" for i in range(1_500))
    (tmp_path / "records.csv").write_text(HEADER + rows)
    content["data"]["file"] = "records.csv"
    asked = []
    rows_of = opening.Engine.rows

    def seen(engine, query, on_progress=None):
        asked.append(query)
        return rows_of(engine, query, on_progress)

    monkeypatch.setattr(opening.Engine, "rows", seen)
    with pytest.raises(EfqiError, match="'ethnicity' has over 1,000 values"):
        count(parse(content), tmp_path)
    assert not any("CREATE TEMP TABLE finest" in query for query in asked)


def test_missing_texts_are_no_values(content, tmp_path):
    (tmp_path / "records.csv").write_text(BOTH.replace("Asian", "NULL"))
    content["data"] |= {"file": "records.csv", "missing": ["NULL"]}
    cells = count(parse(content), tmp_path).cells
    assert "unknown" in cells["ethnicity"].to_list()


def test_column_names_are_quoted_in_sums_of_files(of_files):
    odd = 'the "day", or so'
    header = 'day,outcome,imd,ethnicity,"the ""day"", or so"\n'
    plan, folder = of_files(
        "*.csv",
        a_csv=header + "2024-01-02,missed,1,White,x\n",
        b_csv=header + "2024-01-02,missed,1,White,y\n",
    )
    assert count(plan, folder).notes["identical_rows"] == 0
    assert name(odd) == '"the ""day"", or so"'
