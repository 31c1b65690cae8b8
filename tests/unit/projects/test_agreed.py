"""When an aim counts as agreed."""

from datetime import date, timedelta

import pytest

from efqi.projects.agreed import agreed
from efqi.projects.document.charter import Aim
from tests.unit.projects import documents as made

THEN = made.at(2025, 2, 1)
NOW = THEN + timedelta(days=40)
BEFORE = Aim(
    statement="Fewer missed",
    group="Most deprived",
    overall_target=8.0,
    group_target=10.0,
    failure_condition="The most deprived do not gain.",
    agreed_at=THEN,
)


def test_aim_is_agreed_when_it_is_first_put_in_words():
    assert agreed(Aim(), Aim(overall_target=8.0), NOW).agreed_at is None
    assert agreed(Aim(), Aim(statement="Fewer missed"), NOW).agreed_at == NOW


def test_other_words_for_the_same_aim_leave_its_day():
    reworded = BEFORE.model_copy(update={"statement": "Fewer are missed"})
    assert agreed(BEFORE, reworded, NOW).agreed_at == THEN


@pytest.mark.parametrize(
    "changed",
    [
        {"overall_target": 9.0},
        {"group_target": 11.0},
        {"floor": 12.0},
        {"group": "Second fifth"},
        {"by": date(2027, 1, 1)},
        {"failure_condition": "Nobody gains."},
    ],
)
def test_aim_that_changes_is_agreed_anew(changed):
    assert agreed(BEFORE, BEFORE.model_copy(update=changed), NOW).agreed_at == NOW


def test_aim_is_agreed_again_when_the_team_says_so():
    assert agreed(BEFORE, BEFORE, NOW, again=True).agreed_at == NOW


def test_day_cannot_be_written_by_hand_and_goes_with_the_words():
    forged = BEFORE.model_copy(update={"agreed_at": THEN - timedelta(days=400)})
    assert agreed(BEFORE, forged, NOW).agreed_at == THEN
    blank = BEFORE.model_copy(update={"statement": ""})
    assert agreed(BEFORE, blank, NOW).agreed_at is None
