"""Bars from most to fewest events, each with its count and the share reached with it."""

from efqi.disclosure.release import ReleasedPareto
from efqi.reports.charts.palette import BLUE, GRID, INK, QUIET, SMALL, SOFT
from efqi.reports.charts.scale import Scale, text_width, wrapped
from efqi.reports.charts.svg import line, picture, rectangle, styled, text
from efqi.reports.wording.figure import count
from efqi.reports.wording.pareto import pareto_description, pareto_title
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story

ROW, TOP, FOOT = 34.0, 26.0, 6.0
BAR = 16.0
WIDE_WIDTH, NARROW_WIDTH = 880.0, 288.0
_LABEL_SHARE = 0.34
_REACHED = 92.0
_MOSTLY = 80.0


def pareto_chart(story: Story, found: ReleasedPareto, key: str, width: float) -> str:
    """Draw a Pareto as rows, which stay readable on a phone.

    A bar is as long as its group's events; the words at its end give the count, those at
    the right edge the share that it and the groups above make up.

    Parameters
    ----------
    story : Story
        For words.
    found : ReleasedPareto
        What is drawn.
    key : str
        Unique within the page.
    width : float
        Of the picture, pixels.

    Returns
    -------
    str
        One SVG element.
    """
    left = width * _LABEL_SHARE
    scale = Scale(0.0, max(found.counts), left, width - _REACHED - 44)
    height = TOP + ROW * len(found.labels) + FOOT
    drawn = [
        text(
            (width, 12),
            say("up to here"),
            text_anchor="end",
            fill=SOFT,
            font_size=SMALL,
        ),
        line((left, TOP - 6), (left, height - FOOT), stroke=QUIET, stroke_width=1),
    ]
    for k in range(len(found.labels)):
        drawn += _row(found, k, scale, (left, width))
    title, about = pareto_title(story, found), pareto_description(story, found)
    return picture(key, (width, height), title, about, drawn)


def _row(
    found: ReleasedPareto, k: int, scale: Scale, edges: tuple[float, float]
) -> list[str]:
    left, right = edges
    y = TOP + ROW * k + ROW / 2
    end = scale(found.counts[k])
    words = wrapped(found.labels[k], SMALL, left - 10)
    above = (len(words) - 1) * 7.0
    style = styled(text_anchor="end", fill=INK, font_size=SMALL)
    drawn = [
        text((left - 8, y + 4 - above + 14 * n), part, **style)
        for n, part in enumerate(words)
    ]
    drawn.append(rectangle((left, y - BAR / 2), end - left, BAR, fill=BLUE))
    events = count(found.counts[k])
    drawn.append(text((end + 6, y + 4), events, fill=INK, font_size=SMALL))
    reached = f"{found.cumulative_percent[k]:g}\u00a0%"
    bold = styled(font_weight="700") if found.cumulative_percent[k] <= _MOSTLY else {}
    drawn.append(
        text(
            (right, y + 4),
            reached,
            text_anchor="end",
            fill=INK,
            font_size=SMALL,
            **bold,
        )
    )
    start = end + 12 + text_width(events, SMALL)
    stop = right - text_width(reached, SMALL) - 8
    if stop - start > ROW:
        drawn.append(line((start, y), (stop, y), stroke=GRID, stroke_width=1))
    return drawn
