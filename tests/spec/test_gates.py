"""What each gate needs: a project in which all are met, spoilt one part at a time."""

from dataclasses import replace
from datetime import date

import pytest

from efqi.disclosure.release import CareCategory, Category
from efqi.projects.document.charter import Charter
from efqi.projects.document.cycle import (
    Act,
    Choice,
    Cycle,
    GroupChoice,
    Prediction,
    Study,
)
from efqi.projects.document.decision import (
    AnswerState,
    Claim,
    Decision,
    ItemAnswer,
)
from efqi.projects.document.document import Method
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import RULES, GateState, blocking, judge_gate
from tests.unit.projects import documents as made
from tests.unit.reports.releases import Group, Recipe, make_release, make_view

RECIPE = Recipe(
    groups=(
        Group("Most deprived", 2000, 0.18, 0.15),
        Group("Second fifth", 2000, 0.14, 0.11),
        Group("Least deprived", 2000, 0.08, 0.05),
        Group("Unknown", 300, 0.1, 0.1, "unknown"),
    )
)
FIELD = ItemAnswer(
    item="mfi.meas.4",
    state=AnswerState.ANSWERED,
    text="Reception asks again at booking.",
    by="Lead",
    at=made.NOW,
)
VIEW = make_view(RECIPE)
WORST = VIEW.groups[0].group


def with_care(category, view=VIEW):
    first, *others = view.groups
    changed = replace(first, care=replace(first.care, category=category))
    rest = [
        replace(g, care=replace(g.care, category=CareCategory.IMPROVED)) for g in others
    ]
    return replace(view, groups=(changed, *rest))


def facts(release=None, cycle=None, **changed):
    document = made.document(**{"answers": (FIELD,), **changed})
    shown = release or make_release(RECIPE, with_care(CareCategory.IMPROVED))
    return Facts(document, shown, made.NOW, cycle or document.cycles[0])


def missing(gate, given):
    return {condition.code for condition in judge_gate(gate, given).missing}


@pytest.mark.parametrize("gate", RULES)
def test_gate_is_met_in_a_project_that_has_everything(gate):
    judged = judge_gate(gate, facts())
    assert judged.missing == ()
    assert judged.state is GateState.MET
    assert judged.evidence


def sheet(kind, *rows):
    return {"worksheets": made.worksheets(**{kind: rows})}


def task(owner, hours):
    return {"task": "Calls", "owner": owner, "hours": hours, "backfill": "C"}


def score(**changed):
    return made.WORKSHEETS["failures"][0] | changed


aim = made.document().aim
charter = made.document().charter
SPOILT = [
    ("mfi.aim.1", {"unlooked": ()}, "looks_at_group"),
    ("mfi.aim.1", {"data": ()}, "baseline_came"),
    (
        "mfi.aim.1",
        {"aim": aim.model_copy(update={"agreed_at": made.at(2025, 1, 2)})},
        "baseline_before_aim",
    ),
    *(
        (gate, {"aim": aim.model_copy(update={"agreed_at": None})}, "aim_agreed")
        for gate in ("mfi.aim.1", "mfi.aim.3")
    ),
    *(
        ("mfi.aim.2", {"aim": aim.model_copy(update={field: empty})}, code)
        for field, empty, code in (
            ("overall_target", None, "aim_has_overall_target"),
            ("group", " ", "aim_names_group"),
            ("group_target", None, "aim_has_group_target"),
            ("by", None, "aim_has_date"),
            ("failure_condition", "", "aim_says_failure"),
        )
    ),
    ("mfi.aim.3", {"participation": ()}, "voices_before_aim"),
    (
        "mfi.aim.3",
        {"participation": (made.took_part(is_staff=True),)},
        "voices_before_aim",
    ),
    (
        "mfi.aim.3",
        {"participation": (made.took_part(on=date(2025, 2, 2)),)},
        "voices_before_aim",
    ),
    ("mfi.aim.6", {"charter": Charter()}, "sponsor_named"),
    ("mfi.aim.6", {"resources": ()}, "resources_planned"),
    (
        "mfi.aim.6",
        {"resources": (made.document().resources[0].model_copy(update={"owner": ""}),)},
        "resources_owned",
    ),
    ("mfi.meas.1", {"plan": None}, "groups_declared"),
    ("mfi.meas.1", {"measures": ()}, "definition_locked"),
    (
        "mfi.meas.1",
        {"cycles": (made.cycle(study=Study(groups_opened_at=made.at(2025, 2, 1))),)},
        "locked_before_study",
    ),
    ("mfi.meas.4", {"answers": ()}, "field_improved"),
    ("mfi.chg.1", {"ideas": ()}, "ideas_there"),
    ("mfi.chg.1", {"ideas": (made.idea(is_screened=False),)}, "ideas_screened"),
    ("mfi.chg.1", {"ideas": (made.idea(mitigation=""),)}, "burdens_lightened"),
    ("mfi.chg.1", {"ideas": (made.idea(lowers_price=False),)}, "price_lowered"),
    ("dmaic.def.1", {"charter": Charter(sponsor="x")}, "gap_in_scope"),
    (
        "dmaic.def.1",
        {"worksheets": made.worksheets(exclusions=({"group": "Most deprived"},))},
        "exclusions_sized",
    ),
    (
        "dmaic.def.2",
        {"worksheets": made.worksheets(voices=made.WORKSHEETS["voices"][:1])},
        "segments_heard",
    ),
    (
        "dmaic.mea.1",
        {"worksheets": made.worksheets(group_fields=())},
        "fields_tested",
    ),
    (
        "dmaic.mea.1",
        {
            "worksheets": made.worksheets(
                group_fields=made.WORKSHEETS["group_fields"][:1]
            )
        },
        "field_by_group",
    ),
    ("dmaic.ana.1", {"worksheets": made.worksheets(between_within=())}, "gap_split"),
    (
        "dmaic.ana.2",
        {
            "worksheets": made.worksheets(
                causes=({"problem": "Do not engage", "ends_at": "patient"},)
            )
        },
        "cause_is_ours",
    ),
    ("dmaic.ana.2", sheet("causes", {"problem": "Late letters"}), "chain_ends"),
    (
        "dmaic.imp.1",
        {"worksheets": made.worksheets(failures=made.WORKSHEETS["failures"][:1])},
        "failure_by_group",
    ),
    (
        "dmaic.con.1",
        {"worksheets": made.worksheets(control=made.WORKSHEETS["control"][:3])},
        "group_watched",
    ),
    ("a3.1.1", {"participation": (made.took_part(),)}, "problem_said_by_patient"),
    (
        "a3.2.1",
        {"worksheets": made.worksheets(walks=made.WORKSHEETS["walks"][:1])},
        "walks_there",
    ),
    ("a3.3.1", {"aim": aim.model_copy(update={"floor": None})}, "floor_set"),
    ("a3.3.1", {"worksheets": made.worksheets(targets=())}, "group_has_date"),
    ("a3.4.1", {"worksheets": made.worksheets(causes=())}, "causes_there"),
    ("a3.5.1", {"ideas": (made.idea(replacement=""),)}, "removal_answered"),
    ("a3.6.1", {"cycles": (made.cycle(stop_rule=""),)}, "stop_rule_there"),
    (
        "a3.7.1",
        {
            "worksheets": made.worksheets(
                work=(
                    {"task": "Calls", "owner": "A", "hours": "6", "backfill": "C"},
                    {"task": "Charts", "owner": "B", "hours": "2", "backfill": "D"},
                )
            )
        },
        "work_shared",
    ),
    (
        "a3.7.1",
        {"worksheets": made.worksheets(work=({"task": "Calls", "owner": "A"},))},
        "task_covered",
    ),
    (
        "dmaic.def.1",
        {
            "worksheets": (),
            "charter": charter.model_copy(update={"exclusions": "Video calls"}),
        },
        "exclusions_sized",
    ),
    ("dmaic.imp.1", sheet("failures", score(), score()), "failure_by_group"),
    (
        "dmaic.imp.1",
        sheet("failures", score(), score(group="Second fifth", severity="11")),
        "failure_by_group",
    ),
    (
        "a3.3.1",
        sheet("targets", *({"group": g, "by": "soon"} for g in made.GROUPS)),
        "group_has_date",
    ),
    ("a3.7.1", sheet("work", task("A", "40")), "work_shared"),
    ("a3.7.1", sheet("work", task("A", "2"), task("a ", "2")), "work_shared"),
    ("a3.7.1", sheet("work", task("A", "0"), task("B", "0")), "task_covered"),
    (
        "mfi.aim.3",
        {"participation": (made.took_part(what_changed="None."),)},
        "voices_before_aim",
    ),
    (
        "a3.9.2",
        {"participation": (made.took_part(feedback_given=None),)},
        "feedback_given",
    ),
    (
        "a3.9.2",
        {"participation": (made.took_part(paid_on=None),)},
        "people_paid",
    ),
    (
        "a3.9.2",
        {
            "participation": (
                made.took_part(feedback_given=None, feedback_due=made.NOW.date()),
            )
        },
        "feedback_given",
    ),
    (
        "a3.9.2",
        {"participation": (made.took_part(paid_on=None, paid_by=date(2026, 6, 5)),)},
        "people_paid",
    ),
    (
        "pdsa.act.3",
        {"participation": (made.took_part(feedback_given=None, feedback_due=None),)},
        "feedback_given",
    ),
    (
        "pdsa.act.3",
        {"participation": (made.took_part(feedback_given=None),)},
        "feedback_given",
    ),
    ("pdsa.study.5", {"readings": ()}, "reading_there"),
]


@pytest.mark.parametrize(("gate", "changed", "code"), SPOILT)
def test_gate_says_what_is_missing(gate, changed, code):
    given = facts(**changed)
    judged = judge_gate(gate, given)
    assert judged.state is GateState.NOT_MET
    assert code in {condition.code for condition in judged.missing}


def test_definition_that_was_never_locked_is_not_told_that_it_was_changed():
    assert missing("mfi.meas.1", facts(measures=())) == {"definition_locked"}


def test_scope_that_leaves_nobody_out_needs_no_shares():
    assert missing("dmaic.def.1", facts(worksheets=())) == set()


def test_aim_that_nobody_agreed_is_not_told_that_it_came_too_early():
    given = facts(aim=aim.model_copy(update={"agreed_at": None}))
    assert missing("mfi.aim.1", given) == {"aim_agreed"}


def test_aim_without_a_baseline_is_not_told_that_it_came_too_early():
    assert missing("mfi.aim.1", facts(data=())) == {"baseline_came"}


CYCLES = [
    ("pdsa.plan.1", {"prediction": Prediction()}, "predicted_overall"),
    (
        "pdsa.plan.1",
        {
            "prediction": made.cycle().prediction.model_copy(
                update={"saved_at": made.at(2025, 4, 2)}
            )
        },
        "predicted_before_data",
    ),
    ("pdsa.plan.1", {"started_on": None}, "first_day_known"),
    ("pdsa.study.5", {"started_on": date(2026, 5, 2)}, "reading_there"),
    (
        "pdsa.plan.2",
        {"sample": made.cycle().sample.model_copy(update={"size": 400})},
        "first_test_small",
    ),
    (
        "pdsa.plan.2",
        {"sample": made.cycle().sample.model_copy(update={"left_out": ""})},
        "left_out_named",
    ),
    ("pdsa.do.1", {"reach": ()}, "reach_counted"),
    ("pdsa.do.1", {"reach": made.cycle().reach[:1] * 2}, "reach_counted"),
    *(
        (
            "pdsa.do.1",
            {
                "reach": (
                    made.cycle().reach[0],
                    made.cycle().reach[1].model_copy(update=other),
                )
            },
            "reach_counted",
        )
        for other in (
            {"eligible": 0, "offered": 0, "taken_up": 0, "finished": 0},
            {"group": "A group of no plan"},
        )
    ),
    (
        "pdsa.do.1",
        {"reach": (made.cycle().reach[0].model_copy(update={"finished": 10}),)},
        "reach_falls",
    ),
    ("pdsa.study.1", {"study": Study()}, "groups_opened"),
    ("pdsa.study.1", {"study": Study()}, "group_judged"),
    ("pdsa.act.1", {"act": Act()}, "choice_made"),
    ("pdsa.act.1", {"act": Act(choice=Choice.ADAPT)}, "choice_for_group"),
]


@pytest.mark.parametrize(("gate", "changed", "code"), CYCLES)
def test_gate_of_a_cycle_says_what_is_missing(gate, changed, code):
    assert code in missing(gate, facts(cycle=made.cycle(**changed)))


@pytest.mark.parametrize(
    "gate", ["mfi.meas.4", "mfi.chg.5", "dmaic.mea.2", "pdsa.study.2", "a3.8.1"]
)
def test_gate_on_the_answer_waits_for_data(gate):
    given = Facts(made.document(answers=(FIELD,)), None, made.NOW, made.cycle())
    assert judge_gate(gate, given).state is GateState.NOT_MET


def test_gap_that_is_only_described_is_not_judged():
    view = with_care(CareCategory.IMPROVED)
    described = replace(
        view, verdict=replace(view.verdict, category=Category.DESCRIBE_ONLY)
    )
    given = facts(make_release(RECIPE, described))
    assert missing("pdsa.study.2", given) == {"gap_judged"}
    assert missing("a3.8.1", given) == {"gap_judged"}


@pytest.mark.parametrize(
    "category",
    [
        CareCategory.WORSENED,
        CareCategory.NO_SIGN_OF_CHANGE,
        CareCategory.CANNOT_TELL_YET,
    ],
)
def test_group_that_is_not_better_needs_an_explanation_and_an_owner(category):
    release = make_release(RECIPE, with_care(category))
    assert missing("mfi.chg.5", facts(release)) == {"group_explained"}
    explained = made.explained("missed", "deprivation", WORST)
    assert missing("mfi.chg.5", facts(release, explanations=explained)) == set()


def test_adopting_while_a_group_is_worse_needs_a_name_a_reason_and_a_day():
    release = make_release(RECIPE, with_care(CareCategory.WORSENED))
    adopt = Act(
        choice=Choice.ADOPT,
        by_group=tuple(GroupChoice(group=g, choice=Choice.ADOPT) for g in made.GROUPS),
    )
    cycle = made.cycle(act=adopt)
    assert missing("pdsa.act.1", facts(release, cycle)) == {"group_not_worse"}
    decision = Decision(
        identifier="d",
        at=made.NOW,
        by="Dr Example",
        about="adopt although a group is worse",
        what="Adopt",
        reason="A second line opens in July.",
    )
    assert missing("pdsa.act.1", facts(release, cycle, decisions=(decision,))) != set()
    dated = decision.model_copy(update={"review_on": date(2026, 9, 1)})
    assert missing("pdsa.act.1", facts(release, cycle, decisions=(dated,))) == set()


def test_group_without_a_chart_needs_a_plan_of_its_own():
    view = with_care(CareCategory.IMPROVED)
    first, *others = view.series
    hidden = replace(view, series=(replace(first, points=()), *others))
    given = facts(make_release(RECIPE, hidden))
    assert missing("dmaic.mea.2", given) == {"group_charted"}
    note = made.document().measures[0]
    planned = note.model_copy(update={"small_groups": {first.label: "Talk to them."}})
    given = facts(make_release(RECIPE, hidden), measures=(planned,))
    assert missing("dmaic.mea.2", given) == set()


WITHOUT_UNKNOWN = replace(RECIPE, groups=RECIPE.groups[:-1])


PLANS = {
    "records": made.PLAN,
    "counts": made.PLAN
    | {
        "data": {"file": "a.csv", "interval": "month", "form": "counts"},
        "measure": [
            {k: v for k, v in made.PLAN["measure"][0].items() if k != "numerator"}
        ],
        "group": made.PLAN["group"][:1],
    },
}


def unknown_is_hidden():
    """A view in which some are unknown, too few to show how many."""
    return replace(make_view(RECIPE), completeness=None)


@pytest.mark.parametrize(
    ("form", "view", "evidence"),
    [
        ("records", VIEW, {"completeness_charted"}),
        ("records", make_view(WITHOUT_UNKNOWN), {"everyone_known"}),
        ("records", unknown_is_hidden(), set()),
        ("counts", make_view(WITHOUT_UNKNOWN), set()),
    ],
)
def test_field_without_unknowns_is_complete_only_where_records_were_counted(
    form, view, evidence
):
    given = facts(make_release(RECIPE, view), plan=PLANS[form])
    assert given.plan.source.form == form
    judged = judge_gate("mfi.meas.4", given)
    assert {each.code for each in judged.evidence} == evidence | {"field_improved"}
    lacks = set() if evidence else {"completeness_charted"}
    assert {each.code for each in judged.missing} == lacks


def passed(by="Dr Example", reason="No time before June.", at=made.NOW):
    return ItemAnswer(
        item="mfi.aim.3",
        state=AnswerState.PASSED_OVER,
        by=by,
        at=at,
        reason=reason,
    )


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (passed(), GateState.PASSED_OVER),
        (passed(by=" "), GateState.NOT_MET),
        (passed(reason=""), GateState.NOT_MET),
    ],
)
def test_gate_is_passed_over_by_a_name_with_a_reason(answer, state):
    given = facts(participation=(), answers=(FIELD, answer))
    given = replace(given, cycle=None)
    assert judge_gate("mfi.aim.3", given).state is state


def test_gates_block_a_claim_and_never_the_work():
    whole = facts()
    assert blocking(Claim.ADOPTED, whole) == ()
    empty = facts(participation=(), aim=aim.model_copy(update={"group": ""}))
    assert blocking(Claim.UNDER_WAY, empty) == ()
    blocked = {gate.item for gate in blocking(Claim.ADOPTED, empty)}
    assert blocked == {"mfi.aim.2", "mfi.aim.3"}


@pytest.mark.parametrize("method", Method)
def test_only_gates_of_the_method_and_of_cycles_block(method):
    given = facts(method=method, worksheets=(), charter=Charter())
    families = {gate.item.split(".")[0] for gate in blocking(Claim.CLOSED, given)}
    assert families <= {method.value, "pdsa"}


def test_what_each_cycle_lacks_is_told_of_each():
    empty = [Cycle(identifier=name, number=1, title="") for name in ("a", "b")]
    found = blocking(Claim.CLOSED, facts(cycles=empty, cycle=empty[0]))
    of_cycle = {name: [g.item for g in found if g.cycle == name] for name in ("a", "b")}
    assert of_cycle["a"] == of_cycle["b"] != []


def test_what_is_met_once_for_all_cycles_is_told_once():
    waiting = made.took_part(feedback_given=None)
    cycles = tuple(made.cycle(identifier=name) for name in ("a", "b"))
    found = blocking(Claim.CLOSED, facts(cycles=cycles, participation=(waiting,)))
    assert [gate.item for gate in found].count("pdsa.act.3") == 1


def test_gate_of_a_cycle_needs_its_cycle():
    with pytest.raises(ValueError, match="about a cycle"):
        judge_gate("pdsa.plan.1", replace(facts(), cycle=None))
