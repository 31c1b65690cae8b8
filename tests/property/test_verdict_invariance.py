from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efqi.equity.analysis import analyse
from efqi.measures.measure import Direction, Kind
from tests.unit.equity.tables import question, table

GROUPS = ("a", "b", "c")
CLOSE = 1e-6


@st.composite
def counted(draw):
    """Counts of three groups over 24 months before and 8 after, often with a change."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    sizes = [draw(st.sampled_from([8, 60, 500])) for _ in GROUPS]
    before = np.array([draw(st.sampled_from([0.02, 0.2, 0.6])) for _ in GROUPS])
    after = before * [draw(st.sampled_from([0.5, 1.0, 1.4])) for _ in GROUPS]
    people = rng.poisson(sizes, (32, 3)) + 1.0
    chance = np.repeat([before, after], [24, 8], axis=0)
    return rng.binomial(people.astype(int), chance).astype(float), people


def answers(analysis):
    """Verdict of every contrast by its groups, and of every group's care."""
    gaps = {
        (v.contrast.group, v.contrast.reference): v
        for v in (analysis.verdict, *analysis.exploratory)
    }
    return gaps, {care.group: care for care in analysis.care}


def same_scale(one, other):
    figures, others = (
        (
            scale.before.value,
            scale.after.value,
            scale.change.value,
            scale.probability_widened,
        )
        for scale in (one, other)
    )
    assert figures == pytest.approx(others, rel=CLOSE, abs=CLOSE, nan_ok=True)


def same_verdict(one, other):
    assert one.category is other.category
    assert one.decided_by == other.decided_by
    assert one.is_levelling_down is other.is_levelling_down
    assert one.is_turned is other.is_turned
    assert one.worse_off_after == other.worse_off_after
    same_scale(one.absolute, other.absolute)
    same_scale(one.relative, other.relative)


@settings(max_examples=15, deadline=None)
@given(counted(), st.permutations(range(3)))
def test_verdict_does_not_depend_on_the_order_of_groups(data, order):
    events, people = data
    asked = question(GROUPS, group="a", reference="c")
    plain, care = answers(analyse(table(events, people, GROUPS), asked))
    shuffled = tuple(GROUPS[i] for i in order)
    dimension = replace(asked.dimension, order=shuffled, reference="c")
    cells = table(events[:, order], people[:, order], shuffled)
    other, other_care = answers(analyse(cells, replace(asked, dimension=dimension)))
    assert plain.keys() == other.keys()
    for contrast, verdict in plain.items():
        same_verdict(verdict, other[contrast])
    for group, change in care.items():
        assert change.category is other_care[group].category


@settings(max_examples=15, deadline=None)
@given(counted())
def test_verdict_does_not_depend_on_the_names_of_groups(data):
    names = {"a": "Zulu", "b": "é 2", "c": "total care"}
    plain = analyse(table(*data, GROUPS), question(GROUPS, group="a", reference="c"))
    renamed = tuple(names[g] for g in GROUPS)
    asked = question(renamed, group=names["a"], reference=names["c"])
    other = analyse(table(*data, renamed), asked)
    assert other.verdict.category is plain.verdict.category
    same_scale(plain.verdict.absolute, other.verdict.absolute)
    assert other.discoveries == plain.discoveries


@settings(max_examples=15, deadline=None)
@given(counted())
def test_verdict_stays_when_direction_and_data_are_flipped_together(data):
    events, people = data
    lower = question(GROUPS, group="a", reference="c")
    higher = question(GROUPS, group="a", reference="c", better=Direction.HIGHER)
    missed = analyse(table(events, people, GROUPS), lower)
    kept = analyse(table(people - events, people, GROUPS), higher)
    same_verdict(missed.verdict, kept.verdict)
    assert missed.discoveries == kept.discoveries
    for one, other in zip(missed.care, kept.care, strict=True):
        assert one.category is other.category
        assert one.change.value == pytest.approx(-other.change.value, abs=CLOSE)


@settings(max_examples=10, deadline=None)
@given(counted(), st.sampled_from([1 / 365.25, 0.5, 1000.0]))
def test_verdict_on_a_rate_does_not_depend_on_the_unit_of_exposure(data, unit):
    events, people = data
    asked = question(GROUPS, group="a", reference="c", kind=Kind.RATE, per=1000.0)
    other = replace(asked, measure=replace(asked.measure, per=1000.0 * unit))
    same_verdict(
        analyse(table(events, people, GROUPS), asked).verdict,
        analyse(table(events, people * unit, GROUPS), other).verdict,
    )


@settings(max_examples=10, deadline=None)
@given(counted())
def test_verdict_of_a_swapped_pair_speaks_of_the_same_gap(data):
    plain = analyse(table(*data, GROUPS), question(GROUPS, group="a", reference="c"))
    swapped = analyse(table(*data, GROUPS), question(GROUPS, group="c", reference="a"))
    one, other = plain.verdict, swapped.verdict
    assert one.worse_off_before == other.worse_off_before
    assert one.absolute.change.value == pytest.approx(
        -other.absolute.change.value, abs=CLOSE
    )
    if one.is_turned is not other.is_turned:
        assert one.category is other.category
        assert one.absolute.probability_widened == pytest.approx(
            other.absolute.probability_widened, abs=CLOSE
        )
