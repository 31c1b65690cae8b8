"""Excel workbooks as they come, built here cell by cell."""

import datetime
import io
import zipfile

import openpyxl
import polars as pl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from efqi.errors import EfqiError, ExtractError
from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.layout import cell_name

DAY = datetime.date(2024, 1, 2)
HEADER = ("day", "outcome", "imd", "ethnicity")
ROWS = [
    (DAY, "missed", 1, "White"),
    (datetime.date(2024, 1, 3), "attended", 1, "Indian"),
    (datetime.datetime.fromisoformat("2024-01-31 09:30"), "missed", 2, "Z"),
    (datetime.date(2024, 3, 1), "attended", 2, None),
]


def saved(book, folder, name="records.xlsx"):
    book.save(folder / name)
    return folder


def sheet_of(rows, title="Data", book=None):
    if book is None:
        book = openpyxl.Workbook()
        book.remove(book.active)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return book, sheet


@pytest.fixture
def book_plan(content):
    def made(**data):
        content["data"] = {**content["data"], "file": "records.xlsx", **data}
        return parse(content)

    return made


def everyone(table):
    whole = [pl.col(name).is_null() for name in table.dimensions]
    return (
        table.cells.filter(*whole)
        .select("interval_start", "numerator", "denominator")
        .rows()
    )


COUNTED = [(datetime.date(2024, 1, 1), 2.0, 3.0), (datetime.date(2024, 3, 1), 0.0, 1.0)]


def test_a_plain_sheet_counts_as_the_same_records_in_csv_do(book_plan, tmp_path):
    book, _ = sheet_of([HEADER, *ROWS])
    table = count(book_plan(), saved(book, tmp_path))
    assert everyone(table) == COUNTED
    assert table.notes["sheet"] == "Data"
    assert table.notes["rows_read"] == 4
    unknown = table.cells.filter(ethnicity="unknown")["denominator"].to_list()
    assert unknown == [1.0, 1.0]


def test_titles_footnotes_blank_rows_and_columns_stand_outside_the_table(
    book_plan, tmp_path
):
    book, sheet = sheet_of([])
    sheet["B1"] = "Missed appointments, 2024"
    sheet.merge_cells("B1:F1")
    sheet["B2"] = "Source: clinic system"
    for at, row in enumerate([HEADER, *ROWS], 4):
        line = at if at < 7 else at + 1
        for column, value in zip("BCEF", row, strict=True):
            sheet[f"{column}{line}"] = value
    sheet["B11"] = "1. Cancelled ones are left out."
    sheet["B12"], sheet["C12"] = "Contact:", None
    table = count(book_plan(), saved(book, tmp_path))
    assert everyone(table) == COUNTED
    assert table.notes["rows_outside_the_table"] == 4


def test_merged_cells_are_filled_and_header_rows_joined(content, tmp_path):
    book, sheet = sheet_of(
        [("When", "Visit", None, "Person"), (None, "outcome", "imd", "ethnicity")]
    )
    for merged in ("A1:A2", "B1:C1"):
        sheet.merge_cells(merged)
    for row in ROWS:
        sheet.append(row)
    sheet["A4"] = None
    sheet.merge_cells("A3:A4")
    content["data"] |= {"file": "records.xlsx", "date": "When"}
    content["measure"][0]["numerator"][0]["column"] = "Visit outcome"
    content["measure"][0]["denominator"][0]["column"] = "Visit outcome"
    content["group"][0]["column"] = "Visit imd"
    content["group"][1]["column"] = "Person ethnicity"
    sheet["D1"] = "Person"
    sheet.merge_cells("D1:E1")
    table = count(parse(content), saved(book, tmp_path))
    assert everyone(table) == COUNTED


def test_header_rows_may_be_named(book_plan, tmp_path):
    book, _ = sheet_of([("a", "b", "c", "d"), HEADER, *ROWS])
    folder = saved(book, tmp_path)
    assert everyone(count(book_plan(header_rows=[2]), folder)) == COUNTED
    with pytest.raises(ExtractError, match="no row 99"):
        count(book_plan(header_rows=[99]), folder)


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_serial_days_are_read_by_the_calendar_of_the_book(book_plan, tmp_path, epoch):
    book, sheet = sheet_of([HEADER, *ROWS])
    if epoch:
        book.epoch = epoch
    day_0 = datetime.date(1904, 1, 1) if epoch else datetime.date(1899, 12, 30)
    sheet["A2"] = (DAY - day_0).days
    assert everyone(count(book_plan(), saved(book, tmp_path))) == COUNTED


def test_hidden_sheets_are_read_by_name_only(book_plan, tmp_path):
    book, _ = sheet_of([("Read me",), ("nothing",)], title="Notes")
    book.create_sheet("Old").sheet_state = "hidden"
    sheet_of([HEADER, *ROWS], "Data", book)
    for row in [HEADER, *ROWS[:2]]:
        book["Old"].append(row)
    folder = saved(book, tmp_path)
    assert everyone(count(book_plan(), folder)) == COUNTED
    hidden = count(book_plan(sheet="Old"), folder)
    assert everyone(hidden) == [(datetime.date(2024, 1, 1), 1.0, 2.0)]


def test_several_sheets_with_a_table_are_named(book_plan, tmp_path):
    book, _ = sheet_of([HEADER, *ROWS], "North")
    sheet_of([HEADER, *ROWS], "South", book)
    folder = saved(book, tmp_path)
    assert "Several sheets hold a table: 'North', 'South'." in refused(
        book_plan(), folder
    )
    assert everyone(count(book_plan(sheet="South"), folder)) == COUNTED
    said = refused(book_plan(sheet="Suth"), folder)
    assert "There is no sheet 'Suth'. Did you mean 'South'?" in said


def refused(plan, folder):
    with pytest.raises(EfqiError) as error:
        count(plan, folder)
    return str(error.value)


def with_error(sheet, cell):
    sheet[cell] = "#N/A"
    sheet[cell].data_type = "e"


def test_errors_of_excel_are_named_and_missing_only_by_rule(book_plan, tmp_path):
    book, sheet = sheet_of([HEADER, *ROWS])
    with_error(sheet, "D2")
    folder = saved(book, tmp_path)
    said = refused(book_plan(), folder)
    where = "records.xlsx, sheet 'Data', cell D2, column 'ethnicity', value '#N/A'"
    assert said.startswith(f"{where}: Excel shows an error here.")
    table = count(book_plan(missing=["#N/A"]), folder)
    assert table.cells.filter(ethnicity="unknown")["denominator"].to_list() == [2, 1]


def test_formulas_give_their_saved_value_or_an_error(book_plan, tmp_path):
    book, sheet = sheet_of([HEADER, *ROWS])
    sheet["C2"] = "=1+0"
    folder = saved(book, tmp_path)
    assert "cell C2, column 'imd'" in refused(book_plan(), folder)
    assert "This formula has no saved value." in refused(book_plan(), folder)
    replaced_in(folder / "records.xlsx", b"<f>1+0</f><v></v>", b"<f>1+0</f><v>1</v>")
    assert everyone(count(book_plan(), folder)) == COUNTED


def replaced_in(path, old, new):
    content = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(content) as before, zipfile.ZipFile(path, "w") as after:
        for part in before.namelist():
            text = before.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = text.replace(b"<v />", b"<v></v>")
                assert old in text
                text = text.replace(old, new)
            after.writestr(part, text)


def test_bad_value_is_told_with_its_cell(book_plan, tmp_path):
    book, sheet = sheet_of([(None, *HEADER), *[(None, *row) for row in ROWS]])
    sheet["B4"] = "31/31/2024"
    said = refused(book_plan(), saved(book, tmp_path))
    where = "sheet 'Data', cell B4, column 'day', value '31/31/2024'"
    assert where in said


def test_thousands_commas_are_read_in_amounts(content, tmp_path):
    rows = [(*r, amount) for r, amount in zip(ROWS, ["1,234", 10, "2", 0], strict=True)]
    book, _ = sheet_of([(*HEADER, "days"), *rows])
    content["data"]["file"] = "records.xlsx"
    measure = content["measure"][0]
    measure |= {"kind": "rate", "denominator_sum": "days"}
    table = count(parse(content), saved(book, tmp_path))
    assert [d for _, _, d in everyone(table)] == [1246.0]


def test_merged_header_without_label_is_told(book_plan, tmp_path):
    book, sheet = sheet_of([(*HEADER, None, None), *[(*row, 1, 2) for row in ROWS]])
    sheet.merge_cells("E1:F1")
    said = refused(book_plan(), saved(book, tmp_path))
    assert "sheet 'Data', cell E1: These merged header cells hold no label." in said


def test_two_columns_of_one_name_are_told(book_plan, tmp_path):
    book, _ = sheet_of([(*HEADER, "Day"), *[(*row, 1) for row in ROWS]])
    assert "cell E1: Two columns are called 'Day'." in refused(
        book_plan(), saved(book, tmp_path)
    )


def old_office(inside=b""):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + inside


def cut_short():
    content = io.BytesIO()
    sheet_of([HEADER, *ROWS])[0].save(content)
    return content.getvalue()[:2000]


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (old_office(), "The workbook is of the old kind (.xls)"),
        (old_office("EncryptedPackage".encode("utf-16-le")), "protected by a password"),
        (cut_short(), "damaged"),
        (zipped(a_csv="1", b_csv="2"), "The zip file holds 2 files: a.csv, b.csv."),
        (zipped(xl__workbook="", mimetype="x"), "no kind of file that efqi reads"),
        (b"<html><table></table></html>", "The file has a header but no rows."),
    ],
)
def test_what_only_looks_like_a_workbook_is_told(book_plan, tmp_path, raw, said):
    (tmp_path / "records.xlsx").write_bytes(raw)
    assert said in refused(book_plan(), tmp_path)


def test_empty_workbook_and_sheet_are_told(book_plan, tmp_path):
    book = openpyxl.Workbook()
    assert "The workbook has nothing in it." in refused(
        book_plan(), saved(book, tmp_path)
    )
    book.active["A1"] = "Only a title"
    assert "No table was found" in refused(book_plan(), saved(book, tmp_path))


def test_cells_are_named_as_excel_does():
    names = [cell_name(6, column) for column in (1, 25, 26, 701, 702)]
    assert names == ["B7", "Z7", "AA7", "ZZ7", "AAA7"]
