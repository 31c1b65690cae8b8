"""Where the boxes of a tree stand: columns by depth, each parent beside its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from efqi.reports.charts.scale import text_width, wrapped
from efqi.reports.charts.svg import Point

BETWEEN = 12.0
"""Pixels between boxes of one column."""
ASIDE = 28.0
"""Pixels between columns."""
PADDING = 11.0
SIZE = 14.0
LINE = 18.0


@dataclass(frozen=True, slots=True)
class Knot:
    """What one box of a tree says.

    Attributes
    ----------
    words : str
        Its text.
    kind : str
        "aim", "cause", "gap cause" or "idea": how it is drawn.
    note : str
        A few words under the text; blank for none.
    knots : tuple of Knot
        What leads to it.
    """

    words: str
    kind: str
    note: str = ""
    knots: tuple["Knot", ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its place.

    Attributes
    ----------
    knot : Knot
        What it says.
    lines : tuple of str
        Its text, broken so that it fits.
    x, y, width, height : float
        Pixels, from the top left corner.
    parent : Box or None
        The box that it leads to.
    """

    knot: Knot
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    parent: "Box | None" = None

    @property
    def start(self) -> Point:
        """Middle of the left edge."""
        return self.x, self.y + self.height / 2

    @property
    def end(self) -> Point:
        """Middle of the right edge."""
        return self.x + self.width, self.y + self.height / 2


def depth_of(knot: Knot) -> int:
    """Count the columns of a tree."""
    return 1 + max(map(depth_of, knot.knots), default=0)


def broken(words: str, width: float) -> tuple[str, ...]:
    """Break a text into lines that fit, inside a word where it is too long for a line."""
    fitting = " ".join(_cut(word, width) for word in words.split())
    return tuple(wrapped(fitting, SIZE * 1.06, width))


def _cut(word: str, width: float) -> str:
    pieces = [""]
    for character in word:
        if text_width(pieces[-1] + character, SIZE * 1.06) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += character
    return " ".join(pieces)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A knot with the height of its box, and the room that all under it needs."""

    knot: Knot
    lines: tuple[str, ...]
    height: float
    room: float
    under: tuple["_Measured", ...]

    @property
    def under_room(self) -> float:
        """Height of everything that leads to it."""
        return sum(each.room + BETWEEN for each in self.under) - BETWEEN


def laid_out(knot: Knot, width: float) -> tuple[Box, ...]:
    """Place every box of a tree; none touches another.

    Parameters
    ----------
    knot : Knot
        The root.
    width : float
        Of each box, pixels.

    Returns
    -------
    tuple of Box
        The root first, each parent before what leads to it; the top left corner is 0, 0.
    """
    return tuple(_placed(_measured(knot, width), width, 0.0, 0.0, None))


def _measured(knot: Knot, width: float) -> _Measured:
    lines = broken(knot.words, width - 2 * PADDING)
    height = 2 * PADDING + LINE * (len(lines) + bool(knot.note)) - 2
    under = tuple(_measured(each, width) for each in knot.knots)
    made = _Measured(knot, lines, height, 0.0, under)
    room = max(height, made.under_room)
    return _Measured(knot, lines, height, room, under)


def _placed(
    measured: _Measured, width: float, x: float, top: float, parent: Box | None
) -> Iterator[Box]:
    y = top + (measured.room - measured.height) / 2
    box = Box(measured.knot, measured.lines, x, y, width, measured.height, parent)
    yield box
    edge = top + (measured.room - measured.under_room) / 2
    for each in measured.under:
        yield from _placed(each, width, x + width + ASIDE, edge, box)
        edge += each.room + BETWEEN
