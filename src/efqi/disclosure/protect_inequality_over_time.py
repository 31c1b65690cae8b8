"""One measure of inequality over time as it may be shown."""

from collections.abc import Sequence

import numpy as np

from efqi.disclosure.coarsening import Strand
from efqi.disclosure.gap_counts import Strands
from efqi.disclosure.policy import Policy
from efqi.disclosure.protect_gap import GapOverTime, Levels, aligned, lines, signals
from efqi.disclosure.protect_inequality import rounded, shown_figure
from efqi.disclosure.protect_series import Terms
from efqi.disclosure.released_inequality import (
    InequalityOverTime,
    InequalityPoint,
    InequalityUnit,
)
from efqi.disclosure.rounding import NO_DATA, protect
from efqi.equity.inequality_measure import (
    InequalityMeasure,
    compare,
    default_name,
    suitable,
)
from efqi.equity.question import GapSeries, Question
from efqi.errors import DisclosureError
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Kind
from efqi.stats.limits import Figures

_DECIMALS = {InequalityUnit.RATIO: 2, InequalityUnit.INDEX: 2}


def inequality_over_time(
    strands: Strands, question: Question, terms: Terms
) -> InequalityOverTime | None:
    """Release a measure of inequality in every interval at which all groups may be shown.

    Parameters
    ----------
    strands : mapping of str to Strand or None
        Exact counts of each group, None for one that is hidden as a whole.
    question : Question
        What was asked.
    terms : Terms
        What the view is released on; names the measure.

    Returns
    -------
    InequalityOverTime or None
        None where a group is hidden at every unit, has no counts, or overlaps another,
        and where the measure that was asked for does not suit the view.

    Notes
    -----
    As the gap over time: points come from counts as shown, means and limits are those of
    the exact values, rounded, and signals are judged on exact values. Intervals that are
    not judged are left away: they may hold one that is hidden in a group's own chart.
    """
    known = {name: each for name, each in strands.items() if name != UNKNOWN}
    found = {name: each for name, each in known.items() if each is not None}
    measure = _measure(question, terms.inequality)
    is_possible = (
        measure is not None
        and question.measure.kind is not Kind.COUNT
        and not question.dimension.is_overlapping
        and len(found) == len(known) >= 2
        and all(each.has_counts for each in found.values())
    )
    shared = aligned(found, terms) if is_possible else None
    if measure is None or shared is None or len(shared) < len(known):
        return None
    judged = {name: each.only(each.phases >= 0) for name, each in shared.items()}
    return _released(measure, judged, question, terms.policy)


def check_name(name: str, questions: Sequence[Question]) -> None:
    """Raise `DisclosureError` where no view has the measure of inequality asked for."""
    names = dict.fromkeys(
        measure.name
        for each in questions
        for measure in suitable(each.measure, each.dimension)
    )
    if name and name not in names:
        raise DisclosureError(
            f"No view has a measure of inequality '{name}'.",
            fix=f"Choose one of: {', '.join(names)}.",
        )


def _measure(question: Question, name: str) -> InequalityMeasure | None:
    wanted = name or default_name(question.dimension)
    found = suitable(question.measure, question.dimension)
    return next((each for each in found if each.name == wanted), None)


def _released(
    measure: InequalityMeasure,
    shared: dict[str, Strand],
    question: Question,
    policy: Policy,
) -> InequalityOverTime:
    first = next(iter(shared.values()))
    shown = _figures(measure, shared, question, policy)
    exact = _figures(measure, shared, question, None)
    over_time = GapOverTime(
        first.interval, first.starts, first.phases, _finite(exact.value), _series(shown)
    )
    found = lines(over_time, _DECIMALS.get(measure.unit, 1))
    centres, lowers, uppers = (
        tuple(_rounded(each, measure.unit) for each in levels) for levels in found
    )
    return InequalityOverTime(
        measure.name,
        measure.unit,
        first.interval,
        _points(over_time, shown, measure.unit, question),
        centres,
        _not_below(_floor(measure), lowers),
        uppers,
    )


def _figures(
    measure: InequalityMeasure,
    shared: dict[str, Strand],
    question: Question,
    policy: Policy | None,
) -> Figures:
    numerator = np.column_stack([each.numerator for each in shared.values()])
    denominator = np.column_stack([each.denominator for each in shared.values()])
    if policy is not None:
        numerator, denominator = (
            protect(counts, policy).value for counts in (numerator, denominator)
        )
    phases = next(iter(shared.values())).phases
    baseline = phases == 0 if (phases == 0).any() else phases >= 0
    size = np.nansum(denominator[baseline], axis=0)
    asked = question.measure, question.dimension
    return measure.figures(
        compare((numerator, denominator), size, tuple(shared), *asked)
    )


def _series(shown: Figures) -> GapSeries:
    nothing = np.full_like(shown.value, np.nan)
    figures = (_finite(shown.value), shown.lower, shown.upper)
    return GapSeries(*figures, nothing, nothing, nothing, None, None, None, None)


def _finite(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, np.nan)


def _points(
    over_time: GapOverTime, shown: Figures, unit: InequalityUnit, question: Question
) -> tuple[InequalityPoint, ...]:
    phases = over_time.phases
    words = signals(over_time, question.measure.improvement_direction)
    ends = np.column_stack([shown.value, shown.lower, shown.upper])
    return tuple(
        InequalityPoint(
            start,
            shown_figure(ends[t], unit, NO_DATA),
            int(phases[t]),
            words[t],
        )
        for t, start in enumerate(over_time.starts)
    )


def _floor(measure: InequalityMeasure) -> float:
    """Least that a measure can be: those of ordered groups may change sign."""
    if measure.unit is InequalityUnit.RATIO:
        return 0.0 if measure.needs_order else 1.0
    return -np.inf if measure.needs_order else 0.0


def _rounded(value: float | None, unit: InequalityUnit) -> float | None:
    return None if value is None else rounded(value, unit)


def _not_below(floor: float, lowers: Levels) -> Levels:
    return tuple(None if each is None else max(each, floor) for each in lowers)
