from datetime import date

import pytest

from efqi.store.date_text import DateFormat, format_of, trouble_with

DAY = date(2024, 2, 28)
WRITTEN = [
    ("2024-02-28", "year-month-day"),
    ("2024-02-28 10:30", "year-month-day"),
    ("2024-02-28T10:30:00Z", "year-month-day"),
    ("28/02/2024", "day/month/year"),
    ("28/02/2024 10:30", "day/month/year"),
    ("02/28/2024", "month/day/year"),
    ("28-02-2024", "day-month-year"),
    ("28.02.2024", "day.month.year"),
    ("28 Feb 2024", "day month name year"),
    ("28-Feb-24", "day month name year"),
    ("28/02/24", "day/month/two-digit year"),
    ("20240228", "yearmonthday"),
]


@pytest.mark.parametrize(("text", "words"), WRITTEN)
def test_format_of_tells_how_a_date_is_written(text, words):
    found = format_of([text])
    assert found == DateFormat(words)
    assert found.read(text) == DAY


def test_format_of_takes_day_first_where_both_read():
    assert format_of(["03/04/2024", "05/06/2024"]) == DateFormat("day/month/year")
    assert format_of(["03/04/2024", "05/16/2024"]) == DateFormat("month/day/year")


def test_format_of_is_none_where_nothing_reads():
    assert format_of(["yes", "no", ""]) is None


@pytest.mark.parametrize("text", ["2024-02-31", "0024-02-01", "2204-02-01", "x", ""])
def test_format_reads_no_impossible_date(text):
    assert DateFormat("year-month-day").read(text) is None


TROUBLES = [
    ("", "The date is missing."),
    ("45383", "Excel serial number (it stands for 2024-04-01)"),
    ("45383.5", "Excel serial number (it stands for 2024-04-01)"),
    ("28/02/2024", "written day/month/year, where others are year-month-day"),
    ("2024-02-31", "There is no such date."),
    ("soon", "There is no such date."),
]


@pytest.mark.parametrize(("text", "found"), TROUBLES)
def test_trouble_with_names_what_is_wrong(text, found):
    said, fix = trouble_with(text, DateFormat("year-month-day"))
    assert found in said
    assert fix


def test_trouble_with_says_when_no_date_can_be_read():
    assert trouble_with("soon", None)[0] == "This cannot be read as a date."
