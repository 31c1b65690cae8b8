"""One group's control chart: judged on exact counts, drawn from shown ones."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from efqi.disclosure.coarsening import Strand, coarsen
from efqi.disclosure.figure import level, unknown
from efqi.disclosure.lines import Lines, shown_lines
from efqi.disclosure.measured import shown_values
from efqi.disclosure.policy import Policy
from efqi.disclosure.protect_icons import released_icons
from efqi.disclosure.release import ReleasedPoint, ReleasedSeries, Shown
from efqi.disclosure.rounding import (
    NO_DATA,
    NONE_IN_DENOMINATOR,
    NOT_GIVEN,
    TOO_FEW,
    shown_counts,
)
from efqi.equity.analysis import INCOMPLETE, TRANSITION
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.stats.check import Check
from efqi.stats.spc.chart import ControlChart, control_chart
from efqi.stats.spc.choice import asked_chart
from efqi.stats.spc.subgroup import summed_points

_TOLD_OF_CHOICE = frozenset(
    {"chart", "reason", "points", "points_needed", "asked", "would_choose", "because"}
)
"""Why a chart was chosen; how far counts spread is an exact figure and stays here."""
LEFT_OUT = {TRANSITION: "transition", INCOMPLETE: "incomplete"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What every part of one view is released on.

    Attributes
    ----------
    policy : Policy
        What is hidden and rounded.
    measure : Measure
        What is counted.
    units : tuple of Interval
        Units of time there are, finest first; the first was counted.
    rule_set : str
        Rules that a point signals by.
    inequality : str
        Measure of inequality to follow over time; the one that suits where empty.
    chart : str
        Chart asked for; empty leaves it to the data.
    """

    policy: Policy
    measure: Measure
    units: tuple[Interval, ...]
    rule_set: str
    inequality: str = ""
    chart: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Name of one row of a view: a group, unknown, or the total."""

    group: str
    label: str
    role: str


def released_series(fine: Strand, row: Row, terms: Terms) -> ReleasedSeries:
    """Release the control chart of one row at the finest unit that is safe.

    Parameters
    ----------
    fine : Strand
        Exact counts at the unit counted.
    row, terms
        Whose they are and what they are released on.

    Returns
    -------
    ReleasedSeries
        Without points where no unit is coarse enough.
    """
    counts = coarsen(fine, terms.policy, terms.measure.kind)
    if counts is None or np.isnan(counts.ratio).all():
        return hidden_series(row, terms)
    baseline = counts.phases == 0
    if not baseline.any():
        baseline = counts.phases >= 0
    exact, choice = _judge(counts, baseline, terms)
    lines = shown_lines(exact, counts, baseline, terms.measure, terms.policy)
    sides = np.where(counts.phases >= 0, exact.special_cause[:, 0], 0)
    signals = [signal(int(side), terms.measure.improvement_direction) for side in sides]
    shown = ReleasedSeries(
        row.group,
        row.label,
        row.role,
        counts.interval,
        counts.interval is not terms.units[0],
        exact.chart,
        exact.rule_set,
        _points(counts, lines, signals, terms),
        int(np.count_nonzero(sides[counts.phases == 0])),
        int(np.count_nonzero(sides[counts.phases > 0])),
        choice,
    )
    return replace(shown, icons=released_icons(shown, terms.measure))


def hidden_series(row: Row, terms: Terms) -> ReleasedSeries:
    """Give a series that says that it is there and cannot be shown."""
    coarsest = terms.units[-1]
    return ReleasedSeries(
        row.group,
        row.label,
        row.role,
        coarsest,
        coarsest is not terms.units[0],
        "",
        terms.rule_set,
        (),
        0,
        0,
    )


def signal(side: int, direction: Direction) -> str:
    """Say what a special cause on the high (+1) or low (-1) side means."""
    if side == 0:
        return ""
    if direction is Direction.NEUTRAL:
        return "neutral"
    better = 1 if direction is Direction.HIGHER else -1
    return "improvement" if side == better else "concern"


def shown_value(numerator: Shown, denominator: Shown, measure: Measure) -> Shown:
    """Make the value from counts as shown, or say why there is none.

    A count has no denominator; its value is the count. Where only the numerator is hidden
    the value carries the bounds that follow.
    """
    kind, scale = measure.kind, measure.shown_multiplier
    below = Shown(1) if kind is Kind.COUNT else denominator
    if below.value == 0:
        return Shown(None, NONE_IN_DENOMINATOR)
    if below.value is None:
        return Shown(None, below.reason if below.reason == NO_DATA else TOO_FEW)
    if numerator.value is not None:
        return Shown(level(scale * numerator.value / below.value, kind))
    if numerator.lower is None or numerator.upper is None:
        return Shown(None, numerator.reason)
    low, high = (
        level(scale * bound / below.value, kind)
        for bound in (numerator.lower, numerator.upper)
    )
    return Shown(None, TOO_FEW, low, high)


def _judge(
    counts: Strand, baseline: NDArray[np.bool_], terms: Terms
) -> tuple[ControlChart, Check]:
    judged = counts.phases >= 0
    freeze = int(np.flatnonzero(baseline)[-1]) + 1
    kind = terms.measure.kind.value
    numerator, denominator = counts.numerator, counts.denominator
    if not counts.has_counts:
        numerator = counts.ratio
    deviation = counts.deviation
    span = slice(0, freeze)
    chart, choice = asked_chart(
        kind, numerator, denominator, span, terms.chart, deviation
    )
    judged_chart = control_chart(
        summed_points(numerator, denominator, deviation)
        if chart == "xbar"
        else numerator,
        denominator if counts.has_counts and kind != "count" else 1.0,
        chart=chart,
        rule_set=terms.rule_set,
        freeze=freeze,
        exclude=~judged,
        multiply=terms.measure.shown_multiplier,
    )
    told = {key: v for key, v in choice.figures.items() if key in _TOLD_OF_CHOICE}
    return judged_chart, Check(choice.code, choice.passed, told)


def _points(
    counts: Strand, lines: Lines, signals: list[str], terms: Terms
) -> tuple[ReleasedPoint, ...]:
    kind = terms.measure.kind

    def line(values: NDArray[np.float64], t: int) -> float | None:
        return unknown(level(float(values[t]), kind))

    return tuple(
        ReleasedPoint(
            start,
            *shown,
            line(lines.centre, t),
            line(lines.lower, t),
            line(lines.upper, t),
            _phase(counts, t),
            signals[t],
            LEFT_OUT.get(int(counts.phases[t]), ""),
        )
        for t, (start, shown) in enumerate(
            zip(counts.starts, shown_points(counts, terms), strict=True)
        )
    )


def shown_points(counts: Strand, terms: Terms) -> list[tuple[Shown, Shown, Shown]]:
    """Give numerator, denominator and value of every interval as shown."""
    if not counts.has_counts:
        return [_without_counts(float(r), terms.measure) for r in counts.ratio]
    numerator = shown_counts(counts.numerator, terms.policy)
    denominator = shown_counts(counts.denominator, terms.policy)
    if terms.measure.kind.is_measured:
        return shown_values(counts, terms.measure, terms.policy)
    if terms.measure.kind is Kind.COUNT:
        denominator = (Shown(None, NOT_GIVEN),) * len(numerator)
    return [
        (above, below, shown_value(above, below, terms.measure))
        for above, below in zip(numerator, denominator, strict=True)
    ]


def _without_counts(ratio: float, measure: Measure) -> tuple[Shown, Shown, Shown]:
    value = level(ratio * measure.shown_multiplier, measure.kind)
    count = Shown(None, NOT_GIVEN)
    return count, count, Shown(None, NO_DATA) if np.isnan(ratio) else Shown(value)


def _phase(counts: Strand, t: int) -> int:
    """Phase of an interval; one that is not judged counts with the one before it."""
    known = counts.phases[: t + 1]
    known = known[known >= 0]
    return int(known[-1]) if known.size else 0
