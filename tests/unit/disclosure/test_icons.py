"""Icons, choice and warnings of released charts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from efqi.disclosure.charting import Charting
from efqi.disclosure.choices import Choices
from efqi.disclosure.icons import Assurance, Variation
from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.disclosure.protect_icons import released_icons
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure

CHANGE = date(2025, 4, 1)
NAMES = ["1", "2", "3"]


def counts(before, after, *, spread=0.0, months=(24, 12), size=400, seed=5):
    """Numerators of three groups, level by level, and denominators."""
    rng = np.random.default_rng(seed)
    level = np.concatenate([np.full(months[0], before), np.full(months[1], after)])
    level = np.clip(level + rng.normal(0, spread, len(level)), 0, 1)
    among = np.full((len(level), 3), size)
    return rng.binomial(among, level[:, None]), among


@pytest.fixture
def released(analysed):
    def build(numerator, denominator, *, target=None, charting=None, **more):
        analysis = analysed(
            numerator, denominator, names=NAMES, change=CHANGE, is_ordered=True, **more
        )
        measure = replace(analysis.question.measure, target=target)
        analysis = replace(
            analysis, question=replace(analysis.question, measure=measure)
        )
        charts = {"missed": charting} if charting else {}
        made = release(
            [analysis], policy("nhs-england"), choices=Choices(charts=charts)
        )
        return made.views[0].series

    return build


def icons(series):
    return {(s.icons.variation, s.icons.assurance) for s in series}


def test_a_shift_shows_at_the_last_point_and_by_its_own_limits(released):
    series = released(*counts(0.30, 0.15), target=25)
    assert icons(series) == {(Variation.IMPROVEMENT, Assurance.MET)}
    # Limits drawn from the time before would say that the target is missed.
    assert all(s.points[-1].lower > 20 for s in series)


def test_worse_than_the_target_since_the_change_is_missed(released):
    series = released(*counts(0.15, 0.30), target=20)
    assert icons(series) == {(Variation.CONCERN, Assurance.MISSED)}


def test_nothing_new_is_usual_variation(released):
    series = released(*counts(0.2, 0.2, seed=6), target=20)
    assert icons(series) == {(Variation.COMMON_CAUSE, Assurance.HIT_AND_MISS)}
    assert {s.icons.false_percent for s in series} == {2.0}


def test_too_few_readings_since_a_shift_cannot_tell_of_the_target(released):
    series = released(*counts(0.30, 0.15, months=(24, 6)), target=25)
    assert icons(series) == {(Variation.IMPROVEMENT, Assurance.CANNOT_TELL)}


def test_too_few_readings_without_a_shift_keep_the_limits_before(released):
    numbers = counts(0.3, 0.3, months=(24, 3), size=4_000, seed=6)
    assert icons(released(*numbers, target=25)) == {
        (Variation.COMMON_CAUSE, Assurance.MISSED)
    }


def test_a_constant_series_is_never_inconsistent(released):
    among = np.full((36, 3), 400)
    run = released(among // 4, among, target=20, charting=Charting(chart="run"))
    assert icons(run) == {(Variation.CANNOT_TELL, Assurance.CANNOT_TELL)}
    individuals = released(among // 4, among, target=20, charting=Charting(chart="i"))
    assert icons(individuals) == {(Variation.CANNOT_TELL, Assurance.CANNOT_TELL)}
    assert {s.icons.false_percent for s in individuals} == {None}


def test_without_target_or_direction_there_is_none_to_meet(released):
    plain = released(*counts(0.3, 0.15))
    assert icons(plain) == {(Variation.IMPROVEMENT, Assurance.NO_TARGET)}
    neutral = Measure("missed", "", "", Kind.PROPORTION, Direction.NEUTRAL, target=20)
    for series in plain:
        *earlier, last = series.points
        points = (*earlier, replace(last, signal="neutral"))
        read = released_icons(replace(series, points=points), neutral)
        assert read.variation is Variation.SPECIAL_CAUSE
        assert read.assurance is Assurance.NO_TARGET


def test_a_target_for_a_count_does_not_fit_longer_stretches(released):
    rng = np.random.default_rng(1)
    months = (36, 3)
    few = rng.poisson(9, months)
    series = released(few, np.ones(months), kind=Kind.COUNT, target=50)
    coarse = [s for s in series if s.is_coarsened and s.points]
    assert coarse
    assert {s.icons.assurance for s in coarse} == {Assurance.CANNOT_TELL}


def test_a_run_chart_of_counts_runs_about_their_shown_median(released):
    counted = np.random.default_rng(4).poisson(40, (36, 3))
    asked = Charting(chart="run")
    drawn = released(counted, np.ones((36, 3)), kind=Kind.COUNT, charting=asked)
    for series in drawn:
        before = [p.numerator.value for p in series.points if p.phase == 0]
        assert {p.centre for p in series.points} == {np.median(before)}


def test_the_choice_is_told_without_exact_figures(released):
    wide = released(*counts(0.2, 0.2, spread=0.08))
    for series in wide:
        assert series.chart == "pp"
        assert dict(series.choice.figures) == {
            "chart": "pp",
            "reason": "overdispersed",
            "points": 24,
            "points_needed": 12,
        }
    asked = released(*counts(0.2, 0.2, spread=0.08), charting=Charting(chart="p"))
    assert {s.chart for s in asked} == {"p"}
    assert asked[0].choice.figures["would_choose"] == "pp"
    assert asked[0].choice.figures["because"] == "overdispersed"


def test_rules_asked_for_are_the_ones_that_judge(released):
    rules = "nhsrplotthedots-0.2.2"
    series = released(*counts(0.3, 0.15), charting=Charting(rules))
    assert {s.rule_set for s in series} == {rules}
    assert {s.icons.false_percent for s in series} == {5.0}


def test_limits_of_a_weighted_individuals_chart_stand_at_shown_sizes(released):
    rng = np.random.default_rng(8)
    among = rng.integers(32, 50, size=(36, 3))
    events = rng.binomial(among, 0.5)
    drawn = released(events, among, charting=Charting(chart="ip"))
    for series in drawn:
        centres = np.array([p.centre for p in series.points])
        uppers = np.array([p.upper for p in series.points])
        sizes = np.array([p.denominator.value for p in series.points])
        scaled = (uppers - centres) * np.sqrt(sizes)
        # Two lines rounded to a tenth; the exact sizes would make it four times as much.
        assert np.ptp(scaled) < 0.2 * np.sqrt(sizes.max())
    assert {s.interval for s in drawn} == {Interval.MONTH}


def test_running_totals_are_warned_of(released):
    rng = np.random.default_rng(2)
    totals = 50 + np.cumsum(rng.poisson(9, (36, 3)), axis=0)
    series = released(totals, np.full((36, 3), 1_000))
    assert {w.code for s in series for w in s.warnings} == {"not_cumulative"}
    assert all(s.warnings for s in series)
    assert icons(series) == {(Variation.CANNOT_TELL, Assurance.NO_TARGET)}
    aimed = released(totals, np.full((36, 3), 1_000), target=20)
    assert icons(aimed) == {(Variation.CANNOT_TELL, Assurance.CANNOT_TELL)}


def test_rolling_averages_are_warned_of(released):
    rng = np.random.default_rng(3)
    events, among = rng.binomial(4_000, 0.2, (38, 3)), np.full((36, 3), 12_000)
    rolled = events[2:] + events[1:-1] + events[:-2]
    groups = [s for s in released(rolled, among) if s.role == "group"]
    assert {w.code for s in groups for w in s.warnings} == {"windows_apart"}
    assert {w.figures["window"] for s in groups for w in s.warnings} == {3}
    assert {s.icons.false_percent for s in groups} == {None}


def test_fresh_counts_are_not_warned_of(released):
    assert not any(s.warnings for s in released(*counts(0.3, 0.15)))


def test_icons_follow_from_nothing_but_what_is_shown(released, analysed):
    shown = released(*counts(0.30, 0.15), target=25)
    measure = replace(
        analysed(*counts(0.3, 0.15), names=NAMES, change=CHANGE).question.measure,
        target=25,
    )
    for series in shown:
        again = released_icons(replace(series, icons=None), measure)
        assert again == series.icons
        fewer = replace(series, points=series.points[:11])
        assert released_icons(fewer, measure).variation is Variation.CANNOT_TELL
        assert released_icons(replace(series, points=()), measure) is None
