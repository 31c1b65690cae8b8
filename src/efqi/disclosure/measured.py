"""Means and percentiles as they may be shown: of enough people, and no finer than known.

The people behind a value are counts, so they are hidden, rounded and attacked like all
others: a group that is hidden cannot be had back from the total, because how many people it
has cannot. What a shown mean times its people could give away of one person is held by
rounding: a value is shown in steps of about its standard error. One
person who is far from the others makes that error large, about their distance over n, so
that they cannot be told from the rounding; the same holds for the sum left over when shown
groups are taken from a shown total.
"""

import math

import numpy as np

from efqi.disclosure.coarsening import Strand, safe_intervals
from efqi.disclosure.figure import level, significant
from efqi.disclosure.policy import Policy
from efqi.disclosure.release import Estimate, Shown
from efqi.disclosure.rounding import (
    NO_DATA,
    NONE_IN_DENOMINATOR,
    NOT_GIVEN,
    TOO_FEW,
    protect,
    shown_counts,
)
from efqi.measures.measure import Measure
from efqi.measures.table import Counts

FIGURES_OF_VARIANCE = 2
_STEPS = (1, 2, 5)


def supported(value: float, variance: float, measure: Measure) -> float:
    """Round a value to what its people support.

    To whole multiples of the largest of 1, 2, 5, 10, 20, 50… (or 0.5, 0.2…) that is not
    above its standard error, and as any level.
    """
    if variance > 0 and math.isfinite(value):
        step = _step(math.sqrt(variance))
        value = round(value / step) * step
    return float(level(value, measure.kind))


def _step(error: float) -> float:
    power = 10.0 ** math.floor(math.log10(error))
    return max(times * power for times in _STEPS if times * power <= error)


def supported_estimate(estimate: Estimate, measure: Measure) -> Estimate:
    """Round a value and its 90 % limits to what the width of the limits supports."""
    half = (estimate.upper - estimate.lower) / 2
    variance = (half / 1.645) ** 2 if math.isfinite(half) else math.nan
    ends = (estimate.value, estimate.lower, estimate.upper)
    return Estimate(*(supported(end, variance, measure) for end in ends))


def shown_values(
    strand: Strand, measure: Measure, policy: Policy
) -> list[tuple[Shown, Shown, Shown]]:
    """Give numerator (never shown), people and value of every interval.

    Parameters
    ----------
    strand : Strand
        Exact values and people.
    measure, policy
        What it is, and what is hidden.
    """
    people = shown_counts(strand.denominator, policy)
    values = (
        _shown(size, value, is_enough=bool(enough))
        for size, value, enough in zip(
            strand.denominator,
            rounded(strand, measure),
            safe_intervals(strand, policy, measure.kind),
            strict=True,
        )
    )
    numerator = Shown(None, NOT_GIVEN)
    return [(numerator, n, value) for n, value in zip(people, values, strict=True)]


def rounded(strand: Strand, measure: Measure) -> Counts:
    """Give every value as it would be shown, were there enough people; shape (T,)."""
    variance = strand.variance
    if variance is None:
        variance = np.full_like(strand.ratio, np.nan)
    each = zip(strand.ratio, variance, strict=True)
    return np.array([supported(float(x), float(v), measure) for x, v in each])


def as_shown(
    strand: Strand, measure: Measure, policy: Policy
) -> tuple[Counts, Counts, Counts]:
    """Give values, people and variances from which shown figures are made, shape (T,) each.

    NaN where a value is hidden.
    """
    hidden = ~safe_intervals(strand, policy, measure.kind)
    people = protect(strand.denominator, policy).value
    variance = np.full_like(people, np.nan)
    if strand.variance is not None:
        variance = np.array(
            [significant(float(v), FIGURES_OF_VARIANCE) for v in strand.variance]
        )
    value, people, variance = (
        np.where(hidden, np.nan, part)
        for part in (rounded(strand, measure), people, variance)
    )
    return value, people, variance


def _shown(size: float, value: float, *, is_enough: bool) -> Shown:
    if math.isnan(size):
        return Shown(None, NO_DATA)
    if size == 0:
        return Shown(None, NONE_IN_DENOMINATOR)
    return Shown(value) if is_enough else Shown(None, TOO_FEW)
