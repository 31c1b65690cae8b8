"""A contrast as weights of groups."""

import numpy as np

from efqi.equity.contrast import Contrast
from efqi.equity.outcome import Outcome
from efqi.errors import MeasureError
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.table import Counts


def check_contrast(contrast: Contrast, dimension: Dimension, present: set[str]) -> None:
    """Raise `MeasureError` where a contrast cannot be made of the groups that are there.

    Parameters
    ----------
    contrast : Contrast
        What is asked.
    dimension : Dimension
        For whom.
    present : set of str
        Groups with rows, unknown or not.
    """
    known = present - {UNKNOWN}
    if len(known) < 2:
        raise MeasureError(
            f"'{dimension.name}' has {len(known)} known group; a gap needs two groups.",
            fix="Break the measure down by a dimension with two or more groups.",
        )
    if contrast.group is None:
        if not dimension.is_ordered:
            raise MeasureError(
                f"'{dimension.name}' has no order, so it has no gradient.",
                fix="Declare the dimension as ordered, or compare a group with a reference.",
            )
        return
    for group in (contrast.group, contrast.reference):
        if group not in known:
            raise MeasureError(
                f"'{dimension.name}' has no counts of '{group}', which the gap compares.",
                fix=f"Compare two of: {', '.join(sorted(known))}.",
            )
    if contrast.group == contrast.reference:
        raise MeasureError(
            f"The gap compares '{contrast.group}' with itself.",
            fix="Name another reference.",
        )


def ends(contrast: Contrast, outcome: Outcome) -> tuple[str, str]:
    """Group and reference; for the gradient the worst-off and best-off end."""
    if contrast.group is not None and contrast.reference is not None:
        return contrast.group, contrast.reference
    ordered = [group for group in outcome.groups if group != UNKNOWN]
    return ordered[0], ordered[-1]


def sizes(outcome: Outcome) -> Counts:
    """People in each group at baseline, shape (G,); unknown counts for nothing.

    The baseline's sizes are kept throughout, so that a population that moves is not read
    as a gap that moves. Without any counts every group that has a value weighs the same.
    """
    size = outcome.pooled_counts(~outcome.is_after)[1]
    if not size.any():
        size = outcome.pooled_counts(np.ones_like(outcome.is_after))[1]
    if not size.any():
        size = np.isfinite(outcome.ratio).any(axis=0).astype(float)
    return np.where([group == UNKNOWN for group in outcome.groups], 0.0, size)


def contrast_weights(contrast: Contrast, outcome: Outcome) -> Counts:
    """Weights whose sum over groups is the gap, worse for `group` above zero; shape (G,).

    A pair is +1 and -1. The gradient is the slope index of inequality: with s the share and
    x the middle rank (0 best-off end, 1 worst-off end) of each group, the weight is
    ``s (x - mean) / sum(s (x - mean)**2)``, the least-squares slope. Both are turned round
    where more of the outcome is better.
    """
    weights = np.zeros(len(outcome.groups))
    if contrast.group is not None and contrast.reference is not None:
        weights[outcome.column(contrast.group)] = 1.0
        weights[outcome.column(contrast.reference)] = -1.0
        return outcome.sign * weights
    size = sizes(outcome)
    share = size / (size.sum() or 1.0)
    # The declared order is worst-served first; ranks run from the best-off end.
    rank = share[::-1].cumsum()[::-1] - share / 2
    spread = float((share * (rank - 0.5) ** 2).sum())
    if spread == 0:
        return weights
    return np.asarray(outcome.sign * share * (rank - 0.5) / spread)
