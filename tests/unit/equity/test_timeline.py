from datetime import date

import numpy as np
import pytest

from efqi.equity.phases import phases
from efqi.equity.timeline import Timeline
from efqi.measures.interval import Interval


def timeline(first, last, change, interval=Interval.MONTH):
    starts = interval.sequence(first, last)
    return Timeline(starts, interval, phases(starts, interval, [change]))


def kept(line):
    matched = line.matched()
    return [s for s, keep in zip(line.starts, matched, strict=True) if keep]


def test_half_a_year_after_is_matched_with_the_same_months_before():
    line = timeline(date(2023, 1, 1), date(2025, 6, 1), date(2025, 1, 1))
    assert {s.month for s in kept(line)} == {1, 2, 3, 4, 5, 6}
    assert len(kept(line)) == 18


def test_more_than_a_year_after_is_cut_to_whole_years_nearest_the_change():
    line = timeline(date(2022, 10, 1), date(2026, 3, 1), date(2025, 1, 1))
    months = kept(line)
    assert months[0] == date(2023, 1, 1)
    assert months[-1] == date(2025, 12, 1)
    assert len(months) == 36


@pytest.mark.parametrize(
    ("interval", "before", "after", "is_enough"),
    [
        (Interval.MONTH, 12, 6, True),
        (Interval.MONTH, 11, 6, False),
        (Interval.MONTH, 12, 5, False),
        (Interval.WEEK, 30, 20, False),
        (Interval.WEEK, 53, 6, True),
        (Interval.QUARTER, 12, 6, True),
        (Interval.QUARTER, 8, 6, False),
        (Interval.YEAR, 2, 1, False),
    ],
)
def test_judging_needs_a_calendar_year_and_twelve_before_and_six_after(
    interval, before, after, is_enough
):
    first = interval.start(date(2020, 1, 6))
    starts = [first]
    for _ in range(before + after - 1):
        starts.append(interval.next(starts[-1]))
    marks = np.repeat([0, 1], [before, after])
    line = Timeline(tuple(starts), interval, marks)
    assert line.is_enough(np.ones(before + after, dtype=bool)) is is_enough


def test_intervals_without_counts_do_not_make_enough():
    line = timeline(date(2023, 1, 1), date(2025, 12, 1), date(2025, 1, 1))
    seen = np.ones(36, dtype=bool)
    seen[:13] = False
    assert not line.is_enough(seen)
    assert {c.code: c.figures["found"] for c in line.checks(seen)} == {
        "enough_intervals_before": 11,
        "calendar_year_before": 335,
        "enough_intervals_after": 12,
    }


def test_half_span_is_the_time_between_the_middles_of_the_phases():
    line = timeline(date(2023, 1, 1), date(2025, 12, 1), date(2025, 1, 1))
    assert line.half_span == pytest.approx(1.5)
