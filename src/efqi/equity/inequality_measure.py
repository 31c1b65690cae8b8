"""Measures of inequality by name, each directed: more is less fair."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from efqi.equity.outcome import CONFIDENCE
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import Counts
from efqi.stats import concentration, dispersion, impact
from efqi.stats.curved_gradient import Curve, CurvedGradient, curved_gradient
from efqi.stats.dispersion import Best, Weight
from efqi.stats.groups import Groups, proportion_groups, rate_groups
from efqi.stats.inequality import relative_index, slope_index
from efqi.stats.limits import Figures
from efqi.stats.phase_change import change, ratio_change

ABSOLUTE, RELATIVE = "absolute", "relative"
DEFAULT_ORDERED = "slope_index"
DEFAULT_UNORDERED = "between_group_deviation"


class InequalityUnit(StrEnum):
    """What a measure of inequality is counted in."""

    LEVEL = "level"
    """The unit of the figures: points, or per so many."""
    SQUARED = "squared"
    """The unit of the figures, squared."""
    PER_CENT = "per_cent"
    PER_THOUSAND = "per_thousand"
    RATIO = "ratio"
    """Times; 1 where groups are equal."""
    INDEX = "index"
    """From -1 to 1."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Groups set out so that measures rise as the first-listed groups fare worse.

    Attributes
    ----------
    groups : Groups
        Adverse outcome from the last-listed (best-served) group to the first. Where more
        of a rate is better there is no adverse rest: the rate itself, in the order given.
    best : Best
        Which end of the figures is the good one.
    curve : Curve
        Scale of a curved gradient.
    best_served : int or None
        Place of the last-listed group, which a loss is counted against; None for groups
        without order, where it is the group that fares best.
    reference : int or None
        Place of the declared reference; None where it has no figures.
    multiplier : float
        From a figure to the shown scale.
    """

    groups: Groups
    best: Best
    curve: Curve
    best_served: int | None
    reference: int | None
    multiplier: float


Call = Callable[[Compared], Figures]


@dataclass(frozen=True, slots=True)
class InequalityMeasure:
    """One measure of inequality.

    Attributes
    ----------
    name : str
        As the command line and files spell it.
    scale : str
        "absolute" (in the unit of the figures) or "relative" (to the overall figure).
    unit : InequalityUnit
        What it is counted in.
    call : callable
        From groups to figures, not multiplied.
    needs_order : bool
        Whether only ordered groups have it.
    needs_proportion : bool
        Whether only proportions have it.
    """

    name: str
    scale: str
    unit: InequalityUnit
    call: Call
    needs_order: bool = False
    needs_proportion: bool = False

    def figures(self, compared: Compared) -> Figures:
        """Work it out on the shown scale, 90 % limits; NaN where a group has no figure."""
        factor = {
            InequalityUnit.LEVEL: compared.multiplier,
            InequalityUnit.SQUARED: compared.multiplier**2,
        }.get(self.unit, 1.0)
        return self.call(compared).scaled(factor)

    def changed(self, after: Figures, before: Figures) -> Figures:
        """Give the change between two independent phases: a ratio of ratios for ratios.

        Only the measures along an order can move either way by chance; all others are
        pushed up by it, or cut at 0.
        """
        change_of = ratio_change if self.unit is InequalityUnit.RATIO else change
        return change_of(after, before, is_pushed=not self.needs_order)


def compare(
    counts: tuple[ArrayLike, ArrayLike],
    size: ArrayLike,
    groups: tuple[str, ...],
    measure: Measure,
    dimension: Dimension,
    confidence: float = CONFIDENCE,
) -> Compared:
    """Set groups out for `InequalityMeasure.figures`.

    Parameters
    ----------
    counts : tuple of (array_like, array_like), shape (..., G)
        Numerator and denominator by group.
    size : array_like, shape (G,)
        People in each group at baseline: they weigh throughout, so that a population that
        moves is not read as an inequality that moves.
    groups : tuple of str
        Known groups in the declared order, the worst-served first.
    measure : Measure
        Proportion or rate.
    dimension : Dimension
        Names the reference.
    confidence : float
        Two-sided level of the limits.

    Returns
    -------
    Compared
        All groups are left out where one has no figure.
    """
    numerator, denominator = (np.asarray(c, dtype=np.float64) for c in counts)
    is_higher_better = measure.improvement_direction is Direction.HIGHER
    is_proportion = measure.kind is Kind.PROPORTION
    if is_proportion and is_higher_better:
        numerator = denominator - numerator
    best = Best.HIGHEST if is_higher_better and not is_proportion else Best.LOWEST
    step = 1 if best is Best.HIGHEST else -1
    make = proportion_groups if is_proportion else rate_groups
    made = make(numerator[..., ::step], denominator[..., ::step], confidence)
    order = groups[::step]
    return Compared(
        replace(made, share=_share(made, np.asarray(size, dtype=np.float64)[::step])),
        best,
        Curve.LOGIT if is_proportion else Curve.LOG,
        _last_listed(len(groups), step) if dimension.is_ordered else None,
        order.index(dimension.reference) if dimension.reference in order else None,
        measure.shown_multiplier,
    )


def suitable(measure: Measure, dimension: Dimension) -> tuple[InequalityMeasure, ...]:
    """List the measures of inequality that suit a measure and a dimension, in pairs."""
    return tuple(
        each
        for each in INEQUALITY_MEASURES
        if (dimension.is_ordered or not each.needs_order)
        and (measure.kind is Kind.PROPORTION or not each.needs_proportion)
    )


def default_name(dimension: Dimension) -> str:
    """Name the measure that is followed over time where none is asked for."""
    return DEFAULT_ORDERED if dimension.is_ordered else DEFAULT_UNORDERED


def _last_listed(groups: int, step: int) -> int:
    return 0 if step < 0 else groups - 1


def _share(made: Groups, size: Counts) -> Counts:
    complete = np.isfinite(made.near.value).all(axis=-1, keepdims=True)
    return np.where(complete, size / size.sum(), 0.0)


def _curved(compared: Compared) -> CurvedGradient:
    return curved_gradient(compared.groups, compared.curve)


def _from_reference(compared: Compared) -> Figures:
    if compared.reference is None:
        nothing = np.full(compared.groups.share.shape[:-1], np.nan)
        return Figures(nothing, nothing, nothing)
    return dispersion.mean_difference_from_reference(
        compared.groups, compared.reference, Weight.PEOPLE
    )


def _gain(call: Callable[[Groups, Best, int | None], Figures]) -> Call:
    """Give what all would gain at the best level, above 0 whichever way is good."""

    def measure(compared: Compared) -> Figures:
        sign = 1 if compared.best is Best.HIGHEST else -1
        return call(compared.groups, compared.best, compared.best_served).scaled(sign)

    return measure


_U = InequalityUnit
INEQUALITY_MEASURES = (
    InequalityMeasure(
        "slope_index",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: slope_index(c.groups.near, c.groups.share),
        needs_order=True,
    ),
    InequalityMeasure(
        "relative_index",
        RELATIVE,
        _U.RATIO,
        lambda c: relative_index(c.groups.near, c.groups.share),
        needs_order=True,
    ),
    InequalityMeasure(
        "curved_slope_index",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: _curved(c).slope,
        needs_order=True,
    ),
    InequalityMeasure(
        "curved_relative_index",
        RELATIVE,
        _U.RATIO,
        lambda c: _curved(c).relative,
        needs_order=True,
    ),
    InequalityMeasure(
        "absolute_concentration_index",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: concentration.absolute_concentration_index(c.groups),
        needs_order=True,
    ),
    InequalityMeasure(
        "relative_concentration_index",
        RELATIVE,
        _U.INDEX,
        lambda c: concentration.relative_concentration_index(c.groups),
        needs_order=True,
    ),
    InequalityMeasure(
        "erreygers_index",
        ABSOLUTE,
        _U.INDEX,
        lambda c: concentration.erreygers_index(c.groups),
        needs_order=True,
        needs_proportion=True,
    ),
    InequalityMeasure(
        "wagstaff_index",
        RELATIVE,
        _U.INDEX,
        lambda c: concentration.wagstaff_index(c.groups),
        needs_order=True,
        needs_proportion=True,
    ),
    InequalityMeasure(
        "highest_minus_lowest",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: dispersion.highest_minus_lowest(c.groups),
    ),
    InequalityMeasure(
        "highest_over_lowest",
        RELATIVE,
        _U.RATIO,
        lambda c: dispersion.highest_over_lowest(c.groups),
    ),
    InequalityMeasure(
        "between_group_deviation",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: dispersion.between_group_deviation(c.groups),
    ),
    InequalityMeasure(
        "coefficient_of_variation",
        RELATIVE,
        _U.PER_CENT,
        lambda c: dispersion.coefficient_of_variation(c.groups),
    ),
    InequalityMeasure(
        "between_group_variance",
        ABSOLUTE,
        _U.SQUARED,
        lambda c: dispersion.between_group_variance(c.groups),
    ),
    InequalityMeasure(
        "theil_index",
        RELATIVE,
        _U.PER_THOUSAND,
        lambda c: dispersion.theil_index(c.groups),
    ),
    InequalityMeasure(
        "mean_log_deviation",
        RELATIVE,
        _U.PER_THOUSAND,
        lambda c: dispersion.mean_log_deviation(c.groups),
    ),
    InequalityMeasure(
        "mean_difference_from_mean",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: dispersion.mean_difference_from_mean(c.groups, Weight.PEOPLE),
    ),
    InequalityMeasure(
        "index_of_disparity_weighted",
        RELATIVE,
        _U.PER_CENT,
        lambda c: dispersion.index_of_disparity(c.groups, Weight.PEOPLE),
    ),
    InequalityMeasure(
        "index_of_disparity",
        RELATIVE,
        _U.PER_CENT,
        lambda c: dispersion.index_of_disparity(c.groups),
    ),
    InequalityMeasure(
        "mean_difference_from_best",
        ABSOLUTE,
        _U.LEVEL,
        lambda c: dispersion.mean_difference_from_best(c.groups, c.best, Weight.PEOPLE),
    ),
    InequalityMeasure(
        "mean_difference_from_reference", ABSOLUTE, _U.LEVEL, _from_reference
    ),
    InequalityMeasure(
        "population_attributable_risk",
        ABSOLUTE,
        _U.LEVEL,
        _gain(impact.population_attributable_risk),
    ),
    InequalityMeasure(
        "population_attributable_fraction",
        RELATIVE,
        _U.PER_CENT,
        _gain(impact.population_attributable_fraction),
    ),
)
"""In the order shown: absolute and relative of one idea side by side."""
