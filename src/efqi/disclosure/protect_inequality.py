"""Measures of inequality, worked out from nothing but what a release already shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.disclosure.figure import level, ratio
from efqi.disclosure.release import ReleasedGroup, ReleasedSeries, Shown
from efqi.disclosure.released_inequality import (
    InequalityFigure,
    InequalityUnit,
    ReleasedInequality,
    ReleasedMeasureOfInequality,
)
from efqi.disclosure.rounding import NO_DATA, NONE_IN_DENOMINATOR, NOT_GIVEN
from efqi.equity.inequality_measure import (
    Compared,
    InequalityMeasure,
    compare,
    suitable,
)
from efqi.equity.question import Question
from efqi.measures.measure import Kind
from efqi.stats.limits import Figures

NOT_DEFINED = "not_defined"
"""Reason code: the formula gives no number for these groups."""
NO_POPULATION = "no_population"
"""Reason code: a plain count does not say how many people it is of."""
MEASURED = "measured"
"""Reason code: a mean or percentile, whose sums are never shown."""
OVERLAPPING = "overlapping"
"""Reason code: people can be in several of the groups."""
MISSING = "missing"
"""Reason code: fewer than two groups have rows."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Counts of the known groups over one phase, as shown.

    Attributes
    ----------
    numerator, denominator : tuple of float
        By group; empty where a group has none to show.
    reason : str
        Why there are none; empty where there are.
    """

    numerator: tuple[float, ...] = ()
    denominator: tuple[float, ...] = ()
    reason: str = ""


def released_inequality(
    groups: Sequence[ReleasedGroup],
    series: Sequence[ReleasedSeries],
    question: Question,
) -> ReleasedInequality:
    """Release every measure of inequality that suits a view.

    Parameters
    ----------
    groups, series : sequence
        What the view shows of each group: the only counts used, so that no measure tells
        more than they do. One that is hidden leaves no measure; none is made from the rest.
    question : Question
        Measure and dimension.

    Returns
    -------
    ReleasedInequality
        Without the measure over time.
    """
    known = [group for group in groups if group.role == "group"]
    why = _why_none(known, question)
    if why:
        return ReleasedInequality(reason=why)
    before = _phase(
        [(g.before_numerator, g.before_denominator, g.before) for g in known]
    )
    after = _phase([(g.after_numerator, g.after_denominator, g.after) for g in known])
    phases = _phases([s for s in series if s.role == "group"], len(known))
    if before.reason and after.reason:
        return ReleasedInequality(reason=before.reason)
    names = tuple(group.group for group in known)
    table = _Table(question, names, (before, after, *phases))
    return ReleasedInequality(table.measures)


def _why_none(known: Sequence[ReleasedGroup], question: Question) -> str:
    if question.measure.kind is Kind.COUNT:
        return NO_POPULATION
    if question.measure.kind.is_measured:
        return MEASURED
    if question.dimension.is_overlapping:
        return OVERLAPPING
    if len(known) < 2:
        return MISSING
    counts = [c for g in known for c in (g.before_denominator, g.after_denominator)]
    return NOT_GIVEN if all(c.reason == NOT_GIVEN for c in counts) else ""


def _phase(counts: Sequence[tuple[Shown, Shown, Shown]]) -> Phase:
    """Take counts as shown; a group without a level to show leaves none."""
    numerator, denominator = [], []
    for above, below, value in counts:
        if above.value is None or below.value is None or value.value is None:
            return Phase(reason=_reason(above, below, value))
        numerator.append(above.value)
        denominator.append(below.value)
    return Phase(tuple(numerator), tuple(denominator))


def _reason(*shown: Shown) -> str:
    found = [each.reason for each in shown if each.reason]
    return next((r for r in found if r != NONE_IN_DENOMINATOR), NONE_IN_DENOMINATOR)


def _phases(series: Sequence[ReleasedSeries], groups: int) -> tuple[Phase, ...]:
    """Sum what charts show since each change; empty where there is only one change."""
    last = max((p.phase for s in series for p in s.points), default=0)
    if last < 2:
        return ()
    return tuple(_summed(series, groups, phase) for phase in range(1, last + 1))


def _summed(series: Sequence[ReleasedSeries], groups: int, phase: int) -> Phase:
    numerator, denominator = [], []
    for each in series:
        points = [
            (p.numerator.value, p.denominator.value)
            for p in each.points
            if p.phase == phase and not p.left_out
        ]
        counted = [(x, n) for x, n in points if x is not None and n]
        if not counted:
            return Phase(reason=NO_DATA if each.points else "too_few")
        numerator.append(sum(x for x, _ in counted))
        denominator.append(sum(n for _, n in counted))
    return (
        Phase(tuple(numerator), tuple(denominator))
        if len(numerator) == groups
        else Phase(reason=NO_DATA)
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """Every measure in every phase: before, after, then each phase since the change."""

    question: Question
    names: tuple[str, ...]
    phases: tuple[Phase, ...]

    @property
    def measures(self) -> tuple[ReleasedMeasureOfInequality, ...]:
        """Measures that suit the question."""
        asked = self.question
        size = self.phases[0].denominator or self.phases[1].denominator
        compared = compare(
            (self._counts("numerator"), self._counts("denominator")),
            size,
            self.names,
            asked.measure,
            asked.dimension,
        )
        return tuple(
            self._released(measure, compared)
            for measure in suitable(asked.measure, asked.dimension)
        )

    def _counts(self, name: str) -> NDArray[np.float64]:
        nothing = (np.nan,) * len(self.names)
        return np.array([getattr(phase, name) or nothing for phase in self.phases])

    def _released(
        self, measure: InequalityMeasure, compared: Compared
    ) -> ReleasedMeasureOfInequality:
        found = measure.figures(compared)
        changes = measure.changed(_at(found, slice(1, None)), _at(found, slice(1)))
        reasons = [phase.reason for phase in self.phases]
        since = [reasons[0] or reason for reason in reasons[1:]]
        before, after, *phases = self._shown(measure, found, reasons)
        change, *phase_changes = self._shown(measure, changes, since)
        return ReleasedMeasureOfInequality(
            measure.name,
            measure.scale,
            measure.unit,
            before,
            after,
            change,
            tuple(phases),
            tuple(phase_changes),
        )

    def _shown(
        self, measure: InequalityMeasure, figures: Figures, reasons: Sequence[str]
    ) -> list[InequalityFigure]:
        ends = np.column_stack([figures.value, figures.lower, figures.upper])
        return [
            shown_figure(each, measure.unit, reason)
            for each, reason in zip(ends, reasons, strict=True)
        ]


def _at(figures: Figures, places: slice) -> Figures:
    return Figures(figures.value[places], figures.lower[places], figures.upper[places])


def shown_figure(
    ends: ArrayLike, unit: InequalityUnit, reason: str = ""
) -> InequalityFigure:
    """Write value, lower and upper limit as a figure, rounded; NaN needs a reason."""
    value, lower, upper = (
        rounded(float(end), unit) if np.isfinite(end) else None
        for end in np.asarray(ends, dtype=np.float64)
    )
    if value is None:
        return InequalityFigure(None, reason or NOT_DEFINED)
    return InequalityFigure(value, "", lower, upper)


def rounded(value: float, unit: InequalityUnit) -> float:
    """Round for reading: the figures come from shown counts, so nothing is protected by it."""
    if unit is InequalityUnit.RATIO:
        return ratio(value)
    if unit is InequalityUnit.INDEX:
        return round(value, 3) + 0.0
    return level(value, Kind.RATE)
