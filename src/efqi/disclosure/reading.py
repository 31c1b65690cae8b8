"""A Release as an attacker reads it: counts with the range that each could have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from efqi.disclosure.policy import Policy, Rounding
from efqi.disclosure.release import (
    Interval,
    Release,
    ReleasedPoint,
    Shown,
    View,
)
from efqi.disclosure.rounding import NO_DATA

Range = tuple[float, float]
UNBOUNDED = 1e12
"""Stands for "any number": finite, so that it can be subtracted from itself."""
PHASE = "phase"
"""Unit of the counts pooled before and after the change."""
NEITHER = 2
"""Stands where a phase does for intervals that are not judged."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of a Release, or one that follows from it.

    Attributes
    ----------
    measure, dimension, group : str
        Whose; the total belongs to no dimension, so that views share it.
    counted : str
        "numerator" or "denominator".
    unit : str
        Unit of time, or `PHASE`.
    start : date or int
        First day; 0 for before the change, 1 for after, `NEITHER` for what is in neither
        phase. With a unit of time, 0 and 1 are what its judged intervals leave of a phase,
        and `NEITHER` is all that its other intervals hold.
    """

    measure: str
    dimension: str
    group: str
    counted: str
    unit: str
    start: date | int


def possible(shown: Shown, policy: Policy) -> Range:
    """Give the smallest and largest whole count that would be shown like this."""
    if shown.value is None:
        if shown.reason == NO_DATA:
            return 0.0, 0.0
        return shown.lower or 0.0, UNBOUNDED if shown.upper is None else shown.upper
    if shown.value == 0 or policy.rounding is Rounding.NONE:
        return shown.value, shown.value
    if policy.rounding is Rounding.MIDPOINT_6:
        return shown.value - 2, shown.value + 3
    return max(shown.value - 2, policy.smallest_shown), shown.value + 2


@dataclass(frozen=True)
class Reading:
    """One kind of count ("numerator" or "denominator") of one view."""

    release: Release
    view: View
    counted: str
    policy: Policy

    def known(self) -> Iterator[tuple[Cell, Range]]:
        """Read every count that is written down, or that a percentage gives away."""
        for series in self.view.series:
            row = (series.group, series.role)
            for point in series.points:
                cell = self._cell(row, series.interval, point.start)
                yield cell, possible(getattr(point, self.counted), self.policy)
        for group in self.view.groups:
            for phase, name in enumerate(("before", "after")):
                shown = getattr(group, f"{name}_{self.counted}")
                cell = self._cell((group.group, group.role), PHASE, phase)
                yield cell, possible(shown, self.policy)
        if self.counted == "denominator":
            yield from self._unknown_people()

    def sums(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """List what adds up to what: groups, finer intervals, intervals of a phase."""
        yield from self._over_groups()
        for row in self._rows:
            yield from self._over_time(row)
            yield from self._over_phases(row)

    def _over_groups(self) -> Iterator[tuple[Cell, list[Cell]]]:
        if self.view.is_overlapping:
            return
        total = [row for row in self._rows if row[1] == "total"]
        parts = [row for row in self._rows if row[1] != "total"]
        times: list[tuple[str, date | int]] = [(PHASE, 0), (PHASE, 1)]
        times += [(unit, start) for unit, at in self._times.items() for start in at]
        for row in total:
            for time in times:
                yield self._cell(row, *time), [self._cell(p, *time) for p in parts]

    def _over_time(self, row: tuple[str, str]) -> Iterator[tuple[Cell, list[Cell]]]:
        for coarse, wholes in self._times.items():
            for fine in self._times:
                if fine.per_year <= coarse.per_year:
                    continue
                for start in wholes:
                    yield (
                        self._cell(row, coarse, start),
                        [
                            self._cell(row, fine, part)
                            for part in self._inside(start, coarse, fine)
                        ],
                    )

    def _over_phases(self, row: tuple[str, str]) -> Iterator[tuple[Cell, list[Cell]]]:
        for unit, points in self._times.items():
            not_judged: list[Cell] = []
            judged = [_judged(points, phase) for phase in (0, 1)]
            for phase in (0, 1):
                parts = [self._cell(row, unit, start) for start in judged[phase]]
                if self._counted_in(unit, judged[phase]) < self._lengths[phase]:
                    not_judged.append(self._cell(row, unit, phase))
                    parts.append(not_judged[-1])
                if parts:
                    yield self._cell(row, PHASE, phase), parts
            if sum(self._lengths) < len(self._all[self.release.interval]):
                not_judged.append(self._cell(row, PHASE, NEITHER))
            others = sorted({*self._all[unit]}.difference(*judged))
            # What is not judged at this unit is the rest of each phase and of neither.
            if others and not_judged:
                whole = self._cell(row, unit, NEITHER)
                yield whole, [self._cell(row, unit, start) for start in others]
                yield whole, not_judged

    def _counted_in(self, unit: Interval, starts: Iterable[date]) -> int:
        """Say how many of the intervals counted some coarser ones hold."""
        fine = self.release.interval
        return sum(len(self._inside(start, unit, fine)) for start in starts)

    def _inside(self, start: date, coarse: Interval, fine: Interval) -> list[date]:
        """List starts of the finer intervals of the data within a coarser one."""
        end = coarse.next(start)
        return [day for day in self._all[fine] if start <= day < end]

    @cached_property
    def _all(self) -> dict[Interval, tuple[date, ...]]:
        """Every interval of each unit that the data reach into."""
        first, last = self.release.first_start, self.release.last_end
        return {
            unit: unit.sequence(unit.start(first), unit.start(last))
            for unit in {self.release.interval, *self._times}
        }

    @property
    def _lengths(self) -> tuple[int, int]:
        return self.release.intervals_before, self.release.intervals_after

    def _unknown_people(self) -> Iterator[tuple[Cell, Range]]:
        """Read how many are unknown from their share of the total."""
        completeness = self.view.completeness
        unknown = [row for row in self._rows if row[1] == "unknown"]
        if completeness is None or not unknown:
            return
        totals = {
            point.start: point.denominator.value
            for series in self.view.series
            if series.role == "total" and series.interval is completeness.interval
            for point in series.points
        }
        slack = 0 if self.policy.rounding is Rounding.NONE else 3
        shares = zip(completeness.starts, completeness.unknown_percent, strict=True)
        for start, share in shares:
            total = totals.get(start)
            if share.value is None or total is None:
                continue
            low, high = (total * (share.value + by) / 100 for by in (-0.05, 0.05))
            nobody = share.value == 0 and self.policy.rounding is not Rounding.NONE
            found = (0.0, high) if nobody else (max(low - slack, 0.0), high + slack)
            yield self._cell(unknown[0], completeness.interval, start), found

    def _cell(self, row: tuple[str, str], unit: str, start: date | int) -> Cell:
        group, role = row
        dimension = "" if role == "total" else self.view.dimension
        return Cell(self.view.measure.name, dimension, group, self.counted, unit, start)

    @cached_property
    def _rows(self) -> list[tuple[str, str]]:
        return [(series.group, series.role) for series in self.view.series]

    @cached_property
    def _times(self) -> dict[Interval, dict[date, ReleasedPoint]]:
        """Every interval that any row shows, by unit, with one of its points."""
        found: dict[Interval, dict[date, ReleasedPoint]] = {}
        for series in self.view.series:
            at = found.setdefault(series.interval, {})
            at |= {point.start: point for point in series.points}
        return {unit: dict(sorted(at.items())) for unit, at in found.items() if at}


def _judged(points: Mapping[date, ReleasedPoint], phase: int) -> list[date]:
    return [
        start
        for start, point in points.items()
        if not point.left_out and min(point.phase, 1) == phase
    ]
