"""What is counted, of whom, and which way is better."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How numerator and denominator relate."""

    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"
    PERCENTILE = "percentile"

    @property
    def is_measured(self) -> bool:
        """Whether every record carries a value (a wait), rather than an event or none."""
        return self in (Kind.MEAN, Kind.PERCENTILE)

    @property
    def is_events_over_size(self) -> bool:
        """Whether it is events over people or exposure, which both add up."""
        return self in (Kind.PROPORTION, Kind.RATE)


class Direction(StrEnum):
    """Which way is better."""

    LOWER = "lower"
    HIGHER = "higher"
    NEUTRAL = "neutral"


class Aim(StrEnum):
    """The six aims of quality (Institute of Medicine, 2001)."""

    SAFE = "safe"
    EFFECTIVE = "effective"
    PATIENT_CENTRED = "patient-centred"
    TIMELY = "timely"
    EFFICIENT = "efficient"
    EQUITABLE = "equitable"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of care.

    Attributes
    ----------
    name : str
        Value of the ``measure`` column.
    title : str
        What is counted, as a sentence names it: "missed appointments".
    of : str
        What it is counted among: "appointments", "people in treatment".
    kind : Kind
        Proportion (0 to 1), rate (events over exposure), plain count, or the mean or a
        percentile of a value that each record carries.
    improvement_direction : Direction
        Which way is better.
    per : float
        Multiplier a rate is shown with (1,000, 100,000); 1 for other kinds.
    aim : Aim
        Which of the six aims the measure serves.
    target : float or None
        Target on the shown scale (per cent for a proportion).
    direction_is_assumed : bool
        True where "better" is the team's working assumption, not settled; said in reports.
    unit : str
        What the value of a mean or percentile is counted in: "days".
    percentile : float or None
        Which percentile, above 0 and below 100; 50 is the median. None for other kinds.
    allows_negative : bool
        Whether a value may be below 0; no wait is.
    """

    name: str
    title: str
    of: str
    kind: Kind
    improvement_direction: Direction
    per: float = 1.0
    aim: Aim = Aim.EFFECTIVE
    target: float | None = None
    direction_is_assumed: bool = False
    unit: str = ""
    percentile: float | None = None
    allows_negative: bool = False

    @property
    def shown_multiplier(self) -> float:
        """Factor from numerator/denominator to what is shown (100 for per cent)."""
        return 100.0 if self.kind is Kind.PROPORTION else self.per

    @property
    def smaller_side(self) -> float:
        """Share of people on the smaller side of a percentile; 1 for other kinds."""
        if self.percentile is None:
            return 1.0
        return min(self.percentile, 100 - self.percentile) / 100
