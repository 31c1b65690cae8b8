"""The driver diagram as a picture: causes by level, gap causes by shape, ideas rounded."""

from collections.abc import Iterator, Sequence

from efqi.reports.charts.palette import INK, PALE, PLUM, SOFT, WHITE
from efqi.reports.charts.svg import (
    Point,
    Style,
    picture,
    polyline,
    rectangle,
    styled,
    text,
)
from efqi.reports.charts.tree_layout import (
    ASIDE,
    LINE,
    PADDING,
    SIZE,
    Box,
    Knot,
    depth_of,
    laid_out,
)
from efqi.reports.office import printable
from efqi.reports.wording.sentence import say

WIDTH = 888.0
"""Pixels that a page has; a deeper tree is wider."""
NARROWEST, WIDEST = 190.0, 260.0
_EDGE = 2.0
_KEY = 58.0
_STYLES: dict[str, Style] = {
    "aim": styled(fill=INK, stroke=INK, stroke_width=1),
    "cause": styled(fill=WHITE, stroke=INK, stroke_width=1.2),
    "gap cause": styled(fill=WHITE, stroke=PLUM, stroke_width=2.4),
    "idea": styled(fill=PALE, stroke=SOFT, stroke_width=1.2, rx=14),
}


def driver_tree(root: Knot, key: str, title: str, description: str) -> str:
    """Draw a driver diagram.

    Parameters
    ----------
    root : Knot
        The aim, with the causes and ideas that lead to it.
    key : str
        Unique within the page.
    title, description : str
        What it shows, and the same as a text.

    Returns
    -------
    str
        One SVG element.
    """
    columns = depth_of(root)
    width = min(WIDEST, max(NARROWEST, (WIDTH - ASIDE * (columns - 1)) / columns))
    boxes = laid_out(root, width)
    across = max(WIDTH, columns * (width + ASIDE) - ASIDE) + 2 * _EDGE
    high = max(box.y + box.height for box in boxes) + 2 * _EDGE
    marks = (
        rectangle((0, 0), across, high + _KEY, fill=WHITE),
        *(_line(box, box.parent) for box in boxes if box.parent is not None),
        *(mark for box in boxes for mark in _box(box)),
        *_key(high + 26),
    )
    return picture(
        key,
        (across, high + _KEY),
        printable(title),
        printable(description),
        map(printable, marks),
    )


def _line(box: Box, parent: Box) -> str:
    (x, y), (left, middle) = _moved(box.start), _moved(parent.end)
    bend = (x + left) / 2
    points = [(left, middle), (bend, middle), (bend, y), (x, y)]
    return polyline(points, stroke=SOFT, stroke_width=1.4)


def _moved(at: Point) -> Point:
    return at[0] + _EDGE, at[1] + _EDGE


def _box(box: Box) -> Iterator[str]:
    x, y = _moved((box.x, box.y))
    kind = box.knot.kind
    yield rectangle((x, y), box.width, box.height, **_STYLES[kind])
    if kind == "gap cause":
        yield _gap_edge(x, y, box.height)
    colour = WHITE if kind == "aim" else INK
    weight = "700" if kind in ("aim", "gap cause") else "400"
    style = styled(font_size=SIZE, fill=colour, font_weight=weight)
    yield from _written(box.lines, (x + PADDING + 2, y + PADDING + 12), style)
    if box.knot.note:
        below = y + PADDING + 12 + LINE * len(box.lines)
        tone = PLUM if kind == "gap cause" else SOFT
        note = styled(font_size=12.5, fill=tone, font_weight="700")
        yield text((x + PADDING + 2, below), box.knot.note, **note)


def _written(lines: Sequence[str], at: Point, style: Style) -> Iterator[str]:
    for n, words in enumerate(lines):
        yield text((at[0], at[1] + n * LINE), words, **style)


def _gap_edge(x: float, y: float, height: float) -> str:
    """Draw the thick edge that tells a gap cause without its colour."""
    return rectangle((x, y), 7, height, fill=PLUM)


def _key(y: float) -> Iterator[str]:
    """Say what the shapes mean."""
    told = (
        ("gap cause", say("explains the gap between groups")),
        ("cause", say("moves the average")),
        ("idea", say("an idea for change")),
    )
    x = _EDGE
    for kind, words in told:
        style = _STYLES[kind] | ({"rx": 7} if kind == "idea" else {})
        yield rectangle((x, y), 24, 16, **style)
        if kind == "gap cause":
            yield _gap_edge(x, y, 16)
        yield text((x + 32, y + 13), words, font_size=13, fill=INK)
        x += 32 + len(words) * 6.6 + 30
