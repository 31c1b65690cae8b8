"""Sites against all of them together, as they may be shown."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from efqi.disclosure.figure import level, significant
from efqi.disclosure.protect_series import shown_value
from efqi.disclosure.release import (
    FunnelLine,
    Measure,
    ReleasedCell,
    ReleasedFunnel,
    ReleasedSite,
    ReleasedSpread,
    ReleasedTable,
)
from efqi.equity.crossing import SINCE, Crossing
from efqi.equity.sites import SiteSignals, funnel_lines, site_signals
from efqi.measures.crossed import EVERYONE
from efqi.measures.dimension import UNKNOWN
from efqi.stats.funnel_spread import Spread

_SIZES = 60
_ROOM = 1.06
"""Limits are drawn a little beyond the largest site."""
_OUTSIDE = 2


def funnel_phase(crossed: Crossing) -> int:
    """Give the phase that sites are compared in: since the change where there is any."""
    return SINCE if crossed.denominator[SINCE].sum() > 0 else 1 - SINCE


def released_funnels(
    crossed: Crossing, table: ReleasedTable
) -> Iterator[ReleasedFunnel]:
    """Release one funnel for each known group of a crossing.

    Parameters
    ----------
    crossed : Crossing
        Exact counts, groups by sites.
    table : ReleasedTable
        The same as shown. Sites that it hides are left out, also of the whole that the
        others are compared with: otherwise the whole would tell of them.
    """
    for group in crossed.groups:
        if group != UNKNOWN:
            yield _funnel(crossed, table, group)


def _funnel(crossed: Crossing, table: ReleasedTable, group: str) -> ReleasedFunnel:
    measure, by = crossed.measure, crossed.dimension
    cells = [c for c in table.cells if c.group == group and c.part != UNKNOWN]
    is_shown = np.array([cell.numerator.value is not None for cell in cells])
    judged = _judged(crossed, group, cells, is_shown)
    centre = _centre(measure, cells)
    return ReleasedFunnel(
        measure,
        crossed.by.name,
        crossed.by.title,
        "" if by is None else by.name,
        "" if by is None else by.title,
        "" if group == EVERYONE else group,
        "" if by is None else by.label(group),
        cells[0].phase if cells else SINCE,
        UNKNOWN in crossed.parts,
        tuple(_sites(crossed, cells, judged)),
        centre,
        _lines(measure, centre, cells),
        _spread(judged.spread),
    )


def _centre(measure: Measure, cells: Sequence[ReleasedCell]) -> float | None:
    """Give the level of the sites shown, from counts as shown."""
    above = sum(cell.numerator.value or 0.0 for cell in cells)
    below = sum(cell.denominator.value or 0.0 for cell in cells)
    if not below:
        return None
    return level(above / below * measure.shown_multiplier, measure.kind)


def _judged(
    crossed: Crossing,
    group: str,
    cells: Sequence[ReleasedCell],
    is_shown: NDArray[np.bool_],
) -> SiteSignals:
    phase, g = (cells[0].phase if cells else SINCE), crossed.groups.index(group)
    at = [crossed.parts.index(cell.part) for cell in cells]
    above = crossed.numerator[phase, g, at]
    below = crossed.denominator[phase, g, at]
    return site_signals(above, below, is_shown, crossed.measure.kind)


def _sites(
    crossed: Crossing, cells: Sequence[ReleasedCell], judged: SiteSignals
) -> Iterator[ReleasedSite]:
    for cell, signal in zip(cells, judged.signal, strict=True):
        yield ReleasedSite(
            cell.part,
            crossed.by.label(cell.part),
            cell.numerator,
            cell.denominator,
            shown_value(cell.numerator, cell.denominator, crossed.measure),
            int(signal),
        )


def _lines(
    measure: Measure, centre: float | None, cells: Sequence[ReleasedCell]
) -> tuple[FunnelLine, ...]:
    """Draw limits around the shown centre: they tell nothing that it does not."""
    sizes = [c.denominator.value for c in cells if c.denominator.value]
    if centre is None or not sizes:
        return ()
    scale = measure.shown_multiplier
    # Close together where the funnel is steep.
    at = np.unique(np.round(np.linspace(0.1, 1, _SIZES) ** 2 * max(sizes) * _ROOM))
    at = at[at > 0]
    inner, outer = funnel_lines(centre / scale, at, measure.kind)
    ends = (inner.lower, inner.upper, outer.lower, outer.upper)
    return tuple(
        FunnelLine(float(size), *(significant(float(e[k] * scale), 6) for e in ends))
        for k, size in enumerate(at)
    )


def _spread(spread: Spread | None) -> ReleasedSpread | None:
    if spread is None:
        return None
    return ReleasedSpread(
        round(spread.ratio, 1),
        spread.is_beyond_chance,
        int(np.count_nonzero(np.abs(spread.multiplied) >= _OUTSIDE)),
        int(np.count_nonzero(np.abs(spread.added) >= _OUTSIDE)),
    )
