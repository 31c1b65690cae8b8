"""The smallest thing to hold back so that a small count can no longer be worked out."""

from collections.abc import Mapping
from dataclasses import replace

from efqi.disclosure.protect_view import TOTAL, Restriction
from efqi.disclosure.reading import PHASE, Cell
from efqi.disclosure.release import Interval, ReleasedGroup, View


def tighter(
    view: View, held: Restriction, cell: Cell, units: tuple[Interval, ...]
) -> Restriction | None:
    """Hold back a little more of a view, so that one cell becomes uncertain.

    A count that intervals give away: the row's own intervals where it is shown at that
    unit, else those of the smallest other group, are made coarser. A count that the phases
    give away: the row's own intervals are made coarser where one that straddles the change
    ties its phases, else the smallest other group is hidden.

    Parameters
    ----------
    view : View
        As it would be shown.
    held : Restriction
        What is held back already.
    cell : Cell
        What could be worked out.
    units : tuple of Interval
        Units there are, finest first.

    Returns
    -------
    Restriction or None
        None where nothing is left to hold back.
    """
    if cell.unit == PHASE:
        return _looser_phases(view, held, cell, units)
    unit = Interval(cell.unit)
    shown_at = {s.group: s.interval for s in view.series if s.points}
    if shown_at.get(cell.group) is unit:
        return _coarser(held, cell.group, unit, units)
    for row in _by_size(view):
        fine = shown_at.get(row.group)
        if row.group != cell.group and fine and fine.per_year >= unit.per_year:
            return _coarser(held, row.group, unit, units)
    if shown_at.get(TOTAL) is not None:
        return _coarser(held, TOTAL, unit, units)
    return None


def _looser_phases(
    view: View, held: Restriction, cell: Cell, units: tuple[Interval, ...]
) -> Restriction | None:
    for series in view.series:
        ties_phases = any(point.left_out for point in series.points)
        if series.group == cell.group and ties_phases:
            return _coarser(held, cell.group, series.interval, units)
    others = [row for row in _by_size(view) if row.group != cell.group]
    if not others:
        return None
    return replace(held, hidden=held.hidden | {others[0].group})


def _coarser(
    held: Restriction, group: str, unit: Interval, units: tuple[Interval, ...]
) -> Restriction:
    left = units[units.index(unit) + 1 :]
    allowed: Mapping[str, tuple[Interval, ...]] = {**held.units, group: left}
    return replace(held, units=allowed)


def _by_size(view: View) -> list[ReleasedGroup]:
    """List groups with shown counts, smallest first by what anyone can see of them."""
    seen = {row.group: _seen(row) for row in view.groups if row.role != "total"}
    shown = [row for row in view.groups if seen.get(row.group)]
    return sorted(shown, key=lambda row: sum(seen[row.group]))


def _seen(row: ReleasedGroup) -> list[float]:
    counts = (
        row.before_numerator,
        row.before_denominator,
        row.after_numerator,
        row.after_denominator,
    )
    return [count.value for count in counts if count.value is not None]
