"""Whether the last interval looks unfinished."""

from collections.abc import Mapping
from datetime import date, timedelta

from efqi.measures.interval import Interval

_TENTH = 10


def incomplete_from(
    interval: Interval, last_days: Mapping[date, date], complete_to: date | None
) -> date | None:
    """Give the start of the first interval that the data do not cover in full.

    With `complete_to` it is the first whose last day is later. Without, the last interval
    is unfinished where its last record stops further from its end than in every earlier
    interval, by more than a tenth of the interval and more than a day. With one interval,
    nothing can be told.

    Parameters
    ----------
    interval : Interval
        Unit of time.
    last_days : mapping of date to date
        Interval start to the day of the last record in it.
    complete_to : date or None
        Last day that the extract covers, as declared.

    Returns
    -------
    date or None
    """
    starts = sorted(last_days)
    if complete_to is not None:
        late = (s for s in starts if _last_day(interval, s) > complete_to)
        return next(late, None)
    if len(starts) < 2:
        return None
    *earlier, last = [(_last_day(interval, s) - last_days[s]).days for s in starts]
    length = (interval.next(starts[-1]) - starts[-1]).days
    slack = max(length / _TENTH, 1)
    return starts[-1] if last > max(earlier) + slack else None


def _last_day(interval: Interval, start: date) -> date:
    return interval.next(start) - timedelta(days=1)
