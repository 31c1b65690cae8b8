"""When a prediction was made, how far a change came, what a cycle lacks, who owes what."""

from datetime import UTC, date, datetime, timedelta

import pytest

from efqi.projects.cycle_stages import PartState, cycle_parts
from efqi.projects.document.charter import Aim, Worksheet
from efqi.projects.document.cycle import (
    Cycle,
    GroupText,
    Observation,
    Prediction,
    Reach,
    Sample,
    Study,
)
from efqi.projects.document.decision import AnswerState, Assignment, ItemAnswer
from efqi.projects.document.document import Method
from efqi.projects.fidelity import fidelity
from efqi.projects.gates.facts import Facts
from efqi.projects.method_stages import method_stages
from efqi.projects.next_cycle import next_cycle
from efqi.projects.owed import owed
from efqi.projects.prediction import lacks_first_day, said_at, stamped, was_early
from efqi.projects.progress import Standing, next_steps, steps
from efqi.projects.reach import reach_shares
from efqi.projects.summary import summary
from efqi.projects.worksheets import WORKSHEETS, cell_faults, unfinished
from efqi.reports.wording.fidelity import lacking_sentence
from efqi.store.practice_file import load_practice
from tests.unit.projects import documents as made

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
WHOLE = Prediction(overall="Fewer", by_group=(GroupText(group="A", text="Same"),))


def test_prediction_is_stamped_once_it_is_whole_and_every_change_is_dated():
    part = stamped(Prediction(), Prediction(overall="Fewer"), NOW)
    assert said_at(part) is None
    first = stamped(part, WHOLE, NOW)
    assert (first.saved_at, first.changed_at) == (NOW, None)
    later = NOW + timedelta(days=40)
    assert stamped(first, first, later) == first
    changed = stamped(first, first.model_copy(update={"overall": "More"}), later)
    assert (changed.saved_at, changed.changed_at) == (NOW, later)


def test_stamp_cannot_be_written_by_hand():
    forged = WHOLE.model_copy(update={"saved_at": NOW - timedelta(days=400)})
    assert stamped(Prediction(), forged, NOW).saved_at == NOW


@pytest.mark.parametrize(
    ("first_day", "changed", "early"),
    [
        (date(2026, 3, 1), None, True),
        (date(2026, 2, 28), None, False),
        (None, None, True),
        (date(2026, 3, 5), datetime(2026, 3, 5, 20, tzinfo=UTC), True),
        (date(2026, 3, 5), datetime(2026, 3, 6, 1, tzinfo=UTC), False),
    ],
)
def test_prediction_counts_only_as_it_stood_before_the_test(first_day, changed, early):
    prediction = WHOLE.model_copy(update={"saved_at": NOW, "changed_at": changed})
    cycle = Cycle(
        identifier="c",
        number=1,
        title="",
        started_on=first_day,
        prediction=prediction,
    )
    assert was_early(cycle) is early


@pytest.mark.parametrize(
    "seen",
    [
        {"study": Study(groups_opened_at=NOW - timedelta(days=365))},
        {"observations": (Observation(text="Flat", at=NOW - timedelta(hours=1)),)},
    ],
)
@pytest.mark.parametrize("first_day", [None, date(2026, 3, 1), date(2030, 1, 1)])
def test_prediction_written_after_something_was_seen_is_not_early(first_day, seen):
    cycle = made.cycle(
        **{"reach": (), "observations": (), "study": Study(), "started_on": first_day}
        | {"prediction": WHOLE.model_copy(update={"saved_at": NOW})}
    )
    assert was_early(cycle)
    assert not was_early(cycle.model_copy(update=seen))


def test_prediction_of_a_test_with_results_needs_its_first_day():
    undated = made.cycle(started_on=None)
    assert lacks_first_day(undated)
    assert not was_early(undated)
    new = made.cycle(started_on=None, reach=(), observations=(), study=Study())
    assert not lacks_first_day(new)


def test_prediction_that_was_never_whole_is_not_early():
    assert not was_early(Cycle(identifier="c", number=1, title=""))


def reach(*counts):
    names = ("eligible", "offered", "taken_up", "finished")
    return Reach(group="A", **dict(zip(names, counts, strict=True)))


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ((40, 30, 20, 10), (75.0, 50.0, 25.0)),
        ((20, 0, 0, 0), (0.0, 0.0, 0.0)),
        ((19, 10, 5, 1), (None, None, None)),
        ((0, 0, 0, 0), (None, None, None)),
        ((40, 50, 20, 10), (None, None, None)),
    ],
)
def test_reach_is_told_in_per_cent_where_that_says_something(counts, shares):
    (found,) = reach_shares([reach(*counts)])
    assert (found.offered, found.taken_up, found.finished) == shares


def asked(**changed):
    facts = Facts(made.document(**changed), None, made.NOW)
    return steps(facts, load_practice())


def test_parts_of_a_new_cycle_begin_with_its_plan():
    cycle = Cycle(identifier="new", number=1, title="A test")
    parts = cycle_parts(asked(cycles=(cycle,)), "new")
    assert [p.name for p in parts] == ["plan", "do", "study", "act"]
    assert parts[0].state is PartState.NEXT
    assert parts[1].state is PartState.LATER
    assert {c.code for c in parts[0].missing} >= {"predicted_overall", "sample_sized"}
    assert all(not c.holds for part in parts for c in part.missing)


def test_part_is_done_when_its_gates_are_met():
    cycle = made.document().cycles[0]
    found = asked(cycles=(cycle,))
    plan = cycle_parts(found, cycle.identifier)[0]
    assert plan.state is PartState.DONE
    assert plan.missing == ()
    assert "predicted_before_data" in {c.code for c in plan.evidence}


@pytest.mark.parametrize(
    ("method", "names"),
    [
        (Method.DMAIC, ["Define", "Measure", "Analyse", "Improve", "Control"]),
        (Method.MODEL_FOR_IMPROVEMENT, []),
        (Method.PDSA, []),
    ],
)
def test_stages_are_those_of_the_method(method, names):
    stages = method_stages(method, asked(method=method))
    assert [stage.name for stage in stages] == names


def unknown(item, cycle=None):
    state = AnswerState.UNKNOWN
    return ItemAnswer(item=item, cycle=cycle, state=state, by="Lead", at=NOW)


def test_gate_is_not_done_because_people_say_that_they_do_not_know():
    new = Cycle(identifier="new", number=1, title="A test")
    gates = ("pdsa.plan.1", "pdsa.plan.2")
    answers = tuple(unknown(gate, "new") for gate in gates)
    found = asked(cycles=(new,), answers=answers)
    assert {s.standing for s in found if s.item.identifier in gates} == {
        Standing.UNKNOWN
    }
    plan = cycle_parts(found, "new")[0]
    assert plan.state is PartState.NEXT
    assert "predicted_overall" in {each.code for each in plan.missing}
    followed = [step.item.identifier for step in next_steps(found, most=len(found))]
    assert followed[-2:] == list(gates)


def test_stage_and_what_was_taken_on_stay_open_where_a_gate_is_not_known():
    gate = "dmaic.ana.1"
    changed = {
        "method": Method.DMAIC,
        "worksheets": made.worksheets(between_within=()),
        "answers": (unknown(gate),),
        "assignments": (Assignment(item=gate, owner="A", due=NOW.date()),),
    }
    found = asked(**changed)
    stages = {stage.name: stage for stage in method_stages(Method.DMAIC, found)}
    assert not stages["Analyse"].is_done
    nothing_else = made.document(participation=(), cycles=(), decisions=())
    assert len(owed(nothing_else, found)) == 1
    facts = Facts(made.document(**changed), None, made.NOW)
    summed = summary(facts, load_practice())
    assert summed.settled == sum(not step.is_open for step in found)


def test_prompt_is_answered_by_people_who_say_that_they_do_not_know():
    (step,) = (
        each
        for each in asked(answers=(unknown("mfi.aim.4"),))
        if each.item.identifier == "mfi.aim.4"
    )
    assert not step.is_open


@pytest.mark.parametrize("method", [Method.DMAIC, Method.A3])
def test_every_worksheet_of_a_method_stands_in_one_of_its_stages(method):
    stages = method_stages(method, asked(method=method))
    placed = [kind for stage in stages for kind in stage.sheets]
    meant = [
        kind
        for kind, sheet in WORKSHEETS.items()
        if any(stage.startswith(f"{method.value}.") for stage in sheet.stages)
    ]
    assert sorted(placed) == sorted(meant)
    assert len(placed) == len(set(placed))


def test_what_was_taken_on_is_owed_until_it_is_done_and_late_after_its_day():
    due = date(2026, 1, 31)
    taken = (
        Assignment(item="mfi.aim.5", owner="B", due=due + timedelta(days=9)),
        Assignment(item="mfi.aim.4", owner="A", due=due),
    )
    found = asked(assignments=taken, answers=())
    nothing_else = made.document(participation=(), cycles=(), decisions=())
    tomorrow = due + timedelta(days=1)
    listed = owed(nothing_else, found)
    assert [(each.record.owner, each.is_late(tomorrow)) for each in listed] == [
        ("A", True),
        ("B", False),
    ]
    assert not listed[0].is_late(due)


def test_answered_prompt_is_owed_no_more_and_an_answer_in_words_meets_no_gate():
    taken = tuple(
        Assignment(item=item, owner="A", due=date(2020, 1, 1))
        for item in ("mfi.aim.4", "mfi.aim.2")
    )
    answers = tuple(
        ItemAnswer(
            item=item, state=AnswerState.ANSWERED, text="Done", by="A", at=made.NOW
        )
        for item in ("mfi.aim.4", "mfi.aim.2")
    )
    found = asked(assignments=taken, answers=answers, aim=Aim())
    nothing_else = made.document(participation=(), cycles=(), decisions=())
    still = owed(nothing_else, found)
    assert [each.record.item for each in still] == ["mfi.aim.2"]


def test_lack_names_the_cycles():
    cycles = tuple(Cycle(identifier=f"c{n}", number=n, title="") for n in (1, 2))
    found = {
        f.code: f for f in fidelity(Facts(made.document(cycles=cycles), None, NOW))
    }
    assert lacking_sentence(found["prediction"], cycles) == "Not so in cycles 1 and 2."
    one = found["prediction"].__class__("prediction", is_met=False, cycles=("c2",))
    assert lacking_sentence(one, cycles) == "Not so in cycle 2."
    assert lacking_sentence(found["chain"], cycles) == "Not so yet."
    met = found["chain"].__class__("chain", is_met=True)
    assert lacking_sentence(met, cycles) == ""


@pytest.mark.parametrize(
    ("row", "faulty"),
    [
        ({"failure": "Late", "severity": "8"}, []),
        ({"severity": "high"}, ["severity"]),
        ({"severity": "nan", "detection": "inf"}, ["severity", "detection"]),
        ({"severity": "  "}, []),
        (
            {"severity": "0", "occurrence": "11", "detection": "10"},
            ["severity", "occurrence"],
        ),
    ],
)
def test_cells_hold_numbers_where_numbers_are_asked(row, faulty):
    assert [f.column.name for f in cell_faults("failures", [row])] == faulty


def test_one_small_test_has_not_grown_yet():
    one = made.document()
    grown = one.model_copy(
        update={
            "cycles": (
                *one.cycles,
                made.cycle(number=2, sample=Sample(size=90, unit_size=400)),
            )
        }
    )
    for given, is_met in ((one, False), (grown, True)):
        found = {f.code: f.is_met for f in fidelity(Facts(given, None, NOW))}
        assert found["small_scale"] is is_met


@pytest.mark.parametrize(("day", "faulty"), [("2027-03-31", []), ("soon", ["by"])])
def test_cells_hold_a_date_where_one_is_asked(day, faulty):
    assert [f.column.name for f in cell_faults("targets", [{"by": day}])] == faulty


def test_cells_hold_one_of_the_choices():
    faults = cell_faults("causes", [{"ends_at": "rule"}, {"ends_at": "<b>them</b>"}])
    assert [(f.row, f.column.name) for f in faults] == [(2, "ends_at")]


def test_rows_that_lack_something_needed_are_numbered():
    sheet = Worksheet(
        kind="exclusions",
        rows=({"group": "A", "share": "4"}, {"group": "B"}, {"share": " "}),
    )
    assert unfinished(sheet) == (2, 3)


@pytest.mark.parametrize(
    ("numbers", "begun"),
    [
        ({}, ("cycle1", 1)),
        ({"cycle1": 1, "cycle2": 2}, ("cycle3", 3)),
        ({"cycle1": 1, "cycle3": 3}, ("cycle4", 4)),
        ({"cycle1": 1, "cycle5": 4}, ("cycle6", 5)),
    ],
)
def test_next_cycle_takes_the_place_of_none_that_is_or_was_there(numbers, begun):
    found = next_cycle(numbers)
    assert (found.identifier, found.number) == begun
