"""What stands against reading the charts of a view as usual, found in what is shown of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from efqi.disclosure.icons import Assurance, ReleasedIcons, Variation
from efqi.disclosure.protect_icons import column, judged
from efqi.disclosure.release import ReleasedSeries
from efqi.measures.measure import Kind, Measure
from efqi.measures.table import Counts
from efqi.stats.check import Check
from efqi.stats.spc.warning import alike_neighbours, cumulative, rolling_window


def with_warnings(
    series: Sequence[ReleasedSeries], measure: Measure
) -> tuple[ReleasedSeries, ...]:
    """Give charts with what a reader must know before believing their signals.

    Parameters
    ----------
    series : sequence of ReleasedSeries
        Every chart of one view.
    measure : Measure
        What is counted.

    Returns
    -------
    tuple of ReleasedSeries
        Each with at most one failed check, the one that says most: "not_cumulative" (counts
        only grow), "windows_apart" (readings are rolling averages; figure window, in
        readings), "neighbours_unrelated" (each reading takes after the one before). Icons
        of running totals say nothing; those of other warned charts have no known false rate.
    """
    window = rolling_window(_side_by_side(series))
    return tuple(_warned(s, _warnings(s, measure, window)) for s in series)


def _warned(series: ReleasedSeries, warnings: tuple[Check, ...]) -> ReleasedSeries:
    icons = series.icons
    if icons is not None and warnings:
        icons = _icons(icons, warnings[0].code)
    return replace(series, warnings=warnings, icons=icons)


def _icons(icons: ReleasedIcons, warning: str) -> ReleasedIcons:
    """Say nothing of running totals; elsewhere only how many icons are false is unknown."""
    if warning != "not_cumulative":
        return replace(icons, false_percent=None)
    has_target = icons.assurance is not Assurance.NO_TARGET
    assurance = Assurance.CANNOT_TELL if has_target else Assurance.NO_TARGET
    return ReleasedIcons(Variation.CANNOT_TELL, assurance, None)


def _warnings(
    series: ReleasedSeries, measure: Measure, window: int
) -> tuple[Check, ...]:
    points = judged(series)
    if not points:
        return ()
    if _is_cumulative(series, measure):
        return (Check("not_cumulative", False),)
    if window and not series.is_coarsened:
        return (Check("windows_apart", False, {"window": window}),)
    before = column([p.value.value for p in points if p.phase == 0])
    if before.size and alike_neighbours(before[:, None])[0]:
        return (Check("neighbours_unrelated", False),)
    return ()


def _is_cumulative(series: ReleasedSeries, measure: Measure) -> bool:
    points = judged(series)
    among = [1.0 if measure.kind is Kind.COUNT else p.denominator.value for p in points]
    counted = column([p.numerator.value for p in points])
    return bool(cumulative(counted[:, None], column(among)[:, None])[0])


def _side_by_side(series: Sequence[ReleasedSeries]) -> Counts:
    """Values of the groups shown at the unit counted, shape (T, S)."""
    groups = [s for s in series if s.role == "group" and not s.is_coarsened]
    values: list[dict[date, float | None]] = [
        {p.start: p.value.value for p in judged(s)} for s in groups
    ]
    starts = sorted({start for each in values for start in each})
    table = [column([each.get(start) for start in starts]) for each in values]
    return np.array(table).reshape(len(values), len(starts)).T
