"""What can be said about the gap: frozen results, no words."""

from dataclasses import dataclass
from enum import StrEnum

from efqi.equity.contrast import Contrast, Margin
from efqi.stats.check import Check


class Category(StrEnum):
    """Answers on a gap, in the order in which they are tried."""

    DESCRIBE_ONLY = "describe only"
    MIXED = "mixed"
    REVERSED = "reversed"
    WIDENED = "widened"
    NARROWED = "narrowed"
    NO_MEANINGFUL_CHANGE = "no meaningful change"
    CANNOT_TELL_YET = "cannot tell yet"


class CareCategory(StrEnum):
    """Answers on one group's own care."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NO_SIGN_OF_CHANGE = "no sign of change"
    CANNOT_TELL_YET = "cannot tell yet"
    DESCRIBE_ONLY = "describe only"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    Attributes
    ----------
    value, lower, upper : float
        Point and 90 % limits; limits are NaN where no honest interval exists.
    """

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """The gap and its change on one scale.

    Absolute figures are on the measure's shown scale (points for a proportion). Relative
    figures are ratios: `before` 2.3 means "2.3 times as often"; `change` 1.4 means that the
    ratio became 1.4 times as large. Both are oriented so that more is less fair to `group`.

    Attributes
    ----------
    before, after : Estimate
        The gap in each phase (pooled counts).
    change : Estimate
        Change of the gap with 90 % interval, from the gap model; NaN limits where the data
        can only be described.
    probability_widened : float
        Posterior probability that the gap grew in size (see `Verdict.is_turned`); NaN if
        described.
    largest_widening_not_ruled_out : float
        Upper 90 % limit of the growth in size, not below no change; NaN if described.
    drift_to_overturn : float or None
        Change of the gap a year that, had it begun before, would overturn a finding of
        widened or narrowed, signed like the change (a ratio on the relative scale); None
        where there is no finding.
    intervals_to_see_change, intervals_to_clear : int or None
        Further intervals needed to see the margin, or to show no meaningful change; None
        where waiting will not help or the data can only be described.
    """

    before: Estimate
    after: Estimate
    change: Estimate
    probability_widened: float
    largest_widening_not_ruled_out: float
    drift_to_overturn: float | None
    intervals_to_see_change: int | None
    intervals_to_clear: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer on one gap.

    Attributes
    ----------
    contrast : Contrast
        Which gap.
    margin : Margin
        What the team called meaningful.
    category : Category
        The answer.
    decided_by : tuple of str
        Scales ("absolute", "relative") that carry the evidence.
    absolute, relative : ScaleResult
        Both scales, always.
    is_below_margin : bool
        Widened or narrowed, but by less than the declared margin.
    is_levelling_down : bool
        Narrowed because the better-off group got worse.
    worse_off_before, worse_off_after : str or None
        Group value that is worse off; None for equal.
    matched_months : Estimate or None
        Change of the absolute gap with the same calendar months before and after.
    checks : tuple of Check
        What was checked.
    is_turned : bool
        True where the reference, not the group, is the worse-off side of this gap. The
        figures keep the contrast's orientation; the category, `probability_widened` and
        `largest_widening_not_ruled_out` always speak of the size of the gap, so here a
        gap of -5 that became -8 has widened. Turn the figures round to tell it; never the
        category or the probability.
    """

    contrast: Contrast
    margin: Margin
    category: Category
    decided_by: tuple[str, ...]
    absolute: ScaleResult
    relative: ScaleResult
    is_below_margin: bool
    is_levelling_down: bool
    worse_off_before: str | None
    worse_off_after: str | None
    matched_months: Estimate | None
    checks: tuple[Check, ...]
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class CareChange:
    """The answer on the care of one group, or of the total.

    Attributes
    ----------
    group : str
        Group value, or "total".
    before, after : Estimate
        Pooled level in each phase on the measure's shown scale.
    change : Estimate
        Change of the level with 90 % interval (shown scale, not oriented).
    probability_improved : float
        Posterior probability that care improved; NaN if described.
    category : CareCategory
        The answer.
    """

    group: str
    before: Estimate
    after: Estimate
    change: Estimate
    probability_improved: float
    category: CareCategory


@dataclass(frozen=True, slots=True)
class UnknownBound:
    """The answer if everyone whose group is unknown belonged to one group.

    Attributes
    ----------
    group : str
        Group that all unknown are counted in.
    change : Estimate
        Change of the absolute gap then, with 90 % interval.
    category : Category
        The answer then.
    """

    group: str
    change: Estimate
    category: Category
