"""Counts by two dimensions as they may be shown, and how an attacker reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from efqi.disclosure.coarsening import may_show
from efqi.disclosure.policy import Policy
from efqi.disclosure.reading import PHASE, Cell, Range, possible
from efqi.disclosure.release import Measure, ReleasedCell, ReleasedTable, Shown
from efqi.disclosure.rounding import NO_DATA, TO_PROTECT, TOO_FEW, shown_counts
from efqi.equity.crossing import Crossing
from efqi.measures.crossed import EVERYONE
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Kind

Place = tuple[int, str, str]
"""Phase, group and part of one cell."""
TOTAL = "total"
CROSSED = " \u00d7 "
"""Stands between the names of two dimensions, and between two of their values."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts that are wanted by group and part, and how they hang together.

    Attributes
    ----------
    crossing : Crossing
        Exact counts.
    phases : tuple of int
        Phases to show.
    is_by_row : bool
        Whether the cells of a group make one figure, so that they are shown all or not at
        all.
    """

    crossing: Crossing
    phases: tuple[int, ...]
    is_by_row: bool


def released_table(
    breakdown: Breakdown, policy: Policy, held: frozenset[Place]
) -> ReleasedTable:
    """Protect the counts of a breakdown.

    A cell that is too small, or held back so that another cannot be worked out, shows
    neither of its counts nor what they could be. Unknown groups and parts are never shown:
    no figure is made from them.

    Parameters
    ----------
    breakdown : Breakdown
        Exact counts.
    policy : Policy
        What is hidden and rounded.
    held : frozenset of (int, str, str)
        Cells to hold back as well.
    """
    crossed = breakdown.crossing
    cells = tuple(
        cell
        for phase in breakdown.phases
        for group in crossed.groups
        for cell in _row(breakdown, policy, held, (phase, group))
    )
    dimension = crossed.dimension
    return ReleasedTable(
        crossed.measure,
        EVERYONE if dimension is None else dimension.name,
        crossed.by.name,
        dimension is not None and not dimension.is_overlapping,
        not crossed.by.is_overlapping,
        cells,
    )


def _row(
    breakdown: Breakdown,
    policy: Policy,
    held: frozenset[Place],
    at: tuple[int, str],
) -> list[ReleasedCell]:
    phase, group = at
    crossed = breakdown.crossing
    g = crossed.groups.index(group)
    above, below = crossed.numerator[phase, g], crossed.denominator[phase, g]
    safe = may_show(above, below, policy, crossed.measure.kind)
    is_empty = (below == 0) & (not policy.zero_is_disclosive)
    known = np.array([UNKNOWN not in (group, part) for part in crossed.parts])
    held_here = np.array([(phase, group, part) in held for part in crossed.parts])
    is_empty &= ~held_here
    reason = TO_PROTECT if held_here.any() else TOO_FEW
    is_shown = safe & known & ~held_here
    if breakdown.is_by_row and not is_shown[known].all():
        is_shown[:] = False
    counts = zip(shown_counts(above, policy), shown_counts(below, policy), strict=True)
    return [
        ReleasedCell(phase, group, part, *_pair(pair, reason, shows, empty))
        for part, pair, shows, empty in zip(
            crossed.parts, counts, is_shown, is_empty, strict=True
        )
    ]


def _pair(
    counts: tuple[Shown, Shown], reason: str, shows: bool, is_empty: bool
) -> tuple[Shown, Shown]:
    if is_empty:
        return Shown(None, NO_DATA), Shown(None, NO_DATA)
    return counts if shows else (Shown(None, reason), Shown(None, reason))


def smallest_shown(table: ReleasedTable, is_by_row: bool) -> tuple[Place, ...]:
    """Give the smallest thing that a table still shows: a cell, or the row of a group.

    Returns
    -------
    tuple of (int, str, str)
        Nothing where nothing is shown.
    """
    sizes: dict[Place, float] = {}
    members: dict[Place, list[Place]] = {}
    for cell in table.cells:
        place = (cell.phase, cell.group, cell.part)
        unit = (cell.phase, cell.group, "") if is_by_row else place
        if cell.numerator.value is not None:
            size = cell.numerator.value + (cell.denominator.value or 0.0)
            sizes[unit] = sizes.get(unit, 0.0) + size
            members.setdefault(unit, []).append(place)
    return tuple(members[min(sizes, key=lambda u: (sizes[u], u))]) if sizes else ()


def counted_of(measure: Measure) -> tuple[str, ...]:
    """Name the counts of people; the exposure of a rate is none."""
    is_share = measure.kind is Kind.PROPORTION
    return ("numerator", "denominator") if is_share else ("numerator",)


def known_cells(table: ReleasedTable, policy: Policy) -> Iterator[tuple[Cell, Range]]:
    """Read what a table says of each of its counts."""
    for counted in counted_of(table.measure):
        for cell in table.cells:
            shown = getattr(cell, counted)
            yield _cell(table, counted, cell), possible(shown, policy)


def table_sums(table: ReleasedTable) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """List what the counts of a table add up to: groups, parts, everyone."""
    for counted in counted_of(table.measure):
        for phase in sorted({cell.phase for cell in table.cells}):
            cells = [cell for cell in table.cells if cell.phase == phase]
            if table.can_add_parts:
                yield from _sums(table, counted, cells, over="part")
            if table.can_add_groups:
                yield from _sums(table, counted, cells, over="group")


def _sums(
    table: ReleasedTable, counted: str, cells: Sequence[ReleasedCell], *, over: str
) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Add up over the parts, or over the groups: to the other's margin and to everyone."""
    added, kept = (
        (table.by, table.dimension) if over == "part" else (table.dimension, table.by)
    )
    kept_in = "group" if over == "part" else "part"

    def alone(dimension: str, value: str) -> Cell:
        name = table.measure.name
        return Cell(name, dimension, value, counted, PHASE, cells[0].phase)

    values = dict.fromkeys(getattr(cell, over) for cell in cells)
    yield alone("", TOTAL), [alone(added, value) for value in values]
    if table.dimension == EVERYONE:
        return
    for value in dict.fromkeys(getattr(cell, kept_in) for cell in cells):
        parts = [
            _cell(table, counted, c) for c in cells if getattr(c, kept_in) == value
        ]
        yield alone(kept, value), parts


def _cell(table: ReleasedTable, counted: str, cell: ReleasedCell) -> Cell:
    name, phase = table.measure.name, cell.phase
    if table.dimension == EVERYONE:
        return Cell(name, table.by, cell.part, counted, PHASE, phase)
    # Either dimension may come first: the count is the same.
    pairs = sorted([(table.dimension, cell.group), (table.by, cell.part)])
    dimensions, values = zip(*pairs, strict=True)
    both, value = (CROSSED.join(each) for each in (dimensions, values))
    return Cell(name, both, value, counted, PHASE, phase)
