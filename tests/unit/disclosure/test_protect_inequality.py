from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from efqi.disclosure.audit import audit
from efqi.disclosure.choices import Choices
from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.disclosure.protect_inequality import released_inequality
from efqi.equity.inequality_measure import suitable
from efqi.errors import DisclosureError
from efqi.measures.measure import Kind
from efqi.stats.inequality import slope_index
from efqi.stats.proportions import proportion

SHARING = pytest.mark.parametrize(
    "name", ["nhs-england", "opensafely-midpoint6", "threshold-10"]
)


def by_name(inequality):
    return {each.name: each for each in inequality.measures}


@SHARING
def test_measures_need_nothing_but_what_the_release_shows(large, name):
    view = release([large], policy(name)).views[0]
    again = released_inequality(view.groups, view.series, large.question)
    assert again.measures == view.inequality.measures
    assert {m.name for m in again.measures} == {
        m.name for m in suitable(view.measure, large.question.dimension)
    }


def test_slope_index_is_that_of_the_counts_shown(released):
    view = released.views[0]
    known = [g for g in view.groups if g.role == "group"]
    x = np.array([g.before_numerator.value for g in known])
    n = np.array([g.before_denominator.value for g in known])
    expected = slope_index(proportion(x[::-1], n[::-1], 0.90), n[::-1]).scaled(100)
    found = by_name(view.inequality)["slope_index"].before
    assert found.value == pytest.approx(float(expected.value), abs=0.05)
    assert found.lower == pytest.approx(float(expected.lower), abs=0.05)
    assert found.value == view.gap.slope_before[0] or not view.is_ordered


def test_change_is_after_minus_before_and_a_ratio_for_ratios(released):
    found = by_name(released.views[0].inequality)
    slope, relative = found["slope_index"], found["relative_index"]
    assert slope.change.value == pytest.approx(
        slope.after.value - slope.before.value, abs=0.11
    )
    assert relative.change.value == pytest.approx(
        relative.after.value / relative.before.value, abs=0.02
    )
    assert slope.change.lower < slope.change.value < slope.change.upper


def test_a_hidden_group_leaves_no_measure_at_all(with_small):
    view = release([with_small(0.05)], policy("nhs-england")).views[0]
    assert any(g.before.value is None for g in view.groups)
    for each in view.inequality.measures:
        hidden = each.before if each.before.value is None else each.after
        assert hidden.value is None
        assert hidden.reason
        assert each.change.value is None
    assert view.inequality.reason or view.inequality.measures
    assert view.inequality.over_time is None


def test_a_level_held_back_is_not_used_even_where_its_counts_are_shown(released, large):
    view = released.views[0]
    first = view.groups[0]
    held = replace(first, before=replace(first.before, value=None, reason="too_few"))
    found = released_inequality(
        (held, *view.groups[1:]), view.series, large.question
    ).measures
    assert {each.before.reason for each in found} == {"too_few"}
    assert {each.change.reason for each in found} == {"too_few"}
    assert any(each.after.value is not None for each in found)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"has_counts": False}, "not_given"),
        ({"kind": Kind.COUNT}, "no_population"),
        ({"is_overlapping": True}, "overlapping"),
    ],
)
def test_it_says_why_there_is_no_measure(with_small, options, reason):
    view = release([with_small(700, **options)], policy("nhs-england")).views[0]
    assert view.inequality.measures == ()
    assert view.inequality.reason == reason
    assert view.inequality.over_time is None


def test_each_phase_is_the_sum_of_what_its_charts_show(with_small):
    analysis = with_small(700, change=date(2024, 4, 1))
    dates = (date(2024, 4, 1), date(2025, 4, 1))
    table = replace(
        analysis,
        question=replace(analysis.question, change_dates=dates),
        phases=np.repeat([0, 1, 2], 12),
    )
    view = release([table], policy("nhs-england")).views[0]
    found = by_name(view.inequality)["highest_minus_lowest"]
    known = [s for s in view.series if s.role == "group"]
    assert len(found.phases) == len(found.phase_changes) == 2
    for phase, figure in enumerate(found.phases, start=1):
        levels = [
            100
            * sum(p.numerator.value for p in s.points if p.phase == phase)
            / sum(p.denominator.value for p in s.points if p.phase == phase)
            for s in known
        ]
        assert figure.value == pytest.approx(max(levels) - min(levels), abs=0.051)


def test_over_time_follows_the_slope_of_ordered_groups(released):
    over_time = released.views[0].inequality.over_time
    assert over_time.name == "slope_index"
    assert len(over_time.points) == 36
    assert over_time.lowers[0] < over_time.centres[0] < over_time.uppers[0]
    slope = by_name(released.views[0].inequality)["slope_index"]
    assert over_time.centres[0] == pytest.approx(slope.before.value, abs=0.5)
    assert {p.signal for p in over_time.points} <= {"", "concern", "improvement"}
    assert any(p.signal for p in over_time.points if p.phase == 1)


def test_over_time_takes_the_measure_asked_for(large):
    shown = release([large], policy("nhs-england"), choices=Choices("theil_index"))
    over_time = shown.views[0].inequality.over_time
    assert over_time.name == "theil_index"
    assert min(over_time.lowers) >= 0


def test_a_measure_that_no_view_has_is_named_with_those_there_are(large):
    with pytest.raises(DisclosureError, match="slope_index"):
        release([large], policy("nhs-england"), choices=Choices("gini"))


def test_signals_are_judged_on_exact_values(large):
    exact = release([large], policy("internal")).views[0].inequality.over_time
    rounded = release([large], policy("nhs-england")).views[0].inequality.over_time
    assert [p.signal for p in exact.points] == [p.signal for p in rounded.points]
    assert exact.centres == rounded.centres


def test_the_audit_finds_a_figure_that_is_not_rounded(released):
    view = released.views[0]
    first, *rest = view.inequality.measures
    finer = replace(first, before=replace(first.before, value=13.123456))
    changed = replace(view.inequality, measures=(finer, *rest))
    broken = replace(released, views=(replace(view, inequality=changed),))
    assert "no_exact_figures" in {c.code for c in audit(broken) if not c.passed}


def test_over_time_leaves_away_intervals_that_are_not_judged(analysed):
    rng = np.random.default_rng(2)
    denominator = rng.poisson(600, (36, 3))
    mid_month = date(2025, 4, 15)
    table = analysed(rng.binomial(denominator, 0.2), denominator, change=mid_month)
    view = release([table], policy("nhs-england")).views[0]
    assert any(p.left_out for p in view.gap.points)
    starts = [p.start for p in view.inequality.over_time.points]
    assert date(2025, 4, 1) not in starts
    assert len(starts) == 35
