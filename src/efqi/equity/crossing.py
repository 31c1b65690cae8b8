"""Counts by group and part, pooled before and since the change."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from efqi.equity.phases import phases
from efqi.measures.crossed import crossed_series
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Measure
from efqi.measures.table import Counts, MeasureTable

BEFORE, SINCE = 0, 1


@dataclass(frozen=True, slots=True)
class Crossing:
    """Exact counts of one measure by two dimensions; confidential until released.

    Attributes
    ----------
    measure : Measure
        What is counted.
    dimension : Dimension or None
        Groups; None where `groups` is everyone alone.
    by : Dimension
        Parts: bands of age, or sites.
    groups, parts : tuple of str
        As in `CrossedSeries`.
    numerator, denominator : ndarray of float, shape (2, G, P)
        Pooled over the judged intervals before the first change and since.
    """

    measure: Measure
    dimension: Dimension | None
    by: Dimension
    groups: tuple[str, ...]
    parts: tuple[str, ...]
    numerator: Counts
    denominator: Counts


def crossing(
    table: MeasureTable,
    measure: Measure,
    by: Dimension,
    dimension: Dimension | None,
    change_dates: tuple[date, ...],
) -> Crossing | None:
    """Count one measure by two dimensions, before and since the change.

    Returns
    -------
    Crossing or None
        None where the table lacks such cells, or has values without counts.
    """
    series = crossed_series(table, measure.name, by, dimension)
    if not series.groups or np.isnan(series.numerator).any():
        return None
    judged = phases(series.starts, table.interval, change_dates, table.incomplete_from)
    return Crossing(
        measure,
        dimension,
        by,
        series.groups,
        series.parts,
        _pooled(series.numerator, judged),
        _pooled(series.denominator, judged),
    )


def _pooled(counts: Counts, judged: NDArray[np.int64]) -> Counts:
    return np.stack([counts[judged == 0].sum(axis=0), counts[judged > 0].sum(axis=0)])
