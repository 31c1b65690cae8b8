"""What a project says beside its figures, as every form of the report carries it."""

from dataclasses import dataclass
from typing import Final

from efqi.projects.document.charter import Aim
from efqi.projects.document.cycle import Cycle
from efqi.reports.figure import Block


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone made of the answer, in their words and without their name.

    Attributes
    ----------
    answers : tuple of Block
        What was asked, with what they said.
    who : str
        Whether they work there, and when they read it.
    """

    answers: tuple[Block, ...]
    who: str


@dataclass(frozen=True, slots=True)
class Voices:
    """The part of a report on what people made of it, and what the project says.

    Attributes
    ----------
    title, read : str
        Heading; who from outside the team read the answer, and when.
    team : Block
        What may be said today: the team's words.
    people : str
        Heading of the quotes, which stand beside them in the same size.
    quotes : tuple of Quote
        Only what anyone may read.
    silence : str
        Why there are no quotes; blank where there are.
    blocks : tuple of Block
        Groups that are not better, and what the project claims.
    """

    title: str
    read: str
    team: Block
    people: str
    quotes: tuple[Quote, ...]
    silence: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Alongside:
    """What goes with a report beside its figures.

    Attributes
    ----------
    cycles : tuple of Cycle
        Tests to mark on charts over time.
    aim : Aim or None
        What the project set out to do; a blank one leaves that to the plan, None also
        whether it was reached.
    voices : Voices or None
        What people made of it, and what the project says.
    """

    cycles: tuple[Cycle, ...] = ()
    aim: Aim | None = None
    voices: Voices | None = None


NOTHING: Final = Alongside()
"""A report made from a plan alone."""
