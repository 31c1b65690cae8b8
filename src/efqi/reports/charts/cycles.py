"""Where cycles of testing stand on a chart over time: numbered circles at their first day."""

from collections.abc import Iterator

from efqi.projects.document.cycle import Cycle
from efqi.reports.charts.key import SIZE, decoration
from efqi.reports.charts.palette import INK, SMALL, SOFT, WHITE
from efqi.reports.charts.plot import Plot
from efqi.reports.charts.scale import kept_apart
from efqi.reports.charts.svg import circle, line, styled, text
from efqi.reports.wording.cycles import cycle_words

ROOM = 26.0
"""Height that a row of circles takes."""
_APART = 2.0


def inside(cycles: tuple[Cycle, ...], plot: Plot) -> Iterator[tuple[Cycle, float]]:
    """Give the cycles that began within a chart, each with the pixel of its first day."""
    for cycle in cycles:
        x = plot.day_x(cycle.started_on) if cycle.started_on else None
        if x is not None:
            yield cycle, x


def cycle_marks(
    cycles: tuple[Cycle, ...], plot: Plot, radius: float = 9.0
) -> list[str]:
    """Draw each cycle as a numbered circle over the plot, joined to its first day.

    Parameters
    ----------
    cycles : tuple of Cycle
        In any order; those that began outside the chart are left out.
    plot : Plot
        The chart, with `ROOM` left over it.
    radius : float
        Size of the circles, which are kept from overlapping.
    """
    found = list(inside(cycles, plot))
    top = plot.y.end
    y = top - radius - 4
    wide = [2 * radius + _APART] * len(found)
    ends = plot.x.start - radius, plot.x.end + radius
    middles = kept_apart([x for _, x in found], wide, *ends)
    thin = styled(stroke=SOFT, stroke_width=1, stroke_dasharray="1 3")
    lines = [
        line((middle, y), (x, top), **thin) + line((x, top), (x, plot.y.start), **thin)
        for (_, x), middle in zip(found, middles, strict=True)
    ]
    circles = [
        _circle(cycle.number, middle, y, radius)
        for (cycle, _), middle in zip(found, middles, strict=True)
    ]
    return lines + circles


def _circle(number: int, x: float, y: float, radius: float) -> str:
    size = min(SMALL, radius * 1.4)
    words = styled(text_anchor="middle", font_size=size, font_weight="700", fill=INK)
    ring = circle((x, y), radius, fill=WHITE, stroke=INK, stroke_width=1.4)
    return ring + text((x, y + size * 0.36), str(number), **words)


def cycle_key(cycles: tuple[Cycle, ...], plot: Plot) -> tuple[tuple[str, str], ...]:
    """Give the circles that stand on a chart, each with its cycle in words."""
    return tuple(
        (decoration(_circle(cycle.number, SIZE / 2, SIZE / 2, 8)), cycle_words(cycle))
        for cycle, _ in inside(cycles, plot)
    )


def with_cycles(about: str, cycles: tuple[Cycle, ...], plot: Plot) -> str:
    """Add the cycles that stand on a chart to its description."""
    told = (f"{cycle_words(cycle)}." for cycle, _ in inside(cycles, plot))
    return " ".join((about, *told))
