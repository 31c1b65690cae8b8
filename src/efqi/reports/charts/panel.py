"""Small control charts, one a group, on one common scale."""

from dataclasses import dataclass

from efqi.disclosure.release import ReleasedPoint, ReleasedSeries
from efqi.reports.charts.cycles import (
    ROOM,
    cycle_key,
    cycle_marks,
    inside,
    with_cycles,
)
from efqi.reports.charts.mark import (
    dot,
    hatch_pattern,
    hatched_bar,
    left_out_dot,
    special_cause,
)
from efqi.reports.charts.palette import SOFT
from efqi.reports.charts.plot import Plot, connected, runs
from efqi.reports.charts.scale import Scale, padded
from efqi.reports.charts.svg import Point, picture
from efqi.reports.wording.alternative import series_description
from efqi.reports.wording.quality import series_sentence
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story

WIDTH, HEIGHT = 272.0, 170.0
LEFT, RIGHT, TOP, FOOT = 34.0, 8.0, 8.0, 24.0


@dataclass(frozen=True, slots=True)
class Domain:
    """The scale of a chart, and whether it is the common one."""

    low: float
    high: float
    is_common: bool = True


def common_domain(series: tuple[ReleasedSeries, ...]) -> Domain:
    """Give the scale that all charts share; coarsened charts may need their own."""
    values = [v for s in series if not s.is_coarsened for v in _values(s)]
    values = values or [v for s in series for v in _values(s)]
    return _domain(values, is_common=True)


def own_domain(series: ReleasedSeries, common: Domain) -> Domain:
    """Give the common scale where the chart fits, else its own."""
    values = _values(series)
    room = (common.high - common.low) * 0.02
    if not values or (
        min(values) >= common.low - room and max(values) <= common.high + room
    ):
        return common
    return _domain(values, is_common=False)


def _domain(values: list[float], *, is_common: bool) -> Domain:
    low, high = padded(values, 0.06)
    near_zero = min(values, default=0.0) >= 0 and low < high * 0.5
    return Domain(0.0 if near_zero else low, high, is_common)


def _values(series: ReleasedSeries) -> list[float]:
    found: list[float | None] = []
    for point in series.points:
        found += [point.value.value, point.lower, point.upper, point.value.upper]
    return [v for v in found if v is not None]


def panel_title(story: Story, series: ReleasedSeries) -> str:
    """Give the finding of one small chart."""
    return say(
        "{label}: {levels}", label=series.label, levels=series_sentence(story, series)
    )


def panel_chart(story: Story, series: ReleasedSeries, domain: Domain, key: str) -> str:
    """Draw one small control chart.

    Returns
    -------
    str
        One SVG element, 272 by 170 pixels; higher where cycles stand on it.
    """
    plot = _plot(series, domain)
    height = HEIGHT
    if any(inside(story.cycles, plot)):
        height += ROOM
        plot = _plot(series, domain, ROOM)
    drawn = [
        hatch_pattern(key),
        *plot.value_axis(most=3),
        *_limits(series, plot),
        *_means(series, plot),
        *_changes(story, plot),
        *plot.time_axis(story.release.change_dates[:1]),
        *_points(series, plot, key),
        *cycle_marks(story.cycles, plot),
    ]
    about = with_cycles(series_description(story, series), story.cycles, plot)
    return picture(key, (WIDTH, height), panel_title(story, series), about, drawn)


def panel_cycles(story: Story) -> tuple[tuple[str, str], ...]:
    """Give the cycles that stand on any of the small charts, each circle with its words."""
    drawn = (
        _plot(series, Domain(0.0, 1.0)) for series in story.view.series if series.points
    )
    keys = (pair for plot in drawn for pair in cycle_key(story.cycles, plot))
    return tuple(dict.fromkeys(keys))


def _plot(series: ReleasedSeries, domain: Domain, room: float = 0.0) -> Plot:
    return Plot(
        tuple(p.start for p in series.points),
        series.interval,
        Scale(-0.6, len(series.points) - 0.4, LEFT, WIDTH - RIGHT),
        Scale(domain.low, domain.high, HEIGHT + room - FOOT, TOP + room),
    )


def _changes(story: Story, plot: Plot) -> list[str]:
    places = (plot.change_x(change) for change in story.release.change_dates)
    return [plot.change_line(x, TOP) for x in places if x is not None]


def _limits(series: ReleasedSeries, plot: Plot) -> list[str]:
    drawn = []
    for phase in sorted({p.phase for p in series.points}):
        lowers: list[Point | None] = []
        uppers: list[Point | None] = []
        for k, point in enumerate(series.points):
            is_drawn = point.phase == phase and None not in (point.lower, point.upper)
            lowers.append(
                (plot.x(k), plot.y.clipped(point.lower or 0)) if is_drawn else None
            )
            uppers.append(
                (plot.x(k), plot.y.clipped(point.upper or 0)) if is_drawn else None
            )
        for low, high in zip(runs(lowers), runs(uppers), strict=True):
            drawn += plot.band(_widened(low, plot), _widened(high, plot))
    return drawn


def _widened(edge: list[Point], plot: Plot) -> list[Point]:
    """Let a band reach half an interval beyond its first and last point."""
    half = plot.x(0.5) - plot.x(0)
    first, last = edge[0], edge[-1]
    return [(first[0] - half, first[1]), *edge, (last[0] + half, last[1])]


def _means(series: ReleasedSeries, plot: Plot) -> list[str]:
    """Draw the mean of each phase; the first one runs on as dots."""
    drawn, earlier = [], None
    for phase in sorted({p.phase for p in series.points}):
        places = [
            (k, p.centre)
            for k, p in enumerate(series.points)
            if p.phase == phase and p.centre is not None
        ]
        if not places:
            continue
        first, last = plot.x(places[0][0] - 0.5), plot.x(places[-1][0] + 0.5)
        y = plot.y.clipped(places[-1][1])
        if earlier is None:
            earlier = (last, y)
        elif y == earlier[1]:
            continue
        drawn.append(plot.mean(((first, y), (last, y))))
    if earlier is not None and earlier[0] < plot.x.end - 1:
        drawn.append(plot.mean((earlier, (plot.x.end, earlier[1])), is_earlier=True))
    return drawn


def _points(series: ReleasedSeries, plot: Plot, key: str) -> list[str]:
    before = next((p.centre for p in series.points if p.centre is not None), None)
    places: list[Point | None] = []
    marks: list[str] = []
    for k, point in enumerate(series.points):
        x, value = plot.x(k), point.value.value
        if value is None:
            places.append(None)
            marks += _hidden(point, plot, x, key)
            continue
        at = (x, plot.y.clipped(value))
        places.append(at)
        marks.append(_mark(point, plot, at, is_up=value > (before or 0.0)))
    return [*connected(places, stroke=SOFT, stroke_width=1), *marks]


def _mark(point: ReleasedPoint, plot: Plot, at: Point, *, is_up: bool) -> str:
    if point.left_out:
        return left_out_dot(at, plot.dot_size)
    if point.signal:
        return special_cause(at, plot.triangle_size, point.signal, is_up=is_up)
    return dot(at, plot.dot_size)


def _hidden(point: ReleasedPoint, plot: Plot, x: float, key: str) -> list[str]:
    low, high = point.value.lower, point.value.upper
    if low is None or high is None:
        if point.value.reason in ("no_data", "none_in_denominator"):
            return []
        low, high = plot.y.low, plot.y.high
    half = min(2.5, (plot.x(1) - plot.x(0)) * 0.35)
    top, bottom = plot.y.clipped(high), plot.y.clipped(low)
    return [hatched_bar(key, (x - half, top), 2 * half, bottom - top)]
