"""The judged intervals as the gap model sees them."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from efqi.measures.interval import Interval
from efqi.stats.check import Check
from efqi.stats.gap_model import Calendar

INTERVALS_BEFORE = 12
DAYS_BEFORE = 365
INTERVALS_AFTER = 6


@dataclass(frozen=True, slots=True)
class Timeline:
    """When the intervals lie and how they are judged.

    Attributes
    ----------
    starts : tuple of date
        First days, without holes.
    interval : Interval
        Their unit.
    phases : ndarray of int, shape (T,)
        As `efqi.equity.phases.phases` gives them.
    """

    starts: tuple[date, ...]
    interval: Interval
    phases: NDArray[np.int64]

    @property
    def is_after(self) -> NDArray[np.bool_]:
        """Whether an interval is judged as "after", shape (T,)."""
        return self.phases >= 1

    @property
    def calendar(self) -> Calendar:
        """The same for the gap model."""
        return Calendar(self.is_after, self.interval.per_year)

    @property
    def half_span(self) -> float:
        """Years between the middles of the two phases."""
        return float((self.phases >= 0).sum() / (2 * self.interval.per_year))

    def checks(self, is_seen: NDArray[np.bool_]) -> tuple[Check, ...]:
        """Check that there are enough intervals to judge and not only describe.

        Parameters
        ----------
        is_seen : ndarray of bool, shape (T,)
            Where the series has counts.
        """
        before = np.flatnonzero(is_seen & (self.phases == 0))
        after = int((is_seen & self.is_after).sum())
        days = 0
        if before.size:
            end = self.interval.next(self.starts[before[-1]])
            days = (end - self.starts[before[0]]).days
        return (
            _at_least("enough_intervals_before", before.size, INTERVALS_BEFORE),
            _at_least("calendar_year_before", days, DAYS_BEFORE),
            _at_least("enough_intervals_after", after, INTERVALS_AFTER),
        )

    def is_enough(self, is_seen: NDArray[np.bool_]) -> bool:
        """Whether a series can be judged and not only described."""
        return all(check.passed for check in self.checks(is_seen))

    def matched(self) -> NDArray[np.bool_]:
        """Intervals in the same calendar months before and after, shape (T,).

        After a year or more, whole years nearest the change are kept on both sides; after
        less, the whole years before are cut to the months seen after.
        """
        year = max(1, round(self.interval.per_year))
        before, after = np.flatnonzero(self.phases == 0), np.flatnonzero(self.is_after)
        before = before[before.size % year :]
        if after.size >= year:
            after = after[: after.size // year * year]
        months = {self.starts[t].month for t in after}
        keep = np.zeros(len(self.starts), dtype=bool)
        keep[[t for t in before if self.starts[t].month in months]] = True
        keep[after] = True
        return keep


def _at_least(code: str, found: int, needed: int) -> Check:
    return Check(code, found >= needed, {"found": int(found), "needed": needed})
