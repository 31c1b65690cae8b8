"""How often the group is unknown, over time."""

from efqi.disclosure.release import ReleasedCompleteness
from efqi.reports.charts.mark import hatch_pattern, hatched_bar
from efqi.reports.charts.palette import INK, SMALL, SOFT
from efqi.reports.charts.plot import Plot, connected
from efqi.reports.charts.scale import Scale
from efqi.reports.charts.svg import (
    Point,
    circle,
    picture,
    styled,
    text,
)
from efqi.reports.wording.alternative import completeness_description
from efqi.reports.wording.quality import completeness_title
from efqi.reports.wording.story import Story

HEIGHT, TOP, LEFT, FOOT = 150.0, 22.0, 34.0, 24.0
WIDE_WIDTH, NARROW_WIDTH = 880.0, 288.0


def completeness_chart(
    story: Story, known: ReleasedCompleteness, key: str, width: float
) -> str:
    """Draw the share of unknown groups over time, with its own zero line.

    Returns
    -------
    str
        One SVG element of the given width, 150 pixels high.
    """
    shown = [s.value for s in known.unknown_percent if s.value is not None]
    high = min(100.0, max(5.0, max(shown, default=5.0) * 1.25))
    plot = Plot(
        known.starts,
        known.interval,
        Scale(-0.6, len(known.starts) - 0.4, LEFT, width - 10),
        Scale(0.0, high, HEIGHT - FOOT, TOP),
    )
    drawn = [
        hatch_pattern(key),
        text((0, 12), "per cent", fill=SOFT, font_size=SMALL),
        *plot.value_axis(most=3),
        *_changes(story, plot),
        *plot.time_axis(story.release.change_dates),
        *_points(known, plot, key),
    ]
    title, about = completeness_title(story), completeness_description(story)
    return picture(key, (width, HEIGHT), title, about, drawn)


def _changes(story: Story, plot: Plot) -> list[str]:
    places = (plot.change_x(change) for change in story.release.change_dates)
    return [plot.change_line(x, TOP - 8) for x in places if x is not None]


def _points(known: ReleasedCompleteness, plot: Plot, key: str) -> list[str]:
    places: list[Point | None] = []
    drawn = []
    for k, shown in enumerate(known.unknown_percent):
        x = plot.x(k)
        if shown.value is None:
            places.append(None)
            if shown.reason not in ("no_data", "none_in_denominator"):
                drawn.append(_hidden(plot, x, key))
            continue
        places.append((x, plot.y.clipped(shown.value)))
    drawn += connected(places, stroke=SOFT, stroke_width=1.6, stroke_dasharray="5 4")
    drawn += [circle(p, plot.dot_size, fill=SOFT) for p in places if p is not None]
    return drawn + _ends(known, plot)


def _hidden(plot: Plot, x: float, key: str) -> str:
    top, bottom = plot.y.end, plot.y.start
    return hatched_bar(key, (x - 2.5, top), 5, bottom - top)


def _ends(known: ReleasedCompleteness, plot: Plot) -> list[str]:
    """Write the level of each phase above its first and last point."""
    drawn = []
    for shown, k, anchor in (
        (known.before, 0, "start"),
        (known.after, len(known.starts) - 1, "end"),
    ):
        if shown.value is not None:
            at = (plot.x(k), max(plot.y.clipped(shown.value) - 14, TOP - 4))
            style = styled(fill=INK, font_size=SMALL, font_weight="700")
            words = f"{shown.value:.1f}\u00a0%"
            drawn.append(text(at, words, text_anchor=anchor, **style))
    return drawn
