"""Verdicts as they may be shown: rounded, and empty of figures where people are few."""

import math
from collections.abc import Callable
from dataclasses import replace

from efqi.disclosure.figure import (
    level,
    level_estimate,
    probability,
    ratio,
)
from efqi.disclosure.release import Estimate, ScaleResult, UnknownBound, Verdict
from efqi.equity.analysis import GapSeries
from efqi.measures.measure import Kind
from efqi.measures.table import Counts
from efqi.stats.check import Check

_NOTHING = Estimate(math.nan, math.nan, math.nan)
_NO_RESULT = ScaleResult(
    _NOTHING, _NOTHING, _NOTHING, math.nan, math.nan, None, None, None
)


def shown_verdict(verdict: Verdict, sizes: GapSeries | None, kind: Kind) -> Verdict:
    """Round a verdict for showing.

    Parameters
    ----------
    verdict : Verdict
        From exact counts.
    sizes : GapSeries or None
        The gap before and after from counts as shown, which takes the exact one's place;
        None where the source gives no counts.
    kind : Kind
        Kind of the measure.

    Returns
    -------
    Verdict
        Changes, probabilities and what follows from them are results of the gap model and
        are only rounded; a change that was merely described is that of the gaps shown.
    """
    absolute, relative = verdict.absolute, verdict.relative
    if sizes is not None:
        difference = (sizes.difference, sizes.difference_lower, sizes.difference_upper)
        ratios = (sizes.ratio, sizes.ratio_lower, sizes.ratio_upper)
        absolute = _with_shown(absolute, difference, lambda a, b: a - b)
        relative = _with_shown(relative, ratios, _quotient)

    def to_level(value: float) -> float:
        return level(value, kind)

    months = verdict.matched_months
    return replace(
        verdict,
        absolute=_rounded(absolute, to_level),
        relative=_rounded(relative, ratio),
        matched_months=None if months is None else level_estimate(months, kind),
    )


def hidden_verdict(verdict: Verdict) -> Verdict:
    """Give the answer without a figure: a group of the contrast is too small to show."""
    told = Check("contrast_too_small_to_show", False)
    return replace(
        verdict,
        absolute=_NO_RESULT,
        relative=_NO_RESULT,
        matched_months=None,
        checks=(*verdict.checks, told),
    )


def shown_bound(
    bound: UnknownBound, sizes: GapSeries | None, kind: Kind
) -> UnknownBound:
    """Round what unknown groups could change; arguments as `shown_verdict`."""
    change = bound.change
    if sizes is not None and math.isnan(change.lower):
        before, after = map(float, sizes.difference)
        change = replace(change, value=after - before)
    return replace(bound, change=level_estimate(change, kind))


def hidden_bound(bound: UnknownBound) -> UnknownBound:
    """Give the answer alone: the unknown are too few to show."""
    return replace(bound, change=_NOTHING)


def _with_shown(
    result: ScaleResult,
    sizes: tuple[Counts, Counts, Counts],
    apart: Callable[[float, float], float],
) -> ScaleResult:
    before, after = (Estimate(*(float(ends[t]) for ends in sizes)) for t in (0, 1))
    change = result.change
    if math.isnan(change.lower) and not math.isnan(change.value):
        change = replace(change, value=apart(after.value, before.value))
    return replace(result, before=before, after=after, change=change)


def _quotient(top: float, bottom: float) -> float:
    return top / bottom if bottom else math.nan


def _rounded(result: ScaleResult, figure: Callable[[float], float]) -> ScaleResult:
    def estimate(of: Estimate) -> Estimate:
        return Estimate(figure(of.value), figure(of.lower), figure(of.upper))

    drift = result.drift_to_overturn
    return replace(
        result,
        before=estimate(result.before),
        after=estimate(result.after),
        change=estimate(result.change),
        probability_widened=probability(result.probability_widened),
        largest_widening_not_ruled_out=figure(result.largest_widening_not_ruled_out),
        drift_to_overturn=None if drift is None else figure(drift),
    )
