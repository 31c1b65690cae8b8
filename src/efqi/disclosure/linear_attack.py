"""The attack by linear programming: what all sums together say of one count.

Bounding one sum at a time misses what only several sums give away together. Here a count is
made as small and as large as all of them allow at once. Every solution is also a witness for
the other counts, so most need no programme of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from efqi.disclosure.reading import UNBOUNDED, Cell, Range

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Sums = Sequence[tuple[Cell, Sequence[Cell]]]
"""Each whole with its parts."""
_SLACK = 1e-6


def narrow_ranges(
    ranges: Mapping[Cell, Range], sums: Sums, doubted: Iterable[Cell], enough: int
) -> Iterator[tuple[Cell, Range]]:
    """Find counts that all sums together leave too few values.

    Parameters
    ----------
    ranges : mapping of Cell to (float, float)
        Smallest and largest whole count that is thought possible for every cell.
    sums : sequence of (Cell, sequence of Cell)
        What adds up to what.
    doubted : iterable of Cell
        Cells to look at.
    enough : int
        Number of values that are enough.

    Yields
    ------
    (Cell, (float, float))
        Those doubted cells that have fewer values than enough, and their bounds in whole
        numbers. Nothing of a system of sums that contradict each other.
    """
    doubts = list(doubted)
    while doubts:
        # Counts that no sum ties, such as numerators and denominators, are apart.
        tied = _tied_to(doubts[0], sums)
        system = _system(ranges, [each for each in sums if each[0] in tied], tied)
        here = [cell for cell in doubts if cell in tied]
        doubts = [cell for cell in doubts if cell not in tied]
        places = np.array([tied[cell] for cell in here])
        for at, known in _narrow(system, places, enough):
            yield here[at], known


def _tied_to(cell: Cell, sums: Sums) -> dict[Cell, int]:
    """Give every cell that any chain of sums ties to one, itself included, a column."""
    tied, size = {cell: 0}, 0
    while len(tied) > size:
        size = len(tied)
        for whole, parts in sums:
            several = (whole, *parts)
            if any(each in tied for each in several):
                for each in several:
                    tied.setdefault(each, len(tied))
    return tied


@dataclass(frozen=True, slots=True)
class _System:
    """Sums as equations of what each count has above its lowest.

    Attributes
    ----------
    equations : sparse array, shape (sums, cells)
        1 for a part, -1 for the whole.
    lowest, room : ndarray of float, shape (cells,)
        Smallest count and how much more there can be.
    """

    equations: csr_array
    lowest: Floats
    room: Floats

    def counts_near(self, places: Places, goals: Floats, side: int) -> Floats | None:
        """Give counts that fulfil all sums, some of them pushed towards goals.

        Parameters
        ----------
        places : ndarray of int, shape (pushed,)
            Which to push.
        goals : ndarray of float, shape (pushed,)
            How far: beyond its goal, no count is any better.
        side : int
            1 to push up, -1 to push down.

        Returns
        -------
        ndarray of float, shape (cells,), or None
            None where there are none.
        """
        # Takes long to import, and a Release without small counts does not need it.
        from scipy.optimize import Bounds, LinearConstraint, milp

        # Each count is in two parts: up to its goal, and beyond.
        split = np.zeros_like(self.room)
        split[places] = np.clip(goals - self.lowest[places], 0, self.room[places])
        weights = np.zeros((2, len(split)))
        weights[0 if side > 0 else 1, places] = -side
        due = -(self.equations @ self.lowest)
        solved = milp(
            weights.ravel(),
            bounds=Bounds(0, np.concatenate([split, self.room - split])),
            constraints=LinearConstraint(hstack([self.equations] * 2), due, due),
        )
        if solved.status != 0:
            return None
        counts: Floats = self.lowest + solved.x.reshape(2, -1).sum(axis=0)
        return counts


def _system(
    ranges: Mapping[Cell, Range], sums: Sums, columns: Mapping[Cell, int]
) -> _System:
    entries = [
        (row, columns[cell], sign)
        for row, (whole, parts) in enumerate(sums)
        for sign, cells in ((-1.0, [whole]), (1.0, parts))
        for cell in cells
    ]
    rows, places, signs = zip(*entries, strict=True) if entries else ((), (), ())
    equations = csr_array((signs, (rows, places)), shape=(len(sums), len(columns)))
    lowest, highest = np.array([ranges[cell] for cell in columns], dtype=float).T
    room = highest - lowest
    # Solvers want finite room: more than all other counts together is as good as any.
    open_ended = highest > UNBOUNDED / 2
    room[open_ended] = room[~open_ended].sum() + lowest.sum() + 1e3
    return _System(equations, lowest, room)


def _narrow(
    system: _System, places: Places, enough: int
) -> Iterator[tuple[int, Range]]:
    """Bound counts that have too few values, by their place among those looked at."""
    lowest = system.counts_near(places, system.lowest[places], side=-1)
    if lowest is None:
        return
    seen = _Seen(lowest[places], lowest[places], enough)
    left = np.arange(len(places))
    while left.size:
        goals = np.ceil(seen.low[left] - _SLACK) + enough - 1
        seen.add(system.counts_near(places[left], goals, side=1), places)
        short = left[~seen.is_enough[left]]
        if len(short) == len(left):
            one, short = left[:1], left[1:]
            for side in (-1, 1):
                goal = (
                    system.lowest[places[one]] + (side > 0) * system.room[places[one]]
                )
                seen.add(system.counts_near(places[one], goal, side), places)
            if not seen.is_enough[one]:
                yield int(one[0]), seen.range_of(int(one[0]))
        left = short[~seen.is_enough[short]]


@dataclass(slots=True)
class _Seen:
    """Smallest and largest value of each count among the solutions met so far."""

    low: Floats
    high: Floats
    enough: int

    def add(self, counts: Floats | None, places: Places) -> None:
        """Widen by one more solution."""
        if counts is not None:
            self.low = np.minimum(self.low, counts[places])
            self.high = np.maximum(self.high, counts[places])

    @property
    def whole(self) -> tuple[Floats, Floats]:
        """The same in whole numbers."""
        return np.ceil(self.low - _SLACK), np.floor(self.high + _SLACK)

    @property
    def is_enough(self) -> NDArray[np.bool_]:
        """Which have enough values."""
        low, high = self.whole
        return high - low + 1 >= self.enough

    def range_of(self, at: int) -> Range:
        """Give one of them in whole numbers."""
        low, high = self.whole
        return float(low[at]), float(high[at])
