"""What a correction of the data would change, number by number, as both may be shown."""

from collections.abc import Iterator

from efqi.disclosure.release import Release, ReleasedPoint, ReleasedSeries, View
from efqi.reports.grid import Grid
from efqi.reports.wording.dates import interval_name
from efqi.reports.wording.figure import shown_count
from efqi.reports.wording.sentence import say

_Key = tuple[str, str, str, str]


def correction_grids(before: Release, after: Release) -> tuple[Grid, ...]:
    """Give a table for each view in which a number that may be shown would change.

    Parameters
    ----------
    before, after : Release
        As it stands, and as it would be with the correction. Both are protected, so a
        change that rounding hides is not shown here either.

    Returns
    -------
    tuple of Grid
        A row for each interval and group: before, and after.
    """
    head = (say("When"), say("Group"), say("Now"), say("With the correction"))
    stood = {key: words for view in before.views for key, words in _numbers(view)}
    grids = []
    for view in after.views:
        rows = tuple(
            (*key[2:], stood.get(key, say("not there")), words)
            for key, words in _numbers(view)
            if stood.get(key) != words
        )
        if rows:
            caption = say(
                "{measure}, by {dimension}",
                measure=view.measure.title,
                dimension=view.dimension_title,
            )
            grids.append(Grid(caption, head, rows, is_wide=True))
    return tuple(grids)


def _numbers(view: View) -> Iterator[tuple[_Key, str]]:
    for series in view.series:
        for point in series.points:
            yield _key(view, series, point), _words(point)


def _key(view: View, series: ReleasedSeries, point: ReleasedPoint) -> _Key:
    when = interval_name(point.start, series.interval)
    return view.measure.name, view.dimension, when, series.label


def _words(point: ReleasedPoint) -> str:
    return say(
        "{numerator} of {denominator}",
        numerator=shown_count(point.numerator),
        denominator=shown_count(point.denominator),
    )
