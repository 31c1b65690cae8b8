"""Counts of groups as one series a contrast: working values and their variances."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from efqi.stats.gap_model.measured import phase_level, phase_spread, unit_of_drift

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Scale(StrEnum):
    """How groups are compared: by subtraction or by ratio (its logarithm)."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"


class Variation(StrEnum):
    """Sampling variation: binomial, Poisson over an exposure, or as measured."""

    PROPORTION = "proportion"
    RATE = "rate"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the intervals lie; their position in the arrays is their true time.

    Attributes
    ----------
    is_after : ndarray of bool, shape (T,)
        Whether the interval belongs to the time after the change.
    per_year : float
        Intervals a year.
    """

    is_after: Flags
    per_year: float

    @property
    def years(self) -> Floats:
        """Years since the change, shape (T,); below zero before it."""
        first_after = int(np.argmax(self.is_after)) if self.is_after.any() else 0
        return (np.arange(self.is_after.size) - first_after) / self.per_year


@dataclass(frozen=True, slots=True)
class Counts:
    """Events and what they are counted among.

    Attributes
    ----------
    numerator, denominator : ndarray of float, shape (R, T, G)
        R sets of G groups over T intervals; NaN, or a denominator of 0, where an interval
        is missing or not judged.
    variation : Variation
        How the numerator varies.
    variance : ndarray of float, shape (R, T, G), or None
        Sampling variance of numerator over denominator, where that is measured.
    """

    numerator: Floats
    denominator: Floats
    variation: Variation
    variance: Floats | None = None

    @property
    def is_seen(self) -> Flags:
        """Where there is something to judge, shape (R, T, G)."""
        is_seen = np.isfinite(self.numerator) & (self.denominator > 0)
        if self.variance is None:
            return is_seen
        return is_seen & np.isfinite(self.variance).any(axis=1, keepdims=True)

    def of(self, used: Flags) -> "Counts":
        """Give the counts of some groups only."""
        variance = None if self.variance is None else self.variance[..., used]
        return Counts(
            self.numerator[..., used],
            self.denominator[..., used],
            self.variation,
            variance,
        )


@dataclass(frozen=True, slots=True)
class Series:
    """R series over T intervals, each with known sampling variance.

    Attributes
    ----------
    values : ndarray of float, shape (R, T)
        Working values; 0 where missing.
    variances : ndarray of float, shape (R, T)
        Sampling variances; infinite where missing.
    units : ndarray of float, shape (R,)
        What a change of 1 on the logit scale (log scale for rates) amounts to here; priors
        on drift and season are declared in it.
    """

    values: Floats
    variances: Floats
    units: Floats


def contrast_series(
    counts: Counts, is_after: Flags, weights: Floats, scale: Scale
) -> Series:
    """Weigh the groups of each set into one series.

    With mu the smoothed mean of a group in a phase and p its value in an interval of size
    n, the working value is p (absolute) or ``log mu + (p - mu) / mu`` (relative: safe in an
    interval without events); its variance is ``mu (1 - mu) / n`` for proportions and
    ``mu / n`` for rates, divided by ``mu**2`` on the relative scale. For measured values mu
    is the mean of a phase, weighed by people, and the variance of one person's value,
    pooled over the phase, takes the place of ``mu (1 - mu)``.

    Parameters
    ----------
    counts : Counts
        Exact counts, shape (R, T, G).
    is_after : ndarray of bool, shape (T,)
        Phase of each interval.
    weights : ndarray of float, shape (G,)
        Contrast; groups of weight 0 play no part. A pair is -1 and +1.
    scale : Scale
        Absolute or relative.

    Returns
    -------
    Series
        R series; an interval in which a group of the contrast is missing is missing.
    """
    used = weights != 0
    weights = weights[used]
    part = counts.of(used)
    is_seen = part.is_seen
    exposure = np.where(is_seen, part.denominator, 1.0)
    value = np.where(is_seen, part.numerator, 0.0) / exposure
    before, after = _phase_means(part, is_after)
    mean = np.where(is_after[:, None], after[:, None], before[:, None])
    level = (before + after) / 2
    if part.variance is None:
        variance = _dispersion(mean, part.variation) / exposure
        unit = _dispersion(level, part.variation)
    else:
        one, unit = _measured_spread(part, is_after, (before, after))
        variance = one / exposure
    if scale is Scale.RELATIVE:
        value = np.log(mean) + (value - mean) / mean
        variance, unit = variance / mean**2, unit / level
    is_whole = is_seen.all(axis=-1)
    return Series(
        np.where(is_whole, value @ weights, 0.0),
        np.where(is_whole, variance @ weights**2, np.inf),
        unit @ np.abs(weights) / np.abs(weights).sum(),
    )


def stack(series: Sequence[Series]) -> Series:
    """Put series of the same calendar under each other, to be judged in one go."""
    return Series(
        np.concatenate([s.values for s in series]),
        np.concatenate([s.variances for s in series]),
        np.concatenate([s.units for s in series]),
    )


def has_ratio(counts: Counts, is_after: Flags, weights: Floats) -> bool:
    """Say whether the groups of a contrast can be compared by ratio: all above zero."""
    part = counts.of(weights != 0)
    return all(bool((mean > 0).all()) for mean in _phase_means(part, is_after))


def _measured_spread(
    part: Counts, is_after: Flags, levels: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Variance of one person's value in each interval, and the unit of drift."""
    if part.variance is None:
        raise ValueError("Measured values need their variance.")
    size = np.where(part.is_seen, part.denominator, 0.0)
    before, after = (
        phase_spread(part.variance[:, phase], size[:, phase], level)
        for phase, level in zip((~is_after, is_after), levels, strict=True)
    )
    # A phase in which nobody stood beside another takes the spread of the other phase.
    before, after = (
        np.where(np.isnan(own), other, own)
        for own, other in ((before, after), (after, before))
    )
    one = np.where(is_after[:, None], after[:, None], before[:, None])
    return one, unit_of_drift((levels[0] + levels[1]) / 2, (before + after) / 2)


def _phase_means(counts: Counts, is_after: Flags) -> tuple[Floats, Floats]:
    """Mean of each group before and after, shape (R, G), never 0 and never everyone.

    Half an event (and, for proportions, half a non-event) keeps the pooled rate inside its
    range; it is spread as one pseudo-patient (rates: half a pseudo-event) over each phase.
    Measured values need none: their mean is as it is, and may be 0.
    """
    events = np.where(counts.is_seen, counts.numerator, 0.0)
    exposure = np.where(counts.is_seen, counts.denominator, 0.0)
    if counts.variance is not None:
        value = events / np.where(exposure > 0, exposure, 1.0)
        before, after = (
            phase_level(value[:, phase], exposure[:, phase])
            for phase in (~is_after, is_after)
        )
        return before, after
    all_events = events.sum(axis=(1, 2)) + 0.5
    all_exposure = exposure.sum(axis=(1, 2))
    if counts.variation is Variation.PROPORTION:
        pooled = all_events / (all_exposure + 1)
        pseudo = np.ones_like(pooled)
    else:
        pooled = all_events / np.where(all_exposure > 0, all_exposure, 1.0)
        pseudo = 0.5 / pooled
    pooled, pseudo = pooled[:, None], pseudo[:, None]

    def mean(phase: Flags) -> Floats:
        return np.asarray(
            (events[:, phase].sum(axis=1) + pooled * pseudo)
            / (exposure[:, phase].sum(axis=1) + pseudo)
        )

    return mean(~is_after), mean(is_after)


def _dispersion(mean: Floats, variation: Variation) -> Floats:
    return mean * (1 - mean) if variation is Variation.PROPORTION else mean
