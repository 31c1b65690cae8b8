import pytest
from hypothesis import given
from hypothesis import strategies as st

from efqi.measures.bands import band_label, band_names
from efqi.measures.overlap import can_overlap
from efqi.measures.tally import Condition


def meets(value, c):
    return (
        (not c.is_in or value in c.is_in)
        and (not c.is_not_in or value not in c.is_not_in)
        and (c.at_least is None or float(value) >= c.at_least)
        and (c.at_most is None or float(value) <= c.at_most)
    )


VALUES = st.lists(st.sampled_from("0123"), max_size=3).map(tuple)
BOUNDS = st.none() | st.sampled_from([0.0, 1.0, 2.0])
CONDITIONS = st.builds(Condition, st.just("x"), VALUES, VALUES, BOUNDS, BOUNDS)


@given(CONDITIONS, CONDITIONS)
def test_groups_that_some_value_meets_are_never_called_exclusive(one, other):
    both = any(meets(v, one) and meets(v, other) for v in "0123")
    assert not both or can_overlap([("a", (one,)), ("b", (other,))])


EXCLUSIVE = [
    (Condition("x", ("1",)), Condition("x", ("2", "3"))),
    (Condition("x", ("1",)), Condition("x", is_not_in=("1", "2"))),
    (Condition("x", at_most=17), Condition("x", at_least=18)),
]


@pytest.mark.parametrize(("one", "other"), EXCLUSIVE)
def test_conditions_that_exclude_each_other_do_not_overlap(one, other):
    assert not can_overlap([("a", (one,)), ("b", (other,))])
    assert not can_overlap([("a", (other,)), ("b", (one, Condition("y", ("1",))))])
    assert can_overlap([("a", (one,)), ("b", (Condition("y", ("1",)),))])


def test_two_rules_of_one_group_do_not_overlap():
    condition = Condition("x", ("1",))
    assert not can_overlap([("a", (condition,)), ("a", (condition,))])


def test_bands_are_named_as_tables_write_them():
    names = band_names((0, 1, 5, 18, 65))
    assert names == ("0", "1-4", "5-17", "18-64", "65+")
    assert [band_label(n) for n in names] == [
        "0",
        "1 to 4",
        "5 to 17",
        "18 to 64",
        "65 and over",
    ]
