"""The four parts of a PDSA cycle as they stand, computed from its gates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from efqi.projects.gates.facts import Condition
from efqi.projects.progress import Step

PARTS = ("plan", "do", "study", "act")
"""Parts of a cycle, in order."""


class PartState(StrEnum):
    """How a part of a cycle stands."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class CyclePart:
    """One part of a cycle.

    Attributes
    ----------
    name : str
        One of `PARTS`.
    state : PartState
        Done where every gate of it is met or was passed over; the first that is not is
        next.
    steps : tuple of Step
        Its prompts and gates.
    """

    name: str
    state: PartState
    steps: tuple[Step, ...]

    @property
    def missing(self) -> tuple[Condition, ...]:
        """What its open gates lack."""
        return tuple(
            each
            for step in self.steps
            if step.gate is not None and step.is_open
            for each in step.gate.missing
        )

    @property
    def evidence(self) -> tuple[Condition, ...]:
        """What its gates found."""
        return tuple(
            each
            for step in self.steps
            if step.gate is not None
            for each in step.gate.evidence
        )


def cycle_parts(found: Sequence[Step], cycle: str) -> tuple[CyclePart, ...]:
    """Give the four parts of a cycle.

    Parameters
    ----------
    found : sequence of Step
        Of the whole project, as `steps` gives them.
    cycle : str
        Identifier of the cycle.
    """
    made: list[CyclePart] = []
    for name in PARTS:
        here = tuple(
            step
            for step in found
            if step.cycle == cycle and step.stage_key == f"pdsa.{name}"
        )
        made.append(CyclePart(name, _state(here, made), here))
    return tuple(made)


def _state(here: Iterable[Step], before: Sequence[CyclePart]) -> PartState:
    if not any(step.is_open for step in here if step.gate is not None):
        return PartState.DONE
    is_first = all(part.state is PartState.DONE for part in before)
    return PartState.NEXT if is_first else PartState.LATER
