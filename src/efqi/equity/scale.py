"""One contrast on one scale, as it is shown: pooled before and after, and the change."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from efqi.equity.category import NARROWED_TO, WIDENED_FROM
from efqi.equity.contrast import Contrast
from efqi.equity.directed_gap import directed_gap
from efqi.equity.evidence import ScaleEvidence
from efqi.equity.outcome import Outcome
from efqi.equity.verdict import Estimate, ScaleResult
from efqi.stats.gap_model import Scale
from efqi.stats.limits import Figures

NAN = math.nan


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap of one contrast over one phase, pooled, on the shown scale.

    Attributes
    ----------
    absolute, relative : Estimate
        Difference and ratio of the adverse outcome with 90 % limits.
    """

    absolute: Estimate
    relative: Estimate


def pooled_gap(
    outcome: Outcome, contrast: Contrast, is_in_phase: NDArray[np.bool_]
) -> Gap:
    """Pool the gap over a phase; NaN where a group has nothing there."""
    gap = directed_gap(contrast, outcome.pooled(is_in_phase), outcome)
    return Gap(_estimate(gap.difference), _estimate(gap.ratio))


def described(before: Gap, after: Gap, scale: Scale) -> ScaleResult:
    """Give before and after with their plain change; nothing is judged."""
    first, last = getattr(before, scale.value), getattr(after, scale.value)
    if scale is Scale.ABSOLUTE:
        change = last.value - first.value
    else:
        change = last.value / first.value if first.value else NAN
    return ScaleResult(
        first, last, Estimate(change, NAN, NAN), NAN, NAN, None, None, None
    )


def judged(
    description: ScaleResult, evidence: ScaleEvidence, size: "Sizing"
) -> ScaleResult:
    """Put the model's evidence in place of the plain change; NaN where there is none."""
    change = evidence.change
    if math.isnan(change.value):
        return replace(description, before=change, after=change, change=change)
    above = evidence.above_zero
    widening = change.upper if size.direction > 0 else -change.lower
    return replace(
        description,
        change=Estimate(*map(size.shown, (change.value, change.lower, change.upper))),
        probability_widened=above if size.direction > 0 else 1 - above,
        largest_widening_not_ruled_out=size.shown(max(widening, 0.0)),
        drift_to_overturn=_drift(evidence, size),
        intervals_to_see_change=evidence.intervals_to_see,
        intervals_to_clear=evidence.intervals_to_clear,
    )


@dataclass(frozen=True, slots=True)
class Sizing:
    """How working units become what is shown.

    Attributes
    ----------
    scale : Scale
        Absolute units are multiplied, logarithms of ratios become ratios.
    multiplier : float
        Of the absolute scale.
    direction : int
        1 where the contrast's group is the worse off, -1 where its reference is.
    half_span : float
        Years between the middles of the two phases.
    """

    scale: Scale
    multiplier: float
    direction: int
    half_span: float

    def shown(self, working: float) -> float:
        """Give a change on the shown scale."""
        if self.scale is Scale.ABSOLUTE:
            return working * self.multiplier
        with np.errstate(over="ignore"):
            return float(np.exp(working))


def _drift(evidence: ScaleEvidence, size: Sizing) -> float | None:
    """Drift a year whose mere continuation would take the evidence away.

    ``(|change| - 1.645 deviations) / h``, both without drift, h years between the middles
    of the phases; signed as the change.
    """
    if NARROWED_TO < evidence.above_zero < WIDENED_FROM:
        return None
    spare = abs(evidence.steady_change) - 1.645 * evidence.steady_deviation
    drift = math.copysign(max(spare, 0.0), evidence.steady_change) / size.half_span
    return size.shown(drift)


def _estimate(figures: Figures) -> Estimate:
    """Give one figure; infinity, which no table can show, becomes NaN."""
    parts = (figures.value, figures.lower, figures.upper)
    figure = (float(part) for part in parts)
    return Estimate(*(x if math.isfinite(x) else NAN for x in figure))
