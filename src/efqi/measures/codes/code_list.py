"""A list of codes: its groups, how data write them, and what stands for unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOT_STATED = "not stated"
"""The person was asked, and did not say."""
NOT_KNOWN = "not known"
"""Nobody asked, or nobody recorded the answer."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """One classification of people or places.

    Attributes
    ----------
    source : str
        Who publishes it, and as of when.
    title : str
        As a sentence names it: "ethnic group".
    labels : mapping of str to str
        Group to its words, in the order shown.
    spellings : mapping of str to tuple of str
        Group to other ways in which data write it, besides the group itself.
    unknown : mapping of str to str
        What data write where the group is not known, and the kind of not knowing.
    reference : str or None
        Group that others are usually compared with; None where there is no such custom.
    is_ordered : bool
        True where the order is a gradient.
    losses : tuple of str
        What the grouping cannot tell apart, one sentence each.
    lookup : str or None
        Lookup that leads from an area to the group; None where the column holds the group.
    """

    source: str
    title: str
    labels: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    reference: str | None = None
    is_ordered: bool = False
    losses: tuple[str, ...] = ()
    lookup: str | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """Groups in the order shown."""
        return tuple(self.labels)
