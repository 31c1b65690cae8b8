"""Everything exact about one measure by one dimension, before protection."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from efqi.equity.contrast import Contrast, Margin
from efqi.equity.verdict import CareChange, Estimate, UnknownBound, Verdict
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Measure
from efqi.measures.table import Counts, GroupSeries

TRANSITION = -1
"""Phase of an interval in which a change fell on a day other than its first."""
INCOMPLETE = -2
"""Phase of a last interval that looks unfinished."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one measure by one dimension.

    Attributes
    ----------
    measure : Measure
        What is counted.
    dimension : Dimension
        For whom.
    contrast : Contrast
        Main contrast of the view (the primary one where it is declared here).
    margin : Margin
        Smallest change of the gap that matters.
    change_dates : tuple of date
        Dated changes; the first begins the "after" phase.
    """

    measure: Measure
    dimension: Dimension
    contrast: Contrast
    margin: Margin
    change_dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class GapSeries:
    """The gap in every interval, exact; more is less fair to the contrast's group.

    Attributes
    ----------
    difference, difference_lower, difference_upper : ndarray of float, shape (T,)
        Adverse outcome of group minus reference on the shown scale, 90 % limits.
    ratio, ratio_lower, ratio_upper : ndarray of float, shape (T,)
        Adverse outcome of group over reference, 90 % limits.
    slope_before, slope_after : Estimate or None
        Slope index of inequality, shown scale, worst-off end minus best-off end; None for
        dimensions without order.
    relative_slope_before, relative_slope_after : Estimate or None
        Relative index of inequality (ratio of the two ends).
    """

    difference: Counts
    difference_lower: Counts
    difference_upper: Counts
    ratio: Counts
    ratio_lower: Counts
    ratio_upper: Counts
    slope_before: Estimate | None
    slope_after: Estimate | None
    relative_slope_before: Estimate | None
    relative_slope_after: Estimate | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Exact results of one question; confidential until released.

    Attributes
    ----------
    question : Question
        What was asked.
    total, groups : GroupSeries
        Exact counts over everyone, and by group (unknown last).
    phases : ndarray of int, shape (T,)
        0 before the first change, k since the k-th; `TRANSITION` or `INCOMPLETE` where an
        interval is not judged.
    gap : GapSeries
        The main contrast over time.
    verdict : Verdict
        Main contrast.
    exploratory : tuple of Verdict
        Every other contrast: each group against the reference and, for ordered
        dimensions, the gradient.
    discoveries : tuple of bool
        Whether each exploratory verdict stands after Benjamini-Hochberg at 10 %.
    care : tuple of CareChange
        One for each group (unknown included), then one for "total".
    unknown_bounds : tuple of UnknownBound
        What unknown groups could change; empty where none are unknown.
    """

    question: Question
    total: GroupSeries
    groups: GroupSeries
    phases: NDArray[np.int64]
    gap: GapSeries
    verdict: Verdict
    exploratory: tuple[Verdict, ...]
    discoveries: tuple[bool, ...]
    care: tuple[CareChange, ...]
    unknown_bounds: tuple[UnknownBound, ...]
