"""A check that was made on the way to a result."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Check:
    """One check made on the way to a result; `reports` turns it into words.

    Attributes
    ----------
    code : str
        What was checked, e.g. ``"enough_intervals_before"``.
    passed : bool
        Whether the check found nothing to worry about.
    figures : mapping of str to int, float or str
        The figures the sentence needs, e.g. ``{"found": 8, "needed": 12}``.
    """

    code: str
    passed: bool
    figures: Mapping[str, int | float | str] = field(default_factory=dict)
