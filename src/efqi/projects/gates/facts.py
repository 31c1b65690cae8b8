"""What a gate may look at, and what it says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from efqi.disclosure.release import Release, View
from efqi.projects.document.cycle import Cycle
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.people import Participation
from efqi.projects.plan import Plan

Figures = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a gate needs.

    Attributes
    ----------
    code : str
        Which; reports have words for it held and not held.
    holds : bool
        Whether it is so.
    figures : mapping of str to str, int or float
        What was found.
    """

    code: str
    holds: bool
    figures: Figures = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """Everything that gates look at.

    Attributes
    ----------
    document : ProjectDocument
        The project.
    release : Release or None
        What its data may show; None before there are data.
    now : datetime
        With its time zone.
    cycle : Cycle or None
        The cycle asked about, for gates of a PDSA cycle.
    """

    document: ProjectDocument
    release: Release | None
    now: datetime
    cycle: Cycle | None = None

    @cached_property
    def plan(self) -> Plan | None:
        """The measurement plan; None before there is one."""
        return self.document.parsed_plan()

    @property
    def views(self) -> tuple[View, ...]:
        """What is shown of each measure by each dimension; the primary first."""
        return () if self.release is None else self.release.views

    @property
    def tested(self) -> Cycle:
        """The cycle asked about.

        Raises
        ------
        ValueError
            Where a gate of a cycle is asked without one.
        """
        if self.cycle is None:
            raise ValueError("This gate is asked about a cycle.")
        return self.cycle

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Labels of the groups of the declared contrast, unknown and total left out."""
        return tuple(
            group.label
            for view in self.views[:1]
            for group in view.groups
            if group.role == "group"
        )

    def spoke(self, about: str) -> tuple[Participation, ...]:
        """List the times that people who are not staff took part in something."""
        return tuple(
            entry
            for entry in self.document.participation
            if not entry.is_staff and entry.linked_to.casefold() == about.casefold()
        )


Rule = Callable[[Facts], Iterable[Condition]]
"""Gives the conditions of one gate; it is met where all of them hold."""


def written(text: str) -> bool:
    """Say whether anything was written."""
    return bool(text.strip())
