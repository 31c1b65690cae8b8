"""The Release: the only thing that reports, exports, the web and the API may show."""

from dataclasses import dataclass, field
from datetime import date

from efqi.disclosure.icons import Assurance, ReleasedIcons, Variation
from efqi.disclosure.release_breakdown import (
    FunnelLine,
    ReleasedCell,
    ReleasedFunnel,
    ReleasedSite,
    ReleasedSpread,
    ReleasedStandardised,
    ReleasedTable,
    StandardisedGap,
    StandardisedGroup,
    StandardisedLevel,
)
from efqi.disclosure.release_quality import (
    QualityFinding,
    ReleasedField,
    SiteCompleteness,
)
from efqi.disclosure.released_inequality import ReleasedInequality
from efqi.disclosure.released_pareto import ReleasedPareto
from efqi.disclosure.shown import Shown
from efqi.equity.contrast import Contrast, Margin
from efqi.equity.verdict import (
    CareCategory,
    CareChange,
    Category,
    Estimate,
    ScaleResult,
    UnknownBound,
    Verdict,
)
from efqi.measures.interval import Interval
from efqi.measures.measure import Measure
from efqi.measures.quality.finding import Severity
from efqi.stats.check import Check

# Reports know results only through this room, so it hands on the types they read.
__all__ = [
    "Assurance",
    "CareCategory",
    "CareChange",
    "Category",
    "Check",
    "Contrast",
    "Estimate",
    "FunnelLine",
    "Interval",
    "Margin",
    "Measure",
    "QualityFinding",
    "Release",
    "ReleasedCell",
    "ReleasedCompleteness",
    "ReleasedField",
    "ReleasedFunnel",
    "ReleasedGap",
    "ReleasedGapPoint",
    "ReleasedGroup",
    "ReleasedIcons",
    "ReleasedPareto",
    "ReleasedPoint",
    "ReleasedSeries",
    "ReleasedSite",
    "ReleasedSpread",
    "ReleasedStandardised",
    "ReleasedTable",
    "ScaleResult",
    "Severity",
    "Shown",
    "SiteCompleteness",
    "StandardisedGap",
    "StandardisedGroup",
    "StandardisedLevel",
    "UnknownBound",
    "Variation",
    "Verdict",
    "View",
]


@dataclass(frozen=True, slots=True)
class ReleasedPoint:
    """One point of a chart.

    Attributes
    ----------
    start : date
        First day of its interval.
    numerator, denominator, value : Shown
        Protected counts and the value made from them, on the shown scale.
    centre, lower, upper : float or None
        Centre line and three-sigma limits, computed exactly and rounded for showing.
    phase : int
        0 before the first change, 1 after, and so on.
    signal : str
        "", "improvement", "concern" or "neutral": special cause at this point.
    left_out : str
        Why the point is drawn but not judged: "incomplete" (the interval looked unfinished),
        "transition" (the change fell inside it); empty where it is judged.
    """

    start: date
    numerator: Shown
    denominator: Shown
    value: Shown
    centre: float | None
    lower: float | None
    upper: float | None
    phase: int
    signal: str
    left_out: str


@dataclass(frozen=True, slots=True)
class ReleasedSeries:
    """One control chart: a group, or "total".

    Attributes
    ----------
    group, label : str
        Value and words.
    role : str
        "group", "unknown" or "total".
    interval : Interval
        Unit shown; coarser than counted where the group was too small.
    is_coarsened : bool
        Whether the unit was made coarser to protect people.
    chart, rule_set : str
        "p", "pp", "u", "up", "c", "i", "run" and "anhoej" or "nhsrplotthedots-0.2.2".
    points : tuple of ReleasedPoint
        In order of time; empty where even one pooled point would be too small.
    signals_before, signals_after : int
        Points with a special cause in the first phase, and since the change.
    choice : Check or None
        "chart_choice": why this chart; None where nothing is drawn.
    warnings : tuple of Check
        What stands against reading the chart as usual; see `protect_warnings`.
    icons : ReleasedIcons or None
        The chart in one word; None where nothing is drawn.
    """

    group: str
    label: str
    role: str
    interval: Interval
    is_coarsened: bool
    chart: str
    rule_set: str
    points: tuple[ReleasedPoint, ...]
    signals_before: int
    signals_after: int
    choice: Check | None = None
    warnings: tuple[Check, ...] = ()
    icons: ReleasedIcons | None = None


@dataclass(frozen=True, slots=True)
class ReleasedGapPoint:
    """The gap in one interval, from protected counts; more is less fair."""

    start: date
    difference: Shown
    difference_lower: float | None
    difference_upper: float | None
    ratio: Shown
    ratio_lower: float | None
    ratio_upper: float | None
    phase: int
    signal: str
    left_out: str


@dataclass(frozen=True, slots=True)
class ReleasedGap:
    """The gap over time with the process limits of an individuals chart.

    Attributes
    ----------
    interval : Interval
        Unit shown.
    points : tuple of ReleasedGapPoint
        In order of time.
    centres, lowers, uppers : tuple of float or None
        Mean and limits of the difference, one a phase.
    slope_before, slope_after : tuple of float or None
        Slope index of inequality: value, lower, upper (ordered dimensions only).
    relative_slope_before, relative_slope_after : tuple of float or None
        Relative index of inequality: value, lower, upper (ordered dimensions only).
    """

    interval: Interval
    points: tuple[ReleasedGapPoint, ...]
    centres: tuple[float | None, ...]
    lowers: tuple[float | None, ...]
    uppers: tuple[float | None, ...]
    slope_before: tuple[float, float, float] | None
    slope_after: tuple[float, float, float] | None
    relative_slope_before: tuple[float, float, float] | None
    relative_slope_after: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class ReleasedGroup:
    """One group before and after the change.

    Attributes
    ----------
    group, label, role : str
        As in `ReleasedSeries`.
    before_numerator, before_denominator, after_numerator, after_denominator : Shown
        Protected counts of each phase.
    before, after : Shown
        Level in each phase from protected counts, shown scale.
    care : CareChange or None
        Estimates rounded for showing; None where the group is too small to say.
    """

    group: str
    label: str
    role: str
    before_numerator: Shown
    before_denominator: Shown
    after_numerator: Shown
    after_denominator: Shown
    before: Shown
    after: Shown
    care: CareChange | None


@dataclass(frozen=True, slots=True)
class ReleasedCompleteness:
    """How often the group is known, over time.

    Attributes
    ----------
    starts : tuple of date
        Interval starts (coarsened until showable).
    interval : Interval
        Unit shown.
    unknown_percent : tuple of Shown
        Per cent of the denominator whose group is unknown.
    before, after : Shown
        The same over each phase.
    """

    starts: tuple[date, ...]
    interval: Interval
    unknown_percent: tuple[Shown, ...]
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class View:
    """One measure by one dimension: everything that may be shown of it.

    Attributes
    ----------
    measure : Measure
        What is counted.
    dimension, dimension_title : str
        Name and words.
    is_ordered, is_overlapping : bool
        As declared.
    groups : tuple of ReleasedGroup
        Declared order, unknown after them, total last.
    series : tuple of ReleasedSeries
        The same order.
    gap : ReleasedGap or None
        Over time, for the view's main contrast; None where it cannot be shown.
    verdict : Verdict
        Main contrast of the view (primary where declared so), rounded for showing.
    exploratory : tuple of Verdict
        Every other contrast that was looked at, rounded.
    discoveries : tuple of bool
        For each exploratory verdict, whether it stands after Benjamini-Hochberg at 10 %.
    completeness : ReleasedCompleteness or None
        None where the source has no unknown rows at all to count.
    unknown_bounds : tuple of UnknownBound
        What unknown groups could change.
    inequality : ReleasedInequality
        How unequal the known groups are, by every measure that suits.
    standardised : ReleasedStandardised or None
        Levels with another dimension taken into account; None where none is declared.
    pareto : ReleasedPareto or None
        Groups from most to fewest events; None where the plan does not ask for it.
    """

    measure: Measure
    dimension: str
    dimension_title: str
    is_ordered: bool
    is_overlapping: bool
    groups: tuple[ReleasedGroup, ...]
    series: tuple[ReleasedSeries, ...]
    gap: ReleasedGap | None
    verdict: Verdict
    exploratory: tuple[Verdict, ...]
    discoveries: tuple[bool, ...]
    completeness: ReleasedCompleteness | None
    unknown_bounds: tuple[UnknownBound, ...]
    inequality: ReleasedInequality = field(default_factory=ReleasedInequality)
    standardised: ReleasedStandardised | None = None
    pareto: ReleasedPareto | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """All that may be shown of one project at one time.

    Attributes
    ----------
    policy : str
        Name of the disclosure policy.
    interval : Interval
        Unit that was counted.
    first_start, last_end : date
        Span of the data, last day included.
    change_dates : tuple of date
        Day on which each change began.
    intervals_before, intervals_after : int
        Complete intervals in the first phase and since the change.
    views : tuple of View
        The primary view first.
    checks : tuple of Check
        Checks of the table and of the protection.
    quality : tuple of QualityFinding
        What was looked at in the data, worst first.
    fields : tuple of ReleasedField
        How often each group field is unknown, by kind; those that ever are.
    site_completeness : tuple of SiteCompleteness
        How often each site leaves a field unknown, most first; empty without sites.
    funnels : tuple of ReleasedFunnel
        Sites against all of them: of each measure for everyone, then by group.
    tables : tuple of ReleasedTable
        Counts that standardised levels and funnels are made from.
    """

    policy: str
    interval: Interval
    first_start: date
    last_end: date
    change_dates: tuple[date, ...]
    intervals_before: int
    intervals_after: int
    views: tuple[View, ...]
    checks: tuple[Check, ...]
    quality: tuple[QualityFinding, ...] = ()
    fields: tuple[ReleasedField, ...] = ()
    site_completeness: tuple[SiteCompleteness, ...] = ()
    funnels: tuple[ReleasedFunnel, ...] = ()
    tables: tuple[ReleasedTable, ...] = ()
