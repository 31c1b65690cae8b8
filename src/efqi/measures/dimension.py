"""The groups that a measure is broken down by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNKNOWN = "unknown"
"""Value that stands for every way a group can be missing; never dropped."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of grouping people.

    Attributes
    ----------
    name : str
        Column of the measures table.
    title : str
        As a sentence names it: "deprivation of home area".
    order : tuple of str
        Values in the declared order: most deprived (worst-served) first. Unknown is not
        listed; it always comes last.
    reference : str
        The value that others are compared with.
    is_ordered : bool
        True where the order is a gradient (deprivation, age), so that a slope makes sense.
    is_overlapping : bool
        True where a person can be in several groups; such groups are never summed.
    labels : mapping of str to str
        Words shown for a value; a value without a label is shown as it is.
    is_sites : bool
        True for places of care, which are compared by funnels, not as groups of people.
    is_pareto : bool
        True where groups are drawn from most to fewest events, as reasons and causes are.
    """

    name: str
    title: str
    order: tuple[str, ...]
    reference: str
    is_ordered: bool = False
    is_overlapping: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    is_sites: bool = False
    is_pareto: bool = False

    def label(self, value: str) -> str:
        """Words shown for a value."""
        if value == UNKNOWN:
            return self.labels.get(value, "Unknown")
        return self.labels.get(value, value)
