from datetime import UTC, date, datetime

import pytest

from efqi.projects.document.people import AssessmentSheet, QuoteConsent, Reading
from efqi.projects.permission import MATRIX, Action, Role
from efqi.projects.quoting import (
    Audience,
    Reader,
    audience_of,
    may_quote,
    may_read,
    quotable,
)

PUBLIC, ORGANISATION = QuoteConsent.PUBLIC, QuoteConsent.ORGANISATION
TEAM, NOBODY = QuoteConsent.TEAM, QuoteConsent.NOBODY


def reading(key="r", **fields):
    given = {"read_at": datetime(2026, 5, 1, tzinfo=UTC), "reader": "A", "missing": "x"}
    return Reading(identifier=key, **given | fields)


@pytest.mark.parametrize(
    ("audience", "shown"),
    [
        (Audience.PUBLIC, [PUBLIC]),
        (Audience.ORGANISATION, [PUBLIC, ORGANISATION]),
        (Audience.TEAM, [PUBLIC, ORGANISATION, TEAM]),
        (Audience.NOBODY, []),
    ],
)
def test_words_go_as_far_as_consent_and_no_farther(audience, shown):
    found = [c for c in QuoteConsent if may_quote(reading(quote_consent=c), audience)]
    assert sorted(found) == sorted(shown)


def test_everyone_reads_their_own_words():
    own = reading(quote_consent=NOBODY, account="me")
    assert may_quote(own, Audience.PUBLIC, "me")
    assert not may_quote(own, Audience.TEAM, "you")
    assert not may_quote(reading(quote_consent=NOBODY), Audience.TEAM, "")


@pytest.mark.parametrize(
    ("role", "audience"),
    [
        (Role.OWNER, Audience.TEAM),
        (Role.EDITOR, Audience.TEAM),
        (Role.ANALYST, Audience.TEAM),
        (Role.VIEWER, Audience.ORGANISATION),
        (Role.PROGRAMME_LEAD, Audience.ORGANISATION),
        (Role.PATIENT_PARTNER, Audience.PUBLIC),
        (Role.ADMINISTRATOR, Audience.PUBLIC),
    ],
)
def test_role_stands_in_a_circle(role, audience):
    assert audience_of(MATRIX[role]) is audience


def test_what_was_written_down_needs_agreement():
    noted = reading(written_down_by="B", quote_consent=PUBLIC)
    agreed = noted.model_copy(update={"is_agreed": True})
    assert quotable([noted], Audience.TEAM) == ()
    assert quotable([agreed], Audience.TEAM) == (agreed,)


def test_words_stand_by_what_they_are_about_newest_first():
    old = reading("a", quote_consent=PUBLIC)
    new = reading("b", quote_consent=PUBLIC, read_at=datetime(2026, 6, 1, tzinfo=UTC))
    of_cycle = reading("c", quote_consent=PUBLIC, cycle="c1")
    blank = reading("d", quote_consent=PUBLIC, missing="")
    every = [old, new, of_cycle, blank]
    assert quotable(every, Audience.PUBLIC) == (new, old)
    assert quotable(every, Audience.PUBLIC, cycle="c1") == (of_cycle,)


def test_only_owner_and_editor_share():
    assert {role for role in Role if Action.SHARE in MATRIX[role]} == {
        Role.OWNER,
        Role.EDITOR,
    }


def reader(role, **more):
    return Reader(MATRIX[role], **more)


@pytest.mark.parametrize(
    ("consent", "readers"),
    [
        (PUBLIC, {Role.OWNER, Role.VIEWER, Role.PATIENT_PARTNER}),
        (ORGANISATION, {Role.OWNER, Role.VIEWER}),
        (TEAM, {Role.OWNER}),
        (NOBODY, set()),
    ],
)
def test_reading_is_read_whole_as_far_as_consent_goes(consent, readers):
    said = reading(quote_consent=consent, account="me")
    roles = (Role.OWNER, Role.VIEWER, Role.PATIENT_PARTNER)
    assert {role for role in roles if may_read(said, reader(role))} == readers
    assert may_read(said, reader(Role.VIEWER, account="me"))


def test_reading_that_nobody_agreed_to_is_not_read_whole():
    noted = reading(written_down_by="B", quote_consent=PUBLIC)
    assert not may_read(noted, reader(Role.OWNER))
    assert may_read(noted.model_copy(update={"is_agreed": True}), reader(Role.VIEWER))


def sheet(key):
    return AssessmentSheet(identifier=key, by="A", on=date(2026, 5, 1))


def test_self_assessment_is_read_whole_by_its_writer_alone():
    own = sheet("person7")
    assert not any(may_read(own, reader(role, sheet="person70")) for role in Role)
    assert all(may_read(own, reader(role, sheet="person7")) for role in Role)


def test_scores_written_down_for_someone_are_open_to_those_who_see_people():
    found = {role for role in Role if may_read(sheet("other7"), reader(role))}
    assert found == {Role.OWNER, Role.EDITOR}
