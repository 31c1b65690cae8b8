"""Rates made comparable between populations of different age."""

from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from efqi.stats.limits import Figures, Floats, as_counts
from efqi.stats.proportions import proportion, wilson_proportion
from efqi.stats.rates import byar_rate, rate

FEWEST_EVENTS = 10
"""Below this many events a directly standardised rate is not given."""


def directly_standardised_rate(
    events: ArrayLike,
    exposure: ArrayLike,
    standard: ArrayLike,
    confidence: float = 0.95,
) -> Figures:
    """Rate that a standard population would have, over age bands on the last axis.

    Parameters
    ----------
    events, exposure, standard : array_like, shape (..., bands)
        Events, exposure and standard population of each band.
    confidence : float
        Two-sided level.

    Returns
    -------
    Figures, shape (...)
        Per unit of exposure; NaN under ten events, or where a band of the standard has
        no exposure.

    Notes
    -----
    Limits by Dobson et al. (1991) around Byar's limits for the number of events, as in
    the Fingertips Public Health Technical Guide.
    """
    x, n, weight = as_counts(events, exposure, standard)
    return _dobson(x, x, n, weight, confidence)


def directly_standardised_proportion(
    numerator: ArrayLike,
    denominator: ArrayLike,
    standard: ArrayLike,
    confidence: float = 0.95,
) -> Figures:
    """Proportion that a standard population would have, over age bands on the last axis.

    Parameters
    ----------
    numerator, denominator, standard : array_like, shape (..., bands)
        People with the event, people, and standard population of each band.
    confidence : float
        Two-sided level.

    Returns
    -------
    Figures, shape (...)
        From 0 to 1; NaN under ten people with the event or under ten without, or where a
        band of the standard has nobody.

    Notes
    -----
    Dobson's construction with the binomial in place of the Poisson distribution: the
    distances of Wilson's limits from the crude proportion, times the ratio of the
    standard errors of the standardised and the crude proportion. A rate's limits would be
    too wide for common events: a proportion cannot vary as much as a count.
    """
    x, n, weight = as_counts(numerator, denominator, standard)
    part = np.where(weight > 0, _over(weight, weight.sum(axis=-1, keepdims=True)), 0.0)
    share = np.where(weight > 0, _over(x, n), 0.0)
    value = (part * share).sum(axis=-1)
    squares = np.where(n > 0, part**2 * share * (1 - share) / np.maximum(n, 1e-300), 0)
    top, bottom = x.sum(axis=-1), n.sum(axis=-1)
    crude = wilson_proportion(top, bottom, confidence)
    error = np.sqrt(_over(crude.value * (1 - crude.value), bottom))
    scale = _over(np.sqrt(squares.sum(axis=-1)), error)
    enough = np.minimum(top, bottom - top) >= FEWEST_EVENTS
    return Figures(
        np.where(enough, value, np.nan),
        np.where(
            enough, np.maximum(value + scale * (crude.lower - crude.value), 0), np.nan
        ),
        np.where(
            enough, np.minimum(value + scale * (crude.upper - crude.value), 1), np.nan
        ),
    )


def directly_standardised_repeats(
    people: ArrayLike,
    repeats: ArrayLike,
    exposure: ArrayLike,
    standard: ArrayLike,
    confidence: float = 0.95,
) -> Figures:
    """Directly standardised rate of events of which one person may have several.

    Parameters
    ----------
    people : array_like, shape (..., frequencies, bands)
        Persons with so many events each.
    repeats : array_like, shape (frequencies,)
        How many events a person of each row had.
    exposure, standard : array_like, shape (..., bands)
    confidence : float
        Two-sided level.

    Returns
    -------
    Figures, shape (...)
        As `directly_standardised_rate`. The variance adds up f squared times the
        variance of persons with f events, so limits widen with clustering.
    """
    (persons,) = as_counts(people)
    times = np.asarray(repeats, dtype=np.float64)[:, None]
    n, weight = as_counts(exposure, standard)
    events = (times * persons).sum(axis=-2)
    return _dobson(events, (times**2 * persons).sum(axis=-2), n, weight, confidence)


def indirectly_standardised_ratio(
    events: ArrayLike,
    exposure: ArrayLike,
    reference_events: ArrayLike,
    reference_exposure: ArrayLike,
    confidence: float = 0.95,
) -> Figures:
    """Observed events over those expected at a reference population's rates.

    Parameters
    ----------
    events, exposure, reference_events, reference_exposure : array_like, (..., bands)
        A band without people adds no expected events.
    confidence : float
        Two-sided level.

    Returns
    -------
    Figures, shape (...)
        Limits exact below ten events, Byar above (`rates.rate`); the reference is taken
        as known. NaN where nothing was expected.
    """
    x, n, top, bottom = as_counts(
        events, exposure, reference_events, reference_exposure
    )
    return rate(x.sum(axis=-1), _expected(n, top, bottom), confidence)


def indirectly_standardised_share(
    numerator: ArrayLike,
    denominator: ArrayLike,
    reference_numerator: ArrayLike,
    reference_denominator: ArrayLike,
    confidence: float = 0.95,
) -> Figures:
    """`indirectly_standardised_ratio` of people, each counted once at most.

    Limits are those of the crude proportion (`proportions.proportion`) over the proportion
    expected: the binomial distribution keeps them from being too wide where the event is
    common.
    """
    x, n, top, bottom = as_counts(
        numerator, denominator, reference_numerator, reference_denominator
    )
    expected = _expected(n, top, bottom)
    size = n.sum(axis=-1)
    crude = proportion(x.sum(axis=-1), size, confidence)
    scale = _over(size, expected)
    return Figures(crude.value * scale, crude.lower * scale, crude.upper * scale)


def indirectly_standardised_rate(
    events: ArrayLike,
    exposure: ArrayLike,
    reference_events: ArrayLike,
    reference_exposure: ArrayLike,
    confidence: float = 0.95,
) -> Figures:
    """`indirectly_standardised_ratio` times the reference's overall rate."""
    top, bottom = as_counts(reference_events, reference_exposure)
    overall = _over(top.sum(axis=-1), bottom.sum(axis=-1))
    ratio = indirectly_standardised_ratio(events, exposure, top, bottom, confidence)
    return Figures(ratio.value * overall, ratio.lower * overall, ratio.upper * overall)


def _expected(n: Floats, top: Floats, bottom: Floats) -> Floats:
    """Events expected at the reference's rates; a band without people adds none."""
    each = np.where(n > 0, n * _over(top, bottom), 0 * n)
    return cast("Floats", each.sum(axis=-1))


def _dobson(
    events: Floats, squares: Floats, n: Floats, weight: Floats, confidence: float
) -> Figures:
    total, whole = events.sum(axis=-1), weight.sum(axis=-1)
    part = np.where(weight > 0, _over(weight, n), 0.0)
    value = _over((events * part).sum(axis=-1), whole)
    spread = np.sqrt((squares * part**2).sum(axis=-1)) / np.where(
        whole > 0, whole, np.nan
    )
    count = byar_rate(total, 1.0, confidence)
    scale = _over(spread, np.sqrt(total))
    enough = total >= FEWEST_EVENTS
    return Figures(
        np.where(enough, value, np.nan),
        np.where(enough, value + scale * (count.lower - total), np.nan),
        np.where(enough, value + scale * (count.upper - total), np.nan),
    )


def _over(top: Floats, bottom: Floats) -> Floats:
    top, bottom = np.broadcast_arrays(top, bottom)
    out = np.full(top.shape, np.nan)
    return cast("Floats", np.divide(top, bottom, out=out, where=bottom > 0))
