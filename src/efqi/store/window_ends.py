"""Whether the intervals of a measures file reach into each other."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from efqi.store.count_rows import CountFile, CountRow
from efqi.store.date_text import format_of


def windows_overlapping(
    file: CountFile, rows: Sequence[CountRow], starts: Mapping[str, date]
) -> int:
    """Count the intervals that end after the next one has begun, as rolling averages do.

    Parameters
    ----------
    file : CountFile
        Gives the unit of time.
    rows : sequence of CountRow
        All rows that are used.
    starts : mapping of str to date
        Interval starts as they are written, read.

    Returns
    -------
    int
        0 also where the file does not say when its intervals end. An end on the first day of
        the next interval is taken as not included.
    """
    ends = {row.fixed["interval_end"] for row in rows} - {""}
    written = format_of(sorted(ends))
    if written is None:
        return 0
    interval = file.plan.source.interval
    read = {
        (starts[row.fixed["interval_start"]], written.read(row.fixed["interval_end"]))
        for row in rows
    }
    a_day = timedelta(days=1)
    spans = [(start, end) for start, end in read if end is not None]
    return len({s for s, e in spans if e - a_day >= interval.next(s)})
