"""Gates of one PDSA cycle."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date

from efqi.disclosure.release import Category
from efqi.projects.debt import Debt, late_to_people
from efqi.projects.document.cycle import Choice
from efqi.projects.gates.facts import Condition, Facts, Rule, written
from efqi.projects.gates.not_better import NotBetter, not_better
from efqi.projects.prediction import lacks_first_day, was_early
from efqi.projects.reach import fits, groups_reached

OVERRIDE = "adopt although a group is worse"
"""What a decision is about that adopts a change although a group is worse."""


def predicted_by_group(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.plan.1: predictions were saved before the test began."""
    cycle = facts.tested
    prediction = cycle.prediction
    predicted = [each for each in prediction.by_group if written(each.text)]
    yield Condition("predicted_overall", written(prediction.overall))
    yield Condition("predicted_for_group", bool(predicted))
    yield Condition("predicted_why", written(prediction.why_they_differ))
    if lacks_first_day(cycle):
        yield Condition("first_day_known", holds=False)
    else:
        yield Condition("predicted_before_data", was_early(cycle))


def sample_is_small(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.plan.2: the first test is small, and says whom it leaves out."""
    sample, number = facts.tested.sample, facts.tested.number
    is_known = sample.size is not None and sample.unit_size is not None
    yield Condition("sample_sized", sample.size is not None)
    yield Condition(
        "first_test_small",
        number > 1 or (is_known and (sample.size or 0) < (sample.unit_size or 0)),
    )
    yield Condition(
        "left_out_named", written(sample.left_out) or written(sample.left_out_reason)
    )


def reach_by_group(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.do.1: eligible, offered, taken up and finished are known by group."""
    reach = facts.tested.reach
    groups = len(groups_reached(reach, facts.groups))
    yield Condition("reach_counted", groups > 1, {"groups": groups})
    for each in reach:
        yield Condition("reach_falls", fits(each), {"group": each.group})


def groups_before_total(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.study.1: the groups were opened, and each was held to its prediction."""
    study = facts.tested.study
    judged = {each.group for each in study.results}
    yield Condition("groups_opened", study.groups_opened_at is not None)
    predicted = [each.group for each in facts.tested.prediction.by_group]
    for group in dict.fromkeys((*facts.groups, *predicted)):
        yield Condition("group_judged", group in judged, {"group": group})


def gap_was_judged(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.study.2: the declared gap has an answer on both scales."""
    verdict = facts.views[0].verdict if facts.views else None
    yield Condition("answer_there", verdict is not None)
    if verdict is not None:
        yield Condition(
            "gap_judged",
            verdict.category is not Category.DESCRIBE_ONLY,
            {"answer": verdict.category.value},
        )


def read_from_outside(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.study.5: someone who is not staff read the result."""
    cycle = facts.tested
    yield from read_since(facts, cycle.started_on, None, cycle.identifier)


def read_since(
    facts: Facts, began: date | None, *about: str | None
) -> Iterable[Condition]:
    """Judge that someone who is not staff read a result, which nobody can before its test.

    Parameters
    ----------
    facts : Facts
        The project.
    began : date or None
        Day on which what was read began; None where it is not known.
    *about : str or None
        Cycles that a reading may be about; None for the project's answer.
    """
    readings = [
        reading
        for reading in facts.document.readings
        if reading.cycle in about and not reading.is_staff
        if began is None or reading.read_at.astimezone(UTC).date() >= began
    ]
    yield Condition("reading_there", bool(readings), {"readings": len(readings)})


def chosen_for_each_group(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.act.1: the choice holds for each group, not only for the average."""
    act = facts.tested.act
    yield Condition("choice_made", act.choice is not None)
    chosen = {each.group for each in act.by_group}
    for group in facts.groups:
        yield Condition("choice_for_group", group in chosen, {"group": group})
    if act.choice is Choice.ADOPT:
        yield from nobody_worse(facts)


def nobody_worse(facts: Facts) -> Iterable[Condition]:
    """Judge that no group got worse, or that a named person answers for it."""
    for each in not_better(facts):
        if each.is_worse:
            yield Condition(
                "group_not_worse",
                is_answered_for(each, facts),
                each.figures,
            )


def is_answered_for(worse: NotBetter, facts: Facts) -> bool:
    """Say whether a named person answers for adopting although this group is worse.

    They give a reason and a day to look again, after which it no longer stands. A decision
    that names groups answers for those alone: one that got worse later needs an answer of
    its own.
    """
    return any(
        decision.about == OVERRIDE
        and written(decision.by)
        and written(decision.reason)
        and decision.review_on is not None
        and decision.review_on >= facts.now.date()
        and (not decision.groups or worse.path in decision.groups)
        for decision in facts.document.decisions
    )


def people_were_told(facts: Facts) -> Iterable[Condition]:
    """Judge pdsa.act.3: nobody is waiting to hear what became of what they said."""
    waiting = late_to_people(
        facts.document.participation, facts.now.date(), Debt.FEEDBACK
    )
    yield Condition("feedback_given", not waiting, {"people": len(waiting)})


RULES: Mapping[str, Rule] = {
    "pdsa.plan.1": predicted_by_group,
    "pdsa.plan.2": sample_is_small,
    "pdsa.do.1": reach_by_group,
    "pdsa.study.1": groups_before_total,
    "pdsa.study.2": gap_was_judged,
    "pdsa.study.5": read_from_outside,
    "pdsa.act.1": chosen_for_each_group,
    "pdsa.act.3": people_were_told,
}
