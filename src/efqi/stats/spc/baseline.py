"""Which points limits are made from, and the phase that a chart is judged in."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from efqi.stats.spc.average import Flags, Floats, ratio, total_where


@dataclass(frozen=True, slots=True)
class Baseline:
    """How limits are anchored.

    Attributes
    ----------
    phase_starts : tuple of int
        Rows (from 0) at which a new phase with limits of its own begins.
    freeze : int or None
        Limits come from the first `freeze` points of each phase; later points are judged.
    exclude : ndarray of bool, shape (T, S) or (T,), or None
        Points left out of centre line, limits and runs; moving ranges bridge them.
    centre : float or None
        Centre line that is given rather than estimated, before `multiply`.
    is_screened : bool
        Drop outlying moving ranges once before averaging.
    allows_negative : bool
        False: values cannot be negative, so lower limits stop at 0.
    """

    phase_starts: tuple[int, ...] = ()
    freeze: int | None = None
    exclude: Flags | None = None
    centre: float | None = None
    is_screened: bool = True
    allows_negative: bool = True

    def __post_init__(self) -> None:
        """Refuse rows that cannot be."""
        if any(start < 0 for start in self.phase_starts):
            raise ValueError("A phase cannot start before the first point.")
        if self.freeze is not None and self.freeze < 1:
            raise ValueError("Limits can be frozen only after at least one point.")

    def spans(self, rows: int) -> list[slice]:
        """Rows of each phase; a phase that starts past the last row is empty and left out."""
        starts = sorted({0, *self.phase_starts} & set(range(rows)))
        return [slice(*ends) for ends in zip(starts, [*starts[1:], rows], strict=True)]


@dataclass(frozen=True, slots=True)
class Points:
    """What is plotted, S series side by side; a series without history is NaN there.

    Attributes
    ----------
    numerator, denominator : ndarray of float, shape (T, S)
        Counts and what they are counted among; for subgroup charts sums and sizes.
    deviation : ndarray of float, shape (T, S)
        Standard deviation within each subgroup (subgroup charts; NaN elsewhere).
    """

    numerator: Floats
    denominator: Floats
    deviation: Floats

    @property
    def value(self) -> Floats:
        """Numerator over denominator; NaN where the denominator is 0 or missing."""
        return ratio(self.numerator, self.denominator)

    def rows(self, rows: slice) -> "Points":
        """Give the points of some rows only."""
        return Points(
            self.numerator[rows], self.denominator[rows], self.deviation[rows]
        )


def as_points(numerator: Floats, denominator: Floats | float) -> Points:
    """Lay one series, shape (T,), or many, shape (T, S), side by side as points."""
    columns = [_columns(numerator), _columns(denominator)]
    above, below = np.broadcast_arrays(*columns)
    return Points(above, below, np.full(above.shape, np.nan))


def _columns(values: Floats | float) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    return array[:, None] if array.ndim == 1 else array


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the points, ready for a chart's formula.

    Attributes
    ----------
    points : Points
        Rows of this phase.
    value : ndarray of float, shape (t, S)
        Numerator over denominator.
    included : ndarray of bool, shape (t, S)
        Points that are not excluded.
    used : ndarray of bool, shape (t, S)
        Known, included points of the baseline.
    centre : float or None
        Given centre line.
    is_screened : bool
        Whether moving ranges are screened.
    """

    points: Points
    value: Floats
    included: Flags
    used: Flags
    centre: float | None
    is_screened: bool

    def centre_or(self, estimate: Floats) -> Floats:
        """Give the given centre line for every series, or the estimate."""
        return estimate if self.centre is None else np.full_like(estimate, self.centre)

    def pooled_level(self) -> Floats:
        """Sum of numerators over sum of denominators, or the given centre, shape (S,)."""
        numerator = total_where(self.points.numerator, self.used)
        denominator = total_where(self.points.denominator, self.used)
        return self.centre_or(ratio(numerator, denominator))


def phases(points: Points, baseline: Baseline) -> Iterator[Phase]:
    """Cut the points into phases and mark the points that limits are made from."""
    value = points.value
    included = np.ones(value.shape, dtype=np.bool_)
    if baseline.exclude is not None:
        included &= ~np.reshape(baseline.exclude, (len(value), -1))
    for rows in baseline.spans(len(value)):
        inside = included[rows]
        recent = np.arange(len(inside))[:, None] >= (baseline.freeze or len(inside))
        known = np.isfinite(value[rows])
        yield Phase(
            points.rows(rows),
            value[rows],
            inside,
            inside & ~recent & known,
            baseline.centre,
            baseline.is_screened,
        )
