"""The gap over time: points, limits, phases, the change, special causes, no gap."""

from dataclasses import dataclass, replace

from efqi.disclosure.release import ReleasedGap, ReleasedGapPoint
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
from efqi.reports.charts.palette import AMBER, BLUE, BODY, INK, SMALL, SOFT
from efqi.reports.charts.plot import Plot, connected
from efqi.reports.charts.scale import Scale, padded, text_width, wrapped
from efqi.reports.charts.svg import (
    HALO,
    Point,
    line,
    picture,
    styled,
    text,
)
from efqi.reports.wording.alternative import gap_description, gap_signals
from efqi.reports.wording.sentence import mid_sentence
from efqi.reports.wording.story import Story
from efqi.reports.wording.title import gap_title

FEW = 12


@dataclass(frozen=True, slots=True)
class GapSize:
    """Measures of one version of the chart, pixels."""

    width: float
    height: float
    left: float
    right: float
    top: float
    is_wide: bool
    room: float = 0.0
    """Height over the plot that cycles take, part of `top`."""

    def with_room(self, room: float) -> "GapSize":
        """Give the same chart with more height over the plot."""
        return replace(self, height=self.height + room, top=self.top + room, room=room)


WIDE = GapSize(width=880, height=250, left=34, right=118, top=40, is_wide=True)
NARROW = GapSize(width=288, height=270, left=32, right=8, top=74, is_wide=False)


def gap_chart(
    story: Story, key: str, size: GapSize, words: tuple[str, str] | None = None
) -> str:
    """Draw the gap over time.

    Parameters
    ----------
    story : Story
        The view to draw; its gap must not be None.
    key : str
        Unique within the page.
    size : GapSize
        `WIDE` or `NARROW`.
    words : tuple of (str, str), optional
        Title and description, in place of those of the gap.

    Returns
    -------
    str
        One SVG element.
    """
    gap = story.gap
    if gap is None:
        raise ValueError("a view without a gap over time has no gap chart")
    plot = _plot(gap, size)
    if any(inside(story.cycles, plot)):
        size = size.with_room(ROOM)
        plot = _plot(gap, size)
    drawn = [
        hatch_pattern(key),
        *plot.value_axis(most=4 if size.is_wide else 3),
        *_phases(gap, plot),
        *_changes(story, plot, size),
        *plot.time_axis(story.release.change_dates),
        *_points(gap, plot, key),
        *_no_gap(plot, size),
        *_mean_words(story, gap, plot, size),
        *_signal_words(story, plot, size),
        *cycle_marks(story.cycles, plot),
    ]
    title, about = words or (gap_title(story), gap_description(story))
    about = with_cycles(about, story.cycles, plot)
    return picture(key, (size.width, size.height), title, about, drawn)


def gap_cycles(story: Story) -> tuple[tuple[str, str], ...]:
    """Give the cycles that stand on the gap chart, each circle with its words."""
    return () if story.gap is None else cycle_key(story.cycles, _plot(story.gap, WIDE))


def _plot(gap: ReleasedGap, size: GapSize) -> Plot:
    values = [0.0]
    for point in gap.points:
        values += _finite(point.difference.value)
        if len(gap.points) <= FEW:
            values += _finite(point.difference_lower, point.difference_upper)
    values += _finite(*gap.lowers, *gap.uppers)
    low, high = padded(values, 0.06)
    low = 0.0 if min(values) == 0 else low
    last = len(gap.points) - 1
    foot = size.height - 24
    return Plot(
        tuple(p.start for p in gap.points),
        gap.interval,
        Scale(-0.6, last + 0.6, size.left, size.width - size.right),
        Scale(low, high, foot, size.top),
    )


def _finite(*values: float | None) -> list[float]:
    return [v for v in values if v is not None]


def _phase_places(
    gap: ReleasedGap, phase: int, plot: Plot
) -> tuple[float, float] | None:
    places = [k for k, p in enumerate(gap.points) if p.phase == phase]
    if not places:
        return None
    return plot.x(places[0] - 0.5), plot.x(places[-1] + 0.5)


def _phases(gap: ReleasedGap, plot: Plot) -> list[str]:
    bands, means = [], []
    for phase, centre in enumerate(gap.centres):
        places = _phase_places(gap, phase, plot)
        if centre is None or places is None:
            continue
        lower, upper = gap.lowers[phase], gap.uppers[phase]
        if lower is not None and upper is not None:
            edges = ([(x, plot.y(v)) for x in places] for v in (lower, upper))
            bands += plot.band(*edges)
        y = plot.y(centre)
        means.append(plot.mean(((places[0], y), (places[1], y))))
        if phase == 0 and len(gap.centres) > 1:
            ends = (places[1], y), (plot.x.end, y)
            means.append(plot.mean(ends, is_earlier=True))
    return bands + means


def _no_gap(plot: Plot, size: GapSize) -> list[str]:
    y = plot.y(0)
    ends = (size.left, y), (size.width - size.right, y)
    drawn = [line(*ends, stroke=SOFT, stroke_width=1.4)]
    at = (size.left + 6, y - 6 if plot.y.low >= 0 else y + 14)
    drawn.append(text(at, "no gap", fill=SOFT, font_size=SMALL, **HALO))
    return drawn


def _changes(story: Story, plot: Plot, size: GapSize) -> list[str]:
    drawn: list[str] = []
    for number, change in enumerate(story.release.change_dates):
        x = plot.change_x(change)
        if x is None:
            continue
        top = size.top - size.room - 22 + 8 * (number % 2)
        drawn.append(plot.change_line(x, top))
        if number == 0:
            drawn += _change_words(story, x, size)
    return drawn


def _change_words(story: Story, x: float, size: GapSize) -> list[str]:
    words = story.change_words
    if story.change_label:
        words = f"{words}: {mid_sentence(story.change_label)}"
    room = size.width - 8 if not size.is_wide else max(size.width - x, 200)
    lines = wrapped(words, SMALL * 1.06, room)
    drawn = []
    for k, part in enumerate(lines[:2]):
        y = 14 + 15 * k if size.is_wide else 12 + 14 * k
        at, anchor = _beside(x, part, size)
        style = styled(fill=INK, font_size=SMALL, font_weight="700")
        drawn.append(text((at, y), part, text_anchor=anchor, **style))
    return drawn


def _beside(x: float, words: str, size: GapSize) -> tuple[float, str]:
    """Put words right of the change line where they fit, else to its left."""
    width = text_width(words, SMALL) * 1.1
    if x + width + 6 <= size.width:
        return x + 6 if size.is_wide else max(x - width / 2, 2), "start"
    return max(min(x + 2, size.width - 2), width + 2), "end"


def _points(gap: ReleasedGap, plot: Plot, key: str) -> list[str]:
    places: list[Point | None] = []
    marks: list[str] = []
    for k, point in enumerate(gap.points):
        x, value = plot.x(k), point.difference.value
        if value is None:
            places.append(None)
            marks += _hidden(point, plot, x, key)
            continue
        at = (x, plot.y(value))
        places.append(at)
        if len(gap.points) <= FEW:
            marks += _interval(point, plot, x)
        marks.append(_mark(gap, point, plot, at))
    return [*connected(places, stroke=SOFT, stroke_width=1.2), *marks]


def _hidden(point: ReleasedGapPoint, plot: Plot, x: float, key: str) -> list[str]:
    """Draw a hidden gap over all it could be; nothing where there were no data."""
    if point.difference.reason in ("no_data", "none_in_denominator"):
        return []
    high, low = plot.y.end, plot.y.start
    half = min(plot.dot_size, (plot.x(1) - plot.x(0)) * 0.3)
    return [hatched_bar(key, (x - half, high), 2 * half, low - high)]


def _interval(point: ReleasedGapPoint, plot: Plot, x: float) -> list[str]:
    lower, upper = point.difference_lower, point.difference_upper
    if lower is None or upper is None:
        return []
    style = styled(stroke=SOFT, stroke_width=1.4)
    low, high = plot.y(lower), plot.y(upper)
    caps = [line((x - 3.5, y), (x + 3.5, y), **style) for y in (low, high)]
    return [line((x, low), (x, high), **style), *caps]


def _mark(gap: ReleasedGap, point: ReleasedGapPoint, plot: Plot, at: Point) -> str:
    if point.left_out:
        return left_out_dot(at, plot.dot_size)
    if not point.signal:
        return dot(at, plot.dot_size)
    centre = gap.centres[0] if gap.centres and gap.centres[0] is not None else 0.0
    is_up = (point.difference.value or 0.0) > centre
    return special_cause(at, plot.triangle_size, point.signal, is_up=is_up)


def _top_before(gap: ReleasedGap) -> float:
    """Give the highest thing drawn before the change, over which words can stand."""
    if gap.uppers and gap.uppers[0] is not None:
        return gap.uppers[0]
    found: list[float] = _finite(gap.centres[0])
    for point in gap.points:
        if point.phase == 0:
            found += _finite(point.difference.value)
            found += _finite(point.difference_upper if len(gap.points) <= FEW else None)
    return max(found)


def _mean_words(story: Story, gap: ReleasedGap, plot: Plot, size: GapSize) -> list[str]:
    """Name the two means: before at the left, after at the right."""
    if len(gap.centres) < 2 or gap.centres[0] is None or gap.centres[1] is None:
        return []
    before, after = (story.unit.size(c) for c in (gap.centres[0], gap.centres[1]))
    style = styled(fill=INK, font_size=BODY, font_weight="700")
    if not size.is_wide:
        first, last = (story.unit.number(c) for c in (gap.centres[0], gap.centres[1]))
        right = styled(text_anchor="end", **style)
        y = size.top - size.room - 22
        return [
            text((2, y), f"Before: {first}", **style),
            text((size.width - 2, y), f"After: {last}", **right),
        ]
    top = _top_before(gap)
    x = size.width - size.right + 8
    y = plot.y(gap.centres[1])
    earlier = plot.y(gap.centres[0])
    apart = max(abs(earlier - y), 36.0)
    at_earlier = y + apart + 6 if earlier >= y else y - apart + 6
    return [
        text(
            (size.left + 10, max(plot.y.clipped(top) - 7, 14)),
            f"Before: {before}",
            **HALO,
            **style,
        ),
        text((x, y - 4), "After:", **style),
        text((x, y + 13), after, **style),
        text((x, at_earlier), "earlier mean", fill=SOFT, font_size=SMALL),
    ]


def _signal_words(story: Story, plot: Plot, size: GapSize) -> list[str]:
    """Say the triangles in words under the points, where there is room."""
    words = gap_signals(story)
    if not words:
        return []
    signal = "concern" if "less fair" in words else "improvement"
    colour = AMBER if signal == "concern" else BLUE
    style = styled(fill=colour, font_size=SMALL, font_weight="700")
    change = plot.change_x(story.change_date) or size.left
    room = size.width - change - 30
    lines = wrapped(words.rstrip("."), SMALL * 1.12, max(room, 180))
    if not size.is_wide:
        return []
    x = change + 10 if room >= 180 else change - 210
    top = plot.y.start - 14 - 15 * (len(lines) - 1)
    y = top if signal == "concern" else plot.y.end + 8
    drawn = [special_cause((x + 6, y - 4), 5, signal, is_up=signal == "concern")]
    return drawn + [
        text((x + 18, y + 15 * k), part, **HALO, **style)
        for k, part in enumerate(lines)
    ]
