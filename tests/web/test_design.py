"""Causes, ideas, harms and people: what is written, what is owed, what is refused."""

import re
from datetime import date, timedelta

import pytest

from efqi.projects.permission import Role

HOSTILE = "100 % of %(all)s <script>alert(1)</script> & ' OR 1=1 \u202e\U0001f600"


def document(lead):
    from efqi.web.workbench.document import document_of

    return document_of(lead.project)


def write(lead, form, key="new", version=0, **fields):
    return lead.post("edit", lead.project.key, form, key, version=version, **fields)


def page(lead, *words):
    return lead.get(words[0], lead.project.key, *words[1:]).content.decode()


def cause(lead, text, parent=""):
    write(lead, "driver", text=text, parent=parent)
    return next(d for d in document(lead).drivers if d.text == text)


def took_part(lead, **more):
    fields = {"on": "2026-01-05", "person": "Ayesha", "role": "carer"}
    write(lead, "participation", **fields | more)
    return document(lead).participation[-1]


def member(visitor, project, role):
    from efqi.web.workbench.models import Membership

    who = visitor()
    Membership.objects.create(person=who.person, project=project, role=role.value)
    who.project = project
    return who


def test_causes_are_placed_under_what_they_lead_to(lead):
    late = cause(lead, "Late letters")
    post = cause(lead, "Second-class post", late.identifier)
    assert post.parent == late.identifier
    shown = page(lead, "design")
    assert shown.index("Late letters") < shown.index("Second-class post")
    assert "Level 2:" in shown
    assert "<svg" in shown


def test_cause_that_would_lead_to_itself_is_refused_by_the_field(lead):
    late = cause(lead, "Late letters")
    post = cause(lead, "Second-class post", late.identifier)
    found = write(
        lead, "driver", late.identifier, 1, text="Late", parent=post.identifier
    )
    text = found.content.decode()
    assert found.status_code == 422
    assert 'href="#parent"' in text
    assert "a cause cannot lead to itself" in text
    assert document(lead).drivers[0].parent is None


def test_deleting_a_cause_says_what_happens_and_loses_nothing(lead):
    late = cause(lead, "Late letters")
    post = cause(lead, "Second-class post", late.identifier)
    asked = page(lead, "edit", "driver", late.identifier)
    assert "One cause leads to this one." in asked
    assert "leads to this one." not in page(lead, "edit", "driver", post.identifier)
    lead.post("remove", lead.project.key, "driver", late.identifier)
    assert "Second-class post" in page(lead, "design")
    lead.post("restore", lead.project.key, "driver", late.identifier)
    assert document(lead).drivers[1].parent == late.identifier


def test_measures_of_the_plan_are_offered_to_a_cause(lead):
    from efqi.web.workbench.saving import save_plan
    from tests.unit.projects.documents import PLAN

    save_plan(lead.project, PLAN, read=0, by=lead.person)
    asked = page(lead, "edit", "driver", "new")
    assert 'value="missed"' in asked
    write(lead, "driver", text="Late letters", measures=["missed"])
    assert document(lead).drivers[0].measures == ("missed",)
    assert "Shown by: missed appointments" in page(lead, "design")


@pytest.mark.parametrize(
    ("ending", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG")]
)
def test_diagram_is_taken_as_a_file(lead, ending, beginning):
    assert lead.get("drivers", lead.project.key, ending).status_code == 404
    cause(lead, HOSTILE)
    found = lead.get("drivers", lead.project.key, ending)
    assert found.content.startswith(beginning)
    assert ending == "png" or b"<script" not in found.content
    assert lead.get("drivers", lead.project.key, "exe").status_code == 404


def test_idea_is_asked_what_it_costs_as_a_second_step(lead):
    late = cause(lead, "Late letters")
    begun = write(
        lead,
        "idea",
        title="Texts",
        drivers=[late.identifier],
        proposed_by="Ayesha, carer",
    )
    (idea,) = document(lead).ideas
    assert begun.url.endswith(f"/write/idea-cost/{idea.identifier}/")
    assert not idea.is_screened
    shown = page(lead, "design")
    assert "For one idea nobody has asked what it costs patients." in shown
    assert "They have not been told what became of it." in shown
    write(
        lead,
        "idea-cost",
        idea.identifier,
        1,
        burdens=["data or device"],
        who_cannot_pay="People without a phone",
        removes="The letter",
    )
    (idea,) = document(lead).ideas
    assert (idea.is_screened, idea.drivers) == (True, (late.identifier,))
    write(lead, "idea-told", idea.identifier, 2, answer="Yes, from May")
    shown = page(lead, "design")
    assert "nobody has asked" not in shown
    assert "People without a phone" in shown
    assert "They were told: Yes, from May" in shown
    # What it asks for and takes away points at ways to harm, which are suggested first.
    assert "What must someone give" in shown
    assert "Do we begin with" not in shown


def test_page_of_a_part_does_not_offer_to_delete_the_whole(lead):
    write(lead, "idea", title="Texts")
    (idea,) = document(lead).ideas
    assert "Delete this" in page(lead, "edit", "idea", idea.identifier)
    assert "Delete this" not in page(lead, "edit", "idea-cost", idea.identifier)


def test_way_to_harm_is_picked_and_then_looked_at(lead):
    every = page(lead, "harms")
    assert "18 not looked at yet" in every
    asked = lead.get(
        "edit", lead.project.key, "risk", "new", mechanism="igi.3"
    ).content.decode()
    assert "Phone, paper or walk-in is removed" in asked
    assert '<option value="igi.3" selected' in asked
    write(lead, "risk", mechanism="igi.3", seen_by="4", group="Over 75s")
    write(lead, "risk", description="Louder", likelihood="5", severity="5", seen_by="1")
    shown = page(lead, "design")
    assert shown.index("Digital only door") < shown.index("Louder")
    assert "we have no way to see it" in shown
    assert "17 not looked at yet" in page(lead, "harms")


def test_mechanism_that_is_not_in_the_list_is_shown_as_it_is(lead):
    write(lead, "risk", mechanism="igi.99", description="Odd")
    assert "igi.99" in page(lead, "design")
    assert lead.get("harms", lead.project.key).status_code == 200


def test_record_that_they_heard_is_one_button(lead):
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - as the page says it
    entry = took_part(lead, feedback_due=yesterday.isoformat(), said="Too late")
    shown = page(lead, "design")
    assert "One person is waiting to hear from you" in shown
    form = re.search(
        r'<form method="post" action="([^"]*participation-heard[^"]*)".*?'
        r'name="version" value="(\d+)".*?name="feedback_given" value="([^"]+)"',
        shown,
        re.DOTALL,
    )
    sent = lead.client.post(
        form[1],
        {"version": form[2], "feedback_given": form[3], "feedback_form": "A call"},
    )
    assert sent.status_code == 302
    kept = document(lead).participation[0]
    assert (kept.feedback_given, kept.feedback_form) == (date.today(), "A call")  # noqa: DTZ011
    assert (kept.said, kept.identifier) == ("Too late", entry.identifier)
    assert "waiting to hear" not in page(lead, "design")


def test_date_that_is_not_one_is_refused_where_they_heard(lead):
    entry = took_part(lead, feedback_due="2026-01-06")
    found = write(
        lead, "participation-heard", entry.identifier, 1, feedback_given="soon"
    )
    assert found.status_code == 422
    assert "They heard on: write a real date" in found.content.decode()


def test_day_that_has_not_come_pays_nobody(lead):
    entry = took_part(lead, payment_offered="50", paid_by="2026-02-01")
    found = write(lead, "participation-paid", entry.identifier, 1, paid_on="2162-01-20")
    assert found.status_code == 422
    assert "it cannot lie in the future" in found.content.decode()
    assert "Mark as paid" in page(lead, "participation")


def test_payment_is_owed_until_it_is_marked_as_paid(lead):
    entry = took_part(lead, payment_offered="50", paid_by="2026-02-01")
    assert "Mark as paid" in page(lead, "participation")
    write(lead, "participation-paid", entry.identifier, 1, paid_on="2026-01-20")
    assert "Mark as paid" not in page(lead, "participation")


def test_work_without_an_offer_is_owed_one(lead):
    took_part(lead, hours="3")
    shown = page(lead, "participation")
    assert "no offer is written down" in shown
    assert "Write down the offer" in shown
    assert "Mark as paid" not in shown


def test_log_is_read_without_names_by_whoever_may_not_see_people(lead, visitor):
    took_part(lead, feedback_due="2026-01-06", said="My mother cannot read", hours="3")
    for role in (Role.VIEWER, Role.ANALYST):
        reader = member(visitor, lead.project, role)
        for place in ("participation", "design"):
            shown = page(reader, place)
            assert "carer" in shown
            assert "Ayesha" not in shown
            assert "My mother" not in shown
            assert "Record that they heard" not in shown


def test_every_flag_of_the_log_has_words(lead):
    from efqi.projects.document.participation_flags import Flag
    from efqi.reports.wording.participation import flag_sentence

    entry = took_part(lead)
    for n in range(1, 9):
        for entries in ((), (entry,), (entry, entry)):
            said = flag_sentence(Flag(f"plog.f{n}", entries, 0.9))
            assert said.endswith((".", "?"))
            assert "{" not in said


def test_what_the_form_folds_is_kept_and_opens_where_it_is_wrong(lead):
    entry = took_part(lead, route="Mosque", ladder_felt="3", agrees_record="yes")
    assert (entry.route, entry.ladder_felt, entry.agrees_record) == ("Mosque", 3, "yes")
    found = write(
        lead,
        "participation",
        on="2026-01-05",
        person="Sam",
        role="patient",
        hours="many",
    )
    assert found.status_code == 422
    assert re.search(r"<details[^>]* open>.*?What they did", found.content.decode())


def test_hostile_words_stay_words_in_every_part_of_the_chapter(lead):
    late = cause(lead, HOSTILE)
    write(lead, "idea", title=HOSTILE, drivers=[late.identifier], proposed_by=HOSTILE)
    write(lead, "risk", description=HOSTILE, group=HOSTILE)
    took_part(lead, said=HOSTILE, activity=HOSTILE, feedback_due="2026-01-06")
    for place in ("design", "participation", "harms"):
        assert "<script>alert" not in page(lead, place)
    asked = page(lead, "edit", "idea", "new")
    assert "100 % of %(all)s &lt;script&gt;" in asked


def test_chapter_asks_the_database_few_questions(lead):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    late = cause(lead, "Late letters")
    for n in range(6):
        write(lead, "idea", title=f"Idea {n}", drivers=[late.identifier])
        took_part(lead, feedback_due="2026-01-06", person=f"Person {n}")
    for place in ("design", "participation", "harms", "values", "resources", "charter"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            lead.get(place, lead.project.key)
        assert len(asked) <= 15, place


@pytest.mark.parametrize(
    ("form", "fields", "asked"),
    [
        ("member", {"name": " ", "role": "Nurse"}, "Name: write something here"),
        ("driver", {"text": ""}, "write something here"),
        ("idea", {"title": ""}, "write something here"),
        ("participation", {"person": "", "role": "carer"}, "write something here"),
        ("participation", {"person": "Pat", "role": " "}, "write something here"),
    ],
)
def test_record_without_the_words_that_open_it_is_refused(lead, form, fields, asked):
    refused = write(lead, form, on="2026-04-01", **fields)
    assert (refused.status_code, asked in refused.content.decode()) == (422, True)
    assert not lead.project.entries.filter(kind=form).exists()
