"""The adverse outcome by group, before and after, as the gap is judged on it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from efqi.errors import MeasureError
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import Counts, GroupSeries
from efqi.stats.gap_model import Variation
from efqi.stats.limits import Figures
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
        Binomial or Poisson.
    sign : float
        -1 where more of it is better, so that a gap is read the other way round; else 1.
    multiplier : float
        From numerator over denominator to the shown scale.
    """

    groups: tuple[str, ...]
    numerator: Counts
    denominator: Counts
    ratio: Counts
    is_after: NDArray[np.bool_]
    variation: Variation
    sign: float
    multiplier: float

    def column(self, group: str) -> int:
        """Position of a group."""
        return self.groups.index(group)

    def pooled(self, is_in_phase: NDArray[np.bool_]) -> Figures:
        """Give the level of each group over a phase, 90 % limits; shape (G,), not multiplied.

        Pooled from counts; where a group has none, the plain mean of its published values
        without limits.
        """
        numerator, denominator = self.pooled_counts(is_in_phase)
        limits = proportion if self.variation is Variation.PROPORTION else rate
        figures = limits(numerator, denominator, CONFIDENCE)
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

    def _mean(self, is_in_phase: NDArray[np.bool_]) -> Counts:
        is_seen = np.isfinite(self.ratio) & is_in_phase[:, None]
        count = is_seen.sum(axis=0)
        mean = np.where(is_seen, self.ratio, 0.0).sum(axis=0) / np.maximum(count, 1)
        return np.where(count > 0, mean, np.nan)


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
        Variation.PROPORTION if measure.kind is Kind.PROPORTION else Variation.RATE,
        -1.0 if measure.improvement_direction is Direction.HIGHER else 1.0,
        measure.shown_multiplier,
    )


def adverse_outcome(
    series: GroupSeries, measure: Measure, phases: NDArray[np.int64]
) -> Outcome:
    """Count what is bad for people.

    A proportion of which more is better is turned into its complement. A rate or count has
    no complement, so it stays and its gap is read the other way round (`Outcome.sign`).

    Raises
    ------
    MeasureError
        Where the measure does not say which way is better.
    """
    check_direction(measure)
    counted = outcome(series, measure, phases)
    if counted.variation is Variation.RATE or counted.sign > 0:
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
