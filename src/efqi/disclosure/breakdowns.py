"""Adds standardised levels and funnels to a Release without giving a count away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from efqi.disclosure.attack import exposed
from efqi.disclosure.policy import Policy
from efqi.disclosure.protect_funnel import funnel_phase, released_funnels
from efqi.disclosure.protect_standardised import released_standardised
from efqi.disclosure.reading import Cell
from efqi.disclosure.release import Release, ReleasedTable, Shown, View
from efqi.disclosure.released_table import (
    CROSSED,
    Breakdown,
    Place,
    released_table,
    smallest_shown,
)
from efqi.disclosure.rounding import TO_PROTECT
from efqi.equity.crossing import BEFORE, SINCE, Crossing
from efqi.equity.standardise import Standardisation


@dataclass(frozen=True, slots=True)
class Crossings:
    """What is asked besides the views; exact and confidential.

    Attributes
    ----------
    standardisations : tuple of Standardisation
        Each of one view.
    sites : tuple of Crossing
        Of each measure by sites for everyone, and by groups and sites.
    """

    standardisations: tuple[Standardisation, ...] = ()
    sites: tuple[Crossing, ...] = ()


def with_breakdowns(found: Release, crossings: Crossings, policy: Policy) -> Release:
    """Add what is asked besides the views to a Release.

    Parameters
    ----------
    found : Release
        The views, from which nothing can be worked out.
    crossings : Crossings
        What to add.
    policy : Policy
        What is hidden and rounded.

    Returns
    -------
    Release
        Every standardised level and every point of a funnel is made from counts by group
        and part as shown (`Release.tables`). The attack takes those counts as published,
        together with all the views show. While a small count could be worked out, the
        smallest thing still shown of a table that it hangs on is held back; without any,
        the Release is as it came.
    """
    breakdowns = [
        *(
            Breakdown(s.crossing, (BEFORE, SINCE), True)
            for s in crossings.standardisations
        ),
        *(Breakdown(c, (funnel_phase(c),), False) for c in crossings.sites),
    ]
    tables = _safe_tables(found, breakdowns, policy)
    number = len(crossings.standardisations)
    standardised = list(zip(crossings.standardisations, tables, strict=False))
    return replace(
        found,
        views=tuple(_with_standard(v, standardised, found) for v in found.views),
        funnels=tuple(
            funnel
            for crossed, table in zip(crossings.sites, tables[number:], strict=True)
            for funnel in released_funnels(crossed, table)
        ),
        tables=tables,
    )


def _with_standard(
    view: View,
    standardised: Sequence[tuple[Standardisation, ReleasedTable]],
    found: Release,
) -> View:
    views = {(each.measure.name, each.dimension): each for each in found.views}
    for asked, table in standardised:
        about = asked.question.measure.name, asked.question.dimension.name
        if about == (view.measure.name, view.dimension):
            of_bands = views[view.measure.name, table.by]
            levels = released_standardised(asked, table, view, of_bands)
            return replace(view, standardised=levels)
    return view


def _safe_tables(
    found: Release, breakdowns: Sequence[Breakdown], policy: Policy
) -> tuple[ReleasedTable, ...]:
    held: list[frozenset[Place]] = [frozenset() for _ in breakdowns]
    while True:
        tables = tuple(
            released_table(each, policy, places)
            for each, places in zip(breakdowns, held, strict=True)
        )
        if not policy.is_for_sharing or not tables:
            return tables
        cell = exposed(replace(found, tables=tables), policy)
        if cell is None:
            return tables
        more = _next_held(breakdowns, tables, cell)
        if more is None:
            return tuple(map(_nothing_of, tables))
        at, places = more
        held[at] |= frozenset(places)


def _nothing_of(table: ReleasedTable) -> ReleasedTable:
    """Hold back all of a table, even where nobody was counted."""
    hidden = Shown(None, TO_PROTECT)
    cells = (replace(c, numerator=hidden, denominator=hidden) for c in table.cells)
    return replace(table, cells=tuple(cells))


def _next_held(
    breakdowns: Sequence[Breakdown], tables: Sequence[ReleasedTable], cell: Cell
) -> tuple[int, tuple[Place, ...]] | None:
    """Choose what to hold back next: of a table about the cell's dimensions if any is."""
    smallest = {
        at: places
        for at, table in enumerate(tables)
        if (places := smallest_shown(table, breakdowns[at].is_by_row))
    }
    about = set(cell.dimension.split(CROSSED))

    def distance(at: int) -> tuple[bool, int]:
        table = tables[at]
        return (
            table.measure.name != cell.measure,
            -len(about & {table.dimension, table.by}),
        )

    nearest = min(smallest, key=distance, default=None)
    return None if nearest is None else (nearest, smallest[nearest])
