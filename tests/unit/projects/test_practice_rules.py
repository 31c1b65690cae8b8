from dataclasses import replace
from datetime import date, timedelta

import pytest

from efqi.projects.document.change import Risk
from efqi.projects.document.cycle import Prediction
from efqi.projects.document.participation_flags import participation_flags
from efqi.projects.document.people import (
    AccessMet,
    AssessmentSheet,
    ResourceEntry,
    Score,
)
from efqi.projects.fidelity import fidelity
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import RULES
from efqi.projects.permission import MATRIX, Action, Role, may
from efqi.projects.phrases import phrases
from efqi.projects.practice import ItemKind
from efqi.projects.progress import Standing, by_chapter, next_steps, steps
from efqi.projects.risks import ranked
from efqi.projects.self_assessment import spreads
from efqi.projects.workload import workload
from efqi.store.practice_file import load_practice
from tests.unit.projects import documents as made
from tests.unit.reports.releases import Group, Recipe, make_release

TODAY = made.NOW.date()


def test_practice_has_75_items_of_which_33_are_gates_with_a_rule_each():
    items = list(load_practice().items)
    gates = {item.identifier for item in items if item.kind is ItemKind.GATE}
    assert len(items) == 75
    assert gates == set(RULES)
    assert len(gates) == 33


def test_practice_cites_only_sources_that_it_lists():
    practice = load_practice()
    assert all(item.sources for item in practice.items)
    unverified = [s.key for s in practice.sources.values() if not s.is_verified]
    assert "hirschhorn2021" in unverified
    assert "johnson_opinion" not in unverified


def flags(*log, **about):
    return [flag.code for flag in participation_flags(log, TODAY, **about)]


@pytest.mark.parametrize(
    ("changed", "about", "code"),
    [
        ({"feedback_given": None}, {}, "plog.f1"),
        ({"paid_on": None}, {}, "plog.f2"),
        ({"payment_offered": None}, {}, "plog.f2"),
        ({"on": date(2025, 3, 1)}, {"aim_agreed_on": date(2025, 2, 1)}, "plog.f3"),
        ({}, {"worst_served": "Second fifth"}, "plog.f5"),
        ({"ladder_offered": 6, "ladder_felt": 3}, {}, "plog.f7"),
        ({"access_met": AccessMet.NOT_ASKED}, {}, "plog.f8"),
    ],
)
def test_participation_flag_is_raised(changed, about, code):
    assert flags(made.took_part(**changed), **about) == [code]


def test_participation_raises_no_flag_where_all_is_well():
    about = {"aim_agreed_on": date(2025, 2, 1), "worst_served": "most deprived"}
    assert flags(made.took_part(), **about) == []
    assert flags(made.took_part(payment_offered=None, payment_choice="declined")) == []
    assert flags() == []


def test_one_door_and_listening_without_effect_need_five_entries():
    same = [made.took_part(what_changed="Nothing.") for _ in range(5)]
    assert flags(*same) == ["plog.f4", "plog.f6"]
    assert flags(*same[:4]) == []


def test_entry_without_a_route_came_through_no_door():
    unknown = [made.took_part(route="") for _ in range(5)]
    assert flags(*unknown) == []
    assert flags(*unknown, *(made.took_part() for _ in range(4))) == []
    assert flags(*unknown, *(made.took_part() for _ in range(5))) == ["plog.f4"]


def facts(**changed):
    groups = tuple(Group(name, 2000, 0.2, 0.1) for name in made.GROUPS)
    release = make_release(Recipe(groups=groups))
    return Facts(made.document(**changed), release, made.NOW)


def lacking(given):
    return {feature.code for feature in fidelity(given) if not feature.is_met}


FAITHFUL = (
    made.cycle(study=made.cycle().study.model_copy(update={"summary": "It fell."})),
    made.cycle(
        identifier="cycle2",
        number=2,
        because_of="cycle1",
        sample=made.cycle().sample.model_copy(update={"size": 100}),
        study=made.cycle().study.model_copy(update={"summary": "It fell again."}),
    ),
)


def test_faithful_cycles_have_all_seven_features():
    found = fidelity(facts(cycles=FAITHFUL))
    assert len(found) == 7
    assert all(feature.is_met for feature in found)


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({"observations": (), "reach": ()}, "documentation"),
        ({"because_of": None}, "chain"),
        ({"prediction": Prediction(overall="x", by_group=())}, "prediction"),
        ({"sample": made.cycle().sample}, "small_scale"),
        ({"reach": ()}, "equity"),
    ],
)
def test_fidelity_names_what_a_cycle_lacks(second, code):
    cycles = (FAITHFUL[0], FAITHFUL[1].model_copy(update=second))
    assert code in lacking(facts(cycles=cycles))


def test_project_without_cycles_has_no_feature_of_pdsa():
    assert len(lacking(facts(cycles=()))) == 7


def test_project_without_data_has_no_data_over_time():
    given = replace(facts(cycles=FAITHFUL), release=None)
    assert lacking(given) == {"data_over_time", "equity"}


@pytest.mark.parametrize(
    ("text", "found", "instead"),
    [
        ("These are hard-to-reach patients.", "hard-to-reach", "worst served by us"),
        ("A DNA culture", "DNA culture", "missed appointments"),
        ("They are non-compliant", "non-compliant", "the plan did not fit"),
    ],
)
def test_phrase_that_blames_people_is_offered_another(text, found, instead):
    (phrase,) = phrases(text)
    assert (phrase.found, phrase.instead) == (found, instead)


def test_plain_words_raise_no_phrase():
    assert phrases("Their DNS and dna samples reach us; nobody refused.") == ()


def risk(name, **scores):
    return Risk(identifier=name, **scores)


def test_risk_that_nobody_would_see_comes_first():
    given = (
        risk("small", likelihood=1, severity=2),
        risk("large", likelihood=5, severity=4),
        risk("blind", likelihood=1, severity=1, seen_by=4),
    )
    assert [each.identifier for each in ranked(given)] == ["blind", "large", "small"]


def test_self_assessment_shows_its_spread_and_what_is_only_claimed():
    item = load_practice().assessment.items[0].identifier
    fresh, stale = TODAY - timedelta(days=300), TODAY - timedelta(days=400)

    def sheet(name, score, evidence_on, is_outside=False):
        given = Score(
            item=item, score=score, evidence="a link", evidence_on=evidence_on
        )
        return AssessmentSheet(
            identifier=name, by=name, on=TODAY, is_outside=is_outside, scores=(given,)
        )

    sheets = [
        sheet("a", 4, fresh),
        sheet("b", 3, stale),
        sheet("c", 1, None, is_outside=True),
    ]
    first, *others = spreads(load_practice().assessment, sheets, TODAY)
    assert (first.inside, first.outside) == ((3, 4), (1,))
    assert (first.claimed, first.disagreement) == (1, 3)
    assert all(spread.disagreement == 0 for spread in others)


def minutes(role, amount, **changed):
    values = {"role": role, "minutes_week": amount}
    given = {"identifier": role, "line": "rp.time.1", "values": values, **changed}
    return ResourceEntry(**given)


@pytest.mark.parametrize(
    ("rate", "is_unpaid"),
    [("£12.50 an hour", False), ("1,025", False), ("to be agreed", True), ("0", True)],
)
def test_rate_is_read_whatever_words_follow_it(rate, is_unpaid):
    line = ResourceEntry(identifier="m", line="rp.money.1", values={"local_rate": rate})
    assert bool(workload([line]).unpaid) is is_unpaid


def test_workload_says_on_whom_the_work_falls():
    found = workload([minutes("clerk", "90"), minutes("consultant", "30")])
    assert (found.role, found.share, found.is_concentrated) == ("clerk", 0.75, True)
    assert len(found.to_be_found) == 2
    alone = workload([minutes("clerk", "not yet known", agreed_on=TODAY)])
    assert (alone.share, alone.is_concentrated, alone.to_be_found) == (0.0, False, ())


def test_steps_are_counted_and_the_newest_cycle_comes_first():
    given = facts(cycles=FAITHFUL, participation=(), readings=())
    found = steps(given, load_practice())
    assert len(found) == 18 + 2 * 18
    following = next_steps(found)
    assert len(following) == 3
    assert {step.cycle for step in following} == {"cycle2"}
    counts = {count.chapter.value: count for count in by_chapter(found)}
    assert len(counts["answer"].gates) == 1
    assert sum(len(c.gates) + len(c.prompts) for c in counts.values()) == len(found)
    assert Standing.MET in counts["cycles"].gates


def test_without_cycles_steps_come_in_the_order_of_the_method():
    given = facts(cycles=(), aim=made.document().aim.model_copy(update={"group": ""}))
    found = next_steps(steps(given, load_practice()))
    assert found[0].item.identifier == "mfi.aim.2"


def test_no_role_allows_nothing_and_exact_counts_go_with_the_analyst_alone():
    assert not any(may((), action) for action in Action)
    assert [role for role in Role if may((role,), Action.SEE_EXACT)] == [Role.ANALYST]
    assert not may((Role.PATIENT_PARTNER,), Action.SEE_PEOPLE)
    assert not may((Role.ADMINISTRATOR,), Action.READ)
    assert set(MATRIX) == set(Role)
