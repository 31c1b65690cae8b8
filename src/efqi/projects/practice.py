"""The practice content as data: prompts, gates, mechanisms, self-assessment, sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNVERIFIED = ("title", "memory")
"""Ways of reading a source that leave what it says to be checked."""


class Aspect(StrEnum):
    """The four aspects of equity-focused quality improvement."""

    VALUES = "values"
    RESOURCES = "resources"
    DATA = "data"
    DESIGN = "design"


class ItemKind(StrEnum):
    """Whether an item helps, or blocks a claim until it is met or passed over."""

    PROMPT = "prompt"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from.

    Attributes
    ----------
    key : str
        What items call it.
    citation : str
        As it is cited.
    read : str
        How much of it was read: "full", "abstract", "excerpt", "title", "memory".
    link : str
        Address or DOI; blank where there is none.
    facts : str
        What it says, in our words.
    """

    key: str
    citation: str
    read: str
    link: str = ""
    facts: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether it was read, and nothing of its citation is still to be checked."""
        opened = not self.read.startswith(UNVERIFIED)
        return opened and "check)" not in self.citation + self.link


@dataclass(frozen=True, slots=True)
class Item:
    """One prompt or gate.

    Attributes
    ----------
    identifier : str
        Such as "mfi.aim.1".
    aspect : Aspect
        Which of the four it belongs to.
    kind : ItemKind
        Prompt or gate.
    question, good, evidence : str
        What is asked, what a good answer looks like, what to attach.
    check : str
        What the software can check for itself, in words.
    sources : tuple of str
        Keys of its sources; at least one.
    """

    identifier: str
    aspect: Aspect
    kind: ItemKind
    question: str
    good: str
    evidence: str
    check: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a method, with its items."""

    identifier: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """One improvement method: "mfi", "pdsa", "dmaic" or "a3"."""

    identifier: str
    name: str
    stages: tuple[Stage, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Items of every stage."""
        return tuple(item for stage in self.stages for item in stage.items)


@dataclass(frozen=True, slots=True)
class AssessmentItem:
    """One item of the self-assessment; anchors say what is seen at scores 0 to 4."""

    identifier: str
    aspect: Aspect
    name: str
    question: str
    anchors: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The self-assessment: its scale, its items and how it is to be used."""

    scale: tuple[str, ...]
    how: str
    evidence_rule: str
    not_for: str
    items: tuple[AssessmentItem, ...]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A way in which an improvement can widen a gap.

    Attributes
    ----------
    identifier, name : str
        Such as "igi.2", "Price of taking part".
    stage : str
        Where on the way to care it acts.
    how, early_sign, guard : str
        What happens, what would be seen first, what prevents it.
    sources : tuple of str
        Keys of its sources.
    """

    identifier: str
    name: str
    stage: str
    how: str
    early_sign: str
    guard: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskScales:
    """Words of the scores of a risk, for 1 upward."""

    likelihood: tuple[str, ...]
    severity: tuple[str, ...]
    seen_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """One line of the resources plan: what to ask and which figures answer it."""

    identifier: str
    area: str
    ask: str
    fields: tuple[str, ...]
    good: str
    check: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of the ladder of participation, 1 (coercion) to 7 (co-production)."""

    step: int
    name: str
    test: str


@dataclass(frozen=True, slots=True)
class ClinicalArea:
    """One of the five clinical areas of Core20PLUS5; note says what is to be checked."""

    area: str
    focus: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Core20Plus5:
    """NHS England's approach, in our words, as of a date."""

    as_at: date
    core20: str
    plus: str
    inclusion_health: tuple[str, ...]
    minimum_groups: tuple[str, ...]
    adults: tuple[ClinicalArea, ...]
    children: tuple[ClinicalArea, ...]
    cross_cutting_adults: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """All practice content.

    Attributes
    ----------
    frameworks : tuple of Framework
        The four methods.
    assessment : Assessment
        Self-assessment over the four aspects.
    mechanisms : tuple of Mechanism
        Ways in which a gap can widen.
    risk_scales : RiskScales
        Words of a risk's scores.
    resources : tuple of ResourceLine
        Lines of the resources plan.
    ladder : tuple of LadderStep
        Steps of participation.
    core20plus5 : Core20Plus5
        Whom to look at first, in England.
    sources : mapping of str to Source
        By key.
    """

    frameworks: tuple[Framework, ...]
    assessment: Assessment
    mechanisms: tuple[Mechanism, ...]
    risk_scales: RiskScales
    resources: tuple[ResourceLine, ...]
    ladder: tuple[LadderStep, ...]
    core20plus5: Core20Plus5
    sources: Mapping[str, Source]

    def framework(self, identifier: str) -> Framework:
        """Give the method of that identifier."""
        return next(f for f in self.frameworks if f.identifier == identifier)

    def item(self, identifier: str) -> Item:
        """Give the prompt or gate of that identifier."""
        return next(i for i in self.items if i.identifier == identifier)

    @property
    def items(self) -> Iterator[Item]:
        """Every prompt and gate of every method."""
        return (item for framework in self.frameworks for item in framework.items)
