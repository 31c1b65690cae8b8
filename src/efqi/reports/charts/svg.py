"""The few SVG elements that charts are made of, written the same way every time."""

from collections.abc import Iterable
from html import escape

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Liberation Sans ships with efqi, so that text is there where Arial is not."""

Point = tuple[float, float]
Style = dict[str, str | float]


def styled(**attributes: str | float) -> Style:
    """Collect attributes that several elements share."""
    return attributes


HALO = styled(
    stroke="#ffffff", stroke_width=4, paint_order="stroke", stroke_linejoin="round"
)
"""White around words that may lie over lines."""


def coordinate(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    written = f"{value:.1f}"
    return written[:-2] if written.endswith(".0") else written


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Write one element; underscores in attribute names become hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else coordinate(value)


def line(start: Point, end: Point, /, **style: str | float) -> str:
    """Draw a straight line."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **style)


def polyline(points: Iterable[Point], /, **style: str | float) -> str:
    """Draw a line through points."""
    return element("polyline", points=_points(points), fill="none", **style)


def polygon(points: Iterable[Point], /, **style: str | float) -> str:
    """Draw a closed shape."""
    return element("polygon", points=_points(points), **style)


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)


def circle(centre: Point, radius: float, /, **style: str | float) -> str:
    """Draw a circle."""
    return element("circle", cx=centre[0], cy=centre[1], r=radius, **style)


def rectangle(
    corner: Point, width: float, height: float, /, **style: str | float
) -> str:
    """Draw a rectangle from its top left corner."""
    return element(
        "rect", x=corner[0], y=corner[1], width=width, height=height, **style
    )


def text(at: Point, words: str, /, **style: str | float) -> str:
    """Write words; the point is the baseline's start, middle or end."""
    return element("text", escape(words, quote=False), x=at[0], y=at[1], **style)


def picture(
    key: str,
    size: tuple[float, float],
    title: str,
    description: str,
    marks: Iterable[str],
) -> str:
    """Wrap marks into an image that carries its title and description.

    Parameters
    ----------
    key : str
        Unique within the page; ids are made from it.
    size : tuple of float
        Width and height, pixels.
    title, description : str
        The finding, and the numbers in words.
    marks : iterable of str
        What is drawn, first at the bottom.
    """
    head = element("title", escape(title, quote=False), id=f"{key}-t")
    about = element("desc", escape(description, quote=False), id=f"{key}-d")
    width, height = size
    return element(
        "svg",
        head + about + "".join(marks),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {coordinate(width)} {coordinate(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{key}-t {key}-d",
        focusable="false",
        font_family=FONT,
    )
