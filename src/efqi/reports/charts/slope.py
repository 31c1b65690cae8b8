"""Before and after, group by group, with the gap as a bracket: for wide pages."""

import math
from dataclasses import dataclass

from efqi.disclosure.release import Estimate, ReleasedGroup, Shown
from efqi.reports.charts.mark import (
    GroupMark,
    bracket,
    group_mark,
    group_marks,
    hatch_pattern,
    hatched_bar,
    upright_interval,
)
from efqi.reports.charts.palette import BODY, GRID, INK, LARGE, QUIET, SMALL, SOFT
from efqi.reports.charts.scale import Scale, kept_apart, padded, text_width, wrapped
from efqi.reports.charts.svg import (
    Point,
    Style,
    line,
    picture,
    styled,
    text,
)
from efqi.reports.wording.alternative import slope_description
from efqi.reports.wording.figure import Unit, has_interval, shown_level
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import limits
from efqi.reports.wording.title import slope_title

WIDTH = 560.0
TOP = 56.0
GAP_COLUMN = 66.0
BRACKET = 16.0
LEADER = 20.0
MANY = 8
LEAST_RUN = 104.0
NAME_SPACE = 8.0
LINE_FACTOR = 1.22


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything stands, pixels."""

    name_size: float
    name_width: float
    value_width: float
    left: float
    right: float
    height: float
    scale: Scale

    @property
    def bottom(self) -> float:
        return self.height - 12


def slope_chart(story: Story, key: str, words: tuple[str, str] | None = None) -> str:
    """Draw the slope chart.

    Parameters
    ----------
    story : Story
        The view to draw.
    key : str
        Unique within the page.
    words : tuple of str, optional
        Title and description, where they are not those of the report.

    Returns
    -------
    str
        One SVG element, 560 pixels wide.
    """
    layout = _layout(story)
    marks = group_marks(story)
    drawn = [hatch_pattern(key), *_poles(story, layout)]
    for group in _thin_first(story, marks):
        drawn += _group(group, marks[group.group], layout, key)
    drawn += _labels(story, marks, layout)
    drawn += _gaps(story, layout)
    size = WIDTH, layout.height
    title, told = words or (slope_title(story), slope_description(story))
    return picture(key, size, title, told, drawn)


def compared(story: Story) -> list[ReleasedGroup]:
    """Give the groups that are drawn: all but the total."""
    return [g for g in story.view.groups if g.role != "total"]


def bare_level(shown: Shown, unit: Unit) -> str:
    """Write a level with a bare sign, or without its unit; the subtitle says it."""
    if shown.value is None:
        return shown_level(shown, unit)
    return unit.first_of_two(shown.value)


def level_interval(group: ReleasedGroup, *, is_after: bool) -> Estimate | None:
    """Give the interval of a group's level, or None where there is none to draw."""
    if group.care is None:
        return None
    level = group.care.after if is_after else group.care.before
    return level if has_interval(level) else None


def domain(story: Story) -> tuple[float, float]:
    """Give the values that the chart must hold, with a little room."""
    values: list[float] = []
    for group in compared(story):
        for is_after, shown in enumerate((group.before, group.after)):
            level = level_interval(group, is_after=bool(is_after))
            found = (shown.value, shown.lower, shown.upper)
            values += [v for v in found if v is not None]
            if level is not None and shown.value is not None:
                values += [level.lower, level.upper]
    return padded(values, 0.03)


def _layout(story: Story) -> _Layout:
    groups = compared(story)
    name_size = BODY if len(groups) <= MANY else SMALL
    widest = max(text_width(g.label, name_size) for g in groups) * 1.04
    values = [bare_level(s, story.unit) for g in groups for s in (g.before, g.after)]
    value_width = max(text_width(v, name_size) for v in values) * 1.06
    columns = 2 * (GAP_COLUMN + BRACKET + value_width + LEADER) + NAME_SPACE
    name_width = min(widest, WIDTH - columns - LEAST_RUN)
    lines = sum(len(wrapped(g.label, name_size, name_width)) for g in groups)
    height = max(330.0, TOP + 20 + lines * name_size * 1.45)
    left = GAP_COLUMN + BRACKET + name_width + NAME_SPACE + value_width + LEADER
    right = WIDTH - GAP_COLUMN - BRACKET - value_width - LEADER
    scale = Scale(*domain(story), height - 20, TOP + 10)
    return _Layout(name_size, name_width, value_width, left, right, height, scale)


def _thin_first(story: Story, marks: dict[str, GroupMark]) -> list[ReleasedGroup]:
    return sorted(compared(story), key=lambda g: marks[g.group].is_main)


def _poles(story: Story, layout: _Layout) -> list[str]:
    spans = [w.replace(" to ", "\nto ").splitlines() for w in _spans(story)]
    heads = (
        (layout.left, "Before", spans[0], "end"),
        (layout.right, "After", spans[1], "start"),
    )
    room = layout.right - layout.left - 8
    is_tight = any(text_width(words, SMALL) > room for span in spans for words in span)
    middle = (layout.left + layout.right) / 2
    drawn = []
    for x, head, lines, outwards in heads:
        away = -7 if outwards == "end" else 7
        at = middle + away if is_tight else x
        anchor = styled(text_anchor=outwards if is_tight else "middle")
        drawn.append(
            text((at, 14), head, fill=INK, font_size=15, font_weight="700", **anchor)
        )
        for k, words in enumerate(lines):
            below = (at, 30 + 14 * k)
            drawn.append(text(below, words, fill=SOFT, font_size=SMALL, **anchor))
        top = TOP - 6
        drawn.append(line((x, top), (x, layout.bottom), stroke=GRID, stroke_width=2))
    return drawn


def _spans(story: Story) -> tuple[str, str]:
    return story.before_span, story.after_span


def _group(
    group: ReleasedGroup, mark: GroupMark, layout: _Layout, key: str
) -> list[str]:
    drawn = []
    ends = (layout.left, group.before), (layout.right, group.after)
    places = [(x, layout.scale(s.value)) for x, s in ends if s.value is not None]
    if len(places) == len(ends):
        dash = styled(stroke_dasharray="5 4") if mark.shape == "unknown" else styled()
        colour = mark.colour if mark.is_main else QUIET
        drawn.append(line(*places, stroke=colour, stroke_width=mark.width, **dash))
    for is_after, (x, shown) in enumerate(ends):
        drawn += _end(group, mark, layout, (x, shown, bool(is_after), key))
    return drawn


def _end(
    group: ReleasedGroup,
    mark: GroupMark,
    layout: _Layout,
    end: tuple[float, Shown, bool, str],
) -> list[str]:
    x, shown, is_after, key = end
    if shown.value is None:
        if shown.lower is None or shown.upper is None:
            return []
        high, low = layout.scale(shown.upper), layout.scale(shown.lower)
        return [hatched_bar(key, (x - 5, high), 10, low - high)]
    drawn = []
    level = level_interval(group, is_after=is_after)
    if level is not None:
        low, high = layout.scale(level.lower), layout.scale(level.upper)
        drawn.append(upright_interval(x, low, high, mark))
    drawn.append(group_mark((x, layout.scale(shown.value)), mark))
    return drawn


def _place(shown: Shown, layout: _Layout) -> float:
    """Where a label would like to stand; hidden without bounds goes to the foot."""
    if shown.value is not None:
        return layout.scale(shown.value)
    if shown.lower is not None and shown.upper is not None:
        return layout.scale((shown.lower + shown.upper) / 2)
    return layout.bottom


def _labels(story: Story, marks: dict[str, GroupMark], layout: _Layout) -> list[str]:
    groups = compared(story)
    size, room = layout.name_size, (TOP - 4, layout.height)
    names = [wrapped(g.label, size, layout.name_width) for g in groups]
    wanted = [_place(g.before, layout) for g in groups]
    heights = [size * LINE_FACTOR * len(lines) for lines in names]
    drawn = []
    for group, lines, near, y in zip(
        groups, names, wanted, kept_apart(wanted, heights, *room), strict=True
    ):
        drawn += _left_label(
            story, (group, marks[group.group], lines), (near, y), layout
        )
    wanted = [_place(g.after, layout) for g in groups]
    heights = [size * LINE_FACTOR] * len(groups)
    for group, near, y in zip(
        groups, wanted, kept_apart(wanted, heights, *room), strict=True
    ):
        words = bare_level(group.after, story.unit)
        x = layout.right + LEADER
        style = _label_style(marks[group.group], size)
        drawn.append(text((x, y + size * 0.35), words, **style))
        drawn += _leader(layout.right + 9, near, x - 4, y)
    return drawn


def _label_style(mark: GroupMark, size: float) -> Style:
    weight = styled(font_weight="700") if mark.is_main else styled()
    return styled(fill=mark.colour if mark.is_main else INK, font_size=size, **weight)


def _left_label(
    story: Story,
    who: tuple[ReleasedGroup, GroupMark, list[str]],
    heights: tuple[float, float],
    layout: _Layout,
) -> list[str]:
    group, mark, lines = who
    near, y = heights
    size, style = layout.name_size, _label_style(mark, layout.name_size)
    x = layout.left - LEADER
    words = bare_level(group.before, story.unit)
    drawn = [text((x, y + size * 0.35), words, text_anchor="end", **style)]
    first = y - (len(lines) - 1) * size * LINE_FACTOR / 2
    for k, words in enumerate(lines):
        at = (
            x - layout.value_width - NAME_SPACE,
            first + k * size * LINE_FACTOR + size * 0.35,
        )
        drawn.append(text(at, words, text_anchor="end", **style))
    return drawn + _leader(layout.left - 9, near, x + 4, y)


def _leader(near_x: float, near_y: float, far_x: float, far_y: float) -> list[str]:
    """Tie a label that had to move to its mark."""
    if abs(near_y - far_y) < 4:
        return []
    return [line((near_x, near_y), (far_x, far_y), stroke=QUIET, stroke_width=1)]


def _gaps(story: Story, layout: _Layout) -> list[str]:
    absolute = story.verdict.absolute
    left, right = GAP_COLUMN + BRACKET / 2, WIDTH - GAP_COLUMN - BRACKET / 2
    drawn = []
    for is_after, gap, x in (
        (False, absolute.before, left),
        (True, absolute.after, right),
    ):
        span = gap_span(story, gap, layout.scale, is_after=is_after)
        if span is None:
            continue
        towards = -7 if is_after else 7
        corners = [
            (x + towards, span[0]),
            (x, span[0]),
            (x, span[1]),
            (x + towards, span[1]),
        ]
        drawn.append(bracket(corners))
        middle = min(max(sum(span) / 2, TOP + 40), layout.bottom - 40)
        at = (x + 6, middle) if is_after else (x - 6, middle)
        drawn += _gap_words(story, gap, at, "start" if is_after else "end")
    return drawn


def gap_span(
    story: Story, gap: Estimate, scale: Scale, *, is_after: bool
) -> tuple[float, float] | None:
    """Give the pixels that a gap spans on the level scale, or None where it is hidden.

    A gradient's gap is not the difference of two shown levels: its bracket has the
    gap's size and stands in the middle between the two ends.
    """
    groups = [story.group(value) for value in story.ends]
    levels = [g.after.value if is_after else g.before.value for g in groups]
    if levels[0] is None or levels[1] is None or not math.isfinite(gap.value):
        return None
    if not story.is_gradient:
        return scale(levels[0]), scale(levels[1])
    middle = (levels[0] + levels[1]) / 2
    return scale(middle + gap.value / 2), scale(middle - gap.value / 2)


def _gap_words(story: Story, gap: Estimate, at: Point, anchor: str) -> list[str]:
    x, y = at
    unit = story.unit
    quiet = styled(text_anchor=anchor, fill=SOFT, font_size=SMALL)
    drawn = [
        text((x, y - 22), "gap", **quiet),
        text(
            (x, y + 2),
            unit.number(gap.value),
            text_anchor=anchor,
            fill=INK,
            font_size=LARGE,
            font_weight="700",
        ),
        text((x, y + 19), unit.difference_name, **quiet),
    ]
    if has_interval(gap):
        drawn.append(text((x, y + 35), limits(story, gap), **quiet))
    return drawn
