"""Marks with one meaning each: group shapes, intervals, special causes, hidden, gap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from efqi.reports.charts.palette import AMBER, BLUE, INK, PLUM, SOFT, WHITE
from efqi.reports.charts.svg import (
    Point,
    circle,
    element,
    line,
    polygon,
    polyline,
    rectangle,
    styled,
    text,
)
from efqi.reports.wording.story import Story

_INNER = ("diamond", "hexagon", "plus", "pentagon", "star", "cross", "bar")


@dataclass(frozen=True, slots=True)
class GroupMark:
    """How one group is drawn everywhere.

    Attributes
    ----------
    shape : str
        "square", "diamond", "hexagon", "plus", "circle", …, or "unknown".
    colour : str
        Second to the shape.
    is_main : bool
        One of the two groups whose gap is told: thick and bold.
    """

    shape: str
    colour: str
    is_main: bool = False

    @property
    def width(self) -> float:
        """Line width, pixels."""
        return 3.2 if self.is_main else 1.4


def group_marks(story: Story) -> dict[str, GroupMark]:
    """Give every group its mark: square and circle for the two ends of the gap."""
    contrast = story.view.verdict.contrast
    worst = contrast.group or story.groups[0].group
    best = contrast.reference or story.groups[-1].group
    marks = {
        worst: GroupMark("square", PLUM, is_main=True),
        best: GroupMark("circle", BLUE, is_main=True),
    }
    between = [g for g in story.view.groups if g.group not in marks]
    shapes = 0
    for group in between:
        if group.role == "group":
            marks[group.group] = GroupMark(_INNER[shapes % len(_INNER)], SOFT)
            shapes += 1
        elif group.role == "unknown":
            marks[group.group] = GroupMark("unknown", SOFT)
        else:
            marks[group.group] = GroupMark("total", INK)
    return marks


def group_mark(
    at: Point, mark: GroupMark, size: float = 6.0, *, is_hollow: bool = False
) -> str:
    """Draw a group's mark; hollow stands for "before" in rows."""
    if mark.shape == "unknown":
        return _unknown(at, size)
    fill, edge = (WHITE, mark.colour) if is_hollow else (mark.colour, WHITE)
    style = styled(fill=fill, stroke=edge, stroke_width=1.8 if is_hollow else 1.2)
    if mark.shape == "circle":
        return circle(at, size * 1.05, **style)
    return polygon(_shape(at, mark.shape, size), **style)


def _unknown(at: Point, size: float) -> str:
    ring = circle(
        at,
        size,
        fill=WHITE,
        stroke=SOFT,
        stroke_width=1.5,
        stroke_dasharray="2.4 1.6",
    )
    sign = text(
        (at[0], at[1] + size * 0.6),
        "?",
        text_anchor="middle",
        font_size=size * 1.7,
        font_weight="700",
        fill=SOFT,
    )
    return ring + sign


def _shape(at: Point, shape: str, size: float) -> Sequence[Point]:
    x, y = at
    outline = _OUTLINES.get(shape, _OUTLINES["square"])
    return [(x + dx * size, y + dy * size) for dx, dy in outline]


def _regular(corners: int, radius: float, turn: float = 0.0) -> list[Point]:
    angles = [2 * math.pi * (k / corners + turn) for k in range(corners)]
    return [(radius * math.sin(a), -radius * math.cos(a)) for a in angles]


def _star() -> list[Point]:
    points = zip(_regular(5, 1.25), _regular(5, 0.5, 0.1), strict=True)
    return [point for pair in points for point in pair]


_ARM = 0.36
_PLUS: list[Point] = [
    (-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM),
    (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM), (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM),
]  # fmt: skip
_OUTLINES: dict[str, list[Point]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
    "hexagon": _regular(6, 1.1, 1 / 12),
    "plus": _PLUS,
    "pentagon": _regular(5, 1.15),
    "star": _star(),
    "cross": [((x - y) * 0.8, (x + y) * 0.8) for x, y in _PLUS],
    "bar": [(-1.2, -0.5), (1.2, -0.5), (1.2, 0.5), (-1.2, 0.5)],
    "total": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
}


def upright_interval(x: float, low: float, high: float, mark: GroupMark) -> str:
    """Draw a 90 % interval as a thin upright bar with end caps."""
    style = styled(stroke=mark.colour, stroke_width=2.2 if mark.is_main else 1.6)
    caps = "".join(line((x - 3.5, y), (x + 3.5, y), **style) for y in (low, high))
    return line((x, low), (x, high), **style) + caps


def flat_interval(y: float, low: float, high: float, colour: str) -> str:
    """Draw a 90 % interval as a thin flat bar with end caps."""
    style = styled(stroke=colour, stroke_width=1.4)
    caps = "".join(line((x, y - 3), (x, y + 3), **style) for x in (low, high))
    return line((low, y), (high, y), **style) + caps


def dot(at: Point, size: float) -> str:
    """Draw a common-cause point."""
    return circle(at, size, fill=SOFT)


def left_out_dot(at: Point, size: float) -> str:
    """Draw a point that is shown but not judged."""
    return circle(at, size, fill=WHITE, stroke=SOFT, stroke_width=1.2)


def special_cause(at: Point, size: float, signal: str, *, is_up: bool) -> str:
    """Draw a special cause: a triangle the way the value moved; solid is better."""
    x, y = at
    tip = -size * 1.15 if is_up else size * 1.15
    corners = [(x, y + tip), (x - size, y - tip * 0.6), (x + size, y - tip * 0.6)]
    if signal == "improvement":
        return polygon(corners, fill=BLUE, stroke=WHITE, stroke_width=0.8)
    colour = AMBER if signal == "concern" else SOFT
    return polygon(
        corners, fill=WHITE, stroke=colour, stroke_width=max(1.2, size * 0.4)
    )


def hatch_pattern(key: str) -> str:
    """Define the hatching of hidden numbers for one picture."""
    stripes = line((0, 0), (0, 5), stroke=SOFT, stroke_width=2)
    pattern = element(
        "pattern",
        rectangle((0, 0), 5, 5, fill=WHITE) + stripes,
        id=f"{key}-h",
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def hatched_bar(key: str, corner: Point, width: float, height: float) -> str:
    """Draw a hidden number as a hatched bar over all that it could be."""
    return rectangle(
        corner,
        width,
        max(height, 3.0),
        fill=f"url(#{key}-h)",
        stroke=SOFT,
        stroke_width=1,
    )


def bracket(points: Sequence[Point]) -> str:
    """Draw the dark square bracket of a gap."""
    return polyline(points, stroke=INK, stroke_width=2, stroke_linejoin="round")
