"""Cycles from plan to act, the charts they stand on, worksheets, prompts, methods."""

import re
from datetime import timedelta

import pytest

from tests.web.attackers import Read
from tests.web.partners import save
from tests.web.test_permissions import joined
from tests.web.test_walk import MEANING, document


def key_of(who):
    return who.project.key


def post(who, name, *words, **data):
    return who.post(name, key_of(who), *words, **data)


def version(who, kind="cycle", key="cycle1"):
    return who.project.entries.get(kind=kind, key=key).version


def rows(path, column, by_group):
    return {
        f"{path}.{k}.{name}": value
        for k, (group, text) in enumerate(by_group.items())
        for name, value in (("group", group), (column, text))
    }


def write(who, part, cycle="cycle1", **data):
    return post(
        who,
        "edit",
        f"cycle-{part}",
        cycle,
        **{"version": version(who, key=cycle)} | data,
    )


def predict(who, cycle="cycle1", **more):
    data = {
        "prediction.overall": "Fewer",
        "prediction.why_they_differ": "Shared phones",
        "sample.size": "40",
        "sample.unit_size": "400",
        "sample.left_out": "People without a phone",
        "stop_rule": "Two complaints",
        "minutes_by_role.0.role": "Nurse",
        "minutes_by_role.0.minutes": "10",
        **rows("prediction.by_group", "text", {"1": "Same", "3": "Better"}),
    }
    return write(who, "plan", cycle, **data | more)


def begin_cycle(who, title="Texts in two clinics", **more):
    return post(who, "edit", "cycle", "new", version=0, title=title, **more)


def page(who, cycle="cycle1"):
    found = who.get("cycle", key_of(who), cycle)
    assert found.status_code == 200
    return re.sub(r"\s+", " ", found.content.decode())


@pytest.fixture
def answered(lead, records):
    """A project with an answer."""
    with records.open("rb") as file:
        sent = post(lead, "upload", file=file)
    upload = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    post(lead, "confirm", upload, **MEANING)
    return lead


def test_two_cycles_from_plan_to_act(answered):
    lead = answered
    plan_first(lead)
    do_first(lead)
    study_first(lead)
    act_first(lead)
    begun = begin_cycle(lead, "A phone call", because_of="cycle1")
    assert begun.url.endswith("/cycles/cycle2/")
    assert "cycle 1: Texts in two clinics" in page(lead, "cycle2")
    first, second = document(lead).cycles
    assert (second.number, second.because_of) == (2, "cycle1")
    assert first.minutes_by_role == {"Nurse": 10}
    chapter = lead.get("cycles", key_of(lead)).content.decode()
    assert "A later cycle follows from an earlier one. <strong>Yes.</strong>" in chapter
    assert "Not so in cycle 2." in chapter
    assert "What is asked of cycle 2" in chapter


def plan_first(lead):
    post(lead, "edit", "idea", "new", version=0, title="Reminder texts")
    (idea,) = document(lead).ideas
    begun = begin_cycle(lead, started_on="2099-01-05", idea=idea.identifier)
    assert begun.url.endswith("/cycles/cycle1/")
    assert "It tests the idea: Reminder texts" in page(lead)
    assert predict(lead).status_code == 302
    shown = page(lead)
    assert "before the test began" in shown
    assert "Nurse 10" in shown


def do_first(lead):
    counts = {"eligible": "40", "offered": "30", "taken_up": "20", "finished": "10"}
    reach = {
        f"reach.{k}.{name}": value
        for k, group in enumerate("13")
        for name, value in (("group", group), *counts.items())
    }
    write(lead, "do", **reach)
    shown = page(lead)
    assert "(75.0&nbsp;%)" in shown
    assert "stand in no report" in shown


def study_first(lead):
    folded = page(lead)
    assert "Look at the groups before you look at the total" in folded
    assert "Everyone together" not in folded
    assert "<svg" not in folded.split('id="study"')[1].split('id="act"')[0]
    assert post(lead, "open_groups", "cycle1").status_code == 302
    opened = document(lead).cycles[0].study.groups_opened_at
    post(lead, "open_groups", "cycle1")
    assert document(lead).cycles[0].study.groups_opened_at == opened
    study = page(lead).split('id="study"')[1]
    groups, total = study.split("Everyone together", maxsplit=1)
    assert groups.count('role="img"') == 3
    assert 'role="img"' in total.split('id="act"')[0]
    results = {"1": "worse", "2": "cannot tell", "3": "better"}
    write(lead, "study", **rows("study.results", "outcome", results))
    assert document(lead).cycles[0].study.groups_opened_at == opened


def act_first(lead):
    choices = {"1": "abandon", "2": "adapt", "3": "adopt"}
    write(
        lead,
        "act",
        **rows("act.by_group", "choice", choices),
        **{"act.choice": "adapt", "act.because": "Texts do not reach all"},
    )
    shown = page(lead)
    for words in ("<strong>1</strong>: abandon", "Texts do not reach all"):
        assert words in shown


def test_cycle_asks_its_own_three_prompts_and_no_other(lead):
    begin_cycle(lead)
    begin_cycle(lead, "Second")
    shown = page(lead, "cycle2")
    assert "/asked/pdsa.plan.1/cycle2/" in shown
    assert "/cycle1/" not in shown.replace(f"{key_of(lead)}/cycles/cycle1/", "")
    before_fold = shown.split("15 more")[0].split("What is asked of this cycle")[1]
    assert len(re.findall(r'id="q-pdsa', before_fold)) == 3


def test_prediction_is_dated_and_a_change_after_the_start_is_told(lead):
    begin_cycle(lead, started_on="2020-01-06")
    predict(lead)
    assert "after the test began" in page(lead)
    saved = document(lead).cycles[0].prediction.saved_at
    predict(lead, stop_rule="Three complaints")
    assert document(lead).cycles[0].prediction.changed_at is None
    predict(lead, **{"prediction.overall": "More", "prediction.saved_at": "2019-01-01"})
    prediction = document(lead).cycles[0].prediction
    assert prediction.saved_at == saved
    assert prediction.changed_at > saved
    assert "changed on" in page(lead)


def test_cycle_cannot_follow_from_itself_or_a_later_one(lead):
    begin_cycle(lead)
    begin_cycle(lead, "Second")
    asked = lead.get("edit", key_of(lead), "cycle", "cycle1").content.decode()
    options = re.findall(r'<option value="(cycle\d)"', asked)
    assert options == []
    asked = lead.get("edit", key_of(lead), "cycle", "cycle2").content.decode()
    assert re.findall(r'<option value="(cycle\d)"', asked) == ["cycle1"]


def test_observations_are_added_one_at_a_time_and_keep_their_time(lead):
    begin_cycle(lead)
    refused = post(lead, "observe", "cycle1", text=" ", source_role="nurse")
    assert refused.status_code == 422
    assert "Write what was seen or said" in refused.content.decode()
    assert 'value="nurse"' in refused.content.decode()
    for text in ("<b>They</b> could not read it", "Nobody phoned back"):
        added = post(lead, "observe", "cycle1", text=text, group="A")
        assert added.status_code == 302
    assert "&lt;b&gt;They" in page(lead)
    first, second = document(lead).cycles[0].observations
    assert first.at < second.at
    form = lead.get("edit", key_of(lead), "cycle-do", "cycle1").content.decode()
    hidden = dict(re.findall(r'name="(observations\.\d\.\w+)" value="([^"]*)"', form))
    kept = {
        f"observations.{k}.text": each.text for k, each in enumerate((first, second))
    }
    write(lead, "do", **hidden | kept)
    assert document(lead).cycles[0].observations == (
        first.model_copy(update={"group": "A"}),
        second,
    )
    too_long = post(lead, "observe", "cycle1", text="x" * 20_001)
    assert too_long.status_code == 422
    role = post(lead, "observe", "cycle1", text="Short", source_role="x" * 301)
    assert 'id="source_role-error"' in role.content.decode()
    assert 'id="text-error"' not in role.content.decode()


def test_roles_that_only_read_are_offered_nothing_to_write(lead, visitor):
    from efqi.projects.permission import Role

    begin_cycle(lead)
    viewer = joined(visitor, lead.project, Role.VIEWER)
    shown = viewer.get("cycle", key_of(lead), "cycle1").content.decode()
    main = shown.split('id="maincontent"')[1].split('id="comments"')[0]
    assert "<form" not in main
    assert "/write/" not in main
    assert viewer.post("open_groups", key_of(lead), "cycle1").status_code == 403
    partner = joined(visitor, lead.project, Role.PATIENT_PARTNER)
    assert partner.get("cycle", key_of(lead), "cycle1").status_code == 403
    assert lead.get("cycle", key_of(lead), "cycle9").status_code == 404
    assert post(lead, "observe", "cycle9", text="x").status_code == 404


def key_words(who):
    shown = who.get("answer", key_of(who)).content.decode()
    return re.findall(r"<span>(Cycle \d+, [^<]*)</span>", shown)


def test_charts_are_drawn_again_when_a_cycle_is_written_and_nothing_is_counted(
    answered, monkeypatch
):
    lead = answered
    kept = lead.project.answers.get().release

    def counted(*_):
        raise AssertionError

    monkeypatch.setattr("efqi.web.workbench.answering.answer", counted)
    begin_cycle(lead, started_on="2024-06-10")
    assert key_words(lead) == ["Cycle 1, June 2024: Texts in two clinics"]
    stored = lead.project.answers.get()
    assert stored.release == kept
    assert ">1</text>" in stored.page
    post(
        lead,
        "edit",
        "cycle",
        "cycle1",
        version=version(lead),
        title="Letters",
        started_on="2024-07-10",
    )
    assert key_words(lead) == ["Cycle 1, July 2024: Letters"]
    post(lead, "remove", "cycle", "cycle1")
    assert key_words(lead) == []
    post(lead, "restore", "cycle", "cycle1")
    assert key_words(lead) == ["Cycle 1, July 2024: Letters"]
    back = post(lead, "bring-back", "cycle", "cycle1", 1, version=version(lead))
    assert back.status_code == 302
    assert key_words(lead) == ["Cycle 1, June 2024: Texts in two clinics"]


def meanwhile(monkeypatch, module, act):
    """Do something once while charts are drawn."""
    build_page, done = module.build_page, []

    def drawn(*words, **more):
        page = build_page(*words, **more)
        if not done:
            done.append(1)
            act()
        return page

    monkeypatch.setattr(module, "build_page", drawn)


def test_cycle_written_while_the_answer_is_worked_out_stands_on_its_charts(
    answered, monkeypatch
):
    from efqi.web.workbench import answering
    from efqi.web.workbench.jobs import answer_again

    lead = answered
    lead.project.answers.update(digest="earlier")
    meanwhile(
        monkeypatch, answering, lambda: begin_cycle(lead, started_on="2024-06-10")
    )
    answer_again(lead.project, lead.person)
    assert lead.project.answers.count() == 2
    assert key_words(lead) == ["Cycle 1, June 2024: Texts in two clinics"]


def test_charts_drawn_again_never_stand_on_a_newer_answer(answered, monkeypatch):
    from django.utils import timezone

    from efqi.web.workbench import drawing

    lead = answered

    def answered_anew():
        newer = lead.project.answers.get()
        newer.pk, newer.digest, newer.at = None, "newer", timezone.now()
        newer.save(force_insert=True)

    before = lead.project.answers.get()
    meanwhile(monkeypatch, drawing, answered_anew)
    begin_cycle(lead, started_on="2024-06-10")
    newer, drawn = lead.project.answers.all()
    assert newer.page == before.page
    assert (drawn.pk, drawn.page == before.page) == (before.pk, False)


def test_charts_show_both_cycles_where_one_is_written_while_the_other_is_drawn(
    answered, monkeypatch
):
    from efqi.projects.document.cycle import Cycle
    from efqi.web.workbench import drawing
    from efqi.web.workbench.saving import NEW, save_record

    lead = answered

    def written():
        other = Cycle(
            identifier="cycle2", number=2, title="Calls", started_on="2024-08-10"
        )
        save_record(lead.project, "cycle", other, read=NEW, by=lead.person)

    meanwhile(monkeypatch, drawing, written)
    begin_cycle(lead, started_on="2024-06-10")
    assert key_words(lead) == [
        "Cycle 1, June 2024: Texts in two clinics",
        "Cycle 2, August 2024: Calls",
    ]


def test_pages_read_a_fixed_number_of_rows(answered):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    lead = answered
    for number in range(4):
        begin_cycle(lead, f"Test {number}", started_on="2024-06-10")
        predict(lead, f"cycle{number + 1}")
    for name, words in (("cycle", ["cycle2"]), ("cycles", []), ("overview", [])):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert lead.get(name, key_of(lead), *words).status_code == 200
        assert len(queries) <= 15, (name, len(queries))


def test_card_prints_and_comes_as_a_file(lead):
    begin_cycle(lead, "Texts & letters")
    shown = lead.get("card", key_of(lead), "cycle1").content.decode()
    assert "Cycle 1: Texts &amp; letters" in shown
    found = lead.get("card_pdf", key_of(lead), "cycle1")
    assert found.content.startswith(b"%PDF-")
    assert found.headers["Content-Disposition"] == 'attachment; filename="cycle-1.pdf"'


def test_every_condition_leads_to_a_page_that_is_there(lead):
    from efqi.reports.wording.gate import condition_codes
    from efqi.web.workbench.places import PLACES, place_of

    begin_cycle(lead)
    assert set(PLACES) == condition_codes()
    for cycle in ("cycle1", None):
        for place in {place_of(code, key_of(lead), cycle) for code in PLACES}:
            assert lead.client.get(place).status_code == 200, place


def test_prompt_is_taken_on_and_owed_until_it_is_answered(lead):
    from django.utils import timezone

    yesterday = timezone.localdate() - timedelta(days=1)
    place = ("mfi.aim.4", "project")
    refused = post(lead, "assign", *place, version=0, owner=" ", due="31 February")
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "write a real date" in words
    assert "write a name or a role" in words
    taken = post(lead, "assign", *place, version=0, owner="A <nurse>", due=yesterday)
    assert taken.status_code == 302
    overview = lead.get("overview", key_of(lead)).content.decode()
    assert "A &lt;nurse&gt;" in overview
    assert ": late" in overview
    home = lead.get("home").content.decode()
    assert "1 thing is owed and late" in home
    assert "Someone took this on" in home
    assert "nurse" not in home
    assert (
        post(lead, "assign", *place, version=0, owner="B", due=yesterday).status_code
        == 422
    )
    assert (
        post(lead, "assign", *place, version=1, owner="B", due="2099-01-01").status_code
        == 302
    )
    (assignment,) = document(lead).assignments
    assert assignment.owner == "B"
    post(lead, "asked", *place, version=0, state="we do not know")
    overview = lead.get("overview", key_of(lead)).content.decode()
    assert "Who does what, and by when" not in overview


def test_answer_written_after_a_refused_assignment_is_saved_as_an_answer(lead):
    place = (key_of(lead), "mfi.aim.4", "project")
    refused = lead.post("assign", *place, version=0, owner="A nurse", due="")
    (action,) = {
        form.action
        for form in Read(refused.content.decode()).forms
        for field in form.fields
        if field.get("name") == "text"
    }
    sent = {"version": 0, "state": "answered", "text": "Two in ten"}
    assert lead.client.post(action, sent).status_code == 302
    assert document(lead).answers[0].text == "Two in ten"
    again = lead.get("assign", *place)
    assert (again.status_code, again.url) == (302, action)


def test_gate_is_passed_over_by_a_decision_alone_whatever_an_answer_says(lead):
    words = {"version": 0, "text": "We hope", "reason": "Busy"}
    for state in ("passed over", "not applicable"):
        found = post(lead, "asked", "mfi.aim.2", "project", state=state, **words)
        assert found.status_code == 422
    assert document(lead).answers == ()


def test_answer_about_a_cycle_leads_back_to_it(lead):
    begin_cycle(lead)
    place = ("pdsa.plan.3", "cycle1")
    found = post(lead, "asked", *place, version=0, state="we do not know")
    assert found.url.endswith("/cycles/cycle1/")
    shown = lead.get("asked", key_of(lead), *place).content.decode()
    assert "Where this comes from" in shown


def test_answer_that_is_too_long_is_refused_and_kept(lead):
    place = ("mfi.aim.4", "project")
    for name in ("text", "reason", "evidence"):
        data = {"text": "We hope", "state": "answered", name: "y" * 20_001}
        found = post(lead, "asked", *place, version=0, **data)
        assert found.status_code == 422
        assert "y" * 20_001 in found.content.decode()
        assert "Use 20,000 characters or fewer" in found.content.decode()


def sheet(who, kind, **data):
    return post(who, "worksheet", kind, **data)


def test_worksheet_keeps_what_is_typed_when_rows_are_added(lead):
    typed = {"rows.0.problem": "Late letters", "rows.0.ends_at": "rule", "version": 0}
    longer = sheet(lead, "causes", more="rows", **typed)
    words = longer.content.decode()
    assert longer.status_code == 200
    assert 'value="Late letters"' in words
    assert 'name="rows.3.problem"' in words
    assert document(lead).worksheets == ()
    assert sheet(lead, "causes", **typed).status_code == 302
    assert document(lead).rows("causes") == (
        {"problem": "Late letters", "ends_at": "rule"},
    )
    assert "Row 1 is not whole yet." in (
        lead.get("worksheet", key_of(lead), "causes").content.decode()
    )


@pytest.mark.parametrize(
    ("kind", "cells", "said"),
    [
        ("failures", {"severity": "high"}, "Row 1, Severity, 1 to 10: write a number"),
        ("failures", {"severity": "11"}, "write a number from 1 to 10"),
        ("targets", {"by": "soon"}, "write a date as year-month-day: 2027-03-31"),
        ("causes", {"ends_at": "them"}, "Row 1, Ends at: choose one of the answers"),
        ("voices", {"need": "x" * 20_001}, "use 20,000 characters or fewer"),
    ],
)
def test_cell_that_cannot_be_read_is_named_and_kept(lead, kind, cells, said):
    data = {f"rows.0.{name}": value for name, value in cells.items()}
    found = sheet(lead, kind, version=0, **data)
    assert found.status_code == 422
    assert said in found.content.decode()
    assert document(lead).worksheets == ()


def test_two_people_at_one_worksheet_never_lose_a_word(lead):
    sheet(lead, "waste", version=0, **{"rows.0.waste": "Mine"})
    late = sheet(lead, "waste", version=0, **{"rows.0.waste": "Theirs"})
    words = late.content.decode()
    assert late.status_code == 422
    assert "Mine" in words
    assert 'value="Theirs"' in words
    stands = re.search(r'name="version" value="(\d+)"', words)[1]
    assert sheet(lead, "waste", version=stands, **{"rows.0.waste": "Both"}).url
    assert document(lead).rows("waste") == ({"waste": "Both"},)


@pytest.mark.parametrize("named", ["-1", "x", "٣x", "9" * 40, "1.5", ""])
def test_version_that_is_no_version_overwrites_nothing(lead, named):
    sheet(lead, "waste", version=0, **{"rows.0.waste": "Mine"})
    late = sheet(lead, "waste", version=named, **{"rows.0.waste": "Theirs"})
    assert late.status_code == 422
    assert document(lead).rows("waste") == ({"waste": "Mine"},)


def test_every_worksheet_opens_and_no_other(lead):
    from efqi.projects.worksheets import WORKSHEETS

    for kind in WORKSHEETS:
        assert lead.get("worksheet", key_of(lead), kind).status_code == 200
    assert lead.get("worksheet", key_of(lead), "nothing").status_code == 404


def test_gate_that_lacks_a_table_links_to_it(lead):
    post(lead, "method", method="dmaic")
    shown = lead.get("asked", key_of(lead), "dmaic.imp.1", "project").content.decode()
    assert f"/projects/{key_of(lead)}/worksheets/failures/" in shown
    scores = {"severity": "8", "occurrence": "6", "detection": "7"}
    data = {
        f"rows.{k}.{name}": value
        for k, group in enumerate("AB")
        for name, value in (("failure", "Late"), ("group", group), *scores.items())
    }
    sheet(lead, "failures", version=0, **data)
    shown = lead.get("cycles", key_of(lead)).content.decode()
    assert "What could fail, by group</a> (begun)" in shown
    assert "1 gate: 1 met" in shown


def test_method_changes_and_nothing_is_lost(lead):
    place = ("mfi.aim.4", "project")
    post(lead, "asked", *place, version=0, state="answered", text="We hope")
    before = document(lead)
    assert post(lead, "method", method="kanban").status_code == 422
    assert post(lead, "method", method="a3").status_code == 302
    lead.project.refresh_from_db()
    shown = lead.get("cycles", key_of(lead)).content.decode()
    assert "9 Insights" in shown
    assert document(lead).answers == before.answers
    post(lead, "method", method="mfi")
    lead.project.refresh_from_db()
    assert document(lead) == before


def test_reading_of_a_cycle_stands_on_its_page_and_nowhere_else(lead):
    begin_cycle(lead, "Texts")
    page = lead.get("cycle", key_of(lead), "cycle1").content.decode()
    assert "/reading/own/?cycle=cycle1" in page
    place = f"/projects/{key_of(lead)}/reading/own/?cycle=cycle1"
    said = {"version": 0, "true_to_life": "Texts reach <nobody>"}
    sent = lead.client.post(place, said)
    assert sent.url.endswith("/cycles/cycle1/")
    assert "Texts reach &lt;nobody&gt;" in lead.client.get(sent.url).content.decode()
    assert "Texts reach" not in lead.get("plain", key_of(lead)).content.decode()


def test_next_test_is_planned_from_the_last_one(lead):
    begin_cycle(lead, "Texts")
    place = f"/projects/{key_of(lead)}/write/cycle/new/?because_of=cycle1"
    assert re.search(
        r'value="cycle1" selected', lead.client.get(place).content.decode()
    )


def test_next_test_never_takes_the_place_of_one_that_came_with_the_project(lead):
    from efqi.projects.document.cycle import Cycle

    for number in (1, 3):
        came = Cycle(identifier=f"cycle{number}", number=number, title=f"Came {number}")
        save(lead.project, "cycle", came)
    assert begin_cycle(lead, "Planned").url.endswith("/cycle4/")
    kept = [(each.number, each.title) for each in document(lead).cycles]
    assert kept == [(1, "Came 1"), (3, "Came 3"), (4, "Planned")]
