"""The frame that every chart over time stands in: axes, phases, the change line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from efqi.disclosure.release import Interval
from efqi.reports.charts.palette import GRID, INK, PALE, QUIET, SMALL, SOFT
from efqi.reports.charts.scale import Scale, text_width, tick_words, ticks
from efqi.reports.charts.svg import (
    Point,
    line,
    polygon,
    polyline,
    styled,
    text,
)
from efqi.reports.wording.dates import axis_date


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot over time.

    Attributes
    ----------
    starts : tuple of date
        Interval starts, one a place on the x axis.
    interval : Interval
        Unit of the starts.
    x, y : Scale
        From place number and value to pixels.
    """

    starts: tuple[date, ...]
    interval: Interval
    x: Scale
    y: Scale

    @property
    def dot_size(self) -> float:
        """Radius of a common-cause point; less where there are many."""
        step = (self.x.end - self.x.start) / max(len(self.starts), 1)
        return min(4.0, max(1.3, step * 0.16 + 0.9))

    @property
    def triangle_size(self) -> float:
        """Half width of a special-cause triangle."""
        return min(6.2, max(3.8, self.dot_size * 2))

    def change_x(self, change: date) -> float | None:
        """Give the pixel of a change: halfway before the first interval after it."""
        after = [k for k, start in enumerate(self.starts) if start >= change]
        if not after or after[0] == 0:
            return None
        return self.x(after[0] - 0.5)

    def day_x(self, day: date) -> float | None:
        """Give the pixel of a day; None where it lies before or after the chart.

        A day stands at its share of the interval that it lies in, so that the first day of
        one stands where a change on that day would.
        """
        begun = [k for k, start in enumerate(self.starts) if start <= day]
        if not begun:
            return None
        place, start = begun[-1], self.starts[begun[-1]]
        following = self.interval.next(start)
        if day >= following:
            return None
        return self.x(place - 0.5 + (day - start) / (following - start))

    def time_axis(self, changes: Sequence[date]) -> list[str]:
        """Draw the foot of the plot: ends and changes first, years where room is left."""
        foot = self.y.start
        drawn = [
            line((self.x.start, foot), (self.x.end, foot), stroke=QUIET, stroke_width=1)
        ]
        taken: list[tuple[float, float]] = []
        for k in self._label_order(changes):
            words = axis_date(self.starts[k], self.interval)
            x, half = self.x(k), text_width(words, SMALL) / 2 + 5
            middle = min(max(x, self.x.start + half - 12), self.x.end - half + 12)
            if any(middle - half < b and middle + half > a for a, b in taken):
                continue
            taken.append((middle - half, middle + half))
            drawn.append(line((x, foot), (x, foot + 4), stroke=QUIET, stroke_width=1))
            style = styled(text_anchor="middle", fill=SOFT, font_size=SMALL)
            drawn.append(text((middle, foot + 17), words, **style))
        return drawn

    def _label_order(self, changes: Sequence[date]) -> Iterable[int]:
        last = len(self.starts) - 1
        first_after = [
            next((k for k, s in enumerate(self.starts) if s >= change), None)
            for change in changes
        ]
        yield from (k for k in first_after if k is not None)
        yield from dict.fromkeys((0, last))
        step = max(1, round(self.interval.per_year))
        yield from range(step, last, step)

    def value_axis(self, *, most: int = 4, lines: bool = True) -> list[str]:
        """Draw round values at the left, with quiet lines across."""
        drawn = []
        for value in ticks(self.y.low, self.y.high, most):
            y = self.y(value)
            if lines:
                ends = (self.x.start, y), (self.x.end, y)
                drawn.append(line(*ends, stroke=GRID, stroke_width=1))
            at = (self.x.start - 7, y + 4)
            style = styled(text_anchor="end", fill=SOFT, font_size=SMALL)
            drawn.append(text(at, tick_words(value), **style))
        return drawn

    def band(self, lowers: Sequence[Point], uppers: Sequence[Point]) -> list[str]:
        """Draw a phase: a shaded band between dashed limits."""
        if not lowers:
            return []
        dash = styled(stroke=QUIET, stroke_width=1.1, stroke_dasharray="5 4")
        edges = [polyline(edge, **dash) for edge in (lowers, uppers)]
        return [polygon([*uppers, *reversed(lowers)], fill=PALE), *edges]

    def mean(self, ends: tuple[Point, Point], *, is_earlier: bool = False) -> str:
        """Draw a mean: solid, or dots where the earlier one runs on."""
        dash = styled(stroke_dasharray="2 4") if is_earlier else styled()
        return line(*ends, stroke=INK, stroke_width=1.8 if is_earlier else 2, **dash)

    def change_line(self, x: float, top: float) -> str:
        """Draw the date of a change as one solid upright line."""
        return line((x, top), (x, self.y.start), stroke=INK, stroke_width=1.8)


def runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Split points into stretches without a hole."""
    stretches: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if stretch]


def connected(points: Sequence[Point | None], **style: str | float) -> list[str]:
    """Join points, leaving holes as holes."""
    return [polyline(run, **style) for run in runs(points) if len(run) > 1]
