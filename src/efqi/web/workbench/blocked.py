"""What stands between a project and a claim, as pages list it: what, where, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from efqi.projects.gates.claims import RULES as OF_CLAIMS
from efqi.projects.gates.claims import WORSE
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import Gate
from efqi.projects.gates.not_better import not_better
from efqi.reports.wording.claim import gate_heading
from efqi.reports.wording.gate import condition_sentence
from efqi.store.practice_file import load_practice
from efqi.web.workbench.places import WRITES, needs, place_of
from efqi.web.workbench.views.asked import PROJECT
from efqi.web.workbench.views.explain import explanation_key

MOST_SENTENCES = 3
"""Sentences shown of what one gate misses; the page of the gate has them all."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """One gate that is not met.

    Attributes
    ----------
    heading : str
        What is missing.
    sentences : tuple of str
        Each thing to do.
    more : int
        How many more there are.
    address, words : str
        Where it is done, and what the link says.
    pass_over : str
        Where a named person passes it over with a reason.
    needs : frozenset of str
        What someone must be allowed to do to open the address.
    """

    heading: str
    sentences: tuple[str, ...]
    more: int
    address: str
    words: str
    pass_over: str
    needs: frozenset[str]


_ACTS = {
    "answer_there": words("Bring a file"),
    "baseline_came": words("Bring a file"),
    "reading_there": words("Add a reading"),
    "experiment_there": words("Plan a test"),
    "feedback_given": words("Tell them"),
}
"""What a link says that leads straight to where something missing is done."""
_OF_THE_ANSWER = ("answer_there", "group_not_worse", "group_explained")
_OF_ITS_READERS = ("reading_there", "feedback_given")


def answer_first(gates: Sequence[Gate]) -> list[Gate]:
    """Order gates as the page of the answer lists them: its own, its readers', others."""

    def place(gate: Gate) -> int:
        codes = {condition.code for condition in gate.missing}
        if codes & set(_OF_THE_ANSWER):
            return 0
        return 1 if codes & set(_OF_ITS_READERS) else 2

    return sorted(gates, key=place)


def blocked_list(gates: Sequence[Gate], facts: Facts) -> tuple[Blocked, ...]:
    """Say of each gate what is missing and where to do it."""
    return tuple(_blocked(gate, facts) for gate in gates)


def _blocked(gate: Gate, facts: Facts) -> Blocked:
    key = facts.document.identifier
    question = (
        "" if gate.item in OF_CLAIMS else load_practice().item(gate.item).question
    )
    sentences = tuple(dict.fromkeys(map(condition_sentence, gate.missing)))
    pass_over = reverse("pass-over", args=[key, gate.item, gate.cycle or PROJECT])
    address, said = _where(gate, facts, pass_over)
    code = gate.missing[0].code
    return Blocked(
        gate_heading(gate, question),
        sentences[:MOST_SENTENCES],
        len(sentences[MOST_SENTENCES:]),
        address,
        said,
        pass_over,
        needs(code) if code in _ACTS else WRITES,
    )


def _where(gate: Gate, facts: Facts, pass_over: str) -> tuple[str, str]:
    """Give the address where the first thing that is missing is done, and its words."""
    key, code = facts.document.identifier, gate.missing[0].code
    if code == "group_explained":
        for group in not_better(facts):
            if group.explanation is None and (gate.item != WORSE or group.is_worse):
                address = reverse("explain", args=[key, explanation_key(group)])
                return address, _("Explain and assign")
    if code == "group_not_worse" and gate.item == WORSE:
        return pass_over, _("Answer for it")
    if code in _ACTS:
        return place_of(code, key, gate.cycle), _(_ACTS[code])
    asked = reverse("asked", args=[key, gate.item, gate.cycle or PROJECT])
    return asked, _("See what is missing")
