"""Every rule against a slow reading of its sentence: look at every window in turn."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efqi.stats.spc.limits import ProcessLimits
from efqi.stats.spc.rule_sets import RULE_SETS, rule_signals

HALVES = st.integers(-8, 8).map(lambda half: half / 2)
WAVES = st.integers(-1, 1).map(float)
VALUES = st.one_of(HALVES, HALVES, WAVES, st.just(math.nan))


def limits_around_zero(columns):
    values = np.array(columns, dtype=float).T
    line = np.ones(values.shape)
    return ProcessLimits(
        chart="i",
        value=values,
        centre=0 * line,
        lower=-3 * line,
        upper=3 * line,
        lower_warning=-2 * line,
        upper_warning=2 * line,
        judged=np.isfinite(values),
        phases=(slice(0, len(values)),),
        lower_inner=-line,
        upper_inner=line,
    )


def windows(values, length):
    for start in range(len(values) - length + 1):
        yield range(start, start + length)


def marked(values, length, holds, mark, which=None):
    found = [0] * len(values)
    for window in windows(values, length):
        if holds([values[i] for i in window]):
            for i in window:
                if which is None or which(values[i]):
                    found[i] = mark
    return found


def merged(*found):
    return [next((f for f in point if f), 0) for point in zip(*found, strict=True)]


def both_sides(make):
    return lambda values: merged(make(values, 1), make(values, -1))


def slow_shift(points):
    return both_sides(
        lambda values, s: marked(values, points, lambda w: all(s * v > 0 for v in w), s)
    )


def blocks(values):
    """Positions of neighbours that are all known."""
    block = []
    for i, value in enumerate([*values, math.nan]):
        if math.isnan(value):
            yield block
            block = []
        else:
            block.append(i)


def slow_shift_skipping_line(points):
    def find(values):
        found = [0] * len(values)
        for block in blocks(values):
            off = [i for i in block if values[i] != 0]
            sides = slow_shift(points)([values[i] for i in off])
            for i, side in zip(off, sides, strict=True):
                found[i] = side
        return found

    return find


def is_monotone(values, sign):
    return all(sign * (b - a) > 0 for a, b in itertools.pairwise(values))


def slow_trend(points):
    def find(values):
        steps = [0] * len(values)
        for window in windows(values, points):
            for sign in (1, -1):
                if is_monotone([values[i] for i in window], sign):
                    for i in window[:-1]:
                        steps[i] = sign
        before = [0, *steps[:-1]]
        return [ahead or behind for ahead, behind in zip(steps, before, strict=True)]

    return find


def slow_trend_skipping_ties(points):
    def find(values):
        steps, last = [], 0
        for a, b in itertools.pairwise(values):
            step = 0 if math.isnan(a + b) else (b > a) - (b < a)
            last = step or (0 if math.isnan(a + b) else last)
            steps.append((last, step != 0))
        signs = [0]
        for sign, run in itertools.groupby(steps, key=lambda step: step[0]):
            run = list(run)
            is_long = sum(counts for _, counts in run) >= points - 1
            signs += [sign if is_long else 0] * len(run)
        return [ahead or behind for behind, ahead in itertools.pairwise([*signs, 0])]

    return find


def slow_alternating(points):
    def turns(window):
        steps = [b - a for a, b in itertools.pairwise(window)]
        return all(a * b < 0 for a, b in itertools.pairwise(steps))

    return lambda values: marked(values, points, turns, 2)


def slow_gathered(length, needed, beyond, upto=math.inf, *, is_one_sided=False):
    def make(values, s):
        def far(value):
            return beyond < s * value <= upto

        def holds(window):
            one_sided = all(s * v > 0 for v in window) or not is_one_sided
            return one_sided and sum(map(far, window)) >= needed

        return marked(values, length, holds, s, which=far)

    return both_sides(make)


def slow_inner(points):
    return lambda v: marked(v, points, lambda w: all(abs(x) <= 1 for x in w), 2)


def slow_outside(points):
    return lambda v: marked(v, points, lambda w: all(abs(x) > 1 for x in w), 2)


def slow_beyond(values):
    return [(v > 3) - (v < -3) for v in values]


SLOW = {
    "mdc": [
        slow_beyond,
        slow_trend(7),
        slow_gathered(3, 2, 2, is_one_sided=True),
        slow_shift(7),
    ],
    "nhsrplotthedots-0.2.2": [
        slow_beyond,
        slow_trend(7),
        slow_gathered(3, 2, 2, upto=3, is_one_sided=True),
        slow_shift(7),
    ],
    "ihi": [
        slow_beyond,
        slow_shift_skipping_line(8),
        slow_trend_skipping_ties(6),
        slow_gathered(3, 2, 2),
        slow_inner(15),
    ],
    "nelson": [
        slow_beyond,
        slow_shift(9),
        slow_trend(6),
        slow_alternating(14),
        slow_gathered(3, 2, 2),
        slow_gathered(5, 4, 1),
        slow_inner(15),
        slow_outside(8),
    ],
}


@st.composite
def series(draw):
    """Values that stay, climb, swing or jump, so that every rule has its turn."""
    rows = draw(st.integers(1, 30))
    kind = draw(st.sampled_from(["any", "stay", "climb", "swing"]))
    values = draw(st.lists(VALUES, min_size=rows, max_size=rows))
    if kind == "stay":
        level, sign = draw(HALVES), draw(st.sampled_from([1, -1]))
        values = [level if abs(v) < 3 else sign * v for v in values]
    if kind == "climb":
        values = [v / 8 + i / 4 - 3 for i, v in enumerate(values)]
    if kind == "swing":
        values = [(-1) ** i * (1 + abs(v) / 4) for i, v in enumerate(values)]
    return values


@settings(deadline=None, max_examples=400)
@pytest.mark.parametrize("rule_set", sorted(SLOW))
@given(data=st.data())
def test_rules_agree_with_reading_them_window_by_window(rule_set, data):
    values = data.draw(series())
    found = rule_signals(limits_around_zero([values]), RULE_SETS[rule_set])
    for signal, slow in zip(found, SLOW[rule_set], strict=True):
        assert signal.side[:, 0].tolist() == slow(values), signal.rule


@pytest.mark.parametrize("rule_set", sorted(SLOW))
def test_every_rule_has_its_turn_among_long_random_series(rule_set):
    rng = np.random.default_rng(20261123)
    shapes = {
        "any": rng.normal(size=(200, 60)) * 1.3,
        "still": rng.normal(size=(200, 60)) * 0.3,
        "drift": np.cumsum(rng.normal(size=(200, 60)), axis=1) / 2,
        "swing": rng.normal(size=(200, 60)) + 2 * (-1) ** np.arange(60),
    }
    columns = np.concatenate(list(shapes.values())).round(1)
    columns[rng.random(columns.shape) < 0.01] = np.nan
    found = rule_signals(limits_around_zero(columns), RULE_SETS[rule_set])
    for signal, slow in zip(found, SLOW[rule_set], strict=True):
        expected = np.array([slow(values) for values in columns.tolist()]).T
        np.testing.assert_array_equal(signal.side, expected, err_msg=signal.rule)
        assert expected.any(), signal.rule
