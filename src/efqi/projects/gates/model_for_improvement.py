"""Gates of the Model for Improvement."""

from collections.abc import Iterable, Mapping

from efqi.measures.measure import Direction
from efqi.projects.document.change import ChangeIdea
from efqi.projects.document.participation_flags import changed_something
from efqi.projects.gates.facts import Condition, Facts, Rule, written
from efqi.projects.gates.looks_at import MINIMUM, looks_at
from efqi.projects.gates.not_better import not_better

MANY_BURDENS = 3
"""Burdens from which an idea needs something to lighten it."""


def baseline_by_group(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.aim.1: the baseline was seen by group before the aim was agreed."""
    plan, document = facts.plan, facts.document
    seen = looks_at(plan) if plan else frozenset()
    excused = {each.dimension.casefold() for each in document.unlooked}
    for dimension in MINIMUM:
        yield Condition(
            "looks_at_group",
            dimension in seen or dimension in excused,
            {"dimension": dimension},
        )
    first = min((version.arrived_at for version in document.data), default=None)
    agreed = document.aim.agreed_at
    yield Condition("baseline_came", first is not None)
    yield Condition("aim_agreed", agreed is not None)
    if first is not None and agreed is not None:
        yield Condition("baseline_before_aim", first < agreed)


def aim_for_whom(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.aim.2: the aim names targets, group, date and failure."""
    aim = facts.document.aim
    yield Condition("aim_has_overall_target", aim.overall_target is not None)
    yield Condition("aim_names_group", written(aim.group))
    yield Condition("aim_has_group_target", aim.group_target is not None)
    yield Condition("aim_has_date", aim.by is not None)
    yield Condition("aim_says_failure", written(aim.failure_condition))


def problem_was_shaped(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.aim.3: people with experience changed the problem before the aim."""
    agreed = facts.document.aim.agreed_at
    voices = [
        entry
        for entry in facts.spoke("aim")
        if changed_something(entry) and (agreed is None or entry.on <= agreed.date())
    ]
    yield Condition("aim_agreed", agreed is not None)
    yield Condition("voices_before_aim", bool(voices), {"people": len(voices)})


def work_is_agreed(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.aim.6: hours, money and analyst help are agreed by someone."""
    document = facts.document
    unowned = [
        entry
        for entry in document.resources
        if entry.agreed_on is None and not written(entry.owner)
    ]
    yield Condition("sponsor_named", written(document.charter.sponsor))
    yield Condition("resources_planned", bool(document.resources))
    yield Condition("resources_owned", not unowned, {"lines": len(unowned)})


def gap_is_declared(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.meas.1: outcomes are seen by group, and the gap is fixed before results."""
    plan, document = facts.plan, facts.document
    yield Condition("groups_declared", plan is not None and bool(plan.dimensions))
    if plan is None:
        return
    measure = plan.measure(plan.contrast.measure)
    yield Condition("gap_declared", plan.contrast.declared_on is not None)
    yield Condition(
        "direction_settled",
        measure.improvement_direction is not Direction.NEUTRAL
        and not measure.direction_is_assumed,
        {"measure": measure.title},
    )
    notes = {note.measure: note for note in document.measures}
    note = notes.get(measure.name)
    locked = note.locked_at if note else None
    studies = [
        cycle.study.groups_opened_at
        for cycle in document.cycles
        if cycle.study.groups_opened_at is not None
    ]
    yield Condition("definition_locked", locked is not None, {"measure": measure.title})
    if locked is not None:
        is_first = all(locked < study for study in studies)
        yield Condition("locked_before_study", is_first)


def group_fields_are_known(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.meas.4: completeness is charted, and one field is being improved."""
    answer = facts.document.answer_to("mfi.meas.4")
    if _everyone_is_known(facts):
        yield Condition("everyone_known", True)
    else:
        yield Condition(
            "completeness_charted",
            any(view.completeness is not None for view in facts.views),
        )
    yield Condition("field_improved", answer is not None and written(answer.text))


def _everyone_is_known(facts: Facts) -> bool:
    """Say whether records were counted, and none of them lacks a group.

    Counts made elsewhere may have left out whoever is unknown. Where some are unknown and
    too few to show, they stand among the groups all the same.
    """
    if facts.plan is None or facts.plan.source.form != "records" or not facts.views:
        return False
    return not any(
        group.role == "unknown" for view in facts.views for group in view.groups
    )


def price_is_known(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.chg.1: every idea says what it asks of a patient, and one asks less."""
    ideas = facts.document.ideas
    unscreened = [idea for idea in ideas if not idea.is_screened]
    heavy = [
        idea
        for idea in ideas
        if len(idea.burdens) >= MANY_BURDENS and not written(idea.mitigation)
    ]
    yield Condition("ideas_there", bool(ideas))
    yield Condition("ideas_screened", not unscreened, _titles(unscreened))
    yield Condition("burdens_lightened", not heavy, _titles(heavy))
    yield Condition("price_lowered", any(idea.lowers_price for idea in ideas))


def nobody_left_unexplained(facts: Facts) -> Iterable[Condition]:
    """Judge mfi.chg.5: every group that is not better is explained and owned."""
    yield Condition("answer_there", facts.release is not None)
    for each in not_better(facts):
        yield Condition("group_explained", each.explanation is not None, each.figures)


def _titles(ideas: list[ChangeIdea]) -> dict[str, str | int | float]:
    return {"ideas": ", ".join(idea.title for idea in ideas)}


RULES: Mapping[str, Rule] = {
    "mfi.aim.1": baseline_by_group,
    "mfi.aim.2": aim_for_whom,
    "mfi.aim.3": problem_was_shaped,
    "mfi.aim.6": work_is_agreed,
    "mfi.meas.1": gap_is_declared,
    "mfi.meas.4": group_fields_are_known,
    "mfi.chg.1": price_is_known,
    "mfi.chg.5": nobody_left_unexplained,
}
