"""Gates of a claim, whatever the method: what must be so before anyone says "adopted"."""

from collections.abc import Iterable, Mapping

from efqi.projects.document.decision import Claim
from efqi.projects.document.document import Method
from efqi.projects.gates.cycles import is_answered_for, people_were_told, read_since
from efqi.projects.gates.facts import Condition, Facts, Rule
from efqi.projects.gates.model_for_improvement import nobody_left_unexplained
from efqi.projects.gates.not_better import not_better

WORSE = "claim.worse"
"""The one gate that no plain reason passes over: see `worse_is_answered_for`."""


def answer_is_there(facts: Facts) -> Iterable[Condition]:
    """Judge claim.answer: nothing is adopted that nobody has measured."""
    yield Condition("answer_there", facts.release is not None)


def worse_is_answered_for(facts: Facts) -> Iterable[Condition]:
    """Judge claim.worse: whoever got worse is explained, owned, and answered for."""
    for each in not_better(facts):
        if each.is_worse:
            is_explained = each.explanation is not None
            yield Condition("group_explained", is_explained, each.figures)
            yield Condition(
                "group_not_worse", is_answered_for(each, facts), each.figures
            )


def something_was_tested(facts: Facts) -> Iterable[Condition]:
    """Judge claim.tested: what is adopted was tested in a cycle."""
    yield Condition("experiment_there", bool(facts.document.cycles))


def someone_outside_read_it(facts: Facts) -> Iterable[Condition]:
    """Judge claim.read: someone who is not staff read the answer."""
    changes = facts.plan.changes if facts.plan else ()
    cycles = (cycle.identifier for cycle in facts.document.cycles)
    yield from read_since(facts, changes[0].date if changes else None, None, *cycles)


RULES: Mapping[str, Rule] = {
    "claim.answer": answer_is_there,
    "claim.tested": something_was_tested,
    WORSE: worse_is_answered_for,
    "claim.groups": nobody_left_unexplained,
    "claim.read": someone_outside_read_it,
    "claim.told": people_were_told,
}
"""Gates of a claim by their identifier."""
_WITHOUT_RESULTS = ("claim.told",)
"""What closing asks for, which may be done without any result to adopt."""


def asked_of(claim: Claim, facts: Facts) -> tuple[str, ...]:
    """List the gates of a claim that no gate of the method or of a cycle asks already."""
    items = _WITHOUT_RESULTS if claim is Claim.CLOSED else tuple(RULES)
    asked_elsewhere = set()
    if facts.document.method is Method.A3:
        # Its sixth box asks for a test itself.
        asked_elsewhere.add("claim.tested")
    if facts.document.method is Method.MODEL_FOR_IMPROVEMENT:
        asked_elsewhere.add("claim.groups")
    if facts.document.cycles:
        asked_elsewhere |= {"claim.read", "claim.told"}
    return tuple(item for item in items if item not in asked_elsewhere)
