"""Counts laid out wide, in workbooks and in text."""

import datetime
from datetime import date

import openpyxl
import polars as pl
import pytest

from efqi.errors import EfqiError
from efqi.projects.parse import parse
from efqi.store.load import load
from efqi.store.plan_file import load_plan
from efqi.store.propose import propose

APRIL, MAY = date(2023, 4, 1), date(2023, 5, 1)
ASKED = [
    ("1", APRIL, 3.0, 10.0),
    ("1", MAY, 4.0, 11.0),
    ("2", APRIL, 5.0, 20.0),
    ("2", MAY, 6.0, 21.0),
]


@pytest.fixture
def wide_plan(counts_content):
    def made(**data):
        content = {**counts_content, "group": counts_content["group"][:1]}
        content["data"] = {**content["data"], **data}
        return parse(content)

    return made


def by_deprivation(table):
    cells = table.cells.filter(pl.col("deprivation").is_not_null())
    columns = ("deprivation", "interval_start", "numerator", "denominator")
    return cells.select(columns).rows()


NAMED = {"numerator": "Missed", "denominator": "Booked"}
LAYOUTS = {
    "months across, counts below them": (
        "imd,Apr-23,,May-23,\n,Missed,Booked,Missed,Booked\n1,3,10,4,11\n2,5,20,6,21\n",
        {"across": ["interval_start", "count"], "columns": NAMED},
    ),
    "counts above months": (
        "imd,Missed,,Booked,\n"
        ",April 2023,May 2023,April 2023,May 2023\n"
        "1,3,4,10,11\n"
        "2,5,6,20,21\n",
        {"across": ["count", "interval_start"], "columns": NAMED},
    ),
    "months across, counts down": (
        "imd,Count,2023-04,2023-05,Total\n"
        "1,Missed,3,4,7\n"
        ",Booked,10,11,21\n"
        ",Per cent,30%,36%,33%\n"
        "2,Missed,5,6,11\n"
        ",Booked,20,21,41\n",
        {"across": "interval_start", "columns": NAMED},
    ),
    "groups across, months down": (
        "Month,1,,2,\n"
        ",Missed,Booked,Missed,Booked\n"
        'Apr-23,3,10,5,"20"\n'
        "May-23,4,11,6,21\n",
        {
            "across": ["imd", "count"],
            "columns": {**NAMED, "interval_start": "Month"},
        },
    ),
    "groups across, months and counts down": (
        "Title of the table\n"
        "\n"
        "Month,Count,1,2\n"
        "Apr-23,Missed,3,5\n"
        "Apr-23,Booked,10,20\n"
        "May-23,Missed,4,6\n"
        "May-23,Booked,11,21\n"
        "\n"
        "A note below it\n",
        {"across": "imd", "columns": {**NAMED, "interval_start": "Month"}},
    ),
}


@pytest.mark.parametrize(("text", "data"), LAYOUTS.values(), ids=LAYOUTS)
def test_layouts_give_the_same_cells(wide_plan, write, text, data):
    table = load(wide_plan(**data), write(text, "counts.csv"))
    assert by_deprivation(table) == ASKED


def book_of_months(folder):
    """Write months as merged dates over two counts, and quintiles merged down."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Table 1"
    sheet["A1"] = "Table 1: missed appointments"
    sheet.merge_cells("A1:E1")
    sheet["A3"] = "imd"
    sheet.merge_cells("A3:A4")
    for column, month in (("B", 4), ("D", 5)):
        sheet[f"{column}3"] = datetime.date(2023, month, 1)
        sheet[f"{column}3"].number_format = "mmm-yy"
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:E3")
    rows = [(None, *["Missed", "Booked"] * 2), (1, 3, 10, 4, 11), (2, 5, 20, "*", 21)]
    for at, row in enumerate(rows, 4):
        for column, value in zip("ABCDE", row, strict=True):
            if value is not None:
                sheet[f"{column}{at}"] = value
    sheet["A8"] = "* stands for 1 to 7."
    book.save(folder / "counts.xlsx")


def test_a_wide_sheet_with_merged_cells_and_hidden_counts(wide_plan, tmp_path):
    book_of_months(tmp_path)
    across = ["interval_start", "count"]
    data = {"file": "counts.xlsx", "across": across, "columns": NAMED}
    with pytest.raises(EfqiError) as error:
        load(wide_plan(**data), tmp_path)
    where = "counts.xlsx, sheet 'Table 1', cell D6, column 'Missed', value '*'"
    assert str(error.value).startswith(where)
    table = load(wide_plan(**data, hidden={"*": "1-7"}), tmp_path)
    assert by_deprivation(table) == ASKED[:3]
    assert table.bounds is not None


def test_financial_years_across(wide_plan, write):
    text = "imd,Count,2021/22,FY23\n1,Missed,3,4\n1,Booked,9,9\n2,Missed,1,2\n2,Booked,9,9\n"
    plan = wide_plan(across="interval_start", interval="financial_year", columns=NAMED)
    table = load(plan, write(text, "counts.csv"))
    starts = [date(2021, 4, 1), date(2022, 4, 1)] * 2
    assert [row[1] for row in by_deprivation(table)] == starts


def test_ratios_alone_across_may_be_per_cent(wide_plan, write):
    text = "imd,Apr-23,May-23\n1,30%,0.25\n2,12.5%,10%\n"
    plan = wide_plan(across="interval_start", columns={"ratio": "value"})
    table = load(plan, write(text, "counts.csv"))
    assert sorted(table.cells["ratio"].to_list()) == [0.1, 0.125, 0.25, 0.3]
    assert table.cells["numerator"].null_count() == 4


BAD = [
    ("imd,Count\n1,Missed\n2,Booked\n", "interval_start", "No columns of figures"),
    (
        "imd,Apr-23,May-23\n1,1,2\n,3,4\n",
        "interval_start",
        "row 3: This row has figures",
    ),
    (
        "imd,Count,Apr-23\n1,Missed,1\n1,Booked,2\n1,Missed,3\n2,Missed,1\n",
        "interval_start",
        "row 4: This period and group of 'Missed' stand in row 2 and here again.",
    ),
    ("imd,Count,Apr-23\n1,Missed,1\n2,Missed,1\n", "interval_start", "'Booked'"),
]


@pytest.mark.parametrize(("text", "across", "said"), BAD)
def test_bad_layouts_are_told(wide_plan, write, text, across, said):
    with pytest.raises(EfqiError) as error:
        load(wide_plan(across=across, columns=NAMED), write(text, "counts.csv"))
    assert said in str(error.value)


def test_records_cannot_be_wide(content):
    content["data"]["across"] = "interval_start"
    with pytest.raises(EfqiError, match="Only counts can be laid out wide"):
        parse(content)


MONTHS = [f"{m}-{y}" for y in (22, 23) for m in ("Jan", "Apr", "Jul", "Oct")]


def wide_text(group="imd_quintile", groups=("1", "2", "3")):
    top = ",".join(f"{month},{month}" for month in MONTHS)
    below = ",".join("Missed,Booked" for _ in MONTHS)
    rows = [
        f"{g}," + ",".join(f"{i + int(g)},{100 + i}" for i in range(len(MONTHS)))
        for g in groups
    ]
    return "\n".join([f"{group},{top}", f",{below}", *rows])


def down_text():
    rows = [
        f"{g},{name}," + ",".join(str(base + i) for i in range(len(MONTHS)))
        for g in ("White", "Asian", "Black")
        for name, base in (("Missed", 5), ("Booked", 50))
    ]
    return "\n".join([f"Ethnic group,Count,{','.join(MONTHS)}", *rows])


def groups_text():
    rows = [f"{m}," + ",".join(f"{i},{i + 50}" for i in range(3)) for m in MONTHS]
    heads = "Month,1,,2,,3,\n,Missed,Booked,Missed,Booked,Missed,Booked\n"
    return heads + "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "group", "across"),
    [
        (wide_text(), "imd_quintile", ("interval_start", "count")),
        (down_text(), "Ethnic group", ("interval_start",)),
        (groups_text(), "group", ("group", "count")),
    ],
)
def test_wide_counts_are_proposed_and_read_as_they_are(tmp_path, text, group, across):
    (tmp_path / "counts.csv").write_text(text)
    proposal = propose(tmp_path / "counts.csv")
    (tmp_path / "project.toml").write_text(proposal)
    plan = load_plan(tmp_path)
    assert plan.source.across == across
    assert plan.source.form == "counts"
    assert dict(plan.source.columns)["numerator"] == "Missed"
    assert dict(plan.source.columns)["denominator"] == "Booked"
    assert plan.dimensions[0].column == group
    table = load(plan, tmp_path)
    assert table.cells.height == 4 * len(MONTHS)
    assert table.interval == "quarter"


def test_a_long_table_is_not_taken_for_a_wide_one(tmp_path):
    rows = [f"2022-{m:02d}-01,{g},{m},{m + 50}" for m in range(1, 13) for g in (1, 2)]
    text = "\n".join(["month,imd_quintile,missed,population", *rows])
    (tmp_path / "counts.csv").write_text(text)
    proposal = propose(tmp_path / "counts.csv")
    assert "across" not in proposal


def test_years_as_labels_are_proposed(tmp_path):
    rows = [
        f"{y}-{y - 1999},{g},{y - 2000},900" for y in range(2012, 2022) for g in (1, 2)
    ]
    text = "\n".join(["reporting_period,imd_quintile,missed,population", *rows])
    (tmp_path / "counts.csv").write_text(text)
    (tmp_path / "project.toml").write_text(propose(tmp_path / "counts.csv"))
    plan = load_plan(tmp_path)
    assert plan.source.interval == "financial_year"
    assert load(plan, tmp_path).cells["interval_start"].min() == date(2012, 4, 1)


def test_a_sheet_is_proposed_by_name(tmp_path):
    book = openpyxl.Workbook()
    for title in ("Notes", "Data"):
        sheet = book.active if title == "Notes" else book.create_sheet(title)
        sheet.title = title
        for m in range(1, 25):
            if m == 1:
                sheet.append(["month", "imd_quintile", "missed", "population"])
            for g in (1, 2):
                day = datetime.date(2022 + (m - 1) // 12, (m - 1) % 12 + 1, 1)
                sheet.append([day, g, m, 100])
    book.save(tmp_path / "counts.xlsx")
    with pytest.raises(EfqiError, match="Several sheets hold a table: 'Notes', 'Data'"):
        propose(tmp_path / "counts.xlsx")
    text = propose(tmp_path / "counts.xlsx", sheet="Data")
    (tmp_path / "project.toml").write_text(text)
    plan = load_plan(tmp_path)
    assert plan.source.sheet == "Data"
    assert load(plan, tmp_path).cells.height == 24 * 3
