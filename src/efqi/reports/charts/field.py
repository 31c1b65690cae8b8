"""How often one group field is unknown over time, each kind of unknown a line."""

from collections.abc import Sequence
from datetime import date

from efqi.disclosure.release import ReleasedField, Shown
from efqi.reports.charts.mark import GroupMark, group_mark
from efqi.reports.charts.palette import BLUE, INK, PLUM, SMALL, SOFT
from efqi.reports.charts.plot import Plot, connected
from efqi.reports.charts.scale import Scale, kept_apart
from efqi.reports.charts.svg import Point, picture, styled, text
from efqi.reports.wording.quality_field import (
    field_description,
    field_title,
    kind_word,
)

WIDTH, HEIGHT = 288.0, 170.0
LEFT, RIGHT, TOP, FOOT = 30.0, 98.0, 10.0, 24.0
LEAST_HIGH = 5.0
_LINE = 15.0
_MARKS = {
    "all": GroupMark("circle", INK),
    "not stated": GroupMark("square", PLUM),
    "not known": GroupMark("diamond", BLUE),
    "not recorded": GroupMark("plus", SOFT),
    "not told apart": GroupMark("pentagon", SOFT),
    "outside the groups": GroupMark("hexagon", SOFT),
}


def field_high(fields: Sequence[ReleasedField]) -> float:
    """Give the top of the scale that all fields share, per cent."""
    shown = [s.value for f in fields for s in f.unknown if s.value is not None]
    return min(100.0, max(LEAST_HIGH, max(shown, default=0.0) * 1.15))


def field_chart(
    field: ReleasedField, changes: Sequence[date], high: float, key: str
) -> str:
    """Draw one field.

    Parameters
    ----------
    field : ReleasedField
        With at least one interval.
    changes : sequence of date
        Days of change.
    high : float
        Top of the scale, per cent.
    key : str
        Unique within the page.

    Returns
    -------
    str
        One SVG element, 288 by 170 pixels. Lines are named at their ends.
    """
    plot = Plot(
        field.starts,
        field.interval,
        Scale(-0.6, len(field.starts) - 0.4, LEFT, WIDTH - RIGHT),
        Scale(0.0, high, HEIGHT - FOOT, TOP),
    )
    lines = _lines(field)
    drawn = [
        *plot.value_axis(most=3),
        *_changes(changes, plot),
        *plot.time_axis(changes[:1]),
        *(mark for kind, shown in lines for mark in _line(kind, shown, plot)),
        *_names(lines, plot),
    ]
    about = field_description(field)
    return picture(key, (WIDTH, HEIGHT), field_title(field), about, drawn)


def _lines(field: ReleasedField) -> list[tuple[str, tuple[Shown, ...]]]:
    """Give the kinds and then all; one kind alone is all."""
    kinds = list(field.kinds.items()) if len(field.kinds) > 1 else []
    return [*kinds, ("all", field.unknown)]


def _changes(changes: Sequence[date], plot: Plot) -> list[str]:
    places = (plot.change_x(change) for change in changes)
    return [plot.change_line(x, TOP) for x in places if x is not None]


def _places(shown: Sequence[Shown], plot: Plot) -> list[Point | None]:
    return [
        None if s.value is None else (plot.x(k), plot.y.clipped(s.value))
        for k, s in enumerate(shown)
    ]


def _line(kind: str, shown: Sequence[Shown], plot: Plot) -> list[str]:
    mark, places = _MARKS[kind], _places(shown, plot)
    is_all = kind == "all"
    dash = styled() if is_all else styled(stroke_dasharray="4 3")
    style = styled(stroke=mark.colour, stroke_width=1.8 if is_all else 1.3, **dash)
    size = min(3.6, plot.dot_size + 0.6)
    points = [group_mark(at, mark, size) for at in places if at is not None]
    return [*connected(places, **style), *points]


def _names(lines: Sequence[tuple[str, tuple[Shown, ...]]], plot: Plot) -> list[str]:
    """Write each line's name beside its last point, with its mark."""
    ends = [
        (kind, next((p for p in reversed(_places(s, plot)) if p is not None), None))
        for kind, s in lines
    ]
    told = [(kind, at[1]) for kind, at in ends if at is not None]
    heights = [_LINE] * len(told)
    middles = kept_apart([y for _, y in told], heights, 2.0, HEIGHT - FOOT + 8)
    drawn = []
    for (kind, _), y in zip(told, middles, strict=True):
        mark, x = _MARKS[kind], WIDTH - RIGHT + 10
        words = kind_word(kind)
        weight = "700" if kind == "all" else "400"
        style = styled(fill=INK, font_size=SMALL, font_weight=weight)
        drawn += [group_mark((x, y), mark, 4), text((x + 8, y + 4), words, **style)]
    return drawn
