"""The adverse outcome by group, before and after, as the gap is judged on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from efqi.errors import MeasureError
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import Counts, GroupSeries
from efqi.stats.gap_model import Variation
from efqi.stats.limits import Figures
from efqi.stats.pooled_value import pooled_variance, value_with_limits
from efqi.stats.proportions import proportion
from efqi.stats.rates import rate

CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of the judged intervals.

    Attributes
    ----------
    groups : tuple of str
        Column names.
    numerator, denominator, ratio : ndarray of float, shape (T, G)
        NaN where there is nothing or the interval is not judged.
    is_after : ndarray of bool, shape (T,)
        Whether the interval begins on or after the first change.
    variation : Variation
        Binomial, Poisson or as measured.
    sign : float
        -1 where more of it is better, so that a gap is read the other way round; else 1.
    multiplier : float
        From numerator over denominator to the shown scale.
    variance : ndarray of float, shape (T, G), or None
        Sampling variance of the ratio of a mean or percentile; None for counts.
    lowest : float
        What a mean or percentile cannot fall below.
    """

    groups: tuple[str, ...]
    numerator: Counts
    denominator: Counts
    ratio: Counts
    is_after: NDArray[np.bool_]
    variation: Variation
    sign: float
    multiplier: float
    variance: Counts | None = None
    lowest: float = -np.inf

    def column(self, group: str) -> int:
        """Position of a group."""
        return self.groups.index(group)

    def pooled(self, is_in_phase: NDArray[np.bool_]) -> Figures:
        """Give the level of each group over a phase, 90 % limits; shape (G,), not multiplied.

        Pooled from counts; where a group has none, the plain mean of its published values
        without limits.
        """
        if self.variance is not None:
            return self._pooled_values(self.variance, is_in_phase)
        numerator, denominator = self.pooled_counts(is_in_phase)
        figures = limits(self.variation)(numerator, denominator, CONFIDENCE)
        is_published = np.isnan(figures.value)
        return replace(
            figures,
            value=np.where(is_published, self._mean(is_in_phase), figures.value),
        )

    def pooled_counts(self, is_in_phase: NDArray[np.bool_]) -> tuple[Counts, Counts]:
        """Sum numerator and denominator over a phase; each of shape (G,)."""
        is_seen = np.isfinite(self.numerator) & np.isfinite(self.denominator)
        is_seen &= is_in_phase[:, None]
        return (
            np.where(is_seen, self.numerator, 0.0).sum(axis=0),
            np.where(is_seen, self.denominator, 0.0).sum(axis=0),
        )

    def _pooled_values(
        self, variance: Counts, is_in_phase: NDArray[np.bool_]
    ) -> Figures:
        numerator, denominator = self.pooled_counts(is_in_phase)
        people = np.where(denominator > 0, denominator, np.nan)
        is_seen = is_in_phase[:, None] & np.isfinite(self.numerator)
        pooled = pooled_variance(variance, np.where(is_seen, self.denominator, 0.0))
        value = np.where(np.isnan(people), self._mean(is_in_phase), numerator / people)
        return value_with_limits(value, pooled, CONFIDENCE, self.lowest)

    def levels(self) -> Figures:
        """Give the level of each group in each interval, 90 % limits; shape (T, G).

        Published values have no limits.
        """
        if self.variance is not None:
            return value_with_limits(self.ratio, self.variance, CONFIDENCE, self.lowest)
        counted = limits(self.variation)(self.numerator, self.denominator, CONFIDENCE)
        value = np.where(np.isnan(counted.value), self.ratio, counted.value)
        return replace(counted, value=value)

    def _mean(self, is_in_phase: NDArray[np.bool_]) -> Counts:
        is_seen = np.isfinite(self.ratio) & is_in_phase[:, None]
        count = is_seen.sum(axis=0)
        mean = np.where(is_seen, self.ratio, 0.0).sum(axis=0) / np.maximum(count, 1)
        return np.where(count > 0, mean, np.nan)


def limits(variation: Variation) -> Callable[[Counts, Counts, float], Figures]:
    """Give the function that puts limits around a count over another."""
    return proportion if variation is Variation.PROPORTION else rate


def outcome(
    series: GroupSeries, measure: Measure, phases: NDArray[np.int64]
) -> Outcome:
    """Take a measure's counts as they are; intervals that are not judged become NaN.

    A plain count has one unit of exposure an interval.
    """
    is_judged = (phases >= 0)[:, None]
    is_count = measure.kind is Kind.COUNT
    denominator = np.ones_like(series.numerator) if is_count else series.denominator
    ratio = series.numerator if is_count else series.ratio
    return Outcome(
        series.groups,
        np.where(is_judged, series.numerator, np.nan),
        np.where(is_judged, denominator, np.nan),
        np.where(is_judged, ratio, np.nan),
        phases >= 1,
        _VARIATION.get(measure.kind, Variation.RATE),
        -1.0 if measure.improvement_direction is Direction.HIGHER else 1.0,
        measure.shown_multiplier,
        _variance(series, measure, is_judged),
        -np.inf if measure.allows_negative else 0.0,
    )


_VARIATION = {
    Kind.PROPORTION: Variation.PROPORTION,
    Kind.MEAN: Variation.MEASURED,
    Kind.PERCENTILE: Variation.MEASURED,
}


def _variance(
    series: GroupSeries, measure: Measure, is_judged: NDArray[np.bool_]
) -> Counts | None:
    """Variances of the judged intervals; NaN throughout where a value is published bare."""
    if not measure.kind.is_measured:
        return None
    if series.variance is None:
        return np.full_like(series.ratio, np.nan)
    return np.where(is_judged, series.variance, np.nan)


def adverse_outcome(
    series: GroupSeries, measure: Measure, phases: NDArray[np.int64]
) -> Outcome:
    """Count what is bad for people.

    A proportion of which more is better is turned into its complement. Anything else has
    no complement, so it stays and its gap is read the other way round (`Outcome.sign`).

    Raises
    ------
    MeasureError
        Where the measure does not say which way is better.
    """
    check_direction(measure)
    counted = outcome(series, measure, phases)
    if counted.variation is not Variation.PROPORTION or counted.sign > 0:
        return counted
    return replace(
        counted,
        numerator=counted.denominator - counted.numerator,
        ratio=1 - counted.ratio,
        sign=1.0,
    )


def check_direction(measure: Measure) -> None:
    """Raise `MeasureError` where a measure does not say which way is better."""
    if measure.improvement_direction is Direction.NEUTRAL:
        raise MeasureError(
            f"'{measure.name}' does not say which way is better, so no gap can be judged.",
            fix="Declare improvement_direction as 'lower' or 'higher' in project.toml; a "
            "working assumption may be marked as one.",
        )
