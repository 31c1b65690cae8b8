"""One group before and after the change, and how far its level is known."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from efqi.disclosure.coarsening import Strand, may_show
from efqi.disclosure.figure import level, level_estimate, probability, shown_level
from efqi.disclosure.gap_counts import by_phase
from efqi.disclosure.measured import shown_values, supported_estimate
from efqi.disclosure.protect_series import Row, Terms, shown_value
from efqi.disclosure.release import CareChange, Estimate, ReleasedGroup, Shown
from efqi.disclosure.rounding import (
    NO_DATA,
    NOT_GIVEN,
    TO_PROTECT,
    shown_counts,
)
from efqi.measures.measure import Kind, Measure
from efqi.stats.proportions import proportion
from efqi.stats.rates import rate

CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class Pooled:
    """One phase of one group as shown."""

    numerator: Shown
    denominator: Shown
    level: Shown
    intervals: int


def released_group(
    fine: Strand, row: Row, care: CareChange, terms: Terms
) -> ReleasedGroup:
    """Release one group's phases; what is said of its care only where both may be shown.

    The levels and their limits come from shown counts. The change is a result of the
    model and is only rounded; where it could merely be described it is the difference
    of the levels shown.
    """
    before = _pooled(fine, fine.phases == 0, care.before.value, terms)
    after = _pooled(fine, fine.phases > 0, care.after.value, terms)
    can_say = before.level.value is not None and after.level.value is not None
    return ReleasedGroup(
        row.group,
        row.label,
        row.role,
        before.numerator,
        before.denominator,
        after.numerator,
        after.denominator,
        before.level,
        after.level,
        _care(care, before, after, terms.measure) if can_say else None,
    )


def hidden_group(row: Row) -> ReleasedGroup:
    """Give a group that says that it is there and cannot be shown."""
    hidden = Shown(None, TO_PROTECT)
    return ReleasedGroup(row.group, row.label, row.role, *(hidden,) * 6, None)


def _pooled(
    fine: Strand, phase: NDArray[np.bool_], published: float, terms: Terms
) -> Pooled:
    kind = terms.measure.kind
    intervals = int(np.count_nonzero(phase & ~np.isnan(fine.numerator)))
    if not fine.has_counts:
        count = Shown(None, NOT_GIVEN)
        return Pooled(count, count, shown_level(published, kind, NO_DATA), intervals)
    if kind.is_measured:
        return _pooled_value(fine, phase, intervals, terms)
    sums = fine.pooled(phase)
    numerator, denominator = shown_counts(sums, terms.policy)
    if kind is Kind.COUNT:
        denominator = Shown(None, NOT_GIVEN)
        per_interval = replace(numerator, value=_over(numerator.value, intervals))
        return Pooled(
            numerator,
            denominator,
            shown_value(per_interval, denominator, terms.measure),
            intervals,
        )
    above, below = (np.array([count]) for count in sums)
    is_safe = may_show(above, below, terms.policy, kind)[0]
    if not is_safe and numerator.value is not None and denominator.value is not None:
        numerator = Shown(None, TO_PROTECT)
    value = shown_value(numerator, denominator, terms.measure)
    return Pooled(numerator, denominator, value, intervals)


def _pooled_value(
    fine: Strand, phase: NDArray[np.bool_], intervals: int, terms: Terms
) -> Pooled:
    """Mean of a phase, or its intervals' percentiles weighed by people."""
    if not phase.any():
        nothing = Shown(None, NO_DATA)
        return Pooled(Shown(None, NOT_GIVEN), nothing, nothing, intervals)
    is_after = bool((fine.phases[phase] > 0).any())
    whole = by_phase(fine).only(np.arange(2) == is_after)
    ((numerator, people, value),) = shown_values(whole, terms.measure, terms.policy)
    return Pooled(numerator, people, value, intervals)


def _over(count: float | None, intervals: int) -> float | None:
    return None if count is None or not intervals else count / intervals


def _care(
    care: CareChange, before: Pooled, after: Pooled, measure: Measure
) -> CareChange:
    change, levels = care.change, (before.level.value, after.level.value)
    if math.isnan(change.lower) and levels[0] is not None and levels[1] is not None:
        change = replace(change, value=levels[1] - levels[0])
    return CareChange(
        care.group,
        _level(before, care.before, measure),
        _level(after, care.after, measure),
        level_estimate(change, measure.kind),
        probability(care.probability_improved),
        care.category,
    )


def _level(pooled: Pooled, exact: Estimate, measure: Measure) -> Estimate:
    """Level of one phase with 90 % limits, both from shown counts where there are any."""
    if measure.kind.is_measured and pooled.denominator.reason != NOT_GIVEN:
        limits = supported_estimate(exact, measure)
        return replace(limits, value=pooled.level.value or 0.0)
    if pooled.numerator.value is None:
        return level_estimate(exact, measure.kind)
    x, n = pooled.numerator.value, pooled.denominator.value
    if measure.kind is Kind.PROPORTION:
        figures = proportion(x, n or 0, CONFIDENCE)
    else:
        below = pooled.intervals if measure.kind is Kind.COUNT else n or 0
        figures = rate(x, below, CONFIDENCE)
    shown = figures.scaled(measure.shown_multiplier)
    return Estimate(
        *(
            level(float(end), measure.kind)
            for end in (shown.value, shown.lower, shown.upper)
        )
    )
