"""What the whole would gain if every group fared as the reference does."""

import numpy as np

from efqi.stats.contrast_ratio import contrast_ratio
from efqi.stats.dispersion import Best, best_figure
from efqi.stats.groups import Groups
from efqi.stats.limits import Figures, Floats, contrast, total
from efqi.stats.projection import projected


def population_attributable_risk(
    groups: Groups, best: Best, reference: int | None = None
) -> Figures:
    """Subtract: reference figure minus the overall figure.

    Parameters
    ----------
    groups : Groups, shape (..., G)
    best : Best
        Which end of the figures is the good one.
    reference : int, optional
        Place of the group that others are held against, usually the end of an order;
        the best group if it is left out.

    Returns
    -------
    Figures, shape (...)
        Above 0 where high is good, below 0 where low is good; 0 where the reference
        fares worse than the whole. In the unit of the figures.
    """
    if reference is None:
        sign = _sign(best)
        return projected(
            lambda y: sign * (best_figure(y, groups.share, best) - _mean(y, groups)),
            groups,
        ).scaled(sign)
    chosen = _chosen(groups, reference)
    return _towards(contrast(groups.near, chosen - groups.share), groups, best)


def population_attributable_fraction(
    groups: Groups, best: Best, reference: int | None = None
) -> Figures:
    """`population_attributable_risk` over the overall figure, in per cent.

    NaN as point where the overall figure is 0.
    """
    if reference is None:
        sign = _sign(best)

        def measure(y: Floats) -> Floats:
            overall = _mean(y, groups)
            gain = best_figure(y, groups.share, best) - overall
            return np.asarray(100 * sign * gain / overall)

        return projected(measure, groups).scaled(sign)
    chosen = _chosen(groups, reference)
    ratio = contrast_ratio(groups.near, chosen, groups.share)
    sides = (ratio.value, ratio.lower, ratio.upper)
    return _towards(Figures(*(100 * (f - 1) for f in sides)), groups, best)


def _towards(figures: Figures, groups: Groups, best: Best) -> Figures:
    """Cut at 0 on the side that is no gain."""
    cut = np.maximum if best is Best.HIGHEST else np.minimum
    sides = (figures.value, figures.lower, figures.upper)
    return Figures(*(np.where(groups.is_enough, cut(f, 0), np.nan) for f in sides))


def _chosen(groups: Groups, reference: int) -> Floats:
    """Weight 1 for the reference; it must count to be held against."""
    chosen = np.zeros_like(groups.share)
    chosen[..., reference] = 1.0
    return chosen


def _mean(figures: Floats, groups: Groups) -> Floats:
    return total(groups.share, figures)


def _sign(best: Best) -> int:
    return 1 if best is Best.HIGHEST else -1
