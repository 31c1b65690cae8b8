"""Which way round a gap is told: always from the group that is worse off."""

import math
from collections.abc import Callable
from dataclasses import replace

from efqi.disclosure.release import (
    Estimate,
    ReleasedGap,
    ReleasedGapPoint,
    ScaleResult,
    Shown,
    Verdict,
)

_TURNED_SIGNAL = {"concern": "improvement", "improvement": "concern"}


def told(verdict: Verdict) -> Verdict:
    """Give a verdict with its figures turned round where the reference is worse off.

    A gap declared as "group minus reference" is negative then. Category, probability and
    largest widening already speak of the size of the gap, so they stay.
    """
    if not verdict.is_turned:
        return verdict
    contrast = verdict.contrast
    return replace(
        verdict,
        contrast=replace(contrast, group=contrast.reference, reference=contrast.group),
        absolute=_turned_scale(verdict.absolute, _negated),
        relative=_turned_scale(verdict.relative, _inverted),
        matched_months=verdict.matched_months and _negated(verdict.matched_months),
    )


def told_gap(gap: ReleasedGap, verdict: Verdict) -> ReleasedGap:
    """Give the gap over time, turned round together with its verdict."""
    if not verdict.is_turned:
        return gap
    return replace(
        gap,
        points=tuple(map(_turned_point, gap.points)),
        centres=tuple(map(_minus, gap.centres)),
        lowers=tuple(map(_minus, gap.uppers)),
        uppers=tuple(map(_minus, gap.lowers)),
    )


def without_signals(gap: ReleasedGap) -> ReleasedGap:
    """Give a gap over time that is described, so that no point of it stands out."""
    points = tuple(replace(point, signal="") for point in gap.points)
    return replace(gap, points=points)


def _turned_scale(
    scale: ScaleResult, turn: Callable[[Estimate], Estimate]
) -> ScaleResult:
    return replace(
        scale,
        before=turn(scale.before),
        after=turn(scale.after),
        change=turn(scale.change),
    )


def _negated(estimate: Estimate) -> Estimate:
    return Estimate(-estimate.value, -estimate.upper, -estimate.lower)


def _inverted(ratio: Estimate) -> Estimate:
    return Estimate(_over(ratio.value), _over(ratio.upper), _over(ratio.lower))


def _minus(value: float | None) -> float | None:
    return None if value is None else -value


def _turned_point(point: ReleasedGapPoint) -> ReleasedGapPoint:
    difference, ratio = point.difference, point.ratio
    return replace(
        point,
        difference=_turned_shown(difference, _minus),
        difference_lower=_minus(point.difference_upper),
        difference_upper=_minus(point.difference_lower),
        ratio=_turned_shown(ratio, _over_shown),
        ratio_lower=_over_shown(point.ratio_upper),
        ratio_upper=_over_shown(point.ratio_lower),
        signal=_TURNED_SIGNAL.get(point.signal, point.signal),
    )


def _turned_shown(shown: Shown, turn: Callable[[float | None], float | None]) -> Shown:
    return Shown(turn(shown.value), shown.reason, turn(shown.upper), turn(shown.lower))


def _over(value: float) -> float:
    return 1 / value if value else math.nan


def _over_shown(value: float | None) -> float | None:
    return 1 / value if value else None
