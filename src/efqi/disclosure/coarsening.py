"""Coarsen, do not star: one group's counts at the finest unit of time that is safe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from efqi.disclosure.policy import Policy
from efqi.disclosure.rounding import protect
from efqi.equity.analysis import INCOMPLETE, TRANSITION
from efqi.measures.interval import Interval
from efqi.measures.measure import Kind
from efqi.measures.table import Counts, GroupSeries
from efqi.stats.pooled_value import pooled_variance


@dataclass(frozen=True, slots=True)
class Strand:
    """Exact counts of one group over time, at one unit.

    Attributes
    ----------
    interval : Interval
        Unit of time.
    starts : tuple of date
        Interval starts, length T.
    phases : ndarray of int, shape (T,)
        As in `Analysis`.
    numerator, denominator, ratio : ndarray of float, shape (T,)
        Exact counts (NaN where not given) and numerator over denominator.
    units : tuple of Interval
        Units that it may be shown at, finest first; none where it may only be pooled.
    variance : ndarray of float, shape (T,), or None
        Sampling variance of the ratio of a mean or percentile; None for counts.
    smaller_side : float
        Share of people on the smaller side of a percentile; 1 for all else.
    """

    interval: Interval
    starts: tuple[date, ...]
    phases: NDArray[np.int64]
    numerator: Counts
    denominator: Counts
    ratio: Counts
    units: tuple[Interval, ...]
    variance: Counts | None = None
    smaller_side: float = 1.0

    @property
    def has_counts(self) -> bool:
        """Whether counts were given; published figures may come without."""
        return not bool(np.isnan(self.numerator).all())

    def pooled(self, phase: NDArray[np.bool_]) -> tuple[float, float]:
        """Give numerator and denominator summed over some intervals; NaN for none."""
        return _sum(self.numerator[phase]), _sum(self.denominator[phase])

    @property
    def deviation(self) -> Counts | None:
        """Standard deviation within each interval of a mean; None where it has none."""
        if self.variance is None or self.smaller_side < 1:
            return None
        return np.sqrt(self.variance * self.denominator)

    def variance_of(self, parts: Sequence[NDArray[np.bool_]]) -> Counts | None:
        """Give the sampling variance of each pooled part of the intervals."""
        if self.variance is None:
            return None
        return np.array(
            [
                float(pooled_variance(self.variance[part], self.denominator[part]))
                for part in parts
            ]
        )

    def only(self, kept: NDArray[np.bool_]) -> "Strand":
        """Give the same strand with some of its intervals."""
        starts = tuple(s for s, keep in zip(self.starts, kept, strict=True) if keep)
        return Strand(
            self.interval,
            starts,
            self.phases[kept],
            self.numerator[kept],
            self.denominator[kept],
            self.ratio[kept],
            self.units,
            None if self.variance is None else self.variance[kept],
            self.smaller_side,
        )


def strand(
    series: GroupSeries,
    group: int,
    phases: NDArray[np.int64],
    units: tuple[Interval, ...],
) -> Strand:
    """Give one column of a `GroupSeries`.

    Where a source gives value and denominator but no numerator, the whole number that
    they imply takes its place, so that it is protected like any other. An interval counts
    only where both are known; a plain count has no denominator to know.
    """
    numerator, denominator = series.numerator[:, group], series.denominator[:, group]
    ratio = series.ratio[:, group]
    if series.variance is not None:
        return Strand(
            series.interval,
            series.starts,
            phases,
            numerator,
            denominator,
            ratio,
            units,
            series.variance[:, group],
        )
    implied = np.where(np.isnan(numerator), np.round(ratio * denominator), numerator)
    if not np.isnan(denominator).all():
        unknown = np.isnan(implied) | np.isnan(denominator)
        implied, denominator = (
            np.where(unknown, np.nan, counts) for counts in (implied, denominator)
        )
    return Strand(
        series.interval, series.starts, phases, implied, denominator, ratio, units
    )


def units_from(interval: Interval, change: date) -> tuple[Interval, ...]:
    """List the units to try, finest first.

    A year may be a calendar or a financial one, whichever the change does not cut.
    """
    found = [interval]
    while (coarser := found[-1].coarser) is not None:
        cut = coarser is Interval.YEAR and coarser.start(change) != change
        if cut and Interval.FINANCIAL_YEAR.start(change) == change:
            coarser = Interval.FINANCIAL_YEAR
        found.append(coarser)
    return tuple(found)


def gather(fine: Strand, unit: Interval) -> Strand:
    """Sum a strand into a coarser unit.

    A coarser interval is judged only where all that it holds is of one phase and it is
    held whole; one that straddles a change is in transition, one cut by the end of the
    data is incomplete. Both are drawn and not judged, so phases never mix.
    """
    if unit is fine.interval:
        return fine
    bins = np.array([unit.start(start).toordinal() for start in fine.starts])
    firsts = np.unique(bins)
    members = [bins == first for first in firsts]
    starts = tuple(date.fromordinal(int(first)) for first in firsts)
    sums = [fine.pooled(member) for member in members]
    numerator, denominator = (
        np.array(column, dtype=np.float64) for column in zip(*sums, strict=True)
    )
    phases = [
        _phase(fine.phases[member], _is_whole(fine, unit, start))
        for member, start in zip(members, starts, strict=True)
    ]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(denominator > 0, numerator / denominator, np.nan)
    judged = np.array(phases)
    return Strand(
        unit,
        starts,
        judged,
        numerator,
        denominator,
        ratio,
        fine.units,
        fine.variance_of(members),
        fine.smaller_side,
    )


def _phase(phases: NDArray[np.int64], is_whole: bool) -> int:
    if not is_whole or (phases == INCOMPLETE).any():
        return INCOMPLETE
    return int(phases[0]) if (phases == phases[0]).all() else TRANSITION


def _is_whole(fine: Strand, unit: Interval, start: date) -> bool:
    last_day = fine.interval.next(fine.starts[-1])
    return fine.starts[0] <= start and unit.next(start) <= last_day


def may_show(
    numerator: Counts, denominator: Counts, policy: Policy, kind: Kind
) -> NDArray[np.bool_]:
    """Say which pairs of counts may be shown together.

    A missing count hides nobody. The complement (people without the event) is checked
    where the policy says that it matters. A plain count has no denominator. A denominator
    that the policy keeps uncertain makes no value, even where it has a number to show:
    1 of 6 and 6 of 6 would both read "3 of 3".
    """
    hidden = protect(numerator, policy).is_hidden
    if kind is not Kind.COUNT:
        hidden |= protect(denominator, policy).is_hidden
        hidden |= (denominator > 0) & (denominator < policy.small_below)
    if kind is Kind.PROPORTION:
        without = denominator - numerator
        if policy.protects_complement:
            hidden |= (without > 0) & (without < policy.smallest_shown)
        if policy.all_is_disclosive:
            hidden |= without == 0
    return ~hidden


def coarsen(fine: Strand, policy: Policy, kind: Kind) -> Strand | None:
    """Give the strand at the finest of its units at which every judged interval is safe.

    An interval that is not judged (transition, incomplete) and too small is left away
    rather than making all others coarser. Published values without counts cannot be
    summed, so they stay at the unit given.

    Returns
    -------
    Strand or None
        None where no unit is coarse enough.
    """
    tried = fine.units if fine.has_counts else fine.units[:1]
    for unit in tried:
        counts = gather(fine, unit)
        safe = safe_intervals(counts, policy, kind)
        judged = counts.phases >= 0
        if judged.any() and safe[judged].all():
            return counts.only(safe)
    return None


def safe_intervals(counts: Strand, policy: Policy, kind: Kind) -> NDArray[np.bool_]:
    """Say in which intervals a strand may be shown.

    Of a mean or percentile, the people count: as many as the policy asks for, on the
    smaller side of a percentile. An interval without people hides nobody.
    """
    if not kind.is_measured:
        return may_show(counts.numerator, counts.denominator, policy, kind)
    size = counts.denominator
    needed = max(policy.smallest_shown, policy.small_below)
    safe = np.isnan(size) | (size == 0) | (size * counts.smaller_side >= needed)
    if policy.all_is_disclosive and counts.variance is not None:
        # All have the same value: it is known of each of them.
        safe &= ~((counts.variance == 0) & (size > 0))
    return np.asarray(safe)


def together(one: Strand, other: Strand) -> Strand:
    """Add two strands of the same intervals; a missing count adds nobody."""
    both = replace(
        one,
        numerator=one.numerator + np.nan_to_num(other.numerator),
        denominator=one.denominator + np.nan_to_num(other.denominator),
    )
    if one.variance is None or other.variance is None:
        return both
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = both.numerator / both.denominator
    variance = pooled_variance(
        np.stack([one.variance, other.variance]),
        np.stack([one.denominator, other.denominator]),
    )
    return replace(both, ratio=ratio, variance=variance)


def _sum(counts: Counts) -> float:
    given = counts[~np.isnan(counts)]
    return float(given.sum()) if given.size else np.nan
