"""Icons for what a chart says of now and of its target: small pictures of the chart itself.

Variation shows the last points between two limits, the newest as the mark that it has in the
charts. Assurance shows the limits as a bar above, below or across the line of the target.
They stand beside their words and only decorate them.
"""

from efqi.disclosure.release import Assurance, Variation
from efqi.reports.charts.mark import special_cause
from efqi.reports.charts.palette import AMBER, BLUE, INK, QUIET, SOFT, WHITE
from efqi.reports.charts.svg import (
    FONT,
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

WIDTH, HEIGHT = 34.0, 26.0
_UPPER, _LOWER, _MIDDLE = 6.5, 19.5, 13.0
_EARLIER: tuple[Point, ...] = ((4, 15), (10, 11), (16, 14.5))
_BAR, _SIGN = 10.0, 26.0


def variation_icon(variation: Variation, *, is_higher_better: bool) -> str:
    """Draw what the last point shows.

    Parameters
    ----------
    variation : Variation
        What it shows.
    is_higher_better : bool
        Whether better care is further up.

    Returns
    -------
    str
        One SVG element, 34 by 26 pixels, hidden from screen readers.
    """
    if variation is Variation.CANNOT_TELL:
        return _picture(_question())
    is_up = is_higher_better == (variation is Variation.IMPROVEMENT)
    last = _last(variation, is_up=is_up)
    path = polyline([*_EARLIER, last], stroke=QUIET, stroke_width=1)
    dots = "".join(circle(at, 1.8, fill=SOFT) for at in _EARLIER)
    limits = _limit(_UPPER) + _limit(_LOWER)
    return _picture(limits + path + dots + _mark(variation, last, is_up=is_up))


def _last(variation: Variation, *, is_up: bool) -> Point:
    if variation is Variation.COMMON_CAUSE:
        return (26.0, 11.5)
    return (26.0, 7.0) if is_up else (26.0, 19.0)


def _mark(variation: Variation, at: Point, *, is_up: bool) -> str:
    if variation is Variation.COMMON_CAUSE:
        return circle(at, 3, fill=SOFT)
    if variation is Variation.SPECIAL_CAUSE:
        x, y = at
        corners = [(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)]
        return polygon(corners, fill=WHITE, stroke=INK, stroke_width=2.2)
    return special_cause(at, 5, variation.value, is_up=is_up)


def assurance_icon(assurance: Assurance, *, is_higher_better: bool) -> str:
    """Draw what the limits say of the target; nothing where there is no target.

    Parameters
    ----------
    assurance : Assurance
        What they say.
    is_higher_better : bool
        Whether the target is met above its line.

    Returns
    -------
    str
        One SVG element, 34 by 26 pixels, hidden from screen readers; empty without a target.
    """
    if assurance is Assurance.NO_TARGET:
        return ""
    if assurance is Assurance.CANNOT_TELL:
        return _picture(_question())
    target = line((1, _MIDDLE), (19, _MIDDLE), stroke=INK, stroke_width=2)
    if assurance is Assurance.HIT_AND_MISS:
        bar = _bar(4, 18, fill=WHITE, stroke=SOFT, stroke_width=2)
        return _picture(bar + target + _tick(6.5) + _cross(19.5))
    is_above = is_higher_better == (assurance is Assurance.MET)
    top = 1.5 if is_above else 15.5
    if assurance is Assurance.MET:
        return _picture(target + _bar(top, 9, fill=BLUE) + _tick(_MIDDLE))
    open_bar = _bar(top, 9, fill=WHITE, stroke=AMBER, stroke_width=2)
    return _picture(target + open_bar + _cross(_MIDDLE))


def _bar(top: float, height: float, **style: str | float) -> str:
    return rectangle((_BAR - 4, top), 8, height, rx=1, **style)


def _tick(y: float) -> str:
    corners = [(_SIGN - 5, y), (_SIGN - 1.5, y + 3.5), (_SIGN + 5, y - 4)]
    return polyline(corners, stroke=BLUE, stroke_width=2.2)


def _cross(y: float) -> str:
    style = styled(stroke=AMBER, stroke_width=2.2)
    left, right, top, foot = _SIGN - 4, _SIGN + 4, y - 4, y + 4
    down = line((left, top), (right, foot), **style)
    return down + line((left, foot), (right, top), **style)


def _limit(y: float) -> str:
    return line(
        (1, y), (WIDTH - 1, y), stroke=QUIET, stroke_width=1, stroke_dasharray="3 2"
    )


def _question() -> str:
    style = styled(stroke=SOFT, stroke_width=1.5, stroke_dasharray="2.4 1.6")
    ring = circle((WIDTH / 2, _MIDDLE), 9, fill=WHITE, **style)
    sign = text(
        (WIDTH / 2, _MIDDLE + 5),
        "?",
        text_anchor="middle",
        font_size=14.0,
        font_weight="700",
        fill=SOFT,
    )
    return ring + sign


def _picture(marks: str) -> str:
    return element(
        "svg",
        marks,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
        focusable="false",
        font_family=FONT,
    )
