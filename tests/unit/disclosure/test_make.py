from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from efqi.disclosure import make
from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.disclosure.protect_series import Terms
from efqi.disclosure.protect_view import Restriction, released_view
from efqi.disclosure.release import Check, Shown
from efqi.disclosure.rounding import TO_PROTECT
from efqi.equity.analysis import INCOMPLETE
from efqi.errors import DisclosureError
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind

NHS = policy("nhs-england")


def row_of(view, group):
    return next(row for row in view.groups if row.group == group)


def series_of(view, group):
    return next(row for row in view.series if row.group == group)


def checks_of(released):
    return {check.code: check for check in released.checks}


def test_release_names_span_phases_and_policy(released):
    assert (released.first_start, released.last_end) == (
        date(2023, 4, 1),
        date(2026, 3, 31),
    )
    assert (released.intervals_before, released.intervals_after) == (24, 12)
    assert released.change_dates == (date(2025, 4, 1),)
    assert released.policy == "nhs-england"


def test_groups_stand_in_declared_order_then_unknown_then_total(released):
    view = released.views[0]
    order = ["g0", "g1", "g2", "g3", "g4", "unknown", "total"]
    assert [row.group for row in view.groups] == order
    assert [row.group for row in view.series] == order
    assert [row.role for row in view.series[-2:]] == ["unknown", "total"]


def test_counts_are_rounded_and_values_made_from_them(large, released):
    point = series_of(released.views[0], "g0").points[0]
    exact = large.groups.numerator[0, 0], large.groups.denominator[0, 0]
    assert point.numerator.value == 5 * np.floor(exact[0] / 5 + 0.5)
    assert point.denominator.value == 5 * np.floor(exact[1] / 5 + 0.5)
    assert point.value.value == round(
        100 * point.numerator.value / point.denominator.value, 1
    )


def test_internal_policy_shows_exact_counts_and_says_so(large):
    released = release([large], policy("internal"))
    view = released.views[0]
    shown = [point.numerator.value for point in series_of(view, "g1").points]
    assert shown == large.groups.numerator[:, 1].tolist()
    assert not checks_of(released)["safe_to_share"].passed


def test_internal_gap_is_that_of_the_analysis(large):
    gap = release([large], policy("internal")).views[0].gap
    shown = [point.difference.value for point in gap.points]
    assert shown == np.round(large.gap.difference, 1).tolist()
    assert gap.slope_before[0] == round(large.gap.slope_before.value, 1)
    before = large.verdict.absolute.before
    found = release([large], policy("internal")).views[0].verdict.absolute.before
    assert (found.value, found.lower, found.upper) == tuple(
        round(end, 1) for end in (before.value, before.lower, before.upper)
    )


def test_internal_limits_are_those_of_the_chart(large):
    from efqi.stats.spc.chart import control_chart

    points = series_of(release([large], policy("internal")).views[0], "total").points
    chart = control_chart(
        large.total.numerator,
        large.total.denominator,
        chart="p",
        freeze=24,
        multiply=100,
    )
    for name in ("centre", "lower", "upper"):
        shown = [getattr(point, name) for point in points]
        assert shown == np.round(getattr(chart, name)[:, 0], 1).tolist()


def test_signals_are_named_by_the_measures_direction(large, analysed, released):
    points = series_of(released.views[0], "g4").points
    assert {p.signal for p in points if p.phase == 1} == {"improvement"}
    higher = analysed(
        large.groups.numerator,
        large.groups.denominator,
        direction=Direction.HIGHER,
    )
    points = series_of(release([higher], NHS).views[0], "g4").points
    assert {p.signal for p in points if p.phase == 1} == {"concern"}


def test_signals_of_a_neutral_measure_are_neutral(large):
    measure = replace(large.question.measure, improvement_direction=Direction.NEUTRAL)
    neutral = replace(large, question=replace(large.question, measure=measure))
    view = release([neutral], NHS).views[0]
    series = series_of(view, "g4")
    assert {p.signal for p in series.points} <= {"", "neutral"}
    assert series.signals_after == 12
    assert {p.signal for p in view.gap.points} <= {"", "neutral"}


def test_gap_that_widens_is_a_concern_against_the_earlier_mean(released):
    gap = released.views[0].gap
    after = [point.signal for point in gap.points if point.phase == 1]
    assert after.count("concern") >= 10
    assert gap.centres[1] - gap.centres[0] > 2
    assert gap.lowers[0] < gap.centres[0] < gap.uppers[0]


def test_incomplete_interval_is_drawn_and_not_judged(large):
    phases = large.phases.copy()
    phases[-1] = INCOMPLETE
    view = release([replace(large, phases=phases)], NHS).views[0]
    last = series_of(view, "g4").points[-1]
    assert (last.left_out, last.signal, last.phase) == ("incomplete", "", 1)
    assert last.value.value is not None
    assert view.gap.points[-1].left_out == "incomplete"


def test_small_group_is_shown_by_quarter_or_year(with_small):
    view = release([with_small(100)], NHS).views[0]
    small = series_of(view, "g3")
    assert small.interval is Interval.QUARTER
    assert small.is_coarsened
    assert all(point.value.value is not None for point in small.points)
    assert series_of(view, "g0").interval is Interval.MONTH
    assert not series_of(view, "g0").is_coarsened
    assert view.gap.interval is Interval.QUARTER


def test_tiny_group_stays_with_a_reason(with_small):
    view = release([with_small(0.4)], NHS).views[0]
    assert series_of(view, "g3").points == ()
    row = row_of(view, "g3")
    assert row.care is None
    assert row.after.value is None
    assert row.after.reason == "too_few"
    assert view.gap is None


def test_verdict_on_a_tiny_group_keeps_its_answer_without_figures(with_small):
    analysis = with_small(0.4)
    verdict = release([analysis], NHS).views[0].verdict
    assert verdict.category is analysis.verdict.category
    assert np.isnan(verdict.absolute.change.value)
    assert np.isnan(verdict.relative.before.value)
    assert verdict.checks[-1] == Check("contrast_too_small_to_show", False)


def test_verdicts_without_the_tiny_group_keep_their_figures(with_small):
    analysis = with_small(0.4)
    contrast = replace(analysis.verdict.contrast, reference="g1")
    kept = replace(analysis.verdict, contrast=contrast)
    view = release([replace(analysis, exploratory=(kept,), discoveries=(False,))], NHS)
    before = view.views[0].exploratory[0].absolute.before
    assert not np.isnan(before.value)


def test_group_is_hidden_with_another_that_could_be_worked_out(analysed):
    # 13 and 13 show as 15 and 15, 27 as 25: the third, hidden, could only be 1.
    numerator = np.zeros((6, 4))
    numerator[0] = numerator[3] = [13, 13, 1, 0]
    numerator[:, 3] = 100
    analysis = analysed(
        numerator[:, :3], np.full((6, 3), 1000), change=date(2023, 7, 1)
    )
    view = release([analysis], NHS).views[0]
    hidden = [row.group for row in view.groups if row.before_numerator.value is None]
    assert len(hidden) == 2
    assert {row_of(view, group).before_numerator.reason for group in hidden} == {
        "fewer_than_8",
        "hidden_to_protect",
    }


def test_error_names_the_smallest_change(with_small, monkeypatch):
    monkeypatch.setattr(make, "tighter", lambda *_: None)
    with pytest.raises(DisclosureError, match="could be worked out") as caught:
        release([with_small(6)], policy("threshold-8"))
    assert caught.value.fix in (
        "Show it by quarter.",
        "Show it by year.",
        "Use the policy 'opensafely-midpoint6'.",
    )


def test_what_quarters_leave_of_a_phase_is_protected_too(analysed):
    # The change cuts the second quarter, so April alone is what quarters leave of the
    # time before; exact counts would give its 3 away.
    numerator = np.full((9, 3), 40)
    numerator[:, 1] = [10, 0, 0, 3, 20, 20, 9, 9, 9]
    analysis = analysed(
        numerator,
        np.full((9, 3), 400),
        first=date(2024, 1, 1),
        change=date(2024, 5, 1),
    )
    view = release([analysis], policy("threshold-8")).views[0]
    assert row_of(view, "g1").before_numerator.value == 13
    assert series_of(view, "g1").points == ()


def test_nothing_to_release_is_an_error():
    with pytest.raises(DisclosureError, match="nothing to release"):
        release([], NHS)


def test_finest_unit_can_be_asked_for(large):
    view = release([large], NHS, interval=Interval.QUARTER).views[0]
    assert {series.interval for series in view.series} == {Interval.QUARTER}
    assert view.gap.interval is Interval.QUARTER
    assert view.completeness.interval is Interval.QUARTER


def test_unit_that_cannot_be_made_is_an_error(large):
    with pytest.raises(DisclosureError, match="month, quarter, financial_year"):
        release([large], NHS, interval=Interval.WEEK)


def test_view_of_the_primary_contrast_comes_first(large, with_small):
    second = with_small(300, is_primary=False)
    views = release([second, large], NHS).views
    assert [view.verdict.contrast.is_primary for view in views] == [True, False]


def test_checks_of_the_table_are_handed_on_without_counts_of_people(large):
    told = Check("duplicates", False, {"events": 3, "people": 1234, "found": 3})
    check = checks_of(release([large], NHS, checks=[told]))["duplicates"]
    assert check.figures == {"people": 1235, "found": 3}
    assert not check.passed


def test_audit_is_part_of_the_release(released):
    checks = checks_of(released)
    assert checks["small_counts_uncertain"].passed
    assert checks["no_exact_figures"].figures == {"broken": 0}


def test_suppression_without_rounding_is_flagged(large):
    checks = checks_of(release([large], policy("threshold-8")))
    assert not checks["counts_rounded"].passed
    assert checks["safe_to_share"].passed


def test_published_values_without_counts_are_shown(large, analysed):
    ratio_only = analysed(
        large.groups.numerator, large.groups.denominator, has_counts=False
    )
    released = release([ratio_only], NHS)
    view = released.views[0]
    point = series_of(view, "g0").points[0]
    assert point.numerator.reason == point.denominator.reason == "not_given"
    assert point.value.value == round(100 * ratio_only.groups.ratio[0, 0], 1)
    assert row_of(view, "g0").before.value is not None
    assert view.gap.points[0].difference.value is not None
    assert not checks_of(released)["values_have_counts"].passed


def test_values_with_denominators_imply_their_numerators(large):
    groups = replace(
        large.groups, numerator=np.full_like(large.groups.numerator, np.nan)
    )
    view = release([replace(large, groups=groups)], NHS).views[0]
    point = series_of(view, "g0").points[0]
    assert point.numerator.value == 5 * np.floor(large.groups.numerator[0, 0] / 5 + 0.5)


def test_source_without_totals_has_no_row_for_everyone(large, analysed):
    analysis = analysed(
        large.groups.numerator, large.groups.denominator, has_total=False
    )
    view = release([analysis], NHS).views[0]
    assert "total" not in {row.group for row in (*view.groups, *view.series)}


def test_overlapping_groups_are_not_summed(analysed):
    # As a partition this would pin the small group; overlapping groups prove nothing.
    rng = np.random.default_rng(2)
    denominator = rng.poisson([300, 200, 3], (36, 3))
    numerator = rng.binomial(denominator, 0.2)
    options = {"is_overlapping": True}
    view = release([analysed(numerator, denominator, **options)], NHS).views[0]
    assert series_of(view, "g1").interval is Interval.MONTH
    assert view.is_overlapping
    view = release([analysed(numerator, denominator)], NHS).views[0]
    assert series_of(view, "g1").interval is not Interval.MONTH


def test_plain_counts_have_no_denominator(large, analysed):
    analysis = analysed(
        large.groups.numerator, large.groups.denominator, kind=Kind.COUNT
    )
    view = release([analysis], NHS).views[0]
    point = series_of(view, "g0").points[0]
    assert point.denominator.reason == "not_given"
    assert point.value.value == point.numerator.value
    row = row_of(view, "g0")
    assert row.before.value == round(row.before_numerator.value / 24, 1)
    assert row.care.before.value == row.before.value
    pooled = view.verdict.absolute.before.value
    last = row_of(view, "g5").before.value
    assert pooled == pytest.approx(row.before.value - last, abs=0.11)


def test_rates_are_shown_per_their_unit(large, analysed):
    analysis = analysed(
        large.groups.numerator, large.groups.denominator, kind=Kind.RATE
    )
    measure = replace(analysis.question.measure, per=1000.0)
    question = replace(analysis.question, measure=measure)
    view = release([replace(analysis, question=question)], NHS).views[0]
    point = series_of(view, "g0").points[0]
    assert point.value.value == pytest.approx(
        1000 * point.numerator.value / point.denominator.value, abs=0.05
    )


def test_small_weekly_group_goes_straight_to_its_phases(with_small):
    analysis = with_small(30, interval=Interval.WEEK, first=date(2024, 1, 1))
    view = release([analysis], NHS).views[0]
    assert series_of(view, "g3").points == ()
    assert row_of(view, "g3").before.value is not None


def test_group_without_people_in_a_month_has_no_value_there(analysed):
    denominator = np.full((36, 3), 200)
    denominator[5, 1] = 0
    analysis = analysed(denominator // 5, denominator)
    view = release([analysis], NHS).views[0]
    value = series_of(view, "g1").points[5].value
    assert (value.value, value.reason) == (None, "none_in_denominator")


def test_completeness_is_unknowns_share_of_everyone(large, released):
    found = released.views[0].completeness
    exact = large.groups.denominator[:, -1] / large.total.denominator[:, 0]
    shown = [share.value for share in found.unknown_percent]
    assert shown == pytest.approx(100 * exact, abs=0.15)
    assert found.interval is Interval.MONTH
    assert found.before.value == pytest.approx(100 * exact[:24].mean(), abs=0.1)


def test_completeness_of_few_unknown_is_by_year_or_hidden(analysed):
    rng = np.random.default_rng(4)
    denominator = rng.poisson([400, 300, 1.5], (36, 3))
    names = ["g0", "g1", "unknown"]
    counts = rng.binomial(denominator, 0.2), denominator
    view = release([analysed(*counts, names=names)], NHS).views[0]
    assert view.completeness.interval is Interval.FINANCIAL_YEAR
    assert view.completeness.before.value == pytest.approx(0.2, abs=0.1)
    few = [cells.copy() for cells in counts]
    for cells in few:
        cells[:, 2] = 0
        cells[7, 2] = 2
    view = release([analysed(*few, names=names)], NHS).views[0]
    assert view.completeness.unknown_percent == ()
    assert view.completeness.before.reason == "too_few"
    assert view.completeness.after.value == 0


def test_changes_that_are_described_come_from_shown_figures(analysed):
    # Five months before are too few to judge; exact differences would add to what
    # rounded levels say.
    rng = np.random.default_rng(9)
    denominator = rng.poisson([60, 80, 40], (9, 3))
    names = ["g0", "g1", "unknown"]
    counts = rng.binomial(denominator, 0.3), denominator
    view = release([analysed(*counts, names=names)], NHS).views[0]
    absolute, care = view.verdict.absolute, row_of(view, "g0").care
    assert absolute.change.value == pytest.approx(
        absolute.after.value - absolute.before.value, abs=0.11
    )
    assert np.isnan(absolute.change.lower)
    assert care.change.value == round(care.after.value - care.before.value, 1)
    relative = view.verdict.relative
    assert relative.change.value == pytest.approx(
        relative.after.value / relative.before.value, abs=0.02
    )
    assert np.isnan(view.unknown_bounds[0].change.lower)


def test_completeness_says_that_some_are_unknown_where_how_many_is_held_back(large):
    terms = Terms(NHS, large.question.measure, (Interval.MONTH,), "anhoej")
    held = Restriction(frozenset({"unknown"}))
    found = released_view(large, terms, held).completeness
    assert (found.starts, found.unknown_percent) == ((), ())
    assert {found.before, found.after} == {Shown(None, TO_PROTECT)}


def test_completeness_without_unknown_rows_is_left_away(with_small):
    assert release([with_small(300)], NHS).views[0].completeness is None


def test_unknown_bounds_are_rounded(large, released):
    bounds = released.views[0].unknown_bounds
    assert [bound.group for bound in bounds] == ["g0", "g4"]
    exact = large.unknown_bounds[0].change.value
    assert bounds[0].change.value == round(exact, 1)


def test_release_of_twelve_groups_is_quick(analysed):
    from time import process_time

    rng = np.random.default_rng(1)
    denominator = rng.poisson(np.linspace(20, 900, 12), (48, 12))
    analysis = analysed(rng.binomial(denominator, 0.2), denominator)
    began = process_time()
    release([analysis], NHS)
    assert process_time() - began < 3
