"""A finding on the data: what was seen, and how much it matters for the answer."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does to the answer, worst first."""

    STOPS = "stops"
    COULD_CHANGE = "could_change"
    WORTH_KNOWING = "worth_knowing"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as exact counts."""

    part: float
    whole: float

    @property
    def percent(self) -> float:
        """Part of the whole, per cent; NaN where the whole is nothing."""
        return 100 * self.part / self.whole if self.whole > 0 else math.nan


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    code : str
        What was seen; `reports` has its words.
    severity : Severity
        What it does to the answer.
    about : str
        Name of the dimension or measure; blank for the whole source.
    shares : mapping of str to Share
        Exact counts behind its figures: confidential.
    facts : mapping of str to str or int
        Names, dates (ISO) and numbers of intervals, sites or spellings; nothing that counts
        people.
    fewest_named : float
        Fewest records behind any site or spelling that the facts name.
    """

    code: str
    severity: Severity
    about: str = ""
    shares: Mapping[str, Share] = field(default_factory=dict)
    facts: Mapping[str, str | int] = field(default_factory=dict)
    fewest_named: float = math.inf
