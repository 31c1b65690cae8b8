"""Judge every gate of a project."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from efqi.projects.document.decision import AnswerState, Claim, ItemAnswer
from efqi.projects.gates import claims, cycles, lean, model_for_improvement, six_sigma
from efqi.projects.gates.facts import Condition, Facts, Rule

RULES: Mapping[str, Rule] = {
    **model_for_improvement.RULES,
    **cycles.RULES,
    **six_sigma.RULES,
    **lean.RULES,
}
"""The rule of every gate, by its identifier."""
_MET_ONCE = (
    *("answer_there", "gap_judged", "group_not_worse"),
    *("feedback_given", "reading_there"),
)
"""Conditions of gates of cycles that are met once for all of them."""


class GateState(StrEnum):
    """How a gate stands."""

    MET = "met"
    NOT_MET = "not met"
    PASSED_OVER = "passed over"


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as it stands.

    Attributes
    ----------
    item : str
        Of the practice content.
    cycle : str or None
        Cycle that it was asked about.
    state : GateState
        Met where every condition holds; else passed over where a named person gave a
        reason.
    conditions : tuple of Condition
        What it needs: those that hold are its evidence, the others what is missing.
    answer : ItemAnswer or None
        What people wrote, or who passed it over and why.
    """

    item: str
    cycle: str | None
    state: GateState
    conditions: tuple[Condition, ...]
    answer: ItemAnswer | None

    @property
    def evidence(self) -> tuple[Condition, ...]:
        """Conditions that hold."""
        return tuple(each for each in self.conditions if each.holds)

    @property
    def missing(self) -> tuple[Condition, ...]:
        """Conditions that do not hold."""
        return tuple(each for each in self.conditions if not each.holds)


def judge_gate(item: str, facts: Facts) -> Gate:
    """Judge one gate.

    Parameters
    ----------
    item : str
        Identifier of a gate, such as "mfi.aim.2".
    facts : Facts
        The project; with a cycle for a gate of one.

    Raises
    ------
    KeyError
        Where it is no gate.
    """
    return _judged(item, RULES[item], facts)


def _judged(item: str, rule: Rule, facts: Facts) -> Gate:
    conditions = tuple(rule(facts))
    cycle = facts.cycle.identifier if facts.cycle else None
    answer = facts.document.answer_to(item, cycle)
    if all(each.holds for each in conditions):
        state = GateState.MET
    elif item != claims.WORSE and _is_passed_over(answer):
        state = GateState.PASSED_OVER
    else:
        state = GateState.NOT_MET
    return Gate(item, cycle, state, conditions, answer)


def _is_passed_over(answer: ItemAnswer | None) -> bool:
    """Say whether it was passed over; without a name and a reason it was not."""
    return (
        answer is not None
        and answer.state in (AnswerState.PASSED_OVER, AnswerState.NOT_APPLICABLE)
        and bool(answer.by.strip() and answer.reason.strip())
    )


def judge_gates(facts: Facts) -> tuple[Gate, ...]:
    """Judge every gate of the project's method, and those of each of its cycles."""
    return tuple(_gates(facts))


def _gates(facts: Facts) -> Iterator[Gate]:
    method = f"{facts.document.method.value}."
    for item in RULES:
        if item.startswith("pdsa."):
            continue
        if item.startswith(method):
            yield judge_gate(item, facts)
    for cycle in facts.document.cycles:
        asked = Facts(facts.document, facts.release, facts.now, cycle)
        for item in cycles.RULES:
            yield judge_gate(item, asked)


def blocking(claim: Claim, facts: Facts) -> tuple[Gate, ...]:
    """List the gates that stand between a project and a claim; none block work itself.

    Gates of the claim come first. A gate that misses only what one before it misses is
    left out: one thing to do is told once.
    """
    if claim is Claim.UNDER_WAY:
        return ()
    told: list[tuple[str | None, Condition]] = []
    found = []
    for gate in _asked(claim, facts):
        if gate.state is not GateState.NOT_MET:
            continue
        lacks = [(_cycle_of(each, gate), each) for each in gate.missing]
        if any(each not in told for each in lacks):
            found.append(gate)
        told += lacks
    return tuple(found)


def unmet(facts: Facts) -> tuple[Gate, ...]:
    """List every gate that someone may pass over, or has passed over and may again."""
    found = _asked(Claim.ADOPTED, facts)
    return tuple(gate for gate in found if gate.state is not GateState.MET)


def _asked(claim: Claim, facts: Facts) -> tuple[Gate, ...]:
    of_claim = claims.asked_of(claim, facts)
    return (
        *(_judged(item, claims.RULES[item], facts) for item in of_claim),
        *judge_gates(facts),
    )


def _cycle_of(condition: Condition, gate: Gate) -> str | None:
    """Give the cycle in which a condition is met; None where it is met once for all."""
    return None if condition.code in _MET_ONCE else gate.cycle
