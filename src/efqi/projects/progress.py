"""What is done and what is next, computed from evidence and never typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from efqi.projects.document.decision import AnswerState, Assignment, ItemAnswer
from efqi.projects.document.document import Method
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import Gate, GateState, judge_gate
from efqi.projects.practice import Item, ItemKind, Practice

MOST_PROMPTS = 3
"""Prompts shown at a time."""
_ANSWERED_IN_ANSWER = ("mfi.chg.5", "a3.8.1")


class Chapter(StrEnum):
    """Chapters of a project that items belong to."""

    VALUES = "values"
    RESOURCES = "resources"
    DATA = "data"
    DESIGN = "design"
    CYCLES = "cycles"
    ANSWER = "answer"


class Standing(StrEnum):
    """How an item stands."""

    MET = "met"
    ANSWERED = "answered"
    UNKNOWN = "we do not know"
    PASSED_OVER = "passed over"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Step:
    """One prompt or gate as it stands in a project.

    Attributes
    ----------
    item : Item
        What is asked.
    stage : str
        Stage that it belongs to.
    cycle : str or None
        Cycle that it is asked about.
    chapter : Chapter
        Where it is answered.
    standing : Standing
        How it stands.
    gate : Gate or None
        With its conditions, for a gate.
    answer : ItemAnswer or None
        What people wrote.
    assignment : Assignment or None
        Who took it on, and by when.
    stage_key : str
        Identifier of the stage, such as "pdsa.plan".
    """

    item: Item
    stage: str
    cycle: str | None
    chapter: Chapter
    standing: Standing
    gate: Gate | None
    answer: ItemAnswer | None
    assignment: Assignment | None = None
    stage_key: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done.

        "We do not know" answers a prompt. What a gate needs is still missing then.
        """
        is_unknown_gate = self.gate is not None and self.standing is Standing.UNKNOWN
        return is_unknown_gate or self.standing is Standing.OPEN

    @property
    def choices(self) -> tuple[AnswerState, ...]:
        """How people may answer it; a gate is passed over by a decision alone."""
        always = (AnswerState.ANSWERED, AnswerState.UNKNOWN)
        return always if self.gate else (*always, AnswerState.NOT_APPLICABLE)


def steps(facts: Facts, practice: Practice) -> tuple[Step, ...]:
    """Give every prompt and gate that a project meets, in the order of its method.

    Those of its method come first, then those of each cycle.
    """
    method = facts.document.method
    found: list[Step] = []
    if method is not Method.PDSA:
        found += _of(practice, method.value, facts)
    for cycle in facts.document.cycles:
        asked = Facts(facts.document, facts.release, facts.now, cycle)
        found += _of(practice, Method.PDSA.value, asked)
    return tuple(found)


def _of(practice: Practice, framework: str, facts: Facts) -> Iterator[Step]:
    cycle = facts.cycle.identifier if facts.cycle else None
    for stage in practice.framework(framework).stages:
        for item in stage.items:
            answer = facts.document.answer_to(item.identifier, cycle)
            is_gate = item.kind is ItemKind.GATE
            gate = judge_gate(item.identifier, facts) if is_gate else None
            yield Step(
                item,
                stage.name,
                cycle,
                _chapter(item, cycle),
                _standing(gate, answer),
                gate,
                answer,
                facts.document.assigned(item.identifier, cycle),
                stage.identifier,
            )


def _chapter(item: Item, cycle: str | None) -> Chapter:
    if item.identifier in _ANSWERED_IN_ANSWER:
        return Chapter.ANSWER
    return Chapter.CYCLES if cycle else Chapter(item.aspect.value)


def _standing(gate: Gate | None, answer: ItemAnswer | None) -> Standing:
    if gate is not None and gate.state is GateState.MET:
        return Standing.MET
    if gate is not None and gate.state is GateState.PASSED_OVER:
        return Standing.PASSED_OVER
    if answer is None:
        return Standing.OPEN
    if answer.state is AnswerState.UNKNOWN:
        return Standing.UNKNOWN
    if gate is not None:
        # Words alone do not meet a gate: what it needs is still missing.
        return Standing.OPEN
    if answer.state is AnswerState.ANSWERED:
        return Standing.ANSWERED
    return Standing.PASSED_OVER


def next_steps(found: Sequence[Step], most: int = MOST_PROMPTS) -> tuple[Step, ...]:
    """Give what to do next: open items in the order of the method, the newest cycle first.

    Gates of which people said "we do not know" come after all others.

    Parameters
    ----------
    found : sequence of Step
        As `steps` gives them.
    most : int
        How many at most.
    """
    waiting = [step for step in found if step.is_open]
    cycles = [step.cycle for step in waiting if step.cycle]
    newest = cycles[-1] if cycles else None

    def place(step: Step) -> tuple[bool, bool, bool]:
        is_unknown = step.standing is Standing.UNKNOWN
        return is_unknown, step.cycle != newest, step.cycle is None

    return tuple(sorted(waiting, key=place)[:most])


@dataclass(frozen=True, slots=True)
class ChapterCount:
    """How the items of one chapter stand: gates and prompts in order."""

    chapter: Chapter
    gates: tuple[Standing, ...]
    prompts: tuple[Standing, ...]


def by_chapter(found: Sequence[Step]) -> tuple[ChapterCount, ...]:
    """Count items by chapter; chapters without items are left out."""
    return tuple(
        ChapterCount(
            chapter,
            tuple(s.standing for s in inside if s.gate is not None),
            tuple(s.standing for s in inside if s.gate is None),
        )
        for chapter in Chapter
        if (inside := [step for step in found if step.chapter is chapter])
    )
