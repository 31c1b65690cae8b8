"""How exactly a result may be written: one place that rounds every figure."""

import math

from efqi.disclosure.release import Shown
from efqi.equity.verdict import Estimate
from efqi.measures.measure import Kind

LEAST_PROBABILITY = 0.001
"""No probability is shown nearer to 0 or 1 than this."""


def significant(value: float, digits: int) -> float:
    """Round to significant figures; NaN, infinity and 0 stay."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def level(value: float, kind: Kind) -> float:
    """Round a figure on the measure's shown scale.

    One decimal; a rate, mean or percentile below 1 keeps two significant figures, so that "0.04 per 1,000"
    does not become 0. Negative zero becomes 0.
    """
    if not math.isfinite(value):
        return value
    if (kind is Kind.RATE or kind.is_measured) and abs(value) < 1:
        return significant(value, 2) + 0.0
    return round(value, 1) + 0.0


def ratio(value: float) -> float:
    """Round a ratio: two decimals, one from 10 on."""
    if not math.isfinite(value):
        return value
    return round(value, 2 if abs(value) < 9.995 else 1)


def probability(value: float) -> float:
    """Round a probability: two significant figures of it or of its complement.

    Never 0 or 1: at most `LEAST_PROBABILITY` away from either.
    """
    if math.isnan(value):
        return value
    inside = min(max(value, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY)
    if inside <= 0.5:
        return significant(inside, 2)
    return round(1 - significant(1 - inside, 2), 6)


def level_estimate(estimate: Estimate, kind: Kind) -> Estimate:
    """Round an estimate on the shown scale."""
    ends = (estimate.value, estimate.lower, estimate.upper)
    return Estimate(*(level(end, kind) for end in ends))


def unknown(value: float) -> float | None:
    """Give None for NaN, as a Release writes what there is not."""
    return None if math.isnan(value) else value


def shown_level(value: float, kind: Kind, reason: str) -> Shown:
    """Give a level as shown, or the reason where it is NaN."""
    return Shown(None, reason) if math.isnan(value) else Shown(level(value, kind))
