"""Measures of inequality as they may be shown."""

from dataclasses import dataclass
from datetime import date

from efqi.equity.inequality_measure import ABSOLUTE, RELATIVE, InequalityUnit
from efqi.measures.interval import Interval

__all__ = [
    "ABSOLUTE",
    "RELATIVE",
    "InequalityFigure",
    "InequalityOverTime",
    "InequalityPoint",
    "InequalityUnit",
    "ReleasedInequality",
    "ReleasedMeasureOfInequality",
]


@dataclass(frozen=True, slots=True)
class InequalityFigure:
    """One figure with its 90 % limits.

    Attributes
    ----------
    value : float or None
        None where it may not be shown or does not exist.
    reason : str
        Code of why there is no value; empty where there is one.
    lower, upper : float or None
        None where there is no limit on that side.
    """

    value: float | None
    reason: str = ""
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class ReleasedMeasureOfInequality:
    """One measure of inequality before and after the change; more is less fair.

    Attributes
    ----------
    name : str
        As the command line spells it.
    scale : str
        "absolute" or "relative".
    unit : InequalityUnit
        What it is counted in.
    before, after : InequalityFigure
        Before the first change, and since.
    change : InequalityFigure
        After minus before; after over before where the unit is a ratio.
    phases : tuple of InequalityFigure
        Since each change until the next; empty where there is only one.
    phase_changes : tuple of InequalityFigure
        Of each of `phases` from before the first change.
    """

    name: str
    scale: str
    unit: InequalityUnit
    before: InequalityFigure
    after: InequalityFigure
    change: InequalityFigure
    phases: tuple[InequalityFigure, ...] = ()
    phase_changes: tuple[InequalityFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class InequalityPoint:
    """A measure of inequality in one judged interval; fields as in `ReleasedGapPoint`."""

    start: date
    figure: InequalityFigure
    phase: int
    signal: str


@dataclass(frozen=True, slots=True)
class InequalityOverTime:
    """One measure of inequality over time with the limits of an individuals chart.

    Attributes
    ----------
    name : str
        Which measure.
    unit : InequalityUnit
        What it is counted in.
    interval : Interval
        Unit of time shown.
    points : tuple of InequalityPoint
        In order of time; intervals that are not judged are left away.
    centres, lowers, uppers : tuple of float or None
        Mean and process limits, one a phase.
    """

    name: str
    unit: InequalityUnit
    interval: Interval
    points: tuple[InequalityPoint, ...]
    centres: tuple[float | None, ...]
    lowers: tuple[float | None, ...]
    uppers: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ReleasedInequality:
    """How unequal the known groups of a view are.

    Attributes
    ----------
    measures : tuple of ReleasedMeasureOfInequality
        Every measure that suits the view; empty where none can be made.
    reason : str
        Code of why none can be made: "not_given" (no counts), "no_population" (plain
        counts), "overlapping" (people can be in several groups), or why a group of both
        phases is hidden. Empty where figures are shown.
    over_time : InequalityOverTime or None
        The measure followed over time; None where a group cannot be shown.
    """

    measures: tuple[ReleasedMeasureOfInequality, ...] = ()
    reason: str = ""
    over_time: InequalityOverTime | None = None
