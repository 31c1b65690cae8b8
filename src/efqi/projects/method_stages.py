"""The stages of DMAIC and A3 as they stand in a project, with the tables they work with."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from efqi.projects.document.document import Method
from efqi.projects.progress import Standing, Step
from efqi.projects.worksheets import WORKSHEETS

STAGED = (Method.DMAIC, Method.A3)
"""Methods whose stages carry a project; the others are carried by their cycles."""


@dataclass(frozen=True, slots=True)
class MethodStage:
    """One stage of a method.

    Attributes
    ----------
    name : str
        Such as "Analyse".
    steps : tuple of Step
        Its prompts and gates.
    sheets : tuple of str
        Kinds of worksheet that it uses.
    """

    name: str
    steps: tuple[Step, ...]
    sheets: tuple[str, ...]

    @property
    def gates(self) -> tuple[Standing, ...]:
        """How its gates stand."""
        return tuple(step.standing for step in self.steps if step.gate is not None)

    @property
    def prompts(self) -> tuple[Standing, ...]:
        """How its prompts stand."""
        return tuple(step.standing for step in self.steps if step.gate is None)

    @property
    def is_done(self) -> bool:
        """Whether every gate of it is met or was passed over."""
        return not any(step.is_open for step in self.steps if step.gate is not None)


def method_stages(method: Method, found: Sequence[Step]) -> tuple[MethodStage, ...]:
    """Give the stages of a project's method; none where cycles carry it.

    Parameters
    ----------
    method : Method
        How the project works.
    found : sequence of Step
        As `steps` gives them.
    """
    if method not in STAGED:
        return ()
    own = (step for step in found if step.cycle is None)
    return tuple(
        _stage(key, tuple(inside))
        for key, inside in groupby(own, key=lambda step: step.stage_key)
    )


def _stage(key: str, inside: tuple[Step, ...]) -> MethodStage:
    sheets = (kind for kind, sheet in WORKSHEETS.items() if key in sheet.stages)
    return MethodStage(inside[0].stage, inside, tuple(sheets))
