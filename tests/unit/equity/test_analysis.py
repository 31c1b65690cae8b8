import math

import numpy as np
import pytest

from efqi.equity.analysis import INCOMPLETE, analyse
from efqi.equity.verdict import CareCategory, Category
from efqi.errors import MeasureError
from efqi.measures.dimension import UNKNOWN
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction
from tests.unit.equity.tables import counts, question, table

FIFTHS = ("1", "2", "3", "4", "5")
FIVE = counts(
    [0.30, 0.27, 0.25, 0.22, 0.20],
    [0.30, 0.25, 0.22, 0.18, 0.14],
    [400] * 5,
    seed=21,
)


def fifths(**asked):
    wanted = {"group": "1", "reference": "5", "ordered": True, **asked}
    return question(FIFTHS, **wanted)


def pairs(analysis):
    return [(v.contrast.group, v.contrast.reference) for v in analysis.exploratory]


def test_every_other_group_and_the_gradient_are_exploratory():
    found = analyse(table(*FIVE, FIFTHS), fifths())
    assert pairs(found) == [("2", "5"), ("3", "5"), ("4", "5"), (None, None)]
    assert not any(v.contrast.is_primary for v in found.exploratory)
    assert len(found.discoveries) == 4


def test_gradient_that_grew_stands_among_many():
    found = analyse(table(*FIVE, FIFTHS), fifths())
    gradient = found.exploratory[-1]
    assert gradient.category is Category.WIDENED
    assert found.discoveries[-1]
    assert gradient.worse_off_after == "1"
    assert gradient.absolute.after.value > gradient.absolute.before.value > 0


def test_gradient_may_be_the_main_contrast():
    found = analyse(table(*FIVE, FIFTHS), fifths(group=None))
    assert found.verdict.category is Category.WIDENED
    assert pairs(found) == [(g, "5") for g in "1234"]


def test_unordered_groups_have_no_gradient():
    found = analyse(table(*FIVE, FIFTHS), fifths(ordered=False))
    assert (None, None) not in pairs(found)
    with pytest.raises(MeasureError, match="no gradient"):
        analyse(table(*FIVE, FIFTHS), fifths(ordered=False, group=None))


def test_unknown_is_no_contrast_but_has_its_care_and_its_bounds():
    data = counts([0.3, 0.2, 0.25], [0.3, 0.13, 0.2], [300, 600, 100], seed=22)
    found = analyse(table(*data, ["a", "b", UNKNOWN]), question())
    assert pairs(found) == []
    assert [care.group for care in found.care] == ["a", "b", UNKNOWN, "total"]
    assert [bound.group for bound in found.unknown_bounds] == ["a", "b"]
    assert found.unknown_bounds[0].change.value < found.verdict.absolute.change.value


def test_bounds_equal_the_verdict_on_tables_with_unknown_moved():
    events, people = counts(
        [0.3, 0.2, 0.25], [0.3, 0.13, 0.2], [300, 600, 100], seed=23
    )
    bounds = analyse(
        table(events, people, ["a", "b", UNKNOWN]), question()
    ).unknown_bounds
    for at, bound in enumerate(bounds):
        moved = [part[:, :2].copy() for part in (events, people)]
        for part, source in zip(moved, (events, people), strict=True):
            part[:, at] += source[:, 2]
        alone = analyse(table(*moved, ["a", "b"]), question()).verdict
        assert bound.change == alone.absolute.change
        assert bound.category is alone.category


def test_nobody_unknown_gives_no_bounds():
    data = counts([0.3, 0.2], [0.3, 0.2], [300, 600])
    assert analyse(table(*data, ["a", "b"]), question()).unknown_bounds == ()
    padded = [np.column_stack([part, np.zeros(36)]) for part in data]
    found = analyse(table(*padded, ["a", "b", UNKNOWN]), question())
    assert found.unknown_bounds == ()


def test_unfinished_interval_is_not_judged():
    events, people = counts([0.3, 0.2], [0.3, 0.2], [300, 600], seed=24)
    whole = analyse(table(events[:-1], people[:-1], ["a", "b"]), question())
    cells = table(events, people, ["a", "b"])
    last = cells.cells["interval_start"].max()
    marked = table(events, people, ["a", "b"], incomplete_from=last)
    found = analyse(marked, question())
    assert found.phases[-1] == INCOMPLETE
    assert found.verdict.absolute == whole.verdict.absolute


def test_source_without_totals_leaves_everyone_undescribed():
    data = counts([0.3, 0.2], [0.3, 0.2], [300, 600])
    found = analyse(table(*data, ["a", "b"], with_total=False), question())
    everyone = found.care[-1]
    assert everyone.group == "total"
    assert everyone.category is CareCategory.DESCRIBE_ONLY
    assert math.isnan(everyone.before.value)


def test_one_group_cannot_have_a_gap():
    data = counts([0.3], [0.3], [300])
    with pytest.raises(MeasureError, match="two groups"):
        analyse(table(*data, ["a"]), question())


def test_group_without_counts_is_named_with_those_that_have_them():
    data = counts([0.3, 0.2], [0.3, 0.2], [300, 600])
    asked = question(("a", "b", "c"), group="c", reference="b")
    with pytest.raises(MeasureError, match=r"'c'.*a, b"):
        analyse(table(*data, ["a", "b"]), asked)


def test_group_against_itself_is_refused():
    data = counts([0.3, 0.2], [0.3, 0.2], [300, 600])
    with pytest.raises(MeasureError, match="itself"):
        analyse(table(*data, ["a", "b"]), question(group="b"))


def test_measure_without_direction_is_refused():
    data = counts([0.3, 0.2], [0.3, 0.2], [300, 600])
    with pytest.raises(MeasureError, match="which way is better"):
        analyse(table(*data, ["a", "b"]), question(better=Direction.NEUTRAL))


@pytest.mark.parametrize("chance", [0.0, 1.0])
@pytest.mark.parametrize("size", [1, 300])
def test_groups_without_events_or_with_nothing_else_get_an_answer(chance, size):
    people = np.full((36, 2), float(size))
    found = analyse(table(people * chance, people, ["a", "b"]), question()).verdict
    assert found.category in (Category.CANNOT_TELL_YET, Category.NO_MEANINGFUL_CHANGE)
    assert found.absolute.change.value == pytest.approx(0, abs=1e-9)
    assert found.worse_off_before is None


def test_one_interval_is_described():
    found = analyse(table([[3.0, 2.0]], [[10.0, 10.0]], ["a", "b"]), question())
    assert found.verdict.category is Category.DESCRIBE_ONLY
    assert found.verdict.absolute.before.value == pytest.approx(10)
    assert math.isnan(found.verdict.absolute.change.value)


@pytest.mark.parametrize("interval", [Interval.DAY, Interval.WEEK, Interval.QUARTER])
def test_other_intervals_are_judged_in_years_of_their_own(interval):
    before = {Interval.DAY: 380, Interval.WEEK: 60, Interval.QUARTER: 12}[interval]
    data = counts(
        [0.3, 0.2], [0.3, 0.1], [400, 900], months=(before, before // 2), seed=25
    )
    cells = table(*data, ["a", "b"], interval=interval)
    starts = cells.cells["interval_start"].unique().sort()
    found = analyse(cells, question(changes=(starts[before],))).verdict
    assert found.category is Category.WIDENED


def test_gradient_of_which_only_one_group_has_people_is_described():
    people = np.tile([50.0, 0.0, 0.0], (36, 1))
    asked = question(("a", "b", "c"), group=None, ordered=True)
    found = analyse(table(people / 5, people, ["a", "b", "c"]), asked).verdict
    assert found.category is Category.DESCRIBE_ONLY
    assert math.isnan(found.absolute.before.value)
