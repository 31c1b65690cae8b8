"""What must be so before a change is called adopted, whatever the method."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from efqi.disclosure.release import CareCategory
from efqi.projects.decided import PASS, due_for_review
from efqi.projects.document.decision import (
    AnswerState,
    Claim,
    Decision,
    ItemAnswer,
)
from efqi.projects.document.document import Method
from efqi.projects.document.measurement import MeasureRole
from efqi.projects.document.people import QuoteConsent, Reading
from efqi.projects.gates.claims import WORSE
from efqi.projects.gates.judge_gates import blocking
from efqi.projects.gates.not_better import not_better
from efqi.projects.permission import MATRIX, Action, Role
from efqi.projects.quoting import audience_of, quotable
from efqi.reports.wording.claim import (
    decision_title,
    gate_heading,
    missing_title,
    read_sentence,
)
from efqi.reports.wording.gate import condition_sentence
from tests.spec.test_gates import RECIPE, WORST, facts, make_release, with_care
from tests.unit.projects import documents as made
from tests.unit.reports.releases import make_view

WORSE_RELEASE = make_release(RECIPE, with_care(CareCategory.WORSENED))
EXPLAINED = made.explained("missed", "deprivation", WORST)


def answers_for(**changed):
    given = {
        "identifier": "d",
        "at": made.NOW,
        "by": "Dr Example",
        "about": "adopt although a group is worse",
        "what": "",
        "reason": "A second line opens in July.",
        "review_on": date(2026, 9, 1),
        "groups": (f"missed/deprivation/{WORST}",),
        **changed,
    }
    return Decision(**given)


def stops(claim, given):
    return {gate.item for gate in blocking(claim, given)}


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("claim", [Claim.ADOPTED, Claim.SPREAD])
def test_group_that_got_worse_stops_the_claim_in_every_method(method, claim):
    given = facts(WORSE_RELEASE, method=method, explanations=EXPLAINED)
    assert WORSE in stops(claim, given)


def test_project_without_cycles_or_data_cannot_be_adopted():
    changed = {"method": Method.PDSA, "cycles": (), "readings": ()}
    document = facts().document.model_copy(update=changed)
    bare = replace(facts(), document=document, release=None, cycle=None)
    assert stops(Claim.ADOPTED, bare) == {
        "claim.answer",
        "claim.tested",
        "claim.read",
    }
    assert stops(Claim.UNDER_WAY, bare) == set()
    assert stops(Claim.CLOSED, bare) == set()


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("claim", [Claim.ADOPTED, Claim.SPREAD])
def test_change_that_nobody_tested_is_not_adopted_in_any_method(method, claim):
    untested = stops(claim, facts(method=method, cycles=(), cycle=made.cycle()))
    assert untested & {"claim.tested", "a3.6.1"}
    tested = stops(claim, facts(method=method))
    assert not tested & {"claim.tested", "a3.6.1"}


def test_reading_from_before_the_change_is_no_reading_of_what_became_of_it():
    (reading,) = made.document().readings
    early = reading.model_copy(update={"read_at": made.at(2025, 3, 31)})
    untested = {"cycle": made.cycle(), "cycles": ()}
    assert "claim.read" not in stops(Claim.ADOPTED, facts(**untested))
    assert "claim.read" in stops(Claim.ADOPTED, facts(**untested, readings=(early,)))


def test_worse_group_is_explained_owned_and_answered_for_before_it_is_adopted():
    given = {"explanations": EXPLAINED, "decisions": (answers_for(),)}
    assert WORSE not in stops(Claim.ADOPTED, facts(WORSE_RELEASE, **given))
    unexplained = facts(WORSE_RELEASE, **given | {"explanations": ()})
    assert WORSE in stops(Claim.ADOPTED, unexplained)


@pytest.mark.parametrize(
    "changed",
    [
        {"by": " "},
        {"reason": ""},
        {"review_on": None},
        {"review_on": made.NOW.date() - timedelta(days=1)},
        {"about": "claim"},
        {"groups": ("missed/deprivation/another",)},
    ],
)
def test_nobody_answers_for_it_without_name_reason_day_and_group(changed):
    decisions = (answers_for(**changed),)
    given = facts(WORSE_RELEASE, explanations=EXPLAINED, decisions=decisions)
    assert WORSE in stops(Claim.ADOPTED, given)


def test_plain_reason_does_not_pass_over_a_group_that_got_worse():
    passed = ItemAnswer(
        item=WORSE,
        state=AnswerState.PASSED_OVER,
        by="Dr Example",
        at=made.NOW,
        reason="We are in a hurry",
    )
    given = facts(WORSE_RELEASE, explanations=EXPLAINED, answers=(passed,))
    assert WORSE in stops(Claim.ADOPTED, given)


def test_one_thing_to_do_is_told_once():
    second = made.cycle(identifier="cycle2", number=2)
    given = facts(cycles=(made.cycle(), second), readings=())
    found = [gate.item for gate in blocking(Claim.ADOPTED, given)]
    assert found.count("pdsa.study.5") == 1


@pytest.mark.parametrize("method", Method)
def test_group_too_small_to_judge_is_no_better_group_and_stops_the_claim(method):
    view = with_care(CareCategory.IMPROVED)
    first, *others = view.groups
    hidden = replace(view, groups=(replace(first, care=None), *others))
    given = {"method": method, "cycles": (made.cycle(),)}
    release = make_release(RECIPE, hidden)
    gate = "mfi.chg.5" if method is Method.MODEL_FOR_IMPROVEMENT else "claim.groups"
    assert gate in stops(Claim.ADOPTED, facts(release, **given))
    assert [each.category for each in not_better(facts(release, **given))] == [None]
    explained = facts(release, explanations=EXPLAINED, **given)
    assert gate not in stops(Claim.ADOPTED, explained)


SECOND = replace(RECIPE, measure=replace(RECIPE.measure, name="waited"))


def two_measures(category):
    """The first group of either measure is of this category, and all others improved."""
    first = with_care(category)
    return make_release(RECIPE, first, with_care(category, make_view(SECOND)))


def noted(measure, role):
    note = made.document().measures[0]
    return note.model_copy(update={"measure": measure, "role": MeasureRole(role)})


@pytest.mark.parametrize(
    ("notes", "category", "listed"),
    [
        ((), CareCategory.CANNOT_TELL_YET, ["missed", "waited"]),
        ((("other", "outcome"),), CareCategory.CANNOT_TELL_YET, ["missed", "waited"]),
        ((("waited", "balancing"),), CareCategory.CANNOT_TELL_YET, ["missed"]),
        ((("waited", "process"),), CareCategory.CANNOT_TELL_YET, ["missed"]),
        ((("waited", "balancing"),), CareCategory.WORSENED, ["missed", "waited"]),
        (
            (("missed", "process"), ("waited", "outcome")),
            CareCategory.CANNOT_TELL_YET,
            ["missed", "waited"],
        ),
    ],
)
def test_groups_of_a_measure_are_listed_unless_it_is_said_to_be_no_outcome(
    notes, category, listed
):
    measures = tuple(noted(*each) for each in notes)
    found = not_better(facts(two_measures(category), measures=measures))
    assert [each.view.measure.name for each in found] == listed


def worse_for(*roles, category=CareCategory.WORSENED):
    """A release in which care in these rows is of this category, by two dimensions."""
    views = []
    for dimension in ("deprivation", "ethnicity"):
        view = with_care(CareCategory.IMPROVED)
        groups = tuple(
            replace(each, care=replace(each.care, category=category))
            if each.role in roles
            else each
            for each in view.groups
        )
        views.append(
            replace(view, groups=groups, dimension=dimension, dimension_title=dimension)
        )
    return make_release(RECIPE, *views)


@pytest.mark.parametrize(
    ("role", "heading", "sentences"),
    [
        (
            "total",
            "Care got worse for everyone together, and nobody answers for it",
            ["Everyone together"],
        ),
        (
            "unknown",
            "Two groups got worse, and nobody answers for them",
            [
                "People whose group is unknown (deprivation)",
                "People whose group is unknown (ethnicity)",
            ],
        ),
    ],
)
def test_change_that_left_everyone_or_the_unknown_worse_is_answered_for(
    role, heading, sentences
):
    given = facts(worse_for(role), method=Method.PDSA)
    (gate,) = blocking(Claim.ADOPTED, given)
    assert gate.item == WORSE
    assert gate_heading(gate, "") == heading
    said = [condition_sentence(each).split(":")[0] for each in gate.missing]
    assert list(dict.fromkeys(said)) == sentences
    worse = not_better(given)
    explained = [
        each
        for found in worse
        for each in made.explained(
            found.view.measure.name, found.view.dimension, found.group.group
        )
    ]
    answered = answers_for(groups=tuple(each.path for each in worse))
    kept = {"explanations": tuple(explained), "decisions": (answered,)}
    assert stops(Claim.ADOPTED, facts(worse_for(role), **kept)) == set()


@pytest.mark.parametrize("category", set(CareCategory) - {CareCategory.WORSENED})
def test_everyone_and_the_unknown_are_asked_about_only_where_care_got_worse(category):
    given = facts(worse_for("total", "unknown", category=category))
    assert not_better(given) == ()


def test_what_is_missing_is_said_in_plain_words():
    given = facts(WORSE_RELEASE, explanations=EXPLAINED, readings=())
    gates = blocking(Claim.ADOPTED, given)
    title = missing_title(Claim.ADOPTED, gates)
    assert title == (
        "You cannot call this change “adopted” yet: two things are missing"
    )
    headings = [gate_heading(gate, "") for gate in gates]
    assert headings == [
        "One group got worse, and nobody answers for it",
        "Nobody from outside the team has read this result",
    ]
    assert missing_title(Claim.CLOSED, gates[:1]) == (
        "You cannot call this project “closed” yet: one thing is missing"
    )


def reading(name="r1", **changed):
    given = {
        "identifier": name,
        "read_at": made.NOW,
        "reader": "A. Example",
        "role": "patient partner",
        "true_to_life": "Yes",
        **changed,
    }
    return Reading(**given)


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ((), "Not yet read by anyone from the group."),
        ((reading(is_staff=True),), "Not yet read by anyone from the group."),
        ((reading(),), "Read by a patient partner on 1 June."),
        ((reading(role="elder"),), "Read by an elder on 1 June."),
        ((reading(role=""),), "Read by someone from outside the team on 1 June."),
    ],
)
def test_who_read_it_is_said_by_role_and_day(readings, said):
    assert read_sentence(readings, date(2026, 7, 1)) == said


@pytest.mark.parametrize(
    ("consent", "readers"),
    [
        (QuoteConsent.PUBLIC, set(Role) - {Role.ADMINISTRATOR}),
        (
            QuoteConsent.ORGANISATION,
            set(Role) - {Role.ADMINISTRATOR, Role.PATIENT_PARTNER},
        ),
        (QuoteConsent.TEAM, {Role.OWNER, Role.EDITOR, Role.ANALYST}),
        (QuoteConsent.NOBODY, set()),
    ],
)
def test_words_are_read_by_those_whom_their_speaker_allowed(consent, readers):
    given = (reading(quote_consent=consent, missing="How long we wait"),)
    sees = {role for role in Role if Action.SEE in MATRIX[role]}
    found = {role for role in sees if quotable(given, audience_of(MATRIX[role]))}
    assert found == readers


def test_decision_is_due_until_another_about_the_same_is_made():
    first = answers_for(review_on=date(2026, 7, 1))
    today = date(2026, 8, 1)
    assert due_for_review((first,), date(2026, 6, 30)) == ()
    assert due_for_review((first,), date(2026, 7, 1)) == (first,)
    assert due_for_review((first,), today) == (first,)
    again = answers_for(identifier="e", at=made.at(2026, 7, 20))
    assert due_for_review((first, again), today) == ()
    other = answers_for(identifier="e", at=made.at(2026, 7, 20), groups=())
    assert due_for_review((first, other), today) == (first,)


def test_gate_that_is_passed_over_is_due_until_that_gate_is_passed_over_again():
    passed = {"about": PASS, "groups": (), "review_on": date(2026, 7, 1)}
    first = answers_for(**passed, what="mfi.aim.3")
    other = answers_for(**passed, what="claim.read", at=made.at(2026, 6, 20))
    again = answers_for(**passed, what="mfi.aim.3", at=made.at(2026, 6, 25))
    today = date(2026, 7, 1)
    assert due_for_review((first, other), today) == (other, first)
    assert due_for_review((first, other, again), today) == (again, other)


def test_decision_is_titled_in_words():
    assert decision_title(answers_for()) == "Adopt, although care got worse"
    claimed = answers_for(about="claim", what="adopted")
    assert decision_title(claimed) == "The change is called “adopted”"
    assert decision_title(answers_for(about="rule set", what="nelson")) == (
        "Rule set: nelson"
    )
