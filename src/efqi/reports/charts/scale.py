"""From values to places: linear scales, round ticks, text widths, labels kept apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_NARROW = frozenset("iljtfrI.,:;'|!() \u00a0")
_WIDE = frozenset("mwMW%")
_AVERAGE, _NARROW_WIDTH, _WIDE_WIDTH, _CAPITAL_WIDTH = 0.56, 0.3, 0.87, 0.69


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale.

    Attributes
    ----------
    low, high : float
        Values at the ends.
    start, end : float
        Pixels at the ends; `start` may lie below `end` or the other way round.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def clipped(self, value: float) -> float:
        """Give the pixel of a value, kept inside the scale."""
        return self(min(max(value, self.low), self.high))


def padded(values: Sequence[float], share: float = 0.05) -> tuple[float, float]:
    """Give a domain around values with a little room; never empty."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = (high - low) * share or max(abs(high) * share, 0.5)
    return low - room, high + room


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Give at most `most` + 1 round values within a domain."""
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 10) for k in range(first, last + 1)]


def tick_words(value: float) -> str:
    """Write a tick as short as it can be."""
    return f"{value:,g}".replace("-", "\u2212")


def text_width(words: str, size: float) -> float:
    """Estimate how wide words are in Arial or Liberation Sans, pixels."""
    return size * sum(map(_character_width, words))


def _character_width(character: str) -> float:
    if character in _NARROW:
        return _NARROW_WIDTH
    if character in _WIDE:
        return _WIDE_WIDTH
    return _CAPITAL_WIDTH if character.isupper() else _AVERAGE


def wrapped(words: str, size: float, width: float) -> list[str]:
    """Break words into lines no wider than `width` where spaces allow."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def kept_apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Move label centres as little as needed so that none overlap.

    Parameters
    ----------
    wanted : sequence of float
        Where each label's centre would like to be, pixels.
    heights : sequence of float
        Height of each label.
    low, high : float
        Room for all labels; kept where they fit in it.

    Returns
    -------
    list of float
        Centres in the order given.
    """
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    blocks: list[tuple[list[int], float]] = []
    for k in order:
        blocks.append(([k], wanted[k]))
        while len(blocks) > 1 and _overlap(blocks[-2], blocks[-1], heights):
            blocks[-2:] = [_merged(blocks[-2], blocks[-1], wanted, heights)]
    centres = [0.0] * len(wanted)
    for members, middle in blocks:
        _spread(members, middle, heights, centres)
    return _inside(order, centres, heights, (low, high))


def _length(members: list[int], heights: Sequence[float]) -> float:
    return sum(heights[k] for k in members)


def _overlap(
    above: tuple[list[int], float],
    below: tuple[list[int], float],
    heights: Sequence[float],
) -> bool:
    room = (_length(above[0], heights) + _length(below[0], heights)) / 2
    return below[1] - above[1] < room


def _merged(
    above: tuple[list[int], float],
    below: tuple[list[int], float],
    wanted: Sequence[float],
    heights: Sequence[float],
) -> tuple[list[int], float]:
    members = above[0] + below[0]
    offset, shift = 0.0, 0.0
    for k in members:
        shift += wanted[k] - (offset + heights[k] / 2)
        offset += heights[k]
    return members, shift / len(members) + offset / 2


def _spread(
    members: list[int], middle: float, heights: Sequence[float], centres: list[float]
) -> None:
    edge = middle - _length(members, heights) / 2
    for k in members:
        centres[k] = edge + heights[k] / 2
        edge += heights[k]


def _inside(
    order: list[int],
    centres: list[float],
    heights: Sequence[float],
    room: tuple[float, float],
) -> list[float]:
    edge = room[1]
    for k in reversed(order):
        centres[k] = min(centres[k], edge - heights[k] / 2)
        edge = centres[k] - heights[k] / 2
    edge = room[0]
    for k in order:
        centres[k] = max(centres[k], edge + heights[k] / 2)
        edge = centres[k] + heights[k] / 2
    return centres
