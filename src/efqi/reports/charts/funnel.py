"""Sites by size against limits that chance alone would keep them in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from efqi.disclosure.release import FunnelLine, ReleasedSite
from efqi.reports.charts.key import decoration
from efqi.reports.charts.mark import dot, special_cause
from efqi.reports.charts.palette import GRID, INK, QUIET, SMALL, SOFT, WHITE
from efqi.reports.charts.plot import connected
from efqi.reports.charts.scale import (
    Scale,
    kept_apart,
    padded,
    text_width,
    tick_words,
    ticks,
)
from efqi.reports.charts.svg import HALO, Point, circle, line, picture, styled, text
from efqi.reports.wording.funnel import SiteStory, funnel_description, funnel_title
from efqi.reports.wording.sentence import phrase, say

_MOST_LABELS = 6
_DOT, _TRIANGLE = 3.2, 5.4
_CURVE_TICKS = 4


@dataclass(frozen=True, slots=True)
class FunnelSize:
    """Measures of one version of the chart, pixels."""

    width: float
    height: float
    has_labels: bool = False

    @property
    def places(self) -> tuple[float, float, float, float]:
        """Left, right, top and foot of the plot."""
        return 40.0, self.width - 10, 20.0, self.height - 38


WIDE = FunnelSize(560, 360, has_labels=True)
NARROW = FunnelSize(288, 270)
PANEL = FunnelSize(272, 200)

Domain = tuple[float, float]


def funnel_domain(stories: Iterable[SiteStory]) -> Domain:
    """Give one scale of levels for several funnels: every site, and most of the limits."""
    values: list[float] = []
    for story in stories:
        if story.is_drawn:
            values += [s.value.value for s in story.shown if s.value.value is not None]
            values += _limits_at_half(story)
    low, high = padded(values)
    return (max(low, 0.0), high)


def _limits_at_half(story: SiteStory) -> list[float]:
    half = median(site.denominator.value or 0.0 for site in story.shown)
    found = min(story.funnel.lines, key=lambda each: abs(each.size - half))
    return [found.outer_lower, found.outer_upper]


def funnel_chart(story: SiteStory, key: str, size: FunnelSize, domain: Domain) -> str:
    """Draw a funnel.

    Parameters
    ----------
    story : SiteStory
        Must be drawn (`SiteStory.is_drawn`).
    key : str
        Unique within the page.
    size : FunnelSize
        `WIDE`, `NARROW` or `PANEL`.
    domain : tuple of float
        Lowest and highest level.

    Returns
    -------
    str
        One SVG element. Sites stand by their size; nothing orders them by level.
    """
    left, right, top, foot = size.places
    largest = max(each.size for each in story.funnel.lines)
    x, y = Scale(0.0, largest, left, right), Scale(*domain, foot, top)
    drawn = [
        *_value_axis(story, y, (left, right)),
        *_size_axis(story, x, foot),
        *_curves(story.funnel.lines, x, y),
        *_centre(story, x, y),
        *[_mark(story, site, _at(site, x, y)) for site in _inside_first(story)],
        *(_labels(story, x, y) if size.has_labels else []),
    ]
    title, about = funnel_title(story), funnel_description(story)
    return picture(key, (size.width, size.height), title, about, drawn)


def _value_axis(story: SiteStory, y: Scale, ends: tuple[float, float]) -> list[str]:
    unit = (
        story.unit.spoken if story.unit.suffix.endswith("%") else story.unit.gap_spoken
    )
    drawn = [text((0, 12), unit, fill=SOFT, font_size=SMALL)]
    for value in ticks(y.low, y.high, _CURVE_TICKS):
        at = y(value)
        drawn.append(line((ends[0], at), (ends[1], at), stroke=GRID, stroke_width=1))
        style = styled(text_anchor="end", fill=SOFT, font_size=SMALL)
        drawn.append(text((ends[0] - 6, at + 4), tick_words(value), **style))
    return drawn


def _size_axis(story: SiteStory, x: Scale, foot: float) -> list[str]:
    drawn = [line((x.start, foot), (x.end, foot), stroke=QUIET, stroke_width=1)]
    for value in ticks(x.low, x.high, 3 if x.end < 400 else 5):
        words = tick_words(value)
        half = text_width(words, SMALL) / 2
        at = min(x(value), x.end + 8 - half)
        style = styled(text_anchor="middle", fill=SOFT, font_size=SMALL)
        drawn.append(line((x(value), foot), (x(value), foot + 4), stroke=QUIET))
        drawn.append(text((at, foot + 16), words, **style))
    words = phrase("number of {of}", of=story.funnel.measure.of)
    style = styled(text_anchor="end", fill=SOFT, font_size=SMALL)
    if text_width(words, SMALL) > x.end:
        words = say("number in each site")
    return [*drawn, text((x.end + 4, foot + 32), words, **style)]


def _curves(lines: Sequence[FunnelLine], x: Scale, y: Scale) -> list[str]:
    outer = styled(stroke=SOFT, stroke_width=1.3)
    inner = styled(stroke=QUIET, stroke_width=1.3, stroke_dasharray="5 4")
    drawn = []
    for name, style in (
        ("outer_lower", outer),
        ("outer_upper", outer),
        ("lower", inner),
        ("upper", inner),
    ):
        values = [(each.size, float(getattr(each, name))) for each in lines]
        drawn += connected([_inside(point, x, y) for point in values], **style)
    return drawn


def _inside(at: Point, x: Scale, y: Scale) -> Point | None:
    size, value = at
    return (x(size), y(value)) if y.low <= value <= y.high else None


def _centre(story: SiteStory, x: Scale, y: Scale) -> list[str]:
    centre = story.funnel.centre
    if centre is None:
        return []
    at = y(centre)
    return [line((x.start, at), (x.end, at), stroke=INK, stroke_width=1.8)]


def _at(site: ReleasedSite, x: Scale, y: Scale) -> Point:
    return x(site.denominator.value or 0.0), y.clipped(site.value.value or 0.0)


def _inside_first(story: SiteStory) -> list[ReleasedSite]:
    """Give the sites so that marks of those outside lie on top."""
    return sorted(story.shown, key=lambda site: abs(site.signal))


def _mark(story: SiteStory, site: ReleasedSite, at: Point) -> str:
    if site.signal == 0:
        return dot(at, _DOT)
    if abs(site.signal) == 1:
        return _ring(at)
    signal = _better(story, is_above=site.signal > 0)
    return special_cause(at, _TRIANGLE, signal, is_up=site.signal > 0)


def _ring(at: Point) -> str:
    return circle(at, _DOT + 0.8, fill=WHITE, stroke=INK, stroke_width=1.6)


def _better(story: SiteStory, *, is_above: bool) -> str:
    better = story.funnel.measure.improvement_direction.value
    if better == "neutral":
        return "neutral"
    return "improvement" if (better == "higher") == is_above else "concern"


def _labels(story: SiteStory, x: Scale, y: Scale) -> list[str]:
    """Name the sites outside the outer limits where they are few."""
    far = [site for site in story.shown if abs(site.signal) > 1]
    if not far or len(far) > _MOST_LABELS:
        return []
    places = [_at(site, x, y) for site in far]
    heights = [15.0] * len(far)
    centres = kept_apart([at[1] for at in places], heights, y.end, y.start)
    drawn = []
    for site, at, centre in zip(far, places, centres, strict=True):
        width = text_width(site.label, SMALL) * 1.06
        is_right = at[0] + 9 + width <= x.end + 8
        style = styled(
            fill=INK, font_size=SMALL, text_anchor="start" if is_right else "end"
        )
        beside = at[0] + 9 if is_right else at[0] - 9
        drawn.append(text((beside, centre + 4), site.label, **HALO, **style))
    return drawn


def funnel_symbols(story: SiteStory) -> tuple[tuple[str, str], ...]:
    """Give the marks of a funnel, each with its words."""
    middle = (9.0, 9.0)
    found = [
        (decoration(dot(middle, _DOT)), say("within the limits")),
        (
            decoration(_ring(middle)),
            say("between the 95\u00a0% and 99.8\u00a0% limits"),
        ),
    ]
    words = {
        "improvement": say("outside the 99.8\u00a0% limits, better (solid)"),
        "concern": say("outside the 99.8\u00a0% limits, worse (open)"),
        "neutral": say("outside the 99.8\u00a0% limits"),
    }
    for is_above in (True, False):
        signal = _better(story, is_above=is_above)
        mark = special_cause(middle, _TRIANGLE, signal, is_up=is_above)
        found.append((decoration(mark), words[signal]))
    return tuple(found[:3] if words["neutral"] in found[2] else found)
