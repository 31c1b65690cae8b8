"""Which intervals lie before a change, which after, and which are not judged."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from efqi.equity.question import INCOMPLETE, TRANSITION
from efqi.measures.interval import Interval


def phases(
    starts: Sequence[date],
    interval: Interval,
    change_dates: Sequence[date],
    incomplete_from: date | None = None,
) -> NDArray[np.int64]:
    """Give the phase of every interval.

    Parameters
    ----------
    starts : sequence of date
        First days of the intervals.
    interval : Interval
        Their unit.
    change_dates : sequence of date
        Days on which changes began, in any order.
    incomplete_from : date or None
        Start of the first interval that looks unfinished.

    Returns
    -------
    ndarray of int, shape (T,)
        0 before the first change, k from the first interval that begins on or after the
        k-th; `TRANSITION` where a change fell on a later day than the interval's first;
        `INCOMPLETE` for unfinished intervals.
    """
    changes = sorted(set(change_dates))

    def phase(start: date) -> int:
        if incomplete_from is not None and start >= incomplete_from:
            return INCOMPLETE
        end = interval.next(start)
        if any(start < change < end for change in changes):
            return TRANSITION
        return sum(change <= start for change in changes)

    return np.array([phase(start) for start in starts], dtype=np.int64)
