"""A release as a measures file: one row an interval and group, in ehrQL's columns."""

import csv
import io
import math
from collections.abc import Iterator
from datetime import timedelta

from efqi.disclosure.release import Release, ReleasedPoint, ReleasedSeries, Shown, View
from efqi.reports.table import safe

_FIXED = (
    "measure",
    "interval_start",
    "interval_end",
    "ratio",
    "numerator",
    "denominator",
)
_NO_DATA = "no_data"


def render_measures(release: Release) -> str:
    """Write the charts of a release in the columns of ehrQL's measures output.

    Parameters
    ----------
    release : Release
        All that may be shown.

    Returns
    -------
    str
        CSV with one column for each dimension, blank where a row is not broken down by it.
        Hidden counts are blank; a ratio is made from the counts as shown, or is the value
        as shown where these are not. Where a group is shown by longer intervals, so are its
        rows. Intervals without data have no row.
    """
    dimensions = tuple(dict.fromkeys(view.dimension for view in release.views))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([*_FIXED, *map(safe, dimensions)])
    with_total: set[str] = set()
    for view in release.views:
        is_first = view.measure.name not in with_total
        with_total.add(view.measure.name)
        for series in view.series:
            if series.role != "total" or is_first:
                writer.writerows(_rows(view, series, dimensions))
    return written.getvalue()


def _rows(
    view: View, series: ReleasedSeries, dimensions: tuple[str, ...]
) -> Iterator[list[str]]:
    is_total = series.role == "total"
    groups = [
        safe(series.group) if name == view.dimension and not is_total else ""
        for name in dimensions
    ]
    for point in series.points:
        if point.denominator.reason != _NO_DATA or point.value.value is not None:
            end = series.interval.next(point.start) - timedelta(days=1)
            yield [
                safe(view.measure.name),
                point.start.isoformat(),
                end.isoformat(),
                _ratio(view, point),
                _text(point.numerator),
                _text(point.denominator),
                *groups,
            ]


def _ratio(view: View, point: ReleasedPoint) -> str:
    over, under = point.numerator.value, point.denominator.value
    if over is not None and under:
        return _figure(over / under)
    value = point.value.value
    return "" if value is None else _figure(value / view.measure.shown_multiplier)


def _text(shown: Shown) -> str:
    return "" if shown.value is None else _figure(shown.value)


def _figure(value: float) -> str:
    return f"{value:.10g}" if math.isfinite(value) else ""
