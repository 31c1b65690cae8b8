import gzip
import os
import signal
import threading
from datetime import date

import polars as pl
import pytest

from efqi.errors import MeasureError
from efqi.projects.parse import parse
from efqi.store.counting import count
from efqi.store.load import load

JAN, MAR = date(2024, 1, 1), date(2024, 3, 1)


def cells(table, *groups):
    """Start, groups, numerator, denominator of one grouping."""
    wanted = [
        pl.col(d).is_not_null() if d in groups else pl.col(d).is_null()
        for d in table.dimensions
    ]
    chosen = ["interval_start", *groups, "numerator", "denominator"]
    return sorted(table.cells.filter(*wanted).select(chosen).rows())


def test_count_gives_everyone_each_group_and_unknown(plan, write, records):
    table = count(plan, write(records))
    assert cells(table) == [(JAN, 2.0, 4.0), (MAR, 1.0, 3.0)]
    assert cells(table, "deprivation") == [
        (JAN, "1", 1.0, 2.0),
        (JAN, "2", 1.0, 2.0),
        (MAR, "1", 0.0, 1.0),
        (MAR, "2", 0.0, 1.0),
        (MAR, "unknown", 1.0, 1.0),
    ]
    assert cells(table, "ethnicity") == [
        (JAN, "Asian", 1.0, 2.0),
        (JAN, "White", 1.0, 1.0),
        (JAN, "unknown", 0.0, 1.0),
        (MAR, "White", 1.0, 2.0),
        (MAR, "unknown", 0.0, 1.0),
    ]
    assert cells(table, "deprivation", "ethnicity") == []
    assert table.cells["interval_end"].unique().sort().to_list() == [
        date(2024, 1, 31),
        date(2024, 3, 31),
    ]


def test_count_tells_what_it_read(plan, write, records):
    table = count(plan, write(records + "2024-03-31,attended,2,\n"))
    assert table.notes == {
        "rows_read": 9,
        "rows_not_counted": 1,
        "last_record": "2024-03-31",
        "identical_rows": 1,
        "date_format": "year-month-day",
    }
    assert table.incomplete_from is None


def test_count_leaves_gaps_in_time(plan, write, records):
    table = count(plan, write(records))
    series = table.total("missed")
    assert series.starts == (JAN, date(2024, 2, 1), MAR)
    assert str(series.denominator[1, 0]) == "nan"


def test_count_marks_an_unfinished_last_month(plan, write, records):
    unfinished = records.replace("2024-03-31", "2024-03-05")
    assert count(plan, write(unfinished)).incomplete_from == MAR


def test_count_crosses_groups(content, write, records):
    content["cross"] = [{"groups": ["ethnicity", "deprivation"]}]
    table = count(parse(content), write(records))
    assert cells(table, "deprivation", "ethnicity")[:2] == [
        (JAN, "1", "Asian", 0.0, 1.0),
        (JAN, "1", "White", 1.0, 1.0),
    ]


@pytest.mark.parametrize(
    ("interval", "starts"),
    [
        ("day", 7),
        ("week", [date(2024, 1, 1), date(2024, 1, 29), date(2024, 2, 26), "…"]),
        ("quarter", [JAN]),
        ("year", [JAN]),
        ("financial_year", [date(2023, 4, 1)]),
    ],
)
def test_count_by_other_intervals(content, write, records, interval, starts):
    content["data"]["interval"] = interval
    table = count(parse(content), write(records))
    found = [start for start, *_ in cells(table)]
    if isinstance(starts, int):
        assert len(found) == starts
    elif "…" in starts:
        assert found == [*starts[:-1], date(2024, 3, 25)]
    else:
        assert found == starts


def test_count_several_measures_in_one_pass(content, write):
    content["measure"] += [
        {
            "name": "falls",
            "title": "falls",
            "of": "bed days",
            "kind": "rate",
            "better": "lower",
            "numerator_sum": "falls",
            "denominator_sum": "bed_days",
            "denominator": [{"column": "age", "at_least": 18}],
        },
        {
            "name": "cancelled",
            "title": "cancellations",
            "of": "clinics",
            "kind": "count",
            "better": "lower",
            "numerator": [{"column": "outcome", "is_in": ["cancelled"]}],
        },
    ]
    folder = write(
        "day,outcome,imd,ethnicity,falls,bed_days,age\n"
        "2024-01-02,missed,1,White,1,1.5,40\n"
        "2024-01-03,cancelled,1,White,2,0.25,18\n"
        "2024-01-03,missed,2,White,4,2,17\n"
        "2024-02-03,missed,2,White,0,2,77\n"
    )
    table = count(parse(content), folder)
    falls = table.cells.filter(pl.col("measure") == "falls")
    by_age = falls.filter(pl.col("deprivation") == "1")
    assert by_age.select("numerator", "denominator").rows() == [(3.0, 1.75)]
    cancelled = table.cells.filter(
        pl.col("measure") == "cancelled", pl.col("deprivation").is_not_null()
    )
    assert cancelled.select("deprivation", "numerator", "denominator").rows() == [
        ("1", 1.0, 1.0),
        ("1", 0.0, 1.0),
        ("2", 0.0, 1.0),
        ("2", 0.0, 1.0),
    ]


def test_numerator_is_counted_within_the_denominator(content, write, records):
    content["measure"][0]["denominator"][0]["is_not_in"] = ["cancelled", "missed"]
    table = count(parse(content), write(records))
    assert set(table.cells["numerator"]) == {0.0}


def test_records_outside_every_denominator_need_no_date_or_group(plan, write, records):
    table = count(plan, write(records + "soon,cancelled,9,Martian\n"))
    assert table.notes["rows_not_counted"] == 2


@pytest.mark.parametrize(
    "kind", ["text", "typed", "fractions", "gzip", "bom", "tabs", "utf-16", "crlf"]
)
def test_count_is_the_same_whatever_the_file(content, write, records, tmp_path, kind):
    expected = count(parse(content), write(records)).cells
    frame = pl.read_csv(records.encode(), infer_schema=False)
    path = tmp_path / "records.data"
    if kind == "text":
        frame.write_parquet(path)
    elif kind == "typed":
        frame.with_columns(
            pl.col("imd").cast(pl.Int8), pl.col("day").str.to_date()
        ).write_parquet(path)
    elif kind == "fractions":
        frame.with_columns(
            pl.col("imd").cast(pl.Float64), pl.col("day").str.to_datetime()
        ).write_parquet(path)
    elif kind == "gzip":
        path = path.with_suffix(".csv.gz")
        path.write_bytes(gzip.compress(records.encode()))
    elif kind == "bom":
        path.write_text(records, encoding="utf-8-sig")
    elif kind == "tabs":
        path.write_text(records.replace(",", "\t"))
    elif kind == "utf-16":
        path.write_text(records, encoding="utf-16")
    else:
        path.write_bytes(records.replace("\n", "\r\n").encode())
    content["data"]["file"] = path.name
    assert count(parse(content), tmp_path).cells.equals(expected)


def test_count_reads_semicolons_and_windows_letters_and_says_so(content, write):
    content["group"][1] |= {
        "order": ["Métis", "White"],
        "values": {},
    }
    text = "day;outcome;imd;ethnicity\n01/02/2024;missed;1.0;Métis\n"
    table = count(parse(content), write(text.encode("cp1252")))
    assert table.notes["encoding"] == "cp1252"
    assert table.notes["date_format"] == "day/month/year"
    assert "Métis" in table.cells["ethnicity"].to_list()


def test_load_counts_records_and_tells_progress(plan, write, records):
    told = []
    table = load(plan, write(records), on_progress=told.append)
    assert table.cells.height > 0
    assert all(0 <= fraction <= 1 for fraction in told)
    assert told == sorted(told)


def test_count_refuses_a_measure_of_nobody(content, write, records):
    content["measure"][0]["denominator"][0] = {"column": "imd", "is_in": ["7"]}
    with pytest.raises(MeasureError, match="Nothing is counted in the denominator"):
        count(parse(content), write(records))


@pytest.mark.usefixtures("ctrl_c_heard")
def test_ctrl_c_stops_a_long_count_and_leaves_nothing(
    plan, tmp_path, monkeypatch, records
):
    rows = records.splitlines()
    (tmp_path / "records.csv").write_text(
        "\n".join([rows[0], *(rows[1:] * 300_000)]) + "\n"
    )
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    timer = threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        count(plan, tmp_path)
    timer.join()
    assert list(temporary.iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["records.csv", "temporary"]


def summed(content, **keys):
    content["measure"][0] |= {"numerator": [], "denominator": [], **keys}
    return parse(content)


AMOUNTS = "day,outcome,imd,ethnicity,used,there\n2024-01-02,x,1,White,{},{}\n"


def test_count_sums_amounts_of_parquet(content, tmp_path):
    content["data"]["file"] = "records.parquet"
    frame = pl.read_csv(AMOUNTS.format("1.5", "3").encode(), try_parse_dates=True)
    frame.write_parquet(tmp_path / "records.parquet")
    plan = summed(content, numerator_sum="used", denominator_sum="there")
    assert count(plan, tmp_path).total("missed").ratio.tolist() == [[0.5]]


def test_count_refuses_a_proportion_over_one(content, write):
    plan = summed(content, numerator_sum="used", denominator_sum="there")
    with pytest.raises(MeasureError, match=r"numerator \(4\) is over the denominator"):
        count(plan, write(AMOUNTS.format(4, 3)))


def test_count_tells_of_events_without_exposure(content, write):
    plan = summed(content, kind="rate", numerator_sum="used", denominator_sum="there")
    text = AMOUNTS.format(4, 8) + "2024-02-02,x,1,White,1,0\n"
    notes = count(plan, write(text)).notes
    assert notes["cells_left_out_without_exposure"] == 3


@pytest.mark.parametrize(
    ("bounds", "numerator"),
    [({"at_least": 3}, 2), ({"at_most": 3}, 2), ({"at_least": 3, "at_most": 3}, 1)],
)
def test_conditions_on_numbers_include_their_bounds(content, write, bounds, numerator):
    content["measure"][0] |= {
        "numerator": [{"column": "used", **bounds}],
        "denominator": [],
    }
    rows = [f"2024-01-02,x,1,White,{used},1\n" for used in ("2", "3.0", "4", "")]
    table = count(parse(content), write(AMOUNTS.splitlines()[0] + "\n" + "".join(rows)))
    assert table.total("missed").numerator.tolist() == [[numerator]]


def test_condition_on_a_whole_number_finds_it_with_a_point(content, write):
    content["measure"][0]["numerator"] = [{"column": "used", "is_in": [1]}]
    content["measure"][0]["denominator"] = []
    text = AMOUNTS.format("1.0", 1) + "2024-01-02,x,1,White,10,1\n"
    table = count(parse(content), write(text))
    assert table.total("missed").numerator.tolist() == [[1.0]]
