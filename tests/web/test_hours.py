"""Hours that nobody agreed to are given, or moved, by whoever may decide on them."""

import re
from datetime import date

import pytest

from efqi.projects.document.people import ResourceEntry
from efqi.projects.permission import Role
from tests.web.test_lists import MOST_QUERIES, joined, words

FOUND = "Say who gives these hours"


def add(project, identifier, minutes, *, role="Analyst", agreed=""):
    """Add hours to a plan, and give the name of their line in the form."""
    from efqi.web.workbench.saving import NEW, save_record

    line = ResourceEntry(
        identifier=identifier,
        line="rp.time.1",
        values={"role": role, "minutes_week": str(minutes)},
        agreed_by=agreed,
        agreed_on=date(2026, 4, 1) if agreed else None,
    )
    save_record(project, "resource", line, read=NEW, by=None)
    return f"{project.key}/{identifier}/1"


def plan(project):
    """Give role, minutes and who agreed, of every line."""
    from efqi.web.workbench.document import document_of

    return [
        (each.values["role"], each.values["minutes_week"], each.agreed_by)
        for each in document_of(project).resources
    ]


def decisions(project):
    from efqi.web.workbench.document import document_of

    return [(d.by, d.what, d.reason) for d in document_of(project).decisions]


@pytest.fixture
def two(lead):
    """A project that needs sixteen analyst hours, and one that has eight."""
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    lead.other = begin(lead.person, "Falls", Method.PDSA, "")
    lead.needed = add(lead.project, "r1", 960)
    lead.held = add(lead.other, "h1", 480, agreed="Ward")
    return lead


def sent(who, **changed):
    form = {"line": who.needed, "hours": "", "by": "Ada", "reason": "The gap widened"}
    return who.post("give-hours", who.project.key, **{**form, **changed})


def test_new_hours_are_agreed_and_decided(two):
    assert FOUND in words(two.get("portfolio-resources"))
    assert FOUND in words(two.get("resources", two.project.key))
    assert "Analyst: 16 hours a week" in words(two.get("give-hours", two.project.key))
    assert sent(two).status_code == 302
    assert plan(two.project) == [("Analyst", "960", "Ada")]
    said = "Analyst: 16 hours a week, given by Ada"
    assert decisions(two.project) == [("Lead", said, "The gap widened")]
    page = words(two.get("resources", two.project.key))
    assert said in page
    assert FOUND not in page
    assert said in words(two.get("decisions", two.project.key))
    assert "Missed" not in words(two.get("portfolio-resources"))
    assert "Nothing is to be found" in words(two.get("give-hours", two.project.key))
    assert plan(two.other) == [("Analyst", "480", "Ward")]


def test_moved_hours_are_missing_where_they_came_from(two):
    page = words(two.get("give-hours", two.project.key))
    assert "Falls. Analyst: 8 hours a week" in page
    assert sent(two, hours="7.5", taken_from=two.held).status_code == 302
    assert plan(two.project) == [("Analyst", "450", "Ada"), ("Analyst", "510", "")]
    assert plan(two.other) == [("Analyst", "30", "Ward"), ("Analyst", "450", "")]
    ((_by, here, _why),) = decisions(two.project)
    assert here == ("Analyst: 7.5 hours a week, given by Ada, moved here from “Falls”")
    ((_by, there, _why),) = decisions(two.other)
    assert there == (
        "Analyst: 7.5 hours a week, moved to “Missed”; to be found again here"
    )
    page = words(two.get("portfolio-resources"))
    assert "8.5 hours a week among them" in page
    assert "7.5 hours a week among them" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"line": ""}, "Choose which hours are given"),
        ({"hours": "many"}, "Write hours a week as a number"),
        ({"hours": "nan"}, "Write hours a week as a number"),
        ({"hours": "inf"}, "Write hours a week as a number"),
        ({"hours": "-1"}, "Write how many hours a week are given"),
        ({"hours": "0"}, "Write how many hours a week are given"),
        ({"hours": "17"}, "The plan asks for 16 hours a week: give that or less"),
        ({"by": " "}, "Name who gives them"),
        ({"by": "x" * 301}, "Name who gives them"),
        ({"reason": ""}, "Say why"),
        ({"taken_from": "x/y/1"}, "These hours changed while you were writing"),
    ],
)
def test_mistakes_are_said_and_words_kept(two, changed, sentence):
    found = sent(two, **changed)
    assert found.status_code == 422
    text = found.content.decode()
    assert sentence in text
    assert changed.get("reason", "The gap widened") in text
    assert plan(two.project) == [("Analyst", "960", "")]
    assert decisions(two.project) == []


def test_no_more_is_moved_than_is_there_nor_for_another_role(two):
    found = sent(two, hours="12", taken_from=two.held)
    assert "Only 8 hours a week are agreed there" in found.content.decode()
    two.needed = add(two.project, "r2", 60, role="Nurse")
    found = sent(two, taken_from=two.held)
    assert "Hours of one role do not stand in for another" in found.content.decode()
    assert plan(two.other) == [("Analyst", "480", "Ward")]


def test_two_who_decide_at_once_give_hours_once(two, monkeypatch):
    from efqi.web.workbench.saving import save_record
    from efqi.web.workbench.views import hours

    first = hours.agree

    def beaten(agreed, person):
        gone = agreed.taken_from.line.model_copy(update={"agreed_by": "Someone else"})
        assert isinstance(gone, ResourceEntry)
        save_record(two.other, "resource", gone, read=1, by=None)
        return first(agreed, person)

    monkeypatch.setattr(hours, "agree", beaten)
    found = sent(two, hours="4", taken_from=two.held)
    assert "Someone changed these hours while you were writing" in (
        found.content.decode()
    )
    assert "The gap widened" in found.content.decode()
    # The receiving plan had been saved first, and is as it was.
    assert plan(two.project) == [("Analyst", "960", "")]
    assert decisions(two.project) == []
    assert plan(two.other) == [("Analyst", "480", "Someone else")]


def test_only_line_stays_chosen_after_someone_changed_it(two):
    from efqi.web.workbench.saving import save_record

    entry = two.project.entries.get(kind="resource", key="r1")
    changed = entry.content["values"] | {"minutes_week": "600"}
    line = ResourceEntry.model_validate(entry.content | {"values": changed})
    save_record(two.project, "resource", line, read=1, by=None)
    found = sent(two)
    assert found.status_code == 422
    (only,) = re.findall(r"<input[^>]*radio[^>]*>", found.content.decode())
    assert " checked" in only
    assert plan(two.project) == [("Analyst", "600", "")]


def test_programme_lead_moves_hours_within_the_programme_alone(two, visitor):
    from efqi.web.workbench.models import Membership, Programme

    programme = Programme.objects.create(key=two.project.key, title="Fair access")
    two.project.programme = programme
    two.project.save()
    who = visitor("Ada")
    who.project, who.needed, who.held = two.project, two.needed, two.held
    Membership.objects.create(
        person=who.person, programme=programme, role=Role.PROGRAMME_LEAD.value
    )
    assert "Falls" not in words(who.get("give-hours", two.project.key))
    assert sent(who, taken_from=two.held).status_code == 422
    two.other.programme = programme
    two.other.save()
    assert sent(who, hours="8", taken_from=two.held).status_code == 302
    assert ("Analyst", "480", "") in plan(two.other)


def test_viewer_is_shown_the_gap_and_offered_nothing(two, visitor):
    viewer = joined(visitor, two.project, Role.VIEWER)
    page = words(viewer.get("portfolio-resources"))
    assert "agreed by nobody" in page
    assert FOUND not in page
    assert FOUND not in words(viewer.get("resources", two.project.key))
    assert viewer.get("give-hours", two.project.key).status_code == 403


def test_queries_do_not_grow_with_projects(two):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    for number in range(20):
        other = begin(two.person, f"Project {number}", Method.PDSA, "")
        add(other, "h", 60, agreed="Ward")
    with CaptureQueriesContext(connection) as queries:
        page = words(two.get("give-hours", two.project.key))
    assert page.count("1 hour a week") == 20
    assert len(queries) <= MOST_QUERIES
