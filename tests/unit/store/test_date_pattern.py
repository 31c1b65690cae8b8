"""The patterns match exactly the days that Python's calendar has."""

import re
from datetime import date, timedelta

import pytest

from efqi.store.date_pattern import DatePattern, patterns_of
from efqi.store.date_text import format_of

WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d-%B-%Y", "%Y%m%d", "%d/%m/%y")


def matches(pattern, text):
    return re.fullmatch(pattern, text, re.IGNORECASE)


@pytest.mark.parametrize("strptime", WRITTEN)
def test_every_real_day_matches_and_comes_apart(strptime):
    pattern = DatePattern(strptime)
    valid, parts = re.compile(pattern.valid(), re.I), re.compile(pattern.parts(), re.I)
    for days in range(0, 40_000, 3):
        text = (date(1969, 1, 1) + timedelta(days)).strftime(strptime)
        assert valid.fullmatch(text)
        assert parts.fullmatch(text).groups() == tuple(
            re.split("[-/ ]", text)
            if re.search("[-/ ]", text)
            else (text[:4], text[4:6], text[6:])
        )


@pytest.mark.parametrize("year", [1900, 1904, 2000, 2023, 2024, 2096, 2100])
def test_leap_days_match_in_leap_years_alone(year):
    is_leap = year % 4 == 0 and year not in (1900, 2100)
    for strptime, text in (
        ("%Y-%m-%d", f"{year}-02-29"),
        ("%d/%m/%Y", f"29/2/{year}"),
        ("%d %B %Y", f"29 FEBRUARY {year}"),
    ):
        assert bool(matches(DatePattern(strptime).valid(), text)) is is_leap


@pytest.mark.parametrize(
    ("strptime", "text"),
    [
        ("%Y-%m-%d", "2024-04-31"),
        ("%Y-%m-%d", "2024-13-01"),
        ("%Y-%m-%d", "2024-00-10"),
        ("%Y-%m-%d", "1024-01-10"),
        ("%Y-%m-%d", "2024-01-10T10:00"),
        ("%d/%m/%Y", "10/01/2024 24:00"),
        ("%d %b %Y", "10 January 2024"),
        ("%d.%m.%Y", "10x01x2024"),
        ("%Y%m%d", "2024131"),
    ],
)
def test_texts_that_are_no_day_do_not_match(strptime, text):
    assert not matches(DatePattern(strptime).valid(), text)


def test_times_may_follow():
    assert matches(DatePattern("%d/%m/%Y").valid(), "1/2/2024 9:05:59")
    iso = DatePattern("%Y-%m-%d", is_iso=True)
    assert matches(iso.valid(), "2024-02-01T09:05:59.123+01:00")


def test_patterns_with_times_are_one():
    listed = ["%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m"]
    assert [p.strptime for p in patterns_of(listed)] == ["%d/%m/%Y", "%Y-%m"]
    assert format_of(["01/02/2024 10:00"]).words == "day/month/year"
