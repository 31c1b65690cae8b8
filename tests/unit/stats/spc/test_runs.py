import numpy as np
import pytest

from efqi.stats.spc.limits import process_limits
from efqi.stats.spc.run_limits import crossings_needed
from efqi.stats.spc.runs import anhoej_runs, run_length


def sides(pattern):
    return np.array([[{"+": 1, "-": -1, "0": 0}[c]] for c in pattern], dtype=np.int8)


def runs_of(pattern):
    side = sides(pattern)
    return anhoej_runs(side, np.ones(side.shape, dtype=bool))


def test_points_on_the_line_neither_lengthen_nor_break_a_run():
    runs = runs_of("++0+-0-+0")
    assert (runs.useful[0], runs.longest[0], runs.crossings[0]) == (6, 3, 2)


def test_points_that_do_not_count_are_skipped():
    side = sides("+++-+++")
    judged = np.array([[c != "-"] for c in "+++-+++"])
    runs = anhoej_runs(side, judged)
    assert (runs.useful[0], runs.longest[0], runs.crossings[0]) == (6, 6, 0)


def test_the_long_run_is_marked_on_its_side_only():
    runs = runs_of("+-+" + "-" * 8 + "0-" + "+-+")
    assert runs.longest_allowed[0] == 7
    assert runs.long_run[:, 0].tolist() == [0] * 3 + [-1] * 8 + [0, -1] + [0] * 3


def test_no_useful_point_gives_no_count_and_no_signal():
    runs = runs_of("0000")
    assert (runs.useful[0], runs.longest[0], runs.longest_allowed[0]) == (0, 0, 0)
    assert not runs.signal[0]


def test_runs_that_cannot_signal_are_still_counted():
    side = sides("+" * 20)
    runs = anhoej_runs(side, side != 0, can_signal=False)
    assert runs.longest[0] == 20
    assert not runs.signal[0]
    assert not runs.long_run.any()


def test_moving_ranges_never_signal_by_runs():
    values = np.concatenate([np.tile([0.0, 1.0], 15), np.tile([0.0, 9.0], 15)])
    runs = process_limits("mr", values).runs()[0]
    assert runs.longest[0] > runs.longest_allowed[0]
    assert not runs.signal[0]


@pytest.mark.parametrize(("useful", "needed"), [(0, 0), (1, 0), (10, 2), (24, 8)])
def test_crossings_needed_is_the_5_percent_point(useful, needed):
    assert crossings_needed(np.array([useful])).tolist() == [needed]


def test_run_length_keeps_series_apart():
    state = np.array([[1, 1], [1, -1], [-1, -1]], dtype=np.int8)
    assert run_length(state, state != 0).tolist() == [[2, 1], [2, 2], [1, 2]]


def test_run_length_of_nothing_is_nothing():
    state = np.zeros((0, 3), dtype=np.int8)
    assert run_length(state, state != 0).shape == (0, 3)
