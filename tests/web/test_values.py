"""Problem, aim, lens, self-assessment, resources and the charter."""

import re
from datetime import UTC, date, datetime

import pytest

from efqi.projects.permission import Role
from efqi.store.practice_file import load_practice

HOSTILE = "100 % of %(all)s <script>alert(1)</script> & ' OR 1=1 \u202e\U0001f600"


def document(lead):
    from efqi.web.workbench.document import document_of

    return document_of(lead.project)


def write(lead, form, key="only", version=0, **fields):
    return lead.post("edit", lead.project.key, form, key, version=version, **fields)


def page(lead, *words):
    return lead.get(words[0], lead.project.key, *words[1:]).content.decode()


def with_plan(lead):
    from efqi.web.workbench.saving import save_plan
    from tests.unit.projects.documents import PLAN

    save_plan(lead.project, PLAN, read=0, by=lead.person)


def test_first_draft_stays_beside_the_problem(lead):
    write(lead, "charter", version=1, problem="Letters come too late")
    kept = document(lead).charter
    assert (kept.problem, kept.first_draft) == ("Letters come too late", "They miss")
    for shown in (page(lead, "values"), page(lead, "edit", "charter", "only")):
        assert "They miss" in shown
        assert "before people were heard" in shown


def test_kinder_words_are_offered_and_never_forced(lead):
    saved = write(lead, "charter", version=1, problem="Hard to reach people DNA")
    assert saved.status_code == 302
    assert document(lead).charter.problem == "Hard to reach people DNA"
    shown = page(lead, "values")
    assert "You could write: worst served by us." in shown
    assert "You could write: missed appointments." in shown


def test_aim_is_told_as_a_sentence_with_both_targets(lead):
    write(
        lead,
        "aim",
        statement="Fewer missed",
        overall_target="9",
        group="Most deprived",
        group_target="12.5",
        floor="14",
        by="2027-03-31",
        failure_condition="The group does not improve",
    )
    shown = page(lead, "values")
    assert (
        "By 31 March 2027, 9 for everyone and 12.5 for Most deprived, and no group on "
        "the wrong side of 14." in shown
    )
    assert "We will call it a failure if: The group does not improve" in shown


def test_area_of_the_other_approach_is_refused_by_the_field(lead):
    refused = write(lead, "lens", version=1, lens="children", clinical_area="maternity")
    assert refused.status_code == 422
    assert 'href="#clinical_area"' in refused.content.decode()
    saved = write(
        lead,
        "lens",
        version=1,
        lens="adults",
        clinical_area="maternity",
        plus_groups="A",
    )
    assert saved.status_code == 302
    kept = document(lead).charter
    assert (kept.clinical_area, kept.problem) == ("maternity", "They miss")
    assert "Adults: maternity" in page(lead, "values")


def test_measure_is_told_which_of_the_six_aims_it_shows(lead):
    with_plan(lead)
    assert "6 aims that no measure shows" in page(lead, "values")
    from django.urls import reverse

    place = reverse("edit", args=[lead.project.key, "measure-aims", "new"])
    for query in ("", "?measure=nothing"):
        assert lead.client.get(place + query).status_code in (200, 404)
        assert lead.client.post(place + query, {"version": 0}).status_code == 404
    sent = {"version": 0, "aims": ["timely", "equitable"]}
    saved = lead.client.post(f"{place}?measure=missed", sent)
    assert saved.url.endswith("/values/")
    (note,) = document(lead).measures
    assert (note.measure, [a.value for a in note.aims]) == (
        "missed",
        ["timely", "equitable"],
    )
    assert "4 aims that no measure shows" in page(lead, "values")


def test_aims_of_a_measure_never_replace_what_another_wrote_of_it(lead):
    from django.urls import reverse

    with_plan(lead)
    blank = f"{reverse('edit', args=[lead.project.key, 'measure-aims', 'new'])}?measure=missed"
    assert 'name="version" value="0"' in lead.client.get(blank).content.decode()
    from efqi.projects.document.measurement import MeasureNote
    from efqi.web.workbench.kinds import KINDS

    key = KINDS["measure"].key_of(MeasureNote(measure="missed"))
    written = {"version": 0, "definition": "Who did not come", "lock": "yes"}
    assert lead.post("measure", lead.project.key, key, **written).status_code == 302
    late = lead.client.post(blank, {"version": 0, "aims": ["timely"]})
    assert late.status_code == 422
    seen = re.search(r'name="version" value="(\d+)"', late.content.decode())[1]
    saved = lead.client.post(blank, {"version": seen, "aims": ["timely"]})
    assert saved.status_code == 302
    (note,) = document(lead).measures
    assert (note.definition, len(note.aims)) == ("Who did not come", 1)
    assert note.locked_at is not None


def score(lead, aspect, sheet="mine", version=0, **fields):
    return lead.post(
        "assess", lead.project.key, sheet, aspect, version=version, **fields
    )


def test_self_assessment_is_filled_alone_then_the_spread_opens(lead, visitor):
    from efqi.web.workbench.models import Membership

    other = visitor("Other")
    Membership.objects.create(
        person=other.person, project=lead.project, role=Role.EDITOR.value
    )
    other.project = lead.project
    score(other, "values", **{"score.val.1": "4"})
    closed = page(lead, "assessment")
    assert "Score this part alone first" in closed
    assert "One person in the team: 4." not in closed
    went_on = score(
        lead,
        "values",
        **{
            "score.val.1": "1",
            "score.val.2": "3",
            "evidence.val.2": "Minutes of May",
            "evidence_on.val.2": date.today().isoformat(),  # noqa: DTZ011
        },
    )
    assert went_on.url.endswith("/assessment/mine/resources/")
    opened = page(lead, "assessment")
    assert "2 people in the team, from 1 to 4." in opened
    assert "One score of 3 or 4 is claimed" in opened
    assert "People see this differently." in opened
    assert opened.count("is claimed") == 1
    assert not re.search(r"(?i)\b(total score|average|rank of)\b", opened)


def test_scores_of_one_aspect_leave_those_of_another(lead):
    score(lead, "values", **{"score.val.1": "2"})
    score(lead, "design", version=1, **{"score.des.1": "3"})
    (sheet,) = document(lead).assessments
    # A number would be someone else's on the service that a project is brought to.
    assert sheet.identifier == f"person-{lead.person.account}"
    assert {(s.item, s.score) for s in sheet.scores} == {("val.1", 2), ("des.1", 3)}
    score(lead, "values", version=2)
    (sheet,) = document(lead).assessments
    assert {s.item for s in sheet.scores} == {"des.1"}


def test_scores_of_someone_from_outside_stand_apart(lead):
    refused = score(lead, "values", "new", **{"score.val.1": "0"})
    assert refused.status_code == 422
    assert "Whose scores are these?" in refused.content.decode()
    saved = score(
        lead, "values", "new", by="A porter", is_outside="yes", **{"score.val.1": "0"}
    )
    score(lead, "values", **{"score.val.1": "3"})
    shown = page(lead, "assessment")
    assert "From outside the team: 0." in shown
    assert "A porter" in shown
    key = saved.url.rstrip("/").split("/")[-2]
    again = lead.get("assess", lead.project.key, key, "values").content.decode()
    assert 'value="A porter"' in again


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.VIEWER])
def test_scores_of_someone_from_outside_name_them_only_to_who_may_see(
    lead, visitor, role
):
    from efqi.projects.permission import Action, may
    from tests.web.test_lists import joined

    score(lead, "values", "new", by="A porter", is_outside="yes")
    sees = may((role,), Action.SEE_PEOPLE)
    who = joined(visitor, lead.project, role)
    who.project = lead.project
    shown = page(who, "assessment")
    assert ("A porter" in shown) is sees
    assert ("Someone, " in shown) is not sees
    assert (">Change<" in shown) is sees
    (sheet,) = document(lead).assessments
    for key in ("new", sheet.identifier):
        found = who.get("assess", lead.project.key, key, "values")
        assert (found.status_code == 200) is sees


def test_nobody_opens_the_sheet_of_someone_who_signs_in(lead, visitor):
    from efqi.web.workbench.models import Membership

    score(lead, "values", **{"score.val.1": "2"})
    (sheet,) = document(lead).assessments
    other = visitor("Other")
    Membership.objects.create(
        person=other.person, project=lead.project, role=Role.EDITOR.value
    )
    found = other.get("assess", lead.project.key, sheet.identifier, "values")
    assert found.status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"score.val.1": "5"}, "Shared words, score: this number is out of range"),
        ({"score.val.1": "x"}, "Shared words, score: write a number"),
        ({"evidence.val.1": "Minutes"}, "Shared words, score: write something here"),
        (
            {"score.val.1": "3", "evidence_on.val.1": "2026-02-31"},
            "Shared words, date of it: write a real date",
        ),
    ],
)
def test_score_that_cannot_be_read_is_refused_by_its_field(lead, fields, said):
    found = score(lead, "values", **fields, **{"evidence.val.2": HOSTILE})
    text = found.content.decode()
    assert found.status_code == 422
    assert said in text
    assert "&lt;script&gt;" in text
    assert document(lead).assessments == ()


def test_sheet_saved_in_another_window_is_not_overwritten(lead):
    score(lead, "values", **{"score.val.1": "2"})
    late = score(lead, "values", **{"score.val.1": "4"})
    assert late.status_code == 422
    assert "Someone saved this while you were writing" in late.content.decode()
    assert document(lead).assessments[0].scores[0].score == 2


def test_aspect_that_is_none_is_not_found(lead):
    assert score(lead, "luck").status_code == 404


def resource(lead, line, **fields):
    return write(lead, f"resource-{line.replace('.', '-')}", "new", **fields)


def test_every_line_of_the_resources_plan_can_be_filled(lead):
    for line in load_practice().resources:
        fields = {f"values.{name}": "1" for name in line.fields}
        assert resource(lead, line.identifier, **fields).status_code == 302
    kept = document(lead).resources
    assert {e.line for e in kept} == {
        line.identifier for line in load_practice().resources
    }
    shown = page(lead, "resources")
    assert "14 lines are still to be found" in shown
    assert "minutes a week: 1" in shown


def test_load_on_the_lowest_paid_is_said(lead):
    for role, band, minutes in (("reception", "Band 3", 90), ("lead", "Band 7", 30)):
        resource(
            lead,
            "rp.time.1",
            **{
                "values.role": role,
                "values.band": band,
                "values.minutes_week": str(minutes),
            },
            agreed_by="Head",
            agreed_on="2026-02-01",
        )
    shown = page(lead, "resources")
    assert "75\u00a0% of the planned time falls on one role: reception." in shown
    assert "band 3, carries 75\u00a0%" in shown
    assert "Agreed by Head on 1 February 2026" in shown


@pytest.mark.parametrize("minutes", ["nan", "inf", "-5", "1e999", "many", HOSTILE])
def test_minutes_that_are_no_number_break_nothing(lead, minutes):
    resource(lead, "rp.time.1", **{"values.minutes_week": minutes})
    shown = page(lead, "resources")
    assert "No time is planned yet" in shown
    assert "<script>alert" not in shown


def test_sponsor_is_written_in_resources_and_keeps_the_problem(lead):
    saved = write(lead, "sponsor", version=1, sponsor="Dr Boateng")
    assert saved.url.endswith("/resources/")
    assert document(lead).charter.problem == "They miss"
    assert "Has not agreed yet" in page(lead, "resources")


def test_charter_shows_the_frame_and_both_targets(lead):
    with_plan(lead)
    write(
        lead,
        "aim",
        statement="Fewer",
        overall_target="9",
        group="Most",
        group_target="12",
    )
    shown = page(lead, "charter")
    for words in ("They miss", "Fewer", "Most", ">9<", ">12<", "Missed appointments"):
        assert words in shown
    assert re.search(r"Open gates: \d+", shown)
    assert "Nobody has agreed yet." in shown


@pytest.mark.parametrize("text", ["Short", HOSTILE, "long " * 3000, "x" * 19000])
def test_charter_is_one_page_whatever_people_write(lead, text):
    from efqi.reports.charter import build_charter, charter_pdf

    write(lead, "charter", version=1, problem=text, explanation=text, disproof=text)
    write(lead, "aim", statement=text, failure_condition=text, group=text[:300])
    for n in range(12):
        write(lead, "member", "new", name=f"{text[:250]} {n}", role="nurse")
    gates = [text[:300]] * 20
    day = date(2026, 6, 1)
    sheet = build_charter(document(lead), None, gates, made_on=day)
    made = charter_pdf(sheet, made_on=day)
    assert made == charter_pdf(sheet, made_on=day)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
    assert lead.get("charter_file", lead.project.key).content.startswith(b"%PDF-")


def test_charter_shows_where_care_stood_before_the_change():
    from efqi.reports.charter import build_charter
    from tests.unit.projects import documents as made
    from tests.unit.reports.releases import Recipe, make_release

    release = make_release(Recipe())
    view = release.views[0]
    worst = next(g for g in view.groups if g.role == "group")
    kept = made.document()
    kept = kept.model_copy(
        update={"aim": kept.aim.model_copy(update={"group": worst.label.upper()})}
    )
    sheet = build_charter(
        kept, release, [], made_on=datetime(2026, 6, 1, tzinfo=UTC).date()
    )
    assert f"{worst.before.value:.1f}" in sheet.targets[1].now
    assert sheet.parts[-1].lines == ("None. Every gate is met or passed over.",)
