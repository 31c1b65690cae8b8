"""Make a claim, or pass over what stands in its way: checked again as it is saved."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from efqi.projects.decided import PASS
from efqi.projects.document.decision import (
    AnswerState,
    Claim,
    Decision,
    ItemAnswer,
)
from efqi.projects.gates.claims import WORSE
from efqi.projects.gates.cycles import OVERRIDE
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import Gate, blocking
from efqi.projects.gates.not_better import not_better
from efqi.web.workbench.answering import is_current, last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import Person, Project
from efqi.web.workbench.saving import NEW, Conflict, save_record

CLAIM = "claim"
"""What a decision is about that says what became of a project."""


@dataclass(frozen=True, slots=True)
class Words:
    """What someone gives with a decision: why, and when it is looked at again."""

    reason: str
    review_on: date | None


def facts_now(project: Project) -> Facts:
    """Read what gates look at; an answer from older data or another plan does not count."""
    document, answered = document_of(project), last_answer(project)
    release = answered.release if answered and is_current(project, document) else None
    return Facts(document, release, timezone.now())


@transaction.atomic
def make_claim(
    project: Project, claim: Claim, words: Words, by: Person
) -> tuple[Gate, ...]:
    """Claim something of a project, unless a gate stands in the way.

    Parameters
    ----------
    project : Project
        Its row is locked while gates are judged, so that nothing changes in between.
    claim : Claim
        What is said of it; "under way" always stands open.
    words : Words
        Why, and when it is looked at again.
    by : Person
        Who claims it.

    Returns
    -------
    tuple of Gate
        What stands in the way; empty where it was claimed.
    """
    locked = Project.objects.select_for_update().get(pk=project.pk)
    found = blocking(claim, facts_now(locked))
    if not found:
        _decide(locked, CLAIM, claim.value, words, by)
        Project.objects.filter(pk=locked.pk).update(claim=claim.value)
    return found


@transaction.atomic
def pass_gate(
    project: Project, gate: Gate, facts: Facts, words: Words, by: Person, read: int
) -> Conflict | None:
    """Pass over a gate in someone's name, unless another answered it meanwhile."""
    if gate.item == WORSE:
        groups = tuple(each.path for each in not_better(facts) if each.is_worse)
        _decide(project, OVERRIDE, "", words, by, groups)
        return None
    begun = gate.answer or ItemAnswer(
        item=gate.item,
        cycle=gate.cycle,
        state=AnswerState.PASSED_OVER,
        by="",
        at=facts.now,
    )
    answer = begun.model_copy(
        update={
            "state": AnswerState.PASSED_OVER,
            "by": by.name,
            "at": facts.now,
            "reason": words.reason,
        }
    )
    saved = save_record(project, "answer", answer, read=read, by=by)
    if isinstance(saved, Conflict):
        return saved
    passed = ", ".join(name for name in (gate.item, gate.cycle) if name)
    _decide(project, PASS, passed, words, by)
    return None


def _decide(
    project: Project,
    about: str,
    what: str,
    words: Words,
    by: Person,
    groups: tuple[str, ...] = (),
) -> None:
    decision = Decision(
        identifier=uuid4().hex[:12],
        at=timezone.now(),
        by=by.name,
        about=about,
        what=what,
        reason=words.reason,
        review_on=words.review_on,
        groups=groups,
    )
    save_record(project, "decision", decision, read=NEW, by=by)
