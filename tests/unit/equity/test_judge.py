import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from efqi.equity.analysis import analyse
from efqi.equity.contrast import Margin
from efqi.equity.verdict import CareCategory, Category
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind
from tests.unit.equity.tables import CHANGE, counts, question, table

LEFT_BEHIND = counts([0.3, 0.2], [0.3, 0.12], [300, 800], seed=5)
CAUGHT_UP = counts([0.3, 0.2], [0.21, 0.2], [300, 800], seed=6)
UNCHANGED = counts([0.3, 0.2], [0.3, 0.2], [300, 800], seed=7)


def verdict(data, **asked):
    return analyse(table(*data, ["a", "b"]), question(**asked)).verdict


def turned(data):
    return tuple(part[:, ::-1] for part in data)


def test_gap_that_opens_because_only_the_reference_improves_has_widened():
    found = verdict(LEFT_BEHIND)
    assert found.category is Category.WIDENED
    assert found.decided_by == ("absolute", "relative")
    assert found.absolute.change.value == pytest.approx(8, abs=2)
    assert found.relative.change.value == pytest.approx(0.2 / 0.12, rel=0.15)
    assert found.worse_off_before == found.worse_off_after == "a"
    assert not found.is_turned


def test_gap_that_closes_because_the_group_improves_is_no_levelling_down():
    found = verdict(CAUGHT_UP)
    assert found.category is Category.NARROWED
    assert not found.is_levelling_down


def test_gap_that_closes_because_the_better_off_got_worse_is_levelling_down():
    data = counts([0.3, 0.15], [0.3, 0.28], [400, 800], seed=8)
    found = verdict(data)
    assert found.category is Category.NARROWED
    assert found.is_levelling_down


def test_unchanged_gap_cannot_be_told_and_says_what_is_not_ruled_out():
    found = verdict(UNCHANGED)
    assert found.category is Category.CANNOT_TELL_YET
    absolute = found.absolute
    assert absolute.largest_widening_not_ruled_out == absolute.change.upper > 0
    assert absolute.drift_to_overturn is None


def test_unchanged_gap_within_a_wide_margin_has_no_meaningful_change():
    data = counts([0.3, 0.2], [0.3, 0.2], [4000, 9000], seed=9)
    found = verdict(data, margin=Margin(6.0, 40.0))
    assert found.category is Category.NO_MEANINGFUL_CHANGE
    assert found.absolute.intervals_to_see_change == 0


def test_widening_inside_the_margin_is_said_to_be_below_it():
    assert verdict(LEFT_BEHIND, margin=Margin(30.0, 400.0)).is_below_margin
    assert not verdict(LEFT_BEHIND, margin=Margin(2.0, 10.0)).is_below_margin


def test_gap_whose_sign_changed_is_reversed():
    data = counts([0.3, 0.2], [0.15, 0.25], [500, 800], seed=10)
    found = verdict(data)
    assert found.category is Category.REVERSED
    assert (found.worse_off_before, found.worse_off_after) == ("a", "b")


def test_swapping_group_and_reference_turns_the_figures_but_not_the_answer():
    for data in (LEFT_BEHIND, CAUGHT_UP, UNCHANGED):
        plain, swapped = verdict(data), verdict(turned(data))
        assert swapped.category is plain.category
        assert swapped.is_turned
        assert swapped.worse_off_before == "b"
        assert swapped.absolute.change.value == pytest.approx(
            -plain.absolute.change.value
        )
        assert swapped.absolute.probability_widened == pytest.approx(
            plain.absolute.probability_widened
        )
        assert swapped.absolute.largest_widening_not_ruled_out == pytest.approx(
            plain.absolute.largest_widening_not_ruled_out
        )


def test_gap_that_opens_against_the_reference_has_widened_too():
    data = counts([0.2, 0.2], [0.2, 0.3], [500, 800], seed=11)
    found = verdict(data)
    assert found.category is Category.WIDENED
    assert found.is_turned
    assert found.worse_off_after == "b"


def test_drift_that_would_overturn_points_the_way_the_gap_moved():
    wider, narrower = verdict(LEFT_BEHIND), verdict(CAUGHT_UP)
    assert wider.absolute.drift_to_overturn > 0
    assert wider.relative.drift_to_overturn > 1
    assert narrower.absolute.drift_to_overturn < 0
    assert narrower.relative.drift_to_overturn < 1


def test_matched_months_of_a_whole_year_agree_with_the_verdict():
    found = verdict(LEFT_BEHIND)
    assert found.matched_months.value == pytest.approx(found.absolute.change.value)
    assert {c.code: c.passed for c in found.checks}["matched_months_agree"]


def test_matched_months_take_a_season_of_one_group_out():
    months = np.arange(30)
    season = 0.06 * np.cos(2 * np.pi * (months - 2) / 12)
    people = np.full((30, 2), 2000.0)
    events = people * np.column_stack([0.25 + season, np.full(30, 0.2)])
    found = verdict((np.round(events), people))
    assert abs(found.matched_months.value) < abs(found.absolute.change.value) / 2


@pytest.mark.parametrize("months", [(11, 12), (24, 5)])
def test_too_few_intervals_are_described_and_not_judged(months):
    data = counts([0.3, 0.2], [0.3, 0.12], [300, 800], months=months)
    first = date(2025 - math.ceil(months[0] / 12), 12 - (months[0] - 1) % 12, 1)
    found = analyse(table(*data, ["a", "b"], first=first), question()).verdict
    assert found.category is Category.DESCRIBE_ONLY
    absolute = found.absolute
    assert absolute.change.value == pytest.approx(
        absolute.after.value - absolute.before.value
    )
    assert math.isnan(absolute.change.lower)
    assert math.isnan(absolute.probability_widened)
    assert absolute.before.lower < absolute.before.value < absolute.before.upper
    assert absolute.drift_to_overturn is absolute.intervals_to_see_change is None
    assert found.matched_months is None


def test_published_figures_without_counts_are_described_with_their_plain_change():
    rates = table(
        np.array([[49.8, 55.0], [44.6, 61.8]]),
        np.full((2, 2), 100.0),
        ["black", "white"],
        interval=Interval.YEAR,
        first=date(2008, 1, 1),
        with_total=False,
        ratio_only=True,
    )
    asked = question(
        ("black", "white"),
        group="black",
        reference="white",
        better=Direction.HIGHER,
        changes=(date(2009, 1, 1),),
    )
    found = analyse(rates, asked)
    absolute, relative = found.verdict.absolute, found.verdict.relative
    assert found.verdict.category is Category.DESCRIBE_ONLY
    assert absolute.before.value == pytest.approx(5.2)
    assert absolute.after.value == pytest.approx(17.2)
    assert absolute.change.value == pytest.approx(12.0)
    assert relative.before.value == pytest.approx(50.2 / 45.0)
    assert relative.change.value == pytest.approx(55.4 / 38.2 / (50.2 / 45.0))
    assert found.verdict.worse_off_after == "black"
    changes = {care.group: care.change.value for care in found.care}
    assert changes["white"] == pytest.approx(6.8)
    assert changes["black"] == pytest.approx(-5.2)
    assert math.isnan(changes["total"])


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.COUNT])
def test_rates_and_counts_are_judged_in_both_directions(kind):
    data = counts([0.3, 0.2], [0.3, 0.12], [600, 900], seed=12)
    if kind is Kind.COUNT:
        data = (data[0], np.full(data[0].shape, 1.0))
    lower = verdict(data, kind=kind, per=1000.0)
    higher = verdict(data, kind=kind, per=1000.0, better=Direction.HIGHER)
    assert lower.category is higher.category
    assert higher.is_turned is not lower.is_turned
    assert higher.absolute.before.value == pytest.approx(-lower.absolute.before.value)
    assert higher.relative.before.value == pytest.approx(
        1 / lower.relative.before.value
    )
    assert higher.absolute.change.value == pytest.approx(-lower.absolute.change.value)


def test_missing_months_are_told_and_keep_their_place_in_time():
    events, people = (part.copy() for part in LEFT_BEHIND)
    events[[4, 5, 20], 0] = np.nan
    found = analyse(table(events, people, ["a", "b"]), question()).verdict
    assert found.category is Category.WIDENED
    missing = next(c for c in found.checks if c.code == "no_interval_missing")
    assert (missing.passed, missing.figures["missing"]) == (False, 3)


def test_change_within_a_month_leaves_that_month_out():
    asked = question(changes=(date(2025, 1, 15),))
    found = analyse(table(*LEFT_BEHIND, ["a", "b"]), asked)
    after = next(c for c in found.verdict.checks if c.code == "enough_intervals_after")
    assert after.figures["found"] == 11
    assert found.verdict.category is Category.WIDENED


def test_own_care_says_who_improved():
    found = analyse(table(*LEFT_BEHIND, ["a", "b"]), question())
    care = {change.group: change for change in found.care}
    assert care["b"].category is CareCategory.IMPROVED
    assert care["b"].change.value == pytest.approx(-8, abs=2.5)
    assert care["a"].category is not CareCategory.IMPROVED
    assert list(care) == ["a", "b", "total"]


def test_own_care_of_which_more_is_better_improves_upwards():
    events, people = LEFT_BEHIND
    found = analyse(
        table(people - events, people, ["a", "b"]), question(better=Direction.HIGHER)
    )
    reference = found.care[1]
    assert reference.category is CareCategory.IMPROVED
    assert reference.change.value > 0


def test_own_care_that_worsened_is_said():
    data = counts([0.2, 0.2], [0.3, 0.2], [500, 800], seed=13)
    assert analyse(table(*data, ["a", "b"]), question()).care[0].category is (
        CareCategory.WORSENED
    )


def test_own_care_shows_no_sign_of_change_within_twice_the_margin():
    data = counts([0.2, 0.2], [0.2, 0.2], [5000, 8000], seed=14)
    wide = question(margin=Margin(5.0, 10.0))
    care = analyse(table(*data, ["a", "b"]), wide).care
    assert care[0].category is CareCategory.NO_SIGN_OF_CHANGE
    narrow = replace(wide, margin=Margin(0.1, 10.0))
    care = analyse(table(*data, ["a", "b"]), narrow).care
    assert care[0].category is CareCategory.CANNOT_TELL_YET


def test_change_date_of_the_tables_is_the_twenty_fifth_month():
    starts = table(*LEFT_BEHIND, ["a", "b"]).cells["interval_start"].unique().sort()
    assert starts[24] == CHANGE
