"""A chart in one word, as it may be shown."""

from dataclasses import dataclass

from efqi.stats.spc.icon import Assurance, Variation

__all__ = ["Assurance", "ReleasedIcons", "Variation"]


@dataclass(frozen=True, slots=True)
class ReleasedIcons:
    """What one chart says of now and of its target.

    Attributes
    ----------
    variation : Variation
        From its last judged point.
    assurance : Assurance
        From the limits of the process as it is now.
    false_percent : float or None
        Charts in 100, at most, that chance alone gives a special cause at the last point;
        None where that was not measured for its rules, a warning makes it unknown, or
        nothing is told.
    """

    variation: Variation
    assurance: Assurance
    false_percent: float | None
