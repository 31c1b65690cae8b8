import pytest

from efqi.errors import ExtractError
from efqi.projects.parse import parse
from efqi.store.counting import count


def refused(plan, folder) -> str:
    with pytest.raises(ExtractError) as caught:
        count(plan, folder)
    assert caught.value.exit_code == 3
    return str(caught.value)


BAD_FILES = [
    (b"", "records.csv: The file is empty."),
    (b" \n\n", "records.csv: The file is empty."),
    (b"day,outcome,imd,ethnicity\n", "The file has a header but no rows."),
    (b"PK\x03\x04rest", "workbook is damaged"),
    (b"day,outcome\n2024-01-01,\x81\xff\n", "neither UTF-8 nor Windows-1252"),
    (b"PAR1 and then nothing", "The Parquet file is damaged."),
    (b"day,imd,imd\n2024-01-01,1,2\n", "row 1: Two columns are called 'imd'."),
    (
        b"day,outcome,imd,ethnicity\n\n2024-01-01,missed,1,White,more\n",
        "row 3: This row has 5 columns where the header has 4.",
    ),
    (
        b"day,outcome,imd,ethnic_ity\n2024-01-01,missed,1,White\n",
        "There is no column 'ethnicity'. Did you mean 'ethnic_ity'?",
    ),
    (
        b"day,outcome,imd,ethnicity\r\n2024-01-01,missed,1,White\r\n"
        b"2024-01-02,missed,1,White\n2024-01-03,missed,1,White\n",
        "The file cannot be told apart into rows. A quote may stand open, or its line",
    ),
    (
        b"a,b\n2024-01-01,missed\n",
        "There is no column 'day'. Its columns are: a, b.",
    ),
]


@pytest.mark.parametrize(("file", "said"), BAD_FILES)
def test_bad_file_ends_in_one_sentence(plan, write, file, said):
    assert said in refused(plan, write(file))


BAD_ROWS = [
    ("2024-02-31,missed,1,White", "row 10, column 'day', value '2024-02-31': There is"),
    (",missed,1,White", "row 10, column 'day', value '': The date is missing."),
    ("05/03/2024,missed,1,White", "written day/month/year, where others are year-m"),
    ("45383,missed,1,White", "Excel serial number (it stands for 2024-04-01)"),
    ("2204-03-01,missed,1,White", "value '2204-03-01': There is no such date."),
    (
        "2024-03-01,missed,3,White",
        "row 10, column 'imd', value '3': The order of the group 'deprivation' does not",
    ),
    (
        "2024-03-01,missed,1,Wite",
        "column 'ethnicity', value 'Wite': The order of the group 'ethnicity' does not "
        "list this value. Did you mean 'White'?",
    ),
]


@pytest.mark.parametrize(("row", "said"), BAD_ROWS)
def test_bad_row_is_named(plan, write, records, row, said):
    assert said in refused(plan, write(f"{records}{row}\n"))


def test_row_is_the_line_that_an_editor_shows(plan, write):
    text = 'day,outcome,imd,ethnicity\n\n2024-01-01,missed,1,"White"\n'
    text += '2024-01-02,"can\ncelled",1,White\nsoon,missed,1,White\n'
    assert "row 6, column 'day', value 'soon'" in refused(plan, write(text))


def test_several_bad_dates_are_counted(plan, write, records):
    bad = records + "soon,missed,1,White\nlater,missed,1,White\n"
    assert "So it is in 2 rows." in refused(plan, write(bad))


def test_several_unlisted_values_are_named(plan, write, records):
    bad = records + "2024-03-01,missed,8,White\n2024-03-01,missed,9,White\n"
    assert "Nor does it list '9'." in refused(plan, write(bad))


def test_column_without_dates_is_said(plan, write, records):
    text = "\n".join(
        line if i == 0 else f"{i},{line.partition(',')[2]}"
        for i, line in enumerate(records.splitlines())
    )
    assert "row 2, column 'day', value '1': This cannot be read as a date" in refused(
        plan, write(text)
    )


@pytest.mark.parametrize("amount", ["-1", "", "many", "nan", "inf"])
def test_bad_amount_is_named(content, write, amount):
    content["measure"][0] |= {
        "kind": "rate",
        "denominator_sum": "bed_days",
    }
    text = "day,outcome,imd,ethnicity,bed_days\n2024-01-01,missed,1,White,2.5\n"
    said = refused(parse(content), write(f"{text}2024-01-02,missed,1,White,{amount}\n"))
    assert f"row 3, column 'bed_days', value '{amount}': An amount must be" in said


def test_column_of_names_is_no_group(content, write):
    rows = [f"2024-01-01,missed,{i},White" for i in range(1100)]
    text = "\n".join(["day,outcome,imd,ethnicity", *rows]) + "\n"
    assert "The group 'deprivation' has over 1,000 values." in refused(
        parse(content), write(text)
    )


def test_missing_file_names_the_nearest(content, write, records):
    folder = write(records, "record.csv")
    assert "There is no such file. Did you mean 'record.csv'?" in refused(
        parse(content), folder
    )


def test_damaged_gzip_is_said(content, write):
    content["data"]["file"] = "records.csv.gz"
    folder = write(b"not gzip at all", "records.csv.gz")
    assert "The compressed file is damaged." in refused(parse(content), folder)
