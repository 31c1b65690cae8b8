"""How far apart many groups are: measures that are 0 where all groups are equal."""

from enum import StrEnum
from typing import cast

import numpy as np
from scipy.special import xlogy

from efqi.stats.groups import Groups
from efqi.stats.limits import Figures, Floats, total
from efqi.stats.projection import projected

PER_THOUSAND = 1_000.0


class Weight(StrEnum):
    """How much a group counts."""

    PEOPLE = "people"
    """As its share of people."""
    EVEN = "even"
    """As any other group."""


class Best(StrEnum):
    """Which end of the figures is the good one."""

    HIGHEST = "highest"
    LOWEST = "lowest"


def between_group_variance(groups: Groups) -> Figures:
    """Mean squared distance from the overall figure, weighted by people.

    ``sum w (y - mu)^2``, in the squared unit of the figures.
    """
    return projected(lambda y: _variance(y, groups.share), groups)


def between_group_deviation(groups: Groups) -> Figures:
    """Give the standard deviation between groups: the root of `between_group_variance`."""
    variance = between_group_variance(groups)
    return Figures(*(np.sqrt(f) for f in _sides(variance)))


def coefficient_of_variation(groups: Groups) -> Figures:
    """Give the standard deviation between groups in per cent of the overall figure."""
    share = groups.share
    return projected(
        lambda y: 100 * np.sqrt(_variance(y, share)) / _mean(y, share), groups
    )


def mean_log_deviation(groups: Groups) -> Figures:
    """Mean log of the overall figure over the group's, times 1,000.

    ``1000 sum w log(mu / y)``. Infinite where a group has none and others have some.
    """
    share = groups.share

    def measure(y: Floats) -> Floats:
        ratio = y / _mean(y, share)[..., None]
        logs = np.log(np.where(share > 0, ratio, 1.0))
        return -PER_THOUSAND * total(share, logs)

    return projected(measure, groups)


def theil_index(groups: Groups) -> Figures:
    """Theil's index (1967), times 1,000: ``1000 sum w (y / mu) log(y / mu)``.

    A group that has none adds nothing.
    """
    share = groups.share

    def measure(y: Floats) -> Floats:
        ratio = y / _mean(y, share)[..., None]
        return PER_THOUSAND * total(share, np.asarray(xlogy(ratio, ratio), float))

    return projected(measure, groups)


def index_of_disparity(groups: Groups, weight: Weight = Weight.EVEN) -> Figures:
    """Mean distance from the overall figure in per cent of it (Pearcy and Keppel 2002)."""
    share, count = groups.share, _weights(groups, weight)
    return projected(
        lambda y: 100 * _distance(y, _mean(y, share), count) / _mean(y, share), groups
    )


def mean_difference_from_mean(groups: Groups, weight: Weight = Weight.EVEN) -> Figures:
    """Mean distance from the overall figure, in the unit of the figures."""
    share, count = groups.share, _weights(groups, weight)
    return projected(lambda y: _distance(y, _mean(y, share), count), groups)


def mean_difference_from_best(
    groups: Groups, best: Best, weight: Weight = Weight.EVEN
) -> Figures:
    """Mean distance from the best group, which itself counts as 0."""
    count = _weights(groups, weight)
    return projected(
        lambda y: _distance(y, best_figure(y, groups.share, best), count), groups
    )


def mean_difference_from_reference(
    groups: Groups, reference: int, weight: Weight = Weight.EVEN
) -> Figures:
    """Mean distance from the group at place `reference`, which itself counts as 0."""
    count = _weights(groups, weight)
    return projected(lambda y: _distance(y, y[..., reference], count), groups)


def highest_minus_lowest(groups: Groups) -> Figures:
    """Subtract the lowest group's figure from the highest group's.

    The limits allow for the two having been picked by looking at the figures.
    """
    share = groups.share
    return projected(lambda y: np.subtract(*_extremes(y, share)), groups)


def highest_over_lowest(groups: Groups) -> Figures:
    """Divide the highest group's figure by the lowest group's; limits as the difference.

    Infinite where a group has none and another has some; NaN as point where none has any.
    """
    share = groups.share

    def above_one(y: Floats) -> Floats:
        highest, lowest = _extremes(y, share)
        return np.asarray(highest / lowest - 1)

    above = projected(above_one, groups)
    return Figures(*(f + 1 for f in _sides(above)))


def best_figure(figures: Floats, share: Floats, best: Best) -> Floats:
    """Highest or lowest figure of the groups that are not left out, shape (...)."""
    if best is Best.HIGHEST:
        return cast("Floats", np.where(share > 0, figures, -np.inf).max(axis=-1))
    return cast("Floats", np.where(share > 0, figures, np.inf).min(axis=-1))


def _extremes(figures: Floats, share: Floats) -> tuple[Floats, Floats]:
    highest = best_figure(figures, share, Best.HIGHEST)
    return highest, best_figure(figures, share, Best.LOWEST)


def _weights(groups: Groups, weight: Weight) -> Floats:
    return groups.share if weight is Weight.PEOPLE else groups.even


def _mean(figures: Floats, share: Floats) -> Floats:
    return total(share, figures)


def _variance(figures: Floats, share: Floats) -> Floats:
    apart = figures - _mean(figures, share)[..., None]
    return total(share, apart**2)


def _distance(figures: Floats, centre: Floats, count: Floats) -> Floats:
    return total(count, np.abs(figures - centre[..., None]))


def _sides(figures: Figures) -> tuple[Floats, Floats, Floats]:
    return figures.value, figures.lower, figures.upper
