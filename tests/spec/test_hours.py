"""Hours that change hands: nothing that is planned is ever lost."""

from datetime import date

from hypothesis import given as over
from hypothesis import strategies as some

from efqi.projects.document.people import ResourceEntry
from efqi.projects.hours import can_move, given, taken, unagreed
from efqi.projects.workload import planned_minutes, unagreed_minutes

DAY = date(2026, 5, 1)


def line(minutes=960, role="Analyst", *, is_agreed=False, name="rp.time.1"):
    return ResourceEntry(
        identifier="r1",
        line=name,
        values={"role": role, "band": "6", "minutes_week": str(minutes)},
        owner="Lee",
        agreed_by="Ward" if is_agreed else "",
        agreed_on=DAY if is_agreed else None,
    )


def test_all_hours_are_given():
    (agreed,) = given(line(), 960, "Ada", DAY, "r2")
    assert (agreed.identifier, agreed.agreed_by, agreed.agreed_on) == ("r1", "Ada", DAY)
    assert agreed.values == line().values
    assert agreed.owner == "Lee"


def test_rest_of_hours_stays_to_be_found():
    agreed, rest = given(line(), 240, "Ada", DAY, "r2")
    assert (agreed.identifier, planned_minutes(agreed)) == ("r1", 240)
    assert (rest.identifier, planned_minutes(rest)) == ("r2", 720)
    assert unagreed((agreed, rest)) == (rest,)
    assert rest.agreed_by == ""


def test_hours_without_a_figure_get_one():
    (agreed,) = given(line(minutes=""), 60, "Ada", DAY, "r2")
    assert planned_minutes(agreed) == 60


def test_taken_hours_are_missing_where_they_were():
    kept, missing = taken(line(is_agreed=True), 240, "r2")
    assert (kept.agreed_by, kept.agreed_on, planned_minutes(kept)) == ("Ward", DAY, 720)
    assert (missing.identifier, planned_minutes(missing)) == ("r2", 240)
    assert missing.agreed_on is None
    assert missing.agreed_by == ""
    (all_missing,) = taken(line(is_agreed=True), 960, "r2")
    assert (all_missing.identifier, all_missing.agreed_on) == ("r1", None)


@over(some.integers(1, 10_080), some.integers(1, 10_080))
def test_plan_asks_for_as_much_as_before(planned, minutes):
    minutes = min(minutes, planned)
    after = given(line(planned), minutes, "Ada", DAY, "r2")
    assert sum(map(planned_minutes, after)) == planned
    assert unagreed_minutes(after) == planned - minutes
    after = taken(line(planned, is_agreed=True), minutes, "r2")
    assert sum(map(planned_minutes, after)) == planned
    assert unagreed_minutes(after) == minutes


def test_only_agreed_hours_of_the_same_role_move():
    needed = line(role="analyst ")
    assert can_move(line(is_agreed=True), needed)
    assert not can_move(line(), needed)
    assert not can_move(line(role="Nurse", is_agreed=True), needed)
    assert not can_move(line(minutes="", is_agreed=True), needed)
    assert not can_move(line(is_agreed=True, name="rp.time.2"), needed)
