from datetime import date

import pytest

from efqi.projects.days import ends_before_it_starts, still_to_come
from efqi.projects.document.charter import Charter
from efqi.projects.document.people import ResourceEntry
from tests.unit.projects import documents as made

TODAY = date(2026, 5, 1)
TOMORROW = date(2026, 5, 2)


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (made.took_part(paid_on=TOMORROW, feedback_given=TODAY), ("paid_on",)),
        (made.took_part(feedback_given=TOMORROW), ("feedback_given",)),
        (made.took_part(paid_by=TOMORROW, feedback_due=TOMORROW), ()),
        (Charter(sponsor_agreed_on=TOMORROW), ("sponsor_agreed_on",)),
        (
            ResourceEntry(identifier="r", line="rp.time.1", agreed_on=TOMORROW),
            ("agreed_on",),
        ),
        (made.cycle(started_on=TOMORROW, ended_on=TOMORROW), ()),
    ],
)
def test_what_has_happened_lies_in_the_past_and_plans_do_not(record, fields):
    assert still_to_come(record, TODAY) == fields


@pytest.mark.parametrize(
    ("first", "last", "is_impossible"),
    [(TOMORROW, TODAY, True), (TODAY, TODAY, False), (None, TODAY, False)],
)
def test_a_test_cannot_end_before_it_starts(first, last, is_impossible):
    found = ends_before_it_starts(made.cycle(started_on=first, ended_on=last))
    assert found is is_impossible
