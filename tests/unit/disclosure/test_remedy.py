from dataclasses import replace
from datetime import date

import pytest

from efqi.disclosure.protect_view import Restriction
from efqi.disclosure.reading import PHASE, Cell
from efqi.disclosure.remedy import tighter
from efqi.measures.interval import Interval

UNITS = (Interval.MONTH, Interval.QUARTER, Interval.FINANCIAL_YEAR)


def cell_of(group, unit, start=date(2023, 4, 1)):
    return Cell("missed", "area", group, "numerator", unit, start)


def without_points(view, *kept):
    series = [s if s.group in kept else replace(s, points=()) for s in view.series]
    return replace(view, series=tuple(series))


def test_row_that_gives_itself_away_is_made_coarser(released):
    found = tighter(released.views[0], Restriction(), cell_of("g1", "month"), UNITS)
    assert found.units == {"g1": UNITS[1:]}


def test_smallest_other_row_is_made_coarser_for_one_without_points(released):
    view = without_points(released.views[0], "g0", "g2", "total")
    found = tighter(view, Restriction(), cell_of("g1", "month"), UNITS)
    assert found.units == {"g0": UNITS[1:]}


def test_finer_row_is_made_coarser_than_the_unit_that_tells(released):
    view = without_points(released.views[0], "g0", "g2", "total")
    found = tighter(view, Restriction(), cell_of("g1", "quarter"), UNITS)
    assert found.units == {"g0": UNITS[2:]}


def test_total_is_made_coarser_where_no_other_row_has_points(released):
    view = without_points(released.views[0], "total")
    found = tighter(view, Restriction(), cell_of("g1", "month"), UNITS)
    assert found.units == {"total": UNITS[1:]}


def test_smallest_other_group_is_hidden_for_a_phase(released):
    held = Restriction(frozenset({"g4"}))
    found = tighter(released.views[0], held, cell_of("unknown", PHASE, 0), UNITS)
    assert found.hidden == {"g4", "g0"}


def test_row_whose_intervals_tie_its_phases_is_made_coarser(released):
    view = released.views[0]
    straddling = replace(view.series[1].points[0], left_out="transition")
    series = replace(view.series[1], points=(straddling,))
    view = replace(view, series=(view.series[0], series, *view.series[2:]))
    found = tighter(view, Restriction(), cell_of(series.group, PHASE, 0), UNITS)
    assert found == Restriction(units={series.group: UNITS[1:]})


@pytest.mark.parametrize("unit", ["month", PHASE])
def test_nothing_is_left_to_hold_back_of_an_empty_view(released, unit):
    view = without_points(released.views[0])
    view = replace(view, groups=view.groups[:1])
    assert tighter(view, Restriction(), cell_of("g0", unit), UNITS) is None
