"""How much of an outcome is gathered at one end of an order: concentration indices.

The groups stand on the last axis in their order, the worst-placed first; above 0 means
that the outcome is gathered at the end, among the best-placed. For proportions and rates
(Kakwani, Wagstaff and van Doorslaer 1997).
"""

import numpy as np

from efqi.stats.contrast_ratio import contrast_ratio
from efqi.stats.groups import Groups
from efqi.stats.limits import Figures, Floats, contrast, total
from efqi.stats.projection import projected_smooth


def absolute_concentration_index(groups: Groups) -> Figures:
    """Twice the covariance of figure and place in the order: ``2 sum w (x - 1/2) y``.

    Each group's place x is the middle of its share of people, from 0 to 1. In the unit
    of the figures.
    """
    return _enough(contrast(groups.near, _pull(groups)), groups)


def relative_concentration_index(groups: Groups) -> Figures:
    """`absolute_concentration_index` over the overall figure, from -1 to 1.

    NaN as point where the overall figure is 0, with limits that say so.
    """
    ratio = contrast_ratio(groups.near, _pull(groups), groups.share, is_signed=True)
    return _enough(_within_one(ratio), groups)


def erreygers_index(groups: Groups) -> Figures:
    """Erreygers's corrected index (2009) of a proportion: 4 times the absolute one.

    Counting the opposite outcome changes only its sign.
    """
    return absolute_concentration_index(groups).scaled(4)


def wagstaff_index(groups: Groups) -> Figures:
    """Wagstaff's normalised index (2005) of a proportion: the relative one / (1 - mu).

    NaN as point where the overall figure is 0 or 1.
    """
    pull = _pull(groups)

    def measure(y: Floats) -> Floats:
        spread = total(groups.share, y) * total(groups.share, 1 - y)
        return np.where(spread > 0, total(pull, y) / spread, np.nan)

    figures = projected_smooth(measure, groups)
    return _within_one(figures)


def _pull(groups: Groups) -> Floats:
    place = np.cumsum(groups.share, axis=-1) - groups.share / 2
    return 2 * groups.share * (place - 0.5)


def _within_one(figures: Figures) -> Figures:
    sides = (figures.value, figures.lower, figures.upper)
    return Figures(*(np.clip(f, -1, 1) for f in sides))


def _enough(figures: Figures, groups: Groups) -> Figures:
    sides = (figures.value, figures.lower, figures.upper)
    return Figures(*(np.where(groups.is_enough, f, np.nan) for f in sides))
