"""Projects by their answer, one mark each: the same size and ink for every answer."""

import math
from collections.abc import Iterator, Mapping, Sequence

from efqi.projects.gap_answer import GapAnswer
from efqi.projects.portfolio import Share
from efqi.reports.charts.palette import BODY, INK, SOFT, WHITE
from efqi.reports.charts.svg import (
    Point,
    circle,
    line,
    picture,
    polygon,
    rectangle,
    styled,
    text,
)
from efqi.reports.wording.portfolio import (
    answer_name,
    portfolio_description,
    portfolio_title,
)
from efqi.reports.wording.sentence import say

WIDE = 900
NARROW = 270
_MOST_IN_A_ROW = 25
_PITCH = 22.0
_TOP = 8.0
_WORDS_WIDE = 300.0
_COUNT = 52.0
_HOLLOW = styled(fill=WHITE, stroke=INK, stroke_width=1.6)
_SOLID = styled(fill=INK, stroke=INK, stroke_width=1.6)


def waffle_chart(shares: Sequence[Share], key: str, width: int) -> str:
    """Draw a portfolio.

    Parameters
    ----------
    shares : sequence of Share
        Every answer, in order.
    key : str
        Unique within the page.
    width : int
        `WIDE` puts names beside the marks, `NARROW` above them.

    Returns
    -------
    str
        A picture with title and description. A mark is one project, or the number that
        its last line says where there are many.
    """
    is_wide = width == WIDE
    left = _WORDS_WIDE + _COUNT if is_wide else _COUNT
    in_a_row = min(_MOST_IN_A_ROW, int((width - left - _PITCH) // _PITCH))
    each = max(1, math.ceil(max(s.count for s in shares) / (2 * in_a_row)))
    marks: list[str] = []
    y = _TOP
    for share in shares:
        marks += _row(share, (left, y), in_a_row, each, is_wide=is_wide)
        y += _height(share, in_a_row, each, is_wide=is_wide)
    if each > 1:
        note = say("One mark stands for up to {each} projects.", each=str(each))
        marks.append(text((0, y + _PITCH), note, font_size=BODY, fill=SOFT))
        y += 2 * _PITCH
    size = (float(width), y)
    title, description = portfolio_title(shares), portfolio_description(shares)
    return picture(key, size, title, description, marks)


def _height(share: Share, in_a_row: int, each: int, *, is_wide: bool) -> float:
    lines = max(1, math.ceil(math.ceil(share.count / each) / in_a_row))
    return lines * _PITCH + (14.0 if is_wide else _PITCH + 20.0)


def _row(
    share: Share, at: Point, in_a_row: int, each: int, *, is_wide: bool
) -> Iterator[str]:
    left, y = at
    style = styled(font_size=BODY + 2 if is_wide else BODY, fill=INK)
    base = y + _PITCH - 6
    yield text((0, base), answer_name(share.answer), **style)
    top = y if is_wide else y + _PITCH + 4
    # The count stands before its marks; where space is narrow, both under the name.
    ends = styled(text_anchor="end", font_weight="700")
    under = base + top - y
    yield text((left - 12, under), f"{share.count:,}", **style, **ends)
    if not share.count:
        start = (left + 1, top + _PITCH / 2)
        yield line(start, (left + 13, start[1]), stroke=SOFT, stroke_width=1.6)
    for number in range(math.ceil(share.count / each)):
        row, column = divmod(number, in_a_row)
        centre = (left + (column + 0.5) * _PITCH, top + (row + 0.5) * _PITCH)
        yield answer_mark(centre, share.answer)


def answer_mark(at: Point, answer: GapAnswer, size: float = 7.5) -> str:
    """Draw the mark of one answer; each has a shape of its own, and none a colour."""
    x, y = at
    if answer in (GapAnswer.CANNOT_TELL, GapAnswer.NOT_LOOKED):
        return _sign(at, answer, size)
    if answer is GapAnswer.DESCRIBED:
        return circle(at, size, **_HOLLOW)
    style = _HOLLOW if answer is GapAnswer.LEVELLED_DOWN else _SOLID
    return polygon(
        [(x + dx * size, y + dy * size) for dx, dy in _OUTLINES[answer]], **style
    )


def _sign(at: Point, answer: GapAnswer, size: float) -> str:
    """Draw a sign in a frame: a question that is open, a place that nobody looked at."""
    x, y = at
    if answer is GapAnswer.CANNOT_TELL:
        style = styled(fill=INK, font_size=size * 1.7, font_weight="700")
        mark = text((x, y + size * 0.6), "?", text_anchor="middle", **style)
        return circle(at, size, **_HOLLOW) + mark
    box = rectangle((x - size, y - size), 2 * size, 2 * size, **_HOLLOW)
    stroke = styled(stroke=INK, stroke_width=1.6)
    return (
        box
        + line((x - size, y - size), (x + size, y + size), **stroke)
        + line((x - size, y + size), (x + size, y - size), **stroke)
    )


_NARROWING = [(-1.0, -1.0), (0.0, 0.0), (-1.0, 1.0)]
_OUTLINES: Mapping[GapAnswer, Sequence[Point]] = {
    GapAnswer.KEPT: [(-1, -0.8), (1, -0.8), (1, 0.8), (-1, 0.8)],
    GapAnswer.NARROWED: [*_NARROWING, *((-x, -y) for x, y in _NARROWING)],
    GapAnswer.WIDENED: [(-1.15, 0), (0, -1.15), (1.15, 0), (0, 1.15)],
    GapAnswer.LEVELLED_DOWN: [(-1.1, -0.9), (1.1, -0.9), (0, 1.1)],
    GapAnswer.TURNED: [(1, 1), (-1, 1), (1, -1), (-1, -1)],
}
"""Corners from the centre, in sizes: a square stayed, two tips meet, a diamond spreads, a
triangle points down, an hourglass is turned round."""
