import pytest

from efqi.projects.document.change import Burden, ChangeIdea, Driver, Risk
from efqi.projects.drivers import below, every, leads_to_itself, tree
from efqi.projects.risks import not_looked_at, pointed_at
from efqi.store.practice_file import load_practice
from tests.unit.projects import documents as made


def driver(name, parent=None):
    return Driver(identifier=name, text=name, parent=parent)


def shape(drivers):
    return [(depth, each.driver.identifier) for depth, each in every(tree(drivers))]


def test_each_cause_stands_under_what_it_leads_to():
    drivers = (driver("late"), driver("post", "late"), driver("phone"))
    assert shape(drivers) == [(0, "late"), (1, "post"), (0, "phone")]


def test_cause_whose_parent_was_deleted_stands_at_the_first_level():
    assert shape((driver("post", "gone"), driver("stamp", "post"))) == [
        (0, "post"),
        (1, "stamp"),
    ]


def test_no_cause_is_lost_in_a_circle():
    found = shape((driver("a", "b"), driver("b", "a"), driver("c", "a")))
    assert sorted(found) == [(0, "a"), (0, "b"), (1, "c")]


@pytest.mark.parametrize(
    ("parent", "is_round"), [(None, False), ("a", True), ("b", True), ("d", False)]
)
def test_cause_cannot_lead_to_itself_by_any_way(parent, is_round):
    drivers = (driver("a"), driver("b", "c"), driver("c", "a"), driver("d"))
    assert leads_to_itself(driver("a", parent), drivers) is is_round


def test_idea_is_shown_at_every_cause_that_it_works_on():
    idea = ChangeIdea(identifier="i", title="Text", drivers=("late", "gone"))
    (branch, other) = tree((driver("late"), driver("phone")), (idea,))
    assert (branch.ideas, other.ideas) == ((idea,), ())


def test_causes_straight_below_one_are_listed():
    drivers = (driver("a"), driver("b", "a"), driver("c", "b"))
    assert [each.identifier for each in below("a", drivers)] == ["b"]


def test_ways_to_harm_that_an_idea_points_at_come_first():
    idea = ChangeIdea(
        identifier="i", title="App", burdens=(Burden.DATA,), removes="The phone line"
    )
    assert pointed_at(idea) == ("igi.2", "igi.3", "igi.9")
    risk = Risk(identifier="r", mechanism="igi.3")
    document = made.document(ideas=(idea,), risks=(risk,))
    left = [m.identifier for m in not_looked_at(load_practice().mechanisms, document)]
    assert len(left) == 17
    assert left[:3] == ["igi.2", "igi.9", "igi.1"]


def test_price_that_something_is_done_about_points_at_nothing():
    idea = ChangeIdea(
        identifier="i", title="Bus", burdens=(Burden.MONEY,), mitigation="Fares paid"
    )
    assert pointed_at(idea) == ()
