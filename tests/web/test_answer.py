"""The page of the answer, and what stands between it and a claim."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.test_walk import MEANING

MOST_QUERIES = 15
LATER = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
WORSE_FOR_SOME = {1: (40, 60), 2: (36, 12), 3: (20, 6)}


def write_records(path, levels, months=24):
    rows = ["day,outcome,imd"]
    for month in range(months):
        day = f"20{24 + month // 12}-{month % 12 + 1:02}-15"
        for imd, (before, after) in levels.items():
            missed = (before if month < 12 else after) + month % 3 - 1
            rows += [f"{day},missed,{imd}"] * missed
            rows += [f"{day},attended,{imd}"] * (200 - missed)
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def bring(who, path, **changed):
    with path.open("rb") as file:
        sent = who.post("upload", who.project.key, file=file)
    upload = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    counted = who.post("confirm", who.project.key, upload, **MEANING | changed)
    assert counted.status_code == 302
    return who


@pytest.fixture
def answered(lead, records):
    return bring(lead, records)


def with_method(visitor, tmp_path, method, levels=None):
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    who = visitor("Dr Example")
    who.project = begin(who.person, "Missed", Method(method), "They miss")
    return bring(who, write_records(tmp_path / "visits.csv", levels or WORSE_FOR_SOME))


def page(who, *words):
    name, *arguments = words
    found = who.get(name, who.project.key, *arguments)
    assert found.status_code == 200
    return found.content.decode()


def facts(who):
    from efqi.web.workbench.claiming import facts_now

    return facts_now(who.project)


def claims(who, claim="adopted", **changed):
    given = {"claim": claim, "reason": "It works", "review_on": "", **changed}
    return who.post("claim", who.project.key, **given)


def explain_all(who):
    links = set(re.findall(r"/answer/explain/(\w+)/", page(who, "answer")))
    for key in links:
        saved = who.post(
            "explain",
            who.project.key,
            key,
            version=0,
            explanation="Texts need credit",
            owner="Dr Example",
        )
        assert saved.status_code == 302
    return len(links)


def pass_all(who, but=()):
    """Pass over every gate that stands in the way but those named."""
    from efqi.projects.document.decision import Claim
    from efqi.projects.gates.judge_gates import blocking

    while gates := [
        g for g in blocking(Claim.ADOPTED, facts(who)) if g.item not in but
    ]:
        gate = gates[0]
        passed = who.post(
            "pass-over",
            who.project.key,
            gate.item,
            gate.cycle or "project",
            version=0,
            reason="Not before June",
            review_on=LATER,
        )
        assert passed.status_code == 302, gate.item


def test_answer_is_said_in_three_lengths_with_groups_before_the_total(answered):
    shown = page(answered, "answer")
    sentence = re.search(r'efqi-sentence">([^<]+)<', shown)[1]
    assert re.match(r"The gap (very )?probably widened.*: .*\.$", sentence)
    for word in ("Gap before", "Gap after", "Best estimate of the change"):
        assert word in shown
    assert "For the analyst: full table with method and checks" in shown
    assert "Not yet read by anyone from the group." in shown
    assert "Rounded to protect people." in shown
    rows = re.findall(r'scope="row"[^>]*>.*?<span>([^<]+)</span>', shown)
    assert rows[:3] == ["1", "2", "3"]
    assert rows[3] == "Total"


def test_answer_takes_few_queries_and_little_room(answered):
    for name in ("answer", "overview", "claim", "decisions"):
        with CaptureQueriesContext(connection) as asked:
            shown = page(answered, name)
        assert 0 < len(asked) <= MOST_QUERIES, name
        bare = re.sub(r"<svg.*?</svg>", "", shown, flags=re.DOTALL)
        assert len(bare.encode()) < 300_000


def test_project_without_data_is_told_what_would_make_an_answer(lead):
    assert "There is no answer yet" in page(lead, "answer")
    missing = lead.get("one-view", lead.project.key, "missed-by-imd")
    assert missing.status_code == 404


def test_two_points_are_described_and_no_group_is_judged(lead, tmp_path):
    path = write_records(tmp_path / "few.csv", WORSE_FOR_SOME, months=14)
    bring(lead, path)
    shown = page(lead, "answer")
    assert "described, not judged" in shown
    assert "No group can be judged yet" in shown
    table = re.search(r"<table role=.*?</table>", shown, re.DOTALL)[0]
    assert "Change" in table
    assert "In a word" not in table
    assert claims(lead).status_code == 422


@pytest.mark.parametrize("method", ["mfi", "pdsa", "dmaic", "a3"])
def test_change_that_left_the_most_deprived_worse_cannot_be_called_adopted(
    visitor, tmp_path, method
):
    who = with_method(visitor, tmp_path, method)
    refused = claims(who)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "You cannot call this change “adopted” yet" in shown
    assert "1: worse in " in shown
    assert "It works" in shown
    who.project.refresh_from_db()
    assert who.project.claim == "under way"
    assert "fell from 16" in page(who, "answer")
    assert "Care got worse for" in page(who, "answer")


def test_measure_keeps_its_capitals_where_a_group_is_explained(lead, tmp_path):
    visits = write_records(tmp_path / "visits.csv", WORSE_FOR_SOME)
    bring(lead, visits, title="HbA1c tests that were missed")
    link = re.search(r"/answer/explain/(\w+)/", page(lead, "answer"))[1]
    assert "HbA1c tests that were missed: worse" in page(lead, "explain", link)


def test_view_that_is_talked_about_is_named_by_what_it_shows(answered):
    from efqi.web.workbench.answering import last_answer

    key = answered.project.key
    card = last_answer(answered.project).page.answers[0]
    answered.post("comments", key, about=f"view/{card.key}", text="Why so?")
    every = answered.get("comments", key).content.decode()
    assert f">{card.title}</a>" in every


def test_worse_group_is_explained_owned_and_answered_for_before_a_claim(
    visitor, tmp_path
):
    who = with_method(visitor, tmp_path, "pdsa")
    words = {"reason": "A second line opens", "review_on": LATER}
    worse = ("pass-over", who.project.key, "claim.worse", "project")
    unexplained = who.post(*worse, **words)
    assert unexplained.status_code == 422
    assert "First explain where care got worse" in unexplained.content.decode()
    assert explain_all(who) >= 1
    pass_all(who, but=("claim.worse",))
    assert claims(who).status_code == 422
    undated = who.post(*worse, **words | {"review_on": ""})
    assert undated.status_code == 422
    past = who.post(*worse, **words | {"review_on": "2020-01-01"})
    assert past.status_code == 422
    assert who.post(*worse, **words).status_code == 302
    assert claims(who, review_on=LATER).status_code == 302
    who.project.refresh_from_db()
    assert who.project.claim == "adopted"
    listed = page(who, "decisions")
    assert "The change is called “adopted”" in listed
    assert "Adopt, although care got worse" in listed
    assert "Dr Example" in listed
    assert claims(who, "under way").status_code == 302
    who.project.refresh_from_db()
    assert who.project.claim == "under way"


def test_everyone_together_is_explained_where_care_got_worse_for_them(
    visitor, tmp_path
):
    who = with_method(visitor, tmp_path, "pdsa", {1: (20, 50), 2: (20, 40), 3: (20, 6)})
    shown = page(who, "answer")
    listed = r"<strong>Everyone together</strong>.*?/answer/explain/(\w+)/"
    key = re.search(listed, shown, re.DOTALL)[1]
    asked = page(who, "explain", key)
    assert "Everyone together: why not better, and who looks into it?" in asked
    explain_all(who)
    assert "Everyone together: worse in " in claims(who).content.decode()
    words = {"reason": "A second line opens", "review_on": LATER}
    answered_for = who.post(
        "pass-over", who.project.key, "claim.worse", "project", **words
    )
    assert answered_for.status_code == 302
    assert "nobody answers for" not in claims(who).content.decode()


def test_gate_is_passed_over_by_those_who_may_alone(visitor, tmp_path):
    from efqi.projects.permission import Role
    from efqi.web.workbench.models import Membership

    who = with_method(visitor, tmp_path, "pdsa")
    viewer = visitor("Viewer")
    Membership.objects.create(
        person=viewer.person, project=who.project, role=Role.VIEWER.value
    )
    words = {"reason": "No time", "review_on": LATER, "version": 0}
    place = ("pass-over", who.project.key, "claim.read", "project")
    assert viewer.post(*place, **words).status_code == 403
    assert who.post(*place, **words).status_code == 302
    again = words | {"reason": "Still no time", "version": 1}
    assert who.post(*place, **again).status_code == 302
    met = who.get("pass-over", who.project.key, "claim.answer", "project")
    assert met.status_code == 404
    viewer.project = who.project
    assert "Pass over with a reason" not in page(viewer, "answer")


def test_claim_needs_a_choice_a_reason_and_a_real_day(answered):
    refused = claims(answered, "famous", reason=" ", review_on="2026-02-31")
    shown = refused.content.decode()
    assert refused.status_code == 422
    for words in ("Choose what you say", "Give a reason", "Write a real date"):
        assert words in shown


def test_nothing_is_claimed_from_an_answer_that_is_out_of_date(visitor, tmp_path):
    from efqi.web.workbench.models import Cells

    who = with_method(visitor, tmp_path, "pdsa")
    kept = Cells.objects.get(project=who.project)
    Cells.objects.filter(pk=kept.pk).update(content=bytes(kept.content) + b" ")
    assert (
        "There is no answer from the data as they are now"
        in claims(who).content.decode()
    )


def test_explanation_is_asked_for_by_group_and_needs_an_owner(visitor, tmp_path):
    who = with_method(visitor, tmp_path, "mfi")
    key = re.search(r"/answer/explain/(\w+)/", page(who, "answer"))[1]
    asked = page(who, "explain", key)
    assert "1: why not better, and who looks into it?" in asked
    refused = who.post("explain", who.project.key, key, version=0, explanation="Why")
    assert refused.status_code == 422
    assert "Write an answer: Who looks into it?" in refused.content.decode()
    words = "<b>No credit</b>"
    saved = who.post(
        "explain", who.project.key, key, version=0, explanation=words, owner="Sam"
    )
    assert saved.status_code == 302
    shown = page(who, "answer")
    assert "&lt;b&gt;No credit" in shown
    assert "Looked into by Sam" in shown
    late = who.post(
        "explain", who.project.key, key, version=0, explanation="Mine", owner="Ann"
    )
    assert late.status_code == 422
    assert "Someone saved this while you were writing" in late.content.decode()
    assert who.get("explain", who.project.key, "0" * 32).status_code == 404


def test_way_of_grouping_that_is_not_looked_at_needs_a_reason(answered):
    assert "Say why not" in page(answered, "answer")
    place = ("not-looked-at", answered.project.key, "sex")
    assert answered.post(*place, version=0, reason="").status_code == 422
    saved = answered.post(*place, version=0, reason="Not in the extract")
    assert saved.status_code == 302
    assert "Not in the extract" in page(answered, "answer")
    other = ("not-looked-at", answered.project.key, "shoe-size")
    assert answered.get(*other).status_code == 404


def test_partner_sees_the_answer_and_not_the_work_of_the_team(visitor, answered):
    from efqi.projects.permission import Role
    from efqi.web.workbench.models import Membership

    partner = visitor("Partner")
    Membership.objects.create(
        person=partner.person,
        project=answered.project,
        role=Role.PATIENT_PARTNER.value,
    )
    partner.project = answered.project
    answered.post(
        "reading",
        answered.project.key,
        "own",
        version=0,
        true_to_life="Secret words",
        quote_consent="the team only",
    )
    shown = page(partner, "answer")
    assert "What you may say today" in shown
    assert "You cannot call" not in shown
    assert "Secret words" not in shown
    assert "Secret words" in page(answered, "answer")


def test_gates_that_are_passed_over_are_each_looked_at_again(visitor, tmp_path):
    from efqi.projects.decided import to_review

    who = with_method(visitor, tmp_path, "pdsa")
    words = {"reason": "No time", "review_on": LATER, "version": 0}
    for item in ("claim.read", "claim.tested"):
        place = ("pass-over", who.project.key, item, "project")
        assert who.post(*place, **words).status_code == 302
    kept = to_review(facts(who).document.decisions)
    assert {each.what for each in kept} == {"claim.read", "claim.tested"}


def test_overdue_review_stands_on_the_overview(answered):
    from django.utils import timezone

    from efqi.projects.document.decision import Decision
    from efqi.web.workbench.saving import NEW, save_record

    decision = Decision(
        identifier="d",
        at=timezone.now(),
        by="Dr Example",
        about="rule set",
        what="nelson",
        review_on=date(2020, 1, 1),
    )
    save_record(answered.project, "decision", decision, read=NEW, by=None)
    shown = page(answered, "overview")
    assert "A decision to look at again" in shown
    assert "Due by 1 January 2020: late" in shown


@pytest.mark.parametrize(
    ("form", "start"),
    [("large-print", b"<!doctype html"), ("json", b"{"), ("svg", b"<svg")],
)
def test_answer_is_taken_in_every_form(answered, form, start):
    found = answered.get("report", answered.project.key, form)
    assert found.status_code == 200
    assert found.content.lstrip().lower().startswith(start)
    if form == "large-print":
        assert b"font-size:150%" in found.content
        assert ".large-print.html" in found.headers["Content-Disposition"]


def test_file_that_a_member_takes_quotes_only_what_anyone_may_read(visitor, answered):
    from django.utils import timezone

    from efqi.projects.document.people import QuoteConsent, Reading
    from efqi.projects.permission import Role
    from efqi.web.workbench.models import Membership
    from efqi.web.workbench.saving import NEW, save_record

    for key, words, consent in (
        ("r1", "The top line is us", QuoteConsent.PUBLIC),
        ("r2", "Hushed words", QuoteConsent.TEAM),
    ):
        said = Reading(
            identifier=key,
            read_at=timezone.now(),
            reader="Grace Obi",
            role="carer",
            true_to_life=words,
            quote_consent=consent,
        )
        save_record(answered.project, "reading", said, read=NEW, by=None)
    partner = visitor("Partner")
    Membership.objects.create(
        person=partner.person,
        project=answered.project,
        role=Role.PATIENT_PARTNER.value,
    )
    for who, has_claim in ((answered, True), (partner, False)):
        file = who.get("report", answered.project.key, "html").content.decode()
        assert "The top line is us" in file
        assert "Read by a carer on" in file
        assert "Hushed" not in file
        assert "Obi" not in file
        assert ("Today this project says of its change" in file) is has_claim
