"""Charts of single values: run, individuals (XmR), moving range, time between events."""

import numpy as np

from efqi.errors import MeasureError
from efqi.stats.spc.average import Floats, mean_where, median_where, ratio
from efqi.stats.spc.baseline import Phase
from efqi.stats.spc.moving_range import (
    RANGE_LIMIT,
    mean_range,
    moving_ranges,
    sigma_from_ranges,
    value_before,
)
from efqi.stats.spc.spread import Spread

ROUNDED_REACH = 2.66
"""3 / 1.128 as teaching materials round it."""
WEIGHTED_RANGE_LIMIT = 3.2665
"""D4 for n = 2 to one more figure, as the I prime chart screens with it."""
TIME_POWER = 3.6
"""Nelson (1994): times between events are near normal at the power 1 / 3.6."""


def run_chart(phase: Phase) -> Spread:
    """Run chart: the median, no limits."""
    centre = phase.centre_or(median_where(phase.value, phase.used))
    return Spread(phase.value, centre, np.full_like(centre, np.nan))


def individuals(phase: Phase) -> Spread:
    """I chart: mean and mean moving range over 1.128 (Montgomery, ch. 6.4)."""
    ranges = moving_ranges(phase.value, phase.included)
    sigma = sigma_from_ranges(ranges, phase.used, is_screened=phase.is_screened)
    return Spread(phase.value, _mean(phase), sigma)


def individuals_rounded(phase: Phase) -> Spread:
    """XmR chart with the constant rounded to 2.66, as NHS England's tools draw it."""
    ranges = moving_ranges(phase.value, phase.included)
    mean = mean_range(ranges, phase.used, is_screened=phase.is_screened)
    return Spread(phase.value, _mean(phase), ROUNDED_REACH / 3 * mean)


def moving_range_chart(phase: Phase) -> Spread:
    """MR chart: limits 0 and 3.267 times the mean range; the warning limit at two thirds."""
    ranges = moving_ranges(phase.value, phase.included)
    centre = phase.centre_or(mean_range(ranges, phase.used, is_screened=False))
    reach = RANGE_LIMIT / 3 * centre
    return Spread(ranges, centre, reach, around=np.zeros_like(centre), floor=0.0)


def time_between_events(phase: Phase) -> Spread:
    """T chart: an I chart of times at the power 1 / 3.6, transformed back.

    Raises
    ------
    MeasureError
        Where a time is not above zero.
    """
    if np.any(phase.value <= 0):
        raise MeasureError(
            "Time between events must be above zero.",
            fix="Record times to the hour, or use a g chart.",
        )
    times = phase.value ** (1 / TIME_POWER)
    ranges = moving_ranges(times, phase.included)
    sigma = sigma_from_ranges(ranges, phase.used, is_screened=phase.is_screened)
    level = mean_where(times, phase.used)
    if phase.centre is not None:
        level = np.full_like(level, phase.centre ** (1 / TIME_POWER))
    centre = level**TIME_POWER
    return Spread(phase.value, centre, sigma, around=level, floor=0.0, power=TIME_POWER)


def weighted_individuals(phase: Phase) -> Spread:
    """I prime chart: individuals whose spread follows the size of the denominator.

    Each moving range is scaled by ``sqrt(1 / n + 1 / n before)`` and by ``sqrt(pi / 2)``
    (mean absolute value of a standard normal); the sigma of a point is the mean of those
    over ``sqrt(n)``. Centre line: sum of numerators over sum of denominators.
    """
    weight = phase.points.denominator
    apart = np.sqrt(ratio(np.ones_like(weight), weight))
    apart = np.hypot(apart, value_before(apart, phase.included))
    scaled = np.sqrt(np.pi / 2) * ratio(
        moving_ranges(phase.value, phase.included), apart
    )
    mean = mean_range(
        scaled, phase.used, is_screened=phase.is_screened, limit=WEIGHTED_RANGE_LIMIT
    )
    sigma = mean * ratio(np.ones_like(weight), np.sqrt(weight))
    return Spread(phase.value, phase.pooled_level(), sigma)


def _mean(phase: Phase) -> Floats:
    return phase.centre_or(mean_where(phase.value, phase.used))
