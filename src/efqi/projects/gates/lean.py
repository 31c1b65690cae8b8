"""Gates of the Lean A3."""

from collections.abc import Iterable, Mapping

from efqi.disclosure.release import Category
from efqi.projects.debt import Debt, to_people
from efqi.projects.gates.cycles import predicted_by_group
from efqi.projects.gates.facts import Condition, Facts, Rule, written
from efqi.projects.gates.six_sigma import causes_are_ours, groups_charted
from efqi.projects.worksheets import holds, number_of

FEWEST_WALKS = 2
"""People that the pathway is walked for: the usual one, and one it serves worst."""
MOST_OF_THE_WORK = 0.5
"""Share of the extra hours from which they rest on one person."""


def problem_from_patients(facts: Facts) -> Iterable[Condition]:
    """Judge a3.1.1: someone who is not staff said what the problem is."""
    said = [entry for entry in facts.spoke("problem") if written(entry.said)]
    yield Condition("problem_said_by_patient", bool(said), {"people": len(said)})


def pathway_was_walked(facts: Facts) -> Iterable[Condition]:
    """Judge a3.2.1: the pathway was walked for more than the usual patient."""
    personas = {
        row["persona"]
        for row in facts.document.rows("walks")
        if written(row.get("persona", "")) and written(row.get("minutes", ""))
    }
    yield Condition(
        "walks_there", len(personas) >= FEWEST_WALKS, {"walks": len(personas)}
    )


def floor_for_every_group(facts: Facts) -> Iterable[Condition]:
    """Judge a3.3.1: one floor for all, and a day for each group to reach it."""
    yield Condition("floor_set", facts.document.aim.floor is not None)
    dated = {
        row.get("group", "").casefold()
        for row in facts.document.rows("targets")
        if holds("targets", row, "by")
    }
    for group in facts.groups:
        yield Condition("group_has_date", group.casefold() in dated, {"group": group})


def slack_is_replaced(facts: Facts) -> Iterable[Condition]:
    """Judge a3.5.1: what is taken away names its users and what replaces it."""
    yield Condition("ideas_there", bool(facts.document.ideas))
    for idea in facts.document.ideas:
        if written(idea.removes):
            yield Condition(
                "removal_answered",
                written(idea.users_by_group) and written(idea.replacement),
                {"idea": idea.title},
            )


def experiments_predict(facts: Facts) -> Iterable[Condition]:
    """Judge a3.6.1: the first experiment predicts by group and says when to stop."""
    cycles = facts.document.cycles
    yield Condition("experiment_there", bool(cycles))
    for cycle in cycles[:1]:
        asked = Facts(facts.document, facts.release, facts.now, cycle)
        yield from predicted_by_group(asked)
        yield Condition("stop_rule_there", written(cycle.stop_rule))


def work_is_shared(facts: Facts) -> Iterable[Condition]:
    """Judge a3.7.1: extra work has an owner, hours and cover, and is not one person's."""
    rows = facts.document.rows("work")
    yield Condition("work_listed", bool(rows))
    for row in rows:
        covered = holds("work", row, "owner", "hours", "backfill") and _hours(row) > 0
        yield Condition("task_covered", covered, {"task": row.get("task", "")})
    yield from _work_rests_on_several(rows)


def _work_rests_on_several(rows: Iterable[Mapping[str, str]]) -> Iterable[Condition]:
    hours: dict[str, float] = {}
    names: dict[str, str] = {}
    for row in rows:
        name = row.get("owner", "").strip()
        owner = name.casefold()
        names.setdefault(owner, name)
        hours[owner] = hours.get(owner, 0.0) + _hours(row)
    total = sum(hours.values())
    if total:
        most = max(hours, key=lambda owner: hours[owner])
        share = hours[most] / total
        yield Condition(
            "work_shared",
            share <= MOST_OF_THE_WORK,
            {"owner": names[most], "share": round(100 * share)},
        )


def _hours(row: Mapping[str, str]) -> float:
    """Give the hours of an owned task; what nobody does is no share of anyone's work."""
    is_owned = written(row.get("owner", ""))
    return max(number_of(row.get("hours", "")) or 0.0, 0.0) if is_owned else 0.0


def result_by_group(facts: Facts) -> Iterable[Condition]:
    """Judge a3.8.1: the result is seen over time for each group, and the gap is judged."""
    yield Condition("answer_there", bool(facts.views))
    yield from groups_charted(facts)
    for view in facts.views[:1]:
        yield Condition(
            "gap_judged",
            view.verdict.category is not Category.DESCRIBE_ONLY,
            {"answer": view.verdict.category.value},
        )


def everyone_was_thanked(facts: Facts) -> Iterable[Condition]:
    """Judge a3.9.2: everyone who took part was told, and paid; nothing is left open."""
    owed = [each.what for each in to_people(facts.document.participation)]
    waiting = owed.count(Debt.FEEDBACK)
    unpaid = len(owed) - waiting
    yield Condition("feedback_given", not waiting, {"people": waiting})
    yield Condition("people_paid", not unpaid, {"people": unpaid})


RULES: Mapping[str, Rule] = {
    "a3.1.1": problem_from_patients,
    "a3.2.1": pathway_was_walked,
    "a3.3.1": floor_for_every_group,
    "a3.4.1": causes_are_ours,
    "a3.5.1": slack_is_replaced,
    "a3.6.1": experiments_predict,
    "a3.7.1": work_is_shared,
    "a3.8.1": result_by_group,
    "a3.9.2": everyone_was_thanked,
}
