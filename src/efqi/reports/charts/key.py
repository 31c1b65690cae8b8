"""Marks drawn beside words: a group's mark, and what the triangles mean."""

from efqi.reports.charts.mark import (
    dot,
    group_mark,
    group_marks,
    hatch_pattern,
    hatched_bar,
    special_cause,
)
from efqi.reports.charts.svg import FONT, element
from efqi.reports.wording.story import Story

SIZE = 18.0


def group_key(story: Story, group: str) -> str:
    """Draw a group's mark as a picture that only decorates its name."""
    mark = group_marks(story).get(group)
    if mark is None or mark.shape == "total":
        return ""
    return decoration(group_mark((SIZE / 2, SIZE / 2), mark, 6))


def decoration(marks: str) -> str:
    """Draw marks as a small picture that only decorates the words beside it."""
    return element(
        "svg",
        marks,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {SIZE:g} {SIZE:g}",
        width=SIZE,
        height=SIZE,
        aria_hidden="true",
        focusable="false",
        font_family=FONT,
    )


def key_symbols(story: Story, key: str) -> tuple[tuple[str, str], ...]:
    """Give the marks that a reader meets in the small charts, each with its words."""
    points = [p for s in story.view.series for p in s.points]
    signals = {p.signal for p in points}
    down = not story.is_higher_better
    middle = (SIZE / 2, SIZE / 2)
    found = [(decoration(dot(middle, 3)), "a usual reading")]
    if "improvement" in signals:
        mark = special_cause(middle, 5, "improvement", is_up=not down)
        found.append((decoration(mark), "special cause, better (solid)"))
    if "concern" in signals:
        mark = special_cause(middle, 5, "concern", is_up=down)
        found.append((decoration(mark), "special cause, worse (open)"))
    if "neutral" in signals:
        mark = special_cause(middle, 5, "neutral", is_up=True)
        found.append((decoration(mark), "special cause"))
    if any(p.value.value is None and p.value.reason not in _NOTHING for p in points):
        bar = hatch_pattern(key) + hatched_bar(key, (6, 2), 6, 14)
        found.append((decoration(bar), "hidden: all it could be"))
    return tuple(found)


_NOTHING = ("no_data", "none_in_denominator")
