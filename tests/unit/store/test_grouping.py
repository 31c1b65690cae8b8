import pytest

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.projects.plan import PlannedDimension
from efqi.store.grouping import TOTAL, grouping, nearest_group

PLANNED = PlannedDimension(
    Dimension("ethnicity", "ethnic group", ("Asian", "White", "1"), "White"),
    column="ethnic",
    values=(("Asian", ("Any Other Asian Background", "Indian")),),
    unknown=("Z",),
    total="All",
)


@pytest.mark.parametrize(
    ("spelling", "group"),
    [
        ("White", "White"),
        (" White ", "White"),
        ("white", "White"),
        ("Asian", "Asian"),
        ("Indian", "Asian"),
        ("Any other  Asian background", "Asian"),
        ("1", "1"),
        ("1.0", "1"),
        ("", UNKNOWN),
        ("  ", UNKNOWN),
        ("Z", UNKNOWN),
        ("Unknown", UNKNOWN),
        ("All", TOTAL),
    ],
)
def test_grouping_gives_the_group_of_a_spelling(spelling, group):
    assert grouping(PLANNED, [spelling]).groups == {spelling: group}


def test_grouping_keeps_case_where_both_are_declared():
    planned = PlannedDimension(Dimension("g", "g", ("a", "A"), "a"), "g")
    assert grouping(planned, ["a", "A"]).groups == {"a": "a", "A": "A"}


def test_grouping_lists_what_it_does_not_know():
    found = grouping(PLANNED, ["White", "Wite", "1.5"])
    assert found.unlisted == ("1.5", "Wite")
    assert "Did you mean 'White'?" in nearest_group(PLANNED, "Wite")
