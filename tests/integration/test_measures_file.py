from datetime import date

import polars as pl
import pytest

from efqi.errors import EfqiError, ExtractError, MeasureError, StorageError
from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.load import load
from efqi.store.measures_file import read_measures, write_measures

HEADER = "measure,interval_start,interval_end,ratio,numerator,denominator,imd,ethnicity"
COUNTS = f"""{HEADER}
missed,2024-01-01,2024-01-31,0.3,3,10,1,
missed,2024-01-01,2024-01-31,0.2,4,20,2,
missed,2024-01-01,2024-01-31,0.25,1,4,unknown,
missed,2024-01-01,2024-01-31,,2,9,,Indian
missed,2024-01-01,2024-01-31,,3,10,,chinese
missed,2024-01-01,2024-01-31,,3,15,,White
other,2024-01-01,2024-01-31,,3,15,,Martian
"""


def cells(table, *groups):
    wanted = [
        pl.col(d).is_not_null() if d in groups else pl.col(d).is_null()
        for d in table.dimensions
    ]
    chosen = [*groups, "numerator", "denominator", "ratio"]
    return table.cells.filter(*wanted).select(chosen).rows()


def test_read_measures_maps_adds_and_totals(counts_plan, write):
    table = read_measures(write(COUNTS, "counts.csv") / "counts.csv", counts_plan)
    assert cells(table, "deprivation") == [
        ("1", 3.0, 10.0, 0.3),
        ("2", 4.0, 20.0, 0.2),
        ("unknown", 1.0, 4.0, 0.25),
    ]
    assert cells(table, "ethnicity") == [
        ("Asian", 5.0, 19.0, 5 / 19),
        ("White", 3.0, 15.0, 0.2),
    ]
    assert cells(table) == [(8.0, 34.0, 8 / 34)]
    assert table.notes == {"rows_read": 7, "rows_left_out": 1}


@pytest.mark.parametrize(
    ("end", "overlapping"),
    [("2024-01-31", 0), ("2024-02-01", 0), ("2024-02-02", 1), ("2024-12-31", 1)],
)
def test_read_measures_notes_intervals_that_overlap(
    counts_plan, write, end, overlapping
):
    text = COUNTS.replace("2024-01-31", end)
    table = read_measures(write(text, "counts.csv") / "counts.csv", counts_plan)
    assert table.notes.get("windows_overlapping", 0) == overlapping


def test_read_measures_takes_the_whole_that_the_file_gives(counts_content, write):
    counts_content["group"][0]["total"] = "All"
    text = f"{COUNTS}missed,2024-01-01,,,9,40,All,\nmissed,2024-01-01,,,9,40,,\n"
    plan = parse(counts_content)
    table = read_measures(write(text, "counts.csv") / "counts.csv", plan)
    assert cells(table) == [(9.0, 40.0, 9 / 40)]
    other = text.replace("9,40,,\n", "9,41,,\n")
    with pytest.raises(MeasureError, match=r"row 10.*stand in row 9 and here again"):
        read_measures(write(other, "counts.csv") / "counts.csv", plan)


def test_read_measures_never_adds_overlapping_groups(counts_content, write):
    for group in counts_content["group"]:
        group["overlapping"] = True
    plan = parse(counts_content)
    table = read_measures(write(COUNTS, "counts.csv") / "counts.csv", plan)
    assert cells(table) == []


def test_read_measures_takes_margins_from_crosses(counts_content, write):
    rows = ["1,White", "1,Indian", "2,White", "2,Chinese"]
    text = "\n".join(
        [HEADER, *(f"missed,2024-01-01,,,{i},10,{r}" for i, r in enumerate(rows, 1))]
    )
    table = read_measures(
        write(text, "counts.csv") / "counts.csv", parse(counts_content)
    )
    assert cells(table, "deprivation") == [
        ("1", 3.0, 20.0, 0.15),
        ("2", 7.0, 20.0, 0.35),
    ]
    assert cells(table) == [(10.0, 40.0, 0.25)]


def test_read_measures_takes_published_ratios(counts_content, write):
    counts_content["group"].pop()
    text = (
        "interval_start,ratio,imd\n2024-01-01,0.55,1\n2024-01-01,0.5,2\n"
        "2024-02-01,0.6,1\n2024-02-01,0.4,2\n"
    )
    plan = parse(counts_content)
    table = read_measures(write(text, "counts.csv") / "counts.csv", plan)
    series = table.by("missed", plan.dimension("deprivation"))
    assert series.ratio.tolist() == [[0.55, 0.5], [0.6, 0.4]]
    assert cells(table) == []


def test_read_measures_takes_columns_of_other_names(counts_content, write):
    counts_content["data"]["columns"] = {
        "interval_start": "date",
        "numerator": "n",
        "denominator": "population",
    }
    counts_content["group"].pop()
    text = 'date,imd,n,population,rate_per_1000\n01/01/2024,1,"1,200","9,000",9\n'
    table = read_measures(
        write(text, "counts.csv") / "counts.csv", parse(counts_content)
    )
    assert cells(table) == [(1200.0, 9000.0, 1200 / 9000)]


def test_read_measures_leaves_out_rows_by_groups_not_planned(counts_content, write):
    counts_content["group"].pop()
    table = read_measures(
        write(COUNTS, "counts.csv") / "counts.csv", parse(counts_content)
    )
    assert cells(table) == [(8.0, 34.0, 8 / 34)]
    assert table.notes["rows_left_out"] == 4


def test_read_measures_drops_cells_of_nobody(counts_plan, write):
    text = COUNTS.replace(",0.3,3,10,1,", ",,0,0,1,")
    table = read_measures(write(text, "counts.csv") / "counts.csv", counts_plan)
    assert [row[0] for row in cells(table, "deprivation")] == ["2", "unknown"]


def test_read_measures_reads_financial_years(counts_content, write):
    counts_content["data"] |= {
        "interval": "financial_year",
        "complete_to": date(2019, 3, 30),
    }
    counts_content["group"].pop()
    text = "interval_start,numerator,denominator,imd\n2017-18,1,5,1\n2018/19,2,5,1\n"
    table = read_measures(
        write(text, "counts.csv") / "counts.csv", parse(counts_content)
    )
    assert table.cells["interval_end"].unique().sort().to_list() == [
        date(2018, 3, 31),
        date(2019, 3, 31),
    ]
    assert table.incomplete_from == date(2018, 4, 1)


def test_weeks_may_begin_on_any_day_but_the_same(counts_content, write):
    counts_content["data"]["interval"] = "week"
    counts_content["group"].pop()
    text = "interval_start,numerator,denominator,imd\n2024-01-03,1,5,1\n{},2,5,1\n"
    plan = parse(counts_content)
    good = write(text.format("2024-01-10"), "counts.csv") / "counts.csv"
    assert read_measures(good, plan).total("missed").ratio.tolist() == [[0.2], [0.4]]
    bad = write(text.format("2024-01-11"), "counts.csv") / "counts.csv"
    with pytest.raises(ExtractError, match=r"row 3.*first day.*others: Wednesday"):
        read_measures(bad, plan)


BAD = [
    ("0.3,-3,10", MeasureError, "row 2, column 'numerator', value '-3'"),
    ("0.3,3.5,10", MeasureError, "value '3.5': A count must be a whole number."),
    ("0.3,3,10.5", MeasureError, "column 'denominator', value '10.5'"),
    ("0.3,,10", MeasureError, "column 'numerator', value '': A count is missing."),
    ("0.3,3,", MeasureError, "column 'denominator', value '': A count is missing."),
    (",,", MeasureError, "A count is missing."),
    ("0.3,many,10", MeasureError, "value 'many': This is not a number."),
    (
        "0.3,*,10",
        MeasureError,
        "value '*': This count is hidden, and its mark does not",
    ),
    ("0.3,[c],10", MeasureError, "value '[c]': This count is hidden, and its mark"),
    ("0.3,20-30,10", MeasureError, "value '20-30': The numerator is over the denom"),
    ("0.3,11,10", MeasureError, "value '11': The numerator is over the denominator"),
    ("0.3,1,0", MeasureError, "The numerator is over the denominator (0)"),
    ("30,,", MeasureError, "value '30': A proportion cannot be over 1."),
]


@pytest.mark.parametrize(("cell", "kind", "said"), BAD)
def test_bad_count_is_named(counts_plan, write, cell, kind, said):
    text = COUNTS.replace("0.3,3,10", cell, 1)
    with pytest.raises(EfqiError) as caught:
        read_measures(write(text, "counts.csv") / "counts.csv", counts_plan)
    assert type(caught.value) is kind
    assert said in str(caught.value)


BAD_FILES = [
    (COUNTS + COUNTS.splitlines()[1], MeasureError, "row 9, column 'interval_start'"),
    (COUNTS.replace("White", "Wite"), ExtractError, "row 7, column 'ethnicity'"),
    (COUNTS.replace("numerator", "numeratr"), ExtractError, "Did you mean 'numeratr'"),
    (
        COUNTS.replace(",ratio", ",rati").replace("numerator", "numeratr"),
        ExtractError,
        "Did you mean 'numeratr'?",
    ),
    (COUNTS.replace("missed", "mised"), ExtractError, "Did you mean 'mised'?"),
    (COUNTS.replace("ethnicity", "ethnic"), ExtractError, "no column 'ethnicity'"),
    (COUNTS.replace("2024-01-01", "2024-01-02"), ExtractError, "begins 2024-01-01"),
    (COUNTS.replace("2024-01-01", "45292", 1), ExtractError, "Excel serial number"),
    (f"{HEADER}\nmissed,2024-01-01,,,3,9,1,\n", MeasureError, "by ethnicity, and none"),
]


@pytest.mark.parametrize(("text", "kind", "said"), BAD_FILES)
def test_bad_measures_file_is_named(counts_plan, write, text, kind, said):
    with pytest.raises(EfqiError) as caught:
        read_measures(write(text, "counts.csv") / "counts.csv", counts_plan)
    assert said in str(caught.value)
    assert type(caught.value) is kind


def test_ratios_of_several_spellings_are_not_added(counts_plan, write):
    text = COUNTS.replace(",,2,9,,Indian", ",0.2,,,,Indian")
    with pytest.raises(MeasureError, match="cannot be made one without counts"):
        read_measures(write(text, "counts.csv") / "counts.csv", counts_plan)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_counted_cells_come_back_the_same(plan, write, records, tmp_path, ending):
    table = count(plan, write(records))
    path = tmp_path / f"cells.{ending}"
    write_measures(table, path)
    again = read_measures(path, plan)
    assert again.cells.equals(table.cells)


def test_written_file_has_the_columns_of_ehrql(plan, write, records, tmp_path):
    write_measures(count(plan, write(records)), tmp_path / "cells.csv")
    lines = (tmp_path / "cells.csv").read_text().splitlines()
    assert lines[0] == (
        "measure,interval_start,interval_end,ratio,numerator,denominator,"
        "deprivation,ethnicity"
    )
    assert lines[1] == "missed,2024-01-01,2024-01-31,0.5,2,4,,"


def test_write_measures_refuses_other_endings(plan, write, records, tmp_path):
    table = count(plan, write(records))
    with pytest.raises(ExtractError, match=r"ends in \.csv or \.parquet"):
        write_measures(table, tmp_path / "cells.xlsx")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_write_measures_says_when_it_may_not(plan, write, records, ending):
    table = count(plan, write(records))
    with pytest.raises(StorageError) as caught:
        write_measures(table, write("", "x") / "records.csv" / f"cells.{ending}")
    assert caught.value.exit_code == 7


def test_load_reads_counts(counts_plan, write):
    assert load(counts_plan, write(COUNTS, "counts.csv")).cells.height == 6


def test_counts_of_events_need_no_denominator(counts_content, write):
    counts_content["measure"][0]["kind"] = "count"
    counts_content["group"].pop()
    text = "interval_start,numerator,imd\n2024-01-01,4,1\n2024-01-01,6,2\n"
    table = read_measures(
        write(text, "counts.csv") / "counts.csv", parse(counts_content)
    )
    assert cells(table, "deprivation") == [("1", 4.0, 1.0, 4.0), ("2", 6.0, 1.0, 6.0)]
    assert cells(table) == [(10.0, 1.0, 10.0)]


CHOSEN = """kind,interval_start,numerator,denominator,imd
By age,2024-01-01,9,10,Young
By deprivation,2024-01-01,3,10,1
By deprivation,2024-01-01,4,20,2
By age,2024-01-01,9,10,Old
By deprivation,2024-02-01,{last},10,1
By deprivation,2024-02-01,4,20,2
"""


def chosen_plan(counts_content, value="By deprivation"):
    counts_content["group"] = counts_content["group"][:1]
    counts_content["data"]["rows"] = [{"column": "kind", "is_in": [value]}]
    return parse(counts_content)


def test_rows_are_chosen_by_conditions(counts_content, write):
    plan = chosen_plan(counts_content)
    folder = write(CHOSEN.format(last=5), "counts.csv")
    table = read_measures(folder / "counts.csv", plan)
    counts = [(group, counted) for group, counted, *_ in cells(table, "deprivation")]
    assert counts == [("1", 3.0), ("1", 5.0), ("2", 4.0), ("2", 4.0)]
    assert table.notes["rows_read"] == 6
    assert table.notes["rows_left_out"] == 2


def test_row_that_was_chosen_keeps_its_place_in_the_file(counts_content, write):
    folder = write(CHOSEN.format(last="-5"), "counts.csv")
    with pytest.raises(MeasureError, match="row 6, column 'numerator', value '-5'"):
        read_measures(folder / "counts.csv", chosen_plan(counts_content))


def test_conditions_that_no_row_meets_are_refused(counts_content, write):
    folder = write(CHOSEN.format(last=5), "counts.csv")
    with pytest.raises(ExtractError, match="column 'kind': No row meets"):
        read_measures(folder / "counts.csv", chosen_plan(counts_content, "By ward"))


def test_rows_of_records_are_chosen_by_the_denominator(content):
    content["data"]["rows"] = [{"column": "kind", "is_in": ["x"]}]
    with pytest.raises(
        EfqiError, match=r"data > rows.*conditions of a measure's denom"
    ):
        parse(content)


def test_other_counts_that_are_hidden_here_and_there_are_no_groups(
    counts_content, write
):
    counts_content["group"] = counts_content["group"][:1]
    rows = [
        f"2024-{month:02}-01,{10 + month},100,{group},{'' if month == 3 else month * 7 + group * 3}"
        for month in range(1, 13)
        for group in (1, 2)
    ]
    more = [
        f"20{year}-{month:02}-01,{month},100,{group},{year * month + group}"
        for year in (25, 26)
        for month in range(1, 13)
        for group in (1, 2)
    ]
    text = "\n".join(
        ["interval_start,numerator,denominator,imd,referrals", *rows, *more]
    )
    folder = write(text, "counts.csv")
    table = read_measures(folder / "counts.csv", parse(counts_content))
    assert table.notes["rows_left_out"] == 0
    assert len(cells(table, "deprivation")) == 72
