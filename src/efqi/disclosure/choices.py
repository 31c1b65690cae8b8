"""What a plan chooses to see of its analyses, besides their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from efqi.disclosure.breakdowns import Crossings
from efqi.disclosure.charting import Charting


@dataclass(frozen=True, slots=True)
class Choices:
    """What a plan chooses to see.

    Attributes
    ----------
    inequality : str
        Measure of inequality to follow over time; empty for the one that suits.
    charts : mapping of str to Charting
        Chart and rules of measures, by name; those of `Charting` for the others.
    crossings : Crossings
        Standardised levels and funnels to add.
    """

    inequality: str = ""
    charts: Mapping[str, Charting] = field(default_factory=dict)
    crossings: Crossings = field(default_factory=Crossings)
