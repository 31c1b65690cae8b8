"""The gap between levels, directed: above zero the contrast's group is worse off."""

from dataclasses import dataclass
from types import EllipsisType

import numpy as np
from numpy.typing import NDArray

from efqi.equity.contrast import Contrast
from efqi.equity.outcome import Outcome
from efqi.equity.weights import sizes
from efqi.stats.gap_model import Variation
from efqi.stats.inequality import difference, ratio, relative_index, slope_index
from efqi.stats.limits import Figures


@dataclass(frozen=True, slots=True)
class DirectedGap:
    """A gap on both scales.

    Attributes
    ----------
    difference : Figures
        On the measure's shown scale.
    ratio : Figures
        Of the adverse outcome.
    """

    difference: Figures
    ratio: Figures


def directed_gap(contrast: Contrast, levels: Figures, outcome: Outcome) -> DirectedGap:
    """Size a contrast from the levels of its groups.

    The gap is that of the adverse outcome, group minus (and over) reference. Where more of
    a rate or a count is better there is no adverse rest to count, and it is reference
    minus (and over) group. The gradient runs from the last-listed end of the order to the
    first, with the groups' sizes at baseline.

    Parameters
    ----------
    contrast : Contrast
        Pair of groups, or the gradient.
    levels : Figures
        Adverse level of each group with limits, shape (..., G).
    outcome : Outcome
        Its groups, sign and multiplier.

    Returns
    -------
    DirectedGap
        Shape (...); NaN where a group is not there.
    """
    if contrast.group is None:
        return _gradient(levels, outcome)
    group = _level(levels, outcome.groups, contrast.group)
    reference = _level(levels, outcome.groups, contrast.reference)
    pair = (group, reference) if outcome.sign > 0 else (reference, group)
    times = ratio(*pair)
    if outcome.variation is Variation.MEASURED:
        # A ratio says nothing of values that may be 0 or below.
        times = _where((group.value > 0) & (reference.value > 0), times)
    return DirectedGap(difference(*pair).scaled(outcome.multiplier), times)


def _where(is_defined: NDArray[np.bool_], figures: Figures) -> Figures:
    return Figures(
        *(
            np.where(is_defined, part, np.nan)
            for part in (figures.value, figures.lower, figures.upper)
        )
    )


def _gradient(levels: Figures, outcome: Outcome) -> DirectedGap:
    step = -1 if outcome.sign > 0 else 1
    turned = _taken(levels, slice(None, None, step))
    size = sizes(outcome)[::step]
    times = relative_index(turned, size)
    if outcome.variation is Variation.MEASURED:
        is_below = (turned.value <= 0) & (size > 0)
        times = _where(np.asarray(~is_below.any(axis=-1)), times)
    return DirectedGap(slope_index(turned, size).scaled(outcome.multiplier), times)


def _level(levels: Figures, groups: tuple[str, ...], name: str | None) -> Figures:
    if name in groups:
        return _taken(levels, groups.index(name))
    nothing = np.full(levels.value.shape[:-1], np.nan)
    return Figures(nothing, nothing, nothing)


def _taken(figures: Figures, at: int | slice) -> Figures:
    key: tuple[EllipsisType, int | slice] = (..., at)
    return Figures(figures.value[key], figures.lower[key], figures.upper[key])
