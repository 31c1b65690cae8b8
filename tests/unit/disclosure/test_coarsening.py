from datetime import date

import numpy as np
import pytest

from efqi.disclosure.coarsening import Strand, coarsen, gather, may_show, units_from
from efqi.disclosure.policy import policy
from efqi.equity.analysis import INCOMPLETE, TRANSITION
from efqi.measures.interval import Interval
from efqi.measures.measure import Kind

UNITS = (Interval.MONTH, Interval.QUARTER, Interval.YEAR)
NHS = policy("nhs-england")


def strand_of(numerator, denominator, phases=None, first=date(2024, 1, 1)):
    numerator = np.asarray(numerator, dtype=float)
    denominator = np.broadcast_to(np.asarray(denominator, float), numerator.shape)
    starts = [first]
    while len(starts) < numerator.size:
        starts.append(Interval.MONTH.next(starts[-1]))
    phases = np.zeros(numerator.size, int) if phases is None else np.asarray(phases)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = numerator / denominator
    return Strand(
        Interval.MONTH, tuple(starts), phases, numerator, denominator, ratio, UNITS
    )


@pytest.mark.parametrize(
    ("events", "unit"),
    [(20, "month"), (0, "month"), (4, "quarter"), (1, "year")],
)
def test_finest_unit_at_which_all_may_be_shown_is_chosen(events, unit):
    found = coarsen(strand_of([events] * 24, 100), NHS, Kind.PROPORTION)
    assert found.interval == unit
    assert found.numerator.sum() == events * 24


def test_one_small_month_makes_the_whole_series_coarser():
    found = coarsen(strand_of([20] * 11 + [3], 100), NHS, Kind.PROPORTION)
    assert found.interval is Interval.QUARTER


def test_small_denominator_counts_like_a_small_numerator():
    found = coarsen(strand_of([0] * 12, [4] * 12), NHS, Kind.PROPORTION)
    assert found.interval is Interval.QUARTER


def test_nothing_is_coarse_enough_for_very_few():
    assert coarsen(strand_of([1, 0, 0] * 2, 100), NHS, Kind.PROPORTION) is None


def test_interval_that_straddles_a_change_is_in_transition():
    phases = [0, 0, 0, 0, 1, 1, 1, 1, 1]
    found = gather(strand_of([10] * 9, 100, phases), Interval.QUARTER)
    assert found.phases.tolist() == [0, TRANSITION, 1]
    assert found.numerator.tolist() == [30, 30, 30]


def test_interval_cut_by_the_end_of_the_data_is_incomplete():
    first = date(2024, 2, 1)
    found = gather(strand_of([10] * 6, 100, first=first), Interval.QUARTER)
    assert found.starts == (date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1))
    assert found.phases.tolist() == [INCOMPLETE, 0, INCOMPLETE]


def test_small_interval_that_is_not_judged_is_left_away_alone():
    phases = [0] * 11 + [INCOMPLETE]
    found = coarsen(strand_of([20] * 11 + [3], 100, phases), NHS, Kind.PROPORTION)
    assert found.interval is Interval.MONTH
    assert len(found.starts) == 11


@pytest.mark.parametrize(
    ("change", "year"),
    [
        (date(2025, 4, 1), "financial_year"),
        (date(2025, 1, 1), "year"),
        (date(2025, 6, 17), "year"),
    ],
)
def test_year_is_one_that_the_change_does_not_cut(change, year):
    assert units_from(Interval.MONTH, change) == ("month", "quarter", year)


def test_week_has_no_coarser_unit():
    assert units_from(Interval.WEEK, date(2025, 1, 6)) == ("week",)


def test_missing_month_adds_nobody_to_its_quarter():
    found = gather(strand_of([10, np.nan, 10], [50, np.nan, 50]), Interval.QUARTER)
    assert (found.numerator[0], found.denominator[0], found.ratio[0]) == (20, 100, 0.2)


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "shown"),
    [
        ("nhs-england", 97, 100, True),
        ("threshold-8", 97, 100, False),
        ("threshold-8", 100, 100, True),
        ("threshold-8", 92, 100, True),
        ("opensafely-round5", 100, 100, False),
        ("opensafely-round5", 0, 100, False),
        ("opensafely-midpoint6", 3, 100, True),
        ("opensafely-midpoint6", 3, 5, False),
        ("internal", 1, 2, True),
    ],
)
def test_complement_is_protected_where_it_matters(name, numerator, denominator, shown):
    counts = (np.array([float(numerator)]), np.array([float(denominator)]))
    assert may_show(*counts, policy(name), Kind.PROPORTION)[0] == shown


def test_plain_count_needs_no_denominator():
    nothing = np.array([np.nan])
    assert may_show(np.array([8.0]), nothing, NHS, Kind.COUNT)[0]
    assert not may_show(np.array([7.0]), nothing, NHS, Kind.COUNT)[0]
