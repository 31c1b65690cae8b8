from datetime import date

import pytest

from efqi.measures.interval import Interval
from efqi.store.period_text import interval_of, period_start

MONTH, QUARTER = Interval.MONTH, Interval.QUARTER
YEAR, FINANCIAL = Interval.YEAR, Interval.FINANCIAL_YEAR


@pytest.mark.parametrize(
    ("text", "interval", "start"),
    [
        ("Apr-23", MONTH, date(2023, 4, 1)),
        ("April 2023", MONTH, date(2023, 4, 1)),
        ("Sept 2023", MONTH, date(2023, 9, 1)),
        ("apr '23", MONTH, date(2023, 4, 1)),
        ("2023-04", MONTH, date(2023, 4, 1)),
        ("04/2023", MONTH, date(2023, 4, 1)),
        ("2023-13", MONTH, None),
        ("April", MONTH, None),
        ("Total", MONTH, None),
        ("2021 Q2", QUARTER, date(2021, 4, 1)),
        ("2021-Q2", QUARTER, date(2021, 4, 1)),
        ("Q4 2021", QUARTER, date(2021, 10, 1)),
        ("2021/22 Q1", QUARTER, date(2021, 4, 1)),
        ("Q3 2021-22", QUARTER, date(2021, 10, 1)),
        ("Q4 2021/22", QUARTER, date(2022, 1, 1)),
        ("Apr-Jun 2021", QUARTER, date(2021, 4, 1)),
        ("April to June 2021", QUARTER, date(2021, 4, 1)),
        ("May to July 2021", QUARTER, None),
        ("2021/22", FINANCIAL, date(2021, 4, 1)),
        ("2021-22", FINANCIAL, date(2021, 4, 1)),
        ("2021\N{EN DASH}22", FINANCIAL, date(2021, 4, 1)),
        ("2021/2022", FINANCIAL, date(2021, 4, 1)),
        ("1999/00", FINANCIAL, date(1999, 4, 1)),
        ("FY22", FINANCIAL, date(2021, 4, 1)),
        ("FY 2022", FINANCIAL, date(2021, 4, 1)),
        ("FY21/22", FINANCIAL, date(2021, 4, 1)),
        ("2021", FINANCIAL, date(2021, 4, 1)),
        ("April 2021 to March 2022", FINANCIAL, date(2021, 4, 1)),
        ("Apr-21 to Mar-22", FINANCIAL, date(2021, 4, 1)),
        ("Year ending March 2022", FINANCIAL, date(2021, 4, 1)),
        ("2021/23", FINANCIAL, None),
        ("April 2021 to February 2022", FINANCIAL, None),
        ("2021", YEAR, date(2021, 1, 1)),
        ("January 2021 to December 2021", YEAR, date(2021, 1, 1)),
        ("0000", YEAR, None),
        ("2021-04-01", Interval.WEEK, None),
    ],
)
def test_period_starts_on_its_first_day(text, interval, start):
    assert period_start(text, interval) == start


@pytest.mark.parametrize(
    ("texts", "interval"),
    [
        (["2010-11", "2011-12", "2012-13"], FINANCIAL),
        (["2011-11", "2011-12"], MONTH),
        (["2021 Q1", "2021 Q2"], QUARTER),
        (["2019", "2020"], YEAR),
        (["Apr-23", "Total"], None),
        ([], None),
    ],
)
def test_interval_is_what_all_texts_name(texts, interval):
    assert interval_of(texts) is interval
