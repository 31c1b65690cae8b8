"""What is asked of one measure by one dimension, and the gap that answers it over time."""

from dataclasses import dataclass
from datetime import date

from efqi.equity.contrast import Contrast, Margin
from efqi.equity.verdict import Estimate
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Measure
from efqi.measures.table import Counts

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
