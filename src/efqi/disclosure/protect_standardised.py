"""Standardised levels as they may be shown, made from counts as shown."""

from collections.abc import Sequence

import numpy as np

from efqi.disclosure.figure import level, ratio, shown_level, unknown
from efqi.disclosure.release import (
    Contrast,
    Estimate,
    ReleasedCell,
    ReleasedStandardised,
    ReleasedTable,
    Shown,
    StandardisedGap,
    StandardisedGroup,
    StandardisedLevel,
    View,
)
from efqi.disclosure.rounding import NO_DATA
from efqi.equity.standardise import Levels, Standardisation, standardised_levels
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Direction, Measure
from efqi.measures.table import Counts
from efqi.stats.limits import Figures, contrast

TOO_FEW_EVENTS = "too_few_events"
"""Reason code: under ten events, or people without one, carry no standardised level."""


def released_standardised(
    asked: Standardisation, table: ReleasedTable, view: View, of_bands: View
) -> ReleasedStandardised:
    """Standardise the levels of a view.

    Parameters
    ----------
    asked : Standardisation
        What to standardise to.
    table : ReleasedTable
        Counts of its groups by band as shown; a row with a hidden count gives no level.
    view : View
        As released; its crude levels stand beside.
    of_bands : View
        The bands themselves, as released: everyone's levels before the change, from which
        indirect standardisation starts.
    """
    bands = [band for band in asked.crossing.parts if band != UNKNOWN]
    groups = [group for group in asked.crossing.groups if group != UNKNOWN]
    shown = _shown_counts(table, groups, bands)
    found = standardised_levels(
        shown,
        _reference(of_bands, bands),
        _populations(asked, bands),
        table.measure.kind,
    )
    rows = tuple(
        StandardisedGroup(
            group,
            *(_level(found, (phase, g), shown, table, group) for phase in (0, 1)),
        )
        for g, group in enumerate(groups)
    )
    by = asked.crossing.by
    return ReleasedStandardised(
        by.name,
        by.title,
        asked.standard.name,
        tuple(by.label(band) for band in bands),
        rows,
        _gap(asked, groups, found, view),
    )


def _shown_counts(
    table: ReleasedTable, groups: Sequence[str], bands: Sequence[str]
) -> tuple[Counts, Counts]:
    """Give counts as shown, shape (2, G, B); NaN where hidden, 0 where there is nobody."""
    counts = np.full((2, 2, len(groups), len(bands)), np.nan)
    for cell in table.cells:
        if cell.group in groups and cell.part in bands:
            at = cell.phase, groups.index(cell.group), bands.index(cell.part)
            counts[0][at] = _number(cell.numerator)
            counts[1][at] = _number(cell.denominator)
    return counts[0], counts[1]


def _number(shown: Shown) -> float:
    if shown.value is None:
        return 0.0 if shown.reason == NO_DATA else np.nan
    return shown.value


def _reference(of_bands: View, bands: Sequence[str]) -> tuple[Counts, Counts]:
    rows = {row.group: row for row in of_bands.groups}
    before = [rows[band] for band in bands]
    return (
        np.array([_number(row.before_numerator) for row in before]),
        np.array([_number(row.before_denominator) for row in before]),
    )


def _populations(asked: Standardisation, bands: Sequence[str]) -> Counts | None:
    if asked.standard.is_indirect:
        return None
    populations = dict(asked.standard.populations)
    return np.array([populations[band] for band in bands])


def _level(
    found: Levels,
    at: tuple[int, int],
    shown: tuple[Counts, Counts],
    table: ReleasedTable,
    group: str,
) -> StandardisedLevel:
    measure = table.measure
    value, lower, upper = _ends(found.level.scaled(measure.shown_multiplier), at)
    if np.isnan(value):
        reason = _reason(table, at[0], group, shown[1][at])
        return StandardisedLevel(Shown(None, reason), None, None, None, None, None)
    ratios = (
        (None, None, None)
        if found.ratio is None
        else tuple(unknown(ratio(end)) for end in _ends(found.ratio, at))
    )
    return StandardisedLevel(
        shown_level(value, measure.kind, TOO_FEW_EVENTS),
        unknown(level(lower, measure.kind)),
        unknown(level(upper, measure.kind)),
        *ratios,
    )


def _ends(figures: Figures, at: tuple[int, int]) -> tuple[float, float, float]:
    return (
        float(figures.value[at]),
        float(figures.lower[at]),
        float(figures.upper[at]),
    )


def _reason(table: ReleasedTable, phase: int, group: str, denominators: Counts) -> str:
    """Say why there is no level: counts hidden, a band without people, or few events."""
    hidden = _hidden(table.cells, phase, group)
    if hidden:
        return hidden
    return "band_without_people" if (denominators == 0).any() else TOO_FEW_EVENTS


def _hidden(cells: Sequence[ReleasedCell], phase: int, group: str) -> str:
    reasons = (
        shown.reason
        for cell in cells
        if (cell.phase, cell.group) == (phase, group) and cell.part != UNKNOWN
        for shown in (cell.numerator, cell.denominator)
        if shown.value is None and shown.reason != NO_DATA
    )
    return next(reasons, "")


def _gap(
    asked: Standardisation, groups: Sequence[str], found: Levels, view: View
) -> StandardisedGap:
    group, reference = _compared(asked.question.contrast, groups)
    measure = asked.question.measure
    sign = -1.0 if measure.improvement_direction is Direction.HIGHER else 1.0
    before, after = (
        _difference(found, groups, (group, reference), phase, sign, measure)
        for phase in (0, 1)
    )
    return StandardisedGap(
        group,
        reference,
        _crude(view, group, reference, 0, sign),
        _crude(view, group, reference, 1, sign),
        before,
        after,
    )


def _compared(asked: Contrast, groups: Sequence[str]) -> tuple[str, str]:
    if asked.group is None or asked.reference is None:
        return groups[0], groups[-1]
    return asked.group, asked.reference


def _crude(
    view: View, group: str, reference: str, phase: int, sign: float
) -> float | None:
    rows = {row.group: (row.before, row.after)[phase].value for row in view.groups}
    one, other = rows.get(group), rows.get(reference)
    if one is None or other is None:
        return None
    return level(sign * (one - other), view.measure.kind)


def _difference(
    found: Levels,
    groups: Sequence[str],
    compared: tuple[str, str],
    phase: int,
    sign: float,
    measure: Measure,
) -> Estimate | None:
    if not set(compared) <= set(groups):
        return None
    at = [groups.index(group) for group in compared]
    two = Figures(
        found.comparable.value[phase, at],
        found.comparable.lower[phase, at],
        found.comparable.upper[phase, at],
    )
    gap = contrast(two, [sign, -sign]).scaled(measure.shown_multiplier)
    ends = [float(end) for end in (gap.value, gap.lower, gap.upper)]
    if np.isnan(ends).any():
        return None
    return Estimate(*(level(end, measure.kind) for end in ends))
